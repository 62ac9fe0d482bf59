"""A file that was replaced under the open program: what only the opened one holds is saved, and brought together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC
from pathlib import Path

from coachtui.domain.merging import Merged
from coachtui.paths import private_directory
from coachtui.store import backups, driver, errors
from coachtui.store.practice import Practice, open_practice
from coachtui.store.restore import kept_as
from coachtui.store.sync import memory
from coachtui.store.sync.snapshots import Step

STAMP = "%Y%m%dT%H%M%S%fZ"


def rescue(practice: Practice) -> Path:
    """Save what the open connection still holds, and merge it into the file that lies at its path now.

    The new file is backed up first. Returns its path; the caller opens it anew. Raises a PracticeError that says where
    the saved copy lies, when the two can't be brought together; nothing was written to the new file then, and a later
    `collect` tries again.
    """
    saved = _saved(practice)
    try:
        with open_practice(
            practice.path, practice.paths, key=practice.db.key, clock=practice.clock, random=practice.random
        ) as replaced:
            if kept_as(practice) is None:
                _bring_in(replaced, saved)
            else:  # the coach went back to a backup: what was written since is not to come in again
                _keep_typed(replaced, saved)
    except errors.PracticeError as error:
        raise type(error)(
            f"{error} What the program had open is kept in {saved}; `coachtui merge` brings it in."
        ) from error
    return practice.path


def leftovers(practice: Practice, step: Step | None = None) -> Iterator[Merged]:
    """Bring in what was saved before and could not be brought in then, and remove it once it is."""
    directory = _directory(practice)
    for saved in sorted(directory.glob(f"{memory.key(practice)}-*.coach")):
        with suppress(
            errors.OtherPractice, errors.NewerPractice, errors.Locked, errors.DamagedPractice, errors.ForeignFile
        ):
            yield _bring_in(practice, saved, step)


def _bring_in(practice: Practice, saved: Path, step: Step | None = None) -> Merged:
    from coachtui.store.merge import merge

    with driver.plain_words(saved), closing(driver.connect(saved, read_only=True, key=practice.db.key)) as db:
        theirs = memory.vector(db)
    if not memory.covers(memory.vector(practice.db), theirs):
        backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "merge")
    merged = merge(practice, saved, key=practice.db.key, step=step)
    _keep_typed(practice, saved)
    return merged


def _keep_typed(practice: Practice, saved: Path) -> None:
    """Take the drafts of the saved copy over, and remove it: all that it holds is in its place then."""
    with driver.plain_words(saved), closing(driver.connect(saved, read_only=True, key=practice.db.key)) as db:
        typed = db.execute(
            "SELECT form, record, body, saved_at FROM draft WHERE site = (SELECT site FROM local)"
        ).fetchall()
    with practice.transaction() as db:
        # A merge leaves the drafts of others alone; these were typed here.
        db.executemany(
            "INSERT INTO draft (site, form, record, body, saved_at) SELECT site, ?, ?, ?, ? FROM local WHERE true "
            "ON CONFLICT (site, form, record) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at "
            "WHERE excluded.saved_at >= saved_at",
            typed,
        )
    saved.unlink(missing_ok=True)


def _saved(practice: Practice) -> Path:
    directory = _directory(practice)
    try:
        private_directory(directory)
        saved = directory / f"{memory.key(practice)}-{practice.clock().astimezone(UTC):{STAMP}}.coach"
        while saved.exists():
            saved = saved.with_stem(f"{saved.stem}-2")
        unfinished = saved.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        backups.copy(practice.db, unfinished)
        unfinished.rename(saved)
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"{practice.path} was replaced while it was open, and what the program had open could not be saved to "
            f"{directory} ({error.strerror}). Nothing was written to the new file. Make room, or give yourself the "
            "right to write there, and try again before you close the program."
        ) from None
    driver.settle_directory(directory)
    return saved


def _directory(practice: Practice) -> Path:
    return practice.paths.state / "rescue"
