"""What another device wrote, brought into a practice file as a merge does: under its own site, past the triggers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from coachtui.store import driver

LAPTOP = 4711
"""The site of another device; it is called laptop."""


def arrive(path: Path, table: str, row: str, **values: str | None) -> None:
    """Let the laptop have changed columns of a row, after all that the file holds."""
    with closing(driver.connect(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE local SET still = 1, stamp = stamp + 1000")
        (stamp,) = db.execute("SELECT stamp FROM local").fetchone()
        db.execute("INSERT OR IGNORE INTO device VALUES (?, 'laptop')", (LAPTOP,))
        db.execute("INSERT INTO action (stamp, site, words) VALUES (?, ?, 'edited on the laptop')", (stamp, LAPTOP))
        (action,) = db.execute("SELECT last_insert_rowid()").fetchone()
        for column, value in values.items():
            (before,) = db.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
            db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (value, row))
            db.execute(
                "INSERT INTO change SELECT n, ?, ?, ?, ? FROM record WHERE tbl = ? AND row = ?",
                (column, action, before, value, table, row),
            )
        db.execute("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET stamp = excluded.stamp", (LAPTOP, stamp))
        db.execute("UPDATE local SET still = 0")
        db.execute("COMMIT")


def row_of(path: Path, question: str, *values: str) -> str:
    """Return the first value that a question to the file is answered with."""
    with closing(driver.connect(path, read_only=True)) as db:
        (found,) = db.execute(question, values).fetchone()
        return str(found)
