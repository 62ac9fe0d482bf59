"""Settles what may not be twice: of live rows with the same unique key the one that was born last yields.

A text gets a number behind it, a number of a list becomes the next free one; where the key is made of other things the
later row goes to the bin. What yielded is told as a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from coachtui.domain.words import folded
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.merge.cells import KEY
from coachtui.store.merge.shape import Shape, Table, Unique
from coachtui.store.reads import engagement

TEXTS = {"folded": "name", "name": "name", "word": "word", "code": "code"}
"""Columns of a key that can yield as texts, and the column that says the same on the screens."""
COUNTS = ("number", "position")
"""Columns of a key that only count, and can yield to the next free number."""
LONGEST = 1_000_000
"""Characters that a text may have."""

_TWICE = """
SELECT {columns} FROM main."{table}" WHERE deleted_at IS NULL AND {filled} GROUP BY {columns} HAVING count(*) > 1
"""
_RIVALS = f"""
SELECT t.id, {KEY.format("a")} AS birth, ({{last}}) FROM main."{{table}}" t
JOIN main.record r ON r.row = t.id AND r.tbl = '{{table}}' JOIN main.action a ON a.n = r.born
WHERE t.deleted_at IS NULL AND {{same}} ORDER BY birth, t.id
"""
_LAST = f"""
SELECT max({KEY.format("k")}) FROM main.action k WHERE k.kind <> 'merge' AND k.n IN (
    SELECT r.born UNION ALL SELECT action FROM main.change WHERE record = r.n AND col = '{{column}}')
"""


def settle(db: Connection, shape: Shape, loosened: set[str]) -> None:
    """Within our own action: let rows yield until no two of a table have the same key."""
    for name in sorted(loosened):
        table = shape[name]
        while sum(_yielded(db, table, unique) for unique in table.uniques):
            pass


def tighten(db: Connection, shape: Shape, loosened: set[str]) -> None:
    """Make the unique indexes anew that were dropped."""
    for name in sorted(loosened):
        for unique in shape[name].uniques:
            db.execute(unique.sql)


def are_there(db: Connection, shape: Shape, loosened: set[str]) -> bool:
    """Tell whether live rows have the same unique key."""
    return any(
        db.execute(_twice(shape[name], unique)).fetchone() is not None
        for name in loosened
        for unique in shape[name].uniques
    )


def _twice(table: Table, unique: Unique) -> str:
    columns = ", ".join(f'"{c}"' for c in unique.columns)
    filled = " AND ".join(f'"{c}" IS NOT NULL' for c in unique.columns)
    return _TWICE.format(table=table.name, columns=columns, filled=filled)


def _yielded(db: Connection, table: Table, unique: Unique) -> bool:
    """Let all but the first-born of each key yield; tell whether there were any."""
    found = db.execute(_twice(table, unique)).fetchall()
    said = next((TEXTS[c] for c in unique.columns if c in TEXTS), None)
    column = said or next((c for c in unique.columns if c in COUNTS), "deleted_at")
    same = " AND ".join(f't."{c}" = ?' for c in unique.columns)
    rivals = _RIVALS.format(table=table.name, same=same, last=_LAST.format(column=column))
    for values in found:
        (_, _, kept), *later = db.execute(rivals, values).fetchall()
        for row, _, last in later:
            db.execute(
                f"INSERT INTO lost SELECT 'unique', ?, id, ?, json_quote(\"{column}\"), ?, ? "
                f'FROM main."{table.name}" WHERE id = ?',
                (table.name, column, last, kept, row),
            )
            _yield(db, table, unique, column, row)
    return bool(found)


def _yield(db: Connection, table: Table, unique: Unique, column: str, row: str) -> None:
    """Give a row the first free value of its key, or put it into the bin."""
    if column == "deleted_at":
        (latest,) = db.execute(
            "SELECT max(key) FROM (SELECT max(key) AS key FROM incoming UNION ALL SELECT max(key) FROM outgoing)"
        ).fetchone()
        at = f"{moment(int(latest[:16], 16)):%Y-%m-%dT%H:%M:%SZ}"  # the same moment on every device
        db.execute(f'UPDATE main."{table.name}" SET deleted_at = ? WHERE id = ?', (at, row))
        return
    (held,) = db.execute(f'SELECT "{column}" FROM main."{table.name}" WHERE id = ?', (row,)).fetchone()
    others = "".join(f' AND t."{c}" IS m."{c}"' for c in unique.columns if TEXTS.get(c, c) != column)
    taken = (
        f'SELECT 1 FROM main."{table.name}" m JOIN main."{table.name}" t ON t.deleted_at IS NULL{others} '
        f'AND t."{{}}" = ? WHERE m.id = ?'
    )
    for value in _candidates(db, column, held):
        written = {column: value}
        if "folded" in table.columns:
            written["folded"] = folded(str(value))
        key = "folded" if "folded" in unique.columns else column
        if db.execute(taken.format(key), (written[key], row)).fetchone() is None:
            columns = ", ".join(f'"{c}" = ?' for c in written)
            db.execute(f'UPDATE main."{table.name}" SET {columns} WHERE id = ?', (*written.values(), row))
            return


def _candidates(db: Connection, column: str, held: str | int) -> Iterator[str | int]:
    """Return what to try, best first: "Northwind (2)", the code after the last one, the next number."""
    if isinstance(held, int):
        yield from count(held + 1)
    elif column == "code":
        yield from map(engagement.code, count(engagement.last_number(db) + 1))
    else:
        bare = re.sub(r" \(\d{1,9}\)$", "", held)
        for number in count(2):
            suffix = f" ({number})"
            yield f"{bare[: LONGEST - len(suffix)]}{suffix}"
