"""One round: what the others published comes in, and what is new here goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from coachtui.domain.syncing import SyncReport
from coachtui.store import driver, errors
from coachtui.store.keys import SALT_BYTES, Key, derive
from coachtui.store.practice import Practice
from coachtui.store.sync import memory, snapshots
from coachtui.store.sync.collecting import collect_now
from coachtui.store.sync.publishing import publish_now
from coachtui.store.sync.snapshots import Candidate, Step
from coachtui.store.sync.standing import status, strays
from coachtui.store.sync.turns import turn


def once(practice: Practice, step: Step | None = None, *, keys: Sequence[Key] = ()) -> SyncReport:
    """Collect, then publish. Raises a PracticeError when the folder or our own file is the trouble, and Stopped.

    `keys` open files with other passphrases than ours; they are kept nowhere. While another program of this device is
    at it nothing is done, and the report says so.
    """
    with turn(memory.lock_file(practice)) as ours:
        if not ours:
            return SyncReport((), False, status(practice), elsewhere=True)
        known = strays(practice)
        with memory.noting(practice):
            merged = collect_now(practice, step, keys=keys)
            published = publish_now(practice, step)
        left_alone = tuple(words for label, words in strays(practice).items() if known.get(label) != words)
        return SyncReport(tuple(merged), published, status(practice), left_alone=left_alone)


def key_for(practice: Practice, file: str, passphrase: str) -> Key:
    """Return the key of a file of the folder that has another passphrase than ours, for `once` and `collect`.

    `file` is as a Peer names it. The key opens all that this device publishes, until its passphrase changes again.
    Raises WrongKey.
    """
    with _copy_of(practice, file) as copy:
        with copy.open("rb") as beginning:
            key = derive(passphrase, beginning.read(SALT_BYTES))
        if not fits(copy, key):
            raise driver.wrong_key(Path(memory.recall(practice).folder) / file)
        return key


def opens(practice: Practice, file: str, key: Key) -> bool:
    """Tell whether the key opens a file of the folder, as a Peer names it."""
    with _copy_of(practice, file) as copy:
        return fits(copy, key)


def fits(copy: Path, key: Key) -> bool:
    """Tell whether the key opens a private copy."""
    try:
        with closing(driver.connect(copy, read_only=True, key=key)) as db:
            db.execute("SELECT count(*) FROM sqlite_master")
    except driver.DriverError:
        return False
    return True


@contextmanager
def _copy_of(practice: Practice, file: str) -> Iterator[Path]:
    """Copy a file of the folder privately, for as long as it is looked at."""
    folder = Path(memory.recall(practice).folder)
    copy = memory.private_copies(practice) / f"asked{snapshots.SUFFIX}"
    with turn(memory.lock_file(practice)) as ours:
        if not ours:
            raise errors.PracticeBusy("Another coachtui is syncing just now. Nothing was changed. Try again.")
        snapshots.sweep(copy.parent)
        try:
            path = folder / file
            status = path.stat()
            one = Candidate(path, file, status.st_size, status.st_mtime_ns, status.st_ino, "", "", "", False)
            if snapshots.copied(one, copy) is None:
                raise errors.NotFound(f"{file} is changing just now, or gone. Try again.")
            yield copy
        except OSError as error:
            raise memory.missing(folder, error.strerror or str(error)) from None
        finally:
            snapshots.sweep(copy.parent)
