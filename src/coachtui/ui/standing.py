"""How this device stands to the others, as the header draws it, and what came in, as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from coachtui.domain.underneath import the
from coachtui.domain.words import plural
from coachtui.ui import marks
from coachtui.ui.text import LABEL, NEEDS, RIGHT, WRONG, plain

if TYPE_CHECKING:
    from coachtui.domain.merging import Merged
    from coachtui.domain.syncing import SyncStatus

SHORT = "sync"
"""What the header of a narrow screen says behind the mark; the dialog says the rest."""

_OFF, _IN_STEP, _WAITING = "off", "in_step", "waiting"
"""The states that are no trouble; the values of `SyncState`, which is imported only where devices meet."""


class Standing(NamedTuple):
    """What the app knows of the other devices.

    `came_in` is what came in last, at `came_at` (aware). `doing` tells what is under way; `trouble` why the last
    exchange failed.
    """

    status: SyncStatus | None = None
    came_in: tuple[Merged, ...] = ()
    came_at: datetime | None = None
    doing: str = ""
    trouble: str = ""

    @property
    def is_on(self) -> bool:
        """Whether a folder is set where the devices meet."""
        return self.status is not None and self.status.state != _OFF


def summary(standing: Standing) -> tuple[str, str, str] | None:
    """Return mark, words and tone of how things stand; None when no folder is set, or nothing is known yet."""
    status = standing.status
    if status is None or status.state == _OFF:
        return None
    if status.state not in (_IN_STEP, _WAITING):
        return marks.NEEDS_YOU, status.words, WRONG
    if standing.trouble:
        return marks.NEEDS_YOU, standing.trouble, WRONG
    if status.conflicts:
        return marks.NEEDS_YOU, plural(status.conflicts, "conflict"), NEEDS
    if status.state == _WAITING:
        return marks.MOVED, status.words, LABEL
    if status.ahead is not None:
        return marks.NEEDS_YOU, status.ahead_words, NEEDS
    return marks.FINE, status.words, RIGHT


def drawn(standing: Standing) -> list[Content]:
    """Return the ways of writing how things stand, longest first; none when there is nothing to say."""
    found = summary(standing)
    if found is None:
        return []
    mark, words, tone = found
    return [plain(f"{mark} {words}", tone), plain(f"{mark} {SHORT}", tone)]


def told(merged: Sequence[Merged]) -> str:
    """Return what came in on one line: "From the laptop: 3 changed, 1 conflict"; empty when nothing did.

    >>> told([])
    ''
    """
    came = [one for one in merged if not one.nothing]
    if not came:
        return ""
    counts = (
        (sum(one.new for one in came), "new"),
        (sum(one.changed for one in came), "changed"),
        (sum(one.binned for one in came), "binned"),
        (sum(one.removed for one in came), "removed for good"),
    )
    parts = [f"{count:,} {words}" for count, words in counts if count]
    conflicts = sum(one.conflicts for one in came)
    if conflicts:
        parts.append(plural(conflicts, "conflict"))
    devices = list(dict.fromkeys(the(device) for one in came for device in one.devices))
    return f"From {' and '.join(devices) or 'another copy'}: {', '.join(parts)}"
