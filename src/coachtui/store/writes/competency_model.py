"""Writes about competency models and desired behaviours: each version of a model is stored once, and never changed."""

from __future__ import annotations

from sqlmodel import Session as Db

from coachtui.domain.competency_model import ModelDraft, ModelPlan, competency_key, level_key, model_key
from coachtui.domain.drafts import gather, refuse
from coachtui.domain.ids import natural_id
from coachtui.domain.people import OrganisationDraft
from coachtui.models import shipped
from coachtui.store.practice import Practice
from coachtui.store.reads.assessment import plan_model
from coachtui.store.tables.assessment import Competency, CompetencyLevel, CompetencyModel
from coachtui.store.tables.people import DesiredBehaviour
from coachtui.store.writes import people
from coachtui.store.writes.rows import put, say


def add_model(practice: Practice, draft: ModelDraft) -> str:
    """Store a version of a model with the behaviours that come with it; return its id, "" for behaviours alone.

    What is here already is left, so that the same draft twice is once. Raises Invalid, also when this version is here
    with other content.
    """
    with practice.action("") as db:
        plan = _planned(practice, draft)
        model_id = _model(db, plan) if plan.draft.holds_model else ""
        _behaviours(practice, db, plan)
        say(db, plan.action())
    return model_id


def ensure_shipped(practice: Practice) -> str:
    """Store the model that comes with coachtui, if it is not here, and return its id."""
    return add_model(practice, shipped())


def make_model(practice: Practice, db: Db, draft: ModelDraft) -> str:
    """Store a version of a model within an open action, or find it; return its id. Raises Invalid."""
    return _model(db, _planned(practice, draft))


def _planned(practice: Practice, draft: ModelDraft) -> ModelPlan:
    refuse(draft.problems())
    plan = plan_model(practice.db, draft)
    refuse(gather(plan.problem))
    return plan


def _model(db: Db, plan: ModelPlan) -> str:
    if plan.model_id:
        return plan.model_id
    draft = plan.draft
    model_id = model_key(draft.name, draft.version)
    put(db, CompetencyModel, model_id, name=draft.name, version=draft.version)
    for position, one in enumerate(draft.competencies):
        key = competency_key(model_id, one.name)
        values = {"position": position, "name": one.name, "description": one.description, "kpi": one.kpi}
        put(db, Competency, key, model_id=model_id, **values)
        for level, words in one.levels.items():
            put(db, CompetencyLevel, level_key(key, level), competency_id=key, level=level, description=words)
    return model_id


def _behaviours(practice: Practice, db: Db, plan: ModelPlan) -> None:
    if not plan.behaviours:
        return
    name = plan.draft.organisation
    organisation_id = plan.organisation_id or people.make_organisation(practice, db, OrganisationDraft(name))
    for value, behaviour in plan.behaviours:
        key = natural_id("desired_behaviour", organisation_id, value, behaviour)
        put(db, DesiredBehaviour, key, organisation_id=organisation_id, value=value, behaviour=behaviour)
