"""A practice file that lies in a synced folder: this device moves on to one of its own, and meets the others there."""

from __future__ import annotations

import os
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import backups, driver, errors
from coachtui.store.practice import Practice, open_practice
from coachtui.store.sync import memory, services
from coachtui.store.sync.rounds import once


def adopt(practice: Practice, path: Path) -> Path:
    """Copy the open practice to `path`, set the folder in which it lies for its meeting place, and publish there.

    The file that was open stays where it is, and is merged like any other copy. Raises Refused when there is a file at
    `path`, or the open one lies in no synced folder; then nothing was changed.
    """
    path = Path(os.path.realpath(path))
    folder = practice.path.parent
    if path.exists():
        raise errors.Refused(
            f"There is a practice file at {path} already; both were left as they are. To bring the two together, run "
            f"`coachtui --db {path} merge {practice.path}`."
        )
    if not services.service_of(practice.path):
        raise errors.Refused(f"{folder} shows no sign of being synced, so the practice file was left where it is.")
    private_directory(path.parent)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.unlink(missing_ok=True)
        backups.copy(practice.db, unfinished)
        driver.put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    with open_practice(path, practice.paths, key=practice.db.key, clock=practice.clock) as own:
        memory.set_folder(own, folder)
        once(own)
    return path
