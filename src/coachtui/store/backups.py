"""Backups: whole, checked copies of the practice file, kept by a rule."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import driver, errors
from coachtui.store.driver import Connection

LATEST, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
"""How many are kept: the newest, and the newest of each of so many days, weeks and months."""
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """One backup file: when it was made (UTC), why, and its size in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


def copy(db: Connection, target: Path) -> None:
    """Write a checked copy of the open file to `target`, which must not exist; readable by its owner alone.

    Raises DamagedPractice when the copy does not hold together; it is then removed.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with driver.plain_words(target):
            db.execute("VACUUM INTO ?", (str(target),))
            check = driver.connect(target, read_only=True)
            try:
                verdict = check.execute("PRAGMA quick_check").fetchone()[0]
            finally:
                check.close()
        if verdict != "ok":
            raise errors.DamagedPractice(f"The copy does not hold together ({verdict}), so it was removed.")
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def make(db: Connection, path: Path, directory: Path, now: datetime, reason: str) -> Backup:
    """Back the open file at `path` up into `directory`, drop backups that the rule no longer keeps, and return it."""
    try:
        private_directory(directory)
        target = _free_name(directory, f"{path.stem}-{now.astimezone(UTC):{STAMP}}-{reason}")
        copy(db, target)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"No backup could be written to {directory} ({error.strerror}). The practice file was left as it is."
        ) from None
    found = listed(directory, path)
    for old in found:
        if old not in kept(found):
            old.path.unlink()
    return next(backup for backup in listed(directory, path) if backup.path == target)


def listed(directory: Path, path: Path) -> list[Backup]:
    """Return the backups of the file at `path`, newest first."""
    backups = []
    for file in directory.glob(f"{path.stem}-*.coach"):
        moment, _, reason = file.stem.removeprefix(f"{path.stem}-").partition("-")
        try:
            made_at = datetime.strptime(moment, STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        backups.append(Backup(file, made_at, reason, file.stat().st_size))
    return sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


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
    target, number = directory / f"{stem}.coach", 2
    while target.exists():
        target, number = directory / f"{stem}-{number}.coach", number + 1
    return target
