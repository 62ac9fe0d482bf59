"""Brings their rows and values in, while the log's triggers stand still.

A unique index may be in the way, or a rule over several columns whose values come from both sides. Neither stops the
merge: the index is dropped until the rows have settled (`collisions`), and of a torn row one side is taken whole.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from coachtui.store.driver import Connection
from coachtui.store.merge.cells import DERIVED, greatest, unseen
from coachtui.store.merge.shape import Shape, Table, quoted


class Torn(NamedTuple):
    """A row of which one side is taken whole: which side, and the columns that differ, with both values.

    `overruled` are the columns for which the other side's value is the later one.
    """

    table: str
    row: str
    theirs: bool
    values: dict[str, tuple[Any, Any]]
    overruled: frozenset[str]


class Taken(NamedTuple):
    """The tables whose unique indexes were dropped, and the rows that were torn."""

    loosened: set[str]
    torn: list[Torn]


def take(db: Connection, shape: Shape) -> Taken:
    """Bring in what they removed, edited and made, in this order; return what is left to settle."""
    for (table,) in db.execute("SELECT DISTINCT tbl FROM gone").fetchall():
        db.execute(f'DELETE FROM main."{table}" WHERE id IN (SELECT row FROM gone WHERE tbl = ?)', (table,))
    taken = Taken(set(), [])
    for table, columns, count in db.execute("SELECT tbl, cols, count(*) FROM edited GROUP BY 1, 2").fetchall():
        _edit(db, shape[table], columns, count, taken)
    for (table,) in db.execute("SELECT DISTINCT tbl FROM touched WHERE fresh").fetchall():
        _make(db, shape[table], taken)
    return taken


def loosen(db: Connection, table: Table, loosened: set[str]) -> None:
    """Drop the unique indexes of a table until the rows have settled."""
    if table.name not in loosened:
        loosened.add(table.name)
        for unique in table.uniques:
            db.execute(f"DROP INDEX main.{unique.name}")


def _edit(db: Connection, table: Table, listed: str, count: int, taken: Taken) -> None:
    """Take the columns of `listed` from their side in all rows of which exactly these are theirs to give."""
    columns = listed.split()
    values = ", ".join(f'"{column}" = x."{column}"' for column in columns)
    taking = (
        f'UPDATE OR IGNORE main."{table.name}" AS m SET {values} '
        f'FROM edited e CROSS JOIN theirs."{table.name}" x ON x.id = e.row '
        "WHERE m.id = e.row AND e.tbl = ? AND e.cols = ?"
    )
    if db.execute(taking, (table.name, listed)).rowcount == count:
        return
    loosen(db, table, taken.loosened)
    if db.execute(taking, (table.name, listed)).rowcount < count:
        differ = " OR ".join(f'm."{c}" IS NOT x."{c}"' for c in columns)
        torn = db.execute(
            f'SELECT e.row FROM edited e JOIN main."{table.name}" m ON m.id = e.row '
            f'JOIN theirs."{table.name}" x ON x.id = e.row WHERE e.tbl = ? AND e.cols = ? AND ({differ})',
            (table.name, listed),
        )
        taken.torn.extend([_tear(db, table, row) for (row,) in torn.fetchall()])


def _make(db: Connection, table: Table, taken: Taken) -> None:
    making = (
        f'INTO main."{table.name}" ({table.listed}) SELECT {quoted(("id", *table.columns), "x.")} '
        f'FROM touched t CROSS JOIN theirs."{table.name}" x ON x.id = t.row WHERE t.tbl = ? AND t.fresh '
        "AND NOT EXISTS (SELECT 1 FROM main.tombstone d WHERE d.tbl = t.tbl AND d.row = t.row)"
    )
    (count,) = db.execute(f"SELECT count(*) {making[making.index('FROM touched') :]}", (table.name,)).fetchone()
    made = db.execute(f"INSERT OR IGNORE {making}", (table.name,)).rowcount
    if made < count:
        loosen(db, table, taken.loosened)
        db.execute(
            f'INSERT {making} AND NOT EXISTS (SELECT 1 FROM main."{table.name}" m WHERE m.id = x.id)', (table.name,)
        )


def _tear(db: Connection, table: Table, row: str) -> Torn:
    """Decide which side of a row is taken whole, the one that was written last, and note what the other one loses."""
    numbers = db.execute("SELECT mine, n FROM touched WHERE tbl = ? AND row = ?", (table.name, row)).fetchone()
    sides = tuple(zip(("main", "theirs"), numbers, ("outgoing", "incoming"), strict=True))
    last = [db.execute(f"SELECT {unseen(side, '?1')}", (number,)).fetchone()[0] for side, number, _ in sides]
    kept = int(last[1] > last[0])
    lost = 1 - kept
    rows = [
        db.execute(f'SELECT {quoted(table.columns)} FROM {side}."{table.name}" WHERE id = ?', (row,)).fetchone()
        for side, _, _ in sides
    ]
    values = {column: (m, x) for column, m, x in zip(table.columns, *rows, strict=True) if m != x}
    overruled = set()
    db.execute("DELETE FROM lost WHERE tbl = ? AND row = ?", (table.name, row))
    note = "INSERT INTO lost SELECT ?, ?, ?, ?, json_quote(?), ?, ? WHERE ? IN (SELECT key FROM {})"
    for column, pair in values.items():
        keys = [
            db.execute(f"SELECT {greatest(side, '?1', '?2')}", (number, column)).fetchone()[0]
            for side, number, _ in sides
        ]
        if keys[lost] > keys[kept]:
            overruled.add(column)
        if column == "deleted_at" and pair[lost] is None:
            told: tuple[Any, ...] = ("binned", table.name, row, "", None, last[lost], keys[kept], last[lost])
        elif column != "deleted_at" and column not in DERIVED:
            told = ("edit", table.name, row, column, pair[lost], keys[lost], keys[kept], keys[lost])
        else:
            continue
        db.execute(note.format(sides[lost][2]), told)
    return Torn(table.name, row, bool(kept), values, frozenset(overruled))


def settle(db: Connection, torn: Torn) -> None:
    """Write down, as an action of our own, that a torn row is one side's: else its log would say otherwise."""
    if torn.theirs:
        columns = ", ".join(f'"{column}" = ?' for column in torn.values)
        taken = [theirs for _, theirs in torn.values.values()]
        db.execute(f'UPDATE main."{torn.table}" SET {columns} WHERE id = ?', (*taken, torn.row))
    else:
        db.executemany(
            "INSERT INTO main.change (record, col, action, before, after)"
            " SELECT n, ?, action, ?, ? FROM main.record, main.local WHERE tbl = ? AND row = ?",
            [(c, *reversed(torn.values[c]), torn.table, torn.row) for c in sorted(torn.overruled)],
        )
