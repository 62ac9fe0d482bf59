"""What every command stands on: which practice file, which directories, which clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui import config
from coachtui.clock import Clock, from_environment
from coachtui.domain.manner import speak
from coachtui.paths import Paths, find

if TYPE_CHECKING:
    from coachtui.cli.as_of import AsOf
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice
    from coachtui.store.reads.facts import Here


@dataclass(frozen=True)
class Place:
    """The practice file at `path`, whether --db named it, and the time by `clock`."""

    path: Path
    named: bool
    paths: Paths
    clock: Clock
    passphrase_file: Path | None = None
    """What --passphrase-file named."""
    keys: dict[bytes, Key] = field(default_factory=dict, repr=False, compare=False)
    """The keys that were found out, by the salt of their files: nothing is asked twice."""
    as_of: AsOf | None = None
    """The moment of the past that is asked for; it is the clock then."""

    @classmethod
    def of(cls, db: Path | None, *, by_hand: bool, passphrase_file: Path | None = None) -> Place:
        """Find the file: the one named by --db or COACHTUI_DB, or the usual one. Raises ValueError, in words."""
        clock, paths = from_environment(), find()
        if paths.settings.exists():
            # What is wrong with the settings is told by `coachtui config` and on the screens.
            speak(config.manner(config.load(paths.settings)[0])[0])
        return cls((db or paths.practice).expanduser().absolute(), by_hand, paths, clock, passphrase_file)

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.clock()

    def at(self, path: Path) -> Place:
        """Return the same place with another practice file."""
        return replace(self, path=path, named=True)

    def here(self, practice: Practice) -> Here:
        """Return the present moment where the owner of the practice is."""
        from coachtui.store.reads.facts import here

        return here(practice.db, self.now)

    def opened(self) -> Practice:
        """Open the practice file for somebody who closes it. Raises a PracticeError."""
        with self.naming_a_way_back():
            return self._opened()

    def _opened(self) -> Practice:
        from coachtui.store.practice import open_practice

        practice = open_practice(self.path, self.paths, key=self.key(), clock=self.clock)
        return self.as_of.rewound(practice) if self.as_of else practice

    def key(self, path: Path | None = None) -> Key | None:
        """Return the key of an encrypted practice file, of this place's unless `path` names another; None for a plain.

        It is asked for at the terminal, if it can't be had otherwise. Raises a PracticeError.
        """
        from coachtui.store import driver, recognise

        path = path or self.path
        if not recognise.is_encrypted(path):
            return None
        salt = driver.beginning(path)
        if salt not in self.keys:
            from coachtui.cli.passphrases import key_of

            self.keys[salt] = key_of(path, self.passphrase_file)
        return self.keys[salt]

    @contextmanager
    def open(self) -> Iterator[Practice]:
        """Open the practice file for a while; what goes wrong meanwhile is a PracticeError too."""
        from coachtui.store.driver import plain_words

        with self.naming_a_way_back(), plain_words(self.path), self._opened() as practice:
            practice.before_writing = lambda: self._back_up(practice)
            yield practice

    def _back_up(self, practice: Practice) -> None:
        """Make the backup of the day before the first write; without one the write goes on, and that is told."""
        from coachtui.cli import streams
        from coachtui.store import backups, errors

        try:
            backups.daily(practice.db, practice.path, self.paths.backups, self.now)
        except errors.PracticeError as error:
            streams.tell(f"There is no backup of today yet: {error}")

    @contextmanager
    def naming_a_way_back(self) -> Iterator[None]:
        """Let the words about a damaged file end with the newest good backup, by its name."""
        from coachtui.store.errors import PracticeError

        try:
            yield
        except PracticeError as error:
            from coachtui.store.backups import with_way_back

            raise with_way_back(error, self.path, self.paths.backups) from error.__cause__
