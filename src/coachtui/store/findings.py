"""What the doctor says: one finding for each thing looked at, and how its looks are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coachtui.store.driver import Connection

RESTORE = "Copy the file away, then go back to a backup: `coachtui backup --list` names them."
REPAIR = "Run `coachtui doctor --repair`: it makes a backup, and makes anew what can be made from the records."


class Level(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, where, and what to do (empty when it is well)."""

    level: Level
    what: str
    where: str
    todo: str = ""


Trouble = Iterator[Finding]
"""What one look yields; nothing when all is well."""


def fault(what: str, where: object, todo: str = RESTORE) -> Finding:
    """Return a fault."""
    return Finding(Level.FAULT, what, str(where), todo)


def warn(what: str, where: object, todo: str) -> Finding:
    """Return a warning."""
    return Finding(Level.WARN, what, str(where), todo)


def count(db: Connection, query: str, *values: object) -> int:
    """Return the one number that a query yields."""
    return int(db.execute(query, values).fetchone()[0])
