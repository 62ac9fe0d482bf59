"""A coach's diary: working days, and times at which nobody is double-booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SLOT = timedelta(minutes=30)
MORNING, EVENING = time(7), time(20)
DAWN, NIGHT = time(5), time(23)
HOURS = (time(9), time(11), time(14), time(16), time(10), time(15), time(13), time(8), time(17), time(12), time(18))
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

zone_of = lru_cache(maxsize=None)(ZoneInfo)


def utc(wall: datetime, zone: str) -> datetime:
    """Return the instant of a naive wall time in a zone."""
    return wall.replace(tzinfo=zone_of(zone)).astimezone(UTC)


def wall(instant: datetime, zone: str) -> datetime:
    """Return the naive wall time of an instant in a zone."""
    return instant.astimezone(zone_of(zone)).replace(tzinfo=None)


def workday(day: date) -> date:
    """Return the day itself, or the next one on which people meet: no weekends, nothing over the turn of the year."""
    while True:
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        elif (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
            day = date(day.year + (day.month == 12), 1, 2)
        else:
            return day


def workday_before(day: date) -> date:
    """Return the day itself, or the last one before it on which people meet."""
    while workday(day) != day:
        day -= timedelta(days=1)
    return day


class Diary:
    """What is taken of a coach's time; `zone` is the coach's."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self._taken: set[int] = set()

    def take(self, starts: datetime, minutes: int) -> None:
        """Book an instant for so many minutes."""
        self._taken.update(_slots(starts, minutes))

    def is_free(self, starts: datetime, minutes: int) -> bool:
        """Whether nothing is booked then."""
        return self._taken.isdisjoint(_slots(starts, minutes))

    def book(self, day: date, hour: time, zone: str, minutes: int) -> datetime:
        """Book the wall time `hour` (in the client's zone) on the working day nearest after `day`.

        Takes another hour, or a later day, if that one is taken. Returns the naive wall time in the client's zone.
        """
        for later in range(20):
            day = workday(day)
            # Where two zones share no working hours, the coach gets up early or stays up late.
            earliest, latest = (MORNING, EVENING) if later < 2 else (DAWN, NIGHT)
            for wanted in (hour, *HOURS):
                start = datetime.combine(day, wanted)
                instant = utc(start, zone)
                if earliest <= wall(instant, self.zone).time() < latest and self.is_free(instant, minutes):
                    self.take(instant, minutes)
                    return start
            day += timedelta(days=1)
        raise ValueError(f"no time is left in the diary after {day}")

    def usual_hour(self, day: date, hour: time, zone: str) -> time:
        """Return what clocks in the client's zone show when it is `hour` at the coach's, kept within a working day."""
        there = wall(utc(datetime.combine(day, hour), self.zone), zone).time()
        if time(8) <= there <= time(18):
            return there
        return time(17) if there > time(18) or there < time(2) else time(8)


def _slots(starts: datetime, minutes: int) -> range:
    return range((starts - _EPOCH) // SLOT, -((_EPOCH - starts - timedelta(minutes=minutes)) // SLOT))
