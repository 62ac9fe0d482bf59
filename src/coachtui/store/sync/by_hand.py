"""One file that somebody brought, on a stick or by mail: looked at, and merged."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from coachtui.domain.merging import Merged
from coachtui.store import backups, driver, recognise
from coachtui.store.keys import Key
from coachtui.store.practice import Practice
from coachtui.store.sync import memory, snapshots
from coachtui.store.sync.snapshots import Candidate, Step


def merge_file(
    practice: Practice, file: Path, *, key: Key | None = None, step: Step | None = None, dry_run: bool = False
) -> Merged:
    """Merge a copy of the practice that lies anywhere; a backup is made before, if it brings anything.

    With `dry_run` only tell what would come in. The file is never written. Raises a PracticeError in plain words; then
    nothing was changed.
    """
    from coachtui.store.merge import merge

    recognise.check(file, key)
    if not dry_run and _brings_something(practice, file, key):
        backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "merge")
    return merge(practice, file, key=key, step=step, dry_run=dry_run)


def _brings_something(practice: Practice, file: Path, key: Key | None) -> bool:
    """Whether the file knows of anything that we don't, as far as that can be told; else the merge tells why not."""
    if driver.journal_of(file).exists():
        return True  # an unfinished write has to be taken back first, and only the merge's own copy allows that
    copies = memory.private_copies(practice).with_suffix(".by-hand")
    copy = copies / f"copy{snapshots.SUFFIX}"
    snapshots.sweep(copies)
    try:
        status = file.stat()
        one = Candidate(file, file.name, status.st_size, status.st_mtime_ns, status.st_ino, "", "", "", False)
        if snapshots.copied(one, copy) is None:
            return False
        with closing(driver.connect(copy, read_only=True, key=key)) as db:
            return not memory.covers(memory.vector(practice.db), memory.vector(db))
    except (driver.DriverError, OSError):
        return False
    finally:
        snapshots.sweep(copies)
