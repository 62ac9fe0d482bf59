"""Values that lost a merge: which are open, both versions of one, and which records on a screen have some."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from coachtui.domain.conflicts import PREVIEW, TEXTS, ConflictKind, ConflictLine, Resolution, Versions
from coachtui.domain.record_words import RecordWords, field, noun, title
from coachtui.store import errors
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.reads.facts import here
from coachtui.store.reads.record_words import Pair, links, values, words

UNKNOWN = "another device"
"""A device that told no name."""
_DEPTH = 6
"""How far a record can lie below its engagement."""

_SAID = frozenset({"commitment", "expectation", "meeting_outcome"})
"""Tables whose records are called by their text."""
_FIELDS = (ConflictKind.EDIT, ConflictKind.UNIQUE)
_UNTOLD = frozenset({"id", "deleted_at", "folded", "starts_utc", "position", "engagement_id"})
"""Columns that say nothing about a record, or what stands beside it anyhow."""

_COLUMNS = """
SELECT c.id, c.kind, c.table_name AS tbl, c.row_id AS row, c.column_name AS col,
    CASE json_type(c.lost) WHEN 'object' THEN NULL WHEN 'text' THEN substr(json_extract(c.lost, '$'), 1, :most)
        ELSE json_extract(c.lost, '$') END AS lost,
    c.lost_stamp, c.lost_site, c.kept_stamp, c.kept_site, c.resolution,
    l.name AS lost_name, k.name AS kept_name, (SELECT site FROM local) AS own
FROM conflict c LEFT JOIN device l ON l.site = c.lost_site LEFT JOIN device k ON k.site = c.kept_site
"""
_IS_OPEN = "c.resolution IS NULL AND c.deleted_at IS NULL"
_OPEN = f"{_COLUMNS} WHERE {_IS_OPEN} ORDER BY c.lost_stamp DESC, c.id LIMIT :limit"
_SETTLED = f"""
{_COLUMNS} WHERE c.resolution IS NOT NULL AND c.deleted_at IS NULL ORDER BY c.resolved_at DESC, c.id LIMIT :limit
"""
_ONE = f"{_COLUMNS} WHERE c.id = :id AND c.deleted_at IS NULL"
_EDITED_SINCE = """
SELECT c.id FROM conflict c JOIN edit e ON e.row = c.row_id AND e.tbl = c.table_name AND e.col = c.column_name
    AND e.stamp > max(c.kept_stamp, c.lost_stamp) JOIN action a ON a.n = e.action AND a.kind <> 'merge'
WHERE c.id IN (SELECT value FROM json_each(?)) GROUP BY c.id
"""
_AS_KEPT = """
SELECT 1 FROM edit e JOIN "{table}" t ON t.id = e.row AND t."{column}" IS e.after
WHERE e.row = ? AND e.tbl = '{table}' AND e.col = '{column}' AND e.stamp = ? AND e.site = ?
"""
_SETTLING = """
SELECT e.row, a.words, d.name, max(e.stamp) FROM edit e JOIN action a ON a.n = e.action
    LEFT JOIN device d ON d.site = e.site
