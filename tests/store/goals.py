"""An engagement with its model, for tests of goals, and short ways to write and read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from coachtui.domain.goal_page import GoalLine
from coachtui.domain.goals import GoalDraft
from coachtui.store import undo
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from tests.conftest import NOW

TODAY = NOW.date()
START, END = date(2026, 9, 1), date(2027, 2, 28)
COMPETENCIES = ("Delegates outcomes", "Décides under pressure", "Includes people")


def begin(practice: Practice) -> str:
    """Another engagement with Dana Okafor, of an organisation of its own, Northwind; return its id.

    Its model has three competencies, whose ids are c0, c1 and c2.
    """
    engagement = practice.new_id()
    with practice.raw_action("filled in by a test") as db:
        if not db.execute("SELECT 1 FROM competency_model").fetchone():
            db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES ('p', 'Dana Okafor', 'dana', 0)")
            db.execute("INSERT INTO competency_model (id, name, version) VALUES ('m', 'Own', '1')")
            for position, name in enumerate(COMPETENCIES):
                db.execute(
                    "INSERT INTO competency (id, model_id, position, name, description, kpi) "
                    "VALUES (?, 'm', ?, ?, '', 0)",
                    (f"c{position}", position, name),
                )
        organisation = practice.new_id()
        db.execute(
            "INSERT INTO organisation (id, name, folded) VALUES (?, 'Northwind', ?)", (organisation, organisation)
        )
        db.execute(
            "INSERT INTO engagement (id, code, client_id, coach_id, organisation_id, model_id, role_title, role_from, "
            "role_change, form, state, starts_on, ends_on, allocation, unit, interval_weeks, session_minutes, "
            "time_zone, notice_hours, notice_counts, paid) SELECT ?, ?, 'p', owner_coach_id, ?, 'm', 'COO', 'VP', "
            "'none', 'individual', 'active', ?, ?, 8, 'sessions', 3, 60, 'UTC', 24, 1, 1 FROM practice",
            (engagement, engagement, organisation, START.isoformat(), END.isoformat()),
        )
    return engagement


def organisation_of(practice: Practice, engagement: str) -> str:
    organisation = reads.goals(practice.db, engagement, NOW).organisation
    assert organisation is not None
    return organisation.id


def drafted(engagement: str, **other: Any) -> GoalDraft:
    values = {
        "measure": "Priya runs the plan alone",
        "due_on": END,
        "levels": {-1: "sits in", 0: "stays out"},
        "competency_ids": ("c0",),
    }
    return GoalDraft(engagement, **{"title": "Delegate outcomes, not tasks", **values, **other})


def page(practice: Practice, engagement: str) -> tuple[GoalLine, ...]:
    return reads.goals(practice.db, engagement, NOW).goals


def only(practice: Practice, engagement: str) -> GoalLine:
    (goal,) = page(practice, engagement)
    return goal


def said(practice: Practice) -> str:
    step = undo.next_undo(practice.db)
    assert step is not None
    return step.words
