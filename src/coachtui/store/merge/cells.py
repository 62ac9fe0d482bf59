"""What is new on either side, and which side each value is taken from.

An action is *unseen* by a file whose version vector does not cover it. A cell (a column of a row) bears the key of the
last action that wrote it, and of all that has happened to a file nothing is older than what it has seen; so only the
cells that one of their unseen actions wrote need to be compared. The greater key wins, whatever is unseen where.
"""

from __future__ import annotations

from coachtui.store.driver import Connection
from coachtui.store.merge.shape import Shape

KEY = "printf('%016x%016x', {0}.stamp, {0}.site)"
"""The SQL of an action's key: one text that sorts by (stamp, site)."""
DERIVED = {"folded": ("name",), "starts_utc": ("starts_local", "time_zone")}
"""Columns that follow from others of their row."""

TABLES = f"""
CREATE TEMP TABLE incoming (n INTEGER PRIMARY KEY, key TEXT NOT NULL, mine INTEGER);
CREATE TEMP TABLE outgoing (n INTEGER PRIMARY KEY, key TEXT NOT NULL);
INSERT INTO incoming (n, key) SELECT n, {KEY.format("a")} FROM theirs.action a
    WHERE stamp > :theirs_from AND stamp > coalesce((SELECT stamp FROM main.seen WHERE site = a.site), -1);
INSERT INTO outgoing SELECT n, {KEY.format("a")} FROM main.action a
    WHERE stamp > :mine_from AND stamp > coalesce((SELECT stamp FROM theirs.seen WHERE site = a.site), -1);
CREATE INDEX temp.incoming_key ON incoming (key);
CREATE INDEX temp.outgoing_key ON outgoing (key);
CREATE TEMP TABLE touched (
    n INTEGER PRIMARY KEY, mine INTEGER, tbl TEXT NOT NULL, row TEXT NOT NULL, fresh INTEGER NOT NULL, reborn INTEGER
);
CREATE TEMP TABLE cell (
    tbl TEXT, col TEXT, row TEXT, n INTEGER, mine INTEGER, mine_key TEXT, theirs_key TEXT, won INTEGER, clash INTEGER,
    PRIMARY KEY (tbl, col, row)
) WITHOUT ROWID;
CREATE TEMP TABLE lost (kind TEXT, tbl TEXT, row TEXT, col TEXT, value TEXT, lost_key TEXT, kept_key TEXT);
CREATE TEMP TABLE gone (tbl TEXT, row TEXT, erase INTEGER, key TEXT, PRIMARY KEY (tbl, row)) WITHOUT ROWID;
CREATE TEMP TABLE edited (tbl TEXT, row TEXT, cols TEXT, PRIMARY KEY (tbl, cols, row)) WITHOUT ROWID
"""
"""`incoming` is what we have not seen, `outgoing` what they have not. `touched` are the rows of incoming births and
changes, by their number there; `cell` the values to decide on; `lost` what is to be told as conflicts."""

_FROM = """
SELECT min(coalesce(o.stamp, -1)) FROM {0}.seen t LEFT JOIN {1}.seen o USING (site)
WHERE t.stamp > coalesce(o.stamp, -1)
"""
_TOUCHED = """
INSERT INTO touched
SELECT r.n, m.n, r.tbl, r.row, m.n IS NULL, NULL FROM (
    SELECT c.record AS n FROM incoming i CROSS JOIN theirs.change c ON c.action = i.n
    UNION SELECT b.n FROM incoming i CROSS JOIN theirs.record b ON b.born = i.n
) CROSS JOIN theirs.record r USING (n) LEFT JOIN main.record m ON m.row = r.row AND m.tbl = r.tbl
"""
_REBORN = """
UPDATE touched SET reborn = 1 WHERE NOT fresh AND (
    EXISTS (SELECT 1 FROM theirs.record r JOIN incoming i ON i.n = r.born WHERE r.n = touched.n)
    OR EXISTS (SELECT 1 FROM theirs.change c JOIN incoming i ON i.n = c.action
        WHERE c.record = touched.n AND c.col = ''))
"""


