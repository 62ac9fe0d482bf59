"""Dates, numbers and marks as people say them: in English, and dates in the manner that holds (`manner.py`)."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import isfinite

from coachtui.domain.manner import DateOrder, present

_LABELS = {
    "three_way": "three-way",
    "check_in": "check-in",
    "debrief": "assessment debrief",
    "rescheduled": "moved",
    "late_cancelled": "cancelled late",
    "no_show": "no-show",
    "discontinued": "ended early",
    "on": "on pace",
}
_BARE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def label(member: StrEnum) -> str:
    """Return an enum's value as a coach says it: "three-way", "ended early", "direct report"."""
    return labelled(member.value)


def labelled(value: str) -> str:
    """Return the value of an enum, as a column holds it, as a coach says it."""
    return _LABELS.get(value, value.replace("_", " "))


def weekday(day: date) -> str:
    """Return the short name of a date's weekday: "Sat"."""
    return present().names.short_weekdays[day.weekday()]


def month(day: date) -> str:
    """Return the short name of a date's month: "Nov"."""
    return present().names.short_months[day.month - 1]


def month_day(day: date) -> str:
    """Return a date without weekday and year: "21 Nov", "Nov 21"."""
    first = present().order is DateOrder.DAY_FIRST
    return f"{day.day} {month(day)}" if first else f"{month(day)} {day.day}"


def exact(day: date) -> str:
    """Return a date in full: "Sat 21 Nov 2026", "Sat Nov 21, 2026", "Sat 2026-11-21"."""
    order = present().order
    if order is DateOrder.YEAR_FIRST:
        return f"{weekday(day)} {day.isoformat()}"
    return f"{weekday(day)} {month_day(day)}{',' if order is DateOrder.MONTH_FIRST else ''} {day.year}"


def day_and_year(day: date) -> str:
    """Return a date without its weekday: "21 Nov 2026", "Nov 21, 2026", "2026-11-21"."""
    return exact(day).removeprefix(f"{weekday(day)} ")


def day(when: date, today: date) -> str:
    """Return a date as one says it today: "today", "tomorrow", "yesterday", "Thu", "Thu 3 Dec", "Mon 4 Jan 2027".

    The bare weekday stands for the next six days only.
    """
    days = (when - today).days
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    if 0 < days < 7:
        return weekday(when)
    return exact(when) if when.year != today.year else f"{weekday(when)} {month_day(when)}"


def coming(when: date, today: date) -> str:
    """Return a day of the next seven as one says it: "tomorrow", "Thu", and "next Mon" once another week has begun."""
    monday = timedelta(days=present().week_begins)
    another = (when - monday).isocalendar()[:2] != (today - monday).isocalendar()[:2]
    said = day(when, today)
    return f"next {weekday(when)}" if another and (when - today).days > 1 else said


def moment(when: datetime, today: date) -> str:
    """Return a wall time as one says it today: "Thu 09:00", "tomorrow 09:00"."""
    return f"{day(when.date(), today)} {clock(when)}"


def clock(when: datetime) -> str:
    """Return the time of day: "09:00", or "9:00 am"."""
    if present().twelve_hours:
        return f"{(when.hour - 1) % 12 + 1}:{when.minute:02} {'am' if when.hour < 12 else 'pm'}"
    return f"{when.hour:02}:{when.minute:02}"


def distance(when: date, today: date) -> str:
    """Return how far a date is: "in 6 d", "tomorrow", "today", "yesterday", "14 days ago"."""
    days = (when - today).days
    if -1 <= days <= 1:
        return day(when, today)
    return f"in {days} d" if days > 0 else f"{-days} days ago"


def due(when: date, today: date) -> str:
    """Return when something falls due: "due today", "due Fri", "due yesterday", "due 9 days ago"."""
    return f"due {day(when, today) if when >= today else distance(when, today)}"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 day", "3 days", "2 people"."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def duration(minutes: int) -> str:
    """Return a length of time: "45 min", "1 h", "1 h 30"."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def prime(minutes: int) -> str:
    """Return a meeting's length the short way: "60'"."""
    return f"{minutes}'"


def number(value: float, places: int = 2) -> str:
    """Return a number without needless zeros and with a real minus sign: "8", "7.5", "−0.25"."""
    if not isfinite(value):
        return "–"
    written = f"{value:.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "0") else written.replace("-", "−")


def level(value: float) -> str:
    """Return a level or a change with its sign: "−1", "0", "+1", "+0.5"."""
    written = number(value, 1)
    return f"+{written}" if value > 0 and written != "0" else written


def t(value: float | None) -> str:
    """Return a T score with one decimal: "43.8"; a dash if there is none."""
    return "–" if value is None else f"{value:.1f}".replace("-", "−")


def percent(fraction: float) -> str:
    """Return a fraction as whole per cent: "58 %"."""
    return f"{number(fraction * 100, 0)} %"


def folded(text: str) -> str:
    """Return a text for finding: no accents, no case, compatibility forms unified ("Ŝébastien" finds "sebastien").

    Applied twice it changes nothing more.
    """
    previous, current = None, text
    while previous != current:
        # Some characters fold into others that fold again, so go on until nothing changes.
        previous = current
        spread = unicodedata.normalize("NFKD", current).casefold().translate(_BARE_LETTERS)
        current = "".join(mark for mark in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(mark))
    return current
