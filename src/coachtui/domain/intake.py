"""Where the leader is today, as screens and reports show it: ratings by stage, the 360, goals suggested from gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from coachtui.domain.assessment import (
    CapabilityGap,
    CompetencyStanding,
    RatingDraft,
    RoundResult,
    Stage,
    capability_gaps,
)
from coachtui.domain.competency_model import ModelCompetency, ModelDraft
from coachtui.domain.drafts import Problem
from coachtui.domain.goals import GoalDraft
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded


class Rating(NamedTuple):
    """One competency at one stage: levels 1–5, importance 0–3, and what it rests on (private)."""

    rating_id: str
    current: int | None
    target: int | None
    importance: int
    evidence: str

    @property
    def gap(self) -> int | None:
        """Target − current; None if one of the two is not rated."""
        return None if self.current is None or self.target is None else self.target - self.current


class RatedCompetency(NamedTuple):
    """A competency of the engagement's model with what was rated.

    `goals` are the titles of the goals that serve it, `closed_goals` of those that did.
    """

    competency_id: str
    name: str
    description: str
    kpi: bool
    levels: tuple[str, ...]
    goals: tuple[str, ...] = ()
    ratings: Mapping[Stage, Rating] = MappingProxyType({})
    closed_goals: tuple[str, ...] = ()

    @property
    def addressed(self) -> bool:
        """Whether a goal serves it, or has."""
        return bool(self.goals or self.closed_goals)

    def rating(self, stage: Stage | None) -> Rating | None:
        """Return the rating at a stage, or None."""
        return self.ratings.get(stage) if stage else None

    def gap(self, stage: Stage | None) -> int | None:
        """Return target − current at a stage; None if one of the two is not rated."""
        rating = self.rating(stage)
        return rating.gap if rating else None

    def unaddressed(self, stage: Stage | None) -> bool:
        """Whether there is a gap of some importance at a stage that never led to a goal."""
        rating = self.rating(stage)
        return rating is not None and (rating.gap or 0) > 0 and rating.importance > 0 and not self.addressed

    def change(self, stage: Stage | None) -> int | None:
        """Return current at a stage − current at the start; None if one of the two is not rated, and at the start."""
        first, now = self.rating(Stage.START), self.rating(stage)
        if stage is Stage.START or first is None or now is None or first.current is None or now.current is None:
            return None
        return now.current - first.current

    def level_text(self, level: int | None) -> str:
        """Return what a level, 1 to 5, looks like; "" for none, and where nothing is written."""
        return self.levels[level - 1] if level else ""

    def standing(self, stage: Stage | None) -> CompetencyStanding:
        """Return what the rule of gaps asks for."""
        rating = self.rating(stage)
        if rating is None:
            return CompetencyStanding(self.competency_id, self.name, None, None, 1, self.addressed)
        return CompetencyStanding(
            self.competency_id, self.name, rating.current, rating.target, rating.importance, self.addressed
        )

    def as_draft(self, stage: Stage) -> RatingDraft:
        """Return the rating at a stage as a form edits it; without one, the targets of the stage before."""
        rating = self.rating(stage)
        if rating:
            return RatingDraft(self.competency_id, rating.current, rating.target, rating.importance, rating.evidence)
        former = next((self.ratings[one] for one in reversed(before(stage)) if one in self.ratings), None)
        if former:
            return RatingDraft(self.competency_id, None, former.target, former.importance)
        return RatingDraft(self.competency_id)


class StageLine(NamedTuple):
    """An assessment that was begun."""

    assessment_id: str
    stage: Stage
    held_on: date


class Intake(NamedTuple):
    """All of an engagement's assessment. `stages` in order, `competencies` in the model's, `rounds` newest first."""

    engagement_id: str
    client: str
    organisation_id: str | None
    model_id: str | None
    model: str
    version: str
    today: date
    stages: tuple[StageLine, ...] = ()
    competencies: tuple[RatedCompetency, ...] = ()
    rounds: tuple[RoundResult, ...] = ()

    @property
    def round(self) -> RoundResult | None:
        """The round to look at: the latest whose results are out, else the latest."""
        return next((one for one in self.rounds if one.shows_means), self.rounds[0] if self.rounds else None)

    @property
    def latest(self) -> Stage | None:
        """The last stage that was begun."""
        return self.stages[-1].stage if self.stages else None

    @property
    def next_stage(self) -> Stage | None:
        """The stage that would be begun next; None after the end."""
        later = [stage for stage in Stage if self.latest is None or stage not in (*before(self.latest), self.latest)]
        return later[0] if later else None

    @property
    def rated(self) -> bool:
        """Whether any level was rated yet, so that the model can't be exchanged any more."""
        return any(
            rating.current is not None or rating.target is not None
            for one in self.competencies
            for rating in one.ratings.values()
        )

    def gaps(self, stage: Stage | None) -> tuple[CapabilityGap, ...]:
        """Return the gaps at a stage, the widest by gap × importance first and the unrated last."""
        return capability_gaps(one.standing(stage) for one in self.competencies)

    def ordered(self, stage: Stage | None) -> tuple[RatedCompetency, ...]:
        """Return the competencies in the order of their gaps at a stage, the unrated last as the model has them."""
        by_id = {one.competency_id: one for one in self.competencies}
        wide = [by_id[gap.competency_id] for gap in self.gaps(stage) if gap.gap is not None]
        return (*wide, *(one for one in self.competencies if one.gap(stage) is None))

    def suggested_goals(self, stage: Stage | None, *, rules: Rules = DEFAULT) -> list[SuggestedGoal]:
        """Return goals for the largest gaps at a stage that no goal serves now."""
        open_ones = [one for one in self.competencies if not one.goals]
        drafts = (one.as_draft(stage) for one in open_ones if stage and one.rating(stage))
        return suggested_goals(open_ones, drafts, rules=rules)


