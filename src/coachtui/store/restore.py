"""Goes back to a backup: the whole file is replaced, and what it was becomes a backup before.

Other programs may have the file open meanwhile. Whoever would write waits while it is replaced, and is then told by
the guard of every write that it was; `kept_as` tells it that nothing it knows was lost with the file that went.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from coachtui.domain.backups import Backup, Condition
from coachtui.paths import Paths, private_directory
from coachtui.store import backups, device, driver, errors, recognise
from coachtui.store.driver import Connection
from coachtui.store.keys import Key
from coachtui.store.practice import Practice


def restore(
    path: Path,
    paths: Paths,
    backup: Backup,
    now: datetime,
    *,
    key: Key | None = None,
    backup_key: Key | None = None,
) -> Backup | None:
    """Put a backup in the place of the practice file and return the backup that the present file became before.

    Returns None when there was no file. `key` opens the present file, `backup_key` the backup. The next opening of the
    file takes a site of its own. Raises a PracticeError; then the file is as it was.
    """
    path = Path(os.path.realpath(path))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        private_directory(path.parent)
        with opened(backup, paths.backups, path, backup_key) as db:
            (db_id,) = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
            unfinished.unlink(missing_ok=True)
            backups.copy(db, unfinished)
        if not backup.encrypted and (key is not None or _seems_encrypted(path)):
            raise errors.Refused(
                f"{backup.name} is not encrypted, and {path} is. Nothing was changed. `coachtui restore --as-edits "
                f"{backup.name}` brings its records into the encrypted file; or move that file away first."
            )
        with _kept(path, paths, db_id, now, key) as before:
            # A file that happens to get the inode of one that is remembered must not be taken for that one.
            device.disown(paths.state, db_id, path)
            driver.put_in_place(unfinished, path, replacing=True)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"{backup.name} could not be put in the place of {path} ({error.strerror}). The file was left as it is. "
            "Check that there is room, and that you may write the file and its directory."
        ) from None
    finally:
        for left in (unfinished, driver.journal_of(unfinished)):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return before


@contextmanager
def opened(backup: Backup, directory: Path, path: Path, key: Key | None) -> Iterator[Connection]:
    """Open a backup for reading, after a look whether it is whole. Raises a PracticeError that names another one."""
    if backups.condition(backup, key) is Condition.BAD:
        raise _no_good(backup, directory, path, key)
    recognise.check(backup.path, key)
    with driver.plain_words(backup.path), closing(driver.connect(backup.path, read_only=True, key=key)) as db:
        recognise.is_current(db, backup.path)
        broken = db.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise _no_good(backup, directory, path, key)
        yield db


def kept_as(practice: Practice) -> str | None:
    """Return the name of the backup that holds all of an open file, if a restore has replaced it; None otherwise."""
    try:
        noted = json.loads(_note(practice.paths.state, practice.db_id, practice.path).read_text())
        stood = practice.db.execute("SELECT site, stamp FROM local").fetchone()
        return str(noted["backup"]) if tuple(noted["stood"]) == stood else None
    except (OSError, ValueError, KeyError, TypeError, driver.DriverError):
        return None


@contextmanager
def _kept(path: Path, paths: Paths, db_id: str, now: datetime, key: Key | None) -> Iterator[Backup | None]:
    """Hold the present file still, and make it a backup; what can't be read is put aside as it is."""
    if not path.exists():
        yield None
        return
    if not path.is_file():
        raise errors.ForeignFile(f"{path} is no regular file. It was left as it is. Name another file with --db.")
    if not recognise.is_writable(path):
        raise errors.ReadOnlyPractice(
            f"{path} is read-only. It was left as it is. Give yourself the right to write the file and its directory, "
            "and try again."
        )
    practice = backups.short_id(db_id)
    try:
        recognise.check(path, key)
    except (errors.DamagedPractice, errors.ForeignFile, errors.WrongKey):
        yield backups.put_aside(path, paths.backups, now, practice)
        return
    with ExitStack() as held:
        try:
            with driver.plain_words(path):
                before = _backed_up(held, path, paths, db_id, now, key)
        except (errors.DamagedPractice, errors.Failed, UnicodeDecodeError):  # the last over a damaged schema
            before = backups.put_aside(path, paths.backups, now, practice)
        yield before


def _backed_up(held: ExitStack, path: Path, paths: Paths, db_id: str, now: datetime, key: Key | None) -> Backup:
    """Back the present file up, which is held still until the end of `held`."""
    lock, db = (held.enter_context(closing(driver.connect(path, key=key))) for _ in range(2))
    # A copy can't be made inside a transaction: one connection keeps the file still, the other reads it.
    lock.execute("BEGIN IMMEDIATE")
    stood = db.execute("SELECT practice.id, site, stamp FROM practice, local").fetchone()
    if stood is None:
        raise driver.damaged(path, "it has lost its own name")
    present, site, stamp = stood
    if present != db_id:
        raise errors.OtherPractice(
            f"That backup is of another practice than {path}. Nothing was changed. Name a file of its own for it "
            "with --db."
        )
    before = backups.make(db, path, paths.backups, now, "restore")
    _write_note(_note(paths.state, db_id, path), (site, stamp), before)
    return before


def _seems_encrypted(path: Path) -> bool:
    try:
        return recognise.is_encrypted(path)
    except errors.PracticeError:
        return False


def _no_good(backup: Backup, directory: Path, path: Path, key: Key | None) -> errors.DamagedPractice:
    good = backups.newest_good(directory, path, key)
    hint = f"The newest good one is {good.name}." if good else "There is no good one."
    return errors.DamagedPractice(f"The backup {backup.name} does not hold together. Nothing was changed. {hint}")


def _note(state: Path, db_id: str, path: Path) -> Path:
    return state / "replaced" / f"{db_id[:16]}-{sha256(os.fsencode(path)).hexdigest()[:8]}.json"


def _write_note(note: Path, stood: tuple[int, int], before: Backup) -> None:
    """Note where the file stood that is about to be replaced; failing to costs a running program a needless merge."""
    with suppress(OSError):
        private_directory(note.parent)
        handle = os.open(note, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"stood": stood, "backup": before.name}, file)
