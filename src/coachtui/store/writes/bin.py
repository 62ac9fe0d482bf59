"""Out of the bin: a record comes back with what it lies under; what went with it comes back by itself."""

from __future__ import annotations

from datetime import UTC

from coachtui.domain.conflicts import Restored
from coachtui.domain.record_words import noun
from coachtui.store import errors
from coachtui.store.driver import Connection, IntegrityError
from coachtui.store.practice import Practice
from coachtui.store.reads.facts import here
from coachtui.store.reads.record_words import Pair, words


def restore(practice: Practice, table: str, row: str) -> Restored:
    """Take a record out of the bin, and with it every binned record that it is a part of.

    Raises NotFound when it is not there; Refused when another record has taken its place or name since.
    """
    with practice.raw_action("") as db:
        restored = bring_back(practice, db, table, row)
        (about,) = {one.engagement_id for one in words(db, [(table, row)]).values()}
        say(db, restored.done, about)
    return restored


def bring_back(practice: Practice, db: Connection, table: str, row: str) -> Restored:
    """Take a record out of the bin within an open action; as `restore` else."""
    today = here(db, practice.clock()).today
    (said,) = words(db, [(table, row)], today=today).values()
    if said.gone:
        raise errors.NotFound(f"That {noun(table)} is not in the practice any more, so it can't come back.")
    if not said.binned:
        raise errors.NotFound(f"{said.what} is not in the bin; nothing was changed.")
    above = [pair for pair in _above(db, table, row) if pair != (table, row)]
    named = words(db, above, today=today)
    for one in reversed([(table, row), *above]):
        _take_out(practice, db, *one, (said if one == (table, row) else named[one]).what)
    return Restored(said.what, tuple(named[pair].what for pair in above))


def say(db: Connection, told: str, about: str | None) -> None:
    """Give the open action its words, and the engagement that it is about, once they are known."""
    db.execute("UPDATE action SET words = ?, about = ? WHERE n = (SELECT action FROM local)", (told, about))


def instant(practice: Practice) -> str:
    """Return the present moment as a column holds it."""
    return f"{practice.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _above(db: Connection, table: str, row: str) -> list[Pair]:
    """Return the binned records that this one is a part of, or that it can't be without, the nearest first."""
    found: dict[Pair, None] = {}
    waiting: list[Pair] = [(table, row)]
    while waiting:
        of_table, of_row = waiting.pop(0)
        for key in db.execute("SELECT * FROM pragma_foreign_key_list(?)", (of_table,)).fetchall():
            to, column, on_delete = key[2], key[3], key[6]
            if on_delete not in ("CASCADE", "RESTRICT"):
                continue
            held = db.execute(
                f'SELECT p.id FROM "{of_table}" t JOIN "{to}" p ON p.id = t."{column}" '
                "WHERE t.id = ? AND p.deleted_at IS NOT NULL",
                (of_row,),
            ).fetchone()
            if held and (to, held[0]) not in found:
                found[to, held[0]] = None
                waiting.append((to, held[0]))
    return [*found]


def _take_out(practice: Practice, db: Connection, table: str, row: str, what: str) -> None:
    try:
        db.execute(f'UPDATE "{table}" SET deleted_at = NULL WHERE id = ?', (row,))
    except IntegrityError as error:
        if "UNIQUE" not in str(error):
            raise
        raise errors.Refused(
            f"{what} can't come out of the bin: another {noun(table)} has its place or its name by now. Nothing was "
            "changed. Rename that one, or put it in the bin, and try again."
        ) from None
    db.execute(
        "UPDATE conflict SET resolution = 'restored', resolved_at = ? "
        "WHERE kind = 'binned' AND table_name = ? AND row_id = ? AND resolution IS NULL AND deleted_at IS NULL",
        (instant(practice), table, row),
    )
