"""Conflicts for tests, as a merge leaves them: what this laptop and the desktop wrote at the same time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from coachtui.domain.ids import natural_id
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

DESKTOP, PHONE = 7, 8
"""Sites of other devices."""
_MINUTE = 60_000 << 16


def name_devices(practice: Practice, **names: int) -> None:
    """Let this device be the laptop, and name others."""
    with practice.transaction() as db:
        db.execute("UPDATE device SET name = 'laptop' WHERE site = (SELECT site FROM local)")
        for name, site in ({"desktop": DESKTOP, "phone": PHONE} | names).items():
            db.execute("INSERT OR REPLACE INTO device VALUES (?, ?)", (site, name))


@contextmanager
def merging(practice: Practice) -> Iterator[Connection]:
    """Write as a merge does: no undo takes it back."""
    with practice.raw_action("merged") as db:
        yield db
        db.execute("UPDATE action SET kind = 'merge' WHERE n = (SELECT action FROM local)")


def edited_on_both(
    practice: Practice, table: str, row: str, column: str, other: Any, *, kept: bool = True, kind: str = "edit"
) -> str:
    """Make a conflict over a field; what it holds now is ours, and stays if it was `kept`. Return the conflict's id."""
    with merging(practice) as db:
        stamp, own = db.execute("SELECT stamp, site FROM local").fetchone()
        (held,) = db.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
        lost, lost_site, kept_site = (other, DESKTOP, own) if kept else (held, own, DESKTOP)
        if not kept:
            db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (other, row))
        return keep(db, kind, table, row, column, lost, (stamp - _MINUTE, lost_site), (stamp, kept_site))


def keep(
    db: Connection, kind: str, table: str, row: str, column: str, lost: Any, loser: tuple[int, int], by: tuple[int, int]
) -> str:
    """Keep a value that lost, within the merge under way; return the conflict's id."""
    conflict = natural_id(kind, table, row, column, *loser)
    db.execute(
        "INSERT INTO conflict (id, kind, table_name, row_id, column_name, lost, lost_stamp, lost_site, kept_stamp, "
        "kept_site) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (conflict, kind, table, row, column, json.dumps(lost, ensure_ascii=False), *loser, *by),
    )
    return conflict


def edited_in_the_bin(practice: Practice, table: str, row: str) -> str:
    """Make a conflict over a record that lies in the bin, and that the desktop has edited."""
    with merging(practice) as db:
        stamp, own = db.execute("SELECT stamp, site FROM local").fetchone()
        return keep(db, "binned", table, row, "", None, (stamp - _MINUTE, DESKTOP), (stamp, own))


def removed(practice: Practice, table: str, row: str, kind: str = "purged") -> str:
    """Remove a record for good while the desktop wrote it; return the conflict that keeps it."""
    with merging(practice) as db:
        stamp, own = db.execute("SELECT stamp, site FROM local").fetchone()
        columns = [name for _, name, *_ in db.execute("SELECT * FROM pragma_table_info(?)", (table,))]
        held = db.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,)).fetchone()
        db.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
        content = dict(zip(columns, held, strict=True))
        return keep(db, kind, table, row, "", content, (stamp - _MINUTE, DESKTOP), (stamp, own))
