"""Reads a table of cells from a CSV file, whatever wrote it: encodings, delimiters, doubled headers, ragged rows.

A workbook (.xlsx) is read the same way; `workbooks` knows how.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is still read: far more than any list of clients."""
DELIMITERS = ",;\t|"
WORKBOOK = b"PK\x03\x04"
"""What a workbook begins with, and no CSV file does."""
TITLES = 30
"""Rows above the one that names the columns: a title, the coach's name."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class TableError(Exception):
    """A file that is no table, in words: what is wrong, where, what to do."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, counted as a spreadsheet does (the header is row 1); `field` is a column, or empty."""

    row: int
    field: str
    words: str


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts, and its cells by header, stripped of blanks at both ends."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as it was read. Of headers that occur twice, the second is kept as "Group 2".

    Of a sheet of a workbook, `encoding` is its name and the delimiter empty.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    encoding: str
    delimiter: str

    @property
    def manner(self) -> str:
        """How the file was read, in words."""
        if not self.delimiter:
            return f"read from the sheet {self.encoding}"
        return f"read as {self.encoding}, separated by {_NAMES.get(self.delimiter, repr(self.delimiter))}"


Begins = Callable[[list[str]], bool]
"""Tells the row that names the columns from titles above it."""


def read(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, begins: Begins | None = None
) -> Table:
    """Read the table at `path`; what isn't given is found out. Raises TableError.

    The first row names the columns, or with `begins` the first near the top that it tells for one.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise TableError(f"{path} is larger than {LARGEST >> 20} MB, so it can hardly be a list. Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path} can't be read ({error.strerror}). Check the name and your rights.") from None
    return parse(data, str(path), encoding=encoding, delimiter=delimiter, begins=begins)


def parse(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    begins: Begins | None = None,
) -> Table:
    """Read the table in `data`; `name` is how messages call it. Raises TableError."""
    if data.startswith(WORKBOOK):
        from coachtui.exchange.workbooks import sheet

        title, cells = sheet(data, name, begins)
        return tabled(cells, name, begins, title, "")
    text, encoding = _decoded(data, name, encoding)
    if begins is not None and delimiter is None:
        delimiter = _delimiter_below(text, begins)
    text, delimiter = _delimited(text, delimiter)
    return tabled(_records(text, delimiter, name), name, begins, encoding, delimiter)


def tabled(
    records: Iterator[tuple[int, list[str]]], name: str, begins: Begins | None, encoding: str, delimiter: str
) -> Table:
    """Make a table from numbered rows that hold anything. Raises TableError for one without any."""
    above = list(islice(records, TITLES if begins else 1))
    if not above:
        raise TableError(f"{name} is empty. The first row must name the columns.")
    header = next((place for place, (_, cells) in enumerate(above) if begins and begins(cells)), 0)
    headers = _told_apart([*above[header][1]])
    records = chain(above[header + 1 :], records)
    rows, faults = [], []
    for number, cells in records:
        fault = _misfit(number, cells, headers)
        if fault is not None:
            faults.append(fault)
            continue
        padded = [*cells, *[""] * (len(headers) - len(cells))]
        rows.append(Row(number, {head: cell.strip() for head, cell in zip(headers, padded, strict=False)}))
    return Table(headers, tuple(rows), tuple(faults), encoding, delimiter)


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    candidates = [encoding] if encoding else _encodings(data)
    for candidate in candidates:
        try:
            # A byte-order mark is never part of the first header, whatever the encoding was called.
            return data.decode(candidate).removeprefix("\ufeff"), candidate
        except LookupError:
            raise TableError(f"There is no encoding called {candidate!r}. Try utf-8, utf-16 or cp1252.") from None
        except UnicodeError:
            continue
    raise TableError(
        f"{name} can't be read as {' or '.join(candidates)}. "
        "Save it as UTF-8 CSV, or say which encoding it has with --encoding."
    )


def _encodings(data: bytes) -> list[str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return [name]
    sample = data[:4096]
    # Latin letters in UTF-16 without a mark: every second byte is NUL.
    if sample[1::2].count(0) > len(sample) // 4:
        return ["utf-16-le"]
    if sample[::2].count(0) > len(sample) // 4:
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]


def _delimited(text: str, delimiter: str | None) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    # Excel writes, and reads, a first line that says the delimiter.
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, delimiter or first[4]
    if delimiter:
        return text, delimiter
    unquoted = "".join(first.split('"')[::2])
    return text, max(DELIMITERS, key=lambda mark: (unquoted.count(mark), -DELIMITERS.index(mark)))


def _delimiter_below(text: str, begins: Begins) -> str | None:
    """Return the delimiter of the row that names the columns, if it stands below a title that has none of its own."""
    for line in text.splitlines()[1:TITLES]:
        for mark in DELIMITERS:
            if mark in line and begins([cell.strip('" ') for cell in line.split(mark)]):
                return mark
    return None


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, numbered as a spreadsheet does."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(
                f"{name}, line {begins}: the quotation marks don't match ({error}). "
                'Double those inside a cell ("") and close each cell that opens with one.'
            ) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _told_apart(header: list[str]) -> tuple[str, ...]:
    headers: list[str] = []
    for place, head in enumerate(header, 1):
        name = " ".join(head.split()) or f"column {place}"
        number, unique = 1, name
        while unique in headers:
            number += 1
            unique = f"{name} {number}"
        headers.append(unique)
    while header and not header[-1].strip():
        header.pop()
        headers.pop()
    return tuple(headers)


def _misfit(number: int, cells: list[str], headers: tuple[str, ...]) -> Fault | None:
    extra = [cell for cell in cells[len(headers) :] if cell.strip()]
    if extra:
        return Fault(
            number,
            "",
            f"has {len(cells)} cells where the header has {len(headers)}. "
            "Put cells that hold the delimiter in quotation marks.",
        )
    if len(cells) < len(headers):
        return Fault(
            number,
            "",
            f"has only {len(cells)} of {len(headers)} cells. Add the empty ones, so that each is under its header.",
        )
    for head, cell in zip(headers, cells, strict=False):
        if "\0" in cell:
            return Fault(number, head, "holds an invisible NUL character, which can't be stored. Delete it.")
    return None
