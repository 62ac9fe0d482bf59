"""Read models of a merge: what another copy of the practice brought in, by record and in words."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

LISTED = 500
"""How many records a merge tells one by one; it counts all of them."""


class Arrival(StrEnum):
    """What a merge did to a record; a record that is in several of these is told as the last of them."""

    CHANGED = "changed"
    NEW = "new"
    BINNED = "binned"
    REMOVED = "removed"
    CONFLICT = "conflict"


class Incoming(NamedTuple):
    """One record that a merge touched: how, and which, in words ("session of 24 Nov 2026, Dana Okafor").

    `columns` are those that changed, or that are in conflict; empty for a record that is new, binned or removed.
    """

    kind: Arrival
    table: str
    row: str
    what: str
    columns: tuple[str, ...] = ()


class Merged(NamedTuple):
    """What came in with a merge, or would: from which devices, how many records, and the first of them in words.

    `conflicts` counts the conflicts that are new on this device. `tables` and `engagements` are all that was touched.
    `notes` are whole sentences for the coach, such as that the other device's clock is ahead.
    """

    devices: tuple[str, ...] = ()
    new: int = 0
    changed: int = 0
    binned: int = 0
    removed: int = 0
    conflicts: int = 0
    incoming: tuple[Incoming, ...] = ()
    tables: frozenset[str] = frozenset()
    engagements: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no record was touched."""
        return not (self.new or self.changed or self.binned or self.removed or self.conflicts)

    def words(self) -> str:
        """Return the merge on one line: "2 new, 1 changed from the laptop; 1 conflict"."""
        counts = ((self.new, "new"), (self.changed, "changed"), (self.binned, "binned"), (self.removed, "removed"))
        came = ", ".join(f"{count:,} {word}" for count, word in counts if count) or "nothing new"
        source = f" from {' and '.join(self.devices)}" if self.devices else ""
        conflicts = f"; {self.conflicts:,} conflict{'s' * (self.conflicts != 1)}" if self.conflicts else ""
        return f"{came}{source}{conflicts}"
