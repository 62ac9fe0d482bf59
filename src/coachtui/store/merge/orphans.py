"""Settles links to what the other side has removed for good, and takes out what is to be erased.

Rows that are only here, of a parent that is gone, can't have been known to whoever removed the parent. A link that may
be empty becomes so; a row that can't be without its parent is kept whole as a conflict, and removed.
"""

from __future__ import annotations

from coachtui.store.driver import Connection
from coachtui.store.merge.cells import KEY
from coachtui.store.merge.shape import Shape

_GONE_HERE = f"""
INSERT INTO gone SELECT d.tbl, d.row, d.erase, {KEY.format("a")} FROM outgoing o CROSS JOIN main.tombstone d
ON d.action = o.n JOIN main.action a ON a.n = o.n WHERE true ON CONFLICT DO NOTHING
"""
_DANGLING = """
SELECT m.id, g.erase, g.key FROM gone g JOIN main."{child}" m ON m."{column}" = g.row WHERE g.tbl = '{parent}'
"""
_LAST = f"""
SELECT max({KEY.format("a")}) FROM main.record r JOIN main.action a ON a.kind <> 'merge' AND a.n IN (
    SELECT r.born UNION ALL SELECT action FROM main.change WHERE record = r.n) WHERE r.row = ?2 AND r.tbl = ?1
"""
_ABOUT_ERASED = """
SELECT c.id FROM main.conflict c JOIN main.tombstone d ON d.tbl = c.table_name AND d.row = c.row_id WHERE d.erase
AND (EXISTS (SELECT 1 FROM gone g WHERE g.tbl = d.tbl AND g.row = d.row)
    OR EXISTS (SELECT 1 FROM touched t WHERE t.tbl = 'conflict' AND t.row = c.id))
"""


def settle(db: Connection, shape: Shape) -> bool:
    """Fill `gone` with what we removed too, and tell whether anything of it is still linked to, or told about."""
    db.execute(_GONE_HERE)
    return bool(_dangling(db, shape)) or db.execute(_ABOUT_ERASED).fetchone() is not None


def _dangling(db: Connection, shape: Shape) -> list[tuple[str, str, str, bool, int, str]]:
    """Return the links that lead nowhere: table, row, column, whether it is required, and how the parent went."""
    removed = {table for (table,) in db.execute("SELECT DISTINCT tbl FROM gone")}
    return [
        (table.name, row, link.column, link.required, erase, key)
        for table in shape.values()
        for link in table.links
        if link.parent in removed
        for row, erase, key in db.execute(
            _DANGLING.format(child=table.name, column=link.column, parent=link.parent)
        ).fetchall()
    ]


def part(db: Connection, shape: Shape) -> None:
    """Within our own action: part the rows from parents that are gone, and those rows' rows from them."""
    while found := _dangling(db, shape):
        required = [one for one in found if one[3]]
        for table, row, _, _, erase, key in required:
            _orphan(db, shape, table, row, erase, key)
        for table, row, column, _, erase, key in (one for one in found if not one[3]):
            if not db.execute(f'UPDATE OR IGNORE main."{table}" SET "{column}" = NULL WHERE id = ?', (row,)).rowcount:
                _orphan(db, shape, table, row, erase, key)


def _orphan(db: Connection, shape: Shape, table: str, row: str, erase: int, key: str) -> None:
    if not erase:
        db.execute(
            f"INSERT INTO lost SELECT 'orphan', ?1, ?2, '', {shape[table].row_json('m')}, ({_LAST}), ?3"
            f' FROM main."{table}" m WHERE m.id = ?2',
            (table, row, key),
        )
    _purge(db, table, row, erase)
    db.execute("INSERT INTO gone VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (table, row, erase, key))


def _purge(db: Connection, table: str, row: str, erase: int) -> None:
    db.execute(f'DELETE FROM main."{table}" WHERE id = ?', (row,))
    if erase:
        db.execute("UPDATE main.tombstone SET erase = 1 WHERE tbl = ? AND row = ?", (table, row))


def erase(db: Connection) -> None:
    """Within our own action: leave nothing of what was erased, in the log or among the conflicts."""
    for (row,) in db.execute(_ABOUT_ERASED).fetchall():
        _purge(db, "conflict", row, 1)
        db.execute("INSERT INTO gone VALUES ('conflict', ?, 1, '') ON CONFLICT DO NOTHING", (row,))
    forget(db)


def forget(db: Connection) -> None:
    """Take what was erased out of the log."""
    db.execute(
        "DELETE FROM main.change WHERE col <> '' AND record IN"
        " (SELECT r.n FROM gone g JOIN main.record r ON r.row = g.row AND r.tbl = g.tbl WHERE g.erase)"
    )
    db.execute(
        "DELETE FROM lost WHERE EXISTS ("
        "SELECT 1 FROM main.tombstone d WHERE d.tbl = lost.tbl AND d.row = lost.row AND d.erase)"
    )
