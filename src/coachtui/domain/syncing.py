"""Read models of one practice on several machines: how far they are in step, and when it is time to publish."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coachtui.domain.merging import Merged

REST = timedelta(seconds=30)
"""How long nothing has changed before what changed is published."""
APART = timedelta(minutes=5)
"""The least time between two publications."""
OUT_OF_STEP = timedelta(minutes=1)
"""How far another clock may be ahead of ours before it is worth a word."""


class SyncState(StrEnum):
    """How this device stands to the others; the first of these that holds, from the end, is shown."""

    OFF = "off"
    IN_STEP = "in_step"
    WAITING = "waiting"
    OTHER_KEY = "other_key"
    NEWER = "newer"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"


class Peer(NamedTuple):
    """A file of the folder that is not ours: of which device, when it was written (UTC), and how it stands.

    `needs_key`: it has another passphrase than ours, and none that fits was given.
    """

    device: str
    file: str
    published_at: datetime | None
    words: str
    needs_key: bool = False


class SyncStatus(NamedTuple):
    """How this device stands to the others, in words too: "waiting for the desktop's file".

    `ahead` is how far the fastest of the other clocks is before ours. The moments are UTC. `advice` is what the coach
    may do about how the files lie, empty when they lie well.
    """

    folder: str
    state: SyncState
    words: str
    peers: tuple[Peer, ...]
    conflicts: int
    ahead: timedelta | None
    ahead_words: str
    published_at: datetime | None
    collected_at: datetime | None
    unfinished: tuple[str, ...]
    advice: str


class SyncReport(NamedTuple):
    """What one round came to. `elsewhere`: another coachtui of this device was at it, so that nothing was done.

    `left_alone` names what lies in the folder, was met for the first time, and is none of ours.
    """

    merged: tuple[Merged, ...]
    published: bool
    status: SyncStatus
    elsewhere: bool = False
    left_alone: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing came in and nothing went out."""
        return not self.published and all(one.nothing for one in self.merged)


def publish_due(changed_at: datetime | None, published_at: datetime | None, now: datetime, in_session: bool) -> bool:
    """Tell whether to publish by itself: 30 s after the last change, at most every 5 minutes, never in a session.

    `changed_at` is the moment of the last change that was not published, None when there is none.
    """
    if changed_at is None or in_session:
        return False
    # A clock that was set back must not hold everything up until it has caught up.
    rested = now < changed_at or now - changed_at >= REST
    apart = published_at is None or now < published_at or now - published_at >= APART
    return rested and apart


def span_words(span: timedelta) -> str:
    """Return a length of time as one says it of a clock: "59 min", "3 h", "2 days"."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24):,} days"
