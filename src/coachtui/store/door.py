"""The way into one practice file for a program that stays open: unlocked by its passphrase, and locked again."""

from __future__ import annotations

from pathlib import Path

from coachtui.clock import Clock
from coachtui.paths import Paths
from coachtui.store import recognise
from coachtui.store.keys import Key
from coachtui.store.practice import Practice, open_practice


class Door:
    """Opens the practice, as often as it is called, with the key that it holds; a plain one needs none.

    Raises a PracticeError when the file is no practice.
    """

    def __init__(self, path: Path, paths: Paths, clock: Clock, key: Key | None = None):
        self.path = path
        self.key = key
        self.is_encrypted = key is not None or recognise.is_encrypted(path)
        self._paths = paths
        self._clock = clock

    def __call__(self) -> Practice:
        return open_practice(self.path, self._paths, key=self.key, clock=self._clock)

    @property
    def is_locked(self) -> bool:
        """Whether the practice can't be opened before its passphrase is given."""
        return self.is_encrypted and self.key is None

    def unlock(self, passphrase: str) -> None:
        """Take the key of a passphrase. Raises WrongKey when it does not open the file, or another PracticeError."""
        from coachtui.store.passphrases import key_for

        # Another program may have taken the passphrase away.
        self.is_encrypted = recognise.is_encrypted(self.path)
        self.key = key_for(self.path, passphrase) if self.is_encrypted else None

    def lock(self) -> None:
        """Wipe the key; the practice must have been let go of."""
        if self.key is not None:
            self.key.forget()
            self.key = None
