"""Goals: SMART texts, Goal Attainment Scaling and progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import isfinite, sqrt
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.drafts import Problem, chosen, gather, ordered, plausible, required, text, within
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded, level

LEVELS = (-2, -1, 0, 1, 2)
"""The scale: much less than expected, less, the expected outcome, better, much better."""
LEVEL_FIELDS = dict(zip(LEVELS, ("much_less", "less", "expected", "better", "much_better"), strict=True))
"""What the problem with a written level names as its field."""


class GoalState(StrEnum):
    """Draft until contracted; closed when it is reached, or not pursued any more."""

    DRAFT = "draft"
    AGREED = "agreed"
    CLOSED = "closed"


class Trend(StrEnum):
    """Where progress is heading."""

    UP = "up"
    LEVEL = "level"
    DOWN = "down"


class Smart(StrEnum):
    """The five letters that a goal is checked by."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIMED = "timed"


class SmartGap(NamedTuple):
    """A letter that a goal does not meet yet, and what would meet it."""

    letter: Smart
    reason: str


class GoalDraft(NamedTuple):
    """A goal as typed. `levels` holds written levels by number, −2 to +2; `competency_ids` what it serves."""

    engagement_id: str
    title: str
    measure: str = ""
    achievable: bool = False
    objective_id: str | None = None
    competency_ids: tuple[str, ...] = ()
    due_on: date | None = None
    author: Party = Party.CLIENT
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1
    levels: Mapping[int, str] = MappingProxyType({})

    @property
    def written(self) -> dict[int, str]:
        """The levels that say something."""
        return {number: words for number, words in self.levels.items() if words.strip()}

    def problems(self, *, starts_on: date | None = None, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the goal can be saved, be it a draft; see `smart_check` for more.

        `starts_on` is the engagement's start, where it has one.
        """
        return gather(
            chosen("engagement_id", self.engagement_id, "The engagement"),
            required("title", self.title, "The goal", limit=rules.line_limit),
            text("measure", self.measure, "The measure", limit=rules.text_limit),
            plausible("due_on", self.due_on, "The date", rules=rules)
            or ordered("due_on", starts_on, self.due_on, "The date", "the engagement's start"),
            _whole("importance", self.importance, 0, 3, "The importance"),
            _whole("difficulty", self.difficulty, 0, 3, "The difficulty"),
            None
            if self.baseline in (-2, -1)
            else Problem("baseline", "The baseline is −1, or −2 if nothing worse is plausible. Choose one of the two."),
            *(self._level_problem(number, words, rules) for number, words in self.levels.items()),
            *self._levels_alike(),
        )

    def warnings(self, *, ends_on: date | None = None) -> tuple[Problem, ...]:
        """Return what is unusual but allowed; `ends_on` is the engagement's end."""
        return gather(
            after("due_on", self.due_on, ends_on, "the engagement's end"),
            None
            if weight(self.importance, self.difficulty)
            else Problem("importance", "Its weight is zero, so it does not count in T. Save anyway if this is meant."),
        )

    def smart_gaps(self, *, rules: Rules = DEFAULT) -> tuple[SmartGap, ...]:
        """Return the letters of SMART that are missing."""
        return smart_check(
            title=self.title,
            measure=self.measure,
            achievable=self.achievable,
            has_objective=self.objective_id is not None,
            has_competency=bool(self.competency_ids),
            due_on=self.due_on,
            rules=rules,
        )

    def _level_problem(self, number: int, words: str, rules: Rules) -> Problem | None:
        if number not in LEVELS:
            return Problem("levels", "A goal's scale runs from −2 to +2. Move the text to one of these levels.")
        return text(LEVEL_FIELDS[number], words, "A written level", limit=rules.text_limit)

    def _levels_alike(self) -> list[Problem]:
        first: dict[str, int] = {}
        alike = []
        for number, words in sorted(self.written.items()):
            same = first.setdefault(folded(" ".join(words.split())), number)
            if same != number and number in LEVELS:
                told = f"It says the same as {level(same)}. Write what would tell {level(number)} apart, or clear it."
                alike.append(Problem(LEVEL_FIELDS[number], told))
        return alike


class ProgressDraft(NamedTuple):
    """Where a goal stood on a day, as typed: the level reached (−2 to +2) or a percentage, exactly one."""

    goal_id: str
    noted_on: date
    party: Party
    level: int | None = None
    percent: int | None = None
    evidence: str = ""
    confidence: int | None = None
    session_id: str | None = None

    def problems(self, today: date, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the entry can be saved."""
        given = (self.level is not None) + (self.percent is not None)
        return gather(
            chosen("goal_id", self.goal_id, "The goal"),
            None if given == 1 else Problem("level", "Give either a level (−2 to +2) or a percentage, exactly one."),
            _whole("level", self.level, -2, 2, "The level"),
            _whole("percent", self.percent, 0, 100, "The percentage"),
            _whole("confidence", self.confidence, 1, 5, "The confidence"),
            None
            if self.party in (Party.CLIENT, Party.MANAGER, Party.COACH)
            else Problem("party", "Progress is rated by the client, the manager or the coach. Choose one of them."),
            past("noted_on", self.noted_on, today, "The day", rules=rules),
            text("evidence", self.evidence, "The evidence", limit=rules.text_limit),
        )

    def warnings(self, *, starts_on: date | None = None) -> tuple[Problem, ...]:
        """Return what is unusual but allowed; `starts_on` is the engagement's start."""
        if starts_on is None or self.noted_on >= starts_on:
            return ()
        return (Problem("noted_on", "That day is before the engagement starts. Save anyway if this is meant."),)


class RevisionDraft(NamedTuple):
    """Why a goal is changed, who agreed and when (today if not told); the former text is kept beside it."""

    goal_id: str
    reason: str
    agreed_by: tuple[Party, ...] = ()
    revised_on: date | None = None

    def problems(self, today: date | None = None, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the revision can be saved."""
        return gather(
            chosen("goal_id", self.goal_id, "The goal"),
            required("reason", self.reason, "The reason for the change", limit=rules.text_limit),
            past("revised_on", self.revised_on, today, "The day of the change", rules=rules),
        )


REVISED = {
    "title": "title",
    "measure": "measure",
    "due_on": "date",
    "levels": "written levels",
    "baseline": "baseline",
    "importance": "importance",
    "difficulty": "difficulty",
}
"""The fields that an agreed goal is judged by, with their names: none changes without a reason."""


def revised(before: GoalDraft, after: GoalDraft) -> tuple[str, ...]:
    """Return the fields, by their keys in `REVISED`, in which two texts of a goal differ; blanks around don't count."""
    return tuple(name for name in REVISED if _judged(before, name) != _judged(after, name))


def contracted(state: GoalState, agreed_on: date | None) -> bool:
    """Whether a goal was agreed, so that it counts in T and changes only with a reason; be it closed since."""
    return state is GoalState.AGREED or (state is GoalState.CLOSED and agreed_on is not None)


def smart_check(
    *,
    title: str,
    measure: str,
    achievable: bool,
    has_objective: bool,
    has_competency: bool,
    due_on: date | None,
    rules: Rules = DEFAULT,
) -> tuple[SmartGap, ...]:
    """Return the letters that a goal does not meet yet, in order; nothing forbids saving it all the same."""
    missing: list[SmartGap] = []
    if len(title.split()) < rules.specific_words:
        missing.append(SmartGap(Smart.SPECIFIC, "It names a topic. Say what will be different."))
    if not measure.strip():
        missing.append(SmartGap(Smart.MEASURABLE, "It has no measure. Say how anyone could tell."))
    if not achievable:
        missing.append(SmartGap(Smart.ACHIEVABLE, "Nobody has agreed yet that it can be achieved."))
    if not (has_objective and has_competency):
        absent = [
            words
            for words, present in (
                ("an objective of the organisation", has_objective),
                ("a competency", has_competency),
            )
            if not present
        ]
        missing.append(SmartGap(Smart.RELEVANT, f"It is not linked to {' or to '.join(absent)}."))
    if due_on is None:
        missing.append(SmartGap(Smart.TIMED, "It has no date."))
    return tuple(missing)


def weight(importance: int, difficulty: int) -> int:
    """Return a goal's weight: importance (0–3) × difficulty (0–3)."""
    return importance * difficulty


class TScore(NamedTuple):
    """A T score, or None with the reason why there is none."""

    value: float | None
    reason: str = ""


NO_SCORE = TScore(None, "No goal has a level yet.")
"""The score of no goals."""


def t_score(weights_and_levels: Sequence[tuple[float, float]], rho: float = DEFAULT.gas_rho) -> TScore:
    """Return the Goal Attainment Scaling score of goals given as (weight, level −2…+2).

    T = 50 + 10·Σ(wx) / √((1−ρ)·Σw² + ρ·(Σw)²), Kiresuk & Sherman 1968.

    Raises:
        ValueError: a weight is negative or a number is not finite.
    """
    if any(w < 0 or not isfinite(w) or not isfinite(x) for w, x in weights_and_levels):
        raise ValueError("weights are zero or more, and weights and levels are finite")
    if not weights_and_levels:
        return NO_SCORE
    total = sum(w for w, _ in weights_and_levels)
    if total == 0:
        return TScore(None, "All weights are zero: no goal has both importance and difficulty.")
    spread = sqrt((1 - rho) * sum(w * w for w, _ in weights_and_levels) + rho * total * total)
    return TScore(50 + 10 * sum(w * x for w, x in weights_and_levels) / spread)


class GoalStanding(NamedTuple):
    """A goal for the T score: its weight, its baseline level and the latest level; None if there is no entry yet."""

    weight: int
    baseline: int
    level: float | None = None


class TChange(NamedTuple):
    """Baseline T, achieved T and the change between them. People are never ranked by it."""

    baseline: TScore
    achieved: TScore

    @property
    def change(self) -> float | None:
        """Achieved minus baseline, or None if there is no score."""
        if self.baseline.value is None or self.achieved.value is None:
            return None
        return self.achieved.value - self.baseline.value


def t_change(goals: Sequence[GoalStanding], rho: float = DEFAULT.gas_rho) -> TChange:
    """Return T at the baseline and now; a goal without an entry stands at its baseline still."""
    return TChange(
        t_score([(goal.weight, goal.baseline) for goal in goals], rho),
        t_score([(goal.weight, goal.baseline if goal.level is None else goal.level) for goal in goals], rho),
    )


def trend(entries: Sequence[float], *, rules: Rules = DEFAULT) -> Trend | None:
    """Return where entries of one scale, oldest first, are heading; None with fewer than two.

    The latest is compared with the mean of up to three before it.
    """
    if len(entries) < 2:
        return None
    before = entries[-1 - rules.trend_entries : -1]
    mean = sum(before) / len(before)
    if round(entries[-1] - mean, 9) == 0:
        return Trend.LEVEL
    return Trend.UP if entries[-1] > mean else Trend.DOWN


def past(field: str, day: date | None, today: date | None, label: str, *, rules: Rules = DEFAULT) -> Problem | None:
    """Check that a day is not still to come; either may be unknown."""
    if day is not None and today is not None and day > today:
        return Problem(field, f"{label} ({day}) is still to come. Give today or an earlier day.")
    return plausible(field, day, label, rules=rules)


def after(field: str, day: date | None, end: date | None, end_label: str) -> Problem | None:
    """Warn if a day is after an end; either may be open."""
    if day is None or end is None or day <= end:
        return None
    return Problem(field, f"That day is after {end_label} ({end}). Save anyway if this is meant.")


def _judged(draft: GoalDraft, name: str) -> object:
    if name == "levels":
        return {number: words.strip() for number, words in draft.written.items()}
    value = getattr(draft, name)
    return value.strip() if isinstance(value, str) else value


def _whole(name: str, value: int | None, low: int, high: int, label: str) -> Problem | None:
    if value is not None and value != int(value):
        return Problem(name, f"{label} is a whole number. Give {low} to {high}.".replace("-", "−"))
    return within(name, value, low, high, label)
