"""Tells a practice file from everything else that may lie at its path, without changing it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from coachtui.store import driver, errors, versions
from coachtui.store.driver import Connection
from coachtui.store.keys import Key

HEADER_BYTES = 100
PAGE_BYTES = 4096
"""An encrypted file is whole pages of this size, and nothing else is known of it from outside."""


def check(path: Path, key: Key | None = None) -> None:
    """Refuse what is no practice file, without writing so much as a rollback. Raises a PracticeError.

    Locked when the file seems to be encrypted and no key is given, WrongKey when the key does not fit.
    """
    _check_from_outside(path)
    application = driver.application_id(path, key)
    if application is None and key is not None:
        if key.salt == driver.beginning(path) and driver.journal_of(path).exists():
            return  # its first page may have been half written: opening takes that back, and tells
        raise driver.wrong_key(path)
    if application is None and _seems_encrypted(path):
        raise driver.locked(path)
    if application is None:
        raise errors.ForeignFile(
            f"{path} is not a practice file of coachtui. It was left as it is. "
            "If it was one before, `coachtui backup --list` names its backups."
        )
    if application != versions.APPLICATION_ID:
        raise errors.ForeignFile(f"{path} belongs to another program. It was left as it is.")


def is_encrypted(path: Path) -> bool:
    """Tell whether the file needs a passphrase. Raises a PracticeError when it is no practice file at all."""
    _check_from_outside(path)
    return driver.application_id(path) is None and _seems_encrypted(path)


def _seems_encrypted(path: Path) -> bool:
    """Whether the file, no database as it stands, may be an encrypted one: whole pages that do not begin as text."""
    return path.stat().st_size % PAGE_BYTES == 0 and not driver.beginning(path).isascii()


def _check_from_outside(path: Path) -> None:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise errors.NoPractice(
            f"There is no practice file at {path}. Run `coachtui` to begin one, or name another with --db."
        ) from None
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from None
    if not stat.S_ISREG(status.st_mode):
        what = "a directory" if path.is_dir() else "no regular file"
        raise errors.ForeignFile(f"{path} is {what}. Nothing was changed. Name a practice file with --db.")
    if not os.access(path, os.R_OK):
        raise _unreadable(path, "permission denied")
    if status.st_size < HEADER_BYTES:
        raise _short(path, status.st_size)


def _short(path: Path, size: int) -> errors.PracticeError:
    # Opening a file by hand drops this process's locks on it; so short a file has none.
    if size and not path.read_bytes().startswith(b"SQLite format 3"[:size]):
        return errors.ForeignFile(f"{path} is not a practice file of coachtui. It was left as it is.")
    return driver.damaged(path, "empty or cut short")


def _unreadable(path: Path, why: str) -> errors.ForeignFile:
    return errors.ForeignFile(f"{path} can't be read ({why}). Nothing was changed. Check its permissions.")


def is_writable(path: Path) -> bool:
    """Tell whether the file and its directory may be written."""
    # The mode is asked before the system: a file that someone made read-only stays so even for root.
    return all(p.stat().st_mode & 0o222 and os.access(p, os.W_OK) for p in (path, path.parent))


def is_current(db: Connection, path: Path) -> bool:
    """Tell whether the file has the present schema, rather than an older one. Raises NewerPractice."""
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = row[0] if row else "none"
    if revision != versions.REVISION and revision not in versions.OLDER:
        raise errors.NewerPractice(
            f"{path} was written by a newer coachtui (schema {revision}; this one knows {versions.REVISION}). "
            "It was left as it is. Update coachtui on this machine first."
        )
    return bool(revision == versions.REVISION)
