"""Backups: whole, checked copies of the practice file, kept by a rule.

The name of a backup says all that the list shows, and ends in a digest of its bytes: a plain file that has changed
on the disk since would open all the same.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.domain.backups import Backup, Condition
from coachtui.domain.words import clock, exact
from coachtui.paths import private_directory
from coachtui.store import driver, errors, recognise, search_queue
from coachtui.store.driver import Connection

if TYPE_CHECKING:
    from coachtui.store.keys import Key

LATEST, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
"""How many are kept: the newest, and the newest of each of so many days, weeks and months."""
STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = ".coach"
LEFT_BEHIND_S = 3600
"""After how many seconds half a backup is known for one that a killed program left."""
AS_IT_WAS = "aside"
"""The reason of what is no backup, but a file that could not be read: never dropped, and never the good one."""
DIGITS = 8
"""How much of the digest of its bytes a backup bears in its name."""


def short_id(db_id: str) -> str:
    """Return the part of a practice's id that its backups bear: its random end, for its beginning is the time."""
    return db_id[-8:]


def copy(db: Connection, target: Path) -> None:
    """Write a checked copy of the open file to `target`, which must not exist; readable by its owner alone.

    Raises a PracticeError when there is no room, or the file does not hold together; no copy is left then.
    """
    source = Path(db.execute("PRAGMA database_list").fetchone()[2])
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        try:
            with driver.plain_words(target):
                db.execute("VACUUM INTO ?", (str(target),))
                check = driver.connect(target, read_only=True, key=db.key)
                try:
                    verdict = [line for (line,) in check.execute("PRAGMA quick_check(20)")]
                finally:
                    check.close()
        except errors.DamagedPractice:
            raise driver.damaged(source, "it can't be copied whole") from None
        # A damaged search index is made anew from the records: it is no reason to be without a backup of them.
        if any(line != "ok" and not search_queue.is_about_index(line) for line in verdict):
            raise driver.damaged(source, "its copy does not hold together")
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def make(db: Connection, path: Path, directory: Path, now: datetime, reason: str) -> Backup:
    """Back the open file at `path` up into `directory`, drop backups that the rule no longer keeps, and return it.

    `reason` is a key of `REASONS`. Nothing is dropped before the new backup is whole and in its place.
    """
    try:
        private_directory(directory)
        practice = short_id(db.execute("SELECT id FROM practice LIMIT 1").fetchone()[0])
        stem = f"{path.stem}-{now.astimezone(UTC):{STAMP}}-{reason}-{practice}"
        unfinished = directory / f"{stem}.{os.getpid()}.part"
        unfinished.unlink(missing_ok=True)
        try:
            copy(db, unfinished)
            target = _free_name(directory, f"{stem}-{_digest(unfinished)}")
            unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        driver.settle_directory(directory)
        _sweep(directory, target)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"No backup could be written to {directory} ({error.strerror}). The practice file was left as it is. "
            "Check the permissions of that directory."
        ) from None
    found = [backup for backup in listed(directory, path) if backup.practice == practice]
    made = next(backup for backup in found if backup.path == target)
    _drop(found, made, db.key)
    return made


def _sweep(directory: Path, newest: Path) -> None:
    """Remove the halves of backups that killed programs left; one that is at it now began within the hour."""
    begun = newest.stat().st_mtime - LEFT_BEHIND_S
    for half in directory.glob("*.part"):
        with suppress(OSError):
            if half.stat().st_mtime < begun:
                half.unlink()


def daily(db: Connection, path: Path, directory: Path, now: datetime) -> Backup | None:
    """Make the backup of the day, unless there is one of today already, whatever it was made for."""
    row = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
    today = now.astimezone().date()
    for backup in listed(directory, path):
        if backup.made_at.astimezone().date() == today and row and backup.practice == short_id(row[0]):
            return None
    return make(db, path, directory, now, "daily") if row else None


def put_aside(path: Path, directory: Path, now: datetime, practice: str) -> Backup:
    """Give a file that can't be backed up, with its journal, a second name among the backups, and return it.

    A link and no copy: it takes no room, and reading the file by hand would drop the locks that are held on it.
    """
    private_directory(directory)
    target = _free_name(directory, f"{path.stem}-{now.astimezone(UTC):{STAMP}}-{AS_IT_WAS}-{practice}")
    for source, name in ((driver.journal_of(path), driver.journal_of(target)), (path, target)):
        if source.exists():
            try:
                os.link(source, name)
            except OSError:  # another disk, or one without links
                name.touch(mode=0o600)
                name.write_bytes(source.read_bytes())
            name.chmod(0o600)
    driver.settle_directory(directory)
    return next(backup for backup in listed(directory, path) if backup.path == target)


