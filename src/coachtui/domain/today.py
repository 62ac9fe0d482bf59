"""What the Today screen, the status strip and the brief show: read models, filled by the store."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.assessment import Relation, Stage
from coachtui.domain.attention import Attention
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.goals import NO_SCORE, Trend, TScore
from coachtui.domain.pace import Pace
from coachtui.domain.people import Party


class AgendaItem(NamedTuple):
    """A session of the day. `number` is its place among the coaching sessions that use the allocation."""

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


class WeekDay(NamedTuple):
    """A day of the week ahead and whom the coach meets on it."""

    day: date
    clients: tuple[str, ...]
    more: int = 0


class BriefCommitment(NamedTuple):
    """An open commitment."""

    commitment_id: str
    owner: Party
    text: str
    due_on: date | None
    overdue_days: int = 0


class BriefGoal(NamedTuple):
    """A goal's way so far: levels oldest first, the baseline not among them."""

    goal_id: str
    title: str
    baseline: int
    levels: tuple[int, ...] = ()
    percent: int | None = None
    trend: Trend | None = None
    weight: int = 1

    @property
    def now(self) -> int:
        """The latest level, or the baseline while there is none."""
        return self.levels[-1] if self.levels else self.baseline


class BriefFeedforward(NamedTuple):
    """A suggestion that was not used yet; the relation only where the round's threshold lets it be told."""

    feedforward_id: str
    text: str
    relation: Relation | None
    given_on: date


class Brief(NamedTuple):
    """What to know before the next session, readable in a minute. Private to the coach."""

    engagement_id: str
    client: str
    session_id: str | None = None
    starts_local: datetime | None = None
    time_zone: str = ""
    kind: SessionKind = SessionKind.COACHING
    last_held_on: date | None = None
    last_time: str = ""
    commitments: tuple[BriefCommitment, ...] = ()
    goals: tuple[BriefGoal, ...] = ()
    t_baseline: TScore = NO_SCORE
    t_now: TScore = NO_SCORE
    feedforward: tuple[BriefFeedforward, ...] = ()
    blind_spot: str | None = None
    blind_spot_difference: float | None = None
    pace: Pace | None = None
    three_way_on: date | None = None
    three_way_stage: Stage | None = None
    three_way_planned: bool = False
    themes: tuple[str, ...] = ()


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