def greatest(side: str, record: str, column: str) -> str:
    """Return the SQL of the key of a cell's last writer on one side; the last birth wrote every column."""
    return f"""max(
        coalesce((SELECT max({KEY.format("a")}) FROM {side}.change ch JOIN {side}.action a ON a.n = ch.action
            WHERE ch.record = {record} AND ch.col = {column}), ''),
        coalesce((SELECT {KEY.format("a")} FROM {side}.record r JOIN {side}.action a ON a.n = r.born
            WHERE r.n = {record}), ''))"""


def unseen(side: str, record: str) -> str:
    """Return the SQL of the key of the last action that touched a row and that the other side has not seen, or NULL."""
    news = {"main": "outgoing", "theirs": "incoming"}[side]
    return f"""(SELECT max(u.key) FROM {news} u WHERE u.n IN (
        SELECT ch.action FROM {side}.change ch WHERE ch.record = {record}
        UNION ALL SELECT r.born FROM {side}.record r WHERE r.n = {record}))"""


_CELLS = f"""
INSERT INTO cell
SELECT *, theirs_key > mine_key AS won, mine_key IN (SELECT key FROM outgoing) AS clash FROM (
    SELECT t.tbl, c.col, t.row, t.n, t.mine, {greatest("main", "t.mine", "c.col")} AS mine_key, max(i.key) AS theirs_key
    FROM incoming i CROSS JOIN theirs.change c ON c.action = i.n JOIN touched t ON t.n = c.record
    WHERE NOT t.fresh AND c.col <> '' GROUP BY c.record, c.col)
WHERE won OR clash
"""
_ALL_CELLS = f"""
INSERT OR REPLACE INTO cell
SELECT *, theirs_key > mine_key AS won, mine_key IN (SELECT key FROM outgoing) AS clash FROM (
    SELECT tbl, ?1, row, t.n, t.mine,
        {greatest("main", "t.mine", "?1")} AS mine_key, {greatest("theirs", "t.n", "?1")} AS theirs_key
    FROM touched t WHERE reborn AND tbl = ?2)
WHERE won OR (clash AND mine_key <> theirs_key)
"""
_BINS = """
SELECT 1 FROM incoming i CROSS JOIN theirs.change c ON c.action = i.n WHERE c.col IN ('deleted_at', '')
UNION ALL SELECT 1 FROM outgoing o CROSS JOIN main.change c ON c.action = o.n WHERE c.col IN ('deleted_at', '') LIMIT 1
"""
_NO_CLASH = f"UPDATE cell SET clash = 0 WHERE clash AND theirs_key <> {greatest('theirs', 'cell.n', 'cell.col')}"
"""What they had not written last themselves, but met as the elder, was told about then."""


def find_news(db: Connection) -> None:
    """Fill the tables of what is unseen on either side, and of the rows that their news touch."""
    bounds = {
        "theirs_from": db.execute(_FROM.format("theirs", "main")).fetchone()[0],
        "mine_from": db.execute(_FROM.format("main", "theirs")).fetchone()[0],
    }
    for statement in TABLES.split(";\n"):
        db.execute(statement, bounds if ":" in statement else ())
    db.execute(_TOUCHED)
    db.execute(_REBORN)


def decide(db: Connection, shape: Shape) -> None:
    """Fill `cell` with the values that differ and are theirs to give, or in conflict; note the conflicts."""
    db.execute(_CELLS)
    for (table,) in db.execute("SELECT DISTINCT tbl FROM touched WHERE reborn").fetchall():
        db.executemany(_ALL_CELLS, [(column, table) for column in shape[table].columns])
    db.execute(_NO_CLASH)
    db.execute("DELETE FROM cell WHERE NOT (won OR clash)")
    for table, column in db.execute("SELECT DISTINCT tbl, col FROM cell").fetchall():
        both = (
            f'main."{table}" m JOIN theirs."{table}" x ON x.id = m.id'
            f' WHERE m.id = cell.row AND m."{column}" IS NOT x."{column}"'
        )
        db.execute(f"DELETE FROM cell WHERE tbl = ? AND col = ? AND NOT EXISTS (SELECT 1 FROM {both})", (table, column))
        if table != "conflict" and column != "deleted_at" and column not in DERIVED:
            db.execute(
                f'INSERT INTO lost SELECT \'edit\', tbl, row, col, json_quote(iif(won, m."{column}", x."{column}")), '
                f"min(mine_key, theirs_key), max(mine_key, theirs_key) FROM cell JOIN {both}"
                " AND tbl = ? AND col = ? AND clash",
                (table, column),
            )
    if db.execute(_BINS).fetchone():
        for table in _tables(db):
            _find_binned(db, table)
    db.execute(
        "INSERT INTO edited SELECT tbl, row, group_concat(col, ' ' ORDER BY col) FROM cell WHERE won GROUP BY 1, 2"
    )


