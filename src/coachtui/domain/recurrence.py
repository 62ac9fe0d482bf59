"""How a series recurs: a rule of RFC 5545 over wall times, with the dates it leaves out and those it adds.

A rule is kept as text, its end within it (COUNT, or UNTIL as a wall time): "FREQ=WEEKLY;INTERVAL=2;COUNT=8". What a
coach may type for one is read in `every.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from coachtui.domain.manner import present
from coachtui.domain.rules import DEFAULT
from coachtui.domain.words import clock, exact, month_day, plural

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays as a rule names them."""

YEARS = 20
"""How far the dates of a rule are looked for, in years from its first."""

_STAMP = "%Y%m%dT%H%M%S"
_NTH = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_NAMED = 3
"""Dates that are named; of more their number is told."""


class Recurrence(NamedTuple):
    """A rule (empty: none), the dates it leaves out, and those it has beside it; all of them wall times."""

    rule: str
    without: tuple[datetime, ...] = ()
    also: tuple[datetime, ...] = ()

    def stored(self) -> str:
        """Return it as a text: the rule, then EXDATE and RDATE on lines of their own."""
        lines = [self.rule] if self.rule else []
        for name, dates in ("EXDATE", self.without), ("RDATE", self.also):
            if dates:
                lines.append(f"{name}:{','.join(one.strftime(_STAMP) for one in dates)}")
        return "\n".join(lines)

    def places(self, starts: datetime) -> tuple[datetime, ...]:
        """Return all dates in order of time, also those that are left out, from `starts` on."""
        return tuple(sorted({*_by_rule(self.rule, starts), *self.also}))

    def dates(self, starts: datetime) -> tuple[datetime, ...]:
        """Return the dates in order of time, from `starts` on: so many as one series may have, and one more."""
        return tuple(one for one in self.places(starts) if one not in self.without)


def recurrence(stored: str) -> Recurrence:
    """Read what `stored` wrote. Raises ValueError when it is something else."""
    rule, found = "", {"EXDATE": (), "RDATE": ()}  # type: tuple[str, dict[str, tuple[datetime, ...]]]
    for line in stored.splitlines():
        name, _, dates = line.partition(":")
        if name in found:
            found[name] = tuple(datetime.strptime(one, _STAMP) for one in dates.split(","))  # noqa: DTZ007  (wall times)
        else:
            rule = line.removeprefix("RRULE:")
    return Recurrence(rule, found["EXDATE"], found["RDATE"])


def parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name."""
    return dict(part.partition("=")[::2] for part in rule.split(";")) if rule else {}


def joined(of: dict[str, str]) -> str:
    """Return the rule with these parts."""
    return ";".join(f"{name}={value}" for name, value in of.items())


def weekly(interval: int = 1, *, count: int | None = None, until: date | None = None) -> Recurrence:
    """Return a rule for the weekday of its first date, every so many weeks."""
    return Recurrence(ending(f"FREQ=WEEKLY;INTERVAL={interval}", count=count, until=until))


def ending(rule: str, *, count: int | None = None, until: date | None = None) -> str:
    """Return a rule with this end in place of its own: so many dates, or a last day."""
    kept = {name: value for name, value in parts(rule).items() if name not in ("COUNT", "UNTIL")}
    if count is not None:
        kept["COUNT"] = str(count)
    if until is not None:
        kept["UNTIL"] = f"{until:%Y%m%d}T235959"
    return joined(kept)


def before(one: Recurrence, day: date) -> Recurrence:
    """Return it as it is up to the day before this one."""
    edge = datetime.combine(day, time())
    rule = ending(one.rule, until=day - timedelta(days=1)) if one.rule else ""
    without, also = (tuple(each for each in dates if each < edge) for dates in (one.without, one.also))
    return Recurrence(rule, without, also)


def ordinal(day: date, like: int) -> int:
    """Return the place of a day among its weekdays in the month, counted from the end if `like` is."""
    is_last = (day + timedelta(days=7)).month != day.month
    place = (day.day - 1) // 7 + 1
    return -1 if is_last and (like < 0 or place > 4) else place


def nth(rule: dict[str, str]) -> tuple[int, int] | None:
    """Return which weekday of the month a monthly rule means, as (place, weekday), if that is all it says."""
    found = _NTH.fullmatch(rule.get("BYDAY", ""))
    plain = rule.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
    if rule.get("FREQ") != "MONTHLY" or not plain or not found or not found[1]:
        return None
    return int(found[1]), DAYS.index(found[2])


def month_days(rule: dict[str, str]) -> bool:
    """Whether a monthly rule means one day of the month, counted from its beginning, and says nothing else."""
    plain = rule.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTHDAY"}
    return rule.get("FREQ") == "MONTHLY" and plain and rule.get("BYMONTHDAY", "1").isdigit()


def in_words(one: Recurrence, starts: datetime) -> str:
    """Return how it recurs, as it is said: "every 2 weeks on Tue at 09:00, 8 times, without 24 Dec"."""
    said = _rhythm(one, starts)
    if one.without:
        said += f", without {_named([each.date() for each in one.without])}"
    if one.rule and one.also:
        said += f", and on {_named([each.date() for each in one.also])}"
    return said


def _rhythm(one: Recurrence, starts: datetime) -> str:
    rule = parts(one.rule)
    if not rule:
        return f"on {plural(len(one.also), 'day')} of their own at {clock(starts)}"
    unit, interval = _UNITS.get(rule.get("FREQ", "")), int(rule.get("INTERVAL", "1"))
    on = _on(rule, starts.date())
    if unit is None or on is None:
        return f"by the rule {one.rule} at {clock(starts)}"
    every = f"every {interval} {unit}s" if interval > 1 else f"every {unit}"
    end = ""
    if "COUNT" in rule:
        count = int(rule["COUNT"])
        end = f", {count} times" if count > 1 else ", once"
    elif "UNTIL" in rule:
        last = rule["UNTIL"]
        end = f", until {exact(date(int(last[:4]), int(last[4:6]), int(last[6:8])))}"
    return f"{every}{on} at {clock(starts)}{end}"


def _on(rule: dict[str, str], first: date) -> str | None:
    """Return the days of a rule in words; None when there are none for them."""
    freq, days = rule["FREQ"], rule.get("BYDAY", "")
    if "BYSETPOS" in rule or (days and "BYMONTHDAY" in rule):
        return None
    if freq == "DAILY":
        return ""
    if freq == "WEEKLY":
        chosen = sorted(DAYS.index(one) for one in days.split(",")) if days else [first.weekday()]
        return f" on {_listed([present().names.short_weekdays[one] for one in chosen])}"
    if days:
        found = [(one[:-2], DAYS.index(one[-2:])) for one in days.split(",")]
        if any(not place or int(place) not in _PLACES for place, _ in found):
            return None
        names = [f"{_PLACES[int(place)]} {present().names.short_weekdays[day]}" for place, day in found]
        return f" on the {_listed(names)}"
    numbers = [int(one) for one in rule.get("BYMONTHDAY", str(first.day)).split(",")]
    return f" on the {_listed([_numbered(one) for one in numbers])}" if min(numbers) >= -1 else None


def _numbered(day: int) -> str:
    if day < 0:
        return "last day"
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 10 < day < 20 else ends.get(day % 10, 'th')}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _named(days: Sequence[date]) -> str:
    return _listed([month_day(one) for one in days]) if len(days) <= _NAMED else plural(len(days), "date")


def _by_rule(rule: str, starts: datetime) -> Iterator[datetime]:
    found = parts(rule)
    if not found:
        return iter(())
    # Here, not above: the first screen imports this floor and needs no recurrence rules.
    from dateutil.rrule import rrulestr

    horizon = datetime.combine(date(min(starts.year + YEARS, DEFAULT.last_year), 12, 31), time.max)
    last = min(datetime.strptime(found.pop("UNTIL"), _STAMP), horizon) if "UNTIL" in found else horizon  # noqa: DTZ007
    count = min(int(found.pop("COUNT", DEFAULT.series_limit + 1)), DEFAULT.series_limit + 1)
    return islice(iter(rrulestr(joined({**found, "UNTIL": last.strftime(_STAMP)}), dtstart=starts)), count)
