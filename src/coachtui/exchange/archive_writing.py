"""Writes a practice as an archive: all of it or nothing, readable by its owner alone."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from coachtui import __version__
from coachtui.exchange.archive import CSV, FORMAT, LOG, MANIFEST, RECORDS, VERSION, Shape, encoded, shapes
from coachtui.paths import private_directory
from coachtui.store import driver, errors, versions
from coachtui.store.driver import plain_words
from coachtui.store.practice import Practice

Progress = Callable[[str, int], object]
"""Told after each table: its name and its rows."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_CHUNK = 1_000


def export(practice: Practice, target: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write the archive into the new or empty directory `target`; return the rows by table.

    Raises Refused when something is there already, ReadOnlyPractice or DiskFull when it can't be written; then
    nothing is left behind.
    """
    target = target.absolute()
    _must_be_free(target)
    with _told(target):
        private_directory(target.parent)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            counts = _write(practice, temporary, progress)
            _place(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return counts


def for_spreadsheet(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are.

    >>> for_spreadsheet("=1+1"), for_spreadsheet("-5"), for_spreadsheet(-5), for_spreadsheet("+41 44")
    ("'=1+1", '-5', -5, "'+41 44")
    """
    if isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _write(practice: Practice, directory: Path, progress: Progress | None) -> dict[str, int]:
    files: dict[str, dict[str, Any]] = {}
    counts: dict[str, int] = {}
    for name in (RECORDS, LOG, CSV):
        (directory / name).mkdir(mode=0o700)
    db = practice.db
    with plain_words(practice.path):
        # One transaction, so that all tables are of one moment.
        db.execute("BEGIN")
        try:
            for shape in shapes(db):
                rows, digest = _write_table(practice, directory, shape)
                files[shape.file] = {"rows": rows, "sha256": digest}
                counts[shape.table] = rows
                if progress:
                    progress(shape.table, rows)
            (site,) = db.execute("SELECT site FROM local").fetchone()
        finally:
            db.execute("ROLLBACK")
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "schema": versions.REVISION,
        "practice": practice.db_id,
        "site": site,
        "coachtui": __version__,
        "written_at": f"{practice.clock():%Y-%m-%dT%H:%M:%SZ}",
        "files": files,
    }
    with _private(directory / MANIFEST) as file:
        file.write(json.dumps(manifest, indent=2) + "\n")
    return counts


def _write_table(practice: Practice, directory: Path, shape: Shape) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    with _private(directory / shape.file) as lines:
        for row in _rows(practice, shape):
            line = encoded(dict(zip(shape.columns, row, strict=True))) + "\n"
            digest.update(line.encode())
            lines.write(line)
            count += 1
    if shape.logged:
        # Spreadsheets take a file for UTF-8 by its byte-order mark.
        with _private(directory / CSV / f"{shape.table}.csv", encoding="utf-8-sig") as sheet:
            writer = csv.writer(sheet)
            writer.writerow(shape.columns)
            for row in _rows(practice, shape):
                writer.writerow([for_spreadsheet(value) for value in row])
    return count, digest.hexdigest()


def _rows(practice: Practice, shape: Shape) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f'"{column}"' for column in shape.columns)
    order = ", ".join(f'"{column}"' for column in shape.key)
    cursor = practice.db.execute(f'SELECT {columns} FROM "{shape.table}" ORDER BY {order or "rowid"}')
    while chunk := cursor.fetchmany(_CHUNK):
        yield from chunk


@contextmanager
def _private(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
        # Not forced to the disk one by one: the digests tell whether all of it arrived.
        yield file


def _must_be_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise errors.Refused(f"{target} is not a directory. Nothing was written. Name a new directory.")
    if target.is_dir() and any(target.iterdir()):
        raise errors.Refused(f"{target} is not empty. Nothing was written. Name a new or an empty directory.")


def _place(temporary: Path, target: Path) -> None:
    if target.exists():
        # An empty directory may be a mount or the one we stand in, so it is filled rather than replaced.
        target.chmod(0o700)
        for name in (RECORDS, LOG, CSV, MANIFEST):
            (temporary / name).rename(target / name)
    else:
        temporary.rename(target)
    driver.settle_directory(target.parent)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise errors.ReadOnlyPractice(
            f"The archive could not be written to {target} ({error.strerror}). Nothing was left there. "
            "Check that there is room and that you may write there."
        ) from None
