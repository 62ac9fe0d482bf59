"""The change log: its tables, the clock, and the triggers that write it (design: sync.md, section 2).

Every logged table has three triggers; they write a record for a row's birth, a change with before and after for each
column edited later, and a tombstone for a purged row. All that one action does carries its stamp, `(unix milliseconds
<< 16) + counter`; `(stamp, site)` names the action on every device.

A file numbers its records and actions, and its log refers to them by these numbers, which no other file shares: the
names of a row, a table and an action stand once, and not in every change. The views `birth` and `edit` put the names
back.
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
    "record",
    "change",
    "tombstone",
    "draft",
    "alembic_version",
}
"""Tables that the log does not follow."""

LOG = """
CREATE TABLE action (
    n INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL,
    site INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo', 'merge')),
    words TEXT NOT NULL,
    about TEXT,
    of_stamp INTEGER,
    of_site INTEGER
);
CREATE UNIQUE INDEX action_stamp ON action (stamp, site);
CREATE INDEX action_about ON action (about, stamp) WHERE about IS NOT NULL;
CREATE TABLE record (
    n INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    born INTEGER NOT NULL
);
CREATE UNIQUE INDEX record_row ON record (row, tbl);
CREATE INDEX record_born ON record (born);
CREATE TABLE change (
    record INTEGER NOT NULL,
    col TEXT NOT NULL,
    action INTEGER NOT NULL,
    before,
    after,
    PRIMARY KEY (record, col, action)
) WITHOUT ROWID;
CREATE INDEX change_action ON change (action);
CREATE TABLE tombstone (
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    action INTEGER NOT NULL,
    erase INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tbl, row)
) WITHOUT ROWID;
CREATE INDEX tombstone_action ON tombstone (action);
CREATE VIEW birth AS
    SELECT stamp, site, born AS action, tbl, row FROM record JOIN action ON action.n = record.born;
CREATE VIEW edit AS
    SELECT stamp, site, action, tbl, row, col, before, after
    FROM change JOIN record ON record.n = change.record JOIN action ON action.n = change.action
    WHERE col <> '';
