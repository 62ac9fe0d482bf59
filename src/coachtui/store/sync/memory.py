"""What this device remembers of the folder of a practice: where it is, what went out, what came in, what is in the way.

One small file for each practice file, among the device's own state; it holds names and digests, nothing of what the
coach wrote.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from coachtui.paths import private_directory
from coachtui.store import backups, driver, errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

DIGESTS_KEPT = 500
"""How many digests of snapshots that were merged are remembered."""

PREFIX = "coachtui-"
"""What the directory of a practice within the folder begins with; the short id of the practice follows."""


@dataclass(frozen=True)
class Look:
    """A file of the folder as it was last looked at: its size, times and number, its digest, and what came of it.

    `outcome` is one of those of `outcomes`. `under` is what a later try depends on: the version of coachtui and its
    schema, or the keys that were tried.
    `holds` is how far the file has come, by site, once it was merged.
    """

    size: int
    changed_ns: int
    inode: int
    outcome: str
    digest: str = ""
    words: str = ""
    under: str = ""
    holds: dict[str, int] = field(default_factory=dict)


@dataclass
class Memory:
    """All of it. `site` is the one under which the rest was noted: a file with a new site begins anew."""

    folder: str = ""
    site: int = 0
    published: str = ""
    published_as: str = ""
    published_look: tuple[int, int] = (0, 0)
    published_holds: dict[str, int] = field(default_factory=dict)
    published_at: str = ""
    collected_at: str = ""
    formerly: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    files: dict[str, Look] = field(default_factory=dict)
    ahead_s: int = 0
    ahead_of: str = ""
    trouble: str = ""
    unreachable: bool = False
    is_damaged: bool = False

    def lacks(self, seen: dict[str, int]) -> bool:
        """Tell whether the folder, with what we published and others did, holds less than has been `seen` here."""
        held = [self.published_holds, *(look.holds for look in self.files.values())]
        return any(stamp > max(one.get(site, -1) for one in held) for site, stamp in seen.items())

    def begin_anew(self, site: int) -> None:
        """Forget all but the folder: what went in and out before may not be in a file that was restored or cloned."""
        formerly = [*self.formerly, *filter(None, [self.published])]
        vars(self).update(vars(Memory(folder=self.folder, site=site, formerly=formerly)))

    def moment(self, name: str) -> datetime | None:
        """Return one of the noted moments, in UTC."""
        written = getattr(self, name)
        return datetime.fromisoformat(written) if written else None


def folder_of(practice: Practice) -> Path | None:
    """Return the folder in which this practice meets its copies on other devices, None when none is set."""
    folder = recall(practice).folder
    return Path(folder) if folder else None


def set_folder(practice: Practice, folder: Path | None) -> None:
    """Meet the other devices in `folder` from now on; None: no more. What was published there stays there.

    Raises a PracticeError when it is no folder, or lies where this device keeps its own things.
    """
    if folder is None:
        state_file(practice).unlink(missing_ok=True)
        return
    folder = usable(folder)
    own = (practice.paths.data, practice.paths.state, practice.paths.config)
    if any(Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(directory)) for directory in own):
        raise errors.Refused(
            f"{folder} is where coachtui keeps what is this device's own. Nothing was changed. "
            "Name a folder that a service, a share or a stick carries to the other devices."
        )
    memory = recall(practice)
    if memory.folder != str(folder) or memory.is_damaged or not directory_of(practice, folder).is_dir():
        memory = Memory(folder=str(folder), site=site_of(practice))
    save(practice, memory)


def directory_of(practice: Practice, folder: Path) -> Path:
    """Return the directory of the practice within the folder."""
    return folder / f"{PREFIX}{backups.short_id(practice.db_id)}"


def directory_at_hand(practice: Practice, memory: Memory) -> Path:
    """Return the directory of the practice within the folder that is set. Raises Unreachable when it is not there."""
    folder = Path(memory.folder)
    if not folder.is_dir():
        raise missing(folder)
    directory = directory_of(practice, folder)
    if memory.published and not directory.is_dir():
        # Where a drive is not mounted there is an empty folder, and nothing must be written into that.
        raise missing(folder, f"{directory.name}, which coachtui made in it, is gone")
    return directory


def usable(folder: Path) -> Path:
    """Return the folder as it is written down. Raises a PracticeError when there is none, or it is none."""
    folder = folder.expanduser().absolute()
    if folder.name.startswith(PREFIX) and folder.is_dir():
        folder = folder.parent  # someone named the directory that coachtui made in it
    if folder.is_dir():
        return folder
    if folder.exists():
        raise errors.Refused(f"{folder} is a file, not a folder. Nothing was changed. Name a folder.")
    raise missing(folder)


def missing(folder: Path, why: str = "it is not there") -> errors.Unreachable:
    """Return the error that says that the folder can't be reached."""
    return errors.Unreachable(
        f"The folder {folder} can't be reached ({why}). What you wrote is kept in the practice file on this device. "
        "Connect the drive, the share or the service, or name another folder with `coachtui sync FOLDER`."
    )


