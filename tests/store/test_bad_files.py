"""What is wrong with a file is told in plain words, at the door or later, and the file stays as it is."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import backups, doctor, drafts, driver, errors, undo
from coachtui.store.practice import Practice
from tests.conftest import StandingClock
from tests.store.rows import everything, inside
from tests.store.test_changelog import add_person

SECRET = "Ngozi Okafor"


def told(error: pytest.ExceptionInfo[errors.PracticeError], path: Path) -> None:
    """What, where, what to do; nothing private, nothing of the machinery."""
    message = str(error.value)
    assert str(path) in message
    assert ". " in message
    assert message.endswith(".")
    assert SECRET not in message
    assert "sqlite" not in message.lower()
    assert "Error" not in message
    assert error.value.__cause__ is None


BAD: dict[str, tuple[Callable[[Path], object], type[errors.PracticeError], str]] = {
    "nothing": (lambda path: path.unlink(), errors.NoPractice, "no practice file"),
    "a directory": (lambda path: instead(path, path.mkdir), errors.ForeignFile, "is a directory"),
    "a pipe": (lambda path: instead(path, os.mkfifo, path), errors.ForeignFile, "no regular file"),
    "a dangling link": (lambda path: instead(path, path.symlink_to, path.with_name("x")), errors.NoPractice, "no"),
    "a loop": (lambda path: instead(path, path.symlink_to, path), errors.ForeignFile, "can't be read"),
    "zero length": (lambda path: path.write_bytes(b""), errors.DamagedPractice, "empty or cut short"),
    "cut in the header": (lambda path: os.truncate(path, 60), errors.DamagedPractice, "empty or cut short"),
    "text": (lambda path: path.write_text("dear diary " * 99), errors.ForeignFile, "not a practice file"),
    "random bytes": (lambda path: path.write_bytes(bytes(range(256)) * 99), errors.ForeignFile, "not a practice file"),
    "another program's": (lambda path: foreign(path, 0), errors.ForeignFile, "another program"),
    "of our mark only": (lambda path: foreign(path, 0x434F4143), errors.DamagedPractice, "damaged"),
    "cut after a page": (lambda path: os.truncate(path, 4096), errors.DamagedPractice, "damaged"),
    "cut in the middle": (lambda path: os.truncate(path, path.stat().st_size // 2), errors.DamagedPractice, "damaged"),
    "newer": (lambda path: edit(path, "UPDATE alembic_version SET version_num = '0999'"), errors.NewerPractice, "0999"),
    "of no revision": (lambda path: edit(path, "DELETE FROM alembic_version"), errors.NewerPractice, "none"),
}


def edit(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(sql)


def instead(path: Path, make: Callable[..., None], *arguments: Path) -> None:
    path.unlink()
    make(*arguments)


def foreign(path: Path, mark: int) -> None:
    path.unlink()
    edit(path, f"PRAGMA application_id = {mark}; CREATE TABLE t (x)")


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_words_and_left_alone(opening: Callable[[], Practice], fresh: Path, kind: str) -> None:
    spoil, expected, words = BAD[kind]
    spoil(fresh)
    before = fresh.read_bytes() if fresh.is_file() else None
    started = time.monotonic()
    with pytest.raises(expected, match=words) as error, opening() as practice:
        practice.db.execute("SELECT * FROM organisation").fetchall()
    assert time.monotonic() - started < 2
    told(error, fresh.with_name("x") if kind == "a dangling link" else fresh)
    assert (fresh.read_bytes() if fresh.is_file() else None) == before


@contextlib.contextmanager
def read_only(*places: Path) -> Iterator[None]:
    modes = [(place, place.stat().st_mode) for place in places]
    for place, mode in modes:
        place.chmod(mode & 0o555)
    try:
        yield
    finally:
        for place, mode in modes:
            place.chmod(mode)


@pytest.mark.parametrize("which", ["the file", "its directory"])
def test_what_is_read_only_can_be_read_and_not_written(
    opening: Callable[[], Practice], fresh: Path, which: str
) -> None:
    with opening() as practice:
        add_person(practice)
    before = fresh.read_bytes()
    with read_only(fresh if which == "the file" else fresh.parent), opening() as practice:
        assert not practice.writable
        assert practice.db.execute("SELECT name FROM person").fetchall() == [(SECRET,)]
        for write in (
            lambda: add_person(practice),
            lambda: drafts.save(practice, "client", "", {}),
            lambda: undo.undo(practice),
        ):
            with pytest.raises(errors.ReadOnlyPractice, match="read-only") as error:
                write()
            told(error, fresh)
        assert {f.level for f in doctor.examine(practice)} == {doctor.Level.OK, doctor.Level.WARN}
    assert fresh.read_bytes() == before


def test_a_directory_that_may_not_be_read_is_told(fresh: Path, opening: Callable[[], Practice]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    fresh.chmod(0)
    with pytest.raises(errors.ForeignFile, match="can't be read"):
        opening()


LEAVE_A_JOURNAL = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript("PRAGMA cache_size = 5; PRAGMA recursive_triggers = ON; BEGIN IMMEDIATE")
for number in range(2000):
    db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES (?, 'x', 'x', 0)", (str(number),))
os.kill(os.getpid(), 9)
"""


