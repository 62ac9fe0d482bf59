"""Reads of assessment: competency models, ratings by stage, 360 rounds with what may be shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from coachtui.domain.assessment import (
    Stage,
)
from coachtui.domain.competency_model import (
    LEVELS,
    BehaviourLine,
    Model,
    ModelCompetency,
    ModelDraft,
    ModelLine,
    ModelPlan,
)
from coachtui.domain.drafts import Problem
from coachtui.domain.intake import Intake, RatedCompetency, Rating, StageLine
from coachtui.domain.line import Named
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded, plural
from coachtui.models import shipped
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads.facts import here
from coachtui.store.reads.feedback import rounds
from coachtui.store.reads.people import MOST_WORDS, find_organisation

MOST_MODELS = 1000
"""Versions of models that are listed."""

_LEVEL_TEXTS = ", ".join(f"max(CASE l.level WHEN {level} THEN l.description END)" for level in LEVELS)
_COMPETENCIES = f"""
SELECT c.id, c.name, c.description, c.kpi, {_LEVEL_TEXTS}
FROM competency c LEFT JOIN competency_level l ON l.competency_id = c.id AND l.deleted_at IS NULL
WHERE {{chosen}} AND c.deleted_at IS NULL GROUP BY c.id ORDER BY {{order}} c.position, c.id LIMIT 200
"""
_OF_MODEL = _COMPETENCIES.format(chosen="c.model_id = :model", order="")
# What was rated is shown, also where a record from elsewhere names a competency of another model.
_OF_ENGAGEMENT = _COMPETENCIES.format(
    chosen="""(c.model_id = :model OR c.id IN (
        SELECT r.competency_id FROM competency_rating r JOIN assessment a ON a.id = r.assessment_id
        WHERE a.engagement_id = :engagement AND a.deleted_at IS NULL AND r.deleted_at IS NULL))""",
    order="c.model_id IS NOT :model,",
)
_MODELS = """
SELECT m.id, m.name, m.version,
    (SELECT count(*) FROM competency c WHERE c.model_id = m.id AND c.deleted_at IS NULL),
    (SELECT count(*) FROM engagement e WHERE e.model_id = m.id AND e.deleted_at IS NULL)
