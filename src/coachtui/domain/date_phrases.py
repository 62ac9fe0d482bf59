"""Days as they are said from today: "in 2 weeks", "next tue", "end of next month". All words are folded already.

The week begins on the day that the manner holds, and ends, for work, on Friday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from coachtui.domain.date_names import Spelled, place
from coachtui.domain.manner import present

FRIDAY = 4
_NEAR = {
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "day before yesterday": -2,
}
_SHORT = {"eow": "end week", "eom": "end month", "eoq": "end quarter", "eoy": "end year"}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_LENGTH = rf"(?:(\d{{1,3}})\s*|({'|'.join(_COUNTS)})\s)(d|w|m|y|days?|weeks?|fortnights?|months?|years?)"
_AHEAD = re.compile(rf"(?:\+\s*|in\s){_LENGTH}|{_LENGTH} from (?:now|today)")
_AGO = re.compile(rf"-\s*{_LENGTH}|{_LENGTH} ago")
_TURNED = re.compile(r"(next|last) (week|month|year)")
_PERIOD = re.compile(
    r"(?:the )?(?P<at>end|middle|mid|beginning|start)[ -](?:of )?(?:the )?"
    r"(?:(?:(?P<way>this|next|last) )?(?P<unit>week|month|quarter|year)|(?P<month>[^\W\d_]+)(?: (?P<year>\d{4}))?)"
)
_WAYS = {"next": 1, "last": -1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def said(words: str, today: date, spelled: Spelled, *, past: bool) -> date | None:
    """Return the day that the words mean, seen from today; None if they are no such phrase.

    In the `past`, a weekday or part of a month without a year is the latest one, and "3 weeks ago" is read too.
    Raises OverflowError or ValueError for a day outside the years 1–9999.
    """
    words = _SHORT.get(words, words)
    if (days := _NEAR.get(words.removeprefix("the "))) is not None:
        return today + timedelta(days=days)
    if found := _AHEAD.fullmatch(words):
        return _away(found, today, 1)
    if past and (found := _AGO.fullmatch(words)):
        return _away(found, today, -1)
    if found := _TURNED.fullmatch(words):
        return _on(today, _WAYS[found[1]], found[2])
    if found := _PERIOD.fullmatch(words):
        return _part(found, today, spelled, past)
    return _weekday(words, today, spelled, past)


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # Before the year 1 there is no calendar to look into; `date` says so.
    return date(year, month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


def _away(found: re.Match[str], today: date, way: int) -> date:
    digits, word, unit = (one or other for one, other in zip(found.groups()[:3], found.groups()[3:], strict=True))
    return _on(today, way * (int(digits) if digits else _COUNTS[word]), unit)


def _on(today: date, count: int, unit: str) -> date:
    if unit[0] in "my":
        return months_on(today, count * (12 if unit[0] == "y" else 1))
    return today + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _weekday(words: str, today: date, spelled: Spelled, past: bool) -> date | None:
    found = _weekdays(spelled.weekday).fullmatch(words)
    named = place(found["name"], spelled.weekdays) if found else None
    if found is None or named is None:
        return None
    if found["way"] == "next" or found["next_week"]:
        return _week(today, 1) + timedelta(days=(named - present().week_begins) % 7)
    if found["way"] in ("this", "coming"):
        return today + timedelta(days=(named - today.weekday()) % 7)
    if past or found["way"] == "last":
        return today - timedelta(days=(today.weekday() - named - 1) % 7 + 1)
    return today + timedelta(days=(named - today.weekday() - 1) % 7 + 1)


@cache
def _weekdays(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<way>this|next|last|coming) )?(?P<name>{name})(?P<next_week> (?:of )?next week)?")


def _part(found: re.Match[str], today: date, spelled: Spelled, past: bool) -> date | None:
    """Return the beginning, middle or end of a week, month, quarter or year."""
    at, unit = found["at"], found["unit"]
    month = place(found["month"], spelled.months) if found["month"] else None
    length = _MONTHS.get(unit, 1)

    def turn(by: int) -> date | None:
        if unit == "week":
            return _in_week(at, _week(today, by))
        if month is not None:
            return _in_months(at, date(int(found["year"] or today.year + by), month + 1, 1), length)
        first = date(today.year, (today.month - 1) // length * length + 1, 1)
        return _in_months(at, months_on(first, by * length), length)

    if not unit and month is None:
        return None
    if found["way"] in _WAYS:
        return turn(_WAYS[found["way"]])
    here = turn(0)
    if here is None or found["year"] or (here <= today if past else here >= today):
        return here
    return turn(-1 if past else 1)


def _in_week(at: str, begins: date) -> date | None:
    if at in ("mid", "middle"):
        return None
    # The week of work: from the first day of the week that is none of the weekend, to Friday.
    first = 0 if at in ("beginning", "start") else FRIDAY
    return begins + timedelta(days=(first - begins.weekday()) % 7)


def _in_months(at: str, first: date, months: int) -> date | None:
    if at == "end":
        return months_on(first, months) - timedelta(days=1)
    if at in ("beginning", "start"):
        return first
    return first.replace(day=15) if months == 1 else None


def _week(today: date, by: int) -> date:
    """Return the first day of the week that is so many weeks away from this one."""
    return today - timedelta(days=(today.weekday() - present().week_begins) % 7) + timedelta(weeks=by)
