"""Read models of the goals of an engagement: each goal with all that hangs on it, the pulse, the development plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.assessment import Relation, RoundState
from coachtui.domain.goals import (
    LEVELS,
    NO_SCORE,
    GoalStanding,
    GoalState,
    SmartGap,
    TChange,
    Trend,
    TScore,
    contracted,
    t_change,
    weight,
)
from coachtui.domain.line import CommitmentLine, Named
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules


class ProgressLine(NamedTuple):
    """Where a goal stood on a day, said by a party: a level (−2 to +2) or a percentage. `evidence` is private."""

    id: str
    goal_id: str
    noted_on: date
    party: Party
    level: int | None = None
    percent: int | None = None
    confidence: int | None = None
    evidence: str = ""
    session_id: str | None = None


class MilestoneLine(NamedTuple):
    """A step on the way to a goal; done once `done_on` is set."""

    id: str
    title: str
    due_on: date | None = None
    done_on: date | None = None


class RevisionLine(NamedTuple):
    """What a goal said before it was changed, why it was changed, and who agreed."""

    id: str
    revised_on: date
    former_title: str
    former_measure: str
    reason: str
    agreed_by: tuple[Party, ...] = ()


class ReflectionLine(NamedTuple):
    """The client's own view of a goal on a day."""

    id: str
    written_on: date
    body: str


class GoalLine(NamedTuple):
    """A goal with all that hangs on it.

    `entries` are the latest 24, oldest first, of `entry_count`; what stands beside them counts every entry: the level
    `reached` last, the last `percent`, and the `latest` entry of each party (`latest_levels`: of those with a level).
    Milestones are in order, revisions and reflections with newest first; long texts are cut (`reads.goals.EXCERPT`).
    """

    id: str
    engagement_id: str
    position: int
    title: str
    measure: str = ""
    achievable: bool = False
    due_on: date | None = None
    state: GoalState = GoalState.DRAFT
    author: Party = Party.CLIENT
    agreed_on: date | None = None
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1
    objective: Named | None = None
    competencies: tuple[Named, ...] = ()
    levels: Mapping[int, str] = MappingProxyType({})
    smart: tuple[SmartGap, ...] = ()
    entries: tuple[ProgressLine, ...] = ()
    entry_count: int = 0
    reached: int | None = None
    percent: int | None = None
    latest: Mapping[Party, ProgressLine] = MappingProxyType({})
    latest_levels: Mapping[Party, ProgressLine] = MappingProxyType({})
    milestones: tuple[MilestoneLine, ...] = ()
    revisions: tuple[RevisionLine, ...] = ()
    reflections: tuple[ReflectionLine, ...] = ()
    trend: Trend | None = None

    @property
    def now(self) -> int:
        """The level noted last, by whomever, or the baseline while there is none."""
        return self.baseline if self.reached is None else self.reached

    @property
    def change(self) -> int:
        """Levels gained since the baseline."""
        return self.now - self.baseline

    @property
    def in_percent(self) -> bool:
        """Whether it is followed by percentages alone: a percentage was noted, and never a level."""
        return self.reached is None and self.percent is not None

    @property
    def weight(self) -> int:
        """Importance × difficulty, 0–9."""
        return weight(self.importance, self.difficulty)

    @property
    def counts(self) -> bool:
        """Whether it counts in T: it was agreed, be it closed since."""
        return contracted(self.state, self.agreed_on)

    @property
    def unwritten(self) -> tuple[int, ...]:
        """The levels of its scale that have no text."""
        return tuple(level for level in LEVELS if level not in self.levels)

    def seen_by(self, party: Party) -> ProgressLine | None:
        """Return a party's latest entry on the goal's own scale, None if it said nothing on it."""
        return (self.latest if self.in_percent else self.latest_levels).get(party)

    def step(self, party: Party, by: int, *, rules: Rules = DEFAULT) -> tuple[int | None, int | None]:
        """Return (level, percent) one step up (`by` 1) or down (−1) from where a party last saw the goal.

        One of the two is None. A party that said nothing yet starts from where the goal stands. Both scales end.
        """
        seen = self.seen_by(party)
        if self.in_percent:
            start = seen.percent if seen and seen.percent is not None else self.percent or 0
            return None, min(100, max(0, start + by * rules.percent_step))
        level = seen.level if seen and seen.level is not None else self.now
        return min(LEVELS[-1], max(LEVELS[0], level + by)), None