FROM competency_model m LEFT JOIN birth b ON b.tbl = 'competency_model' AND b.row = m.id
WHERE m.deleted_at IS NULL ORDER BY coalesce(b.stamp, 0) DESC, m.name, m.version DESC, m.id
"""
_STAGES = """
SELECT id, stage, held_on FROM assessment WHERE engagement_id = ? AND deleted_at IS NULL
ORDER BY CASE stage WHEN 'start' THEN 0 WHEN 'middle' THEN 1 ELSE 2 END LIMIT 3
"""
_RATINGS = """
SELECT r.competency_id, a.stage, r.id, r.current, r.target, r.importance, coalesce(x.body, '')
FROM assessment a JOIN competency_rating r ON r.assessment_id = a.id
LEFT JOIN rating_evidence x ON x.id = r.id AND x.deleted_at IS NULL
WHERE a.engagement_id = ? AND a.deleted_at IS NULL AND r.deleted_at IS NULL LIMIT 600
"""
_GOALS = """
SELECT s.competency_id, g.state = 'closed', g.title FROM goal g JOIN goal_competency s ON s.goal_id = g.id
WHERE g.engagement_id = ? AND g.deleted_at IS NULL AND s.deleted_at IS NULL
ORDER BY g.position, g.id LIMIT 500
"""


def intake(db: Connection, engagement_id: str, now: datetime, rules: Rules = DEFAULT) -> Intake:
    """Return where the leader stands: model, ratings by stage, 360. Raises NotFound."""
    row = db.execute(
        """
        SELECT p.name, e.organisation_id, m.id, coalesce(m.name, ''), coalesce(m.version, '')
        FROM engagement e JOIN person p ON p.id = e.client_id
        LEFT JOIN competency_model m ON m.id = e.model_id AND m.deleted_at IS NULL
        WHERE e.id = ? AND e.deleted_at IS NULL
        """,
        (engagement_id,),
    ).fetchone()
    if row is None:
        raise errors.NotFound("That engagement is not there any more.")
    stages = tuple(
        StageLine(key, Stage(stage), date.fromisoformat(on)) for key, stage, on in _stages(db, engagement_id)
    )
    goals: dict[tuple[str, bool], list[str]] = {}
    for competency_id, closed, title in db.execute(_GOALS, (engagement_id,)):
        goals.setdefault((competency_id, bool(closed)), []).append(title)
    ratings: dict[str, dict[Stage, Rating]] = {}
    for competency_id, stage, *values in db.execute(_RATINGS, (engagement_id,)):
        ratings.setdefault(competency_id, {})[Stage(stage)] = Rating(*values)
    competencies = tuple(
        RatedCompetency(
            *one,
            goals=tuple(goals.get((one.id, False), ())),
            ratings=ratings.get(one.id, {}),
            closed_goals=tuple(goals.get((one.id, True), ())),
        )
        for one in _competencies(db.execute(_OF_ENGAGEMENT, {"model": row[2], "engagement": engagement_id}))
    )
    client, organisation_id, model_id, name, version = row
    return Intake(
        engagement_id,
        client,
        organisation_id,
        model_id,
        name,
        version,
        here(db, now).today,
        stages,
        competencies,
        tuple(rounds(db, engagement_id, rules)),
    )


def models(db: Connection, words: str = "", limit: int = 50) -> list[Named]:
    """Return the stored versions of models whose name or version holds every word, the newest first."""
    return [
        Named(one.id, one.name, f"{one.version}, {plural(one.competencies, 'competency', 'competencies')}")
        for one in model_lines(db, words, limit)
    ]


def model_lines(db: Connection, words: str = "", limit: int = 50) -> list[ModelLine]:
    """Return the stored versions of models with what they hold and who keeps them, the newest first."""
    parts = folded(words).split()[:MOST_WORDS]
    # A model is a rare thing: there are fewer of them than a page holds, and SQL knows nothing of accents.
    found = (ModelLine(*row) for row in db.execute(f"{_MODELS} LIMIT {MOST_MODELS}"))
    return [one for one in found if all(part in folded(f"{one.name} {one.version}") for part in parts)][:limit]


def model(db: Connection, model_id: str) -> Model:
    """Return a version of a model with its competencies. Raises NotFound."""
    row = db.execute(
        "SELECT id, name, version FROM competency_model WHERE id = ? AND deleted_at IS NULL", (model_id,)
    ).fetchone()
    if row is None:
        raise errors.NotFound("That competency model is not there any more.")
    key, name, version = row
    return Model(key, name, version, tuple(_competencies(db.execute(_OF_MODEL, {"model": model_id}))))


def find_model(db: Connection, name: str, version: str) -> str | None:
    """Return the id of the live model of this name and version, or None."""
    row = db.execute(
        "SELECT id FROM competency_model WHERE name = ? AND version = ? AND deleted_at IS NULL", (name, version)
    ).fetchone()
    return row[0] if row else None


def plan_model(db: Connection, draft: ModelDraft) -> ModelPlan:
    """Return what storing a draft would do, here and now."""
    draft = draft.settled()
    model_id = find_model(db, draft.name, draft.version) if draft.holds_model else None
    organisation_id = find_organisation(db, draft.organisation) if draft.behaviours else None
    known = {_like(one[1:]) for one in behaviours(db, organisation_id)} if organisation_id else set()
    added = tuple(one for one in draft.behaviours if _like(one) not in known)
    problem = _differing(model(db, model_id), draft.as_model()) if model_id else None
    return ModelPlan(draft, model_id, organisation_id, added, problem)


def default_model(db: Connection) -> str | None:
    """Return the model to begin with: the newest version of the one begun with last, else the shipped one if stored."""
    row = db.execute(
        """
        SELECT m.name FROM engagement e JOIN competency_model m ON m.id = e.model_id AND m.deleted_at IS NULL
        WHERE e.deleted_at IS NULL ORDER BY e.id DESC LIMIT 1
        """
    ).fetchone()
    if row is None:
        return find_model(db, shipped().name, shipped().version)
    return next((one.id for one in model_lines(db, limit=MOST_MODELS) if one.name == row[0]), None)


def behaviours(db: Connection, organisation_id: str) -> list[BehaviourLine]:
    """Return the desired behaviours of an organisation, by value."""
    rows = db.execute(
        "SELECT id, value, behaviour FROM desired_behaviour WHERE organisation_id = ? AND deleted_at IS NULL "
        "ORDER BY value, behaviour, id LIMIT 1000",
        (organisation_id,),
    )
    return [BehaviourLine(*row) for row in rows]


def _like(words: Iterable[str]) -> tuple[str, ...]:
    """Return texts so that those which differ in accents, case and blanks alone are the same."""
    return tuple(" ".join(folded(one).split()) for one in words)


def _differing(stored: Model, written: Model) -> Problem | None:
    """Say that a version is here already and says something else, if it does."""
    before, after = [one[1:] for one in stored.competencies], [one[1:] for one in written.competencies]
    if before == after:
        return None
    other = list(dict.fromkeys(one[0] for one in (*before, *after) if one not in before or one not in after))
    names = ", ".join(f"“{name}”" for name in other[:3]) + (" and more" if len(other) > 3 else "")
    told = f"with something else in {names}" if other else "in another order"
    return Problem(
        "version",
        f"{stored.name} {stored.version} is here already, {told}. It was left as it is, since engagements keep the "
        "version that they began with. Give the changed model a new version.",
    )


def _stages(db: Connection, engagement_id: str) -> list[tuple[str, str, str]]:
    return db.execute(_STAGES, (engagement_id,)).fetchall()


def _competencies(rows: Iterable[Sequence[str | int | None]]) -> list[ModelCompetency]:
    return [
        ModelCompetency(str(key), str(name), str(description), bool(kpi), tuple(str(words or "") for words in levels))
        for key, name, description, kpi, *levels in rows
    ]
