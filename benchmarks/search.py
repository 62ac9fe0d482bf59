"""Search against the same question in plain SQL on the same file, and its growth from *lead* to *practice*.

By hand: the best 500 entries of the index for the words (FTS5, bm25) and the 50 best names that hold them, then for
each kind among them one statement that joins them to row, engagement and client, without what lies in the bin; all
are sorted. Ours also looks at what another program wrote, follows clients' names, cuts an excerpt of each and marks
the words. In turn, medians; both must find the same. A file of an older schema is brought to the present one first.
Run: python benchmarks/search.py [ROUNDS [SIZE …]]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from coachtui.paths import Paths
from coachtui.store.driver import Connection
from coachtui.store.practice import open_practice
from coachtui.store.reads.search import search
from coachtui.store.reads.search_rows import WAYS
from coachtui.store.search import SOURCES, Source
from practices import HOME, practice

WORDS = {
    "rare word": "brandt",
    "client's name": "dana okafor",
    "begun word": "deleg",
    "two words": "review meeting",
    "common word": "team",
    "commonest word": "the",
}
LIMIT = 50
SCORE = "bm25(search_words, 4.0, 1.0)"
MATCH = f"""
SELECT * FROM (SELECT 1, rowid, {SCORE} FROM search_words
    WHERE search_words MATCH 'title : (' || :words || ')' AND rowid <= {SOURCES[2].ids[1]} ORDER BY 3 LIMIT {LIMIT})
UNION ALL SELECT * FROM (SELECT 0, rowid, {SCORE} FROM search_words WHERE search_words MATCH :words
    ORDER BY {SCORE} LIMIT 500)
"""
OF_KIND = """
SELECT entry.id, t.id, {on}, {whose}, {engagement}, {record}, {texts} FROM search_entry entry
JOIN "{table}" t ON t.id = entry.row {joins}
WHERE entry.id IN (SELECT value FROM json_each(?)) AND t.deleted_at IS NULL
"""


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    first: dict[str, float] = {}
    print(f"{'':25} {'found':>8} {'by hand':>10} {'ours':>10} {'ratio':>7} {'growth':>7}   (medians of {rounds})")
    for size in sys.argv[2:] or ["lead", "practice"]:
        paths = Paths(HOME, HOME / "config", HOME / "state")
        with open_practice(practice(size), paths) as opened:
            for name, words in WORDS.items():
                hand, ours, found = _measure(opened.db, words, rounds)
                growth = f"{ours / first[name]:6.1f}×" if name in first else ""
                first.setdefault(name, ours)
                print(
                    f"{size:9} {name:15} {found:>8} {hand * 1000:7.2f} ms {ours * 1000:7.2f} ms {ours / hand:6.2f}× "
                    f"{growth:>7}",
                    flush=True,
                )


def _measure(db: Connection, words: str, rounds: int) -> tuple[float, float, str]:
    asked = " AND ".join(f'"{word}"' for word in words.split()) + "*"
    by_hand, ours = _by_hand(db, asked), search(db, words, LIMIT)
    if " " not in words and not {row[1] for row in by_hand} >= {hit.id for hit in ours.hits}:
        raise SystemExit(f"{words}: by hand it is not the same that is found")
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        _timed(times[0], lambda: _by_hand(db, asked))
        _timed(times[1], lambda: search(db, words, LIMIT))
    hand, our = map(statistics.median, times)
    return hand, our, f"{ours.total}{'+' if ours.more else ''}"


def _by_hand(db: Connection, asked: str) -> list[tuple[Any, ...]]:
    scores: dict[int, tuple[int, float]] = {}
    kinds: dict[int, list[int]] = {}
    for named, entry, score in db.execute(MATCH, {"words": asked}):
        if entry not in scores:
            scores[entry] = (-named, round(score, 1))
            kinds.setdefault(entry >> 40, []).append(entry)
    rows = []
    for number, entries in kinds.items():
        rows += db.execute(QUESTIONS[number], (json.dumps(entries),)).fetchall()
    return sorted(rows, key=lambda row: (*scores[row[0]], row[2] or ""))


def _of_kind(source: Source) -> str:
    way = WAYS[source.table]
    return OF_KIND.format(
        on=way.on,
        whose=way.whose,
        engagement=way.engagement,
        record=way.record,
        texts=", ".join(f't."{column}"' for column in source.columns),
        table=source.table,
        joins=way.joins,
    )


QUESTIONS = {source.number: _of_kind(source) for source in SOURCES}


def _timed(times: list[float], job: Callable[[], object]) -> None:
    start = time.perf_counter()
    job()
    times.append(time.perf_counter() - start)


if __name__ == "__main__":
    main()
