"""How a coaching log writes dates and hours: found out from the file as a whole, since one cell does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from coachtui.domain.manner import DateOrder, present
from coachtui.domain.words import folded
from coachtui.exchange.cells import Cells, quoted
from coachtui.exchange.tables import Row, TableError

YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", "✓", "☑"})
NO = frozenset({"no", "n", "false", "0", "", "nein", "non", "nao", "-", "–", "☐"})
ONGOING = frozenset({"", "-", "–", "present", "ongoing", "current", "today", "to date", "n/a"})
GROUPS = frozenset({"group", "g", "team", "gruppe", "groupe", "grupo"})
INDIVIDUALS = frozenset(
    {"individual", "i", "one to one", "1:1", "1-1", "einzel", "einzeln", "individuell", "individuel"}
)

_NUMERIC = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})(?: +0{1,2}:00(?::00)?)?")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet: its 60 is a day that never was, and everything after is right."""
_SEPARATORS = str.maketrans({"’": "'", "\u00a0": "'", "\u202f": "'", " ": "'"})
_UNIT = re.compile(r"\s*(?:h|hrs?|hours?|std)\.?$", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::00)?")


class Writing(NamedTuple):
    """How a file writes: whether the month comes first, and which mark stands before decimals ("" if it can't be told).

    `told` says how the dates were read and what shows it, if there is any that could be read otherwise.
    """

    month_first: bool
    decimal: str
    told: str


def writing(
    dates: Iterable[tuple[int, str]], numbers: Iterable[str], delimiter: str, order: DateOrder | None = None
) -> Writing:
    """Find out how a file writes, from its dates (with their rows) and its numbers.

    `order` is what the coach says about the dates. Raises TableError when the file writes some of them one way round
    and some the other.
    """
    month_first, told = _order(dates, order)
    marks = {mark for text in numbers if (mark := _decimal(text))}
    # With semicolons between the cells, the comma is the decimal one: that is what they are for.
    decimal = marks.pop() if len(marks) == 1 else "," if delimiter == ";" and not marks else ""
    return Writing(month_first, decimal, told)


def _order(dates: Iterable[tuple[int, str]], order: DateOrder | None) -> tuple[bool, str]:
    found = [(row, text, int(match[1]), int(match[2])) for row, text in dates if (match := _NUMERIC.fullmatch(text))]
    day_first = [(row, text) for row, text, one, two in found if one > 12 >= two]
    month_first = [(row, text) for row, text, one, two in found if two > 12 >= one]
    if order is not None:
        return order is DateOrder.MONTH_FIRST, ""
    if day_first and month_first:
        (one, first), (two, second) = day_first[0], month_first[0]
        raise TableError(
            f"Row {one} writes the day first ({first}), row {two} the month ({second}), so the other dates can't be "
            "told. Write them like 2026-11-21, or say --dates day-first or --dates month-first."
        )
    if evidence := day_first or month_first:
        row, text = evidence[0]
        return bool(month_first), f"Dates are read {_first(bool(month_first))}, as {text} in row {row} shows."
    usual = present().order is not DateOrder.DAY_FIRST
    if any(one != two for _, _, one, two in found):
        return usual, f"Dates are read {_first(usual)}, as your settings say; nothing in the file shows it."
    return usual, ""


def _first(month: bool) -> str:
    return "month first" if month else "day first"


def _decimal(text: str) -> str:
    """Return the mark that surely stands before the decimals of a number, or "" if it can't be told."""
    marks = re.sub(r"[^.,]", "", _UNIT.sub("", text))
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    after = re.search(r"[.,](\d*)$", _UNIT.sub("", text))
    return marks[-1] if len(marks) == 1 and after and len(after[1]) != 3 else ""


class LogCells(Cells):
    """A row of a coaching log."""

    def __init__(self, row: Row, heads: dict[str, str], written: Writing) -> None:
        super().__init__(row, heads)
        self._written = written

    def day(self, key: str) -> date | None:
        """A date in digits, in the order of the file; as a spreadsheet counts days; or with the month's name."""
        text = self.text(key)
        if not text:
            return None
        try:
            return self._read_day(text)
        except (ValueError, OverflowError):
            order = "11/21/2026" if self._written.month_first else "21/11/2026"
            self.fault(key, f"{quoted(text)} is no date. Write it like 2026-11-21 or {order}.")
            return None

    def end(self, key: str) -> date | None:
        """A date, or None while it goes on."""
        return None if folded(self.text(key)) in ONGOING else self.day(key)

    def hours(self, key: str) -> float | None:
        """Clock hours: 9.75, 9,75, 1.234,5 or 9:45; a dash or nothing is none. None for what can't be read."""
        text = _UNIT.sub("", self.text(key)).replace("−", "-")
        if text in ("", "-", "–", "—"):
            return 0.0
        if clock := _CLOCK.fullmatch(text):
            return int(clock[1]) + int(clock[2]) / 60
        plain = self._plain_number(text)
        if plain is None:
            could = re.fullmatch(r"-?\d{1,3}[.,]\d{3}", text)
            why = "could be thousands or decimals" if could else "is no number"
            self.fault(key, f"{quoted(self.text(key))} {why}. Write hours like 9.75.")
        return None if plain is None else float(plain)

    def yes(self, key: str) -> bool | None:
        """Whether a cell agrees; None if it can't be told."""
        said = folded(self.text(key))
        if said not in YES | NO:
            self.fault(key, f"{quoted(self.text(key))} is neither yes nor no. Write one of the two.")
            return None
        return said in YES

    def _read_day(self, text: str) -> date:
        if found := _ISO.fullmatch(text):
            return date.fromisoformat(found[1])
        if found := _NUMERIC.fullmatch(text):
            one, two, year = int(found[1]), int(found[2]), int(found[3])
            month, day = (one, two) if self._written.month_first else (two, one)
            return date(year + 2000 if year < 100 else year, month, day)
        if _SERIAL.fullmatch(text):
            return _EPOCH + timedelta(days=int(float(text)))
        if re.search(r"\d{4}", text):
            from coachtui.domain.dates import read_day

            # With its year written out, a date means the same whatever day it is.
            return read_day(text, date(2000, 1, 1))
        raise ValueError(text)

    def _plain_number(self, text: str) -> str | None:
        """Return a number with a decimal point and nothing else, or None."""
        text = text.translate(_SEPARATORS)
        if not re.fullmatch(r"-?\d[\d.,']*", text):
            return None
        text = re.sub(r"'(?=\d{3})", "", text)
        decimal = _decimal(text) or self._written.decimal
        marks = re.findall(r"[.,]", text)
        if not decimal and len(marks) == 1:
            return None
        for mark in {".", ","} - {decimal}:
            if not re.fullmatch(rf"-?\d{{1,3}}(\{mark}\d{{3}})*([.,]\d+)?|-?\d+([.,]\d+)?", text):
                return None
            text = re.sub(rf"\{mark}(?=\d{{3}}(\D|$))", "", text)
        text = text.replace(decimal, ".") if decimal else text
        return text if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
