"""The practice as it stood at a moment, from the change log: every read then works on that moment, unmodified.

What has changed since is rebuilt in temporary tables, in memory, under the names of the tables; SQLite finds these
first. Of a record that was removed for good since, the log knows nothing, and it stays away. Where a record with a
natural key was born on two devices, the later birth's values stand for both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from coachtui.domain.as_of import told
from coachtui.store import changelog, driver, errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

Values = dict[str, list[tuple[str | float | None, str]]]
"""By column: values, each with the row that has it."""

_BORN_LATER = """
    SELECT record.tbl, record.row FROM main.action
    JOIN main.record ON record.born = action.n
    WHERE action.stamp > :last AND NOT EXISTS (
        SELECT 1 FROM main.change c JOIN main.action a ON a.n = c.action
        WHERE c.record = record.n AND c.col = '' AND a.stamp <= :last)
"""
# A field's value then: what the latest change until the moment made of it, else what the first one after it found.
_VALUES = """
    SELECT record.tbl, col, value, record.row FROM (
        SELECT record, col, CASE WHEN stamp <= :last THEN after ELSE before END AS value, row_number() OVER (
            PARTITION BY record, col
            ORDER BY stamp > :last, CASE WHEN stamp <= :last THEN -stamp ELSE stamp END,
                CASE WHEN stamp <= :last THEN -site ELSE site END) AS place
        FROM main.change JOIN main.action ON action.n = change.action
        WHERE (record, col) IN (
            SELECT c.record, c.col FROM main.action a JOIN main.change c ON c.action = a.n
            WHERE a.stamp > :last AND c.col <> '')
    ) JOIN main.record ON record.n = record WHERE place = 1
"""
_LOG = {
    "action": "SELECT * FROM main.action WHERE stamp <= {last}",
    "change": "SELECT * FROM main.change WHERE (SELECT stamp FROM main.action WHERE n = change.action) <= {last}",
    "tombstone": "SELECT * FROM main.tombstone"
    " WHERE (SELECT stamp FROM main.action WHERE n = tombstone.action) <= {last}",
    "record": """
        SELECT * FROM (SELECT n, tbl, row, coalesce(
            (SELECT n FROM main.action WHERE n = record.born AND stamp <= {last}),
            (SELECT a.n FROM main.change c JOIN main.action a ON a.n = c.action
                WHERE c.record = record.n AND c.col = '' AND a.stamp <= {last}
                ORDER BY a.stamp DESC, a.site DESC LIMIT 1)) AS born
        FROM main.record) WHERE born IS NOT NULL""",
}
"""The tables of the log, cut at a stamp."""


def began(db: Connection) -> datetime:
    """Return the moment at which the practice began, in UTC."""
    (stamp,) = db.execute("SELECT min(stamp) FROM main.action").fetchone()
    return changelog.moment(stamp)


def removed_since(db: Connection, moment: datetime) -> int:
    """Return how many records that may have been there at the moment were removed for good since."""
    (number,) = db.execute(
        "SELECT count(*) FROM main.tombstone JOIN main.action ON action.n = tombstone.action WHERE stamp > ?",
        (_last(moment),),
    ).fetchone()
    return int(number)


def rewind(db: Connection, moment: datetime) -> None:
    """Let every read on this connection find what was there at `moment` (aware), to the millisecond.

    Nothing is written to the file, and nothing to the disk. The cost is that of a copy of the tables in which
    anything has changed since. What other connections write meanwhile is not followed: rewind again.
    """
    last = _last(moment)
    db.execute("BEGIN")  # all of it of one state of the file
    try:
        come_back(db)
        born: dict[str, list[str]] = {}
        for table, row in db.execute(_BORN_LATER, {"last": last}):
            born.setdefault(table, []).append(row)
        values: dict[str, Values] = {}
        for table, column, value, row in db.execute(_VALUES, {"last": last}):
            values.setdefault(table, {}).setdefault(column, []).append((value, row))
        for table in sorted({*born, *values}):
            _rebuild(db, table, born.get(table, []), values.get(table, {}))
        for name, select in _LOG.items():
            db.execute(f"CREATE TEMP VIEW {name} AS {select.format(last=last)}")
        # The views of the file itself look only into the file.
        for (sql,) in db.execute("SELECT sql FROM main.sqlite_master WHERE type = 'view'").fetchall():
            db.execute(re.sub(r"^CREATE VIEW", "CREATE TEMP VIEW", sql))
    finally:
        db.execute("COMMIT")


def come_back(db: Connection) -> None:
    """Let every read on this connection find the present again."""
    shadows = """
        SELECT type, name FROM sqlite_temp_master
        WHERE type IN ('table', 'view') AND name IN (SELECT name FROM main.sqlite_master)
        ORDER BY type DESC
    """
    for kind, name in db.execute(shadows).fetchall():
        db.execute(f'DROP {kind} temp."{name}"')


def _last(moment: datetime) -> int:
    """Return the last stamp of a moment's millisecond."""
    return (int(moment.timestamp() * 1000) + 1 << 16) - 1


def _rebuild(db: Connection, table: str, born: Sequence[str], values: Values) -> None:
    """Make a table as it was: without the rows that were `born` later, with other values, and with its indexes.

    These are not unique here: two devices may have held the same key at one moment, before they learned of each other.
    """
    db.execute(
        f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}" WHERE id NOT IN (SELECT value FROM json_each(?))',
        (json.dumps(born),),
    )
    db.execute(f'CREATE INDEX temp."{table}_id" ON "{table}" (id)')
    for column, rows in values.items():
        db.executemany(f'UPDATE temp."{table}" SET "{column}" = ? WHERE id = ?', rows)
    indexes = db.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    )
    for (sql,) in indexes.fetchall():
        db.execute(re.sub(r"^CREATE (UNIQUE )?INDEX ", "CREATE INDEX temp.", sql))


class PracticeThen(Practice):
    """A practice as it stood at a moment: it can be read like any other, its clock stands, and it can't be written."""

    def __init__(self, present: Practice, moment: datetime):
        """Take the place of the open practice `present`, which is closed, on a connection that can't write."""
        db = driver.connect(present.path, read_only=True, key=present.db.key)
        try:
            super().__init__(
                present.path, db, present.paths, clock=lambda: moment, random=present.random, writable=False
            )
            self._moment = moment
            self._state = -1
            self.keep_up()
        except BaseException:
            db.close()
            raise
        present.close()

    def keep_up(self) -> None:
        """Rewind anew if other connections have written since, a merge for instance."""
        (state,) = self.db.execute("PRAGMA main.data_version").fetchone()
        if state != self._state:
            rewind(self.db, self._moment)
            self._state = state

    def _may_write(self) -> NoReturn:
        raise errors.ReadOnlyPractice(
            f"This is the practice {told(self._moment)}; nothing can be changed there, and nothing was."
        )
