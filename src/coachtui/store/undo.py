"""Undo and redo by action, across restarts, from the change log alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from coachtui.store import changelog, driver, errors
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

WALK = """
SELECT stamp, site, kind, words, about, of_stamp, of_site FROM action
WHERE site = (SELECT site FROM local) ORDER BY stamp DESC
"""
PURGED = "SELECT 1 FROM tombstone JOIN action ON n = action WHERE stamp = ? AND site = ?"
EDITED_ELSEWHERE = "SELECT 1 FROM edit WHERE tbl = ? AND row = ? AND stamp > ? AND site <> ?"
FOUNDING = "began the practice"

Key = tuple[str, str]
"""Table and row."""
Values = dict[str, object]
"""Values by column."""


class Step(NamedTuple):
    """An action that can be taken back or done again."""

    stamp: int
    site: int
    words: str
    about: str | None


class Undone(NamedTuple):
    """What an undo or redo did, and how many values it left since someone has changed them, or what they rest on."""

    words: str
    about: str | None
    left: int


def next_undo(db: Connection) -> Step | None:
    """Return the latest action of this device that still stands, or None; what was purged can't be taken back."""
    settled: dict[tuple[int, int], str] = {}
    for stamp, site, kind, words, about, of_stamp, of_site in db.execute(WALK):
        if kind in ("undo", "redo"):
            settled.setdefault((of_stamp, of_site), kind)
        elif kind == "do" and settled.get((stamp, site)) != "undo":
            if words == FOUNDING:
                return None
            if not db.execute(PURGED, (stamp, site)).fetchone():
                return Step(stamp, site, words, about)
    return None


def next_redo(db: Connection) -> Step | None:
    """Return the action that was undone last, unless something new was done since."""
    settled: set[tuple[int, int]] = set()
    for _, _, kind, words, about, of_stamp, of_site in db.execute(WALK):
        if kind == "do":
            return None
        of = (of_stamp, of_site)
        if kind == "undo" and of not in settled:
            return Step(*of, words, about)
        settled.add(of)
    return None


def undo(practice: Practice) -> Undone:
    """Take the latest standing action back. Raises NothingToUndo."""
    with practice.transaction() as db:
        step = next_undo(db)
        if step is None:
            raise errors.NothingToUndo("There is nothing to undo.")
        return _revert(practice, db, "undo", step, (step.stamp, step.site))


def redo(practice: Practice) -> Undone:
    """Do again what was undone last. Raises NothingToUndo."""
    with practice.transaction() as db:
        step = next_redo(db)
        if step is None:
            raise errors.NothingToUndo("There is nothing to redo.")
        # What is reverted is the undo itself: its changes hold the values to bring back.
        source = db.execute(
            "SELECT max(stamp), site FROM action WHERE kind = 'undo' AND of_stamp = ? AND of_site = ?"
            " AND site = (SELECT site FROM local)",
            (step.stamp, step.site),
        ).fetchone()
        return _revert(practice, db, "redo", step, source)


def _revert(practice: Practice, db: Connection, kind: str, step: Step, source: tuple[int, int]) -> Undone:
    """Write the inverse of the action `source` as a new action; what was changed since is left alone.

    Which step it is was decided in the same transaction, so no other program can have taken it back meanwhile.
    """
    changelog.begin(db, step.words, practice.clock(), about=step.about, kind=kind, of=(step.stamp, step.site))
    now = f"{practice.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    rows, left = _inverse(db, source, now)
    refused = {key: values for key, values in rows.items() if not _is_written(db, key, values)}
    left += _write_stepping_aside(db, refused, now)
    changelog.end(db)
    return Undone(step.words, step.about, left)


def _inverse(db: Connection, source: tuple[int, int], now: str) -> tuple[dict[Key, Values], int]:
    """Return the values that take an action back, by row, and how many can't be since they were changed after it."""
    rows: dict[Key, Values] = {}
    left = 0
    changes = db.execute("SELECT tbl, row, col, before, after FROM edit WHERE stamp = ? AND site = ?", source)
    for table, row, column, before, after in changes.fetchall():
        if db.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND "{column}" IS ?', (row, after)).fetchone():
            rows.setdefault((table, row), {})[column] = before
        else:
            left += 1
    births = db.execute("SELECT tbl, row FROM birth WHERE stamp = ? AND site = ?", source)
    for table, row in births.fetchall():
        if db.execute(EDITED_ELSEWHERE, (table, row, *source)).fetchone():
            rows.pop((table, row), None)
            left += 1
        elif db.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND deleted_at IS NULL', (row,)).fetchone():
            rows.setdefault((table, row), {})["deleted_at"] = now
        else:
            rows.pop((table, row), None)
    return rows, left


def _write_stepping_aside(db: Connection, rows: dict[Key, Values], now: str) -> int:
    """Write rows that hold each other's unique keys: all step aside into the bin first.

    Returns how many values can't be written even so, since a row outside these holds the key, or the rest of the row
    was changed and would no longer hold together.
    """
    left = 0
    whole: dict[Key, Values] = {}
    for (table, row), values in rows.items():
        found = db.execute(f'SELECT deleted_at FROM "{table}" WHERE id = ?', (row,)).fetchone()
        whole[table, row] = {"deleted_at": found[0], **values}
    while whole:
        db.execute("SAVEPOINT aside")
        for key in whole:
            _is_written(db, key, {"deleted_at": now})
        refused = [key for key, values in whole.items() if not _is_written(db, key, values)]
        if refused:
            db.execute("ROLLBACK TO aside")
        db.execute("RELEASE aside")
        if not refused:
            break
        for key in refused:
            left += len(rows[key])
            del whole[key]
    return left


def _is_written(db: Connection, key: Key, values: Values) -> bool:
    table, row = key
    sets = ", ".join(f'"{column}" = ?' for column in values)
    try:
        db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row))
    except driver.IntegrityError:
        return False
    return True


def when(step: Step) -> datetime:
    """Return the moment of a step, in UTC."""
    return moment(step.stamp)
