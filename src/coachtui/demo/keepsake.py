"""The template that the owner has kept from an engagement: saved as the program saves one, at a moment of the story."""

from __future__ import annotations

from datetime import datetime, timedelta

from coachtui.demo.events import milliseconds
from coachtui.demo.plan import Plan
from coachtui.domain.template import named_in
from coachtui.store.practice import Practice
from coachtui.store.reads import templates as reads
from coachtui.store.writes import templates

NAME = "First 180 days in an executive role"
FROM = "Amara"
"""The client whose engagement was taken as the pattern."""
ROLES = "Client, line manager, sponsor and coach; all four meet at the start, in the middle and at the end."
AGO = timedelta(days=9, hours=2)


def save(practice: Practice, plans: list[Plan], last: int, now: datetime) -> None:
    """Save the template from one of the owner's plans, as an action before `last`, the stamp of the last one.

    Whatever was written until now comes into the search index with it.
    """
    plan = next(plan for plan in plans if plan.client.short == FROM)
    at = now - AGO
    (engagement_id,) = practice.db.execute("SELECT id FROM engagement WHERE code = ?", (plan.code,)).fetchone()
    present, practice.clock = practice.clock, lambda: at
    try:
        # Stories count from 1, so no story has the stamp that follows.
        _turn(practice, (milliseconds(at) << 16) - 1)
        shape = reads.shape(practice.db, engagement_id, at, NAME)
        # As a coach does: where somebody is named, the words are left for the next one to find.
        goals = tuple(
            goal._replace(levels={}) if named_in(" ".join(goal.levels.values()), (*shape.people, FROM)) else goal
            for goal in shape.draft.goals
        )
        templates.save_from(practice, engagement_id, NAME, shape.draft._replace(roles=ROLES, goals=goals))
        _turn(practice, last)
    finally:
        practice.clock = present


def _turn(practice: Practice, stamp: int) -> None:
    """Turn the file's clock to a stamp."""
    practice.db.execute("UPDATE local SET stamp = ?", (stamp,))
