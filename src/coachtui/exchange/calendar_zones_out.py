"""The definition of a time zone within a calendar (RFC 5545, VTIMEZONE), as all programs read it.

A zone that changes its clocks by a rule is written with that rule, as Google and Apple do: Outlook takes no list of
dates there. One without a rule, or whose rule changes within the years that are asked for, is written as a list.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneStandard

YEARS_AHEAD = 10
"""A rule has to hold so long after the last event (ours): "the last Sunday" and "the fourth" differ by then."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00")


class Change(NamedTuple):
    """The clocks of a zone change: at `wall`, by the clock before, from one offset to another."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def pattern(self) -> tuple[int, int, int, str]:
        """The month, weekday, place among its weekdays in the month (−1 for the last) and time of day."""
        is_last = (self.wall + timedelta(days=7)).month != self.wall.month
        place = -1 if is_last else (self.wall.day - 1) // 7 + 1
        return self.wall.month, self.wall.weekday(), place, f"{self.wall:%H%M%S}"


def definition(zone: str, first: date, last: date) -> Timezone:
    """Return the definition of a zone, good for events from the first to the last of these days."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    changes = list(_changes(ZoneInfo(zone), first.year - 1, last.year + YEARS_AHEAD))
    found = Timezone()
    found.add("tzid", zone)
    if not changes:
        found.add_component(_fixed(zone, first))
        return found
    groups: dict[tuple[timedelta, timedelta, str], list[Change]] = defaultdict(list)
    for one in changes:
        groups[one.before, one.after, one.name].append(one)
    years = range(first.year - 1, last.year + YEARS_AHEAD + 1)
    least = min(min(one.before, one.after) for one in changes)
    by_rule = {key: _rule(group, years) for key, group in groups.items()}
    if not all(by_rule.values()):
        # Dates alone say nothing of the time before the first of them.
        found.add_component(_fixed(zone, date(first.year - 1, 1, 1)))
    for (before, after, name), group in groups.items():
        part = TimezoneDaylight() if after > least else TimezoneStandard()
        part.add("dtstart", group[0].wall)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        rule = by_rule[before, after, name]
        if rule and all(by_rule.values()):
            part.add("rrule", rule)
        else:
            for one in group[1:]:
                part.add("rdate", one.wall)
        found.add_component(part)
    return found


def _rule(group: list[Change], years: range) -> dict[str, str | int] | None:
    """Return the rule that a group of changes follows in each of these years; None if it follows none."""
    if [one.wall.year for one in group] != [*years]:
        return None
    month, weekday, _, at = group[0].pattern
    if any((one.pattern[0], one.pattern[1], one.pattern[3]) != (month, weekday, at) for one in group):
        return None
    places = {one.pattern[2] for one in group}
    counted = {(one.wall.day - 1) // 7 + 1 for one in group}
    place = -1 if places == {-1} else counted.pop() if len(counted) == 1 else None
    return None if place is None else {"freq": "yearly", "bymonth": month, "byday": f"{place}{_DAYS[weekday]}"}


def _fixed(zone: str, on: date) -> TimezoneStandard:
    """Return the observance that holds on a day, as if it had always done so."""
    from icalendar import TimezoneStandard

    there = datetime.combine(on, _LONG_AGO.time(), ZoneInfo(zone))
    part = TimezoneStandard()
    part.add("dtstart", _LONG_AGO)
    part.add("tzoffsetfrom", there.utcoffset())
    part.add("tzoffsetto", there.utcoffset())
    part.add("tzname", there.tzname())
    return part


def _changes(zone: ZoneInfo, first: int, last: int) -> list[Change]:
    """Return when the clocks of a zone change in these years, both included."""
    found = []
    day = datetime(max(first, 1), 1, 1, tzinfo=UTC)
    end = datetime(min(last, 9998) + 1, 1, 1, tzinfo=UTC)
    before = day.astimezone(zone).utcoffset() or timedelta()
    while day < end:
        day += timedelta(days=1)
        after = day.astimezone(zone).utcoffset() or timedelta()
        if after != before:
            at = _moment(zone, day - timedelta(days=1), day, before)
            wall = at.replace(tzinfo=None) + before
            found.append(Change(wall, before, after, at.astimezone(zone).tzname() or ""))
            before = after
    return found


def _moment(zone: ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """Return the moment within a day, to the second, at which the offset is no longer what it was."""
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
