"""Devices for tests: each with directories of its own, all with copies of one practice, and a folder between them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from coachtui.paths import Paths, private_directory
from coachtui.store import sync
from coachtui.store.keys import Key
from coachtui.store.practice import Practice, open_practice
from tests.conftest import StandingClock, copy_of


@dataclass
class Device:
    """A machine: where its things are, its clock, and its open practice."""

    name: str
    paths: Paths
    clock: StandingClock
    practice: Practice

    @property
    def folder(self) -> Path:
        """The folder that is set."""
        folder = sync.folder_of(self.practice)
        assert folder is not None
        return folder

    def open(self, key: Key | None = None) -> None:
        """Open the practice file anew."""
        self.practice.close()
        self.practice = open_practice(
            self.paths.practice, self.paths, key=key, clock=self.clock, random=Random(self.name)
        )

    def write(self, email: str) -> None:
        """Change what every practice has: the owner's own address."""
        with self.practice.raw_action("changed the address") as db:
            db.execute("UPDATE coach SET email = ?", (email,))

    @property
    def email(self) -> str:
        """What it says now."""
        return str(self.practice.db.execute("SELECT email FROM coach").fetchone()[0])

    def published(self) -> list[str]:
        """The names of what lies in the practice's directory of the folder."""
        return sorted(path.name for path in self.directory.iterdir())

    @property
    def directory(self) -> Path:
        """The practice's directory within the folder."""
        return self.folder / f"coachtui-{self.practice.db_id[-8:]}"


Meeting = Callable[..., Device]
"""Makes devices, by name, that meet in one folder."""


def meet(template: Path, directory: Path, name: str, folder: Path, *, clone: bool = False) -> Device:
    """Return a device with a copy of the template, which meets others in `folder`.

    The copy takes a site of its own, unless the device is a `clone` of the one that the template was made on.
    """
    home = directory / name
    paths = Paths(home / "data", home / "config", home / "state")
    if clone:
        copy_of(template, paths.practice, paths)
    else:
        private_directory(paths.data)
        shutil.copyfile(template, paths.practice)
    clock = StandingClock()
    practice = open_practice(paths.practice, paths, clock=clock, random=Random(name))
    practice.db.execute("PRAGMA synchronous = OFF")
    practice.db.execute("UPDATE device SET name = ? WHERE site = (SELECT site FROM local)", (name,))
    folder.mkdir(exist_ok=True)
    sync.set_folder(practice, folder)
    return Device(name, paths, clock, practice)


def rounds(*devices: Device) -> None:
    """Let all devices meet until there is nothing more to say."""
    for _ in range(6):
        if all(sync.once(one.practice).nothing for one in devices):
            return
    raise AssertionError("they never come to rest")