class PulseGoal(NamedTuple):
    """The perceived change on a goal in one round, −3 to +3.

    `mean` is that of the groups that may be shown and `answers` how many stand behind it; None without one.
    `reached` if it exceeds the aim; `withheld` says what is left out, and why.
    """

    goal_id: str
    title: str
    mean: float | None = None
    answers: int = 0
    reached: bool = False
    withheld: str = ""


class PulseLine(NamedTuple):
    """A round of the stakeholder mini-survey: who was asked and who answered, by relation; its goals."""

    id: str
    number: int
    held_on: date
    state: RoundState
    threshold: int
    asked: Mapping[Relation, int] = MappingProxyType({})
    answered: Mapping[Relation, int] = MappingProxyType({})
    goals: tuple[PulseGoal, ...] = ()


NO_CHANGE = TChange(NO_SCORE, NO_SCORE)
"""The change of T where there is no goal."""


class GoalsPage(NamedTuple):
    """All goals of an engagement in their order, T over those agreed, and the pulse rounds, oldest first.

    `today` is the coach's own day; the objectives to choose from are those of `organisation`.
    """

    engagement_id: str
    client: str
    today: date
    starts_on: date | None = None
    ends_on: date | None = None
    organisation: Named | None = None
    goals: tuple[GoalLine, ...] = ()
    change: TChange = NO_CHANGE
    pulse: tuple[PulseLine, ...] = ()


def change_of(goals: Iterable[GoalLine], *, rules: Rules = DEFAULT) -> TChange:
    """Return T at the baseline and now, over the goals that were agreed, those closed since included.

    A goal that was reached, or given up, after it was agreed keeps its weight: T must not move because of closing it.
    """
    listed = list(goals)
    standings = [GoalStanding(goal.weight, goal.baseline, goal.reached) for goal in listed if goal.counts]
    if listed and not standings:
        none = TScore(None, "No goal is agreed yet.")
        return TChange(none, none)
    return t_change(standings, rules.gas_rho)


class PlanGoal(NamedTuple):
    """A goal on the development plan. Its actions are its milestones; its effect is the change since the baseline."""

    goal_id: str
    title: str
    measure: str
    due_on: date | None
    state: GoalState
    baseline: int
    now: int
    percent: int | None
    entry_count: int
    trend: Trend | None
    actions: tuple[MilestoneLine, ...] = ()

    @property
    def effect(self) -> int | None:
        """Levels gained since the baseline; None before the first entry."""
        return self.now - self.baseline if self.entry_count else None


class PlanRow(NamedTuple):
    """A competency with its gap and the goals that serve it; without a competency, the goals that serve none.

    Levels are 1–5: as first rated, as rated last, and the target. `gap` = target − current, None if one is not rated.
    """

    competency: Named | None
    importance: int = 1
    began: int | None = None
    current: int | None = None
    target: int | None = None
    gap: int | None = None
    effect: int | None = None
    """Change of the rating between the first and the last stage that rated it; None while only one has."""
    goals: tuple[PlanGoal, ...] = ()

    @property
    def unaddressed(self) -> bool:
        """Whether there is a gap and no goal that serves it."""
        return self.gap is not None and self.gap > 0 and not self.goals


class DevelopmentPlan(NamedTuple):
    """The development plan of an engagement: gap → goal → action → effect, the widest gap × importance first.

    `promised` are the commitments that are open; none of them belongs to a goal.
    """

    engagement_id: str
    client: str
    role_from: str
    role_title: str
    organisation: str
    coach: str
    today: date
    starts_on: date | None
    ends_on: date | None
    rows: tuple[PlanRow, ...] = ()
    promised: tuple[CommitmentLine, ...] = ()
    change: TChange = NO_CHANGE
