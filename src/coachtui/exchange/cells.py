"""One row of a table while it is being read: its cells as dates and numbers, and what is wrong with them."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite

from coachtui.domain.words import folded
from coachtui.exchange.tables import Fault, Row


class Cells:
    """One row while it is being read; gathers what is wrong with it. `heads` gives the header of each key."""

    def __init__(self, row: Row, heads: dict[str, str]) -> None:
        self.row = row
        self.heads = heads
        self.faults: list[Fault] = []

    def text(self, key: str) -> str:
        """A cell as it is."""
        return self.row.cells.get(self.heads.get(key, ""), "")

    def line(self, key: str) -> str:
        """A cell in one line."""
        return " ".join(self.text(key).split())

    def fault(self, key: str, words: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(self.row.number, self.heads.get(key, key), words))

    def day(self, key: str) -> date | None:
        """A date, in the two ways of writing that can't be misread."""
        text = self.text(key)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        try:
            if found:
                return date(int(found[3]), int(found[2]), int(found[1]))
            return date.fromisoformat(text[:10] if re.fullmatch(r"\S{10}[T ]00:00(:00)?", text) else text)
        except ValueError:
            self.fault(key, f"{quoted(text)} is no date. Write it like 2026-11-21 or 21.11.2026.")
            return None

    def number(self, key: str) -> float | None:
        """A number, with a point or a comma before its decimals."""
        text = self.text(key)
        if not text:
            return None
        try:
            value = float(text.replace(",", ".")) if re.fullmatch(r"[-+]?[\d.,]+", text) else float("nan")
        except ValueError:
            value = float("nan")
        if not isfinite(value):
            self.fault(key, f"{quoted(text)} is no number. Write it like 8 or 7.5.")
            return None
        return value

    def whole(self, key: str) -> int | None:
        """A whole number."""
        value = self.number(key)
        if value is not None and value % 1:
            self.fault(key, f"{quoted(self.text(key))} is no whole number. Round it.")
            return None
        return None if value is None else int(value)


def header_key(head: str) -> str:
    """Return what the ways of writing a header share: "Profile Note", "profile-note"; "Group 2" is group2."""
    return re.sub(r"[\s_-]+", "_", folded(head)) if not re.fullmatch(r".+ \d+", head) else folded(head).replace(" ", "")


def quoted(text: str) -> str:
    """Return a cell for a message: in quotation marks, and not too long."""
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
