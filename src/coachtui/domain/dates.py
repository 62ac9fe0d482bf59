"""Dates, times and numbers as a coach types them into a form, in the manner that holds (`manner.py`).

Every reader raises ValueError with words for the coach: what could not be read, and how to write it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta
from functools import cache
from typing import NamedTuple

from coachtui.domain import words as said
from coachtui.domain.manner import ENGLISH, DateOrder, Names, present
from coachtui.domain.words import folded, plural

_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_UNITS = {"d": 1, "w": 7}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?")
_AHEAD = re.compile(r"(?:\+|in )\s*(\d{1,3})\s*(d|w|days?|weeks?)")
_AGO = re.compile(r"-\s*(\d{1,3})\s*([dwm])|(\d{1,3})\s*(d|w|days?|weeks?|months?) ago")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m?)?|(\d{2})(\d{2})")

_EXAMPLES = {
    DateOrder.DAY_FIRST: "27 nov, 27.11.2026, 2026-11-27, fri or +10d",
    DateOrder.MONTH_FIRST: "nov 27, 11/27/2026, 2026-11-27, fri or +10d",
    DateOrder.YEAR_FIRST: "2026-11-27, nov 27, 11/27, fri or +10d",
}


def read_day(text: str, today: date, *, past: bool = False) -> date:
    """Return the day that `text` means; one without a year is the next such day, from today on.

    In the `past` it is the latest such day until today, a weekday the last one before it, and "3 weeks ago" is read
    too. Names are read in English and in the language that the manner holds.
    """
    manner = present()
    spelled = _spelled(manner.names)
    words = re.sub(r"\s+", " ", folded(text).strip())
    # A weekday before a full date ("Fri 27 Nov 2026") says the same twice, and is left out.
    words = spelled.leading_weekday.sub("", words)
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if found := _AHEAD.fullmatch(words):
        return today + timedelta(days=int(found[1]) * _UNITS[found[2][0]])
    if past and (found := _AGO.fullmatch(words)):
        return _ago(int(found[1] or found[3]), (found[2] or found[4])[0], today)
    if found := _ISO.fullmatch(words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(words):
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if manner.order is DateOrder.DAY_FIRST else (second, first)
        return _in_year(day, month, found[3], today, past)
    if (weekday := _place(words, spelled.weekdays)) is not None:
        if past:
            return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := spelled.with_month.fullmatch(words):
        named = _place(found["before"] or found["after"], spelled.months)
        if named is not None:
            return _in_year(int(found["day"] or found["day_after"]), named + 1, found["year"], today, past)
    shown = text if len(text) <= 40 else text[:39] + "…"
    raise ValueError(f"“{shown}” can't be read as a date. Write it like {_EXAMPLES[manner.order]}.")


def read_time(text: str) -> time:
    """Return the time of day that `text` means: 9, 9:30, 9.30, 0930, 9:30 pm."""
    found = _TIME.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"“{text[:40]}” can't be read as a time. Write it like 9:30 or 14:00.")
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if half := found[3]:
        if not 1 <= hour <= 12:
            raise ValueError(f"There is no {hour} {half} on a clock. Hours before and after noon go from 1 to 12.")
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"There is no {hour}:{minute:02} on a clock. Hours go to 23, minutes to 59.")
    return time(hour, minute)


def read_number(text: str, example: str = "8") -> float:
    """Return a number typed with a point or a comma: 7.5, 7,5."""
    typed = text.strip().replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", typed):
        raise ValueError(f"“{text[:40]}” is no number. Write it in digits, for instance {example}.")
    return float(typed)


def read_whole(text: str, example: str = "3") -> int:
    """Return a whole number typed in digits."""
    value = read_number(text, example)
    if value % 1:
        raise ValueError(f"{text.strip()} is no whole number. Round it, for instance {example}.")
    return int(value)


class _Spelled(NamedTuple):
    """How weekdays and months may be written: names with their places, and what dates with names look like."""

    weekdays: dict[str, int]
    months: dict[str, int]
    leading_weekday: re.Pattern[str]
    with_month: re.Pattern[str]


@cache
def _spelled(names: Names) -> _Spelled:
    weekdays, months = (
        {_bare(name): place for group in groups for place, name in enumerate(group)}
        for groups in (
            (ENGLISH.weekdays, ENGLISH.short_weekdays, names.weekdays, names.short_weekdays),
            (ENGLISH.months, ENGLISH.short_months, names.months, names.short_months),
        )
    )
    month = f"{_any_of(months)}|[^\\W\\d_]{{3,}}"
    return _Spelled(
        weekdays,
        months,
        re.compile(rf"\A(?:{_any_of(weekdays)})[.,]*\s+(?=.)"),
        re.compile(
            rf"(?:(?P<day>\d{{1,2}})\.?\s*(?P<after>{month})|(?P<before>{month})\.?\s*(?P<day_after>\d{{1,2}}))"
            r"\.?(?:,?\s*(?P<year>\d{4}))?"
        ),
    )


def _any_of(names: dict[str, int]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _bare(name: str) -> str:
    return folded(name).rstrip(".")


def _place(word: str, names: dict[str, int]) -> int | None:
    """Return the place of the name that `word` is, or begins with at least three letters."""
    if word in names:
        return names[word]
    if len(word) < 3:
        return None
    return next((place for name, place in names.items() if name.startswith(word)), None)


def _in_year(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    way = -1 if past else 1
    if (month, day) == (2, 29):
        leap_years = (y for y in range(today.year, today.year + 9 * way, way) if monthrange(y, 2)[1] == 29)
        return next(leap_day for y in leap_years if ((leap_day := date(y, 2, 29)) - today).days * way >= 0)
    found = _date(today.year, month, day)
    return found if (found - today).days * way >= 0 else _date(today.year + way, month, day)


def _ago(count: int, unit: str, today: date) -> date:
    if unit in _UNITS:
        return today - timedelta(days=count * _UNITS[unit])
    months = today.year * 12 + today.month - 1 - count
    year, month = divmod(months, 12)
    return _date(year, month + 1, min(today.day, monthrange(max(year, 1), month + 1)[1]))


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        first = "day" if present().order is DateOrder.DAY_FIRST else "month"
        raise ValueError(f"There is no month {month}. The {first} comes first: {_EXAMPLES[present().order]}.")
    if not 1 <= year <= 9999:
        raise ValueError(f"There is no year {year}.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{said.month(date(year, month, 1))} {year}"
        raise ValueError(f"{day} {name} does not exist; {name} has {plural(last, 'day')}.")
    return date(year, month, day)
