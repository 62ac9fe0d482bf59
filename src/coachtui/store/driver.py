"""The SQLite driver: one for plain and encrypted files alike, and its errors in the store's words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from coachtui.store import errors

__all__ = ["Connection", "DriverError", "connect", "create", "plain_words"]

if TYPE_CHECKING:
    # The driver has the interface of the standard module, and no type hints of its own.
    from sqlite3 import Connection
else:
    Connection = dbapi2.Connection

BUSY_MS = 5_000
"""How long a file that another program holds is waited for, in milliseconds."""
DriverError = dbapi2.Error
IntegrityError = dbapi2.IntegrityError
CORRUPT: int = dbapi2.SQLITE_CORRUPT
MISSING: int = dbapi2.SQLITE_ERROR  # what a statement names is not there
FILE_MOVED: int = dbapi2.SQLITE_READONLY | 4 << 8  # SQLITE_READONLY_DBMOVED

SETTINGS = """
PRAGMA cipher_log_level = NONE;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA secure_delete = ON;
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
    try:
        connection.executescript(SETTINGS)
    except BaseException:
        connection.close()
        raise
    return connection


def memory() -> Connection:
    """Open an empty database that is nowhere on disk."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    return connection


def application_id(path: Path) -> int | None:
    """Return the mark that a program left in its database, None when the file is none. Raises a PracticeError.

    Through the driver, and as if the file never changed: opening it by hand and closing it would drop the locks that
    other connections of this process hold (sqlite.org/howtocorrupt.html, 2.2), and a plain opening might write.
    """
    with plain_words(path):
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
        except DriverError as error:
            if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
                return None
            raise
        finally:
            connection.close()


def create(path: Path) -> Connection:
    """Make an empty file that only its owner can read, and open it."""
    path.touch(mode=0o600, exist_ok=False)
    return connect(path)


def settle_directory(directory: Path) -> None:
    """Make a rename within `directory` last through a power cut, where the system can."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


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
        told = _told(original, path)
        if told is None:
            raise
        # What came of a row may be quoted in the driver's own message, and is not carried along.
        raise told from (error if isinstance(told, errors.Failed) else None)


def damaged(path: Path, why: str) -> errors.DamagedPractice:
    """Return the error that says that the file at `path` does not hold together."""
    return errors.DamagedPractice(
        f"{path} is damaged ({why}). It was left as it is. "
        "`coachtui backup --list` names the backups; copy the file away before you try anything else."
    )


def _told(error: Any, path: Path) -> errors.PracticeError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        undecodable = isinstance(error, dbapi2.OperationalError) and "decode" in str(error)
        return damaged(path, "a text in it can't be read") if undecodable else None
    if code == FILE_MOVED:
        return replaced(path)
    if code & 0xFF == dbapi2.SQLITE_READONLY and path.with_name(f"{path.name}-journal").exists():
        return errors.ReadOnlyPractice(
            f"{path} was left in the middle of a write, which must be taken back before it can be read. "
            "Nothing was changed. Give yourself the right to write the file and its directory, and open it again."
        )
    match code & 0xFF:  # the low byte is the kind of error, the rest says more (sqlite.org/rescode.html)
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return errors.PracticeBusy(
                f"{path} is in use by another program. Nothing was changed. Close the other program, or try again."
            )
        case dbapi2.SQLITE_FULL:
            return errors.DiskFull(f"The disk that holds {path} is full. Nothing was changed. Make room and try again.")
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_CANTOPEN:
            return errors.ReadOnlyPractice(
                f"{path} can't be written. Nothing was changed. "
                "Check that the file and its directory are there, and their permissions."
            )
        case dbapi2.SQLITE_IOERR:
            return errors.DiskFull(
                f"The disk that holds {path} reported an error ({error}). Nothing was changed. "
                "Check that it has room and is still connected, and try again."
            )
        case dbapi2.SQLITE_INTERRUPT:
            return errors.Stopped("Stopped. Nothing was changed.")
        case dbapi2.SQLITE_CONSTRAINT:
            return errors.Refused(f"That would break a rule of the practice file ({error}). Nothing was changed.")
        case dbapi2.SQLITE_TOOBIG:
            return errors.Refused("That is too long for the practice file. Nothing was changed. Shorten it.")
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_FORMAT | dbapi2.SQLITE_NOTADB:
            return damaged(path, str(error))
        case dbapi2.SQLITE_ERROR:
            return errors.Failed(
                f"{path}: the database could not do what it was asked ({error}). Nothing was changed. The file is "
                "damaged, or coachtui has a fault: `coachtui doctor` tells which."
            )
    return None


def replaced(path: Path) -> errors.ReplacedPractice:
    """Return the error that says that the file at `path` is no longer the one that was opened."""
    return errors.ReplacedPractice(
        f"{path} was moved or replaced while it was open. Nothing was written to the new file. "
        "Close coachtui, and open the file that you want to keep."
    )


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps what it needs to take an unfinished write to `path` back."""
    return path.with_name(f"{path.name}-journal")


def put_in_place(unfinished: Path, path: Path, *, replacing: bool = False) -> None:
    """Give a finished file its name; unless `replacing`, never over another file: then FileExistsError.

    A journal that a killed program left under that name would be rolled back into the new file. It goes with the file
    that is replaced; where there is no file, it is a trace of one, and Refused says so.
    """
    if replacing:
        journal_of(path).unlink(missing_ok=True)
        unfinished.replace(path)
    elif not path.exists() and journal_of(path).exists():
        raise errors.Refused(
            f"{journal_of(path)} is left of a practice file that was there, so no new one was made beside it. "
            "Put that file back and open it, or move the journal away."
        )
    else:
        try:
            os.link(unfinished, path)
            unfinished.unlink()
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if path.exists():
                raise FileExistsError from None
            unfinished.rename(path)
    settle_directory(path.parent)
