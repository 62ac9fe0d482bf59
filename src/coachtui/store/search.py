"""The index that search asks: which texts are in it, and how it is kept up to date.

An index of words without the texts (FTS5, contentless), cut and folded by `domain.search`, so that it is the same
whatever SQLite thinks of a character. Triggers note which rows were written, by whatever program; at the end of every
action the index is brought up to them, within its transaction. Rows in the bin are not in it; rows under something in
the bin are, and a search leaves them out.

Not in it, on purpose: what raters answered and commented. Their anonymity holds by number of answers, per group; a
search by words could tell who wrote a sentence, and would show what a report omits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from coachtui.domain.search import Kind, Spot, spaced
from coachtui.store.driver import Connection
from coachtui.store.search_queue import INDEX

CHUNK = 1_000
"""Rows that are read at a time."""

TABLES = """
CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    row TEXT NOT NULL,
    digest INTEGER NOT NULL
);
CREATE INDEX search_entry_row ON search_entry (row);
CREATE TABLE search_queue (
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    purged INTEGER NOT NULL,
    PRIMARY KEY (tbl, row)
) WITHOUT ROWID;
"""

_OPTIMIZE = "INSERT INTO search_words (search_words) VALUES ('optimize')"
"""Writes the index as one piece, without what was deleted from it."""
_BITS = 40
"""An entry's id is its source's number, and in the lower bits a count."""


class Source(NamedTuple):
    """A table whose texts are found. Its number never changes; a title weighs more than a body."""

    number: int
    table: str
    kind: Kind
    spot: Spot
    private: bool
    title: tuple[str, ...]
    body: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns with text."""
        return (*self.title, *self.body)

    @property
    def ids(self) -> tuple[int, int]:
        """The first and the last id that an entry of it can have."""
        return self.number << _BITS, (self.number + 1 << _BITS) - 1


SOURCES = (
    Source(1, "person", Kind.PERSON, Spot.PEOPLE, False, ("name",), ("role_title", "email", "phone")),
    Source(2, "organisation", Kind.ORGANISATION, Spot.PEOPLE, False, ("name",)),
    Source(3, "programme", Kind.PROGRAMME, Spot.PEOPLE, False, ("name",)),
    Source(4, "engagement", Kind.ENGAGEMENT, Spot.SESSIONS, False, ("code",), ("role_title", "role_from")),
    Source(5, "goal", Kind.GOAL, Spot.GOALS, False, ("title",), ("measure",)),
    Source(6, "milestone", Kind.MILESTONE, Spot.GOALS, False, ("title",)),
    Source(7, "objective", Kind.OBJECTIVE, Spot.PEOPLE, False, ("title",)),
    Source(8, "commitment", Kind.COMMITMENT, Spot.SESSIONS, False, (), ("body",)),
    Source(9, "theme", Kind.THEME, Spot.SESSIONS, False, ("word",)),
    Source(10, "session_summary", Kind.SUMMARY, Spot.SESSIONS, False, (), ("body",)),
    Source(11, "meeting_outcome", Kind.OUTCOME, Spot.ALIGNMENT, False, (), ("body",)),
    Source(12, "expectation", Kind.EXPECTATION, Spot.ALIGNMENT, False, (), ("body",)),
    Source(13, "check_in", Kind.CHECK_IN, Spot.ALIGNMENT, False, (), ("moved", "next_step")),
    Source(14, "agreement_version", Kind.AGREEMENT, Spot.ALIGNMENT, False, (), ("roles", "logistics")),
    Source(15, "goal_level", Kind.GOAL_LEVEL, Spot.GOALS, False, (), ("description",)),
    Source(16, "goal_revision", Kind.REVISION, Spot.GOALS, False, (), ("former_title", "former_measure", "reason")),
    Source(17, "reflection", Kind.REFLECTION, Spot.GOALS, False, (), ("body",)),
    Source(18, "feedforward", Kind.FEEDFORWARD, Spot.SESSIONS, False, (), ("body",)),
    Source(19, "desired_behaviour", Kind.BEHAVIOUR, Spot.PEOPLE, False, (), ("value", "behaviour")),
    Source(20, "session_note", Kind.NOTE, Spot.SESSIONS, True, (), ("body",)),
    Source(21, "debrief", Kind.DEBRIEF, Spot.SESSIONS, True, (), ("work", "execution", "leadership")),
    Source(22, "coach_note", Kind.COACH_NOTE, Spot.SESSIONS, True, (), ("body",)),
    Source(23, "engagement_private", Kind.CONTEXT, Spot.INTAKE, True, (), ("context", "end_reason")),
    Source(24, "progress_evidence", Kind.PROGRESS, Spot.GOALS, True, (), ("body",)),
    Source(25, "rating_evidence", Kind.RATING, Spot.INTAKE, True, (), ("body",)),
    Source(26, "behaviour_observation", Kind.OBSERVATION, Spot.INTAKE, True, (), ("body",)),
    Source(27, "person_note", Kind.PERSON_NOTE, Spot.PEOPLE, True, (), ("body",)),
)
_BY_TABLE = {source.table: source for source in SOURCES}
_BY_NUMBER = {source.number: source for source in SOURCES}