def test_a_write_that_was_cut_short_is_taken_back(opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        add_person(practice)
        before = everything(practice.db)
    subprocess.run([sys.executable, "-c", LEAVE_A_JOURNAL, str(fresh)], check=False)
    journal = fresh.with_name(f"{fresh.name}-journal")
    assert journal.exists()
    with read_only(fresh):
        with pytest.raises(errors.ReadOnlyPractice, match="in the middle of a write") as error:
            opening()
        told(error, fresh)
    assert journal.exists()
    with opening() as practice:
        assert everything(practice.db) == before
    assert not journal.exists()


def test_a_full_disk_leaves_the_file_as_it_was_and_readable(opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        add_person(practice)
        before = everything(practice.db)
        (pages,) = practice.db.execute("PRAGMA page_count").fetchone()
        practice.db.execute(f"PRAGMA max_page_count = {pages + 1}")
        for write in (
            lambda: add_person(practice, "x" * 50_000),
            lambda: drafts.save(practice, "note", "", {"body": "x" * 50_000}),
        ):
            with pytest.raises(errors.DiskFull, match="full") as error:
                write()
            told(error, fresh)
        assert everything(practice.db) == before
        practice.db.execute(f"PRAGMA max_page_count = {pages + 1_000}")
        add_person(practice, "x" * 50_000)


@pytest.fixture
def limited() -> Iterator[Callable[[int], None]]:
    """Let files grow to so many bytes and no further, as on a full disk; but SQLite hears of an error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fails_is_told(
    opening: Callable[[], Practice], fresh: Path, limited: Callable[[int], None]
) -> None:
    with opening() as practice:
        before = everything(practice.db)
        limited(fresh.stat().st_size)
        with pytest.raises(errors.DiskFull) as error:
            add_person(practice, "x" * 500_000)
        told(error, fresh)
        limited(100_000)
        with pytest.raises(errors.DiskFull, match="disk that holds"):
            backups.make(practice.db, fresh, practice.paths.backups, practice.clock(), "daily")
        assert inside(practice.paths.backups) == []
        limited(10_000_000)
        assert everything(practice.db) == before
        assert doctor.is_well(doctor.examine(practice))


def test_no_room_for_a_new_practice_leaves_nothing(
    paths: Paths, clock: StandingClock, limited: Callable[[int], None]
) -> None:
    from coachtui.store.practice import create

    limited(200_000)
    with pytest.raises(errors.DiskFull):
        create(paths.practice, paths, name="P", coach="C", time_zone="UTC", clock=clock)
    assert not paths.data.exists()


HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
db.execute("SELECT count(*) FROM person").fetchone()
print(flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def held(path: Path, begin: str) -> Iterator[None]:
    """Hold the file in another process: locks within one process are another matter."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.communicate()


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_busy_file_is_waited_for_and_then_told(
    opening: Callable[[], Practice], fresh: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 150)
    with opening() as practice:
        with held(fresh, f"BEGIN {how}"):
            for write in (lambda: add_person(practice), lambda: drafts.save(practice, "client", "", {})):
                started = time.monotonic()
                with pytest.raises(errors.PracticeBusy, match="in use") as error:
                    write()
                assert 0.1 < time.monotonic() - started < 2
                told(error, fresh)
                assert not practice.db.in_transaction
            if how == "EXCLUSIVE":
                with pytest.raises(errors.PracticeBusy):
                    opening()
                with pytest.raises(errors.PracticeBusy):
                    practice.settle()
        add_person(practice)


def test_a_reader_in_the_way_of_the_commit_is_told_and_nothing_stays_open(
    opening: Callable[[], Practice], fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 150)
    with opening() as practice:
        before = everything(practice.db)
        with held(fresh, "BEGIN"):
            with pytest.raises(errors.PracticeBusy):
                add_person(practice)
            with pytest.raises(errors.PracticeBusy):
                drafts.save(practice, "client", "", {})
            assert not practice.db.in_transaction
        assert everything(practice.db) == before
        add_person(practice)


class LockingError(driver.DriverError):
    sqlite_errorcode = 10 | 15 << 8  # SQLITE_IOERR_LOCK


def test_a_disk_without_locks_is_told(practice: Practice) -> None:
    """As some network shares are; nothing of the kind can be made here."""
    with pytest.raises(errors.ReadOnlyPractice, match="lock a file") as error, driver.plain_words(practice.path):
        raise LockingError("disk I/O error")
    told(error, practice.path)
