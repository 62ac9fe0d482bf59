"""The little of the search index that every opening and write asks for; the rest is imported when it is needed."""

from __future__ import annotations

from coachtui.store.driver import CORRUPT, MISSING, Connection, DriverError

INDEX = "search_words"
OWN_TABLES = frozenset(
    {INDEX, "search_entry", "search_queue"} | {f"{INDEX}_{part}" for part in ("config", "data", "docsize", "idx")}
)
"""Tables that the index is made of; they hold nothing that can't be made from the rows."""


def is_behind(db: Connection) -> bool:
    """Tell whether rows were written that the index does not know yet."""
    return db.execute("SELECT 1 FROM search_queue LIMIT 1").fetchone() is not None


def catch_up(db: Connection) -> None:
    """Bring the index up to what was written, within the transaction under way.

    A damaged index keeps nothing from being written: the rows wait, and the doctor tells.
    """
    if not is_behind(db):
        return
    from coachtui.store import search

    db.execute("SAVEPOINT search")
    try:
        search.take_in(db)
        # Only a savepoint of its own makes the index write now: a fault that came with the commit would stop that.
        db.execute("SAVEPOINT written")
        db.execute("RELEASE written")
    except DriverError as error:
        if not is_damage(error):
            raise
        db.execute("ROLLBACK TO search")
    db.execute("RELEASE search")


def is_about_index(line: str) -> bool:
    """Tell whether a line of SQLite's check of the file is about the index alone."""
    return INDEX in line


def is_damage(error: DriverError) -> bool:
    """Tell whether the index itself is to blame: it is damaged, or not there."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (CORRUPT, MISSING)
