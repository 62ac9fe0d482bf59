"""What the Today screen and the status strip show: read models, filled by the store."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.attention import Attention
from coachtui.domain.brief import Brief
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.pace import Pace


class AgendaItem(NamedTuple):
    """A session of the day, on the coach's clock.

    `number` is its place among the coaching sessions that use the allocation. `there` is when it begins on the clock
    that was agreed, in words ("09:00 Zurich"); empty where that shows the same.
    """

    session_id: str
    engagement_id: str
    client: str
    starts_local: datetime
    time_zone: str
    starts_utc: datetime
    minutes: int
    kind: SessionKind
    state: SessionState
    number: int | None = None
    allocation: float | None = None
    unit: AllocationUnit = AllocationUnit.SESSIONS
    stage: Stage | None = None
    there: str = ""


class WeekDay(NamedTuple):
    """A day of the week ahead and whom the coach meets on it."""

    day: date
    clients: tuple[str, ...]
    more: int = 0


class Counts(NamedTuple):
    """How many engagements of the coach are in which state, and how many meetings lie ahead."""

    active: int = 0
    paused: int = 0
    draft: int = 0
    ended: int = 0
    planned: int = 0

    @property
    def engagements(self) -> int:
        """All of them, whatever their state."""
        return self.active + self.paused + self.draft + self.ended


class Today(NamedTuple):
    """The whole of the Today screen. `needs_more` counts the lines beyond those listed."""

    date: date
    coach_id: str
    coach: str
    agenda: tuple[AgendaItem, ...] = ()
    week: tuple[WeekDay, ...] = ()
    needs: tuple[Attention, ...] = ()
    needs_more: int = 0
    brief: Brief | None = None
    counts: Counts = Counts()


class EngagementCard(NamedTuple):
    """An engagement as the status strip and the lists show it. `held` and `used` are in `unit`.

    `planned` counts the coaching sessions ahead; the next session may be of any kind.
    """

    id: str
    code: str
    client_id: str
    client: str
    role_from: str
    role_title: str
    organisation: str | None
    programme: str | None
    coach: str
    state: EngagementState
    starts_on: date | None
    ends_on: date | None
    month: int | None
    months: int | None
    allocation: float
    unit: AllocationUnit
    held: float
    used: float
    planned: int
    pace: Pace | None
    stalled: bool
    unaligned: bool
    last_held_on: date | None
    next_session_on: datetime | None
    next_session_kind: SessionKind | None
    three_way_on: date | None
    three_way_stage: Stage | None
    three_way_planned: bool
