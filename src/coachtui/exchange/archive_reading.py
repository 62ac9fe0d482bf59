"""Makes a practice file from an archive. What doesn't hold together is told by file and line, and nothing is left."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from coachtui.clock import Clock
from coachtui.exchange.archive import FORMAT, LOG, MANIFEST, RECORDS, VERSION, Shape, decoded, shapes
from coachtui.paths import Paths, private_directory
from coachtui.store import driver, errors, former_log, versions
from coachtui.store.changelog import LATEST_YEAR
from coachtui.store.driver import Connection, DriverError
from coachtui.store.keys import Key
from coachtui.store.practice import create, open_practice

Progress = Callable[[str, int], object]
"""Told after each table: its name and its rows."""

_LARGEST_MANIFEST = 4 << 20
_LATEST = "SELECT max(coalesce((SELECT max(stamp) FROM seen), 0), coalesce((SELECT max(stamp) FROM action), 0))"
_LATEST_STAMP = int(datetime(LATEST_YEAR, 1, 1, tzinfo=UTC).timestamp() * 1000) << 16
_AGAIN = "Nothing was made. Copy the archive again from where it was."


class ArchiveError(errors.PracticeError):
    """An archive that can't be read: which file, which line, what to do."""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself: practice, device and schema that wrote it, each file's rows and digest."""

    practice: str
    site: int
    schema: str
    files: dict[str, tuple[int, str]]


def import_archive(
    archive: Path,
    target: Path,
    paths: Paths,
    *,
    key: Key | None = None,
    clock: Clock,
    random: Random | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Make the practice file `target` from `archive`, encrypted if a key is given; return the rows by table.

    Raises ArchiveError, or Refused when there is a file at `target` already; then no file is made.
    """
    target, archive = target.absolute(), archive.absolute()
    manifest = read_manifest(archive)
    if target.exists() or target.is_symlink():
        raise errors.Refused(
            f"There is a file at {target} already; it was left as it is. "
            "An archive becomes a new practice file: name one that isn't there yet with --db."
        )
    with _told(target):
        private_directory(target.parent)
        directory = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            temporary = directory / "archive.coach"
            # What this device remembers of the file on the way is thrown away with it.
            aside = Paths(directory, directory, directory / "state")
            with create(
                temporary, aside, name="-", coach="-", time_zone="UTC", key=key, clock=clock, random=random
            ) as practice:
                counts = _fill(practice.db, archive, manifest, progress)
            _place(temporary, target)
        finally:
            shutil.rmtree(directory, ignore_errors=True)
    with open_practice(target, paths, key=key, clock=clock, random=random) as practice, practice.transaction() as db:
        # What was being typed on the device that wrote the archive goes on here.
        db.execute("UPDATE draft SET site = (SELECT site FROM local) WHERE site = ?", (manifest.site,))
    return counts


