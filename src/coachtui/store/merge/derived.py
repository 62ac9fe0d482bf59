"""Keeps the columns that follow from others in step with them: each side's may come from another action.

One device writes "ACME" for "Acme", which is found under the same folded name; the other one renames it to "Bolt":
then the later name must not keep the folded one of the other.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coachtui.domain.wall_time import to_utc
from coachtui.domain.words import folded
from coachtui.store.driver import Connection
from coachtui.store.merge.cells import DERIVED
from coachtui.store.merge.rows import loosen
from coachtui.store.merge.shape import Shape, quoted

_MIXED = """
SELECT DISTINCT c.row FROM cell c WHERE c.won AND c.tbl = ? AND c.col IN ({columns}) AND EXISTS (
    SELECT 1 FROM main.change ch JOIN outgoing o ON o.n = ch.action
    WHERE ch.record = c.mine AND ch.col IN ({columns}))
"""


class Stale(NamedTuple):
    """A derived column of a row that both sides have written in."""

    table: str
    row: str
    column: str


def find(db: Connection, shape: Shape) -> list[Stale]:
    """Return what may no longer follow from the rest of its row, once their values are in."""
    return [
        Stale(table.name, row, column)
        for table in shape.values()
        for column, sources in DERIVED.items()
        if column in table.columns
        for (row,) in db.execute(
            _MIXED.format(columns=", ".join(f"'{c}'" for c in (column, *sources))), (table.name,)
        ).fetchall()
    ]


def wrong(db: Connection, stale: list[Stale]) -> list[tuple[Stale, str]]:
    """Return those that indeed do not follow from the rest of their row, and what they should be."""
    found = []
    for one in stale:
        sources = DERIVED[one.column]
        columns = quoted([one.column, *sources])
        held = db.execute(f'SELECT {columns} FROM main."{one.table}" WHERE id = ?', (one.row,)).fetchone()
        should = _from(one.column, held[1:]) if held else None
        if should is not None and should != held[0]:
            found.append((one, should))
    return found


def write(db: Connection, shape: Shape, stale: Stale, should: str, loosened: set[str]) -> None:
    """Within our own action: set a derived column right; where that collides, the rows settle it afterwards."""
    setting = f'UPDATE OR IGNORE main."{stale.table}" SET "{stale.column}" = ? WHERE id = ?'
    if not db.execute(setting, (should, stale.row)).rowcount:
        loosen(db, shape[stale.table], loosened)
        db.execute(setting, (should, stale.row))


def _from(column: str, sources: tuple[str, ...]) -> str | None:
    """Return what follows from the values; None when that can't be told, as in a time zone that is not known here."""
    if column == "folded":
        return folded(sources[0])
    try:
        return f"{to_utc(datetime.fromisoformat(sources[0]), sources[1]):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError, KeyError):
        return None
