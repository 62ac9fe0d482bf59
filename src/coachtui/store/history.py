"""What happened to a record or around an engagement, from the change log."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.history import PRIVATE, TEXTS, UNTOLD, WITHHELD, Change, Event, Way
from coachtui.domain.record_words import field
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.reads import record_words

_ACTIONS = "SELECT stamp, coalesce(name, ''), kind, words, n FROM action LEFT JOIN device USING (site)"
_AROUND = f"{_ACTIONS} WHERE about = ? ORDER BY stamp DESC, site DESC LIMIT ? OFFSET ?"
# A record and the texts of its own have one key.
_OF_ROW = f"""
{_ACTIONS} WHERE n IN (
    SELECT change.action FROM record JOIN change ON change.record = record.n WHERE record.row = :row
    UNION SELECT born FROM record WHERE row = :row
    UNION SELECT action FROM tombstone WHERE row = :row
) ORDER BY stamp DESC, site DESC LIMIT :limit OFFSET :offset
"""
_CHANGES = """
SELECT record.tbl, record.row, col, before, after FROM change JOIN record ON record.n = change.record
WHERE change.action = :action AND (:row IS NULL OR record.row = :row)
UNION ALL
SELECT tbl, row, '', NULL, NULL FROM record WHERE born = :action AND (:row IS NULL OR row = :row)
UNION ALL
SELECT tbl, row, NULL, NULL, NULL FROM tombstone WHERE action = :action AND (:row IS NULL OR row = :row)
LIMIT :limit
"""


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
    return [Event(moment(row[0]), *row[1:]) for row in db.execute(_AROUND, (engagement_id, limit, offset))]


def of_row(db: Connection, row: str, limit: int = 100, offset: int = 0) -> list[Event]:
    """Return the actions that touched the record of this key, or a text of its own, newest first."""
    found = db.execute(_OF_ROW, {"row": row, "limit": limit, "offset": offset})
    return [Event(moment(row[0]), *row[1:]) for row in found]


def changes(
    db: Connection, action: int, *, row: str | None = None, limit: int = 200, today: date | None = None
) -> list[Change]:
    """Return what an action (by its number) changed, record by record, in words; with `row` only in that record.

    With `today`, days of its year are told without the year.
    """
    rows = db.execute(_CHANGES, {"action": action, "row": row, "limit": limit}).fetchall()
    told = [one for one in rows if one[2] not in UNTOLD]
    named = record_words.words(db, {(table, key) for table, key, *_ in told}, today=today)
    cells = [(table, column, value) for table, _, column, *values in told if column for value in values]
    said = record_words.values(db, cells, today=today)

    def words(table: str, column: str, value: str | float | None) -> str:
        if table in WITHHELD:
            return ""
        return str(value or "") if column in TEXTS else said[table, column, value]

    found = []
    for table, key, column, before, after in told:
        what, private = named[table, key].what, table in PRIVATE
        if column is None:
            found.append(Change(table, key, what, Way.REMOVED, private=private))
        elif not column:
            found.append(Change(table, key, what, Way.MADE, private=private))
        elif column == "deleted_at":
            found.append(Change(table, key, what, Way.RESTORED if after is None else Way.BINNED, private=private))
        else:
            values = words(table, column, before), words(table, column, after)
            found.append(Change(table, key, what, Way.CHANGED, column, field(table, column), *values, private))
    return sorted(found, key=lambda change: (change.what, change.field))


def named(db: Connection, row: str) -> str:
    """Return the record of this key in words, empty if the log knows none; of a record and its texts the record."""
    tables = [table for (table,) in db.execute("SELECT tbl FROM record WHERE row = ? ORDER BY n LIMIT 5", (row,))]
    return record_words.words(db, [(tables[0], row)])[tables[0], row].what if tables else ""


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
