"""The SQLite driver: one for plain and encrypted files alike, and its errors in the store's words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from coachtui.store import errors

__all__ = ["Connection", "DriverError", "attach", "connect", "create", "plain_words"]

if TYPE_CHECKING:
    # The driver has the interface of the standard module, and no type hints of its own.
    from sqlite3 import Connection as _Connection

    from coachtui.store.keys import Key
else:
    _Connection = dbapi2.Connection


class Connection(_Connection):
    """A connection that knows with which key its file was opened; None for a plain file."""

    key: Key | None = None


BUSY_MS = 5_000
"""How long a file that another program holds is waited for, in milliseconds."""
DriverError = dbapi2.Error
IntegrityError = dbapi2.IntegrityError
CORRUPT: int = dbapi2.SQLITE_CORRUPT
MISSING: int = dbapi2.SQLITE_ERROR  # what a statement names is not there
FILE_MOVED: int = dbapi2.SQLITE_READONLY | 4 << 8  # SQLITE_READONLY_DBMOVED

NO_LOCKS = frozenset(
    {dbapi2.SQLITE_PROTOCOL, dbapi2.SQLITE_NOLFS, *(dbapi2.SQLITE_IOERR | kind << 8 for kind in (8, 9, 14, 15))}
)
"""Locks that fail: SQLITE_IOERR_UNLOCK, _RDLOCK, _CHECKRESERVEDLOCK, _LOCK (sqlite.org/rescode.html)."""

QUIET = "PRAGMA cipher_log_level = NONE"
"""Else a key that does not fit would print over the screen."""
SETTINGS = """
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA secure_delete = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
"""


def connect(path: Path, *, read_only: bool = False, key: Key | None = None) -> Connection:
    """Open a connection with the settings of every practice file; transactions are begun by hand.

    Raises WrongKey when a key is given and does not fit; a hot journal may have been rolled back then.
    """
    connection: Connection = dbapi2.connect(
        _uri(path, "ro" if read_only else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        factory=Connection,
    )
    try:
        connection.execute(QUIET)
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.raw}"')
            connection.key = key
        connection.executescript(SETTINGS)
    except BaseException as error:
        connection.close()
        if key is not None and getattr(error, "sqlite_errorcode", None) == dbapi2.SQLITE_NOTADB:
            raise wrong_key(path) from None
        raise
    return connection


def attach(db: Connection, path: Path, name: str, *, key: Key | None = None, read_only: bool = False) -> None:
    """Attach another file to an open connection, as `name`; outside a transaction. Raises a PracticeError.

    Without a key the file is taken for a plain one, whatever the connection's own file is.
    """
    raw = key.raw if key is not None else ""
    with plain_words(path):
        try:
            db.execute(f'ATTACH ? AS "{name}" KEY ?', (_uri(path, "ro" if read_only else "rw"), raw))
            db.execute(f'SELECT count(*) FROM "{name}".sqlite_master')
        except DriverError as error:
            if (name,) in db.execute("SELECT name FROM pragma_database_list").fetchall():
                db.execute(f'DETACH "{name}"')
            if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
                raise wrong_key(path) if key is not None else locked(path) from None
            raise


def memory() -> Connection:
    """Open an empty database that is nowhere on disk."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None, factory=Connection)
    return connection


def application_id(path: Path, key: Key | None = None) -> int | None:
    """Return the mark that a program left in its database, None when the file is none, or not under that key.

    Through the driver, and as if the file never changed: opening it by hand and closing it would drop the locks that
    other connections of this process hold (sqlite.org/howtocorrupt.html, 2.2), and a plain opening might write.
    Raises a PracticeError.
    """
    with plain_words(path), closing(_looking(path, key)) as connection:
        try:
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
        except DriverError as error:
            if error.sqlite_errorcode == dbapi2.SQLITE_NOTADB:
                return None
            raise


def beginning(path: Path) -> bytes:
    """Return the first 16 bytes of a file, the salt of an encrypted one, by the way of `application_id`."""
    with plain_words(path), closing(_looking(path, None)) as connection:
        # Any key will do for the driver to say what it would go with.
        connection.execute(f"PRAGMA key = \"x'{'0' * 64}'\"")
        return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])


def _looking(path: Path, key: Key | None) -> Connection:
    connection: Connection = dbapi2.connect(f"{_uri(path, 'ro')}&immutable=1", uri=True)
    connection.execute(QUIET)
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.raw}"')
    return connection


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def create(path: Path, key: Key | None = None) -> Connection:
    """Make an empty file that only its owner can read, and open it; with a key, all that is written is encrypted."""
    path.touch(mode=0o600, exist_ok=False)
    return connect(path, key=key)


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


def locked(path: Path) -> errors.Locked:
    """Return the error that says that the file at `path` needs a passphrase that was not given."""
    return errors.Locked(
        f"{path} is encrypted, or is no practice file. It was left as it is. Give its passphrase: at the prompt, "
        "with --passphrase-file, or in COACHTUI_PASSPHRASE."
    )


def wrong_key(path: Path) -> errors.WrongKey:
    """Return the error that says that what was given does not open the file at `path`."""
    return errors.WrongKey(
        f"That passphrase does not open {path}, or the beginning of the file is damaged: without the passphrase the "
        "two can't be told apart. The file was left as it is. Try again; `coachtui backup --list` names the backups. A "
        "forgotten passphrase can't be recovered, by anybody."
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
    if code in NO_LOCKS:
        return errors.ReadOnlyPractice(
            f"The disk that holds {path} does not let programs lock a file, as some network shares don't. Nothing was "
            "changed. Keep the file on a disk of this machine; `coachtui sync` may use the share."
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
