"""How a conflict is named on the command line."""

from __future__ import annotations

from datetime import datetime

from coachtui.store.driver import Connection
from coachtui.store.errors import NotFound
from coachtui.store.reads import conflicts as reads

MOST = 10_000
"""Conflicts that are numbered."""
LONGEST_NUMBER = 5
"""Digits of a number; what is longer is an id."""


def find(db: Connection, named: str, now: datetime) -> str:
    """Return the id of the conflict with this number in the list, or with this id. Raises NotFound."""
    if len(named) > LONGEST_NUMBER or not named.isdecimal():
        return reads.line(db, named, now).id
    found = reads.open_conflicts(db, now, MOST)
    if not 1 <= int(named) <= len(found):
        raise NotFound(f"There is no conflict {named}; `coachtui conflicts` lists them. Nothing was changed.")
    return found[int(named) - 1].id
