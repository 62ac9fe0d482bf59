"""Backups: whole, checked copies of the practice file, kept by a rule."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import driver, errors, search_queue
from coachtui.store.driver import Connection

LATEST, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
"""How many are kept: the newest, and the newest of each of so many days, weeks and months."""
STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = ".coach"


@dataclass(frozen=True)
class Backup:
    """One backup file: when it was made (UTC), why, of which practice (`short_id`), and its size in bytes."""

    path: Path
    made_at: datetime
    reason: str
    practice: str
    size: int


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
                check = driver.connect(target, read_only=True)
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

    `reason` is one word. Nothing is dropped before the new backup is whole and in its place.
    """
    try:
        private_directory(directory)
        practice = short_id(db.execute("SELECT id FROM practice LIMIT 1").fetchone()[0])
        target = _free_name(directory, f"{path.stem}-{now.astimezone(UTC):{STAMP}}-{reason}-{practice}")
        unfinished = target.with_suffix(f".{os.getpid()}.part")
        unfinished.unlink(missing_ok=True)
        copy(db, unfinished)
        unfinished.rename(target)
        driver.settle_directory(directory)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"No backup could be written to {directory} ({error.strerror}). The practice file was left as it is. "
            "Check the permissions of that directory."
        ) from None
    found = [backup for backup in listed(directory, path) if backup.practice == practice]
    keep = {backup.path for backup in kept(found)} | {target}
    for old in found:
        if old.path not in keep:
            with suppress(OSError):
                old.path.unlink()
    return next(backup for backup in found if backup.path == target)


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
        backup = Backup(file, made_at, parts[1], parts[2], status.st_size)
        found.append((made_at, status.st_mtime_ns, file.name, backup))
    return [backup for *_, backup in sorted(found, reverse=True)]


def kept(backups: list[Backup]) -> list[Backup]:
    """Return those of `backups` (newest first) that the rule keeps."""
    keep = set(backups[:LATEST])
    for period, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Backup] = {}
        for backup in backups:
            newest.setdefault(backup.made_at.strftime(period), backup)
        keep.update(list(newest.values())[:count])
    return [backup for backup in backups if backup in keep]


def _free_name(directory: Path, stem: str) -> Path:
    target, number = directory / f"{stem}{SUFFIX}", 2
    while target.exists():
        target, number = directory / f"{stem}-{number}{SUFFIX}", number + 1
    return target
