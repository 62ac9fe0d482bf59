"""How an engagement is aligned: by the rule, what comes next, and the agreement; one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.domain.alignment import OVER
from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.cadence import SessionState
from coachtui.domain.words import day, distance, label, plural
from coachtui.ui import marks
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, cut, fitted, joined, plain
from coachtui.ui.widgets.alignment_words import called, named

GAP = 4
LABELS = 12
"""Cells of the labels at the left, as on Sessions."""

Ways = list[Content]


class AlignmentFigures(Widget):
    """Aligned or not and why, with the gaps that are open; what falls due next; the agreement with its consents."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AlignmentFigures { height: 3; padding: 0 2; }
    """

    page: reactive[AlignmentPage | None] = reactive(None)
    today: reactive[date | None] = reactive(None)

    def render(self) -> Content:
        if self.page is None or self.today is None:
            return Content("")
        width = self.content_size.width - LABELS
        lines: Sequence[tuple[str, Ways, Ways]] = (
            ("alignment", _rule(self.page), _gaps(self.page, width)),
            ("next", _next(self.page, self.today), [Content("")]),
            ("agreement", _agreement(self.page, self.today), _consents(self.page)),
        )
        return Content("\n").join(
            joined((name.ljust(LABELS), LABEL), Content(" " * GAP).join(fitted(width, ways, (1, 0, 0, 1), GAP)))
            for name, *ways in lines
        )


def _rule(page: AlignmentPage) -> Ways:
    # The words begin with the verdict; what follows is the arithmetic.
    verdict, colon, why = page.why.partition(": ")
    if not colon:
        return [plain(page.why, LABEL), plain(page.why.partition(";")[0], LABEL)]
    if page.unaligned:
        mark, tone = marks.NEEDS_YOU, WRONG
    elif any(one.covered for one in page.stages):
        mark, tone = marks.FINE, RIGHT
    else:
        mark, tone = marks.WAITING, LABEL
    word = (f"{mark} {verdict[:1].lower()}{verdict[1:]}", tone)
    why = why.rstrip(".")
    short = why.partition(";")[0].replace("coaching ", "")
    return [joined(word, (f"  {why}", VALUE)), joined(word, (f"  {short}", VALUE)), joined(word)]


def _gaps(page: AlignmentPage, width: int) -> Ways:
    gaps = page.gaps
    if not gaps:
        return [Content("")]
    widest = max(gaps, key=lambda goal: goal.view.difference if goal.view else 0)
    count = f"{marks.THREE_WAY} {plural(len(gaps), 'gap')} open"
    title = cut(plain(widest.title, VALUE), max(12, width // 3))
    return [joined((count, NEEDS), (": ", LABEL), title), joined((count, NEEDS)), Content("")]


def _next(page: AlignmentPage, today: date) -> Ways:
    due = page.next_due
    ahead = [one for one in page.meetings if one.state is SessionState.PLANNED and not one.unclosed]
    if ahead and (due is None or due.planned_on is not None):
        # What has its day is told by it, also one more than the stages ask for.
        first = min(ahead, key=lambda one: one.starts_utc)
        on, away = (words(first.starts_local.date(), today) for words in (day, distance))
        return [
            joined(
                (named(first), VALUE), (": planned ", LABEL), (on, STRONG), (f", {away}" if away != on else "", LABEL)
            )
        ]
    if due is None:
        return [plain("no three-way is due" if page.stages else "nothing is due before dates are agreed", LABEL)]
    name, keys = (f"three-way, {label(due.stage)}", VALUE), (("   t", f"bold {NEEDS}"), (" plans it", LABEL))
    if due.unclosed(today):
        return [joined((f"{marks.NEEDS_YOU} ", NEEDS), name, (f": {OVER}, {day(due.expected_on, today)}", NEEDS))]
    if due.overdue(today):
        late = plural((today - due.due_on).days, "day")
        return [joined((f"{marks.NEEDS_YOU} ", WRONG), name, (f": {late} overdue", WRONG), *keys)]
    on, away = day(due.due_on, today), distance(due.due_on, today)
    return [joined(name, (": due ", LABEL), (on, STRONG), (f", {away}, no day yet", LABEL), *keys)]


def _agreement(page: AlignmentPage, today: date) -> Ways:
    standing = page.agreement
    if standing is None:
        none = joined((f"{marks.NEEDS_YOU} none drawn up yet", NEEDS))
        return [none + joined(("   a", f"bold {NEEDS}"), (" shows what holds until then", LABEL)), none]
    version = (f"version {standing.number}", VALUE)
    on = day(standing.drawn_up_on, today)
    return [joined(version, (f" of {page.versions}, {on}", LABEL)), joined(version, (f", {on}", LABEL))]


def _consents(page: AlignmentPage) -> Ways:
    if page.agreement is None:
        return [Content("")]
    missing = page.consents_missing
    if not missing:
        return [joined((f"{marks.FINE} ", RIGHT), ("all have consented", LABEL)), Content("")]
    names = ", ".join(called(party, page) for party in missing)
    word = (f"{marks.NEEDS_YOU} waits for consent", NEEDS)
    return [joined(word, (f": {names}", VALUE)), joined((f"{marks.NEEDS_YOU} {names}", NEEDS))]
