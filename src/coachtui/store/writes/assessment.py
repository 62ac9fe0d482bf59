"""Writes about assessment: stages, ratings, the model of an engagement, and taking a client in with all of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.competency_model import ModelDraft
from coachtui.domain.drafts import Problem, gather, ordered, plausible, refuse
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.ids import natural_id
from coachtui.domain.intake import IntakeDraft, before
from coachtui.domain.words import exact, label
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here
from coachtui.store.tables.assessment import Assessment, Competency, CompetencyModel, CompetencyRating, RatingEvidence
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.people import Person
from coachtui.store.writes import engagement as engagements
from coachtui.store.writes import goals
from coachtui.store.writes.competency_model import add_model, ensure_shipped, make_model
from coachtui.store.writes.engagement import Newcomers
from coachtui.store.writes.rows import live, put, say

__all__ = ["add_model", "begin", "choose_model", "ensure_shipped", "rate", "redate", "remove_stage", "take_in"]


def choose_model(practice: Practice, engagement_id: str, chosen: str | ModelDraft) -> None:
    """Choose the model of an engagement: a stored one by its id, or one that is stored with it.

    Raises Invalid once something is rated by another one, NotFound.
    """
    with practice.action("", about=engagement_id) as db:
        engagement = live(db, Engagement, engagement_id)
        model_id = make_model(practice, db, chosen) if isinstance(chosen, ModelDraft) else chosen
        model = live(db, CompetencyModel, model_id)
        if engagement.model_id == model_id:
            return
        if any(True for stage in _stages(db, engagement_id).values() for _ in _ratings(db, stage.id)):
            kept = db.get(CompetencyModel, engagement.model_id) if engagement.model_id else None
            told = f"{kept.name} {kept.version}" if kept else "the model that it began with"
            refuse(
                [
                    Problem(
                        "model_id", f"Something is rated already, so this engagement keeps {told}. Remove that first."
                    )
                ]
            )
        engagement.model_id = model_id
        say(db, f"chose the model {model.name} {model.version} for {_client(db, engagement)}")


def begin(practice: Practice, engagement_id: str, stage: Stage, held_on: date) -> str:
    """Begin the assessment of a stage on a day and return its id; targets and importance are those of the one before.

    Raises Invalid when that stage was begun already, when the day is to come or out of order; NotFound.
    """
    with practice.action("", about=engagement_id) as db:
        engagement = live(db, Engagement, engagement_id)
        stages = _stages(db, engagement_id)
        if stage in stages:
            on = exact(stages[stage].held_on)
            refuse([Problem("stage", f"The assessment at the {stage} was begun already, on {on}. Rate in that one.")])
        assessment_id = _begin(practice, db, engagement, stages, stage, held_on)
        say(db, f"began the assessment at the {stage} with {_client(db, engagement)}")
    return assessment_id


def redate(practice: Practice, assessment_id: str, held_on: date) -> None:
    """Put right on which day an assessment was held. Raises Invalid, NotFound."""
    with practice.action("") as db:
        assessment = live(db, Assessment, assessment_id)
        engagement = live(db, Engagement, assessment.engagement_id)
        stage = Stage(assessment.stage)
        refuse(_misdated(practice, _stages(db, engagement.id), stage, held_on))
        assessment.held_on = held_on
        words = f"dated the assessment at the {stage} with {_client(db, engagement)} {exact(held_on)}"
        say(db, words, about=engagement.id)


def rate(practice: Practice, engagement_id: str, stage: Stage, draft: RatingDraft) -> None:
    """Store the rating of one competency at a stage, which begins today if it was not begun. Raises Invalid, NotFound.

    The draft is the whole rating: what is None or empty in it is empty afterwards. Only what changed is written.
    """
    refuse(draft.problems())
    with practice.action("", about=engagement_id) as db:
        engagement = live(db, Engagement, engagement_id)
        competency = _competency(db, engagement, draft.competency_id)
        stages = _stages(db, engagement_id)
        whose = f"{competency.name} of {_client(db, engagement)}"
        if stage in stages:
            assessment_id = stages[stage].id
        elif _says_nothing(draft):
            return
        else:
            today = here(practice.db, practice.clock()).today
            assessment_id = _begin(practice, db, engagement, stages, stage, today)
        changed = _put_rating(practice, db, assessment_id, draft)
        say(db, f"rated {whose}: {_levels(draft)}" if changed else f"noted what the rating of {whose} rests on")


def remove_stage(practice: Practice, assessment_id: str) -> None:
    """Put the assessment of a stage with its ratings in the bin. Raises NotFound."""
    with practice.action("") as db:
        assessment = live(db, Assessment, assessment_id)
        engagement = live(db, Engagement, assessment.engagement_id)
        now = practice.clock()
        # The key of a stage is its own: one that is begun again must not find the former ratings.
        for rating in _ratings(db, assessment_id):
            evidence = db.get(RatingEvidence, rating.id)
            if evidence and evidence.deleted_at is None:
                evidence.deleted_at = now
            rating.deleted_at = now
        assessment.deleted_at = now
        words = f"put the assessment at the {label(Stage(assessment.stage))} with {_client(db, engagement)} in the bin"
        say(db, words, about=engagement.id)


def take_in(
    practice: Practice,
    draft: EngagementDraft,
    newcomers: Newcomers = engagements.NOBODY,
    state: EngagementState = EngagementState.DRAFT,
    intake: IntakeDraft | None = None,
) -> str:
    """Store an engagement with all who come with it, its model, first ratings and goals: one action. Return its id.

    Raises Invalid (fields as `EngagementDraft.problems` and `IntakeDraft.problems` name them), NotFound.
    """
    intake = intake or IntakeDraft(draft.model_id)
    refuse((*draft.problems(state), *intake.problems(draft.starts_on)))
    engagement_id = practice.new_id()
    with practice.action("", about=engagement_id) as db:
        model_id = make_model(practice, db, intake.model) if intake.model else intake.model_id
        if model_id:
            live(db, CompetencyModel, model_id)
        draft = draft._replace(model_id=model_id)
        engagement = engagements.make(practice, db, engagement_id, draft, newcomers, state)
        ratings = [rating for rating in intake.ratings if not _says_nothing(rating)]
        if ratings:
            today = here(practice.db, practice.clock()).today
            assessment_id = _begin(practice, db, engagement, {}, Stage.START, today)
            for rating in ratings:
                _competency(db, engagement, rating.competency_id)
                _put_rating(practice, db, assessment_id, rating)
        for goal in intake.goals:
            goals.make(practice, db, goal._replace(engagement_id=engagement_id))
    return engagement_id


def _begin(
    practice: Practice,
    db: Db,
    engagement: Engagement,
    stages: Mapping[Stage, Assessment],
    stage: Stage,
    held_on: date,
) -> str:
    refuse(_misdated(practice, stages, stage, held_on))
    assessment_id = natural_id("assessment", engagement.id, stage)
    put(db, Assessment, assessment_id, engagement_id=engagement.id, stage=stage, held_on=held_on)
    former = next((stages[one] for one in reversed(before(stage)) if one in stages), None)
    for rating in _ratings(db, former.id) if former else ():
        carried = RatingDraft(rating.competency_id, None, rating.target, rating.importance)
        _put_rating(practice, db, assessment_id, carried)
    return assessment_id


def _put_rating(practice: Practice, db: Db, assessment_id: str, draft: RatingDraft) -> bool:
    """Store a rating with its evidence; return whether more than the evidence changed."""
    rating_id = natural_id("competency_rating", assessment_id, draft.competency_id)
    values: dict[str, Any] = {"current": draft.current, "target": draft.target, "importance": draft.importance}
    known = db.exec(
        select(CompetencyRating).where(
            col(CompetencyRating.assessment_id) == assessment_id,
            col(CompetencyRating.competency_id) == draft.competency_id,
            col(CompetencyRating.deleted_at).is_(None),
        )
    ).first()
    if known is None and _says_nothing(draft):
        return False
    changed = known is None or any(getattr(known, name) != value for name, value in values.items())
    rating = put(
        db, CompetencyRating, known.id if known else rating_id,
        assessment_id=assessment_id, competency_id=draft.competency_id, **values,
    )  # fmt: skip
    evidence = db.get(RatingEvidence, rating.id)
    if draft.evidence.strip():
        put(db, RatingEvidence, rating.id, body=draft.evidence)
    elif evidence and evidence.deleted_at is None:
        evidence.deleted_at = practice.clock()
    return changed


def _says_nothing(draft: RatingDraft) -> bool:
    return draft._replace(evidence=draft.evidence.strip()) == RatingDraft(draft.competency_id)


def _levels(draft: RatingDraft) -> str:
    shown = [f"{name} {value}" for name, value in (("now", draft.current), ("target", draft.target)) if value]
    return ", ".join((*shown, f"importance {draft.importance}"))


def _competency(db: Db, engagement: Engagement, competency_id: str) -> Competency:
    """Return a competency of the engagement's own model. Raises Invalid, NotFound."""
    competency = live(db, Competency, competency_id)
    if engagement.model_id is None:
        refuse([Problem("model_id", "No competency model is chosen yet. Choose one, then rate.")])
    if competency.model_id != engagement.model_id:
        refuse([Problem("competency_id", f"{competency.name} is of another model than this engagement's.")])
    return competency


