"""Tells what a merge brought in, by record and in words."""

from __future__ import annotations

from coachtui.domain.merging import LISTED, Arrival, Incoming, Merged
from coachtui.domain.record_words import RecordWords
from coachtui.domain.syncing import OUT_OF_STEP, span_words
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.reads import record_words


def devices(db: Connection) -> tuple[str, ...]:
    """Return the names of the devices of which something comes in, or of the other file's own when nothing does."""
    named = "SELECT DISTINCT coalesce((SELECT name FROM theirs.device WHERE site = s.site), 'another device') FROM {} s"
    newer = """(SELECT t.site FROM theirs.seen t LEFT JOIN main.seen m USING (site)
        WHERE t.stamp > coalesce(m.stamp, -1) ORDER BY t.stamp DESC)"""
    found = db.execute(named.format(newer)).fetchall() or db.execute(named.format("theirs.local")).fetchall()
    return tuple(name for (name,) in found)


def clock_notes(practice: Practice) -> tuple[str, ...]:
    """Return a sentence when what comes in is dated ahead of this machine's clock."""
    (stamp,) = practice.db.execute("SELECT max(stamp) FROM theirs.seen").fetchone()
    ahead = moment(stamp) - practice.clock() if stamp is not None else OUT_OF_STEP
    if ahead <= OUT_OF_STEP:
        return ()
    return (
        f"The newest change in the other copy is dated {span_words(ahead)} ahead of this machine's clock. "
        "Nothing is lost: the order of changes holds. Set the clocks of your machines right.",
    )


_PREPARE = """
CREATE TEMP TABLE told (kind TEXT, tbl TEXT, row TEXT, cols TEXT, PRIMARY KEY (kind, tbl, row, cols)) WITHOUT ROWID;
INSERT INTO told SELECT 'changed', tbl, row, cols FROM edited WHERE tbl <> 'conflict';
INSERT OR IGNORE INTO told SELECT 'conflict', x.table_name, x.row_id, x.column_name FROM touched
    JOIN theirs.conflict x ON x.id = row WHERE tbl = 'conflict' AND fresh AND x.deleted_at IS NULL
    AND x.resolution IS NULL
"""
_BINNED = """
UPDATE told SET kind = 'binned', cols = '' WHERE kind = 'changed' AND tbl = ?1
    AND ' ' || cols || ' ' LIKE '% deleted_at %'
    AND EXISTS (SELECT 1 FROM theirs."{0}" x WHERE x.id = row AND x.deleted_at IS NOT NULL)
"""
_REMOVED = """
INSERT INTO told SELECT 'removed', tbl, row, '' FROM gone JOIN main."{0}" m ON m.id = row WHERE tbl = ?1
"""
_NEW = """
INSERT INTO told SELECT 'new', tbl, row, '' FROM touched CROSS JOIN theirs."{0}" x ON x.id = row
    WHERE tbl = ?1 AND fresh AND x.deleted_at IS NULL
"""


def prepare(db: Connection) -> dict[tuple[str, str], RecordWords]:
    """Note what is about to happen to which records, and return the words for those that are removed."""
    for statement in _PREPARE.split(";\n"):
        db.execute(statement)
    for news, telling in (("touched", (_BINNED, _NEW)), ("gone", (_REMOVED,))):
        for (table,) in db.execute(f"SELECT DISTINCT tbl FROM {news} WHERE tbl <> 'conflict'").fetchall():
            for statement in telling:
                db.execute(statement.format(table), (table,))
    removed = db.execute("SELECT tbl, row FROM told WHERE kind = 'removed' LIMIT ?", (LISTED,)).fetchall()
    return record_words.words(db, removed)


_LISTED = "SELECT tbl, row, group_concat(cols, ' ') FROM told WHERE kind = ? GROUP BY tbl, row LIMIT ?"


def add_conflicts(db: Connection, cells: list[tuple[str | int | None, ...]]) -> None:
    """Note the conflicts that this merge found itself: table, row and column."""
    db.executemany("INSERT OR IGNORE INTO told VALUES ('conflict', ?, ?, ?)", cells)


def told(
    practice: Practice,
    named: tuple[str, ...],
    notes: tuple[str, ...],
    gone: dict[tuple[str, str], RecordWords],
) -> Merged:
    """Return what came in; within the transaction, when all of it is done."""
    db = practice.db
    counts = dict(db.execute("SELECT kind, count(*) FROM told GROUP BY kind").fetchall())
    listed: dict[tuple[str, str], tuple[Arrival, str]] = {}
    for kind in reversed(Arrival):
        rows = db.execute(_LISTED, (kind, LISTED))
        for table, row, columns in rows.fetchall():
            if len(listed) < LISTED:
                listed.setdefault((table, row), (kind, columns))
    words = record_words.words(db, listed) | gone
    about = db.execute("SELECT DISTINCT about FROM main.action WHERE n IN (SELECT mine FROM incoming)")
    engagements = {engagement_id for (engagement_id,) in about}
    return Merged(
        named,
        counts.get(Arrival.NEW, 0),
        counts.get(Arrival.CHANGED, 0),
        counts.get(Arrival.BINNED, 0),
        counts.get(Arrival.REMOVED, 0),
        counts.get(Arrival.CONFLICT, 0),
        tuple(
            Incoming(kind, *pair, words[pair].what, tuple(columns.split())) for pair, (kind, columns) in listed.items()
        ),
        frozenset(table for (table,) in db.execute("SELECT DISTINCT tbl FROM told")),
        frozenset(filter(None, engagements | {one.engagement_id for one in words.values()})),
        notes,
    )
