"""The machine's keyring: where the key of a practice may be kept, so that opening it asks for nothing.

The library is imported when it is wanted and no sooner: it takes longer than opening a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.store import errors
from coachtui.store.keys import Key

if TYPE_CHECKING:
    from types import ModuleType

SERVICE = "coachtui"
"""What the keys are called in the keyring; each under the salt of the files that it opens, in hexadecimal digits."""


def remember(key: Key) -> None:
    """Keep a key. Raises NoKeyring when this machine has no keyring, or it refuses."""
    keyring = _keyring()
    try:
        keyring.set_password(SERVICE, key.salt.hex(), key.raw)
    except Exception as error:  # a keyring can fail in ways of its own
        raise _none(error) from None


def recall(salt: bytes) -> Key | None:
    """Return the key of the files that begin with `salt`; None when none is kept, or it can't be asked for."""
    try:
        raw = _keyring().get_password(SERVICE, salt.hex())
        return Key.read(raw) if raw else None
    except Exception:  # whoever has no keyring types the passphrase
        return None


def forget(salt: bytes) -> bool:
    """Remove what is kept for the files that begin with `salt`; return whether there was something.

    Raises NoKeyring when the keyring can't be asked: what is kept there would open the file still.
    """
    keyring = _keyring()
    try:
        if keyring.get_password(SERVICE, salt.hex()) is None:
            return False
        keyring.delete_password(SERVICE, salt.hex())
    except Exception as error:  # a keyring can fail in ways of its own
        raise _none(error) from None
    return True


def _keyring() -> ModuleType:
    import keyring

    return keyring


def _none(error: Exception) -> errors.NoKeyring:
    # What a backend says may hold what it was given, so only the kind of error is told.
    return errors.NoKeyring(
        f"This machine's keyring can't be used ({type(error).__name__}). Nothing was changed: the passphrase is asked "
        "for, or taken from --passphrase-file. On Linux a keyring is a service like GNOME Keyring or KWallet."
    )
