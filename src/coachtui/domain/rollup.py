"""The rollup of a practice: process figures over all engagements, and pooled outcomes where enough people stand in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.pace import Pace

TREND_DAYS = 28
"""Ours: how far back the trend looks; four whole weeks, so that weekdays weigh the same on both sides."""


class Cut(StrEnum):
    """What the practice can be cut by. `MONTH` is the month in which an engagement starts."""

    COACH = "coach"
    PROGRAMME = "programme"
    ORGANISATION = "organisation"
    MONTH = "month"


class Figure(StrEnum):
    """A figure of the rollup that opens to its arithmetic."""

    ENGAGEMENTS = "engagements"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    DRAFT = "draft"
    CANCELLED = "cancelled"
    ON = "on"
    SLIPPING = "slipping"
    BEHIND = "behind"
    UNSTATED = "unstated"
    START = "start"
    MIDDLE = "middle"
    END = "end"
    T = "t"
    REACHED = "reached"
    STALLED = "stalled"
    UNALIGNED = "unaligned"
    OVERDUE = "overdue"


class Group(StrEnum):
    """What figures belong together."""

    STATE = "state"
    PACE = "pace"
    ALIGNED = "aligned"
    GOALS = "goals"


GROUPS: dict[Group, tuple[Figure, ...]] = {
    Group.STATE: (
        Figure.ACTIVE, Figure.PAUSED, Figure.COMPLETED, Figure.ENDED_EARLY, Figure.DRAFT, Figure.CANCELLED,
    ),
    Group.PACE: (Figure.ON, Figure.SLIPPING, Figure.BEHIND, Figure.UNSTATED),
    Group.ALIGNED: (Figure.START, Figure.MIDDLE, Figure.END),
    Group.GOALS: (Figure.T, Figure.REACHED),
}  # fmt: skip
"""The figures in the order in which they are shown."""

OUTCOMES = frozenset(GROUPS[Group.GOALS])
"""Figures of what coaching brought: given out only over enough people."""

UNDATED = frozenset({Figure.DRAFT, Figure.CANCELLED, *OUTCOMES})
"""Figures without a trend: no date says since when a draft is there, and two outcomes could be subtracted."""


class Share(NamedTuple):
    """A count and what it is counted among."""

    counted: int
    among: int

    @property
    def fraction(self) -> float | None:
        """The one over the other, 0.0 to 1.0; None where there is nothing to count among."""
        return self.counted / self.among if self.among else None


class Process(NamedTuple):
    """How engagements go, counted at one moment. Of the stages, `due` those whose day has come, `met` those held."""

    active: int = 0
    paused: int = 0
    completed: int = 0
    ended_early: int = 0
    on: int = 0
    slipping: int = 0
    behind: int = 0
    due_start: int = 0
    met_start: int = 0
    due_middle: int = 0
    met_middle: int = 0
    due_end: int = 0
    met_end: int = 0

    @property
    def begun(self) -> int:
        """All that have begun, those that are over too."""
        return self.active + self.paused + self.completed + self.ended_early

    @property
    def unstated(self) -> int:
        """Active engagements of which no pace can be stated yet."""
        return self.active - self.on - self.slipping - self.behind


class Withheld(StrEnum):
    """Why an outcome is not given out."""

    NONE = "none"
    FEW = "few"
    SUBTRACTION = "subtraction"
    FILTERED = "filtered"


class Outcome(NamedTuple):
    """Pooled outcomes of the engagements in which progress on an agreed goal was noted; None where withheld.

    T is the mean of the engagements' T scores. `reached` counts the goals at or above the expected level, of `goals`.
    """

    engagements: int = 0
    people: int = 0
    goals: int = 0
    t_baseline: float | None = None
    t_achieved: float | None = None
    reached: int | None = None
    withheld: Withheld | None = None

    @property
    def change(self) -> float | None:
        """Achieved minus baseline."""
        if self.t_baseline is None or self.t_achieved is None:
            return None
        return self.t_achieved - self.t_baseline

    def hidden(self, why: Withheld) -> Outcome:
        """Return the same without what it says of people."""
        return self._replace(t_baseline=None, t_achieved=None, reached=None, withheld=why)


class Cell(NamedTuple):
    """The figures of the whole practice, or of one coach, programme, organisation or month.

    `now` is of this moment, `then` of four weeks before, as far as the dates in the records tell.
    """

    key: str
    name: str
    engagements: int = 0
    draft: int = 0
    cancelled: int = 0
    stalled: int = 0
    unaligned: int = 0
    overdue: int = 0
    now: Process = Process()
    then: Process = Process()
    outcome: Outcome = Outcome(withheld=Withheld.NONE)

    def share(self, figure: Figure) -> Share:
        """Return a figure that is a count, with what it is counted among; a withheld one counts 0 among 0."""
        if figure is Figure.REACHED:
            reached = self.outcome.reached
            return Share(0, 0) if reached is None else Share(reached, self.outcome.goals)
        if figure in (Figure.ENGAGEMENTS, Figure.T):
            return Share(self.outcome.engagements if figure is Figure.T else self.engagements, self.engagements)
        if figure in (Figure.DRAFT, Figure.CANCELLED):
            return Share(self.draft if figure is Figure.DRAFT else self.cancelled, self.engagements)
        if figure in (Figure.STALLED, Figure.UNALIGNED, Figure.OVERDUE):
            return Share(int(getattr(self, figure.value)), self.now.active)
        return _share(self.now, figure, self.engagements)

    def before(self, figure: Figure) -> Share | None:
        """Return how a figure stood four weeks ago; None where no date tells."""
        if figure in UNDATED or figure in (Figure.STALLED, Figure.UNALIGNED, Figure.OVERDUE):
            return None
        if figure is Figure.ENGAGEMENTS:
            return Share(self.then.begun, self.then.begun)
        return _share(self.then, figure, self.then.begun)


def _share(process: Process, figure: Figure, among: int) -> Share:
    if figure in GROUPS[Group.ALIGNED]:
        due, met = (getattr(process, f"{word}_{figure.value}") for word in ("due", "met"))
        return Share(int(met), int(due))
    count = int(getattr(process, figure.value))
    return Share(count, process.active if figure in GROUPS[Group.PACE] else among)


class Look(NamedTuple):
    """An engagement to look at next, known by its code, with what its place in the ranking rests on.

    `held` and `expected` are in `unit`; `quiet_days` and `overdue_days` count the days on which its clock ran.
    """

    engagement_id: str
    code: str
    coach: str
    rules_met: int
    stalled: bool
    unaligned: bool
    behind: bool
    quiet_days: int
    coaching_held: int
    held: float
    allocation: float
    unit: AllocationUnit
    expected: float
    ratio: float | None
    overdue: int
    overdue_days: int


class Member(NamedTuple):
    """An engagement behind a figure: its code and how it goes, never what it brought."""

    engagement_id: str
    code: str
    coach: str
    state: EngagementState
    held: float
    allocation: float
    unit: AllocationUnit
    expected: float | None
    ratio: float | None
    pace: Pace | None
    met: bool | None


class Rollup(NamedTuple):
    """The whole of the rollup at one moment; `then_on` is the day with which the trend compares."""

    today: date
    then_on: date
    words: str
    coaches: int
    programmes: int
    organisations: int
    total: Cell
    cuts: Mapping[Cut, tuple[Cell, ...]]
    looks: tuple[Look, ...] = ()
    looks_in_all: int = 0

    @property
    def growth(self) -> float | None:
        """How much more engagements run than four weeks ago, as a fraction of those then; None if none ran."""
        now, then = (process.active + process.paused for process in (self.total.now, self.total.then))
        return (now - then) / then if then else None


_WORDS = {
    Figure.ON: "on pace",
    Figure.ENDED_EARLY: "ended early",
    Figure.UNSTATED: "not stated",
    Figure.T: "T",
    Figure.REACHED: "goals reached",
}


def said(figure: Figure) -> str:
    """Return a figure as it is called on the screen: "on pace", "ended early"."""
    return _WORDS.get(figure, figure.value)


def nameless(cut: Cut) -> str:
    """Return how the cell of those without one is called: "no programme"."""
    return "no start yet" if cut is Cut.MONTH else f"no {cut.value}"


WITHHELD = {
    Withheld.NONE: "no progress on an agreed goal noted yet",
    Withheld.FEW: "withheld: too few people",
    Withheld.SUBTRACTION: "withheld: others could be subtracted",
    Withheld.FILTERED: "withheld: not given for a part",
}
"""In a few words why there is no outcome."""
