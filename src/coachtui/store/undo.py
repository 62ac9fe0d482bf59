"""Undo and redo by action, across restarts, from the change log alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

WALK = """
SELECT stamp, site, kind, words, about, of_stamp, of_site FROM action
WHERE site = (SELECT site FROM local) ORDER BY stamp DESC
"""
FOUNDING = "began the practice"


@dataclass(frozen=True)
class Step:
    """An action that can be taken back or done again."""

    stamp: int
    site: int
    words: str
    about: str | None


@dataclass(frozen=True)
class Undone:
    """What an undo or redo did, and how many values it left because someone has changed them since."""

    words: str
    about: str | None
    left: int


def next_undo(db: Connection) -> Step | None:
    """Return the latest action of this device that still stands, or None."""
    settled: dict[tuple[int, int], str] = {}
    for stamp, site, kind, words, about, of_stamp, of_site in db.execute(WALK):
        if kind in ("undo", "redo"):
            settled.setdefault((of_stamp, of_site), kind)
        elif kind == "do" and settled.get((stamp, site)) != "undo":
            return None if words == FOUNDING else Step(stamp, site, words, about)
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
    step = next_undo(practice.db)
    if step is None:
        raise errors.NothingToUndo("There is nothing to undo.")
    return _revert(practice, "undo", step, (step.stamp, step.site))


def redo(practice: Practice) -> Undone:
    """Do again what was undone last. Raises NothingToUndo."""
    step = next_redo(practice.db)
    if step is None:
        raise errors.NothingToUndo("There is nothing to redo.")
    # What is reverted is the undo itself: its changes hold the values to bring back.
    source = practice.db.execute(
        "SELECT max(stamp), site FROM action WHERE kind = 'undo' AND of_stamp = ? AND of_site = ?"
        " AND site = (SELECT site FROM local)",
        (step.stamp, step.site),
    ).fetchone()
    return _revert(practice, "redo", step, source)


def _revert(practice: Practice, kind: str, step: Step, source: tuple[int, int]) -> Undone:
    """Write the inverse of the action `source` as a new action; a value changed since is left alone."""
    left = 0
    with practice.raw_action(step.words, about=step.about, kind=kind, of=(step.stamp, step.site)) as db:
        db.execute("PRAGMA defer_foreign_keys = ON")
        changes = db.execute(
            "SELECT tbl, row, col, before, after FROM change WHERE stamp = ? AND site = ?", source
        ).fetchall()
        by_row: dict[tuple[str, str], dict[str, object]] = {}
        for table, row, column, before, after in changes:
            mine = db.execute(
                f'SELECT 1 FROM "{table}" WHERE id = ? AND "{column}" IS ?', (row, after)
            ).fetchone()
            if mine:
                by_row.setdefault((table, row), {})[column] = before
            else:
                left += 1
        births = db.execute(
            "SELECT tbl, row FROM cell WHERE stamp = ? AND site = ? AND col = ''", source
        ).fetchall()
        binned_at = practice.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for table, row in births:
            by_row.setdefault((table, row), {})["deleted_at"] = binned_at
        # Bins first: a live row may stand in the way of one that comes back under the same natural key.
        for (table, row), values in sorted(by_row.items(), key=lambda item: item[1].get("deleted_at") is None):
            sets = ", ".join(f'"{column}" = ?' for column in values)
            db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row))
    return Undone(step.words, step.about, left)


def when(step: Step) -> datetime:
    """Return the moment of a step, in UTC."""
    return datetime.fromtimestamp((step.stamp >> 16) / 1000, UTC)
