"""Before a meeting is cancelled: what it will become, said beforehand."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.cadence import SessionKind, SessionState, cancelled_state
from coachtui.domain.engagement import EngagementDraft
from coachtui.domain.line import SessionLine
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import clock, exact, plural
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.confirm import Confirm
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.session_rows import both_clocks

TITLE = "Cancel this meeting?"


class CancelledWhen(Dialog[SessionState]):
    """A meeting that is over was cancelled: in time, or late? Returns what it becomes."""

    PLACE = Place.CANCELLING
    BINDINGS = bindings(Place.CANCELLING)

    def __init__(self, question: Content):
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = TITLE
            yield Static(self._question)
            yield Footer()

    def action_in_time(self) -> None:
        self.dismiss(SessionState.CANCELLED)

    def action_late(self) -> None:
        self.dismiss(SessionState.LATE_CANCELLED)


def dialog(
    meeting: SessionLine, named: str, terms: EngagementDraft, coach_zone: str, now: datetime
) -> tuple[Confirm | CancelledWhen, SessionState]:
    """Return what to ask before a planned meeting is cancelled, and what it becomes if that is not asked itself."""
    what = joined((f"{named[:1].upper()}{named[1:]}", STRONG), (f" {both_clocks(meeting, coach_zone)}", VALUE)) + "\n\n"
    became = cancelled_state(now, meeting.starts_utc, terms.notice_hours)
    if meeting.starts_utc <= now:
        return CancelledWhen(what + _limit(meeting, terms)), became
    told = _late(meeting, terms, now) if became is SessionState.LATE_CANCELLED else _in_time(meeting, terms)
    return Confirm(TITLE, what + told), became


def _in_time(meeting: SessionLine, terms: EngagementDraft) -> Content:
    notice = f"{terms.notice_hours} h of notice are agreed, so this is in time"
    counts = " and doesn't use the allocation" if meeting.kind is SessionKind.COACHING else ""
    return joined((f"{notice}{counts}.", LABEL))


def _late(meeting: SessionLine, terms: EngagementDraft, now: datetime) -> Content:
    hours = int((meeting.starts_utc - now) / timedelta(hours=1))
    ahead = f"It begins in {plural(hours, 'hour')}" if hours else "It begins within the hour"
    words = (f"{ahead}, within the {terms.notice_hours} h of notice agreed: it becomes a late cancellation", NEEDS)
    return joined(words, (f"{_counts(meeting, terms)}.", NEEDS))


def _limit(meeting: SessionLine, terms: EngagementDraft) -> Content:
    latest = to_wall(meeting.starts_utc - timedelta(hours=terms.notice_hours), meeting.time_zone)
    words = f"When were you told? In time is by {exact(latest)}, {clock(latest)} ({terms.notice_hours} h before). "
    return joined((words, VALUE), (f"Late, it is a late cancellation{_counts(meeting, terms)}.", LABEL))


def _counts(meeting: SessionLine, terms: EngagementDraft) -> str:
    if meeting.kind is not SessionKind.COACHING:
        return ""
    return " and uses the allocation" if terms.notice_counts else " and, as agreed, doesn't use the allocation"
