"""What every command stands on: which practice file, which directories, which clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui import config
from coachtui.clock import Clock, from_environment
from coachtui.domain.manner import speak
from coachtui.paths import Paths, find

if TYPE_CHECKING:
    from coachtui.store.practice import Practice
    from coachtui.store.reads.facts import Here


@dataclass(frozen=True)
class Place:
    """The practice file at `path`, whether --db named it, and the time by `clock`."""

    path: Path
    named: bool
    paths: Paths
    clock: Clock

    @classmethod
    def of(cls, db: Path | None, *, by_hand: bool) -> Place:
        """Find the file: the one named by --db or COACHTUI_DB, or the usual one. Raises ValueError, in words."""
        clock, paths = from_environment(), find()
        if paths.settings.exists():
            # What is wrong with the settings is told by `coachtui config` and on the screens.
            speak(config.manner(config.load(paths.settings)[0])[0])
        return cls((db or paths.practice).expanduser().absolute(), by_hand, paths, clock)

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
        from coachtui.store.practice import open_practice

        return open_practice(self.path, self.paths, clock=self.clock)

    @contextmanager
    def open(self) -> Iterator[Practice]:
        """Open the practice file for a while; what goes wrong meanwhile is a PracticeError too."""
        from coachtui.store.driver import plain_words

        with plain_words(self.path), self.opened() as practice:
            yield practice
