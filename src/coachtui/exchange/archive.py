"""The archive: every record of a practice as JSON lines, with digests, and as CSV beside it for spreadsheets.

manifest.json         format, schema, practice, and for each file its rows and SHA-256
records/TABLE.jsonl   what the coach wrote, one object a line
log/TABLE.jsonl       the change log, so that history survives
csv/TABLE.csv         the records again, to look at; never read back
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isfinite
from typing import Any

from coachtui.store import former_log, search_queue
from coachtui.store.changelog import OWN_TABLES
from coachtui.store.driver import Connection

FORMAT = "coachtui archive"
VERSION = 1
MANIFEST = "manifest.json"
RECORDS, LOG, CSV = "records", "log", "csv"
LOCAL = search_queue.OWN_TABLES | {"local", "alembic_version"}
"""Tables that belong to one file on one device, or are made from the others, and are never carried over."""
_REAL = "real"


@dataclass(frozen=True)
class Shape:
    """A table as it goes into the archive: its file, its columns, and the key by which its rows are ordered."""

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name by which the archive knows it: a table of a former change log is read aside, and then converted."""
        return self.table.removeprefix(former_log.PREFIX)

    @property
    def logged(self) -> bool:
        """Whether it holds records, rather than the change log."""
        return self.table == self.name and self.table not in OWN_TABLES

    @property
    def file(self) -> str:
        """The name of its file within the archive."""
        return f"{RECORDS if self.logged else LOG}/{self.name}.jsonl"


def shapes(db: Connection) -> list[Shape]:
    """Return every table that an archive holds, by name."""
    names = db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%'"
        " ESCAPE '~' ORDER BY name"
    ).fetchall()
    found = []
    for (table,) in names:
        if table in LOCAL:
            continue
        columns = db.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
        key = tuple(name for name, _ in sorted((c for c in columns if c[1]), key=lambda column: column[1]))
        found.append(Shape(table, tuple(name for name, _ in columns), key))
    return found


def encoded(row: dict[str, Any]) -> str:
    """Return one row as one line of JSON; numbers that JSON has no word for are wrapped."""
    safe = {
        name: {_REAL: str(value)} if isinstance(value, float) and not isfinite(value) else value
        for name, value in row.items()
    }
    return json.dumps(safe, ensure_ascii=False, separators=(",", ":"))


def decoded(line: str) -> dict[str, Any]:
    """Return the row of one line. Raises ValueError, in words, when it is none."""
    try:
        row = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deep") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at character {error.pos + 1})") from None
    if not isinstance(row, dict):
        raise ValueError("is no object with a value for each column")
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {_REAL} and value[_REAL] in ("inf", "-inf"):
        return float(value[_REAL])
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise ValueError(f"has a value for {name} that is neither text nor number nor null")
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError(f"has a number for {name} that is too large")
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"has a number for {name} that is none")
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError(f"has a NUL character in {name}, which can't be stored")
        if any("\ud800" <= mark <= "\udfff" for mark in value):
            raise ValueError(f"has half of a character in {name}, which can't be stored")
    return value
