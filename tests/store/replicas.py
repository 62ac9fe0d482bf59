"""Devices with copies of one practice, for tests: each has a clock and a memory of its own."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from coachtui.domain.merging import Merged
from coachtui.paths import Paths
from coachtui.store import backups, practice
from coachtui.store.driver import Connection
from coachtui.store.merge import merge
from coachtui.store.schema import logged_columns
from tests.conftest import NOW, StandingClock, copy_of

SKEWS = (0, 1, -1)
"""By how many hours the clocks of the devices are wrong."""
COLUMNS = logged_columns()

State = dict[str, Any]
"""What a practice holds: rows by table, and what was removed for good."""


class Replica:
    """One device with its copy of the practice, open."""

    def __init__(self, template: Path, home: Path, name: str, skew: float = 0.0):
        self.name = name
        self.home = home
        self.paths = Paths(home / "data", home / "config", home / "state")
        self.clock = StandingClock(NOW + timedelta(hours=skew))
        self.random = Random(name)
        self.copies = 0
        copy_of(template, self.paths.practice, self.paths)
        (self.paths.state / "sites").rename(self.paths.state / "elsewhere")  # the copy gets a site of its own
        self.open()

    @classmethod
    def of_file(cls, file: Path, home: Path, name: str) -> Replica:
        """Return a device with a copy of a file of whatever schema."""
        return cls(file, home, name)

    def open(self) -> None:
        """Open the copy, as another site where this device does not know it."""
        self.practice = practice.open_practice(self.paths.practice, self.paths, clock=self.clock, random=self.random)
        self.practice.db.execute("PRAGMA synchronous = OFF")
        self.practice.db.execute("UPDATE device SET name = ? WHERE site = (SELECT site FROM local)", (self.name,))

    @property
    def db(self) -> Connection:
        """The connection."""
        return self.practice.db

    def snapshot(self) -> Path:
        """Return a copy of the file as it is now, as a stick would carry it."""
        self.copies += 1
        target = self.home / f"{self.name}-{self.copies}.coach"
        shutil.copyfile(self.paths.practice, target)
        return target

    def merge(self, other: Replica | Path) -> Merged:
        """Bring in another device's copy as it is now, or a file; see that no link leads nowhere afterwards."""
        self.clock.forward(seconds=1)
        path = other if isinstance(other, Path) else other.snapshot()
        merged = merge(self.practice, path)
        assert self.db.execute("PRAGMA foreign_key_check").fetchall() == []
        if isinstance(other, Replica):
            path.unlink()
        return merged

    def twin(self, name: str) -> Replica:
        """Return another device with what this one holds now."""
        snapshot = self.snapshot()
        twin = Replica(snapshot, self.home.parent / f"{self.home.name}-{name}", name)
        twin.clock.now = self.clock.now
        snapshot.unlink()
        return twin

    def restore(self, former: Path) -> None:
        """Go back to a former copy of the file; the device then writes as another site."""
        self.practice.close()
        shutil.copyfile(former, self.paths.practice)
        self.open()

    def close(self) -> None:
        """Let the file go."""
        self.practice.db.close()


def state(db: Connection, *, settled: bool = True) -> State:
    """Return the rows and the removals; unless `settled`, without what two devices may say otherwise for a while.

    That is which of several edits a conflict was lost to, and it is settled when they meet again.
    """
    found: State = {
        table: sorted(db.execute(f'SELECT id, {", ".join(columns)} FROM "{table}"').fetchall(), key=repr)
        for table, columns in COLUMNS.items()
    }
    if not settled:
        found["conflict"] = sorted(
            db.execute("SELECT id, kind, table_name, row_id, column_name, lost FROM conflict").fetchall(), key=repr
        )
    found["tombstone"] = sorted(db.execute("SELECT tbl, row, erase FROM tombstone").fetchall())
    return found


def log(db: Connection) -> State:
    """Return the change log without the numbers that are this file's own."""
    action = "(SELECT stamp || ' ' || site FROM action WHERE n = {})"
    record = "(SELECT tbl || ' ' || row FROM record WHERE n = {})"
    queries = {
        "action": "SELECT stamp, site, kind, words, about, of_stamp, of_site FROM action",
        "record": f"SELECT tbl, row, {action.format('born')} FROM record",
        "change": f"SELECT {record.format('record')}, col, {action.format('action')}, before, after FROM change",
        "tombstone": f"SELECT tbl, row, {action.format('action')}, erase FROM tombstone",
    }
    return {name: sorted(db.execute(query).fetchall(), key=repr) for name, query in queries.items()}


def actions(db: Connection) -> int:
    """Return how many actions the log knows."""
    return int(db.execute("SELECT count(*) FROM action").fetchone()[0])


def conflicts(db: Connection) -> list[tuple[Any, ...]]:
    """Return the conflict records: kind, table, column, what was lost."""
    return db.execute(
        "SELECT kind, table_name, column_name, lost FROM conflict ORDER BY kind, table_name, column_name, lost"
    ).fetchall()


def until_quiet(replicas: list[Replica], rounds: int = 8) -> int:
    """Let everybody merge everybody until nothing new arises; return how many rounds that took.

    Raises AssertionError when they do not come to rest.
    """
    for done in range(rounds):
        quiet = True
        for replica in replicas:
            for other in replicas:
                if vector(other.db).items() - vector(replica.db).items():
                    replica.merge(other)
                    quiet = False
        if quiet:
            return done
    raise AssertionError("the devices do not come to rest")


def vector(db: Connection) -> dict[int, int]:
    """Return up to which stamp the file has seen each site."""
    return dict(db.execute("SELECT site, stamp FROM seen").fetchall())


__all__ = ["Replica", "actions", "backups", "conflicts", "log", "state", "until_quiet"]
