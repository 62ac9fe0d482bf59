"""Moves an older practice file to the present schema. Imported only when that is due: alembic takes half a second.

The work is done on a checked copy with foreign keys off and triggers still; the copy replaces the file at the end, so
that a kill at any moment leaves the file as it was or as it should be.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from coachtui.store import backups, changelog, driver, errors, versions
from coachtui.store.driver import Connection
from coachtui.store.engine import bind

SCRIPTS = Path(__file__).parent


def upgrade(path: Path, backup_directory: Path, now: datetime, scripts: Path = SCRIPTS) -> None:
    """Bring the file at `path` to `versions.REVISION`; a backup is made first.

    Raises DamagedPractice, and leaves the file as it was, when the result does not hold together.
    """
    db = driver.connect(path)
    try:
        backups.make(db, path, backup_directory, now, "migration")
        before = _census(db)
        copy = path.with_name(f".{path.name}.migrating")
        copy.unlink(missing_ok=True)
        backups.copy(db, copy)
    finally:
        db.close()
    try:
        _migrate(copy, before, scripts)
        os.replace(copy, path)
    finally:
        copy.unlink(missing_ok=True)


def _migrate(copy: Path, before: dict[str, int], scripts: Path) -> None:
    db = driver.connect(copy)
    try:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("UPDATE local SET still = 1")
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.set_main_option("version_locations", str(scripts / "versions"))
        config.set_main_option("path_separator", "newline")
        engine = bind(db)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, versions.REVISION)
        with engine.connect() as connection:
            tables = inspect(connection)
            columns = {
                table: [c["name"] for c in tables.get_columns(table) if c["name"] != "id"]
                for table in tables.get_table_names()
                if table not in changelog.OWN_TABLES
            }
        changelog.regenerate(db, columns)
        db.execute("UPDATE local SET still = 0")
        after = _census(db)
        lost = [table for table, rows in before.items() if after.get(table, rows) != rows]
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
        if lost or broken or db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise errors.DamagedPractice(
                "The practice file could not be brought to the new schema "
                f"({', '.join(lost) or 'links are broken'}). It was left as it is, and a backup was made."
            )
    finally:
        db.close()


def _census(db: Connection) -> dict[str, int]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names if name != "alembic_version"
    }
