"""Where things are on this machine: the platform's directories, or everything under COACHTUI_HOME."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PRACTICE = "practice.coach"
DEMO = "demo.coach"


@dataclass(frozen=True)
class Paths:
    """Directories of one user on one machine; none is made before something is written there."""

    data: Path
    config: Path
    state: Path

    @property
    def practice(self) -> Path:
        """The practice file that opens when none is named."""
        return self.data / PRACTICE

    @property
    def demo(self) -> Path:
        """The demo practice: a file of its own, never the user's."""
        return self.data / DEMO

    @property
    def backups(self) -> Path:
        """Backups of every practice file of this machine."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.config / "config.toml"

    @property
    def themes(self) -> Path:
        """The user's own themes."""
        return self.config / "themes"


def find() -> Paths:
    """Return this user's directories, from COACHTUI_HOME if it is set and from the platform otherwise."""
    home = os.environ.get("COACHTUI_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(root / "data", root / "config", root / "state")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("coachtui", appauthor=False)
    return Paths(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path)


def private_directory(path: Path) -> Path:
    """Make `path` (with its parents) if it is missing, readable by its owner alone, and return it."""
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for directory in reversed(missing):
        directory.mkdir(mode=0o700, exist_ok=True)
    return path
