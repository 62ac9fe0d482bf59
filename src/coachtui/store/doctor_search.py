"""Does the search index hold the words of the records, all of them and no others?"""

from __future__ import annotations

from coachtui.store import search, search_queue
from coachtui.store.driver import Connection, DriverError
from coachtui.store.findings import REPAIR, Trouble, count, fault
from coachtui.store.practice import Practice

_UNLISTED = f"""
SELECT count(*) FROM {search_queue.INDEX}_docsize FULL JOIN search_entry USING (id)
WHERE {search_queue.INDEX}_docsize.id IS NULL OR search_entry.id IS NULL
"""


def look(practice: Practice) -> Trouble:
    """Compare the index with every record: what it lacks, what it holds too much, what it holds otherwise.

    That it holds together is a matter of SQLite's own check of the file.
    """
    db = practice.db
    try:
        unlisted, held = count(db, _UNLISTED), _words_held(db)
    except DriverError as error:
        yield fault(f"can't be read ({error})", "search index", REPAIR)
        return
    if unlisted:
        yield fault(f"{unlisted} of its entries are whole in one of its tables alone", "search index", REPAIR)
    words = 0
    for source in search.SOURCES:
        lacking, wrong, said = _compared(db, source)
        words += said
        if lacking or wrong:
            yield fault(
                f"the search index lacks {lacking} records, and holds {wrong} that are not so", source.table, REPAIR
            )
    if words != held and not search_queue.is_behind(db):
        yield fault(f"holds {held} words, where the records have {words}", "search index", REPAIR)


def _words_held(db: Connection) -> int:
    db.execute(f"CREATE VIRTUAL TABLE temp.search_word USING fts5vocab(main, {search_queue.INDEX}, row)")
    try:
        return count(db, "SELECT coalesce(sum(cnt), 0) FROM temp.search_word")
    finally:
        db.execute("DROP TABLE temp.search_word")


def _compared(db: Connection, source: search.Source) -> tuple[int, int, int]:
    """Return how many records the index lacks, how many of its entries no record says so, and all words of records."""
    known = dict(db.execute("SELECT row, digest FROM search_entry WHERE id BETWEEN ? AND ?", source.ids).fetchall())
    # What another program wrote is taken in at the next opening or write.
    waiting = {row for (row,) in db.execute("SELECT row FROM search_queue WHERE tbl = ?", (source.table,))}
    lacking = wrong = words = 0
    for text in search.texts(db, source):
        digest = known.pop(text.row, None)
        words += len(text.title.split()) + len(text.body.split())
        if text.row not in waiting:
            lacking += digest is None
            wrong += digest is not None and digest != text.digest
    return lacking, wrong + len(known.keys() - waiting), words
