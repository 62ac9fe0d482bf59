"""What stands in a calendar that coachtui writes: an event for each session, and how much its title reveals."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.words import label


class Title(StrEnum):
    """What the title of an event says beside what it is."""

    COACHING = "coaching"
    INITIALS = "initials"
    CODE = "code"
    CLIENT = "client"


GONE = (SessionState.CANCELLED, SessionState.LATE_CANCELLED, SessionState.RESCHEDULED)
"""Sessions that took no place at their time: a calendar that has them is told that they are cancelled."""


class SessionEvent(NamedTuple):
    """A session as an event. `starts_local` is wall time in `time_zone`.

    `changed_at` is when its time, length or state was changed last (aware), and `changes` how often: both are the same
    on each device that has the same history, and `changes` never goes down.
    """

    session_id: str
    kind: SessionKind
    state: SessionState
    starts_local: datetime
    time_zone: str
    minutes: int
    binned: bool
    code: str
    client: str
    created_at: datetime
    changed_at: datetime
    changes: int

    @property
    def is_gone(self) -> bool:
        """Whether a calendar that has it must be told that it is cancelled."""
        return self.binned or self.state in GONE

    def title(self, choice: Title) -> str:
        """Return the title: "Coaching", and what was chosen to stand beside that."""
        if choice is Title.COACHING:
            return "Coaching"
        what = "Coaching" if self.kind is SessionKind.COACHING else label(self.kind).capitalize()
        beside = {Title.CODE: self.code, Title.CLIENT: self.client, Title.INITIALS: initials(self.client)}[choice]
        return f"{what} {beside}"


class OffEvent(NamedTuple):
    """Days off of the coach as an event over whole days, the last one included; what for is not in it."""

    time_off_id: str
    from_on: date
    until_on: date
    binned: bool
    created_at: datetime
    changed_at: datetime
    changes: int


class Outgoing(NamedTuple):
    """What is written into a calendar, in order of time."""

    sessions: tuple[SessionEvent, ...]
    off: tuple[OffEvent, ...] = ()

    @property
    def cancelled(self) -> int:
        """How many of them are told as cancelled."""
        return sum(one.is_gone for one in self.sessions) + sum(one.binned for one in self.off)


def initials(name: str) -> str:
    """Return the initials of a name: "D. O."."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum())