def recall(practice: Practice) -> Memory:
    """Return what was noted. What can't be read counts as nothing, and `is_damaged` says so."""
    try:
        read = json.loads(state_file(practice).read_text(encoding="utf-8"))
        memory = _understood(read)
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return Memory(is_damaged=True)
    site = site_of(practice)
    if memory.site != site:
        memory.begin_anew(site)
    return memory


def save(practice: Practice, memory: Memory) -> None:
    """Write it down, whole or not at all. Raises a PracticeError when that can't be done."""
    file = state_file(practice)
    memory.merged = memory.merged[-DIGESTS_KEPT:]
    temporary = file.with_suffix(f".{os.getpid()}.part")
    written = {name: value for name, value in asdict(memory).items() if name != "is_damaged"}
    try:
        private_directory(file.parent)
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as to:
            json.dump(written, to, ensure_ascii=False, indent=1)
            to.flush()
            os.fsync(to.fileno())
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise errors.ReadOnlyPractice(
            f"{file.parent} can't be written ({error.strerror}). The practice file was left as it is. "
            "Make room, or give yourself the right to write there."
        ) from None


@contextmanager
def noting(practice: Practice) -> Iterator[None]:
    """Note for `status` what a round met with, or that it met with nothing."""
    trouble, unreachable = "", False
    try:
        yield
    except errors.Stopped:
        raise
    except errors.PracticeError as error:
        trouble, unreachable = str(error), isinstance(error, errors.Unreachable)
        raise
    finally:
        # What can't be noted is told by the error itself.
        with suppress(errors.PracticeError, driver.DriverError):
            memory = recall(practice)
            if memory.folder and (memory.trouble, memory.unreachable) != (trouble, unreachable):
                memory.trouble, memory.unreachable = trouble, unreachable
                save(practice, memory)


def state_file(practice: Practice) -> Path:
    """Return where it is written down: by the practice and the place of its file."""
    return practice.paths.state / "sync" / f"{key(practice)}.json"


def private_copies(practice: Practice) -> Path:
    """Return the directory for this device's own copies of other devices' files."""
    return practice.paths.state / "sync" / f"{key(practice)}.copies"


def lock_file(practice: Practice) -> Path:
    """Return the file that is held while one program of this device is at it."""
    return practice.paths.state / "sync" / f"{key(practice)}.lock"


def session_lock_file(practice: Practice) -> Path:
    """Return the file that is held while a session is under way in one program of this device."""
    return practice.paths.state / "sync" / f"{key(practice)}.session.lock"


def key(practice: Practice) -> str:
    """Return by what this device's notes of a practice file are called: the practice, and the place of its file."""
    place = sha256(os.fsencode(practice.path)).hexdigest()[:8]
    return f"{backups.short_id(practice.db_id)}-{place}"


def vector(db: Connection) -> dict[str, int]:
    """Return how far a copy of the practice has come: the last stamp by site."""
    return {str(site): stamp for site, stamp in db.execute("SELECT site, stamp FROM seen ORDER BY site")}


def covers(ours: dict[str, int], theirs: dict[str, int]) -> bool:
    """Tell whether a copy that has come as far as `theirs` knows of nothing that is not known here."""
    return all(stamp <= ours.get(site, -1) for site, stamp in theirs.items())


def site_of(practice: Practice) -> int:
    """Return the site under which the practice file writes."""
    return int(practice.db.execute("SELECT site FROM local").fetchone()[0])


def _understood(read: dict[str, Any]) -> Memory:
    # Every field is of the kind that is written: a file that is not all ours is taken for none of it.
    memory = Memory(**{**read, "files": {name: Look(**look) for name, look in read["files"].items()}})
    memory.published_look = (int(memory.published_look[0]), int(memory.published_look[1]))
    texts = (memory.folder, memory.published, memory.published_as, memory.ahead_of, memory.trouble, *memory.merged)
    for holds in (memory.published_holds, *(look.holds for look in memory.files.values())):
        if not all(isinstance(stamp, int) for stamp in holds.values()):
            raise TypeError
    if not all(isinstance(text, str) for text in (*texts, *memory.formerly)) or not isinstance(memory.ahead_s, int):
        raise TypeError
    memory.moment("published_at")
    memory.moment("collected_at")
    return memory
