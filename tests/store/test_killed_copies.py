"""A program that is killed in a backup, a restore or a merge leaves the file as it was before, or as it is after."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coachtui.domain.backups import Condition
from coachtui.paths import Paths
from coachtui.store import backups, doctor, drafts, driver
from coachtui.store.practice import Practice, open_practice
from coachtui.store.restore import restore
from coachtui.store.restore_edits import restore_as_edits
from tests.conftest import THOROUGH, StandingClock
from tests.store.rows import content

ROWS = 4_000 if THOROUGH else 300
KILLS = 30 if THOROUGH else 2
CHANCE = Random() if THOROUGH else Random(5)
DRAFT = {"body": "typed and not saved"}


def killed(job: Callable[[], object], after: float | None) -> float:
    """Do the job in a process of its own, kill that after so many seconds, and return how long it lived."""
    started = time.monotonic()
    child = os.fork()
    if not child:
        code = 1
        try:
            job()
            code = 0
        finally:
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert after is not None or os.waitstatus_to_exitcode(status) == 0
    return time.monotonic() - started


def write_much(practice: Practice, first: int) -> None:
    with practice.raw_action("imported") as db:
        db.executemany(
            "INSERT INTO person (id, name, folded, named_in_log) VALUES (?, ?, 'x', 0)",
            [(f"{number:032x}", f"person {number}" * 5) for number in range(first, first + ROWS)],
        )


def edit_much(practice: Practice, phone: str) -> None:
    with practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = ?", (phone,))


def look(path: Path) -> dict[str, list[Any]]:
    """Open the file like the next program does, after a crash, and return what it holds."""
    with closing(driver.connect(path)) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return content(db)


class Scene:
    """A file and what can be done to it again and again, each time from the same beginning."""

    def __init__(self, practice: Practice):
        self.path, self.paths, self.clock = practice.path, practice.paths, practice.clock
        write_much(practice, 0)
        self.backup = backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "asked")
        self.former = content(practice.db)
        write_much(practice, ROWS)
        edit_much(practice, "+31 6 1234")
        drafts.save(practice, "note", "", DRAFT)
        self.present = content(practice.db)
        practice.close()
        self._kept = self.path.with_name("kept")
        shutil.copytree(self.paths.data, self._kept, ignore=shutil.ignore_patterns("kept"))

    def again(self) -> None:
        for file in (*self.path.parent.glob(f"*{self.path.name}*"), *self.paths.backups.glob("*")):
            file.unlink()
        shutil.copy(self._kept / self.path.name, self.path)
        shutil.copytree(self._kept / "backups", self.paths.backups, dirs_exist_ok=True)

    def open(self) -> Practice:
        return open_practice(self.path, self.paths, clock=self.clock, random=Random(3))


@pytest.fixture
def scene(practice: Practice) -> Scene:
    return Scene(practice)


def put_back(scene: Scene) -> None:
    restore(scene.path, scene.paths, scene.backup, scene.clock())


def edit_back(scene: Scene) -> None:
    with scene.open() as practice:
        restore_as_edits(practice, scene.backup)


def back_up(scene: Scene) -> None:
    with scene.open() as practice:
        backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "daily")


@pytest.mark.parametrize("job", [put_back, edit_back, back_up])
def test_a_kill_at_any_moment(scene: Scene, job: Callable[[Scene], None]) -> None:
    found = []
    took = 0.0  # the first is let to its end
    for number in range(1 + KILLS):
        scene.again()
        lived = killed(lambda: job(scene), CHANCE.uniform(0, took) if number else None)
        took = took or lived
        after = look(scene.path)
        assert after in (scene.present, scene.former)
        found.append(after == scene.former)
        listed = backups.listed(scene.paths.backups, scene.path)
        assert scene.backup in listed
        assert all(backups.condition(backup) is Condition.GOOD for backup in listed), "a part of one bears no name"
        with scene.open() as practice:
            assert not THOROUGH or doctor.is_well(doctor.examine(practice))
            kept = drafts.load(practice.db, "note", "")
        if job is put_back and after == scene.former:
            (was,) = (backup for backup in listed if backup.reason == "restore")
            assert look(was.path) == scene.present
            with closing(driver.connect(was.path)) as db:
                assert db.execute("SELECT count(*) FROM draft").fetchone() == (1,)
        else:
            assert kept == DRAFT
        if THOROUGH or number == KILLS:
            job(scene)  # what was left behind is in nobody's way
            assert look(scene.path) == (scene.present if job is back_up else scene.former)
    assert found[0] is (job is not back_up)
    assert not THOROUGH or job is back_up or not all(found), "some of them were in time"


def test_a_kill_in_a_merge(scene: Scene, tmp_path: Path, clock: StandingClock) -> None:
    from coachtui.store.merge import merge

    other = tmp_path / "other" / "practice.coach"
    other.parent.mkdir()
    shutil.copy(scene.path, other)
    elsewhere = Paths(tmp_path / "other", tmp_path / "other", tmp_path / "other" / "state")
    with open_practice(other, elsewhere, clock=clock, random=Random(8)) as practice:
        clock.forward(minutes=5)
        edit_much(practice, "+31 6 9999")
        write_much(practice, 3 * ROWS)
    with scene.open() as practice:
        clock.forward(minutes=5)
        edit_much(practice, "+31 6 5555")
        drafts.save(practice, "note", "", DRAFT)
        before = content(practice.db)
    begin = scene.path.read_bytes()

    def job() -> None:
        with scene.open() as practice:
            merge(practice, other)

    took = killed(job, None)
    after = look(scene.path)
    assert after != before
    found = []
    for _ in range(KILLS):
        for file in scene.path.parent.glob(f"*{scene.path.name}*"):
            file.unlink()
        scene.path.write_bytes(begin)
        killed(job, CHANCE.uniform(0, took))
        now = look(scene.path)
        assert now in (before, after)
        found.append(now == after)
        with scene.open() as practice:
            assert drafts.load(practice.db, "note", "") == DRAFT
            assert not THOROUGH or doctor.is_well(doctor.examine(practice))
            merge(practice, other)
            assert content(practice.db) == after
    assert not THOROUGH or not all(found), "some of them were in time"
