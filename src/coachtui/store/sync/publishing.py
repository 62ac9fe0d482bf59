"""Publishes this device's snapshot: a whole, checked copy of the practice under a name that no other device writes."""

from __future__ import annotations

import errno
import json
from contextlib import suppress
from datetime import UTC
from hashlib import sha256
from pathlib import Path

from coachtui.paths import private_directory
from coachtui.store import backups, driver, errors, versions
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.sync import memory, snapshots
from coachtui.store.sync.memory import Memory
from coachtui.store.sync.snapshots import Step
from coachtui.store.sync.turns import turn


def publish(practice: Practice, step: Step | None = None) -> bool:
    """Put a snapshot of the practice into the folder; return whether there was anything new to publish.

    Without a folder, or while another program of this device is at it, nothing is done. Raises a PracticeError; the
    folder then holds what it held before.
    """
    with turn(memory.lock_file(practice)) as ours, memory.noting(practice):
        return ours and publish_now(practice, step)


def is_pending(practice: Practice) -> bool:
    """Tell whether something has changed that was not published yet: in the records, or in this device's drafts."""
    noted = memory.recall(practice)
    return bool(noted.folder) and _has_news(practice.db, noted)


def publish_now(practice: Practice, step: Step | None = None) -> bool:
    """Publish, by the one that has the turn."""
    noted = memory.recall(practice)
    if not noted.folder:
        return False
    directory = memory.directory_at_hand(practice, noted)
    state, holds = state_of(practice.db), memory.vector(practice.db)
    site, name = practice.db.execute(
        "SELECT site, coalesce(name, '') FROM local LEFT JOIN device USING (site)"
    ).fetchone()
    _sweep(directory, {snapshots.site_letters(site), *map(snapshots.site_of, noted.formerly)})
    if not _has_news(practice.db, noted) and _is_there(directory, noted):
        _remove_older(directory, site, noted.published)  # which a killed run may have left
        return False
    if step is not None:
        step(0, 0)
    try:
        private_directory(directory)
        unfinished = directory / snapshots.unfinished_name(name, site)
        unfinished.unlink(missing_ok=True)
        try:
            backups.copy(practice.db, unfinished)
            digest = snapshots.digest_of(unfinished)
            target = directory / snapshots.published_name(name, site, digest)
            status = unfinished.stat()
            noted.site = site
            noted.published, noted.published_as, noted.published_holds = target.name, state, holds
            noted.published_look = (status.st_size, status.st_mtime_ns)
            noted.published_at = practice.clock().astimezone(UTC).isoformat()
            # Noted before it is there: a run that is killed in between finds it missing, and publishes again.
            memory.save(practice, noted)
            unfinished.replace(target)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        driver.settle_directory(directory)
    except OSError as error:
        raise unwritable(directory, error) from None
    _remove_older(directory, site, target.name)
    noted.formerly = [name for name in noted.formerly if not _is_removed(directory, name, noted.merged)]
    memory.save(practice, noted)
    return True


def state_of(db: Connection) -> str:
    """Return by what a later publication is known to have something new of this device: its drafts, the schema, and
    what the file is encrypted with; how far the records have come is told by the vector."""
    drafts = db.execute(
        "SELECT form, record, saved_at, body FROM draft WHERE site = (SELECT site FROM local) ORDER BY form, record"
    ).fetchall()
    salt = db.key.salt.hex() if db.key is not None else ""
    return sha256(json.dumps([drafts, versions.REVISION, salt]).encode()).hexdigest()


def unwritable(directory: Path, error: OSError) -> errors.PracticeError:
    """Return the error that says that nothing can be written into the folder."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return (errors.DiskFull if full else errors.Unreachable)(
        f"Nothing could be written to {directory} ({error.strerror}). What you wrote is kept in the practice file on "
        "this device, and the folder is as it was. Make room there, or give yourself the right to write."
    )


def _has_news(db: Connection, noted: Memory) -> bool:
    """Whether there is something here that the folder does not hold: what came from there needs not go back."""
    return noted.published_as != state_of(db) or noted.lacks(memory.vector(db))


def _is_there(directory: Path, noted: Memory) -> bool:
    """Whether what was published last still lies there, untouched."""
    published = directory / noted.published
    try:
        status = published.stat()
        if (status.st_size, status.st_mtime_ns) == noted.published_look:
            return True
        # A service may set the time of a file anew; it must not have changed what is in it.
        return snapshots.digest_of(published)[: snapshots.DIGEST_LETTERS] == noted.published.split(".")[-2]
    except (OSError, IndexError):
        return False


def _sweep(directory: Path, sites: set[str]) -> None:
    """Remove what killed runs of this device left unfinished."""
    with suppress(OSError):
        for path in directory.iterdir():
            if snapshots.is_unfinished_of(path.name, sites):
                path.unlink(missing_ok=True)


def _remove_older(directory: Path, site: int, current: str) -> None:
    with suppress(OSError):
        for path in directory.iterdir():
            if path.name != current and snapshots.is_published_by(path.name, site):
                path.unlink(missing_ok=True)


def _is_removed(directory: Path, name: str, merged: list[str]) -> bool:
    """Remove a snapshot that this device published under a former site, once what is in it was merged."""
    digest = snapshots.digest_in(name)
    if not digest or not any(one.startswith(digest) for one in merged):
        return False
    with suppress(OSError):
        (directory / Path(name).name).unlink(missing_ok=True)
        return True
    return False
