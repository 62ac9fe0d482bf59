"""Founding a practice."""

from __future__ import annotations

from coachtui.domain.words import folded
from coachtui.store import tables
from coachtui.store.practice import Practice
from coachtui.store.undo import FOUNDING


def found(practice: Practice, *, name: str, coach: str, time_zone: str) -> str:
    """Write the practice's one row and its owner coach into a new file; return its `db_id`."""
    owner = tables.people.Coach(id=practice.new_id(), name=coach, folded=folded(coach), time_zone=time_zone)
    row = tables.practice.Practice(
        id=practice.new_id(), name=name, owner_coach_id=owner.id, created_at=practice.clock()
    )
    with practice.action(FOUNDING) as session:
        session.add(owner)
        session.flush()
        session.add(row)
        session.flush()
        return row.id
