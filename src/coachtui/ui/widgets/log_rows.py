"""The coaching log drawn: its rows, its totals, and how it stands against a credential."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widget import Widget

from coachtui.domain.coaching_log import Aside, CoachingLog, LogRow, rounded, totals
from coachtui.domain.credentials import Credential, Kind, Measure, Standing, standings
from coachtui.domain.log_words import aside_words
from coachtui.domain.words import day_and_year, number, plural
from coachtui.reports import coaching_log as report
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, cell, joined, paragraph, plain
from coachtui.ui.widgets.rows import Column, Row

FULL, AXIS = "▄", "▁"
LEAST_BAR, MOST_BAR = 6, 40
"""Cells of a bar."""

COLUMNS = (
    Column("client", most=60, grows=True),
    Column("group", most=5, right=True, from_width=84),
    Column("from", most=12),
    Column("until", most=12),
    Column("paid", most=9, right=True),
    Column("pro bono", most=9, right=True),
    Column("here", most=6, right=True, from_width=96),
    Column("", most=14),
)

_NAMES = {Kind.HOURS: "hours", Kind.PAID: "paid", Kind.CLIENTS: "clients", Kind.RECENT: "18 months"}


class StandingPane(Widget):
    """The thresholds of one credential as bars, with what is missing in words."""

    def __init__(self) -> None:
        super().__init__(id="log-standing")
        self._standing: Standing | None = None
        self._told: Content = Content("")

    def show(self, log: CoachingLog, credential: Credential) -> None:
        """Show how a log stands, and in the title all credentials with what is met."""
        in_all = standings(log)
        self._standing = in_all[credential]
        names = []
        for one in Credential:
            mark = f"{marks.FINE} " if in_all[one].met else ""
            names.append((f" {mark}{one.value.upper()} ", STRONG if one is credential else LABEL))
        self.border_title = joined(("Standing", LABEL), *names)
        found = self._standing
        self.border_subtitle = joined((report.standing_words(found), RIGHT if found.met else NEEDS))
        self.refresh(layout=True)

    def tell(self, told: Content) -> None:
        """Show why there is no standing."""
        self._standing, self._told = None, told
        self.border_title, self.border_subtitle = "Standing", ""
        self.refresh(layout=True)

    def render(self) -> Content:
        if self._standing is None:
            return self._told
        width = self.content_region.width
        return Content("\n").join(_measure(one, width) for one in self._standing.measures)


def row(one: LogRow) -> Row:
    """Return a relationship as a row; whoever is left off recedes."""
    tone = VALUE if one.consented else LABEL
    named = (f"{marks.FINE} named", RIGHT) if one.consented else (f"{marks.WAITING} left off", LABEL)
    return Row(
        one.key,
        (
            plain(one.client_name, tone),
            plain("" if one.people is None else str(one.people), tone),
            plain(day_and_year(one.starts_on), LABEL),
            plain(day_and_year(one.ends_on) if one.ends_on else "goes on", LABEL),
            plain(_hours(rounded(one.paid)), tone),
            plain(_hours(rounded(one.pro_bono)), tone),
            plain(str(one.sessions) if one.sessions else "", LABEL),
            plain(*named),
        ),
    )


def aside_row(one: Aside) -> Row:
    """Return a row of the former log that is not counted."""
    stint = one.stint
    return Row(
        stint.entry_id,
        (
            plain(stint.client_name, VALUE),
            plain("" if stint.people is None else str(stint.people), LABEL),
            plain(day_and_year(stint.first), LABEL),
            plain("goes on" if stint.ongoing else day_and_year(stint.last), LABEL),
            plain(_hours(rounded(stint.paid)), LABEL),
            plain(_hours(rounded(stint.pro_bono)), LABEL),
            Content(""),
            plain(f"{marks.NEEDS_YOU} set aside", NEEDS),
        ),
    )


def totals_line(log: CoachingLog, width: int) -> Content:
    """Return what the named rows come to, and what is left off; in two lines where one is too short."""
    named = joined(("Named     ", LABEL), (report.counted_words(totals(log.named)), STRONG))
    if not log.left_off:
        return named
    left_off = joined(("Left off  ", LABEL), (report.counted_words(totals(log.left_off)), LABEL))
    return Content("    " if named.cell_length + left_off.cell_length + 8 <= width else "\n").join([named, left_off])


def about_row(one: LogRow, today: date) -> Content:
    """Return what stands behind a row."""
    parts = [one.contact or "no contact info, which the form asks for"]
    if one.people:
        parts.append(f"a group of {one.people}")
    if one.sessions:
        parts.append(f"{plural(one.sessions, 'session')} here")
    if one.entries:
        parts.append(f"{plural(len(one.entries), 'row')} of a former log")
    if one.recent:
        parts.append(f"{number(rounded(one.recent))} h in the last 18 months")
    return joined((" · ".join(parts), LABEL))


def about_aside(one: Aside, log: CoachingLog) -> Content:
    """Return why a row is not counted, and what to do."""
    return paragraph(aside_words(one, log), NEEDS)


def _measure(one: Measure, width: int) -> Content:
    words = report.state_words(one)
    figures = f"{number(rounded(one.reached))} of {one.asked:,}"
    bar = min(MOST_BAR, max(LEAST_BAR, width - 80))
    room = width - bar - 33
    state = "; ".join(words)
    if len(state) > room and len(words) > 1:
        # Until when it holds is news; since when it is met, the command line tells too.
        state = "; ".join(("met", *words[1:]))
    mark, tone = (marks.NEEDS_YOU, WRONG) if one.missing else (marks.FINE, RIGHT)
    return cell(
        joined(
            cell(plain(_NAMES[one.kind], LABEL), 11), _bar(one, bar), "  ",
            cell(plain(figures, VALUE), 16, right=True), "  ", (f"{mark} ", tone),
            (state, NEEDS if one.missing else LABEL),
        ),
        width,
    )  # fmt: skip


def _bar(one: Measure, width: int) -> Content:
    reached = min(width, int(one.reached * width / one.asked))
    return joined((FULL * reached, DATA), (AXIS * (width - reached), "$line"))


def _hours(hours: float) -> str:
    return f"{hours:,.2f}" if hours else "–"
