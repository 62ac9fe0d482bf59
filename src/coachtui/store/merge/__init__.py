"""Brings another copy of the practice into the open one, so that nothing that was written is lost.

The later writer of each value wins, by (stamp, site); what loses without its writer having known of the other is kept
as a conflict record, with the same key on every device. Purge wins over everything. What both sides' values come to
together may break a rule that each side kept: such rows are settled in an action of our own, so that the log goes on
telling the truth, and every device settles them alike (design: sync.md, sections 2 and 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coachtui.domain import record_words
from coachtui.domain.ids import natural_id
from coachtui.domain.merging import Merged
from coachtui.store import backups, changelog, driver
from coachtui.store.driver import Connection
from coachtui.store.keys import Key
from coachtui.store.merge import cells, collisions, copying, derived, log, orphans, rows, shape, told
from coachtui.store.practice import Practice

Step = Callable[[int, int], None]
"""Told how much is done, of how much in all; may raise Stopped."""
COPIED, STEPS = 20, 100
"""How far a merge is, in hundredths, when the other file is copied, and when all is done."""


class _DryRun(Exception):  # noqa: N818 - it is no error
    """Takes a merge back that was only asked what it would do."""


def merge(
    practice: Practice, other: Path, *, key: Key | None = None, step: Step | None = None, dry_run: bool = False
) -> Merged:
    """Bring in all that the copy of the practice at `other` has and this one has not, as one transaction.

    `other` is only read, and a private copy of it is merged. `key` opens it when it is encrypted; the practice's own
    is tried by itself. With `dry_run` all is taken back at the end. Raises a PracticeError, and leaves both files as
    they were: ForeignFile, DamagedPractice, NewerPractice, OtherPractice, Locked or WrongKey over the other file,
    Refused when it is dated beyond the year 2200, Stopped when `step` or the coach stopped it.
    """
    tell = step or (lambda done, total: None)
    with copying.attached(practice, other, key, lambda done, total: tell(COPIED * done // total, STEPS)) as copy:
        db = practice.db
        with driver.plain_words(other):
            named, notes = told.devices(db), told.clock_notes(practice)
            news, back = (db.execute(_AHEAD.format(*sides)).fetchone()[0] for sides in (_THEIRS, _OURS))
            if not news and not back and (differ := _that_differ(db)):
                notes += (_kept(practice, copy, key, differ),)
            if not news and not log.brings_drafts(db):
                return Merged(named, notes=notes)
            copying.check_whole(db, other)
        merged = Merged()
        try:
            with _still(practice):
                merged = _merged(practice, named, notes, tell)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return merged
    practice.remember()
    tell(STEPS, STEPS)
    return merged


_KNOWN = """
SELECT 1 FROM main.record WHERE tbl = 'conflict' AND row = :row
UNION ALL SELECT 1 FROM main.tombstone WHERE tbl = 'conflict' AND row = :row
"""
_AHEAD = (
    "SELECT EXISTS (SELECT 1 FROM {0}.seen a LEFT JOIN {1}.seen b USING (site) WHERE a.stamp > coalesce(b.stamp, -1))"
)
_THEIRS, _OURS = ("theirs", "main"), ("main", "theirs")


@contextmanager
def _still(practice: Practice) -> Iterator[None]:
    """Write with the log's triggers standing still and links unchecked: a purge must not cascade by itself."""
    practice.db.execute("PRAGMA foreign_keys = OFF")
    try:
        with practice.transaction() as db:
            db.execute("UPDATE local SET still = 1")
            yield
            db.execute("UPDATE local SET still = 0")
            for table in ("incoming", "outgoing", "touched", "cell", "lost", "gone", "edited", "told"):
                db.execute(f"DROP TABLE temp.{table}")
    finally:
        practice.db.execute("PRAGMA foreign_keys = ON")