WHERE e.tbl = 'conflict' AND e.col = 'resolution' AND e.row IN (SELECT value FROM json_each(?)) GROUP BY e.row
"""


class _Row(NamedTuple):
    """A row of the query."""

    id: str
    kind: str
    table: str
    row: str
    column: str
    lost: str | float | None
    lost_stamp: int
    lost_site: int
    kept_stamp: int
    kept_site: int
    resolution: str | None
    lost_name: str | None
    kept_name: str | None
    own: int


def open_conflicts(db: Connection, now: datetime, limit: int = 200) -> list[ConflictLine]:
    """Return the latest conflicts about which nothing was chosen yet, by client and record."""
    return _told(db, now, map(_Row._make, db.execute(_OPEN, {"most": PREVIEW, "limit": limit})))


def settled(db: Connection, now: datetime, limit: int = 200) -> list[ConflictLine]:
    """Return the conflicts that were settled last, by client and record."""
    return _told(db, now, map(_Row._make, db.execute(_SETTLED, {"most": PREVIEW, "limit": limit})))


def count(db: Connection) -> int:
    """Return how many conflicts are open."""
    (found,) = db.execute(f"SELECT count(*) FROM conflict c WHERE {_IS_OPEN}").fetchone()
    return int(found)


def line(db: Connection, conflict_id: str, now: datetime) -> ConflictLine:
    """Return one conflict, open or settled. Raises NotFound."""
    found = _told(db, now, map(_Row._make, db.execute(_ONE, {"most": PREVIEW, "id": conflict_id})))
    if not found:
        raise errors.NotFound("That conflict is not there any more.")
    return found[0]


def versions(db: Connection, conflict_id: str, now: datetime) -> Versions:
    """Return both versions of a conflict in whole. Raises NotFound."""
    found = line(db, conflict_id, now)
    today = here(db, now).today
    if found.in_bin:
        lost, kept = _against_the_bin(db, found, today)
    elif found.kind in (ConflictKind.PURGED, ConflictKind.ORPHAN):
        content = lost_content(db, conflict_id)
        lost, kept = _content(db, found.table, content, today), ""
    else:
        both = lost_value(db, conflict_id), standing(db, found.table, found.row, found.column)
        lost, kept = (_in_words(db, found, value, today) for value in both)
    return Versions(found, *((kept, lost) if found.kept_is_mine else (lost, kept)))


def standing(db: Connection, table: str, row: str, column: str) -> Any:
    """Return what a field holds now; None where the record is gone."""
    held = db.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
    return held[0] if held else None


def lost_value(db: Connection, conflict_id: str) -> Any:
    """Return what a conflict keeps: a value, or the columns of a record that is gone."""
    (held,) = db.execute("SELECT lost FROM conflict WHERE id = ?", (conflict_id,)).fetchone()
    return json.loads(held or "null")


def lost_content(db: Connection, conflict_id: str) -> dict[str, Any]:
    """Return the columns of a record that is gone, as a conflict keeps them."""
    content = lost_value(db, conflict_id)
    return content if isinstance(content, dict) else {}


def marked(db: Connection) -> frozenset[str]:
    """Return the ids of all records with an open conflict, and of all records that these are parts of.

    An id is unique over all tables, and a text of its own table has the id of what it belongs to.
    """
    asked = f"SELECT c.table_name, c.row_id FROM conflict c WHERE {_IS_OPEN} LIMIT 2000"
    rows: dict[str, set[str]] = {}
    for table, row in db.execute(asked):
        rows.setdefault(table, set()).add(row)
    found: set[str] = set()
    for _ in range(_DEPTH):
        found |= {row for some in rows.values() for row in some}
        rows = _above(db, rows)
    return frozenset(found)


def of_records(db: Connection, table: str, rows: Iterable[str]) -> set[str]:
    """Return those of these records that have an open conflict themselves."""
    return {
        row
        for (row,) in db.execute(
            f"SELECT c.row_id FROM conflict c WHERE {_IS_OPEN} AND c.table_name = ? "
            "AND c.row_id IN (SELECT value FROM json_each(?)) LIMIT 2000",
            (table, json.dumps([*rows])),
        )
    }


def whose(db: Connection, table: str, content: Mapping[str, Any], stamp: int, site: int) -> RecordWords:
    """Return a record that is gone in words, by what is known of it: its columns, or the action that wrote it last."""
    above: list[Pair] = [(to, str(content[column])) for column, to in links(db, table).items() if content.get(column)]
    about = db.execute("SELECT about FROM action WHERE stamp = ? AND site = ?", (stamp, site)).fetchone()
    if about and about[0]:
        above.append(("engagement", about[0]))
    known = [one for one in words(db, above).values() if not one.gone]
    under = next((one for one in known if one.engagement_id), known[0] if known else None)
    titles = ("title", "name", "word", "wording", *(("body",) if table in _SAID else ()))
    named = next((str(content[name]) for name in titles if content.get(name)), "")
    bare = f"{noun(table)} {title(named)}".rstrip()
    client = under.client if under else ""
    what = f"{bare}, {client}" if client else bare
    return RecordWords(what, under.engagement_id if under else None, client, bare, gone=True)


def _above(db: Connection, rows: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the records that these are parts of."""
    found: dict[str, set[str]] = {}
    for table, some in rows.items():
        listed = json.dumps([*some])
        keys = db.execute("SELECT * FROM pragma_foreign_key_list(?, 'main')", (table,))
        for *_, to, column, _, _, on_delete, _ in keys.fetchall():
            if on_delete == "CASCADE":
                held = f'SELECT "{column}" FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
                found.setdefault(to, set()).update(row for (row,) in db.execute(held, (listed,)))
    return found


