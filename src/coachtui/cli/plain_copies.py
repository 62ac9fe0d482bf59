"""Copies of an encrypted practice that anyone can read: named, and removed when the coach agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli import passphrases, streams
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.store.passphrases import PlainCopy
    from coachtui.store.practice import Practice


def deal_with(place: Place, *, remove: bool) -> None:
    """Name them, and remove them if `remove` says so, or the coach does when asked; else say that they can be read."""
    from coachtui.domain.words import plural
    from coachtui.store import errors
    from coachtui.store.passphrases import plain_copies

    with place.open() as practice:
        if practice.db.key is None:
            raise errors.Refused(f"{place.path} has no passphrase itself. `coachtui passphrase set` gives it one.")
        found = plain_copies(practice)
        if not found:
            streams.tell("No copy of it that this machine keeps can be read without the passphrase.")
            return
        for copy in found:
            streams.say(f"{copy.what}: {copy.path}")
        many = plural(len(found), "copy", "copies")
        if remove or passphrases.consented(f"{many} from before can be read by anyone. Remove them now?"):
            _remove(practice, found)
        else:
            streams.tell(f"{many} can still be read by anyone. `coachtui passphrase copies --remove` removes them.")


def _remove(practice: Practice, found: list[PlainCopy]) -> None:
    from coachtui.domain.words import plural

    kept = 0
    for copy in found:
        try:
            copy.path.unlink()
        except OSError as error:
            kept += 1
            streams.tell(f"{copy.path} could not be removed ({error.strerror}); anyone can still read it.")
    streams.tell(
        f"{plural(len(found) - kept, 'copy', 'copies')} removed. Special tools may still find on a disk what was "
        "removed, unless the disk is encrypted."
    )
    if any(copy.what == "snapshot" for copy in found):
        _publish(practice)


def publish_anew(place: Place) -> None:
    """Let the other devices have the practice under its new key, if it meets any in a folder."""
    with place.open() as practice:
        _publish(practice)


def _publish(practice: Practice) -> None:
    from coachtui.store import errors, sync

    folder = sync.folder_of(practice)
    if folder is not None:
        try:
            sync.publish(practice)
        except errors.PracticeError as error:
            streams.tell(str(error))