def _tables(db: Connection) -> list[str]:
    """Return the tables of which rows were touched, but for the conflicts: these never are in conflict themselves."""
    return [t for (t,) in db.execute("SELECT DISTINCT tbl FROM touched WHERE tbl <> 'conflict' ORDER BY tbl")]


def _find_binned(db: Connection, table: str) -> None:
    """Note the rows that one side put into the bin and the other one, not knowing, went on with."""
    both = f"""FROM touched t JOIN main."{table}" m ON m.id = t.row JOIN theirs."{table}" x ON x.id = t.row
        LEFT JOIN cell c ON c.tbl = t.tbl AND c.row = t.row AND c.col = 'deleted_at' AND c.won
        WHERE t.tbl = ? AND NOT t.fresh"""
    their_bin, my_bin = (
        greatest(side, number, "'deleted_at'") for side, number in (("theirs", "t.n"), ("main", "t.mine"))
    )
    found = f"""
        SELECT t.row, {unseen("main", "t.mine")} AS edit, {their_bin} AS bin {both}
            AND c.won AND m.deleted_at IS NULL AND x.deleted_at IS NOT NULL
        UNION ALL SELECT t.row, {unseen("theirs", "t.n")}, {my_bin} {both}
            AND c.won IS NULL AND m.deleted_at IS NOT NULL AND x.deleted_at IS NULL"""
    db.execute(
        f"INSERT INTO lost SELECT 'binned', ?, row, '', 'null', edit, bin FROM ({found}) WHERE edit IS NOT NULL",
        (table, table, table),
    )


def find_purged(db: Connection, shape: Shape) -> None:
    """Fill `gone` with what they removed for good, and note what was written since in rows that one side removed.

    What was erased is noted too, and forgotten once the logs are one (`orphans.forget`).
    """
    db.execute(
        "INSERT INTO gone SELECT d.tbl, d.row, d.erase, i.key"
        " FROM incoming i CROSS JOIN theirs.tombstone d ON d.action = i.n"
    )
    if db.execute("SELECT 1 FROM main.tombstone LIMIT 1").fetchone():
        for table in _tables(db):
            _note_purged(db, shape, table, "theirs", "x", _THEIR_EDITS)
    for (table,) in db.execute("SELECT DISTINCT tbl FROM gone WHERE tbl <> 'conflict' ORDER BY tbl").fetchall():
        _note_purged(db, shape, table, "main", "m", _MY_EDITS)


_THEIR_EDITS = """
touched t JOIN main.tombstone d USING (tbl, row) JOIN main.action k ON k.n = d.action
JOIN theirs."{0}" x ON x.id = t.row WHERE t.tbl = ?
"""
_MY_EDITS = """
gone d JOIN main.record t USING (tbl, row) JOIN main."{0}" m ON m.id = t.row WHERE d.tbl = ?
"""


def _note_purged(db: Connection, shape: Shape, table: str, side: str, alias: str, edits: str) -> None:
    kept = KEY.format("k") if side == "theirs" else "d.key"
    db.execute(
        f"INSERT INTO lost SELECT * FROM (SELECT 'purged', ?, t.row, '', {shape[table].row_json(alias)}, "
        f"{unseen(side, 't.n')} AS edit, {kept} FROM {edits.format(table)}) WHERE edit IS NOT NULL",
        (table, table),
    )
