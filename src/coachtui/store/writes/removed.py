"""What is left of a record that was removed for good: put back as a new record, or as a journal entry."""

from __future__ import annotations

from typing import Any

from coachtui.domain.conflicts import TEXTS, ConflictLine
from coachtui.domain.record_words import field
from coachtui.domain.words import day_and_year
from coachtui.store import errors
from coachtui.store.driver import Connection, IntegrityError
from coachtui.store.practice import Practice
from coachtui.store.reads import conflicts as reads
from coachtui.store.reads.facts import here
from coachtui.store.reads.record_words import links, words
from coachtui.store.writes.bin import bring_back


def put_elsewhere(practice: Practice, db: Connection, one: ConflictLine) -> str:
    """Put what a conflict keeps of a record back within an open action, and return what was done in words.

    A key that was removed can't come back, so it is a new record, where all that it belongs to is still there; what of
    that lies in the bin comes out of it. If not, its texts become an entry of the journal. Raises Refused when neither
    can be.
    """
    content = reads.lost_content(db, one.id)
    db.execute("SAVEPOINT elsewhere")
    try:
        if _is_put_back(practice, db, one.table, content):
            return f"put {one.what} back as a new record"
    except IntegrityError:
        db.execute("ROLLBACK TO elsewhere")
    finally:
        db.execute("RELEASE elsewhere")
    _note(practice, db, one, content)
    return f"kept the text of {one.what} as a journal entry"


def _is_put_back(practice: Practice, db: Connection, table: str, content: dict[str, Any]) -> bool:
    """Write a new record with this content; tell whether it could be."""
    above = links(db, table)
    if "id" in above or not content:
        return False  # a text of its own table has the key of what it belongs to, and that is gone
    columns = {
        name: bool(needed) for _, name, _, needed, *_ in db.execute("SELECT * FROM pragma_table_info(?)", (table,))
    }
    values = {name: value for name, value in content.items() if name in columns}
    pairs = {name: (to, str(values[name])) for name, to in above.items() if values.get(name)}
    known = words(db, pairs.values())
    for name, pair in pairs.items():
        if known[pair].gone and columns[name]:
            return False
        if known[pair].gone:
            values[name] = None
        elif known[pair].binned:
            bring_back(practice, db, *pair)
    values |= {"id": practice.new_id(), "deleted_at": None}
    named = ", ".join(f'"{name}"' for name in values)
    db.execute(f'INSERT INTO "{table}" ({named}) VALUES ({", ".join("?" * len(values))})', [*values.values()])
    return True


def _note(practice: Practice, db: Connection, one: ConflictLine, content: dict[str, Any]) -> None:
    texts = [(field(one.table, name), str(value)) for name, value in content.items() if value and name in TEXTS]
    if not texts:
        raise errors.Refused(
            f"{one.what} can't be put back: what it was part of is not there any more. Nothing was changed; what it "
            "held stays here to be read."
        )
    about = [("engagement", one.engagement_id)] if one.engagement_id else []
    if not about or any(said.gone or said.binned for said in words(db, about).values()):
        raise errors.Refused(
            f"{one.what} can't be put back: its engagement is in the bin or gone. Nothing was changed; its text stays "
            "here to be read and copied."
        )
    place = here(db, practice.clock())
    head = f"{one.bare}, written on {one.lost_device} on {day_and_year(one.lost_at.date())}"
    body = texts[0][1] if len(texts) == 1 else "\n\n".join(f"{name}:\n{text}" for name, text in texts)
    db.execute(
        "INSERT INTO coach_note (id, engagement_id, kind, written_on, body) VALUES (?, ?, 'journal', ?, ?)",
        (practice.new_id(), one.engagement_id, place.today.isoformat(), f"{head}\n\n{body}"),
    )
