"""What a goal says, written within an open action: its columns, its written levels, and what it serves."""

from __future__ import annotations

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.goal_parts import ObjectiveDraft
from coachtui.domain.goals import GoalDraft
from coachtui.domain.ids import natural_id
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.tables.assessment import Competency
from coachtui.store.tables.goals import Goal, GoalCompetency, GoalLevel
from coachtui.store.tables.people import Objective, Organisation
from coachtui.store.writes.rows import live, put


def fill(practice: Practice, db: Db, goal: Goal, draft: GoalDraft, objective: ObjectiveDraft | None = None) -> None:
    """Write a valid draft into a goal's row, new or not. `objective` takes the place of the draft's.

    Raises NotFound when something that the goal is to serve is gone.
    """
    objective_id = make_objective(practice, db, objective) if objective else draft.objective_id
    if objective_id and objective_id != goal.objective_id:
        live(db, Objective, objective_id)
    goal.title, goal.measure, goal.achievable = draft.title, draft.measure, draft.achievable
    goal.objective_id, goal.due_on, goal.author = objective_id, draft.due_on, draft.author
    goal.importance, goal.difficulty, goal.baseline = draft.importance, draft.difficulty, draft.baseline
    db.add(goal)
    db.flush()
    _write_levels(practice, db, goal.id, draft.written)
    _link(practice, db, goal.id, dict.fromkeys(draft.competency_ids))


def make_objective(practice: Practice, db: Db, draft: ObjectiveDraft) -> str:
    """Return the id of an objective, storing it unless its organisation has one that says the same. Raises NotFound."""
    live(db, Organisation, draft.organisation_id)
    known = reads.find_objective(practice.db, draft.organisation_id, draft.title)
    if known:
        return known
    # A natural key, so that two devices that add it make one row.
    key = natural_id("objective", draft.organisation_id, reads.same_title(draft.title))
    values = {"organisation_id": draft.organisation_id, "title": draft.title, "due_on": draft.due_on}
    return put(db, Objective, key, **values).id


def _write_levels(practice: Practice, db: Db, goal_id: str, written: dict[int, str]) -> None:
    rows = db.exec(select(GoalLevel).where(col(GoalLevel.goal_id) == goal_id, col(GoalLevel.deleted_at).is_(None)))
    there = {row.level: row for row in rows}
    for level in there.keys() - written.keys():
        there[level].deleted_at = practice.clock()
    for level, words in written.items():
        key = there[level].id if level in there else natural_id("goal_level", goal_id, level)
        put(db, GoalLevel, key, goal_id=goal_id, level=level, description=words)


def _link(practice: Practice, db: Db, goal_id: str, competency_ids: dict[str, None]) -> None:
    rows = db.exec(
        select(GoalCompetency).where(col(GoalCompetency.goal_id) == goal_id, col(GoalCompetency.deleted_at).is_(None))
    )
    there = {row.competency_id: row for row in rows}
    for competency_id in there.keys() - competency_ids.keys():
        there[competency_id].deleted_at = practice.clock()
    for competency_id in competency_ids:
        if competency_id not in there:
            live(db, Competency, competency_id)
            key = natural_id("goal_competency", goal_id, competency_id)
            put(db, GoalCompetency, key, goal_id=goal_id, competency_id=competency_id)
