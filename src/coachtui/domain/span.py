"""The span of an engagement, and its clock, which stands still during a pause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

_DAY = timedelta(days=1)


class Pause(NamedTuple):
    """A stretch of days in which every clock stands still; open while `until_on` is None.

    `until_on` is the first day on which the clocks run again.
    """

    from_on: date
    until_on: date | None = None


class Span(NamedTuple):
    """The agreed days of an engagement, the last one included, and its pauses.

    A closed pause takes its days out of the span. An open pause freezes the clock at the day on which it began, so
    that nothing moves until the engagement is resumed; `end_after_pause` then gives the end that keeps the time left.
    """

    starts_on: date
    ends_on: date
    pauses: tuple[Pause, ...] = ()

    def clock_day(self, today: date) -> date:
        """Return the day that the engagement's clock shows: today, or the first day of a pause that is still open."""
        opened = [pause.from_on for pause in self.pauses if pause.until_on is None and pause.from_on <= today]
        return min(opened, default=today)

    def paused_on(self, day: date) -> bool:
        """Whether the clock stands still on this day."""
        return any(pause.from_on <= day and (pause.until_on is None or day < pause.until_on) for pause in self.pauses)

    def active_days(self, since: date, until: date) -> int:
        """Return the days from `since` up to, not including, `until` on which the clock runs; never negative."""
        if until <= since:
            return 0
        paused = sum((end - start).days for start, end in _stretches(self.pauses, since, until))
        return (until - since).days - paused

    def active_length(self) -> int:
        """Return the days of the whole span on which the clock runs, leaving out closed pauses only."""
        closed = Span(self.starts_on, self.ends_on, tuple(pause for pause in self.pauses if pause.until_on is not None))
        return closed.active_days(self.starts_on, self.ends_on + _DAY)

    def elapsed_days(self, today: date) -> int:
        """Return the active days of the span that are over when `today` begins."""
        return self.active_days(self.starts_on, min(self.clock_day(today), self.ends_on + _DAY))

    def elapsed(self, today: date) -> float:
        """Return the elapsed fraction of the active span, 0.0 to 1.0.

        A span whose every day is paused has elapsed when it is over.
        """
        length = self.active_length()
        if length == 0:
            return 1.0 if self.clock_day(today) > self.ends_on else 0.0
        return self.elapsed_days(today) / length

    def days_left(self, today: date) -> int:
        """Return the days from today to the end; negative once it is over."""
        return (self.ends_on - today).days

    def months(self) -> int:
        """Return the length in months as one says it: half a month or more counts as one, and it is at least 1."""
        whole, rest = _months_between(self.starts_on, self.ends_on + _DAY)
        return max(1, whole + (rest >= 15))

    def month(self, today: date) -> tuple[int, int]:
        """Return (n, m) for "month n/m": 0 before the start, m from the last month on."""
        if today < self.starts_on:
            return 0, self.months()
        return min(_months_between(self.starts_on, today)[0] + 1, self.months()), self.months()

    def day_at(self, fraction: float) -> date:
        """Return the first day on which at least this fraction (0.0 to 1.0) of the active span is over."""
        wanted = ceil(self.active_length() * min(1.0, max(0.0, fraction)))
        return self.after(self.starts_on, wanted)

    def after(self, day: date, active_days: int) -> date:
        """Return the first day by which so many active days have passed since `day`; an open pause takes no days."""
        found, left = day, active_days
        for start, end in _merged(pause for pause in self.pauses if pause.until_on is not None):
            if end <= found:
                continue
            running = max(0, (start - found).days)
            if running >= left:
                break
            found, left = end, left - running
        return found + timedelta(days=left)

    def end_after_pause(self, resumed_on: date) -> date:
        """Return the end moved by the length of the pause that is open, keeping the active time that is left."""
        opened = [pause.from_on for pause in self.pauses if pause.until_on is None and pause.from_on <= resumed_on]
        return self.ends_on + (resumed_on - min(opened)) if opened else self.ends_on


def _months_between(first: date, last: date) -> tuple[int, int]:
    """Return the whole months from `first` to `last`, and the days that remain."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if last.day >= first.day:
        return months, last.day - first.day
    if (last + _DAY).month != last.month:
        # 31 January to 28 February is a whole month.
        return months, 0
    before = last.replace(day=1) - _DAY
    return months - 1, last.day + max(0, before.day - first.day)


def _merged(pauses: Iterable[Pause]) -> Iterator[tuple[date, date]]:
    """Yield stretches [start, end) in order, with overlapping ones joined; an open pause lasts for ever."""
    start = end = None
    for pause in sorted(pauses, key=lambda pause: pause.from_on):
        until = pause.until_on or date.max
        if start is None or end is None:
            start, end = pause.from_on, until
        elif pause.from_on <= end:
            end = max(end, until)
        else:
            yield start, end
            start, end = pause.from_on, until
    if start is not None and end is not None:
        yield start, end


def _stretches(pauses: Iterable[Pause], since: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield the paused stretches within [since, until)."""
    for start, end in _merged(pauses):
        low, high = max(start, since), min(end, until)
        if low < high:
            yield low, high
