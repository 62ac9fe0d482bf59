"""What a search finds: the index tells which rows hold the words, these rank them and cut what is shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from coachtui.domain.search import Found, Hit, Kind, Question, Term, excerpt, holds, question, spaced
from coachtui.store import errors, search_queue
from coachtui.store import search as index
from coachtui.store.driver import Connection, DriverError
from coachtui.store.reads.search_rows import Row, of_engagements, told
from coachtui.store.search import Source

LOOKED_AT = 500
"""The best rows that are looked at; of more, it is only said that there are more."""
MOST_UNSEEN = 2_000
"""Rows of one table, written by another program and not in the index yet, that are looked through one by one."""
MOST_NAMED = 12
"""Engagements that a word of the question may name, so that the other words are looked for in them."""
_TITLE, _BODY = 4.0, 1.0
_TITLES_FIRST = {kind: place for place, kind in enumerate(Kind)}
_ENDLESS = date.max.toordinal()
_NAMES = max(
    source.ids[1] for source in index.SOURCES if source.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PROGRAMME)
)

_SCORE = f"bm25(search_words, {_TITLE}, {_BODY})"
_NAMED = f"""
SELECT rowid AS id, {_SCORE} AS score, 1 AS named FROM search_words
WHERE search_words MATCH :names AND rowid <= {_NAMES} ORDER BY score LIMIT :most_names
"""
_BEST = f"""
SELECT entry.id, entry.row, score, named FROM (
    SELECT * FROM ({_NAMED}) UNION ALL SELECT * FROM (
        SELECT rowid, {_SCORE} AS score, 0 FROM search_words WHERE search_words MATCH :words
        ORDER BY score LIMIT :most OFFSET :looked
    )
) JOIN search_entry AS entry USING (id)
"""
_NAMED_ROWS = f"SELECT row FROM ({_NAMED}) JOIN search_entry USING (id)"
_ENGAGEMENTS = """
SELECT e.id FROM engagement e WHERE deleted_at IS NULL
AND (client_id IN (SELECT value FROM json_each(:rows)) OR organisation_id IN (SELECT value FROM json_each(:rows))
    OR programme_id IN (SELECT value FROM json_each(:rows)))
ORDER BY starts_on DESC LIMIT :limit
"""


class _Scored(NamedTuple):
    """A row in reach: names before all else, then by score."""

    row: Row
    named: bool
    score: float


def search(db: Connection, words: str, limit: int = 50) -> Found:
    """Return what holds every word, the best first.

    People, organisations and programmes of that name come first, then by how much a record is about the words, titles
    before notes and the newer before the older among equals. Where no name holds all words, last come records that
    hold some of them, of engagements whose client, organisation or programme the others name. The last word may be
    unfinished; a letter alone is looked for in names and titles only.
    """
    asked = question(words)
    if not asked.terms:
        return Found((), 0, False)
    try:
        return _found(db, asked, limit)
    except DriverError as error:
        if not search_queue.is_damage(error):
            raise
        raise errors.Failed(
            "The search index is damaged, or a part of it is missing; your records are kept apart from it. "
            "Run `coachtui doctor --repair`: it makes the index anew from them."
        ) from None


def _found(db: Connection, asked: Question, limit: int) -> Found:
    found: dict[tuple[str, str], _Scored] = {}
    behind = search_queue.is_behind(db)

    def take(some: Iterator[_Scored]) -> None:
        for scored in some:
            # What another program has written since may not hold the words any more.
            if not behind or holds("", spaced(scored.row.text), asked):
                found.setdefault((scored.row.source.table, scored.row.id), scored)

    if behind:
        take(_unseen(db, asked))
    names, words = _expression(asked.terms, titles_only=True), _expression(asked.terms, asked.titles_only)
    looked, page, more = 0, LOOKED_AT, True
    while more and len(found) < limit:
        values = {"names": names, "words": words, "most_names": limit, "most": page + 1, "looked": looked}
        best = db.execute(_BEST, values).fetchall()
        more = sum(not named for *_, named in best) > page
        take(_in_reach(db, best[:-1] if more else best))
        # Only what is out of reach makes a second look needed, and then there is much of it.
        looked, page = looked + page, page * 4
    if len(asked.terms) > 1 and len(found) < limit and not any(scored.named for scored in found.values()):
        take(_in_named(db, asked))
    ranked = sorted(found.values(), key=_order)
    return Found(tuple(_hit(scored.row, asked) for scored in ranked[:limit]), len(ranked), more)


def _expression(terms: tuple[Term, ...], titles_only: bool) -> str:
    """Return what FTS5 is asked for. No sign of its language comes from what was typed: a piece is letters alone."""
    listed = " AND ".join(f'"{" ".join(term.pieces)}"{" *" if term.prefix else ""}' for term in terms)
    return f"title : ({listed})" if titles_only else listed


def _in_reach(db: Connection, best: Iterable[tuple[int, str, float, int]]) -> Iterator[_Scored]:
    """Return what the index found and the coach can reach; the names among it come first."""
    by_source: dict[int, dict[str, tuple[bool, float]]] = {}
    for entry, row_id, score, named in best:
        by_source.setdefault(index.number_of(entry), {}).setdefault(row_id, (bool(named), score))
    for number, scores in by_source.items():
        for row in told(db, index.source(number), scores):
            yield _Scored(row, *scores[row.id])


def _unseen(db: Connection, asked: Question) -> Iterator[_Scored]:
    """Return what another program wrote that the index does not know yet; these come first, as if they were best."""
    ids: dict[Source, list[str]] = {}
    for source, text in index.waiting(db, MOST_UNSEEN):
        if holds(text.title, text.body, asked):
            ids.setdefault(source, []).append(text.row)
    for source, rows in ids.items():
        for row in told(db, source, rows):
            yield _Scored(row, False, -_ENDLESS)


def _in_named(db: Connection, asked: Question) -> Iterator[_Scored]:
    """Return what holds some of the words within engagements that the other words name."""
    naming: dict[str, set[Term]] = {}
    for term in asked.terms:
        values = {"names": _expression((term,), titles_only=True), "most_names": MOST_NAMED}
        rows = json.dumps([row for (row,) in db.execute(_NAMED_ROWS, values)])
        for (engagement_id,) in db.execute(_ENGAGEMENTS, {"rows": rows, "limit": MOST_NAMED}):
            naming.setdefault(engagement_id, set()).add(term)
    rest = {
        engagement_id: Question(left, False)
        for engagement_id, named in naming.items()
        if (left := tuple(term for term in asked.terms if term not in named))
    }
    for row in of_engagements(db, [*rest][:MOST_NAMED]) if rest else ():
        if holds("", spaced(row.text), rest[row.engagement_id or ""]):
            yield _Scored(row, False, 0)


def _order(scored: _Scored) -> tuple[bool, float, int, int, str]:
    row = scored.row
    newest = -row.on.toordinal() if row.on else _ENDLESS
    return not scored.named, round(scored.score, 1), _TITLES_FIRST[row.source.kind], newest, row.id


def _hit(row: Row, asked: Question) -> Hit:
    source = row.source
    text, marks = excerpt(row.text, asked)
    return Hit(
        source.kind, row.id, row.whose, row.engagement_id, source.spot, row.record, row.on, text, marks, source.private
    )