def _told(db: Connection, now: datetime, rows: Iterable[_Row]) -> list[ConflictLine]:
    found = [*rows]
    if not found:
        return []
    listed = json.dumps([one.id for one in found])
    said = words(db, {(one.table, one.row) for one in found}, today=here(db, now).today)
    edited = {row for (row,) in db.execute(_EDITED_SINCE, (listed,))}
    # An edit that was taken back since is none.
    edited -= {one.id for one in found if one.id in edited and _stands_as_kept(db, one)}
    how = {row: (action, device) for row, action, device, _ in db.execute(_SETTLING, (listed,))}
    held = _standing(db, found)
    told = [
        _line(db, one, said[one.table, one.row], held.get(one.id), one.id in edited, how.get(one.id)) for one in found
    ]
    return sorted(told, key=lambda one: (not one.client, one.client.casefold(), one.bare, one.field, one.id))


def _stands_as_kept(db: Connection, one: _Row) -> bool:
    stamp = (one.row, one.kept_stamp, one.kept_site)
    return db.execute(_AS_KEPT.format(table=one.table, column=one.column), stamp).fetchone() is not None


def _line(
    db: Connection, one: _Row, said: RecordWords, held: Any, edited: bool, how: tuple[str, str] | None
) -> ConflictLine:
    if said.gone:
        said = whose(db, one.table, lost_content(db, one.id), one.lost_stamp, one.lost_site)
    kind = ConflictKind(one.kind)
    lost_is_mine = one.lost_site == one.own
    lost, kept = (one.lost, one.lost_name or UNKNOWN), (held, one.kept_name or UNKNOWN)
    (mine, mine_device), (theirs, theirs_device) = (lost, kept) if lost_is_mine else (kept, lost)
    in_bin = kind is ConflictKind.BINNED or one.column == "deleted_at"
    came_back = in_bin and not said.binned
    return ConflictLine(
        one.id, kind, one.table, one.row, one.column, said.what, said.bare,
        field(one.table, one.column) if one.column else "", said.engagement_id, said.client, mine, theirs,
        mine_device, theirs_device, not lost_is_mine, one.own in (one.lost_site, one.kept_site),
        moment(one.lost_stamp), moment(one.kept_stamp),
        came_back or (edited and not in_bin),
        Resolution(one.resolution) if one.resolution else None,
        f"{how[0]} ({how[1] or UNKNOWN})" if how else "",
    )  # fmt: skip


def _standing(db: Connection, rows: Iterable[_Row]) -> dict[str, Any]:
    """Return what stands in the fields of these conflicts, the beginning of a long text, by conflict."""
    fields: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one in rows:
        if one.column and one.kind in _FIELDS:
            fields.setdefault((one.table, one.column), {}).setdefault(one.row, []).append(one.id)
    found: dict[str, Any] = {}
    for (table, column), ids in fields.items():
        held = db.execute(
            f"""SELECT id, CASE typeof("{column}") WHEN 'text' THEN substr("{column}", 1, ?) ELSE "{column}" END """
            f'FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
            (PREVIEW, json.dumps([*ids])),
        )
        found.update({conflict: value for row, value in held for conflict in ids[row]})
    return found


def _in_words(db: Connection, found: ConflictLine, value: Any, today: date) -> str:
    if found.column in TEXTS or (isinstance(value, str) and found.column in ("title", "name", "word", "wording")):
        return str(value or "")
    return next(iter(values(db, [(found.table, found.column, value)], today=today).values()))


def _against_the_bin(db: Connection, found: ConflictLine, today: date) -> tuple[str, str]:
    """Return what each side of an edit against the bin did: the fields as they were written, or the action's words."""
    stamps = db.execute(
        "SELECT lost_stamp, lost_site, kept_stamp, kept_site FROM conflict WHERE id = ?", (found.id,)
    ).fetchone()
    told = []
    for stamp in (stamps[:2], stamps[2:]):
        edits = db.execute(
            "SELECT col, after FROM edit WHERE tbl = ? AND row = ? AND stamp = ? AND site = ? ORDER BY col",
            (found.table, found.row, *stamp),
        ).fetchall()
        done = db.execute("SELECT words FROM action WHERE stamp = ? AND site = ?", stamp).fetchone()
        content = {column: after for column, after in edits if column != "deleted_at"}
        told.append(_content(db, found.table, content, today) or (done[0] if done else ""))
    return told[0], told[1]


def _content(db: Connection, table: str, content: Mapping[str, Any], today: date) -> str:
    """Return columns as lines, a text in whole under its name."""
    cells = {column: (table, column, value) for column, value in content.items()}
    said = values(db, cells.values(), today=today)
    lines = []
    for column, cell in cells.items():
        if cell[2] in (None, "") or column in _UNTOLD:
            continue
        text = column in TEXTS and len(str(cell[2])) > len(said[cell]) - 1
        lines.append(f"{field(table, column)}:{chr(10)}{cell[2]}" if text else f"{field(table, column)}: {said[cell]}")
    return "\n".join(lines)
