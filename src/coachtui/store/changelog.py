"""The change log: its tables, the clock, and the triggers that write it (design: sync.md, section 2).

This is the one module with SQL that only SQLite takes. Every logged table has three triggers; they write a cell for
a row's birth and for each column changed later, a change with before and after, and a tombstone for a purged row.
All changes of one action carry one stamp, `(unix milliseconds << 16) + counter`, and `(stamp, site)` names the action.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from coachtui.store import errors, search_queue
from coachtui.store.driver import Connection

LATEST_YEAR = 2200

OWN_TABLES = search_queue.OWN_TABLES | {
    "local",
    "device",
    "seen",
    "action",
    "change",
    "cell",
    "tombstone",
    "draft",
    "alembic_version",
}
"""Tables that the log does not follow."""

TABLES = """
CREATE TABLE local (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    site INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    acting INTEGER NOT NULL DEFAULT 0,
    still INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE device (
    site INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE seen (
    site INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL
);
CREATE TABLE action (
    stamp INTEGER NOT NULL,
    site INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo', 'merge')),
    words TEXT NOT NULL,
    about TEXT,
    of_stamp INTEGER,
    of_site INTEGER,
    PRIMARY KEY (stamp, site)
) WITHOUT ROWID;
CREATE INDEX action_about ON action (about, stamp) WHERE about IS NOT NULL;
CREATE TABLE change (
    stamp INTEGER NOT NULL,
    site INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    col TEXT NOT NULL,
    before,
    after,
    PRIMARY KEY (stamp, site, tbl, row, col)
) WITHOUT ROWID;
CREATE INDEX change_row ON change (row, tbl);
CREATE TABLE cell (
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    col TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    site INTEGER NOT NULL,
    PRIMARY KEY (tbl, row, col)
) WITHOUT ROWID;
CREATE INDEX cell_birth ON cell (stamp, site) WHERE col = '';
CREATE TABLE tombstone (
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    site INTEGER NOT NULL,
    erase INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tbl, row)
) WITHOUT ROWID;
CREATE TABLE draft (
    site INTEGER NOT NULL,
    form TEXT NOT NULL,
    record TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (site, form, record)
) WITHOUT ROWID;
"""

# A change outside an action (raw SQL, another program) opens an action of its own, so that none goes unlogged.
# julianday and not unixepoch('subsec'): the other program's SQLite may be older than 3.42.
_TICK = """
    UPDATE local SET stamp = max(stamp + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16)
        WHERE NOT acting;
    INSERT INTO action (stamp, site, words) SELECT stamp, site, 'changed outside coachtui' FROM local WHERE NOT acting;
    UPDATE seen SET stamp = (SELECT stamp FROM local)
        WHERE site = (SELECT site FROM local) AND NOT (SELECT acting FROM local);"""
_AWAKE = "WHEN NOT (SELECT still FROM local)"


def triggers(columns_by_table: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the statements that create the triggers of these tables; `columns` leaves out `id`."""
    return [statement for table, columns in columns_by_table.items() for statement in _triggers(table, columns)]


def trigger_names(table: str) -> tuple[str, str, str]:
    """Return the names of a table's three triggers: for insert, update and delete."""
    return f"{table}_born", f"{table}_edited", f"{table}_purged"


def _triggers(table: str, columns: Sequence[str]) -> list[str]:
    # INSERT OR REPLACE, UPDATE OR IGNORE and the like override the conflict clauses of plain statements in a trigger,
    # but neither upserts nor RAISE: hence these everywhere below.
    born, edited, purged = trigger_names(table)
    pairs = " UNION ALL ".join(f"""SELECT '{c}' AS col, OLD."{c}" AS was, NEW."{c}" AS now""" for c in columns)
    differs = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in ("id", *columns))
    texts = " || ".join(f"""coalesce(NEW."{c}", '')""" for c in columns)
    readable = f"SELECT RAISE(ABORT, 'a text holds a NUL character') WHERE instr({texts}, char(0))"
    return [
        f"""CREATE TRIGGER {born} AFTER INSERT ON "{table}" {_AWAKE} BEGIN
    SELECT RAISE(ABORT, 'this record was removed for good')
        WHERE EXISTS (SELECT 1 FROM tombstone WHERE tbl = '{table}' AND row = NEW.id);
    {readable};{_TICK}
    INSERT INTO cell SELECT '{table}', NEW.id, '', stamp, site FROM local WHERE true
        ON CONFLICT (tbl, row, col) DO UPDATE SET stamp = RAISE(ABORT, 'a record is edited, never replaced');
END""",
        f"""CREATE TRIGGER {edited} AFTER UPDATE ON "{table}" {_AWAKE} AND ({differs}) BEGIN
    SELECT RAISE(ABORT, 'the key of a record never changes') WHERE NEW.id IS NOT OLD.id;
    {readable};{_TICK}
    INSERT INTO change SELECT stamp, site, '{table}', NEW.id, col, was, now
        FROM local, ({pairs}) AS value WHERE value.was IS NOT value.now
        ON CONFLICT (stamp, site, tbl, row, col) DO UPDATE SET after = excluded.after;
    INSERT INTO cell SELECT tbl, row, col, stamp, site FROM change
        WHERE (stamp, site) = (SELECT stamp, site FROM local) AND tbl = '{table}' AND row = NEW.id
        ON CONFLICT (tbl, row, col) DO UPDATE SET stamp = excluded.stamp, site = excluded.site;
END""",
        f"""CREATE TRIGGER {purged} AFTER DELETE ON "{table}" {_AWAKE} BEGIN{_TICK}
    INSERT INTO tombstone (tbl, row, stamp, site) SELECT '{table}', OLD.id, stamp, site FROM local WHERE true
        ON CONFLICT (tbl, row) DO UPDATE SET stamp = excluded.stamp, site = excluded.site;
END""",
    ]


