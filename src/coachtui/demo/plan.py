"""What is settled about an engagement before its story is told: who, when, how much, and its line of meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum

from coachtui.demo.diary import Diary, utc
from coachtui.demo.topics import Topic
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementState, RoleChange
from coachtui.domain.people import ProgrammeKind

FAR = datetime.max.replace(tzinfo=UTC)
"""`since` of what no engagement needs."""


@dataclass(slots=True)
class Somebody:
    """A person; `short` is what the coach's notes call them. Their row is written when they first matter."""

    name: str
    short: str
    email: str = ""
    role: str = ""
    zone: str = "Europe/Zurich"
    phone: str = ""
    note: str = ""
    named: bool = False
    """Whether the client consents to be named in the coaching log."""
    id: str = ""


@dataclass(slots=True)
class House:
    """A client organisation with what the engagements in it share; `since` is when the practice came to know it."""

    name: str
    zone: str
    domain: str
    managers: list[Somebody] = field(default_factory=list)
    sponsors: list[Somebody] = field(default_factory=list)
    objectives: dict[str, str] = field(default_factory=dict)
    """The key of an objective by topic."""
    behaviours: list[tuple[str, str]] = field(default_factory=list)
    """Desired behaviours: the key and the value's name."""
    since: datetime = FAR
    id: str = ""


@dataclass(slots=True)
class Guide:
    """A coach of the practice, with a diary."""

    name: str
    zone: str
    diary: Diary
    email: str = ""
    since: datetime = FAR
    id: str = ""


@dataclass(slots=True)
class Course:
    """A programme: engagements that belong together."""

    name: str
    kind: ProgrammeKind
    house: House | None
    starts_on: date | None = None
    ends_on: date | None = None
    id: str = ""


class Fate(Enum):
    """What becomes of a meeting. `PLANNED` lies ahead; `UNCLOSED` is over and nobody has said how it went."""

    HELD = "held"
    LATE = "late"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    PLANNED = "planned"
    UNCLOSED = "unclosed"


@dataclass(slots=True)
class Meeting:
    """One meeting: naive wall time in the client's zone. `moved_from` is the slot that it had before."""

    kind: SessionKind
    at: datetime
    minutes: int
    fate: Fate
    stage: Stage | None = None
    moved_from: datetime | None = None
    number: int = 0
    """Which coaching session it is, from 1, counting those held."""
    id: str = ""

    def starts(self, zone: str) -> datetime:
        """Return the instant at which it begins."""
        return utc(self.at, zone)


@dataclass(slots=True)
class Interval:
    """A pause; `until` is the first day on which it is over, None while it lasts."""

    start: date
    until: date | None
    reason: str


@dataclass(slots=True)
class Plan:
    """One engagement as it is going to be by now."""

    code: str
    coach: Guide
    house: House
    client: Somebody
    manager: Somebody
    sponsor: Somebody | None
    state: EngagementState
    taken_in: date
    starts_on: date
    ends_on: date
    zone: str
    topics: tuple[Topic, ...]
    programme: Course | None = None
    ended_on: date | None = None
    pauses: list[Interval] = field(default_factory=list)
    completed_once_on: date | None = None
    """When a reopened engagement was completed the first time."""
    reopened_on: date | None = None
    former_ends_on: date | None = None
    """The agreed end before it was moved."""
    former_allocation: float | None = None
    """The allocation before more was agreed."""
    allocation: float = 8
    unit: AllocationUnit = AllocationUnit.SESSIONS
    interval_weeks: int = 3
    minutes: int = 60
    notice_counts: bool = True
    paid: bool = True
    form: CoachingForm = CoachingForm.INDIVIDUAL
    group_size: int | None = None
    role_change: RoleChange = RoleChange.NONE
    role_from: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    # What the story makes of it
    manner: str = "steady"
    """One of: steady, behind, stalled."""
    aligned: bool = True
    """Whether the three-ways are held."""
    gap: bool = False
    """Whether client and manager see the first goal two levels or more apart."""
    overdue: int = 0
    """How many commitments are past their due date."""
    overdue_days: int = 9
    """How long the oldest of them is overdue."""
    surveyed: bool = True
    """Whether there is a 360 and a pulse."""
    tablet: bool = False
    """Whether the coach writes the journal on the tablet."""
    goals: int = 2
    scripted: str = ""
    """The key of the owner's engagement whose texts are given in `cast`."""

    @property
    def begun(self) -> bool:
        """Whether the engagement ever started."""
        return self.state not in (EngagementState.DRAFT, EngagementState.CANCELLED)
