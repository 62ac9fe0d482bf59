"""What the app lets the gateway do to keep in step, on the threads of the store; store.sync is imported there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coachtui.store import driver
from coachtui.store.errors import NotFound, PracticeError, Refused, ReplacedPractice, Stopped
from coachtui.store.gateway import Task

if TYPE_CHECKING:
    from coachtui.domain.merging import Merged
    from coachtui.domain.syncing import SyncStatus
    from coachtui.store.keys import Key
    from coachtui.store.practice import Practice


class Pulse(NamedTuple):
    """What tells of writes: `others` changes when another connection has logged one, `stamp` with our own too."""

    version: int
    others: str
    stamp: int


class Exchange(NamedTuple):
    """What one look into the folder came to; `trouble` says why it was not finished."""

    merged: tuple[Merged, ...]
    published: bool
    status: SyncStatus
    trouble: str


def look(practice: Practice, before: Pulse | None, *, was_replaced: bool) -> tuple[Pulse, bool]:
    """Return the pulse, and whether another file is at the path; raises ReplacedPractice when it was at both looks.

    A file that is replaced by removing it first is not there for a moment; where none is, the next write says so.
    """
    replaced = practice.path.exists() and not practice.is_in_place()
    if replaced and was_replaced:
        raise driver.replaced(practice.path)
    version = int(practice.db.execute("PRAGMA data_version").fetchone()[0])
    (stamp,) = practice.db.execute("SELECT stamp FROM local").fetchone()
    if before is not None and version == before.version:
        return Pulse(version, before.others, stamp), replaced
    (others,) = practice.db.execute(
        "SELECT group_concat(site || ' ' || stamp) FROM (SELECT site, stamp FROM seen ORDER BY site)"
    ).fetchone()
    return Pulse(version, others, stamp), replaced


def rescue(practice: Practice) -> object:
    """Bring what the open connection holds and the file that took its place together. Raises a PracticeError."""
    from coachtui.store import sync

    if practice.is_in_place():
        raise Refused(
            f"{practice.path} was written over by another program while it was open, so what you did last was not "
            "stored. Close coachtui and open it again; `coachtui backup --list` names the copies from before."
        )
    return sync.rescue(practice)


def exchange(practice: Practice, task: Task, keys: Sequence[Key], *, collect: bool, publish: bool) -> Exchange:
    """Look into the folder, and tell what came of it; what is wrong with the folder is told, not raised."""
    from coachtui.store import sync

    merged: Sequence[Merged] = ()
    published, trouble = False, ""
    try:
        if collect:
            merged = sync.collect(practice, task.step, keys=keys)
        if publish:
            published = sync.publish(practice, task.step)
    except (Stopped, ReplacedPractice):
        raise
    except PracticeError as error:
        trouble = str(error)
    except Exception as fault:  # a mistake of ours in what is done aside must not keep the coach from the practice
        trouble = (
            f"The exchange with the folder met a fault of coachtui's own ({type(fault).__name__}). What is in the "
            "practice file is safe; you can work on. Please report that."
        )
    return Exchange(tuple(merged), published, sync.status(practice), trouble)


def key(practice: Practice, passphrase: str) -> Key:
    """Return what opens the first file of the folder that has another passphrase than ours. Raises WrongKey."""
    from coachtui.store import sync

    for peer in sync.status(practice).peers:
        if peer.needs_key:
            return sync.key_for(practice, peer.file, passphrase)
    raise NotFound("There is no file with another passphrase in the folder any more.")


def set_folder(practice: Practice, folder: str) -> SyncStatus:
    """Meet the other devices in this folder from now on, in none when it is empty. Raises a PracticeError."""
    from coachtui.store import sync

    sync.set_folder(practice, Path(folder) if folder else None)
    return sync.status(practice)
