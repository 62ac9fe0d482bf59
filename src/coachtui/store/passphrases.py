"""Gives a practice file a passphrase, another one, or none: a checked copy under the new key takes its place.

A kill at any moment leaves the file as it was or as it should be, never something between.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from coachtui.paths import Paths
from coachtui.store import device, driver, errors, keys, recognise
from coachtui.store.driver import Connection
from coachtui.store.keys import Key
from coachtui.store.practice import Practice

BETTER = "Four or five words that don't belong together are hard to guess."
SHORT = 12
"""Below so many characters a passphrase is told to be short."""
LARGEST_FILE = 4096
"""Bytes of a file that is still read for a passphrase."""


class PlainCopy(NamedTuple):
    """A copy of a practice that anyone can read who gets hold of it; `what` it is, in words."""

    path: Path
    what: str


def key_for(path: Path, passphrase: str) -> Key:
    """Return the key with which a passphrase opens the file. Raises WrongKey, or another PracticeError."""
    key = keys.derive(passphrase, driver.beginning(path))
    recognise.check(path, key)
    return key


def advice(passphrase: str) -> str:
    """Return what there is to say about a passphrase that was chosen, in words; empty when it is long enough."""
    if passphrase and len(passphrase) < SHORT:
        return f"Short: {SHORT} characters or more are better. {BETTER}"
    if len(set(passphrase.casefold())) < 5 and passphrase:
        return f"That repeats itself, and is guessed early. {BETTER}"
    return ""


def read_file(path: Path) -> str:
    """Return the passphrase that a file holds: its text without the last line break. Raises Refused, in words."""
    try:
        with path.open("rb") as file:
            held = file.read(LARGEST_FILE + 1)
        passphrase = held.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise errors.Refused(f"{path} can't be read ({error.strerror}), so there is no passphrase.") from None
    except UnicodeDecodeError:
        raise errors.Refused(f"{path} is no UTF-8 text, so there is no passphrase in it.") from None
    if len(held) > LARGEST_FILE or "\n" in passphrase or not passphrase:
        why = "is empty" if not passphrase else "holds more than one line"
        raise errors.Refused(f"{path} {why}. Write the passphrase into it, and nothing else.")
    return passphrase


def rewrite(path: Path, paths: Paths, *, key: Key | None, new: Key | None) -> None:
    """Put the practice under the key `new` (`keys.fresh`), or under none, in place of `key`. It must not be open here.

    Raises a PracticeError, and leaves the file as it was. Programs that have it open notice that it was replaced.
    """
    path = Path(os.path.realpath(path))
    recognise.check(path, key)
    if not recognise.is_writable(path):
        raise errors.ReadOnlyPractice(
            f"{path} is read-only, so its passphrase stays as it is. Give yourself the right to write the file and its "
            "directory."
        )
    copy = path.with_name(f".{path.name}.passphrase.part")
    try:
        with driver.plain_words(path), closing(driver.connect(path, key=key)) as lock:
            # One connection keeps the file still, another reads it.
            lock.execute("BEGIN IMMEDIATE")
            db_id, site, stamp = lock.execute("SELECT practice.id, site, stamp FROM practice, local").fetchone()
            same = device.is_same(device.recall(paths.state, db_id, path), path, site, stamp)
            _remove(copy)
            _write(path, copy, key, new)
            _compare(lock, copy, new)
            shutil.copymode(path, copy)
            driver.put_in_place(copy, path, replacing=True)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"{path} could not be written anew ({error.strerror}). It was left as it is. "
            "Check the permissions of its directory, and that there is room for a second one."
        ) from None
    finally:
        _remove(copy)
    if same:  # the file has a new inode, and is the one that this device left all the same
        device.remember(paths.state, db_id, path, site, stamp)


def _write(path: Path, copy: Path, key: Key | None, new: Key | None) -> None:
    """Write all that the file holds to `copy`, under the key `new`, and on to the disk."""
    copy.touch(mode=0o600)
    with driver.plain_words(copy), closing(driver.connect(path, read_only=True, key=key)) as db:
        driver.attach(db, copy, "copy", key=new)
        # The copy counts for nothing until it is whole, and goes to the disk at once then.
        db.execute("PRAGMA copy.journal_mode = OFF")
        db.execute("PRAGMA copy.synchronous = OFF")
        db.execute("SELECT sqlcipher_export('copy')")
        for mark in ("application_id", "user_version"):
            (value,) = db.execute(f"PRAGMA main.{mark}").fetchone()
            db.execute(f"PRAGMA copy.{mark} = {value}")
        db.execute("DETACH copy")
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _compare(db: Connection, copy: Path, new: Key | None) -> None:
    """Raise DamagedPractice unless the copy holds together, and holds what the file does, row by row."""
    recognise.check(copy, new)
    with driver.plain_words(copy), closing(driver.connect(copy, read_only=True, key=new)) as other:
        verdict = [line for (line,) in other.execute("PRAGMA integrity_check(20)")]
        whole = verdict == [line for (line,) in db.execute("PRAGMA integrity_check(20)")]
        same = whole and all(
            ours == theirs
            for select in _selects(db)
            for ours, theirs in zip_longest(db.execute(select), other.execute(select))
        )
    if not same:
        raise errors.DamagedPractice(
            "The copy under the new passphrase did not come out like the file, so the file was left as it is. "
            "`coachtui doctor` tells whether it holds together."
        )


def _selects(db: Connection) -> Iterator[str]:
    """Yield queries that together return all that a file holds, in an order of their own."""
    yield "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
    for name, kind in db.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall():
        if kind in ("table", "shadow") and name != "sqlite_schema":
            yield f'SELECT * FROM main."{name}"'


def plain_copies(practice: Practice) -> list[PlainCopy]:
    """Return the backups and rescued copies on this machine, and its own snapshots, that no passphrase protects."""
    from coachtui.store import sync
    from coachtui.store.sync import memory, snapshots

    found: list[tuple[Path, str]] = [
        *((path, "backup") for path in _files(practice.paths.backups)),
        *((path, "rescued copy") for path in _files(practice.paths.state / "rescue")),
        *((path, "left behind") for path in practice.path.parent.glob(f".{practice.path.name}.*")),
    ]
    folder = sync.folder_of(practice)
    if folder is not None:
        (site,) = practice.db.execute("SELECT site FROM local").fetchone()
        directory = memory.directory_of(practice, folder)
        found += [(p, "snapshot") for p in _files(directory) if snapshots.is_published_by(p.name, site)]
    return [PlainCopy(path, what) for path, what in found if _is_plain(path, practice.db_id)]


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file()) if directory.is_dir() else []


def _is_plain(path: Path, db_id: str) -> bool:
    """Whether the file is a copy of this practice that opens without a key; what can't be read is none."""
    try:
        recognise.check(path)
        with driver.plain_words(path), closing(driver.connect(path, read_only=True)) as db:
            row = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
    except errors.PracticeError:
        return False
    return row is not None and row[0] == db_id


def _remove(copy: Path) -> None:
    for stray in (copy, driver.journal_of(copy)):
        stray.unlink(missing_ok=True)