def regenerate(db: Connection, columns_by_table: Mapping[str, Sequence[str]]) -> None:
    """Drop all triggers of the log and make them anew, as each migration must."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if name.endswith(trigger_names("")):
            db.execute(f'DROP TRIGGER "{name}"')
    for statement in triggers(columns_by_table):
        db.execute(statement)


def begin(
    db: Connection,
    words: str,
    now: datetime,
    *,
    about: str | None = None,
    kind: str = "do",
    of: tuple[int, int] | None = None,
) -> tuple[int, int]:
    """Open an action inside a transaction: tick the clock and write down what the coach does; return (stamp, site).

    Raises Refused when `now` lies beyond the year 2200: every later stamp would have to lie beyond it too.
    """
    if now.year > LATEST_YEAR:
        raise errors.Refused(
            f"The clock of this machine says {now:%Y-%m-%d}. Nothing was changed. Set the clock right and try again."
        )
    db.execute("UPDATE local SET acting = 1, stamp = max(stamp + 1, ? << 16)", (int(now.timestamp() * 1000),))
    stamp, site = db.execute("SELECT stamp, site FROM local").fetchone()
    db.execute(
        "INSERT INTO action (stamp, site, kind, words, about, of_stamp, of_site) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (stamp, site, kind, words, about, *(of or (None, None))),
    )
    return stamp, site


def end(db: Connection) -> int:
    """Close the open action before its transaction commits, forget it if it changed nothing, and return its stamp.

    An undo or redo is kept even then: it stands for having tried.
    """
    db.execute("UPDATE local SET acting = 0")
    stamp, site = db.execute("SELECT stamp, site FROM local").fetchone()
    db.execute(
        """
        DELETE FROM action WHERE stamp = :stamp AND site = :site AND kind = 'do'
            AND NOT EXISTS (SELECT 1 FROM change WHERE stamp = :stamp AND site = :site)
            AND NOT EXISTS (SELECT 1 FROM cell WHERE stamp = :stamp AND site = :site AND col = '')
            AND NOT EXISTS (SELECT 1 FROM tombstone WHERE stamp = :stamp AND site = :site)
        """,
        {"stamp": stamp, "site": site},
    )
    db.execute(
        "INSERT INTO seen VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET stamp = max(stamp, excluded.stamp)",
        (site, stamp),
    )
    return int(stamp)


def moment(stamp: int) -> datetime:
    """Return the moment of a stamp, in UTC."""
    return datetime.fromtimestamp((stamp >> 16) / 1000, UTC)
