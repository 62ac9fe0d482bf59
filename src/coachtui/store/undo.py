"""Undo and redo by action, across restarts and merges, from the change log alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from coachtui.domain.record_words import field
from coachtui.domain.undone import Left, Undone
from coachtui.store import changelog, driver, errors, own_sites
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.own_sites import Own
from coachtui.store.practice import Practice
from coachtui.store.reads import record_words
from coachtui.store.undo_inverse import Kept, Key, Values, inverse

FOUNDING = "began the practice"
LISTED = 50
"""How many records that an undo left are named."""

_PURGED = "SELECT 1 FROM tombstone JOIN action ON n = action WHERE stamp = ? AND site = ?"


class Step(NamedTuple):
    """An action that can be taken back or done again."""

    stamp: int
    site: int
    words: str
    about: str | None


def steps(practice: Practice) -> tuple[Step | None, Step | None]:
    """Return what can be undone and done again on this device."""
    own = own_sites.of(practice)
    return next_undo(practice.db, own), next_redo(practice.db, own)


def next_undo(db: Connection, own: Own | None = None) -> Step | None:
    """Return the latest action of this device that still stands, or None; what was purged can't be taken back.

    Without `own` only what was done under the file's present site is the device's. Merges are never taken back.
    """
    settled: dict[tuple[int, int], str] = {}
    for stamp, site, kind, words, about, of_stamp, of_site in _walk(db, own):
        if kind in ("undo", "redo"):
            settled.setdefault((of_stamp, of_site), kind)
        elif kind == "do" and settled.get((stamp, site)) != "undo":
            if words == FOUNDING:
                return None
            if not db.execute(_PURGED, (stamp, site)).fetchone():
                return Step(stamp, site, words, about)
    return None


def next_redo(db: Connection, own: Own | None = None) -> Step | None:
    """Return the action that was undone last, unless something new was done since."""
    settled: set[tuple[int, int]] = set()
    for _, _, kind, words, about, of_stamp, of_site in _walk(db, own):
        if kind == "do":
            return None
        of = (of_stamp, of_site)
        if kind == "undo" and of not in settled:
            return Step(*of, words, about)
        settled.add(of)
    return None


def _walk(db: Connection, own: Own | None) -> Iterator[tuple[Any, ...]]:
    """Yield this device's actions, the latest first."""
    own = own or own_sites.own(db)
    rows = db.execute(
        "SELECT stamp, site, kind, words, about, of_stamp, of_site FROM action"
        " WHERE site IN (SELECT value FROM json_each(?)) ORDER BY stamp DESC, site DESC",
        (json.dumps([own.site, *own.former]),),
    )
    return (row for row in rows if own.has(row[0], row[1]))


def undo(practice: Practice) -> Undone:
    """Take the latest standing action back. Raises NothingToUndo."""
    with practice.transaction() as db:
        own = own_sites.of(practice)
        step = next_undo(db, own)
        if step is None:
            raise errors.NothingToUndo("There is nothing to undo.")
        return _revert(practice, db, own, "undo", step, (step.stamp, step.site))


def redo(practice: Practice) -> Undone:
    """Do again what was undone last. Raises NothingToUndo."""
    with practice.transaction() as db:
        own = own_sites.of(practice)
        step = next_redo(db, own)
        if step is None:
            raise errors.NothingToUndo("There is nothing to redo.")
        # What is reverted is the undo itself: its changes hold the values to bring back.
        source = next(row[:2] for row in _walk(db, own) if row[2] == "undo" and row[5:] == (step.stamp, step.site))
        return _revert(practice, db, own, "redo", step, source)


def _revert(practice: Practice, db: Connection, own: Own, kind: str, step: Step, source: tuple[int, int]) -> Undone:
    """Write the inverse of the action `source` as a new action; what others have changed since is left alone.

    Which step it is was decided in the same transaction, so no other program can have taken it back meanwhile.
    """
    changelog.begin(db, step.words, practice.clock(), about=step.about, kind=kind, of=(step.stamp, step.site))
    now = f"{practice.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    rows, kept = inverse(db, own, source, now)
    refused = {key: values for key, values in rows.items() if not _is_written(db, key, values)}
    kept += _write_stepping_aside(db, refused, now)
    changelog.end(db)
    return Undone(step.words, step.about, len(kept), _named(db, kept))


def _named(db: Connection, kept: list[Kept]) -> tuple[Left, ...]:
    """Return what was left in words, one for each record and reason."""
    fields: dict[tuple[Key, str], list[str]] = {}
    for key, column, why in kept:
        some = fields.setdefault((key, why), [])
        # Whether it lies in the bin is about the record as a whole.
        if column and column != "deleted_at":
            some.append(field(key[0], column))
    told = [*fields.items()][:LISTED]
    records = record_words.words(db, {key for (key, _), _ in told})
    return tuple(Left(records[key].what, tuple(dict.fromkeys(some)), why) for (key, why), some in told)


def _write_stepping_aside(db: Connection, rows: dict[Key, Values], now: str) -> list[Kept]:
    """Write rows that hold each other's unique keys: all step aside into the bin first.

    Returns what can't be written even so, since a row outside these holds the key, or the rest of the row was changed
    and would no longer hold together.
    """
    left: list[Kept] = []
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
            left += [Kept(key, column, "something else has its place, or changed with it") for column in rows[key]]
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
