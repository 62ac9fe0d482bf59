"""A second machine starts from the folder alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from coachtui.clock import Clock, system
from coachtui.paths import Paths, private_directory
from coachtui.store import driver, errors, recognise
from coachtui.store.keys import SALT_BYTES, Key, derive
from coachtui.store.practice import open_practice
from coachtui.store.sync import memory, snapshots
from coachtui.store.sync.memory import PREFIX
from coachtui.store.sync.rounds import fits, once
from coachtui.store.sync.snapshots import Candidate, Step


class Found(NamedTuple):
    """A practice in a folder: its short id, the devices that published it, when the newest was written (UTC), the salt
    of the newest if it is encrypted, and the files to start from, newest first."""

    practice: str
    devices: tuple[str, ...]
    newest: datetime
    salt: bytes
    files: tuple[Candidate, ...]

    def key(self, passphrase: str) -> Key:
        """Return the key that a passphrase makes for it; whether it fits shows when it is used."""
        return derive(passphrase, self.salt)


def practices_in(folder: Path) -> list[Found]:
    """Return the practices that were published into a folder, the newest first. Raises a PracticeError."""
    folder = memory.usable(folder)
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and entry.name.startswith(PREFIX))
    except OSError as error:
        raise memory.missing(folder, error.strerror or str(error)) from None
    # Only the names that coachtui gives: a service's own copy of the directory belongs to the same practice.
    ids = {name.removeprefix(PREFIX).split()[0].split(".")[0] for name in names if name != PREFIX}
    found = (_found(folder, practice) for practice in sorted(ids))
    return sorted((one for one in found if one is not None), key=lambda one: one.newest, reverse=True)


def join(
    folder: Path,
    path: Path,
    paths: Paths,
    *,
    key: Key | None = None,
    keys: Sequence[Key] = (),
    practice: str = "",
    clock: Clock = system,
    step: Step | None = None,
) -> Path:
    """Make the practice file of this machine at `path` from what others published into `folder`, and return its path.

    `practice` is the short id of one of `practices_in`, needed when there are several. The file takes a site of its
    own, remembers the folder, and has merged all that lies there. Raises a PracticeError, and leaves nothing behind,
    when there is a file already or nothing to start from: NotFound, Locked or WrongKey, Refused, Unreachable.
    """
    path = Path(os.path.realpath(path.expanduser()))
    folder = memory.usable(folder)
    if path.exists():
        raise errors.Refused(
            f"There is a practice file at {path} already; it was left as it is. To meet the others from it, run "
            f"`coachtui sync {folder}`; to join with a new file, name another place with --db."
        )
    one = _chosen(folder, practice)
    private_directory(path.parent)
    beginning = path.with_name(f".{path.name}.{os.getpid()}.part")
    beginning.unlink(missing_ok=True)
    try:
        _start_from(one, beginning, key, step)
        driver.put_in_place(beginning, path)
    except FileExistsError:
        raise errors.Refused(f"There is a practice file at {path} already; it was left as it is.") from None
    finally:
        for stray in (beginning, driver.journal_of(beginning)):
            stray.unlink(missing_ok=True)
    try:
        with open_practice(path, paths, key=key, clock=clock) as opened:
            memory.set_folder(opened, folder)
            once(opened, step, keys=keys)
    except BaseException:
        # Nothing was written here that the folder does not hold.
        for stray in (path, driver.journal_of(path)):
            with suppress(OSError):
                stray.unlink(missing_ok=True)
        raise
    return path


def _found(folder: Path, practice: str) -> Found | None:
    files = sorted(
        (one for one in snapshots.found_in(folder, practice, lambda _: False) if "/" in one.label and not one.absent),
        key=lambda one: (bool(one.digest), one.changed_ns),
        reverse=True,
    )
    if not files:
        return None
    with suppress(OSError), files[0].path.open("rb") as newest:
        start = newest.read(SALT_BYTES)
        return Found(
            practice,
            tuple(dict.fromkeys(one.device or one.path.name for one in files)),
            datetime.fromtimestamp(max(one.changed_ns for one in files) / 1e9, UTC),
            b"" if start == snapshots.PLAIN else start,
            tuple(files),
        )
    return None


def _chosen(folder: Path, practice: str) -> Found:
    found = practices_in(folder)
    if practice:
        found = [one for one in found if one.practice == practice]
    if not found:
        what = f"the practice {practice}" if practice else "a practice"
        raise errors.NotFound(
            f"{folder} does not hold {what} yet. On the machine that has it, run `coachtui sync FOLDER`, and wait "
            "until the folder has arrived here."
        )
    if len(found) > 1:
        names = ", ".join(f"{one.practice} ({', '.join(one.devices)})" for one in found)
        raise errors.Refused(f"{folder} holds several practices: {names}. Nothing was made. Say which one to join.")
    return found[0]


def _start_from(one: Found, target: Path, key: Key | None, step: Step | None) -> None:
    """Copy the newest file that is whole. Raises Locked or WrongKey, NotFound when none is whole."""
    trouble: errors.PracticeError = errors.NotFound(
        "No file of the practice has arrived whole yet. Nothing was made. Wait until the service is done, and try "
        "again."
    )
    for candidate in one.files:
        digest = snapshots.copied(candidate, target, step)
        if digest is None:
            continue
        if digest.startswith(candidate.digest):
            try:
                with driver.plain_words(candidate.path):
                    _check(target, candidate, key)
            except errors.Locked as locked:
                trouble = locked
            except (errors.DamagedPractice, errors.ForeignFile, errors.Failed):
                pass
            else:
                return
        target.unlink()
    raise trouble


def _check(copy: Path, candidate: Candidate, key: Key | None) -> None:
    if not recognise.is_encrypted(copy):
        key = None
    elif key is None:
        raise driver.locked(candidate.path)
    elif not fits(copy, key):
        raise driver.wrong_key(candidate.path)
    with closing(driver.connect(copy, read_only=True, key=key)) as db:
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise driver.damaged(candidate.path, "it does not hold together")
