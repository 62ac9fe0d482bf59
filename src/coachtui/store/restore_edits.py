"""Goes back to a backup by ordinary edits: one action, which syncs to other devices and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from coachtui.domain.backups import Backup, Difference, Returned
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import clock, exact
from coachtui.store import backups, driver, errors, recognise
from coachtui.store.driver import Connection
from coachtui.store.keys import Key
from coachtui.store.practice import Practice
from coachtui.store.reads.people import owner
from coachtui.store.restore import opened

Step = Callable[[int, int], None]
"""Told how many rows are done, of how many; raises Stopped to stop."""


class _Table(NamedTuple):
    """A logged table: its columns without `id`, those that link to another table, and which of these may be empty."""

    name: str
    columns: tuple[str, ...]
    links: dict[str, str]
    optional: frozenset[str]

    @property
    def differs(self) -> str:
        """What holds for a row whose values are others; a link to what was removed for good can't be set back."""
        return " OR ".join(
            f"""(t."{column}" IS NOT b."{column}" AND NOT EXISTS (
                SELECT 1 FROM main.tombstone WHERE tbl = '{self.links[column]}' AND row = b."{column}"))"""
            if column in self.links
            else f't."{column}" IS NOT b."{column}"'
            for column in self.columns
        )


def compare(practice: Practice, backup: Backup, *, key: Key | None = None) -> Returned:
    """Return what going back to the backup by edits would do. Raises a PracticeError."""
    with _attached(practice, backup, key) as db:
        return Returned(tuple(_difference(db, table) for table in _tables()))


def restore_as_edits(
    practice: Practice, backup: Backup, *, key: Key | None = None, step: Step | None = None
) -> Returned:
    """Bring every record back to what it was in the backup, as one action.

    Records born since go to the bin, those binned since come back, changed values are set back. What was removed for
    good since stays so. Raises a PracticeError; then nothing was changed.
    """
    when = to_wall(backup.made_at, owner(practice.db).detail)
    words = f"went back to the backup of {exact(when.date())} {clock(when)}"
    with _attached(practice, backup, key) as db:
        tables = _tables()
        with practice.raw_action(words):
            differences = tuple(_difference(db, table) for table in tables)
            now = f"{practice.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            writing = _Writing(db, step or (lambda done, total: None), sum(sum(one[1:4]) for one in differences))
            left = writing.write(tables, now)
    return Returned(differences, left)


def _tables() -> list[_Table]:
    """Return the logged tables, parents before children."""
    from coachtui.store.tables import logged_tables

    found = []
    for table in logged_tables():
        links = {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys}
        columns = tuple(column.name for column in table.columns if column.name != "id")
        optional = frozenset(name for name in links if table.columns[name].nullable)
        found.append(_Table(table.name, columns, links, optional))
    return found


@contextmanager
def _attached(practice: Practice, backup: Backup, key: Key | None) -> Iterator[Connection]:
    """Attach the backup as `former`, a copy of it in the present schema if it has an older one."""
    with opened(backup, practice.paths.backups, practice.path, key) as source, ExitStack() as scratch:
        (db_id,) = source.execute("SELECT id FROM practice LIMIT 1").fetchone()
        if db_id != practice.db_id:
            raise errors.OtherPractice(
                f"{backup.name} is of another practice than {practice.path}. Nothing was changed."
            )
        path = backup.path
        if not recognise.is_current(source, path):
            beside = TemporaryDirectory(prefix=".former-", dir=practice.paths.backups)
            path = _brought_up(source, Path(scratch.enter_context(beside)), practice, key)
        driver.attach(practice.db, path, "former", key=key, read_only=True)
        try:
            with driver.plain_words(practice.path):
                yield practice.db
        finally:
            practice.db.execute("DETACH former")


def _brought_up(source: Connection, scratch: Path, practice: Practice, key: Key | None) -> Path:
    from coachtui.store import migrations

    copy = scratch / "former.coach"
    backups.copy(source, copy)
    migrations.upgrade(copy, scratch / "backups", practice.clock(), key=key)
    return copy


def _difference(db: Connection, table: _Table) -> Difference:
    changed, binned, back = db.execute(
        f"""
        SELECT coalesce(sum(t.deleted_at IS NULL AND b.deleted_at IS NULL), 0),
            coalesce(sum(t.deleted_at IS NULL AND b.deleted_at IS NOT NULL), 0),
            coalesce(sum(t.deleted_at IS NOT NULL AND b.deleted_at IS NULL), 0)
        FROM main."{table.name}" AS t JOIN former."{table.name}" AS b USING (id) WHERE {table.differs}
        """
    ).fetchone()
    (born,) = db.execute(
        f'SELECT count(*) FROM main."{table.name}" WHERE deleted_at IS NULL'
        f' AND id NOT IN (SELECT id FROM former."{table.name}")'
    ).fetchone()
    gone, purged = db.execute(
        f"""
        SELECT coalesce(sum(erased IS NULL), 0), coalesce(sum(erased IS NOT NULL), 0) FROM (
            SELECT (SELECT 1 FROM main.tombstone WHERE tbl = ? AND row = b.id) AS erased
            FROM former."{table.name}" AS b
            WHERE b.deleted_at IS NULL AND b.id NOT IN (SELECT id FROM main."{table.name}"))
        """,
        (table.name,),
    ).fetchone()
    return Difference(table.name, changed, binned + born, back + gone, purged)


