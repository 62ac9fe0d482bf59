"""Backups of the practice file as the coach sees them, and what going back to one changes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from coachtui.domain.words import clock, distance, exact, plural

REASONS = {
    "asked": "asked for",
    "daily": "once a day",
    "merge": "before a merge",
    "migration": "before an update",
    "restore": "before a restore",
    "repair": "before a repair",
    "differs": "another copy, which should have been the same",
    "aside": "put aside as it was, since it could not be read",
}
"""Why a backup was made, in words, by the word in its name."""


class Backup(NamedTuple):
    """One backup file: when it was made (UTC), why, of which practice, its size in bytes, the digest it was given."""

    path: Path
    made_at: datetime
    reason: str
    practice: str
    size: int
    encrypted: bool = False
    digest: str = ""

    @property
    def name(self) -> str:
        """The name by which it is restored."""
        return self.path.name

    @property
    def why(self) -> str:
        """Why it was made, in words."""
        return REASONS.get(self.reason, self.reason)


class Condition(StrEnum):
    """What a look into a backup showed."""

    GOOD = "good"
    BAD = "not good"
    LOCKED = "other passphrase"


def line(backup: Backup, now: datetime, condition: Condition | None = None) -> str:
    """Return what the list says of a backup: when and how long ago, why, how large, whether it is encrypted and good.

    The times are those of this machine's zone.
    """
    when = backup.made_at.astimezone()
    parts = [
        f"{exact(when.date())} {clock(when)} ({distance(when.date(), now.astimezone().date())})",
        backup.why,
        size(backup.size),
        *(["encrypted" if backup.encrypted else "not encrypted"] if backup.reason != "aside" else []),
        *([condition.value] if condition else []),
    ]
    return ", ".join(parts)


def size(count: int) -> str:
    """Return a number of bytes in words.

    >>> size(1_250_000), size(400)
    ('1.2 MB', '1 kB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1e3))} kB"


class Difference(NamedTuple):
    """What going back to a backup by edits does to the records of one table, in numbers.

    `changed` get their former values, `binned` go to the bin, `back` come out of it or anew; `purged` were removed
    for good since, and stay so.
    """

    table: str
    changed: int = 0
    binned: int = 0
    back: int = 0
    purged: int = 0


class Returned(NamedTuple):
    """What going back to a backup by edits did, or would do; `left` values could not be set back."""

    differences: tuple[Difference, ...]
    left: int = 0

    @property
    def nothing(self) -> bool:
        """Whether all is as it was in the backup already."""
        return not any(one.changed or one.binned or one.back for one in self.differences)

    def words(self, *, would: bool = False) -> str:
        """Return what it comes to, in one line.

        >>> Returned((Difference("goal", changed=2, binned=1),)).words()
        '2 records changed back, 1 went to the bin'
        """
        changed, binned, back, purged = (
            sum(getattr(one, part) for one in self.differences) for part in Difference._fields[1:]
        )
        told = (
            (changed, "would change back" if would else "changed back"),
            (binned, "would go to the bin" if would else "went to the bin"),
            (back, "would come back" if would else "came back"),
        )
        parts = [f"{count:,} {what}" for count, what in told if count]
        if parts:
            parts[0] = parts[0].replace(" ", " record " if parts[0].startswith("1 ") else " records ", 1)
        if not parts:
            parts.append("everything is as it was in that backup" if would else "nothing had to change")
        if purged:
            parts.append(f"{purged:,} removed for good since can't come back")
        if self.left:
            parts.append(f"{plural(self.left, 'value')} could not be set back")
        return ", ".join(parts)