def listed(directory: Path, path: Path) -> list[Backup]:
    """Return the backups of files of that name, newest first."""
    found = []
    for file in directory.iterdir() if directory.is_dir() else ():
        parts = file.stem.removeprefix(f"{path.stem}-").split("-")
        if file.suffix != SUFFIX or len(parts) < 3 or not file.is_file():
            continue
        try:
            made_at = datetime.strptime(parts[0], STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        status = file.stat()
        digest = parts[3] if len(parts) > 3 and len(parts[3]) == DIGITS else ""
        size = status.st_size
        backup = Backup(file, made_at, parts[1], parts[2], size, _seems_encrypted(file, size), digest)
        found.append((made_at, status.st_mtime_ns, file.name, backup))
    return [backup for *_, backup in sorted(found, reverse=True)]


def named(directory: Path, path: Path, name: str) -> Backup:
    """Return the backup that bears a name of the list. Raises NotFound, with the nearest names, for any other."""
    from difflib import get_close_matches

    found = {backup.name: backup for backup in listed(directory, path)}
    if name in found or f"{name}{SUFFIX}" in found:
        return found.get(name) or found[f"{name}{SUFFIX}"]
    near = get_close_matches(Path(name).name, found, n=3, cutoff=0.5)
    hint = f"Near to it: {', '.join(near)}." if near else "`coachtui backup --list` names those there are."
    raise errors.NotFound(f"There is no backup {name!r} of {path}. Nothing was changed. {hint}")


def condition(backup: Backup, key: Key | None = None) -> Condition:
    """Look into a backup: whether it is the file that was written, or else opens as a practice and holds together.

    Its digest tells so without a passphrase, and was written down after a check; one that bears none is opened.
    """
    try:
        if backup.digest:
            return Condition.GOOD if _digest(backup.path) == backup.digest else Condition.BAD
        if backup.encrypted and key is None:
            return Condition.LOCKED
        with (
            driver.plain_words(backup.path),
            closing(driver.connect(backup.path, read_only=True, key=key if backup.encrypted else None)) as db,
        ):
            whole = all(
                line == "ok" or search_queue.is_about_index(line) for (line,) in db.execute("PRAGMA quick_check(20)")
            )
            (db_id,) = db.execute("SELECT id FROM practice LIMIT 1").fetchone()
    except (errors.PracticeError, OSError, TypeError):  # no row in it is None
        return Condition.BAD
    return Condition.GOOD if whole and short_id(db_id) == backup.practice else Condition.BAD


def newest_good(directory: Path, path: Path, key: Key | None = None) -> Backup | None:
    """Return the newest backup of files of that name that is whole, as far as can be seen without its passphrase."""
    found = (backup for backup in listed(directory, path) if backup.reason != AS_IT_WAS)
    return next((backup for backup in found if condition(backup, key) is not Condition.BAD), None)


def with_way_back(error: errors.PracticeError, path: Path, directory: Path) -> errors.PracticeError:
    """Return the error, if it is about damage to the file at `path`, with the name of the newest good backup."""
    path = Path(os.path.realpath(path))
    if not isinstance(error, errors.DamagedPractice | errors.ForeignFile) or not str(error).startswith(f"{path} "):
        return error
    good = newest_good(directory, path)
    if good is None:
        return error
    when = good.made_at.astimezone()
    return type(error)(
        f"{error} The newest good backup is of {exact(when.date())} {clock(when)}: `coachtui restore {good.name}` "
        "puts it in place, and keeps the file as it is now."
    )


def kept(backups: list[Backup]) -> list[Backup]:
    """Return those of `backups` (newest first) that the rule keeps."""
    keep = set(backups[:LATEST])
    for period, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Backup] = {}
        for backup in backups:
            newest.setdefault(backup.made_at.strftime(period), backup)
        keep.update(list(newest.values())[:count])
    return [backup for backup in backups if backup in keep]


def _drop(found: list[Backup], made: Backup, key: Key | None) -> None:
    """Remove what the rule no longer keeps, once another backup than the new one is known to be good.

    The new one is as good as the file is now, and what is wrong with that may be why another is wanted. One that is
    found to be no good stands for no day, week or month.
    """
    counting = [backup for backup in found if backup.reason != AS_IT_WAS]
    while True:
        keep = {made, *kept(counting)}
        old = [backup for backup in counting if backup not in keep]
        if not old:
            return
        for other in counting:
            if other in keep and other != made:
                break
        else:
            return
        if condition(other, key) is Condition.BAD:
            counting.remove(other)
            continue
        for backup in old:
            with suppress(OSError):
                backup.path.unlink()
        return


def _digest(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, hashlib.sha256).hexdigest()[:DIGITS]


def _seems_encrypted(file: Path, size: int) -> bool:
    """Whether a backup is whole pages that don't begin like a plain file; nothing else is known from outside."""
    try:
        with file.open("rb") as handle:
            beginning = handle.read(16)
    except OSError:
        return False
    return size > 0 and size % recognise.PAGE_BYTES == 0 and beginning != b"SQLite format 3\0"


def _free_name(directory: Path, stem: str) -> Path:
    target, number = directory / f"{stem}{SUFFIX}", 2
    while target.exists():
        target, number = directory / f"{stem}-{number}{SUFFIX}", number + 1
    return target