def read_manifest(archive: Path) -> Manifest:
    """Read and check what the archive says of itself. Raises ArchiveError."""
    path = archive / MANIFEST
    if not archive.is_dir() or path.is_symlink() or not path.is_file():
        raise ArchiveError(f"{archive} is no archive: there is no {MANIFEST} in it. Name what `coachtui export` wrote.")
    try:
        if path.stat().st_size > _LARGEST_MANIFEST:
            raise ValueError("it is too large")
        said = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise ValueError("it is not about an archive of coachtui")
        _known_version(said, path)
        files = {}
        for name, about in said["files"].items():
            if not re.fullmatch(rf"({RECORDS}|{LOG})/[a-z_]+\.jsonl", name):
                raise ArchiveError(f"{path} names the file {name!r}, which has no place in an archive. {_AGAIN}")
            files[name] = (int(about["rows"]), str(about["sha256"]))
        return Manifest(str(said["practice"]), int(said["site"]), str(said["schema"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveError(f"{path} can't be understood ({error}). Copy the archive again from where it was.") from None


def _known_version(said: dict[str, Any], path: Path) -> None:
    if said.get("version") != VERSION or said.get("schema") not in (versions.REVISION, *versions.OLDER):
        raise errors.NewerPractice(
            f"{path.parent} was written by another coachtui (format {said.get('version')}, "
            f"schema {said.get('schema')}; this one knows {VERSION} and {versions.REVISION}). "
            "Update coachtui on this machine first."
        )


def _fill(db: Connection, archive: Path, manifest: Manifest, progress: Progress | None) -> dict[str, int]:
    """Put the archive in the place of all that a new practice file holds."""
    younger = {
        table for revision, tables in versions.TABLES_SINCE.items() if revision > manifest.schema for table in tables
    }
    formerly = manifest.schema <= former_log.LAST_SCHEMA
    counts = {}
    db.execute("BEGIN IMMEDIATE")
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("UPDATE local SET still = 1")
    for shape in shapes(db):
        db.execute(f'DELETE FROM "{shape.table}"')
    if formerly:
        former_log.create(db)
        younger |= former_log.BECAME
    known = [shape for shape in shapes(db) if shape.table not in younger]
    unknown = set(manifest.files) - {shape.file for shape in known}
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise ArchiveError(f"{archive} holds {listed}, which this coachtui doesn't know. Nothing was made. Update it.")
    missing = [shape.file for shape in known if shape.file not in manifest.files]
    if missing:
        raise ArchiveError(f"{archive} lacks {', '.join(missing)}. Copy the archive again from where it was.")
    for shape in known:
        counts[shape.name] = _fill_table(db, archive, shape, *manifest.files[shape.file])
        if progress:
            progress(shape.name, counts[shape.name])
    if formerly:
        former_log.convert(db.execute)
    _check(db, archive, manifest)
    db.execute(f"UPDATE local SET still = 0, stamp = max(stamp, ({_LATEST}))")
    db.execute("COMMIT")
    return counts


def _fill_table(db: Connection, archive: Path, shape: Shape, rows: int, sha256: str) -> int:
    path = archive / shape.file
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        raise ArchiveError(f"{path} is not there, or is no file. Copy the archive again from where it was.")
    digest, count = hashlib.sha256(), 0
    with path.open("rb") as file:
        for count, line in enumerate(file, 1):
            digest.update(line)
            try:
                row = decoded(line.decode())
                unknown = [name for name in row if name not in shape.columns]
                if unknown:
                    raise ValueError(f"has a value for {unknown[0]!r}, which is no column of {shape.table}")
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                db.execute(f'INSERT INTO "{shape.table}" ({names}) VALUES ({marks})', tuple(row.values()))
            except UnicodeDecodeError:
                wrong = "is not UTF-8"
            except ValueError as error:
                wrong = str(error)
            except DriverError as error:
                wrong = f"breaks a rule of the practice file ({error})"
            else:
                continue
            raise ArchiveError(f"{path}, line {count}: {wrong}. {_AGAIN}")
    if digest.hexdigest() != sha256 or count != rows:
        raise ArchiveError(f"{path} is not as it was written: its digest or its count of lines differs. {_AGAIN}")
    return count


def _check(db: Connection, archive: Path, manifest: Manifest) -> None:
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        (row,) = db.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        raise ArchiveError(f"{archive}: the {table} {row} belongs to a {parent} that is not there. {_AGAIN}")
    found = db.execute("SELECT id FROM practice").fetchall()
    if found != [(manifest.practice,)]:
        raise ArchiveError(f"{archive} does not hold exactly the practice that it names. {_AGAIN}")
    (latest,) = db.execute(_LATEST).fetchone()
    if not isinstance(latest, int) or latest >= _LATEST_STAMP:
        raise ArchiveError(f"{archive} has a change from beyond the year {LATEST_YEAR}. {_AGAIN}")


def _place(temporary: Path, target: Path) -> None:
    try:
        driver.put_in_place(temporary, target)
    except FileExistsError:
        raise errors.Refused(f"There is a file at {target} by now; it was left as it is.") from None


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"No practice file could be made at {target} ({error.strerror}). Check that there is room and your rights."
        ) from None