class Text(NamedTuple):
    """What the index holds of a row: its words, folded and spaced, and a number that tells them from others."""

    row: str
    title: str
    body: str
    digest: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to find."""
        return not (self.title.strip() or self.body.strip())


def number_of(entry: int) -> int:
    """Return the number of the source of an entry of the index."""
    return entry >> _BITS


def source(number: int) -> Source:
    """Return the source of this number."""
    return _BY_NUMBER[number]


def triggers() -> list[str]:
    """Return the statements that create the triggers which note what was written."""
    return [statement for source in SOURCES for statement in _triggers(source)]


def trigger_names(table: str) -> tuple[str, str, str]:
    """Return the names of a table's three triggers: for insert, update and delete."""
    return f"search_{table}_added", f"search_{table}_changed", f"search_{table}_removed"


def _triggers(source: Source) -> list[str]:
    # INSERT OR REPLACE and the like override the conflict clauses of plain statements in a trigger, but not upserts.
    watched = (*source.columns, "deleted_at")
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in watched)
    listed = ", ".join(f'"{column}"' for column in watched)
    note = "INSERT INTO search_queue VALUES ('{}', {}.id, {}) ON CONFLICT (tbl, row) DO {};"
    table = source.table
    added, changed, removed = trigger_names(table)
    return [
        f"""CREATE TRIGGER {added} AFTER INSERT ON "{table}" BEGIN
    {note.format(table, "NEW", 0, "NOTHING")}
END""",
        f"""CREATE TRIGGER {changed} AFTER UPDATE OF {listed} ON "{table}" WHEN {differs} BEGIN
    {note.format(table, "NEW", 0, "NOTHING")}
END""",
        f"""CREATE TRIGGER {removed} AFTER DELETE ON "{table}" BEGIN
    {note.format(table, "OLD", 1, "UPDATE SET purged = 1")}
END""",
    ]


def regenerate(db: Connection) -> None:
    """Drop the triggers that note what was written and make them anew, as each migration must."""
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search~_%' ESCAPE '~'"
    for (name,) in db.execute(names).fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    for statement in triggers():
        db.execute(statement)


def take_in(db: Connection) -> None:
    """Let the index know every row that was written, within the transaction under way.

    After a row was removed for good the index is written anew, so that no word of it stays; the driver's settings wipe
    the former pages.
    """
    (purged,) = db.execute("SELECT EXISTS (SELECT 1 FROM search_queue WHERE purged)").fetchone()
    for (table,) in db.execute("SELECT DISTINCT tbl FROM search_queue").fetchall():
        if table in _BY_TABLE:
            _take_in(db, _BY_TABLE[table])
    db.execute("DELETE FROM search_queue")
    if purged:
        db.execute(_OPTIMIZE)


def renew(db: Connection) -> None:
    """Make the index's tables and triggers anew, and fill them, within the transaction under way."""
    for table in (INDEX, "search_entry", "search_queue"):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    create(db)
    regenerate(db)
    rebuild(db)


