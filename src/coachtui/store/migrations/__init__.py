"""Moves an older practice file to the present schema. Imported only when that is due: alembic takes half a second.

The work is done on a checked copy with foreign keys off and triggers still; the copy replaces the file at the end, so
that a kill at any moment leaves the file as it was or as it should be. Meanwhile the file is locked: it can be read,
and whoever would write waits.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from coachtui.store import backups, changelog, driver, errors, search, search_queue, versions
from coachtui.store.driver import Connection
from coachtui.store.engine import bind
from coachtui.store.keys import Key

HERE = Path(__file__).parent
SCRIPTS = HERE / "versions"


def upgrade(path: Path, backup_directory: Path, now: datetime, *, key: Key | None = None) -> None:
    """Bring the file at `path` to `versions.REVISION`; a backup is made first.

    Returns with nothing done when another program has just done it. Raises a PracticeError, and leaves the file as it
    was, when the result does not hold together.
    """
    found = path.stat()
    lock, db = driver.connect(path, key=key), driver.connect(path, key=key)
    copy = path.with_name(f".{path.name}.migrating")
    try:
        # A copy can't be made inside a transaction: one connection keeps the file still, the other reads it.
        lock.execute("BEGIN IMMEDIATE")
        if not os.path.samestat(found, path.stat()):
            return
        backups.make(db, path, backup_directory, now, "migration")
        before = _census(db)
        copy.unlink(missing_ok=True)
        backups.copy(db, copy)
        db.close()
        _migrate(copy, before, key)
        copy.replace(path)
        driver.settle_directory(path.parent)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"{path} could not be brought to the new schema ({error.strerror}). It was left as it is. "
            "Check the permissions of its directory."
        ) from None
    finally:
        copy.unlink(missing_ok=True)
        db.close()
        lock.close()


def _migrate(copy: Path, before: dict[str, int], key: Key | None) -> None:
    db = driver.connect(copy, key=key)
    try:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("UPDATE local SET still = 1")
        _run_scripts(db, copy)
        columns = _columns(db)
        db.execute("BEGIN IMMEDIATE")
        changelog.regenerate(db, columns)
        search.regenerate(db)
        search.rebuild(db)
        db.execute("UPDATE local SET still = 0")
        db.execute("COMMIT")
        after = _census(db)
        lost = [table for table, rows in before.items() if after.get(table, rows) != rows]
        broken = db.execute("PRAGMA foreign_key_check").fetchone()
        if lost or broken or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _failed(f"rows of {', '.join(lost)} were lost" if lost else "the result does not hold together")
    finally:
        db.close()


def _run_scripts(db: Connection, copy: Path) -> None:
    config = Config()
    # The parser of the settings takes % for the start of a name.
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("version_locations", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    try:
        with driver.plain_words(copy), bind(db).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, versions.REVISION)
    except (errors.DiskFull, errors.DamagedPractice):
        raise
    except Exception as error:  # a mistake in a script can be of any kind
        raise _failed(type(error).__name__) from error


def _columns(db: Connection) -> dict[str, list[str]]:
    with bind(db).connect() as connection:
        tables = inspect(connection)
        return {
            table: [c["name"] for c in tables.get_columns(table) if c["name"] != "id"]
            for table in tables.get_table_names()
            if table not in changelog.OWN_TABLES
        }


def _failed(why: str) -> errors.DamagedPractice:
    return errors.DamagedPractice(
        f"The practice file could not be brought to the new schema ({why}). It was left as it is, and a backup was "
        "made. Go on with the coachtui that you had before, and tell its makers."
    )


def _census(db: Connection) -> dict[str, int]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    made_anew = {"alembic_version", *search_queue.OWN_TABLES}
    return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names if name not in made_anew}
