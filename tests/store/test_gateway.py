"""The gateway stores what it was given, in order, whoever stops waiting; long work leaves the screens alone."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachtui.paths import Paths
from coachtui.store import backups, errors
from coachtui.store.driver import Connection
from coachtui.store.gateway import Gateway, Task
from coachtui.store.practice import Practice, open_practice
from tests.conftest import StandingClock
from tests.store.test_changelog import add_person


@pytest.fixture
def gateway(opening: Callable[[], Practice]) -> Iterator[Gateway]:
    gateway = Gateway(opening)
    gateway.start()
    yield gateway
    gateway.close()


def names(db: Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM person ORDER BY rowid LIMIT 100")]


def adding(name: str, wait: float = 0.0) -> Callable[[Practice], str]:
    def job(practice: Practice) -> str:
        time.sleep(wait)
        return add_person(practice, name)

    return job


async def test_the_practice_is_there_when_it_is_open(gateway: Gateway) -> None:
    assert await gateway.ready() is gateway.opened.result(0)


async def test_reads_and_writes_keep_their_order(gateway: Gateway) -> None:
    waiting: list[asyncio.Future[Any]] = [
        gateway.write(adding("A", 0.05)),
        gateway.read(names),
        gateway.write(adding("B")),
        gateway.read(names),
    ]
    results = await asyncio.gather(*waiting)
    assert (results[1], results[3]) == (["A"], ["A", "B"])


async def test_four_saves_within_90_ms_from_cancelled_workers_are_all_stored(gateway: Gateway) -> None:
    """As an exclusive worker does: each new save cancels the one that still waits."""

    async def save(name: str) -> None:
        await gateway.write(adding(name, 0.05))

    worker: asyncio.Task[None] | None = None
    for name in "ABCD":
        if worker is not None:
            worker.cancel()
        worker = asyncio.create_task(save(name))
        await asyncio.sleep(0.03)
    assert worker is not None
    await worker
    assert await gateway.read(names) == ["A", "B", "C", "D"]


async def test_the_loop_is_free_while_the_database_works(gateway: Gateway) -> None:
    slow = gateway.write(adding("A", 0.2))
    ticks = 0
    while not slow.done():
        await asyncio.sleep(0.005)
        ticks += 1
    assert ticks > 10


async def test_errors_keep_their_type_and_the_thread_goes_on(gateway: Gateway) -> None:
    with pytest.raises(errors.Refused, match="name_filled"):
        await gateway.write(adding(""))
    with pytest.raises(ZeroDivisionError):
        await gateway.write(lambda _: 1 / 0)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await gateway.write(lambda _: next(iter([])))
    assert await gateway.read(names) == []


async def test_damage_met_by_a_read_is_told_in_words(gateway: Gateway) -> None:
    await gateway.write(adding("A"))
    await gateway.write(lambda practice: practice.db.execute("UPDATE person SET name = CAST(x'41ff' AS TEXT)"))
    with pytest.raises(errors.DamagedPractice, match="can't be read"):
        await gateway.read(names)


async def test_an_error_for_which_nobody_waits_is_still_heard(opening: Callable[[], Practice]) -> None:
    unheard: list[BaseException] = []
    gateway = Gateway(opening)
    gateway.hear(unheard.append)
    gateway.start()
    waiting = asyncio.create_task(asyncio.wait_for(gateway.write(adding("", 0.05)), 0.01))
    with pytest.raises(TimeoutError):
        await waiting
    await gateway.read(names)
    assert [type(error) for error in unheard] == [errors.Refused]
    gateway.close()


async def test_closing_finishes_what_is_queued(opening: Callable[[], Practice]) -> None:
    gateway = Gateway(opening)
    gateway.start()
    for name in "ABC":
        gateway.write(adding(name, 0.02)).cancel()
    gateway.close()
    gateway.close()
    with pytest.raises(errors.PracticeClosed):
        await gateway.read(names)
    with opening() as practice:
        assert names(practice.db) == ["A", "B", "C"]


async def test_a_practice_that_can_not_be_opened_is_told_to_everyone(paths: Paths, clock: StandingClock) -> None:
    gateway = Gateway(lambda: open_practice(paths.practice, paths, clock=clock))
    early = gateway.read(names)
    gateway.start()
    for waiting in (early, gateway.write(adding("A")), gateway.long(lambda *_: None)):
        with pytest.raises(errors.NoPractice):
            await waiting
    with pytest.raises(errors.NoPractice):
        gateway.opened.result(1)
    gateway.close()


def test_a_loop_that_ends_before_the_job_prints_nothing(
    opening: Callable[[], Practice], capfd: pytest.CaptureFixture[str]
) -> None:
    gateway = Gateway(opening)

    def long(practice: Practice, task: Task) -> None:
        for number in range(3):
            task.step(number, 2)
            time.sleep(0.05)

    async def leave() -> None:
        gateway.start()
        gateway.write(adding("A", 0.1))
        gateway.write(lambda _: 1 / 0)
        gateway.long(long, print)

    asyncio.run(leave())
    gateway.close()
    with opening() as practice:
        assert names(practice.db) == ["A"]
    assert capfd.readouterr() == ("", "")


FORGETFUL = """
import asyncio, sys
from pathlib import Path
from typing import Any
from coachtui import paths
from coachtui.store.gateway import Gateway
from coachtui.store.practice import open_practice
from coachtui.store import drafts
import time
places = paths.find()
gateway = Gateway(lambda: open_practice(places.practice, places))
def job(practice):
    time.sleep(0.1)
    drafts.save(practice, "note", "", {"body": "kept"})
