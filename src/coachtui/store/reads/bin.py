"""What lies in the bin: which records, since when, by which action, and what went with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from coachtui.domain.conflicts import TEXTS, BinLine
from coachtui.domain.record_words import RecordWords, counted
from coachtui.domain.words import folded
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.reads.facts import here
from coachtui.store.reads.record_words import WAYS, Pair, words

CANDIDATES = 5_000
"""The latest records in the bin that are looked through for words."""
UNTOLD = frozenset(
    {
        "agreement_grant", "attendance", "conflict", "goal_competency", "practice", "template_goal_competency",
        "template_grant",
    }
)  # fmt: skip
"""Tables of links between records, which come and go with the forms of these."""
_ORIGINS = {"undo": "took back: ", "redo": "did again: "}

_BINNED = " UNION ALL ".join(
    f"""SELECT '{table}', id, deleted_at AS at FROM "{table}" WHERE deleted_at IS NOT NULL"""
    for table in WAYS
    if table not in UNTOLD
)
_HOW = """
SELECT e.tbl, e.row, max(e.stamp), coalesce(d.name, ''), a.kind, a.words FROM edit e
JOIN action a ON a.n = e.action LEFT JOIN device d ON d.site = e.site
WHERE e.col = 'deleted_at' AND e.row IN (SELECT value FROM json_each(?)) GROUP BY e.tbl, e.row
"""
_PARTS = """
SELECT m.name, f."from", f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name, 'main') f
WHERE m.type = 'table' AND f.on_delete = 'CASCADE'
"""


def binned(db: Connection, now: datetime, limit: int = 500, typed: str = "") -> list[BinLine]:
    """Return what lies in the bin, the latest first; with `typed` words, what holds them all."""
    rows = db.execute(f"SELECT * FROM ({_BINNED}) ORDER BY at DESC, id LIMIT ?", (CANDIDATES if typed else limit,))
    at = {(table, row): datetime.fromisoformat(moment) for table, row, moment in rows}
    said = words(db, at, today=here(db, now).today)
    how = _how(db, at)
    sought = folded(typed).split()
    kept = [
        pair for pair in at
        if all(word in folded(f"{said[pair].what} {how.get(pair, _UNKNOWN)[2]}") for word in sought)
    ][:limit]  # fmt: skip
    along = _along(db, kept)
    return [_line(pair, at[pair], said[pair], how.get(pair, _UNKNOWN), along.get(pair, "")) for pair in kept]


def count(db: Connection) -> int:
    """Return how many records lie in the bin."""
    (found,) = db.execute(f"SELECT count(*) FROM ({_BINNED})").fetchone()
    return int(found)


_How = tuple[datetime | None, str, str]
"""When, on which device, by which action."""
_UNKNOWN: _How = (None, "", "")


def _line(pair: Pair, at: datetime, said: RecordWords, how: _How, along: str) -> BinLine:
    return BinLine(*pair, said.what, said.client, said.engagement_id, how[0] or at, how[1], how[2], along)


def _how(db: Connection, pairs: Iterable[Pair]) -> dict[Pair, _How]:
    listed = json.dumps([row for _, row in pairs])
    return {
        (table, row): (moment(stamp), device, f"{_ORIGINS.get(kind, '')}{action}")
        for table, row, stamp, device, kind, action in db.execute(_HOW, (listed,))
    }


def _along(db: Connection, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Return what is under these records and went with them, in words."""
    rows: dict[str, list[str]] = {}
    for table, row in pairs:
        rows.setdefault(table, []).append(row)
    found: dict[Pair, dict[str, int]] = {}
    for part, column, table in db.execute(_PARTS).fetchall():
        if table not in rows or part in UNTOLD:
            continue
        # A text of its own that is empty is nothing to tell.
        texts = [name for _, name, *_ in db.execute("SELECT * FROM pragma_table_info(?)", (part,)) if name in TEXTS]
        filled = f"AND length({' || '.join(texts)}) > 0" if column == "id" and texts else ""
        counts = db.execute(
            f'SELECT "{column}", count(*) FROM "{part}" WHERE deleted_at IS NULL '
            f'AND "{column}" IN (SELECT value FROM json_each(?)) {filled} GROUP BY 1',
            (json.dumps(rows[table]),),
        )
        for row, number in counts:
            found.setdefault((table, row), {})[part] = number
    return {pair: _counted(parts) for pair, parts in found.items()}


def _counted(parts: Mapping[str, int]) -> str:
    return ", ".join(counted(part, number) for part, number in sorted(parts.items(), key=lambda one: -one[1]))
