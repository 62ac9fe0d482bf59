"""What can come of a file of the folder."""

from __future__ import annotations

from enum import StrEnum

from coachtui.domain.syncing import SyncState


class Outcome(StrEnum):
    """What came of a file; its words are said after "the desktop's file", and its state is the one of the device."""

    MERGED = "merged"
    WAITING = "waiting"
    OTHER_KEY = "other_key"
    NEWER = "newer"
    OTHER_PRACTICE = "other_practice"
    FOREIGN = "foreign"
    REFUSED = "refused"
    UNREADABLE = "unreadable"

    @property
    def is_final(self) -> bool:
        """Whether another look at the same file would come to the same."""
        return self not in (Outcome.WAITING, Outcome.UNREADABLE)

    @property
    def state(self) -> SyncState:
        """How the device stands with such a file in its folder."""
        return _STATES.get(self, SyncState.IN_STEP)

    @property
    def words(self) -> str:
        """What is said of the file itself."""
        return _WORDS[self]


_STATES = {
    Outcome.WAITING: SyncState.WAITING,
    Outcome.OTHER_KEY: SyncState.OTHER_KEY,
    Outcome.NEWER: SyncState.NEWER,
    Outcome.REFUSED: SyncState.STOPPED,
    Outcome.UNREADABLE: SyncState.WAITING,
}
_WORDS = {
    Outcome.MERGED: "in step",
    Outcome.WAITING: "not whole yet; tried again each round",
    Outcome.OTHER_KEY: "has another passphrase",
    Outcome.NEWER: "was written by a newer coachtui: update this machine first",
    Outcome.OTHER_PRACTICE: "is another practice, and was left alone",
    Outcome.FOREIGN: "is no practice file, and was left alone",
    Outcome.REFUSED: "could not be merged",
    Outcome.UNREADABLE: "can't be read; tried again each round",
}
