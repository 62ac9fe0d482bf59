"""What happened to a record or around an engagement, from the change log."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coachtui.store.changelog import moment
from coachtui.store.driver import Connection


class Event(NamedTuple):
    """One action: when (UTC), on which device, what the coach did in words."""

    at: datetime
    device: str
    kind: str
    words: str


class Edit(NamedTuple):
    """One value of a record: before and after. `column` is empty for the record's birth."""

    at: datetime
    device: str
    words: str
    column: str
    before: str | float | None
    after: str | float | None


def around(db: Connection, engagement_id: str, limit: int = 100, offset: int = 0) -> list[Event]:
    """Return the actions about an engagement, newest first."""
    rows = db.execute(
        "SELECT stamp, coalesce(name, ''), kind, words FROM action LEFT JOIN device USING (site) "
        "WHERE about = ? ORDER BY stamp DESC LIMIT ? OFFSET ?",
        (engagement_id, limit, offset),
    )
    return [Event(moment(stamp), device, kind, words) for stamp, device, kind, words in rows]


def of_record(db: Connection, table: str, row: str, limit: int = 200) -> list[Edit]:
    """Return every value that a record has had, newest first, and last its birth."""
    rows = db.execute(
        """
        SELECT stamp, coalesce(name, ''), coalesce(words, ''), col, before, after FROM (
            SELECT stamp, site, col, before, after FROM edit WHERE row = :row AND tbl = :table
            UNION ALL
            SELECT stamp, site, '', NULL, NULL FROM birth WHERE row = :row AND tbl = :table
        ) LEFT JOIN action USING (stamp, site) LEFT JOIN device USING (site)
        ORDER BY stamp DESC, col LIMIT :limit
        """,
        {"row": row, "table": table, "limit": limit},
    )
    return [Edit(moment(row[0]), *row[1:]) for row in rows]