def create(db: Connection) -> None:
    """Make the index's tables, within the transaction under way."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)


def rebuild(db: Connection) -> None:
    """Make the index anew from the rows, within the transaction under way."""
    db.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    db.execute("DELETE FROM search_entry")
    db.execute("DELETE FROM search_queue")
    for source in SOURCES:
        count = 0
        for rows in _chunked(texts(db, source)):
            _insert(db, source, count, rows)
            count += len(rows)
    db.execute(_OPTIMIZE)


def texts(db: Connection, source: Source) -> Iterator[Text]:
    """Return what the index should hold of a source, by row."""
    rows = db.execute(
        f'SELECT t.id, {_expressions(source)} FROM "{source.table}" t WHERE deleted_at IS NULL ORDER BY id'
    )
    while some := rows.fetchmany(CHUNK):
        for text in some:
            if not (cut := _text(text)).empty:
                yield cut


def waiting(db: Connection, limit: int) -> Iterator[tuple[Source, Text]]:
    """Return live rows, as they are now, that the index does not know yet; at most so many of each source."""
    for (table,) in db.execute("SELECT DISTINCT tbl FROM search_queue").fetchall():
        if source := _BY_TABLE.get(table):
            rows = db.execute(
                f'SELECT t.id, {_expressions(source)} FROM search_queue q JOIN "{table}" t ON t.id = q.row '
                "WHERE q.tbl = ? AND t.deleted_at IS NULL LIMIT ?",
                (table, limit),
            )
            yield from ((source, _text(row)) for row in rows)


def _expressions(source: Source) -> str:
    """Return the SQL of a row's title and body."""
    return ", ".join(
        " || char(10) || ".join(f"""coalesce(t."{column}", '')""" for column in columns) or "''"
        for columns in (source.title, source.body)
    )


def _text(row: tuple[str, str, str]) -> Text:
    title, body = spaced(row[1]), spaced(row[2])
    digest = blake2b(f"{title}\0{body}".encode(), digest_size=7).digest()
    return Text(row[0], title, body, int.from_bytes(digest, "big"))


def _take_in(db: Connection, source: Source) -> None:
    """Let the index know the rows of a source that were written."""
    query = (
        f"SELECT q.row, t.id IS NOT NULL, {_expressions(source)} FROM search_queue q "
        f'LEFT JOIN "{source.table}" t ON t.id = q.row AND t.deleted_at IS NULL '
        "WHERE q.tbl = ? AND q.row > ? ORDER BY q.row LIMIT ?"
    )
    last = ""
    while rows := db.execute(query, (source.table, last, CHUNK)).fetchall():
        last = rows[-1][0]
        known = _known(db, source, [row[0] for row in rows])
        fresh, gone = [], []
        for row, there, title, body in rows:
            text = _text((row, title, body))
            held = known.get(row)
            if there and not text.empty:
                if held and held[1] == text.digest:
                    continue
                fresh.append(text)
            if held:
                gone.append((held[0],))
        db.executemany("DELETE FROM search_words WHERE rowid = ?", gone)
        db.executemany("DELETE FROM search_entry WHERE id = ?", gone)
        # A changed row takes a new place at the end: the index is fastest when its ids only grow.
        first, end = source.ids
        (latest,) = db.execute("SELECT max(id) FROM search_entry WHERE id BETWEEN ? AND ?", (first, end)).fetchone()
        _insert(db, source, 0 if latest is None else latest - first + 1, fresh)


def _known(db: Connection, source: Source, rows: list[str]) -> dict[str, tuple[int, int]]:
    found = db.execute(
        "SELECT row, id, digest FROM search_entry WHERE row IN (SELECT value FROM json_each(?)) AND id BETWEEN ? AND ?",
        (json.dumps(rows), *source.ids),
    )
    return {row: (entry, digest) for row, entry, digest in found}


def _insert(db: Connection, source: Source, count: int, rows: list[Text]) -> None:
    first = source.ids[0] + count
    numbered = list(enumerate(rows, first))
    db.executemany(
        "INSERT INTO search_words (rowid, title, body) VALUES (?, ?, ?)", [(i, t.title, t.body) for i, t in numbered]
    )
    db.executemany("INSERT INTO search_entry VALUES (?, ?, ?)", [(i, t.row, t.digest) for i, t in numbered])


def _chunked(texts: Iterable[Text]) -> Iterator[list[Text]]:
    some: list[Text] = []
    for text in texts:
        some.append(text)
        if len(some) == CHUNK:
            yield some
            some = []
    if some:
        yield some