class _Writing:
    """Writes the differences within an action that is under way."""

    def __init__(self, db: Connection, step: Step, total: int):
        self._db = db
        self._step = step
        self._total = total
        self._done = 0
        self._lacking: set[tuple[str, str]] = set()
        """Records that can't come back; nothing may link to them."""

    def write(self, tables: list[_Table], now: str) -> int:
        """Write all and return how many values could not be set back."""
        db = self._db
        db.execute("PRAGMA defer_foreign_keys = ON")  # records may link to each other in a ring
        # On the way two records may hold one unique key; in the end none do, as none did in the backup.
        indexes = db.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE INDEX%'"
        ).fetchall()
        names = {table.name for table in tables}
        indexes = [(name, sql) for name, sql in indexes if sql.split(" ON ", 1)[1].split()[0].strip('"') in names]
        for name, _ in indexes:
            db.execute(f'DROP INDEX main."{name}"')
        for table in tables:
            self._bring_in(table)
        left = sum(self._set_back(table) for table in tables)
        for table in tables:
            self._bin(table, now)
        for _, sql in indexes:
            db.execute(sql)
        return left

    def _bring_in(self, table: _Table) -> None:
        """Add the records that are in the backup alone, unless they were removed for good."""
        missing = self._db.execute(
            f'SELECT b.id, * FROM former."{table.name}" AS b WHERE id NOT IN (SELECT id FROM main."{table.name}")'
        )
        names = [column[0] for column in missing.description[1:]]
        for row, *values in missing.fetchall():
            by_name = dict(zip(names, values, strict=True))
            lost = [column for column, parent in table.links.items() if self._is_lost(parent, by_name[column])]
            if self._is_lost(table.name, row) or not table.optional.issuperset(lost):
                self._lacking.add((table.name, row))
                continue
            by_name.update(dict.fromkeys(lost))
            columns = ", ".join(f'"{name}"' for name in by_name)
            marks = ", ".join("?" * len(by_name))
            self._db.execute(f'INSERT INTO main."{table.name}" ({columns}) VALUES ({marks})', [*by_name.values()])
            self._count()

    def _set_back(self, table: _Table) -> int:
        left = 0
        differing = self._db.execute(
            f"""
            SELECT {", ".join(f't."{c}", b."{c}"' for c in table.columns)}, t.id
            FROM main."{table.name}" AS t JOIN former."{table.name}" AS b USING (id) WHERE {table.differs}
            """
        ).fetchall()
        for *values, row in differing:
            pairs = zip(table.columns, values[::2], values[1::2], strict=True)
            changes = {column: former for column, present, former in pairs if present != former}
            for column, parent in table.links.items():
                if column in changes and self._is_lost(parent, changes[column]):
                    del changes[column]
            if changes and not self._is_written(table.name, row, changes):
                left += len(changes)
            self._count()
        return left

    def _bin(self, table: _Table, now: str) -> None:
        """Put the records into the bin that the backup does not know."""
        born = self._db.execute(
            f'SELECT id FROM main."{table.name}" WHERE deleted_at IS NULL'
            f' AND id NOT IN (SELECT id FROM former."{table.name}")'
        )
        for (row,) in born.fetchall():
            self._is_written(table.name, row, {"deleted_at": now})
            self._count()

    def _is_written(self, table: str, row: str, values: dict[str, object]) -> bool:
        sets = ", ".join(f'"{column}" = ?' for column in values)
        try:
            self._db.execute(f'UPDATE main."{table}" SET {sets} WHERE id = ?', (*values.values(), row))
        except driver.IntegrityError:  # what can't be set back leaves a rest that a rule refuses
            return False
        return True

    def _is_lost(self, table: str, row: object) -> bool:
        """Whether a record was removed for good, or can't come back since what it belongs to was."""
        if row is None:
            return False
        found = self._db.execute("SELECT 1 FROM main.tombstone WHERE tbl = ? AND row = ?", (table, row)).fetchone()
        return found is not None or (table, row) in self._lacking

    def _count(self) -> None:
        self._done += 1
        self._step(min(self._done, self._total), self._total)