def _misdated(
    practice: Practice, stages: Mapping[Stage, Assessment], stage: Stage, held_on: date
) -> tuple[Problem, ...]:
    ahead = None
    if held_on > here(practice.db, practice.clock()).today:
        ahead = Problem("held_on", "That day is to come. Give today or an earlier day.")
    former = [one.held_on for key, one in stages.items() if key in before(stage)]
    later = [one.held_on for key, one in stages.items() if stage in before(key)]
    return gather(
        ahead or plausible("held_on", held_on, "The day"),
        ordered("held_on", max(former, default=None), held_on, "That day", "the assessment before")
        or ordered("held_on", held_on, min(later, default=None), "The next assessment", "that day"),
    )


def _stages(db: Db, engagement_id: str) -> dict[Stage, Assessment]:
    rows = db.exec(
        select(Assessment).where(col(Assessment.engagement_id) == engagement_id, col(Assessment.deleted_at).is_(None))
    )
    return {Stage(row.stage): row for row in rows}


def _ratings(db: Db, assessment_id: str) -> list[CompetencyRating]:
    return list(
        db.exec(
            select(CompetencyRating).where(
                col(CompetencyRating.assessment_id) == assessment_id, col(CompetencyRating.deleted_at).is_(None)
            )
        )
    )


def _client(db: Db, engagement: Engagement) -> str:
    return live(db, Person, engagement.client_id).name
