"""Another machine's file has another passphrase: it is asked for, and may become the one of this machine's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli import passphrases, plain_copies, streams
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.syncing import SyncReport
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice


def found(place: Place, practice: Practice, report: SyncReport) -> list[Key]:
    """Return the keys of the files that need one: by the passphrase that was given, or that is typed now."""
    from coachtui.store import sync

    keys: list[Key] = []
    given = passphrases.given(place.passphrase_file)
    for peer in report.status.peers:
        if not peer.needs_key or any(sync.opens(practice, peer.file, key) for key in keys):
            continue
        key = _fits(practice, peer.file, given) if given else None
        if key is None and passphrases.can_ask():
            streams.tell(f"There is a file of {peer.device} with another passphrase than this machine's.")
            key = _fits(practice, peer.file, passphrases.asked(f"Passphrase of {peer.device}'s file: "))
            if key is None:
                streams.tell("That passphrase does not open it.")
        if key is not None:
            keys.append(key)
    return keys


def take(place: Place, key: Key) -> None:
    """Put this machine's file under the key of the others', so that each opens what the other publishes."""
    from coachtui.store import keyrings
    from coachtui.store.passphrases import rewrite

    former = place.key()
    rewrite(place.path, place.paths, key=former, new=key)
    place.keys[key.salt] = key
    streams.tell("This machine's file has the same passphrase now; neither asks again for the other's.")
    if former is None:
        plain_copies.deal_with(place, remove=False)
    elif keyrings.recall(former.salt) is not None:
        keyrings.forget(former.salt)
        keyrings.remember(key)
        streams.tell("The keyring opens the practice as before; the old passphrase is not kept there any more.")


def _fits(practice: Practice, file: str, passphrase: str) -> Key | None:
    from coachtui.store import sync
    from coachtui.store.errors import WrongKey

    try:
        return sync.key_for(practice, file, passphrase)
    except WrongKey:
        return None
