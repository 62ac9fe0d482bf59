"""How dates and times are written: the order of a date, the clock, the first day of the week, the names.

One manner holds for the whole program, as a locale does; it is chosen once, at the start.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class DateOrder(StrEnum):
    """What comes first in a date; a date in digits is read in the same order."""

    DAY_FIRST = "day-month-year"
    MONTH_FIRST = "month-day-year"
    YEAR_FIRST = "year-month-day"


class Names(NamedTuple):
    """The names of weekdays, Monday first, and of months, in full and short."""

    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


ENGLISH = Names(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)  # fmt: skip


class Manner(NamedTuple):
    """One way of writing. `week_begins` counts from Monday, 0; `language` is a code like "de" or "pt"."""

    names: Names = ENGLISH
    order: DateOrder = DateOrder.DAY_FIRST
    twelve_hours: bool = False
    week_begins: int = 0
    language: str = "en"


_present = Manner()


def present() -> Manner:
    """Return the manner that holds."""
    return _present


def speak(manner: Manner) -> None:
    """Let this manner hold from now on."""
    global _present
    _present = manner