async def main():
    gateway.start()
    gateway.write(job)
asyncio.run(main())
raise SystemExit(3)
"""


def test_a_program_that_ends_without_closing_stores_what_was_queued_and_ends(
    opening: Callable[[], Practice], fresh: Path
) -> None:
    ended = subprocess.run([sys.executable, "-c", FORGETFUL], capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stderr) == (3, "")
    with opening() as practice:
        assert practice.db.execute("SELECT body FROM draft").fetchone() == ('{"body": "kept"}',)


# Long work


async def test_long_work_leaves_the_screens_alone(gateway: Gateway) -> None:
    release = threading.Event()

    def long(practice: Practice, task: Task) -> int:
        seen = 0
        while not release.wait(0.01):
            seen = len(names(practice.db))
        return seen

    work = gateway.long(long)
    assert await asyncio.wait_for(gateway.read(names), 2) == []
    await asyncio.wait_for(gateway.write(adding("A")), 2)
    await asyncio.sleep(0.05)
    release.set()
    assert await work == 1


async def test_readers_read_on_during_a_large_write(gateway: Gateway) -> None:
    written, release = threading.Event(), threading.Event()

    def long(practice: Practice, task: Task) -> None:
        with practice.raw_action("imported") as db:
            db.execute("PRAGMA cache_size = 10")
            for number in range(500):
                db.execute(
                    "INSERT INTO person (id, name, folded, named_in_log) VALUES (?, ?, '', 0)",
                    (practice.new_id(), f"{number} " * 200),
                )
            written.set()
            release.wait(5)

    work = gateway.long(long)
    await asyncio.to_thread(written.wait, 5)
    assert await asyncio.wait_for(gateway.read(names), 1) == []
    release.set()
    await work
    assert len(await gateway.read(names)) == 100


async def test_progress_is_told_on_the_loop_and_not_too_often(gateway: Gateway) -> None:
    told: list[tuple[int, int]] = []
    threads = set()

    def progress(done: int, total: int) -> None:
        threads.add(threading.current_thread())
        told.append((done, total))

    def long(practice: Practice, task: Task) -> str:
        for number in range(1, 1001):
            task.step(number, 1000)
        return "done"

    assert await gateway.long(long, progress) == "done"
    assert told[-1] == (1000, 1000)
    assert told == sorted(told)
    assert len(told) < 200
    assert threads == {threading.main_thread()}


@pytest.mark.parametrize("where", ["between steps", "in a statement", "before it began"])
async def test_stopped_work_leaves_nothing(gateway: Gateway, where: str) -> None:
    begun, release = threading.Event(), threading.Event()

    def long(practice: Practice, task: Task) -> None:
        with practice.raw_action("imported") as db:
            add = "INSERT INTO person (id, name, folded, named_in_log) VALUES (?, 'x', '', 0)"
            db.execute(add, (practice.new_id(),))
            begun.set()
            if where == "in a statement":
                db.execute("WITH RECURSIVE n AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n")
            while True:
                task.step()
                time.sleep(0.001)

    if where == "before it began":
        blocking = gateway.long(lambda *_: release.wait(5))
        work = gateway.long(long)
        work.stop()
        release.set()
        await blocking
    else:
        work = gateway.long(long)
        await asyncio.to_thread(begun.wait, 5)
        work.stop()
    with pytest.raises(errors.Stopped, match="Nothing was changed"):
        await asyncio.wait_for(work.result, 5)
    assert begun.is_set() == (where != "before it began")
    assert await gateway.read(names) == []
    assert await gateway.long(lambda practice, _: names(practice.db)) == [], "the next work is not stopped"
    await gateway.write(adding("A"))


async def test_a_backup_can_be_stopped(gateway: Gateway, paths: Paths, clock: StandingClock) -> None:
    def fill(practice: Practice) -> None:
        with practice.raw_action("imported") as db:
            db.execute(
                "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                "INSERT INTO person (id, name, folded, named_in_log) SELECT printf('%032d', i), 'x', '', 0 FROM n"
            )

    await gateway.write(fill)

    def long(practice: Practice, task: Task) -> backups.Backup:
        task.stop()
        return backups.make(practice.db, practice.path, paths.backups, clock(), "manual")

    with pytest.raises(errors.Stopped):
        await gateway.long(long)
    assert list(paths.backups.iterdir()) == []
    made = await gateway.long(
        lambda practice, _: backups.make(practice.db, practice.path, paths.backups, clock(), "manual")
    )
    assert made.path.exists()


async def test_cancelling_the_wait_does_not_stop_the_work(gateway: Gateway) -> None:
    begun = threading.Event()

    def long(practice: Practice, task: Task) -> None:
        begun.set()
        time.sleep(0.05)
        add_person(practice, "A")

    async def wait() -> None:
        await gateway.long(long)

    waiting = asyncio.create_task(wait())
    await asyncio.to_thread(begun.wait, 5)
    waiting.cancel()
    await gateway.long(lambda *_: None)
    assert await gateway.read(names) == ["A"]


async def test_long_work_shares_the_site(gateway: Gateway) -> None:
    await gateway.write(adding("A"))
    await gateway.long(lambda practice, _: add_person(practice, "B"))
    await gateway.write(adding("C"))
    sites = await gateway.read(lambda db: db.execute("SELECT count(DISTINCT site) FROM action").fetchone())
    assert sites == (1,)
