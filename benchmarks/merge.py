"""What a merge costs, as a multiple of `VACUUM INTO` of the same file in the same round.

On a file of so many sessions, each with a note, and on a demo practice if one is named. Each side writes so many new
sessions and edits so many of those that both have, a tenth of them the same on both; then one merges the other.
Run: python benchmarks/merge.py [ROUNDS] [ROWS | PATH OF A PRACTICE FILE]…
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.store import practice as practices
from coachtui.store.merge import merge
from coachtui.store.practice import Practice
from coachtui.store.reads import people
from coachtui.store.writes import engagement
from coachtui.store.writes import people as people_writes

CASES = ((0, 10), (1_000, 4_000), (10_000, 40_000))
"""New sessions and edits of each side."""
SIZES = (20_000, 200_000)
INSERT = """
INSERT INTO session (id, engagement_id, kind, state, starts_local, time_zone, starts_utc, minutes)
VALUES (?, ?, 'coaching', 'planned', '2026-11-24T09:00', 'UTC', '2026-11-24T09:00:00Z', 60)
"""
NOTE = "INSERT INTO session_note (id, body) VALUES (?, ?)"
TEXT = "She wants to delegate the weekly report and to speak last in the meeting of her team. " * 3


class Took(NamedTuple):
    """Seconds by the clock on the wall, and of the processor: on a busy machine only the latter can be compared."""

    wall: float
    processor: float


class Measured(NamedTuple):
    """What a merge took, the same once more (nothing is new then), and `VACUUM INTO`."""

    merge: Took
    again: Took
    vacuum: Took


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for what in sys.argv[2:] or map(str, SIZES):
        with tempfile.TemporaryDirectory() as directory:
            source = _source(Path(directory), what)
            print(f"{what}: {source.stat().st_size >> 20} MiB   (medians of {rounds})")
            for made, edited in CASES:
                found = [_measure(Path(directory), source, made, edited) for _ in range(rounds)]
                print(f"  {made:6,} new, {edited:6,} edited a side", end="")
                for job in ("merge", "again"):
                    pairs = [(getattr(one, job), one.vacuum) for one in found]
                    wall = statistics.median(took.wall / base.wall for took, base in pairs)
                    processor = statistics.median(took.processor / base.processor for took, base in pairs)
                    print(f"   {job} {pairs[0][0].wall:7.2f} s {wall:6.2f}× (processor {processor:5.2f}×)", end="")
                print(flush=True)


def _paths(directory: Path) -> Paths:
    return Paths(directory / "data", directory / "config", directory / "state")


def _source(directory: Path, what: str) -> Path:
    """Return a file of so many rows, or a private copy of the practice at that path, of the present schema."""
    paths = _paths(directory / "source")
    if not what.isdecimal():
        paths.practice.parent.mkdir(parents=True)
        shutil.copyfile(what, paths.practice)
        practices.open_practice(paths.practice, paths).close()
        shutil.rmtree(paths.backups, ignore_errors=True)
        return paths.practice
    with practices.create(paths.practice, paths, name="x", coach="x", time_zone="UTC", random=Random(1)) as practice:
        client = people_writes.add_person(practice, PersonDraft("Client"))
        draft = EngagementDraft(client, people.owner(practice.db).id, "UTC")
        engagement_id = engagement.start(practice, draft, EngagementState.DRAFT)
        ids = [practice.new_id() for _ in range(int(what) // 2)]
        with practice.raw_action("bulk") as db:
            db.executemany(INSERT, [(one, engagement_id) for one in ids])
            db.executemany(NOTE, [(one, f"{one} {TEXT}") for one in ids])
    return paths.practice


def _measure(directory: Path, source: Path, made: int, edited: int) -> Measured:
    """Let two copies write, and one merge the other."""
    sides = [_opened(directory / name, source, seed) for seed, name in enumerate(("here", "there"))]
    try:
        for side, practice in enumerate(sides):
            _write(practice, made, edited, side)
        other = directory / "there.coach"
        sides[1].db.execute("VACUUM INTO ?", (str(other),))
        took = _timed(lambda: merge(sides[0], other))
        again = _timed(lambda: merge(sides[0], other))
        base = _timed(lambda: sides[1].db.execute("VACUUM INTO ?", (str(directory / "vacuum.coach"),)))
    finally:
        for practice in sides:
            practice.close()
        for name in ("here", "there"):
            shutil.rmtree(directory / name)
        for name in ("there.coach", "vacuum.coach"):
            (directory / name).unlink(missing_ok=True)
    return Measured(took, again, base)


def _opened(directory: Path, source: Path, seed: int) -> Practice:
    paths = _paths(directory)
    paths.practice.parent.mkdir(parents=True)
    shutil.copyfile(source, paths.practice)
    paths.practice.chmod(0o600)
    return practices.open_practice(paths.practice, paths, random=Random(seed))


def _write(practice: Practice, made: int, edited: int, side: int) -> None:
    ids = [row for (row,) in practice.db.execute("SELECT id FROM session ORDER BY id")]
    step = max(len(ids) // max(edited, 1), 1)
    # Every tenth is edited on both sides, the others on one.
    mine = [row for at, row in enumerate(ids[::step]) if at % 10 == 0 or at % 2 == side][:edited]
    with practice.raw_action("edited in bulk") as db:
        db.executemany(
            "UPDATE session SET minutes = ?, state = 'held' WHERE id = ?", [(50 + side, row) for row in mine]
        )
    fresh = [practice.new_id() for _ in range(made)]
    (engagement_id,) = practice.db.execute("SELECT id FROM engagement ORDER BY id LIMIT 1").fetchone()
    with practice.raw_action("added in bulk") as db:
        db.executemany(INSERT, [(row, engagement_id) for row in fresh])


def _timed(job: Callable[[], object]) -> Took:
    wall, processor = time.perf_counter(), time.process_time()
    job()
    return Took(time.perf_counter() - wall, time.process_time() - processor)


if __name__ == "__main__":
    main()
