"""What this device remembers of a practice file, so that a copy of the file is known for one.

Two files that write under one site lose edits. A file that is not where this device left it, or that has gone back
in time (copied, restored, cloned), therefore gets a new site.
"""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """Where a practice file lay, under which site it wrote, and its last stamp when it was left."""

    path: str
    device: int
    inode: int
    site: int
    stamp: int


def name() -> str:
    """Return the name by which the coach knows this device."""
    return platform.node().split(".")[0] or "this device"


def recall(state: Path, db_id: str, path: Path) -> Memory | None:
    """Return what was remembered, or None; a state file that can't be read counts as nothing remembered."""
    try:
        return Memory(**json.loads(_file(state, db_id, path).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def remember(state: Path, db_id: str, path: Path, site: int, stamp: int) -> None:
    """Write down where the file lies now; failing to is no loss, the next opening then takes a new site."""
    status = path.stat()
    memory = Memory(str(path), status.st_dev, status.st_ino, site, stamp)
    file = _file(state, db_id, path)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(asdict(memory)))
        temporary.replace(file)
    except OSError:
        return


def is_same(memory: Memory | None, path: Path, site: int, stamp: int) -> bool:
    """Tell whether the file is the one that this device left, and not an older or foreign copy of it."""
    status = path.stat()
    return (
        memory is not None
        and (memory.path, memory.device, memory.inode, memory.site)
        == (str(path), status.st_dev, status.st_ino, site)
        and memory.stamp <= stamp
    )


def _file(state: Path, db_id: str, path: Path) -> Path:
    from hashlib import sha256

    place = sha256(str(path).encode()).hexdigest()[:8]
    return state / "sites" / f"{db_id[:16]}-{place}.json"