class IntakeDraft(NamedTuple):
    """What the wizard gathers beside the engagement: the model (stored, or one to be stored), ratings and goals.

    The goals' `engagement_id` is filled in when it is known.
    """

    model_id: str | None = None
    ratings: tuple[RatingDraft, ...] = ()
    goals: tuple[GoalDraft, ...] = ()
    model: ModelDraft | None = None

    def problems(self, starts_on: date | None = None) -> tuple[Problem, ...]:
        """Return what must be put right: fields are like "ratings.ID.current" and "goals.1.title", counted from 1.

        `starts_on` is the engagement's start, where it has one.
        """
        rated = (
            Problem(f"ratings.{rating.competency_id}.{problem.field}", problem.message)
            for rating in self.ratings
            for problem in rating.problems()
        )
        aimed = (
            Problem(f"goals.{place}.{problem.field}", problem.message)
            for place, goal in enumerate(self.goals, start=1)
            for problem in goal._replace(engagement_id="new").problems(starts_on=starts_on)
        )
        modelled = self.model.problems() if self.model else ()
        return (*modelled, *rated, *aimed)


class SuggestedGoal(NamedTuple):
    """A goal proposed from a gap, to be put into the client's own words. `levels` are those of the GAS ladder."""

    competency_id: str
    competency: str
    title: str
    measure: str
    levels: Mapping[int, str]
    baseline: int
    importance: int

    def draft(self, engagement_id: str = "", due_on: date | None = None) -> GoalDraft:
        """Return it as a goal that serves its competency."""
        return GoalDraft(
            engagement_id,
            self.title,
            self.measure,
            competency_ids=(self.competency_id,),
            due_on=due_on,
            importance=self.importance,
            baseline=self.baseline,
            levels=self.levels,
        )


def before(stage: Stage) -> tuple[Stage, ...]:
    """Return the stages before one, in order."""
    return tuple(Stage)[: tuple(Stage).index(stage)]


def suggested_goals(
    competencies: Iterable[ModelCompetency | RatedCompetency],
    ratings: Iterable[RatingDraft],
    *,
    rules: Rules = DEFAULT,
) -> list[SuggestedGoal]:
    """Return a goal for each of the largest gaps by gap × importance, three at most; none where there is no weight.

    The words are those of the model's levels, from the current to the target one.
    """
    known = {one.id if isinstance(one, ModelCompetency) else one.competency_id: one for one in competencies}
    drafts = {rating.competency_id: rating for rating in ratings if rating.competency_id in known}
    gaps = capability_gaps(
        CompetencyStanding(key, known[key].name, rating.current, rating.target, rating.importance, addressed=False)
        for key, rating in drafts.items()
    )
    wide = [gap for gap in gaps if (gap.order or 0) > 0][: rules.suggested_goals]
    return [_suggested(known[gap.competency_id], drafts[gap.competency_id], rules) for gap in wide]


def _suggested(one: ModelCompetency | RatedCompetency, rating: RatingDraft, rules: Rules) -> SuggestedGoal:
    current, target = rating.current or 1, rating.target or 1
    # Baseline −1, or −2 where nothing worse is plausible.
    baseline = -2 if current == 1 else -1
    on_ladder = {
        -2: current if baseline == -2 else current - 1,
        -1: (target - 1 if target - 1 > current else None) if baseline == -2 else current,
        0: target,
        1: target + 1,
        2: target + 2,
    }
    levels: dict[int, str] = {}
    for step, level in on_ladder.items():
        words = one.levels[level - 1].strip() if level and level <= len(one.levels) else ""
        if words and folded(words) not in map(folded, levels.values()):
            levels[step] = words
    return SuggestedGoal(
        one.id if isinstance(one, ModelCompetency) else one.competency_id,
        one.name,
        _title(one.name, current, target, one.levels[target - 1] if target <= len(one.levels) else "", rules),
        f"Level {target} of “{one.name}” at the next assessment; level {current} now.",
        levels,
        baseline,
        rating.importance,
    )


def _title(name: str, current: int, target: int, words: str, rules: Rules) -> str:
    """Return the first clause of the target level's text if it says enough, else a plain sentence."""
    for end in (";", ".", ","):
        head = " ".join(words.split()).partition(end)[0].strip(" .")
        if len(head) <= rules.suggested_words and len(head.split()) >= rules.specific_words:
            return head
    return f"Move from level {current} to {target}: {name[: rules.suggested_words]}"