"""
"""`record.born` is the action of a row's birth. A row with a natural key may be born on several devices: then it is the
last of these by (stamp, site), and each other one is a change of no column."""

TABLES = f"""
CREATE TABLE local (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    site INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    action INTEGER NOT NULL DEFAULT 0,
    acting INTEGER NOT NULL DEFAULT 0,
    still INTEGER NOT NULL DEFAULT 0,
    outside INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE device (
    site INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE seen (
    site INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL
);
CREATE TABLE draft (
    site INTEGER NOT NULL,
    form TEXT NOT NULL,
    record TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (site, form, record)
) WITHOUT ROWID;
{LOG}"""
"""`local` has one row: this file's site, the last stamp it knows, the action under way or the last one, whether it is
under way, whether the triggers stand still, and how many changes were made outside any action."""

# A change outside an action (raw SQL, another program) opens an action of its own, so that none goes unlogged.
# julianday and not unixepoch('subsec'): the other program's SQLite may be older than 3.42.
_TICK = """
    UPDATE local SET outside = outside + 1,
        stamp = max(stamp + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16) WHERE NOT acting;"""
_OUTSIDE = """CREATE TRIGGER local_outside AFTER UPDATE OF outside ON local BEGIN
    INSERT INTO action (stamp, site, words) VALUES (NEW.stamp, NEW.site, 'changed outside coachtui');
    UPDATE local SET action = last_insert_rowid();
    UPDATE seen SET stamp = NEW.stamp WHERE site = NEW.site;
END"""
_AWAKE = "WHEN NOT (SELECT still FROM local)"


def triggers(columns_by_table: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the statements that create the triggers of these tables; `columns` leaves out `id`."""
    return [_OUTSIDE, *(made for table, columns in columns_by_table.items() for made in _triggers(table, columns))]


def trigger_names(table: str) -> tuple[str, str, str]:
    """Return the names of a table's three triggers: for insert, update and delete."""
    return f"{table}_born", f"{table}_edited", f"{table}_purged"


def _triggers(table: str, columns: Sequence[str]) -> list[str]:
    # INSERT OR REPLACE, UPDATE OR IGNORE and the like override the conflict clauses of plain statements in a trigger,
    # but neither upserts nor RAISE: hence these everywhere below.
    born, edited, purged = trigger_names(table)
    pairs = " UNION ALL ".join(f"""SELECT '{c}' AS col, OLD."{c}" AS was, NEW."{c}" AS now""" for c in columns)
    differs = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in ("id", *columns))
    holds_nul = " OR ".join(f'instr(NEW."{c}", char(0))' for c in columns)
    unreadable = "RAISE(ABORT, 'a text holds a NUL character')"
    unknown = "RAISE(ABORT, 'the change log does not know this record')"
    return [
        f"""CREATE TRIGGER {born} AFTER INSERT ON "{table}" {_AWAKE} BEGIN
    SELECT RAISE(ABORT, 'this record was removed for good')
        WHERE EXISTS (SELECT 1 FROM tombstone WHERE tbl = '{table}' AND row = NEW.id);
    SELECT {unreadable} WHERE {holds_nul};{_TICK}
    INSERT INTO record (tbl, row, born) SELECT '{table}', NEW.id, action FROM local WHERE true
        ON CONFLICT (row, tbl) DO UPDATE SET born = RAISE(ABORT, 'a record is edited, never replaced');
END""",
        f"""CREATE TRIGGER {edited} AFTER UPDATE ON "{table}" {_AWAKE} AND ({differs}) BEGIN
    SELECT RAISE(ABORT, 'the key of a record never changes') WHERE NEW.id IS NOT OLD.id;{_TICK}
    INSERT INTO change (record, col, action, before, after)
        SELECT coalesce((SELECT n FROM record WHERE row = NEW.id AND tbl = '{table}'), {unknown}), col, action, was,
            CASE WHEN instr(now, char(0)) THEN {unreadable} ELSE now END
        FROM local, ({pairs}) AS value WHERE was IS NOT now
        ON CONFLICT (record, col, action) DO UPDATE SET after = excluded.after;
END""",
        f"""CREATE TRIGGER {purged} AFTER DELETE ON "{table}" {_AWAKE} BEGIN{_TICK}
    INSERT INTO tombstone (tbl, row, action) SELECT '{table}', OLD.id, action FROM local WHERE true
        ON CONFLICT (tbl, row) DO UPDATE SET action = excluded.action;
END""",
    ]


def regenerate(db: Connection, columns_by_table: Mapping[str, Sequence[str]]) -> None:
    """Drop all triggers of the log and make them anew, as each migration must."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if name.endswith((*trigger_names(""), "local_outside")):
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
    db.execute(
        "INSERT INTO action (stamp, site, kind, words, about, of_stamp, of_site)"
        " SELECT stamp, site, ?, ?, ?, ?, ? FROM local",
        (kind, words, about, *(of or (None, None))),
    )
    db.execute("UPDATE local SET action = last_insert_rowid()")
    stamp, site = db.execute("SELECT stamp, site FROM local").fetchone()
    return stamp, site


def end(db: Connection) -> int:
    """Close the open action before its transaction commits, forget it if it changed nothing, and return its stamp.

    An undo or redo is kept even then: it stands for having tried.
    """
    db.execute("UPDATE local SET acting = 0")
    stamp, site, action = db.execute("SELECT stamp, site, action FROM local").fetchone()
    db.execute(
        """
        DELETE FROM action WHERE n = :action AND kind = 'do'
            AND NOT EXISTS (SELECT 1 FROM change WHERE action = :action)
            AND NOT EXISTS (SELECT 1 FROM record WHERE born = :action)
            AND NOT EXISTS (SELECT 1 FROM tombstone WHERE action = :action)
        """,
        {"action": action},
    )
    db.execute(
        "INSERT INTO seen VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET stamp = max(stamp, excluded.stamp)",
        (site, stamp),
    )
    return int(stamp)


def moment(stamp: int) -> datetime:
    """Return the moment of a stamp, in UTC."""
    return datetime.fromtimestamp((stamp >> 16) / 1000, UTC)
