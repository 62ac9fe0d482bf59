"""Before a session of a series is cancelled or put in the bin: how far that goes, one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from textual.content import Content

from coachtui.domain.cadence import SessionState, cancelled_state
from coachtui.domain.line import SessionLine
from coachtui.domain.series import Reach, Scope, reach
from coachtui.domain.words import day, plural
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.confirm import Question
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined

KEYS = {Scope.ONE: ("o", "only this one"), Scope.FOLLOWING: ("t", "this and following"), Scope.ALL: ("a", "all")}
NAMED = 8
"""Sessions that are named by their day; of more the first, and how many more."""

_WIDE = max(len(words) for _, words in KEYS.values())

Told = Callable[[SessionLine], str]


class HowFar(Question[Scope]):
    """Asks how far; `esc` leaves everything as it is."""

    PLACE = Place.OF_SERIES
    BINDINGS = bindings(Place.OF_SERIES)

    def action_one(self) -> None:
        self.dismiss(Scope.ONE)

    def action_following(self) -> None:
        self.dismiss(Scope.FOLLOWING)

    def action_all(self) -> None:
        self.dismiss(Scope.ALL)


def cancelling(page: Page, meeting: SessionLine, now: datetime) -> HowFar:
    """Return what to ask before a planned session of a series is cancelled."""
    notice = page.terms.notice_hours

    def late(one: SessionLine) -> str:
        is_late = cancelled_state(now, one.starts_utc, notice) is SessionState.LATE_CANCELLED
        return "late" if is_late else ""

    told = joined((f"{notice} h of notice are agreed; what comes later than that is marked late.", LABEL))
    return HowFar("Cancel how many of the series?", _question(page, meeting, now, late) + "\n\n" + told)


def binning(page: Page, meeting: SessionLine, now: datetime) -> HowFar:
    """Return what to ask before a planned session of a series is put in the bin."""
    told = joined(("As if they had never been planned; u brings them back.", LABEL))
    return HowFar("Put how many of the series in the bin?", _question(page, meeting, now, lambda _: "") + "\n\n" + told)


def _question(page: Page, meeting: SessionLine, now: datetime, mark: Told) -> Content:
    of = page.series_of(meeting)
    members = page.members(of) if of else (meeting,)
    found = {scope: reach(members, meeting, scope, now) for scope in Scope}
    lines = [_line(scope, found[scope].touched, page.today, mark) for scope in Scope]
    stays = _stays(found[Scope.ALL], page.today)
    return Content("\n").join(lines if stays is None else [*lines, stays])


def _line(scope: Scope, touched: Sequence[SessionLine], today: date, mark: Told) -> Content:
    key, words = KEYS[scope]
    days = Content(", ").join(
        joined((day(one.starts_local.date(), today), VALUE), (f" {mark(one)}" if mark(one) else "", NEEDS))
        for one in touched[:NAMED]
    )
    more = joined((f" and {len(touched) - NAMED} more", LABEL)) if len(touched) > NAMED else Content("")
    count = f"{plural(len(touched), 'session')}: " if len(touched) > 1 else ""
    return joined((f"{key}  ", f"bold {NEEDS}"), (f"{words:<{_WIDE}}  ", STRONG), (count, LABEL)) + days + more


def _stays(found: Reach, today: date) -> Content | None:
    if not found.stays:
        return None
    named = ", ".join(f"{day(one.session.starts_local.date(), today)} {one.why}" for one in found.stays[-NAMED:])
    return joined((f"   stay in any case: {named}", LABEL))
