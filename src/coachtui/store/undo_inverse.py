"""What takes an action back, and what of it is no longer this device's to take back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coachtui.store.driver import Connection
from coachtui.store.own_sites import Own

Key = tuple[str, str]
"""Table and row."""
Values = dict[str, object]
"""Values by column."""

_CHANGES = """
SELECT record.n, tbl, row, col, before, after FROM change JOIN record ON record.n = change.record
WHERE change.action = ? AND col <> ''
"""
_BIRTHS = """
SELECT n, tbl, row FROM record WHERE born = :action
UNION ALL
SELECT record.n, tbl, row FROM change JOIN record ON record.n = change.record WHERE col = '' AND change.action = :action
"""
_LATER = """
SELECT stamp, site, kind FROM change JOIN action ON action.n = change.action
WHERE record = ? AND col = ? AND (stamp, site) > (?, ?) ORDER BY stamp DESC, site DESC
"""
_EDITED_LATER = """
SELECT stamp, site, kind FROM change JOIN action ON action.n = change.action
WHERE record = ? AND col <> '' AND (stamp, site) > (?, ?) ORDER BY stamp DESC, site DESC
"""
_BORN = """
SELECT stamp, site FROM record JOIN action ON action.n = born WHERE record.n = :record
UNION ALL
SELECT stamp, site FROM change JOIN action ON action.n = change.action WHERE record = :record AND col = ''
"""


class Kept(NamedTuple):
    """Something that is left as it is: a field of a row, or the row itself if `column` is empty, and why."""

    key: Key
    column: str
    why: str


class Link(NamedTuple):
    """A column of `table` that points at rows of `target`; `part` if the row is purged with its target."""

    table: str
    column: str
    target: str
    part: bool


class Inverse(NamedTuple):
    """The values that take an action back, by row, and what is left."""

    rows: dict[Key, Values]
    kept: list[Kept]


class _Source(NamedTuple):
    action: int
    stamp: int
    site: int


def inverse(db: Connection, own: Own, source: tuple[int, int], now: str) -> Inverse:
    """Return what takes the action (stamp, site) back; `now` is the moment, in UTC, at which rows go into the bin.

    A value that another device has written since is left, and so is one that isn't any more what the action made it.
    A row that the action made is left when another device has changed it, made it too, or made rows that rest on it;
    then its parts stay with it, and whatever it rests on.
    """
    found = db.execute("SELECT n, stamp, site FROM action WHERE stamp = ? AND site = ?", source).fetchone()
    if found is None:
        return Inverse({}, [])
    of = _Source(*found)
    rows, kept = _edits(db, own, of)
    births = {(table, row): record for record, table, row in db.execute(_BIRTHS, {"action": of.action}).fetchall()}
    links = _links(db) if births else []
    reasons = {key: why for key, record in births.items() if (why := _held(db, own, of, key, record, links))}
    staying = _with_what_belongs(db, set(reasons), set(births), links)
    for key in births:
        if key in staying:
            rows.pop(key, None)
        elif db.execute(f'SELECT 1 FROM "{key[0]}" WHERE id = ? AND deleted_at IS NULL', key[1:]).fetchone():
            rows.setdefault(key, {})["deleted_at"] = now
        else:
            rows.pop(key, None)
    kept = [one for one in kept if one.key not in reasons]
    return Inverse(rows, kept + [Kept(key, "", why) for key, why in reasons.items()])


def _edits(db: Connection, own: Own, of: _Source) -> tuple[dict[Key, Values], list[Kept]]:
    rows: dict[Key, Values] = {}
    kept: list[Kept] = []
    for record, table, row, column, before, after in db.execute(_CHANGES, (of.action,)).fetchall():
        later = db.execute(_LATER, (record, column, of.stamp, of.site)).fetchall()
        others = [one for one in later if not own.has(*one[:2])]
        stands = db.execute(f'SELECT 1 FROM "{table}" WHERE id = ? AND "{column}" IS ?', (row, after)).fetchone()
        if stands and not others:
            rows.setdefault((table, row), {})[column] = before
        else:
            kept.append(Kept((table, row), column, _changed(db, own, (*others, *later))))
    return rows, kept


def _held(db: Connection, own: Own, of: _Source, key: Key, record: int, links: Iterable[Link]) -> str:
    """Return why a row that the action made has to stay; empty if it hasn't."""
    edited = db.execute(_EDITED_LATER, (record, of.stamp, of.site)).fetchall()
    if others := [one for one in edited if not own.has(*one[:2])]:
        return _changed(db, own, others)
    for stamp, site in db.execute(_BORN, {"record": record}).fetchall():
        if not own.has(stamp, site):
            return f"made on {device(db, site)} too"
    for link in links:
        if link.target == key[0]:
            resting = db.execute(
                f'SELECT stamp, site FROM "{link.table}" t JOIN birth ON tbl = ? AND row = t.id'
                f' WHERE t."{link.column}" = ? AND t.deleted_at IS NULL',
                (link.table, key[1]),
            )
            for stamp, site in resting:
                if not own.has(stamp, site):
                    return f"in use on {device(db, site)} since"
    return ""


def _with_what_belongs(db: Connection, held: set[Key], births: set[Key], links: list[Link]) -> set[Key]:
    """Return the rows held with their parts, and then with all that these rest on, as far as the action made it."""

    def reached(start: set[Key], step: Iterator[Key]) -> set[Key]:
        return {key for key in step if key in births} - start

    staying = set(held)
    fresh = staying
    while fresh:
        fresh = reached(staying, _parts(db, fresh, links))
        staying |= fresh
    fresh = staying
    while fresh:
        fresh = reached(staying, _bases(db, fresh, links))
        staying |= fresh
    return staying


def _parts(db: Connection, keys: set[Key], links: list[Link]) -> Iterator[Key]:
    for table, row in keys:
        for link in links:
            if link.part and link.target == table:
                for (part,) in db.execute(f'SELECT id FROM "{link.table}" WHERE "{link.column}" = ?', (row,)):
                    yield link.table, part


def _bases(db: Connection, keys: set[Key], links: list[Link]) -> Iterator[Key]:
    for table, row in keys:
        for link in links:
            if link.table == table:
                (base,) = db.execute(f'SELECT "{link.column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
                yield link.target, base


def _links(db: Connection) -> list[Link]:
    found = db.execute(
        """
        SELECT t.name, f."from", f."table", f.on_delete = 'CASCADE'
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY 1, 2
        """
    )
    return [Link(table, column, target, bool(part)) for table, column, target, part in found]


def _changed(db: Connection, own: Own, later: Iterable[tuple[int, int, str]]) -> str:
    """Return in words by whom something was changed; `later` holds (stamp, site, kind), the one that counts first."""
    for stamp, site, kind in later:
        if not own.has(stamp, site):
            return f"changed on {device(db, site)} since"
        return "changed by a merge since" if kind == "merge" else "changed since"
    return "changed since"


def device(db: Connection, site: int) -> str:
    """Return what the device that writes under a site is called."""
    found = db.execute("SELECT name FROM device WHERE site = ?", (site,)).fetchone()
    return str(found[0]) if found and found[0] else "another device"
