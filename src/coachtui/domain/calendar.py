"""Calendars: what an event says, whose engagement it belongs to, and what an import of it comes to.

An event is known again by its UID and, in a series, by the slot that the series first gave it (RFC 5545,
RECURRENCE-ID). What a calendar said last is remembered as a digest: as long as it says the same, what the coach
changed here stays. Who an event is about is found in `calendar_matching`, what it comes to in `calendar_planning`.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.domain.words import clock, weekday

OWN_UID = "@coachtui"
"""How the UID of an event ends that coachtui wrote itself: the id of the session stands before it."""
AHEAD_YEARS = 2
"""How far ahead of today recurring events are taken (ours): a series without end has to stop somewhere."""


class Engaged(NamedTuple):
    """An engagement that events can belong to. Addresses are in lower case, empty if they are not known.

    `ends_on` is the day on which it really ended, if it is over; `minutes` is the length of a session as agreed.
    """

    id: str
    code: str
    client_id: str
    client: str
    email: str
    manager: str
    manager_email: str
    sponsor_email: str
    starts_on: date | None
    ends_on: date | None
    running: bool
    time_zone: str
    minutes: int

    def on(self, day: date) -> bool:
        """Whether a day lies within the span."""
        return self.starts_on is not None and self.ends_on is not None and self.starts_on <= day <= self.ends_on


class About(NamedTuple):
    """What an event says of whom it is about: its title, who takes part, and who of these declined."""

    title: str
    addresses: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()


class Occurrence(NamedTuple):
    """One time of an event. `zone` is empty for times in UTC or in a zone that only the file describes.

    `starts_local` is the wall time there, None of an event that takes whole days. `recurrence` is the slot that the
    series first gave it, in UTC, empty of an event that stands alone. `minutes` is None when the event has no end.
    """

    uid: str
    recurrence: str
    starts_utc: datetime
    starts_local: datetime | None
    zone: str
    minutes: int | None
    cancelled: bool
    sequence: int
    line: int
    about: About
    whole_day: bool = False

    def digest(self, *, declined: bool) -> str:
        """Return the digest of all that an import looks at."""
        said = f"{self.starts_utc:%Y%m%dT%H%M}|{self.minutes}|{int(self.cancelled)}|{int(declined)}"
        return sha256(said.encode()).hexdigest()[:32]


class Placed(NamedTuple):
    """An occurrence, the engagement it belongs to, and what kind of meeting it would be."""

    occurrence: Occurrence
    engaged: Engaged
    kind: SessionKind
    stage: Stage | None
    declined: bool

    @property
    def digest(self) -> str:
        """What the calendar says now."""
        return self.occurrence.digest(declined=self.declined)

    def draft(self) -> SessionDraft:
        """Return the session that the event is: in the client's zone, unless it has one whose clocks show another time.

        Programs of Windows know one zone for many cities, and others write UTC.
        """
        one = self.occurrence
        there, zone = to_wall(one.starts_utc, self.engaged.time_zone), self.engaged.time_zone
        if one.zone and one.starts_local not in (None, there):
            there, zone = to_wall(one.starts_utc, one.zone), one.zone
        return SessionDraft(self.engaged.id, there, zone, self.kind, one.minutes or self.engaged.minutes, self.stage)


class SessionNow(NamedTuple):
    """A session that is here; `binned` if it lies in the bin."""

    id: str
    engagement_id: str
    client: str
    code: str
    state: SessionState
    starts_local: datetime
    time_zone: str
    starts_utc: datetime
    minutes: int
    moved_to_id: str | None
    binned: bool = False


class Linked(NamedTuple):
    """The event that a session was taken from, as it is remembered."""

    id: str
    session_id: str
    source: str
    uid: str
    recurrence: str
    sequence: int
    digest: str
    kept: bool


class LinkDraft(NamedTuple):
    """What is to be remembered of an event; `id` is empty for one that is new."""

    id: str
    source: str
    uid: str
    recurrence: str
    sequence: int
    digest: str
    kept: bool = False


class StepKind(StrEnum):
    """What an event comes to."""

    NEW = "new"
    LINKED = "linked"
    MOVED = "moved"
    LENGTH = "length"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    GONE = "gone"
    KEPT = "kept"
    SAME = "same"
    STAYS = "stays"
    LEFT = "left"


WRITTEN = frozenset(
    {StepKind.NEW, StepKind.LINKED, StepKind.MOVED, StepKind.LENGTH, StepKind.CANCELLED, StepKind.DECLINED,
     StepKind.KEPT}
)  # fmt: skip
"""The steps that write something. GONE asks; STAYS tells what is different and stays; LEFT is not taken."""


class Step(NamedTuple):
    """What one event comes to. `line` is where it stands in the file, 0 if it stands there no more.

    `session_id` is the session it is about, empty for a new one; `link` what is remembered of the event then.
    `starts_local` is wall time in `time_zone`, which is empty if it is not known.
    """

    kind: StepKind
    engagement_id: str
    client: str
    code: str
    line: int
    starts_local: datetime
    words: str = ""
    session_id: str = ""
    draft: SessionDraft | None = None
    link: LinkDraft | None = None
    whole_day: bool = False
    time_zone: str = ""

    def beside(self, own_zone: str) -> str:
        """Return what the coach's clocks show then: "16:45 yours", "Mon 23:00 yours"; empty if they show the same."""
        if self.whole_day or not self.time_zone:
            return ""
        own = to_wall(to_utc(self.starts_local, self.time_zone), own_zone)
        if own == self.starts_local:
            return ""
        day = "" if own.date() == self.starts_local.date() else f"{weekday(own)} "
        return f"{day}{clock(own)} yours"


class Question(NamedTuple):
    """An event of which it is not clear whose it is: its title, on which lines and days it stands, who it could be."""

    title: str
    lines: tuple[int, ...]
    days: tuple[date, ...]
    candidates: tuple[Engaged, ...]
    why: str


class Answer(NamedTuple):
    """Whose engagement the events with these words are; None: nobody's."""

    words: str
    engagement_id: str | None
