"""A day or moment of the past, as it is asked for and as it is told: "as of Sat 3 Oct 2026"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from coachtui.domain.words import clock, distance, exact

_INSTANT = timedelta(milliseconds=1)


def read_moment(text: str, now: datetime, began: datetime) -> datetime:
    """Return the moment that `text` means: a day, which is its end, or a day and a time, on the clock of `now`.

    A day without a year is the latest such day, and today is `now`. Raises ValueError, in words, for what can't be
    read, is still to come, or lies before the practice `began`.
    """
    from coachtui.domain import dates

    day, at = dates.read_moment(text, now.date(), past=True)
    if day > now.date():
        raise ValueError(f"{exact(day)} is still to come. Give a day of the past.")
    asked = end_of(day, now) if at is None else datetime.combine(day, at, now.tzinfo)
    if asked > now:
        raise ValueError(f"{exact(day)}, {clock(asked)} is still to come. Give a moment of the past.")
    return not_before(asked, began.astimezone(now.tzinfo))


def end_of(day: date, now: datetime) -> datetime:
    """Return the last moment of a day on the clock of `now`, or `now` itself if the day is not over."""
    return min(datetime.combine(day + timedelta(days=1), time(), now.tzinfo) - _INSTANT, now)


def not_before(moment: datetime, began: datetime) -> datetime:
    """Return the moment; raises ValueError, in words, when it lies before the practice `began`."""
    if moment < began:
        raise ValueError(f"The practice began on {exact(began.date())}; there is nothing before.")
    return moment


def told(moment: datetime) -> str:
    """Return a moment as it is told: "as of Sat 3 Oct 2026", and the time unless it is the end of the day."""
    whole = (moment + _INSTANT).date() > moment.date()
    return f"as of {exact(moment.date())}{'' if whole else f', {clock(moment)}'}"


def told_from(moment: datetime, today: date) -> str:
    """Return a moment as it is told, and how long ago that is: "as of Sat 3 Oct 2026, 7 weeks ago"."""
    return f"{told(moment)}, {distance(moment.date(), today)}" if moment.date() < today else told(moment)
