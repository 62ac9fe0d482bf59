"""What this device remembers of a practice file, so that a copy of the file is known for one.

Two files that write under one site lose edits. A file that is not where this device left it, or that has gone back
in time (copied, restored, cloned), therefore gets a new site.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from coachtui import config
from coachtui.paths import private_directory

LONGEST_NAME = 60
"""Characters of a device's name: it stands in one cell of a list."""


@dataclass(frozen=True)
class Memory:
    """Where a practice file lay, under which site it wrote, before that `formerly`, and its last stamp."""

    path: str
    device: int
    inode: int
    site: int
    stamp: int
    formerly: tuple[int, ...] = ()


def name(settings: Path) -> str:
    """Return the name by which the coach knows this device: the one that the settings give it, else the machine's."""
    return chosen_name(settings) or platform.node().split(".")[0] or "this device"


def chosen_name(settings: Path) -> str:
    """Return the name that the settings give this device, or ""."""
    return " ".join(config.load(settings)[0].device_name.split())[:LONGEST_NAME]


def recall(state: Path, db_id: str, path: Path) -> Memory | None:
    """Return what was remembered, or None; a state file that can't be read counts as nothing remembered."""
    return _read(_file(state, db_id, path))


def former_sites(state: Path, db_id: str) -> set[int]:
    """Return every site under which this device is known to have written this practice, wherever the file lay."""
    memories = map(_read, (state / "sites").glob(f"{db_id[:16]}-*.json"))
    return {site for memory in memories if memory is not None for site in (memory.site, *memory.formerly)}


def remember(state: Path, db_id: str, path: Path, site: int, stamp: int) -> None:
    """Write down where the file lies now; failing to is no loss, the next opening then takes a new site."""
    file = _file(state, db_id, path)
    temporary = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        status = path.stat()
        former = _read(file)
        formerly = {*former.formerly, former.site} - {site} if former else set()
        memory = Memory(str(path), status.st_dev, status.st_ino, site, stamp, tuple(sorted(formerly)))
        private_directory(file.parent)
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as handle:
            json.dump(asdict(memory), handle)
        temporary.replace(file)


def disown(state: Path, db_id: str, path: Path) -> None:
    """Let the file that is put at `path` next be taken for a copy, whatever it looks like; the site is remembered."""
    memory = recall(state, db_id, path)
    if memory is not None:
        file = _file(state, db_id, path)
        with suppress(OSError):
            file.write_text(json.dumps({**asdict(memory), "inode": -1}))


def is_same(memory: Memory | None, path: Path, site: int, stamp: int) -> bool:
    """Tell whether the file is the one that this device left, and not an older or foreign copy of it."""
    status = path.stat()
    return (
        memory is not None
        and (memory.path, memory.device, memory.inode, memory.site) == (str(path), status.st_dev, status.st_ino, site)
        and memory.stamp <= stamp
    )


def _read(file: Path) -> Memory | None:
    try:
        return Memory(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _file(state: Path, db_id: str, path: Path) -> Path:
    place = sha256(os.fsencode(path)).hexdigest()[:8]
    return state / "sites" / f"{db_id[:16]}-{place}.json"
