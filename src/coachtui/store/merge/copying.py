"""The private copy of the other file: how it is made, what is looked at before anything is believed, and how it goes.

The other file itself may lie in a folder that some service writes into, on a stick, or read-only: it is never opened
as a database, let alone written.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import changelog, driver, errors, recognise, search_queue
from coachtui.store.driver import Connection
from coachtui.store.keys import Key
from coachtui.store.practice import Practice

THEIRS = "theirs"
"""Under which name the private copy is attached."""
CHUNK = 8 << 20
"""Bytes that are copied between two looks whether the coach has stopped the merge."""
TRIES = 3
LEFT_BEHIND_S = 3600
"""After how many seconds a private copy that was left behind by a killed merge is removed by the next one."""
PREFIX = "merge-"
_LAST_STAMP = int(datetime(changelog.LATEST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp() * 1000) << 16


@contextmanager
def attached(practice: Practice, other: Path, key: Key | None, step: Callable[[int, int], None]) -> Iterator[Path]:
    """Attach a checked copy of `other` to the practice's connection, as `THEIRS`, and yield where the copy lies.

    `step` is told of bytes. Raises a PracticeError over the other file; nothing is left behind.
    """
    if other.exists() and practice.path.exists() and other.samefile(practice.path):
        raise errors.Refused(f"{other} is the practice that is open. Nothing was changed. Name another copy of it.")
    key = _fitting(practice, other, key)
    _sweep(practice.paths.state)
    directory = Path(tempfile.mkdtemp(prefix=PREFIX, dir=private_directory(practice.paths.state)))
    try:
        copy = directory / "theirs.coach"
        _copy(other, copy, step)
        with driver.plain_words(other):
            _check(practice, copy, other, key)
            driver.attach(practice.db, copy, THEIRS, key=key, read_only=True)
            try:
                yield copy
            finally:
                practice.db.execute(f"DETACH {THEIRS}")
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _fitting(practice: Practice, other: Path, key: Key | None) -> Key | None:
    """Return the key for the other file: none if it is plain, and the practice's own where it was made with that."""
    if not recognise.is_encrypted(other):
        recognise.check(other)
        return None
    if key is None and practice.db.key is not None and practice.db.key.salt == driver.beginning(other):
        key = practice.db.key
    recognise.check(other, key)
    return key


def _sweep(state: Path) -> None:
    for stray in state.glob(f"{PREFIX}*"):
        if time.time() - stray.stat().st_mtime > LEFT_BEHIND_S:
            shutil.rmtree(stray, ignore_errors=True)


def _copy(other: Path, copy: Path, step: Callable[[int, int], None]) -> None:
    """Copy the file, and what SQLite may need beside it to take an unfinished write back."""
    for _ in range(TRIES):
        before = _marks(other)
        try:
            for suffix in before:
                _copy_bytes(other.with_name(other.name + suffix), copy.with_name(copy.name + suffix), step)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise errors.DiskFull(
                    f"There is no room on the disk that holds {copy.parent.parent} for a copy of {other}. Nothing was "
                    "changed. Make room and try again."
                ) from None
            raise errors.ForeignFile(
                f"{other} can't be read ({error.strerror}). Nothing was changed. Check that it is still there."
            ) from None
        if before == _marks(other):
            return
    raise errors.PracticeBusy(f"{other} is being written. Nothing was changed. Try again in a moment.")


def _marks(other: Path) -> dict[str, tuple[int, int, int]]:
    """Return by what a change of the files is known, by what follows their name."""
    marks = {}
    for suffix in ("", "-journal", "-wal"):
        try:
            status = other.with_name(other.name + suffix).stat()
        except OSError:
            continue
        marks[suffix] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return marks


def _copy_bytes(source: Path, target: Path, step: Callable[[int, int], None]) -> None:
    private = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(private, "wb") as out, source.open("rb") as reading:
        total = os.fstat(reading.fileno()).st_size
        while some := reading.read(CHUNK):
            out.write(some)
            step(reading.tell(), max(total, reading.tell()))


def _check(practice: Practice, copy: Path, other: Path, key: Key | None) -> None:
    """Refuse what is another practice, is newer, or comes from the future; bring what is older up."""
    try:
        with driver.plain_words(other), closing(driver.connect(copy, key=key)) as db:
            db.execute("PRAGMA synchronous = OFF")
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            (size,) = db.execute("PRAGMA page_size").fetchone()
            if pages * int(size) > copy.stat().st_size:  # the size is a text when the file is encrypted
                raise driver.damaged(other, "cut short")
            row = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
            if row is None or row[0] != practice.db_id:
                raise errors.OtherPractice(
                    f"{other} is another practice, no copy of {practice.path}. Both were left as they are."
                )
            _check_stamps(db, other)
            current = recognise.is_current(db, other)
        if not current:
            from coachtui.store import migrations

            migrations.upgrade(copy, copy.parent, practice.clock(), key=key)
    except errors.Failed as error:  # the application id is ours, and the tables are not
        raise driver.damaged(other, str(error.__cause__)) from None


def check_whole(db: Connection, other: Path) -> None:
    """Raise DamagedPractice unless every table that a merge reads holds together, with its indexes."""
    for (table,) in db.execute(f"SELECT name FROM {THEIRS}.sqlite_master WHERE type = 'table'").fetchall():
        if table not in search_queue.OWN_TABLES:
            for (line,) in db.execute(f'PRAGMA {THEIRS}.quick_check("{table}")'):
                if line != "ok":
                    raise driver.damaged(other, "it does not hold together")


def _check_stamps(db: Connection, other: Path) -> None:
    (latest,) = db.execute(
        "SELECT max((SELECT max(stamp) FROM action), (SELECT max(stamp) FROM seen), (SELECT stamp FROM local))"
    ).fetchone()
    if latest is not None and latest >= _LAST_STAMP:
        raise errors.Refused(
            f"{other} holds changes dated after the year {changelog.LATEST_YEAR}: the clock of a machine that wrote "
            "it was wrong. Nothing was changed. Go back to a backup of that machine from before."
        )
