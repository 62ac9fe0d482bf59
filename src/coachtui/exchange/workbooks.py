"""Reads a sheet of a workbook (.xlsx) as rows of text: dates as 2026-11-21, numbers with a decimal point."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from coachtui.exchange.tables import TITLES, Begins, TableError

LARGEST_UNPACKED = 512 * 1024 * 1024
"""Bytes that a workbook may unpack to: far more than any list, and less than what fills a memory."""
LONGEST = 100_000
"""Rows that are read: more than any list of clients or of coaching."""
_NO_RESULT = re.compile(
    rb'<c(?![^>]*\bt="str")[^>]*\br="([A-Z]+[0-9]+)"[^>]*>'
    rb"\s*<f(?:/|\s[^>]*/|(?:\s[^>]*)?>[^<]*</f)>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A cell with a formula and without its result; that of a text may be empty."""


def sheet(data: bytes, name: str, begins: Begins | None) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """Return the name of a sheet, and its rows that hold anything, numbered as the spreadsheet does.

    It is the first sheet near whose top `begins` tells a row for the one that names the columns; else the first of all.
    Raises TableError for what is no workbook.
    """
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise TableError(f"{name} unpacks to more than {LARGEST_UNPACKED >> 20} MB. Save the sheet as CSV.")
            worked_out(packed, name)
        with warnings.catch_warnings():
            # What openpyxl can't keep (a drop-down, a picture) matters to no one who only reads.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheets = {one.title: _rows(one, name) for one in book.worksheets}
    except TableError:
        raise
    except BadZipFile:
        raise TableError(f"{name} is damaged, or no workbook. Open it in a spreadsheet, and save it again.") from None
    except Exception:  # whatever a library meets in a file that somebody else's program wrote
        raise TableError(
            f"{name} can't be read as a workbook. Open it in a spreadsheet, and save the sheet as CSV."
        ) from None
    if not sheets:
        raise TableError(f"{name} has no sheet. Save the one that holds the table.")
    chosen = next(
        (title for title, rows in sheets.items() if begins and any(begins(cells) for _, cells in rows[:TITLES])),
        next(iter(sheets)),
    )
    return chosen, iter(sheets[chosen])


def worked_out(packed: ZipFile, name: str) -> None:
    """Raise TableError if a program has written a formula whose result no spreadsheet has put beside it yet."""
    for part in packed.namelist():
        found = _NO_RESULT.search(packed.read(part)) if part.startswith("xl/worksheets/sheet") else None
        if found:
            raise TableError(
                f"{name}: the formula in {found[1].decode()} has no result, so the cell would be read as empty. Open "
                "the workbook in a spreadsheet, and save it again."
            )


def _rows(one: Any, name: str) -> list[tuple[int, list[str]]]:
    one.reset_dimensions()  # what a file says about its own size is often wrong
    read = [[_text(value) for value in row] for row in islice(one.iter_rows(values_only=True), LONGEST + 1)]
    if len(read) > LONGEST:
        raise TableError(f"{name} has more than {LONGEST:,} rows, so it can hardly be a list. Split it.")
    width = max((place for row in read for place, cell in enumerate(row, 1) if cell), default=0)
    # A sheet leaves out what is empty at the end of a row.
    padded = ([*row[:width], *[""] * (width - len(row))] for row in read)
    return [(number, row) for number, row in enumerate(padded, 1) if any(row)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float):
        written = f"{value:.10f}".rstrip("0").rstrip(".")
        # With three decimals it could be taken for thousands, which it is not.
        return f"{written}0" if written[-4:-3] == "." else written
    return str(value).strip()
