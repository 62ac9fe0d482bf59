"""Makes anew what can be made from the records, after a backup: the search index, and triggers and indexes."""

from __future__ import annotations

from contextlib import closing

from coachtui.domain.backups import Backup
from coachtui.store import backups, driver, schema, search
from coachtui.store.doctor_schema import MADE_ANEW, shape, wanted_shape
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice


def repair(practice: Practice) -> Backup:
    """Repair what is safe to repair, as one step, and return the backup that was made before.

    No record is touched, and nothing that the log says. What keeps an index from being made (two records where there
    may be one) is left, and the doctor goes on telling it. Raises a PracticeError; then nothing was changed.
    """
    backup = backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "repair")
    with practice.transaction() as db:
        search.renew(db)
        _make_anew(db)
    return backup


def _make_anew(db: Connection) -> None:
    """Make the triggers and indexes anew that are missing, or are not as the schema has them."""
    wanted, present = wanted_shape(), shape(db)
    wrong = [name for name in wanted if name.startswith(MADE_ANEW) and present.get(name) != wanted[name]]
    with closing(driver.memory()) as pattern:
        schema.create(pattern)
        for one in wrong:
            kind, name = one.split(" ", 1)
            (sql,) = pattern.execute(
                "SELECT sql FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
            ).fetchone()
            db.execute("SAVEPOINT anew")
            try:
                db.execute(f'DROP {kind} IF EXISTS "{name}"')
                db.execute(sql)
            except driver.DriverError:
                db.execute("ROLLBACK TO anew")
            db.execute("RELEASE anew")
