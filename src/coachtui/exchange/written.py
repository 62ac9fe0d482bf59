"""A table as CSV, and a text as a file of the coach's: readable by its owner alone, never over another by mistake."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coachtui.exchange.archive_writing import for_spreadsheet
from coachtui.store import errors


class ThereAlready(errors.Refused):
    """A file of that name is there; it was left as it is."""


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV; cells that a spreadsheet would take for formulas begin with an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([for_spreadsheet(cell) for cell in row] for row in rows)
    return out.getvalue()


def save(path: Path, content: str | bytes, *, replacing: bool = False) -> None:
    """Write a text, or bytes, to a file, all of it or nothing.

    Raises ThereAlready when a file is there and may not be replaced, Refused when it can't be written.
    """
    if path.is_dir():
        raise errors.Refused(f"{path} is a directory. Nothing was written. Name a file in it.")
    if path.exists() and not path.is_file():
        raise errors.Refused(f"{path} is no ordinary file. Nothing was written. Give another name.")
    if not path.parent.is_dir():
        raise errors.Refused(f"There is no directory {path.parent}. Nothing was written. Make it, or name another.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(handle)
            _put(unfinished, path, replacing)
        finally:
            unfinished.unlink(missing_ok=True)
    except FileExistsError:
        raise ThereAlready(f"There is a file {path} already. It was left as it is.") from None
    except OSError as error:
        raise errors.Refused(
            f"{path} can't be written ({error.strerror}). Nothing was written. Name a directory that you can write."
        ) from None


def _put(unfinished: Path, path: Path, replacing: bool) -> None:
    if replacing:
        unfinished.replace(path)
        return
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        unfinished.rename(path)
