"""What the change log costs a write: the same tables with and without their triggers, on a file, in turn.

Single: one session edited in an action of its own, through the store. Bulk: 20,000 sessions inserted, and 20,000
edited, each in one transaction. The file: after that, and as 200 engagements with their history leave it.
Run: python benchmarks/changelog.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.store import driver, former_log
from coachtui.store import practice as practices
from coachtui.store.practice import Practice
from coachtui.store.reads import people
from coachtui.store.tables.cadence import Session
from coachtui.store.writes import engagement, rows
from coachtui.store.writes import people as people_writes
from practices import practice as demo

ROWS, SINGLES = 20_000, 100
INSERT = """
INSERT INTO session (id, engagement_id, kind, state, starts_local, time_zone, starts_utc, minutes)
VALUES (?, ?, 'coaching', 'planned', '2026-11-24T09:00', 'UTC', '2026-11-24T09:00:00Z', 60)
"""


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    times: dict[tuple[str, bool], list[float]] = {}
    sizes: dict[bool, int] = {}
    for _ in range(rounds):
        for logged in (True, False):
            with tempfile.TemporaryDirectory() as directory:
                sizes[logged] = _measure(Path(directory), logged, times)
    print(f"{'':20} {'without':>10} {'with log':>10} {'ratio':>7}   (medians of {rounds})")
    for name in ("insert, bulk", "edit, bulk", "edit, single"):
        plain, logged_time = (statistics.median(times[name, logged]) for logged in (False, True))
        print(f"{name:20} {plain * 1000:7.1f} ms {logged_time * 1000:7.1f} ms {logged_time / plain:6.2f}×")
    print(
        f"{'file, after bulk':20} {sizes[False] >> 10:6} KiB {sizes[True] >> 10:6} KiB "
        f"{sizes[True] / sizes[False]:6.2f}×"
    )
    without, whole = _sizes_of_demo()
    print(f"{'file, 200 engagements':20} {without >> 10:6} KiB {whole >> 10:6} KiB {whole / without:6.2f}×")


def _measure(directory: Path, logged: bool, times: dict[tuple[str, bool], list[float]]) -> int:
    paths = Paths(directory / "data", directory / "config", directory / "state")
    with practices.create(paths.practice, paths, name="x", coach="x", time_zone="UTC", random=Random(1)) as practice:
        client = people_writes.add_person(practice, PersonDraft("Client"))
        draft = EngagementDraft(client, people.owner(practice.db).id, "UTC")
        engagement_id = engagement.start(practice, draft, EngagementState.DRAFT)
        if not logged:
            names = practice.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in names:
                practice.db.execute(f"DROP TRIGGER {name}")
        ids = [practice.new_id() for _ in range(ROWS)]
        timed(times, ("insert, bulk", logged), lambda: _bulk(practice, INSERT, [(i, engagement_id) for i in ids]))
        edit = "UPDATE session SET minutes = ?, state = 'held' WHERE id = ?"
        timed(times, ("edit, bulk", logged), lambda: _bulk(practice, edit, [(75, i) for i in ids]))
        size = practice.path.stat().st_size
        timed(times, ("edit, single", logged), lambda: _singles(practice, ids[:SINGLES]), SINGLES)
    return size


def _sizes_of_demo() -> tuple[int, int]:
    """Return the size of a demo practice without its change log, and with it, in bytes."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "copy.coach"
        with closing(driver.connect(demo("lead"), read_only=True)) as db:
            db.execute("VACUUM INTO ?", (str(copy),))
        whole = copy.stat().st_size
        with closing(driver.connect(copy)) as db:
            db.execute("UPDATE local SET still = 1")
            for kind, name in (("VIEW", "birth"), ("VIEW", "edit"), *(("TABLE", name) for name in former_log.BECAME)):
                db.execute(f"DROP {kind} {name}")
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {name}")
            db.execute("VACUUM")
        return copy.stat().st_size, whole


def timed(
    times: dict[tuple[str, bool], list[float]], key: tuple[str, bool], job: Callable[[], None], per: int = 1
) -> None:
    """Add the seconds that the job took, by piece of work, to the list of its key."""
    start = time.perf_counter()
    job()
    times.setdefault(key, []).append((time.perf_counter() - start) / per)


def _bulk(practice: Practice, sql: str, values: list[tuple[object, ...]]) -> None:
    with practice.raw_action("bulk") as db:
        db.executemany(sql, values)


def _singles(practice: Practice, ids: list[str]) -> None:
    for session_id in ids:
        with practice.action("single") as db:
            rows.live(db, Session, session_id).minutes = 90


if __name__ == "__main__":
    main()
