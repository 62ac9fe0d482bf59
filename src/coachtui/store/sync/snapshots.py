"""The files of a folder: what they are called, which of them may hold the practice, and private copies of them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from coachtui.domain.words import folded
from coachtui.paths import private_directory
from coachtui.store.sync import memory
from coachtui.store.sync.memory import PREFIX

Step = Callable[[int, int], None]

SUFFIX = ".coach"
CHUNK = 1 << 20
DIGEST_LETTERS, SITE_LETTERS, NAME_LETTERS = 16, 8, 24
PLAIN = b"SQLite format 3\0"
"""What a file that is not encrypted begins with."""
PART = ".part"
"""What our own unfinished files end in; they are hidden, too."""

_PUBLISHED = re.compile(rf"(?P<device>.+)-(?P<site>[0-9a-f]{{{SITE_LETTERS}}})\.(?P<digest>[0-9a-f]{{16}})(?P<rest>.*)")
_UNFINISHED = re.compile(rf"\..+-(?P<site>[0-9a-f]{{{SITE_LETTERS}}})\.\d+\.part(-journal)?")
_PASSING = re.compile(
    r"(^~.*|.*\.(tmp|temp|part|partial|crdownload|swp|!sync|ds_store))$|^(desktop\.ini|thumbs\.db|icon\r)$"
)
_PLACEHOLDER = re.compile(r"^\.(?P<name>.+)\.icloud$")

IN_THE_CLOUD_ONLY = 0x40000000, 0x00401000
"""Flags of files that are not on this disk: SF_DATALESS of macOS; RECALL_ON_DATA_ACCESS and OFFLINE of Windows."""


class Candidate(NamedTuple):
    """A file that may hold the practice. `label` is its place within the folder; `device` and `digest` as its name
    says, empty where it says nothing. `absent`: the service has not brought what is in it."""

    path: Path
    label: str
    size: int
    changed_ns: int
    inode: int
    site: str
    device: str
    digest: str
    absent: bool


def published_name(device: str, site: int, digest: str) -> str:
    """Return what a device's snapshot is called, on every file system: its name, part of its site, and the digest."""
    return f"{_prefix(device, site)}.{digest[:DIGEST_LETTERS]}{SUFFIX}"


def unfinished_name(device: str, site: int) -> str:
    """Return what a snapshot is called before it is whole."""
    return f".{_prefix(device, site)}.{os.getpid()}{PART}"


def is_unfinished_of(name: str, sites: set[str]) -> bool:
    """Tell whether a name is that of an unfinished snapshot of one of these sites (by their letters), or lay beside."""
    found = _UNFINISHED.fullmatch(name)
    return found is not None and found["site"] in sites


def is_published_by(name: str, site: int) -> bool:
    """Tell whether a name is one that this site gives its snapshots: no letter more."""
    found = _PUBLISHED.fullmatch(name)
    return found is not None and found["site"] == site_letters(site) and found["rest"] == SUFFIX


def site_letters(site: int) -> str:
    """Return the part of a site that its snapshots bear."""
    return f"{site:016x}"[-SITE_LETTERS:]


def site_of(name: str) -> str:
    """Return the letters of a site that a snapshot's name bears, or ""."""
    found = _PUBLISHED.match(name)
    return found["site"] if found else ""


def device_in(name: str) -> str:
    """Return the device that a snapshot's name bears, or ""."""
    found = _PUBLISHED.match(name)
    return found["device"] if found else ""


def digest_in(name: str) -> str:
    """Return the beginning of the digest that a snapshot's name bears, or ""."""
    found = _PUBLISHED.match(name)
    return found["digest"] if found else ""


def found_in(folder: Path, practice: str, leave_out: Callable[[Path], bool]) -> Iterator[Candidate]:
    """Go through all files that may hold the practice. Raises Unreachable when the folder can't be read."""
    try:
        for entry in sorted(os.scandir(folder), key=_name):
            # A service that meets two directories of one name renames one of them.
            if entry.is_dir() and entry.name.startswith(f"{PREFIX}{practice}"):
                yield from candidates(sorted(os.scandir(entry.path), key=_name), f"{entry.name}/", leave_out)
            elif SUFFIX in entry.name.lower() and not entry.name.lower().endswith(("-journal", "-wal", "-shm")):
                yield from candidates([entry], "", leave_out)
    except OSError as error:
        raise memory.missing(folder, error.strerror or str(error)) from None


def candidates(
    entries: Iterable[os.DirEntry[str]], place: str, leave_out: Callable[[Path], bool]
) -> Iterator[Candidate]:
    """Go through the files of a directory that lies at `place` within the folder."""
    for entry in entries:
        placeholder = _PLACEHOLDER.match(entry.name)
        name = placeholder["name"] if placeholder else entry.name
        if name.startswith(".") or _PASSING.match(name.lower()) or leave_out(Path(entry.path)):
            continue
        try:
            if not entry.is_file(follow_symlinks=False):
                continue
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # gone since it was listed
        flags = getattr(status, "st_flags", 0) & IN_THE_CLOUD_ONLY[0]
        flags |= getattr(status, "st_file_attributes", 0) & IN_THE_CLOUD_ONLY[1]
        named = _PUBLISHED.match(name)
        yield Candidate(
            Path(entry.path), f"{place}{name}", status.st_size, status.st_mtime_ns, status.st_ino,
            named["site"] if named else "", named["device"] if named else "", named["digest"] if named else "",
            bool(placeholder or flags or not status.st_size),
        )  # fmt: skip


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def copied(candidate: Candidate, target: Path, step: Step | None = None) -> str | None:
    """Copy a file privately and return its digest; None, and no copy, when it was not at rest or is not there."""
    private_directory(target.parent)
    digest, done = sha256(), 0
    try:
        with (
            candidate.path.open("rb") as source,
            os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as to,
        ):
            while chunk := source.read(CHUNK):
                to.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                if step is not None:
                    step(done, max(done, candidate.size))
            held = os.fstat(source.fileno())
        there = candidate.path.stat()
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    looks = {(status.st_size, status.st_mtime_ns, status.st_ino) for status in (held, there)}
    if looks != {(candidate.size, candidate.changed_ns, candidate.inode)} or done != candidate.size:
        target.unlink()
        return None
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        digest = sha256()
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sweep(directory: Path) -> None:
    """Remove the private copies that a killed program left."""
    shutil.rmtree(directory, ignore_errors=True)


def _prefix(device: str, site: int) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", folded(device)).strip("-")[:NAME_LETTERS].strip("-")
    return f"{name or 'device'}-{site_letters(site)}"