def _merged(practice: Practice, named: tuple[str, ...], notes: tuple[str, ...], tell: Step) -> Merged:
    db, tables = practice.db, shape.read(practice.db)
    tell(30, STEPS)
    cells.find_news(db)
    cells.decide(db, tables)
    cells.find_purged(db, tables)
    tell(45, STEPS)
    gone = told.prepare(db)
    stale = derived.find(db, tables)
    taken = rows.take(db, tables)
    tell(60, STEPS)
    log.unite(db)
    tell(75, STEPS)
    _settle(practice, tables, taken, stale, named)
    tell(85, STEPS)
    return told.told(practice, named, notes, gone)


def _settle(
    practice: Practice, tables: shape.Shape, taken: rows.Taken, stale: list[derived.Stale], named: tuple[str, ...]
) -> None:
    """Settle what the two sides together leave open, as an action of our own; none is made when nothing is open."""
    db = practice.db
    dangling = orphans.settle(db, tables)
    orphans.forget(db)
    twice = collisions.are_there(db, tables, taken.loosened)
    if taken.torn or dangling or twice or derived.wrong(db, stale) or _conflicts(db):
        db.execute("UPDATE local SET still = 0")
        changelog.begin(db, f"merged the copy of {' and '.join(named)}", practice.clock(), kind="merge")
        for torn in taken.torn:
            rows.settle(db, torn)
        for one, should in derived.wrong(db, stale):
            derived.write(db, tables, one, should, taken.loosened)
        orphans.part(db, tables)
        orphans.erase(db)
        collisions.settle(db, tables, taken.loosened)
        _write_conflicts(db)
        changelog.end(db)
        db.execute("UPDATE local SET still = 1")
    collisions.tighten(db, tables, taken.loosened)


def _conflicts(db: Connection) -> list[tuple[str | int | None, ...]]:
    """Return the conflict records that are due: those that no device has made yet."""
    due = {}
    for kind, table, row, column, value, *keys in db.execute("SELECT DISTINCT * FROM lost ORDER BY 1, 2, 3, 4, 6, 7"):
        (lost_stamp, lost_site), kept = ((int(key[:16], 16), int(key[16:], 16)) for key in keys)
        known = natural_id(kind, table, row, column, lost_stamp, lost_site)
        due[known] = (known, kind, table, row, column, value, lost_stamp, lost_site, *kept)
    return [one for known, one in due.items() if not db.execute(_KNOWN, {"row": known}).fetchone()]


def _write_conflicts(db: Connection) -> None:
    due = _conflicts(db)
    db.executemany(
        "INSERT INTO main.conflict (id, kind, table_name, row_id, column_name, lost, lost_stamp, lost_site, kept_stamp,"
        " kept_site) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        due,
    )
    told.add_conflicts(db, [one[2:5] for one in due])


def _that_differ(db: Connection) -> list[str]:
    """Return the tables whose rows are not the same on both sides, in whatever order they lie there."""
    return [table.name for table in shape.read(db).values() if not _is_same(db, table)]


def _is_same(db: Connection, table: shape.Table) -> bool:
    differ = " OR ".join(f'm."{column}" IS NOT x."{column}"' for column in ("id", *table.columns))
    pair = f'main."{table.name}" m LEFT JOIN theirs."{table.name}" x ON x.id = m.id'
    counts = " <> ".join(f'(SELECT count(*) FROM {side}."{table.name}")' for side in ("main", "theirs"))
    (found,) = db.execute(f"SELECT {counts} OR EXISTS (SELECT 1 FROM {pair} WHERE {differ})").fetchone()
    return not found


def _kept(practice: Practice, copy: Path, key: Key | None, tables: list[str]) -> str:
    """Keep a copy that should be the same and is not, and return a sentence about it."""
    with closing(driver.connect(copy, key=key)) as db:
        backup = backups.make(db, practice.path, practice.paths.backups, practice.clock(), "differs")
    names = ", ".join(record_words.noun(table) for table in tables[:3])
    return (
        f"The other copy has seen the same changes as this one, and its records differ all the same ({names}). "
        f"Nothing was changed; the other copy is kept among the backups as {backup.path.name}. "
        "Run `coachtui doctor` on both machines."
    )
