"""Dates, times and numbers as a coach types them into a form, in the manner that holds (`manner.py`).

Every reader raises ValueError with words for the coach: what could not be read, and how to write it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import cache
from typing import NamedTuple

from coachtui.domain import date_language, date_phrases
from coachtui.domain import words as written
from coachtui.domain.date_names import Spelled, place, spelled
from coachtui.domain.manner import ENGLISH, DateOrder, present
from coachtui.domain.words import folded, plural

LONGEST_DATE = 8
"""Words that a day and a time have at most: "by Fri 27 Nov 2026 at 9:30 pm"."""

_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?")
_ORDINAL = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_LEADING = re.compile(r"\A(?:on|by|due|until|till) (?=.)")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m?)?|(\d{2})(\d{2})")
_CLOCK = r"\d{1,2}[:h]\d{2}(?: ?[ap]m?)?|\d{1,2} ?[ap]m|\d{1,2}h"
_WITH_TIME = tuple(
    map(
        re.compile,
        (
            rf"(?P<day>.*?[^\s,]),? (?P<at>(?:at )?(?:{_CLOCK}|\d{{1,2}}\.\d{{2}}|\d{{4}})|at \d{{1,2}})",
            rf"(?P<at>{_CLOCK}),? (?:on )?(?P<day>.+)",
            r"(?P<day>\d{4}-\d{2}-\d{2})t(?P<at>\d{2}:\d{2})(?::00)?",
        ),
    )
)
_NOT_ALONE = frozenset(
    {"may", "march", "mar", "sat", "sun", "second"}
    # Short names of days in other languages, and as often something else in English.
    | {"di", "do", "la", "ma", "man", "me", "mi", "on", "sam", "si", "so", "su", "to"}
)
"""Words that are more often something else than a day."""
_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.\d{1,2}")
"""What is more often a place in a row or a number with a decimal than a day."""

_EXAMPLES = {
    DateOrder.DAY_FIRST: "27 nov, 27.11.2026, 2026-11-27, fri or +10d",
    DateOrder.MONTH_FIRST: "nov 27, 11/27/2026, 2026-11-27, fri or +10d",
    DateOrder.YEAR_FIRST: "2026-11-27, nov 27, 11/27, fri or +10d",
}


class DatePhrase(NamedTuple):
    """A date that stands at the beginning of some words: how many of them it takes, and what it means.

    With a time, `at`, `at_text` is what was typed for it, in small letters.
    """

    length: int
    day: date
    at: time | None = None
    at_text: str = ""


def read_day(text: str, today: date, *, past: bool = False) -> date:
    """Return the day that `text` means; one without a year is the next such day, from today on.

    In the `past` it is the latest such day until today, a weekday the last one before it, and "3 weeks ago" is read
    too. Names are read in English and in the language that the manner holds.
    """
    words = _plain(text)
    day = _day(words, today, past)
    if day is not None:
        return day
    for _, at in _parts(words, today, past):
        raise ValueError(f"Only the day is kept here. Leave out “{at}”.")
    raise ValueError(_unread(text))


def read_moment(text: str, today: date, *, past: bool = False) -> tuple[date, time | None]:
    """Return the day that `text` means, as `read_day` does, and the time of day if there is one.

    "tomorrow 9:30", "3 dec at 2 pm", "2026-12-03T14:00". The time is what a clock on the wall shows; whether a zone's
    clocks skip it is told by `wall_time.exists`.
    """
    words = _plain(text)
    day = _day(words, today, past)
    if day is not None:
        return day, None
    for day, at in _parts(words, today, past):
        return day, read_time(at.removeprefix("at "))
    raise ValueError(_unread(text))


def longest_date(words: Sequence[str], today: date) -> DatePhrase | None:
    """Return the longest date at the beginning of the words of a sentence, or None.

    What is more often something else ("may", "sat", "2nd", "3.5") is a date there only if a colon ends it, or if
    more of a date follows; and a day that has gone only if it is written in digits. Raises ValueError, in words, for a
    date or a time that does not exist.
    """
    for length in range(min(LONGEST_DATE, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        bare = _plain(phrase.rstrip(":,"))
        if not phrase.endswith(":") and _doubtful(bare):
            continue
        day = _day(bare, today, False)
        if day is not None and (day >= today or any(map(str.isdigit, bare))):
            return DatePhrase(length, day)
        for day, at in _parts(bare, today, False):
            return DatePhrase(length, day, read_time(at.removeprefix("at ")), at)
    return None


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


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", folded(text).strip())


def _doubtful(word: str) -> bool:
    """Whether a word is more often something else than a date; "die" and "mit" begin names of days in German."""
    names = spelled(present().names).weekdays
    begins_foreign = word not in names and place(word, spelled(ENGLISH).weekdays) is None
    return word in _NOT_ALONE or bool(_NUMBER.fullmatch(word)) or (begins_foreign and place(word, names) is not None)


def _parts(words: str, today: date, past: bool) -> Iterator[tuple[date, str]]:
    """Yield the day and the words of the time, if there are both."""
    for pattern in _WITH_TIME:
        found = pattern.fullmatch(words)
        if found and (day := _day(found["day"], today, past)):
            yield day, found["at"]


def _unread(text: str) -> str:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f"“{shown}” can't be read as a date. Write it like {_EXAMPLES[present().order]}."


def _day(words: str, today: date, past: bool) -> date | None:
    """Return the day; None for what is no date. Raises ValueError, in words, for a date that does not exist."""
    names = spelled(present().names)
    words = _LEADING.sub("", words, count=1)
    day = _one_day(words, today, past, names)
    if day is not None or not (found := _leading_weekday(names.weekday).match(words)):
        return day
    # "Fri 27 Nov 2026" says the same twice; if not, one of the two is a slip.
    weekday = place(found[1], names.weekdays)
    if weekday is None:
        return None
    day = _one_day(words[found.end() :], today, past, names)
    if day is not None and day.weekday() != weekday:
        other = present().names.weekdays[day.weekday()]
        raise ValueError(f"{written.day_and_year(day)} is a {other}. Put the weekday right, or leave it out.")
    return day


def _one_day(words: str, today: date, past: bool, names: Spelled) -> date | None:
    try:
        day = date_phrases.said(words, today, names, past=past)
    except (OverflowError, ValueError):
        raise ValueError(f"“{words[:40]}” is outside the years 1 to 9999. Give a date within them.") from None
    if day is not None:
        return day
    if found := _ISO.fullmatch(words):
        return _date(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.fullmatch(words):
        first, second = int(found[1]), int(found[2])
        if first > 12 and second > 12 and not found[3]:
            return None
        day_first = present().order is DateOrder.DAY_FIRST
        return _in_year(*((first, second) if day_first else (second, first)), found[3], today, past)
    if found := _ORDINAL.fullmatch(words):
        return _of_month(int(found[1]), today, past)
    if (found := _with_month(names.month).fullmatch(words)) and (
        month := place(found["before"] or found["after"], names.months)
    ) is not None:
        return _in_year(int(found["day"] or found["day_after"]), month + 1, found["year"], today, past)
    return date_language.said(unicodedata.normalize("NFC", words), today, present().language)


@cache
def _leading_weekday(name: str) -> re.Pattern[str]:
    return re.compile(rf"({name})[.,]*\s+(?=.*\d)")


@cache
def _with_month(name: str) -> re.Pattern[str]:
    ordinal = "(?:\\.|st|nd|rd|th)?"
    return re.compile(
        rf"(?:(?:the )?(?P<day>\d{{1,2}}){ordinal}\s*(?:of )?(?P<after>{name})"
        rf"|(?P<before>{name})\.?\s*(?P<day_after>\d{{1,2}}){ordinal})\.?(?:,?\s*(?P<year>\d{{4}}))?"
    )


def _of_month(day: int, today: date, past: bool) -> date | None:
    """Return the next (in the past: the latest) day that has this number in its month."""
    if not 1 <= day <= 31:
        return None
    first = today.replace(day=1)
    for months in range(0, -3 if past else 3, -1 if past else 1):
        month = date_phrases.months_on(first, months)
        if day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found <= today if past else found >= today:
                return found
    return None


def _in_year(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    way = -1 if past else 1
    if (month, day) == (2, 29):
        leap_years = (y for y in range(today.year, today.year + 9 * way, way) if monthrange(y, 2)[1] == 29)
        return next(leap_day for y in leap_years if ((leap_day := date(y, 2, 29)) - today).days * way >= 0)
    found = _date(today.year, month, day)
    return found if (found - today).days * way >= 0 else _date(today.year + way, month, day)


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        first = "day" if present().order is DateOrder.DAY_FIRST else "month"
        raise ValueError(f"There is no month {month}. The {first} comes first: {_EXAMPLES[present().order]}.")
    if not 1 <= year <= 9999:
        raise ValueError(f"There is no year {year}.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{written.month(date(year, month, 1))} {year}"
        raise ValueError(f"{day} {name} does not exist; {name} has {plural(last, 'day')}.")
    return date(year, month, day)
