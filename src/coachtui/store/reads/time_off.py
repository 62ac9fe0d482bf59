"""Reads of the coach's own days off."""

from __future__ import annotations

from datetime import date, datetime

from coachtui.domain.time_off import TimeOff
from coachtui.store.driver import Connection
from coachtui.store.reads.facts import here
from coachtui.store.reads.people import owner

_TIME_OFF = """
SELECT id, from_on, until_on, words FROM time_off
WHERE coach_id = ? AND deleted_at IS NULL AND until_on >= ? ORDER BY from_on, id LIMIT ?
"""


def own(db: Connection, now: datetime, limit: int = 200) -> tuple[TimeOff, ...]:
    """Return the days off of the coach who owns the practice that are not over, the next first."""
    return of(db, owner(db).id, here(db, now).today, limit)


def of(db: Connection, coach_id: str, since: date, limit: int = 200) -> tuple[TimeOff, ...]:
    """Return a coach's days off that are not over on the day `since`, the next first."""
    rows = db.execute(_TIME_OFF, (coach_id, since.isoformat(), limit))
    return tuple(
        TimeOff(id, date.fromisoformat(first), date.fromisoformat(last), words) for id, first, last, words in rows
    )
