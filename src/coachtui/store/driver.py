"""The SQLite driver: one for plain and encrypted files alike, and its errors in the store's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from coachtui.store import errors

if TYPE_CHECKING:
    # The driver has the interface of the standard module, and no type hints of its own.
    from sqlite3 import Connection as Connection
else:
    Connection = dbapi2.Connection

BUSY_MS = 5_000
DriverError = dbapi2.Error

SETTINGS = f"""
PRAGMA cipher_log_level = NONE;
PRAGMA busy_timeout = {BUSY_MS};
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
"""


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open a connection with the settings of every practice file; transactions are begun by hand."""
    mode = "ro" if read_only else "rw"
    connection: Connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    connection.executescript(SETTINGS)
    return connection


def create(path: Path) -> Connection:
    """Make an empty file that only its owner can read, and open it."""
    path.touch(mode=0o600, exist_ok=False)
    return connect(path)


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn the driver's errors, and those of the layer above it, into the store's."""
    try:
        yield
    except errors.PracticeError:
        raise
    except Exception as error:
        original: Any = getattr(error, "orig", error)
        if not isinstance(original, DriverError):
            raise
        raise _told(original, path) from error


def _told(error: Exception, path: Path) -> errors.PracticeError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return errors.PracticeBusy(
            f"{path} is in use by another program. Nothing was changed. Close the other program, or try again."
        )
    if "full" in text:
        return errors.DiskFull(f"The disk that holds {path} is full. Nothing was changed. Make room and try again.")
    if "readonly" in text or "unable to open" in text:
        return errors.ReadOnlyPractice(
            f"{path} can't be written. Nothing was changed. Check the permissions of the file and of its directory."
        )
    if isinstance(error, dbapi2.IntegrityError):
        return errors.Refused(f"That would break a rule of the practice file ({text}). Nothing was changed.")
    if "disk I/O" in text:
        return errors.DiskFull(f"The disk that holds {path} reported an error ({text}). Nothing was changed.")
    return errors.DamagedPractice(
        f"{path} is damaged ({text}). It was left as it is. "
        "`coachtui backup --list` names the backups; copy the file away before you try anything else."
    )
