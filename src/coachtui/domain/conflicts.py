"""Read models of the merge desk: values that lost a merge, and what can be done about them.

The later of two edits stands and the other is kept beside it, until the coach has chosen.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

PREVIEW = 300
"""Characters of a text that a list holds."""

TEXTS = frozenset(
    {
        "body", "context", "description", "end_reason", "execution", "leadership", "logistics", "measure", "moved",
        "next_step", "reason", "roles", "work",
    }
)  # fmt: skip
"""Columns with texts of which both versions can be kept."""
ONE_LINE = frozenset(
    {
        ("commitment", "body"), ("debrief", "work"), ("engagement_private", "end_reason"), ("goal_revision", "reason"),
        ("pause", "reason"),
    }
)  # fmt: skip
"""Texts that are written in a field of one line."""


class ConflictKind(StrEnum):
    """What went against what: two edits of a field; an edit against the bin; one against a removal for good; two
    records that may not be called alike; a record whose parent was removed for good."""

    EDIT = "edit"
    BINNED = "binned"
    PURGED = "purged"
    UNIQUE = "unique"
    ORPHAN = "orphan"


class Resolution(StrEnum):
    """How a conflict was settled; `mine` and `theirs` are said from the device on which that was done."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    RESTORED = "restored"
    LEFT = "left"


class ConflictLine(NamedTuple):
    """A value that lost a merge, and what stands in its place.

    `what` names the record and whose it is, `bare` leaves the second out. Of long texts only the beginning is here.
    Where neither version is this device's, mine is the one that stands. `changed_since`: what stood after the merge
    was edited, or came out of the bin, since. The moments are UTC. `settled` says in words how it was resolved.
    """

    id: str
    kind: ConflictKind
    table: str
    row: str
    column: str
    what: str
    bare: str
    field: str
    engagement_id: str | None
    client: str
    mine: str | float | None
    theirs: str | float | None
    mine_device: str
    theirs_device: str
    kept_is_mine: bool
    ours: bool
    lost_at: datetime
    kept_at: datetime
    changed_since: bool
    resolution: Resolution | None
    settled: str

    @property
    def lost_device(self) -> str:
        """The device whose version lost."""
        return self.theirs_device if self.kept_is_mine else self.mine_device

    @property
    def kept_device(self) -> str:
        """The device whose version was kept by the merge."""
        return self.mine_device if self.kept_is_mine else self.theirs_device

    @property
    def named(self) -> str:
        """The record and the field of it, if it has several: "due date of goal Delegate outcomes, Dana Okafor"."""
        return self.what if self.column in ("", "body", "deleted_at") else f"{self.field} of {self.what}"

    @property
    def in_bin(self) -> bool:
        """Whether the record went to the bin: it was edited elsewhere, or another one has its place."""
        return self.kind is ConflictKind.BINNED or self.column == "deleted_at"

    @property
    def is_field(self) -> bool:
        """Whether both versions are values of a field, rather than a record that is in the bin or gone."""
        return self.kind in (ConflictKind.EDIT, ConflictKind.UNIQUE) and not self.in_bin

    @property
    def is_value(self) -> bool:
        """Whether it is a day, a number or the like, which differs as a whole and not by its words."""
        if isinstance(self.mine, int | float) or isinstance(self.theirs, int | float):
            return True
        return self.column.endswith(("_on", "_at", "_id", "_local"))

    @property
    def choices(self) -> tuple[Resolution, ...]:
        """What the coach can choose."""
        if self.resolution is not None:
            return ()
        if self.is_field:
            both = (Resolution.BOTH,) if self.kind is ConflictKind.EDIT and self.column in TEXTS else ()
            return Resolution.MINE, Resolution.THEIRS, *both, Resolution.LEFT
        return Resolution.RESTORED, Resolution.LEFT

    @property
    def standing(self) -> Resolution:
        """The choice that changes no value."""
        return Resolution.MINE if self.kept_is_mine else Resolution.THEIRS


class Versions(NamedTuple):
    """Both versions of a conflict in whole, as texts: a text as it is, any other value in words."""

    line: ConflictLine
    mine: str
    theirs: str


class BinLine(NamedTuple):
    """A record in the bin: since when (UTC), on which device and by which action it came there.

    `along` says what went with it ("notes, 2 commitments").
    """

    table: str
    row: str
    what: str
    client: str
    engagement_id: str | None
    binned_at: datetime
    device: str
    words: str
    along: str


class Restored(NamedTuple):
    """What came out of the bin, and what had to come with it since it lies under that."""

    what: str
    also: tuple[str, ...] = ()

    @property
    def done(self) -> str:
        """What was done, in the words of the log."""
        return f"took {self.what} out of the bin"


def both(table: str, column: str, first: str, second: str, whose: str) -> str:
    """Return two versions of a text as one, `whose` (a device and a day) saying from where the second is."""
    if not first.strip() or not second.strip():
        return first if first.strip() else second
    if (table, column) in ONE_LINE:
        return f"{first.rstrip()} / {second.lstrip()}"
    return f"{first.rstrip()}\n\n――― {whose} ―――\n\n{second.lstrip()}"
