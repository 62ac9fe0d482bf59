"""Understands one event of a calendar: who takes part, when it is, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from coachtui.domain.calendar import About
from coachtui.exchange.calendar_lines import Block, Fault, Property
from coachtui.exchange.calendar_zones import Zones

_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
TIMES_LIMIT = 2_000
"""Times that one event may add or leave out (RDATE, EXDATE): more is no meeting."""


class EventError(Exception):
    """What is wrong with an event: nothing of it is taken."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.fault = Fault(line, f"{words}; this event was not taken")


class When(NamedTuple):
    """A time in a calendar. `zone` is the name as the file has it; "UTC", or empty for what floats."""

    wall: datetime
    zone: str
    whole_day: bool = False


class Event(NamedTuple):
    """One event as it stands in the file: a whole one, a series, or (with `slot`) one time of a series.

    `duration` is None if no end is given. `rules`, `added` and `left_out` are as the file has them.
    """

    line: int
    uid: str
    about: About
    starts: When
    duration: timedelta | None
    cancelled: bool
    sequence: int
    stamp: str
    slot: When | None
    following: bool
    rules: tuple[str, ...]
    added: tuple[When, ...]
    left_out: tuple[When, ...]

    @property
    def endless(self) -> bool:
        """Whether it recurs without an end."""
        return any("COUNT=" not in rule.upper() and "UNTIL=" not in rule.upper() for rule in self.rules)


def about(block: Block, own: frozenset[str]) -> About:
    """Return the title of an event and who takes part, the coach left out."""
    addresses, declined = set[str](), set[str]()
    for found in block.properties:
        if found.name in ("ATTENDEE", "ORGANIZER"):
            address = _address(found)
            if address and address not in own:
                addresses.add(address)
                if found.name == "ATTENDEE" and found.parameter("PARTSTAT").upper() == "DECLINED":
                    declined.add(address)
    return About(_unescaped(block.value("SUMMARY")), frozenset(addresses), frozenset(declined))


def understand(block: Block, said: About, zones: Zones) -> Event:
    """Return what an event says. Raises EventError with the line at which it can't be understood."""
    start = block.first("DTSTART")
    if start is None:
        raise EventError(block.line, "it does not say when it begins (DTSTART)")
    uid = block.value("UID")
    if not uid:
        raise EventError(block.line, "it has no UID, so that it could not be known again")
    if len(uid) > 1000:
        raise EventError(block.line, "its UID has more than 1,000 characters")
    starts = _when(start, zones)
    slot = block.first("RECURRENCE-ID")
    return Event(
        line=block.line,
        uid=uid,
        about=said,
        starts=starts,
        duration=_length(block, starts, zones),
        cancelled=block.value("STATUS").upper() == "CANCELLED" or block.method == "CANCEL",
        sequence=_sequence(block),
        stamp=max(block.value("LAST-MODIFIED"), block.value("DTSTAMP")),
        slot=_when(slot, zones) if slot else None,
        following=bool(slot and slot.parameter("RANGE").upper() == "THISANDFUTURE"),
        rules=tuple(_rule(found) for found in block.all("RRULE")),
        added=tuple(when for found in block.all("RDATE") for when in _several(found, starts, zones)),
        left_out=tuple(when for found in block.all("EXDATE") for when in _several(found, starts, zones)),
    )


def instant(when: When, zones: Zones, floating: str) -> datetime:
    """Return the moment of a time; what floats is in the zone `floating`."""
    zone = zones.find(when.zone or floating)
    assert zone is not None, "checked when the event was understood"
    return when.wall.replace(tzinfo=zone.clock).astimezone(UTC)


def _when(found: Property, zones: Zones) -> When:
    value = found.value.strip()
    match = _TIME.fullmatch(value)
    if match is None:
        raise EventError(found.line, f"{found.name} is no date or time that can be read")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        at = time(int(hour), int(minute), min(int(second), 59)) if hour else time()
    except ValueError:
        raise EventError(found.line, f"{found.name} is a day or time that does not exist") from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise EventError(found.line, f"{found.name} is in the year {on.year}")
    wall = datetime.combine(on, at)
    if not hour:
        return When(wall, "", whole_day=True)
    name = "UTC" if utc else found.parameter("TZID").strip()
    if name and zones.find(name) is None:
        raise EventError(found.line, f"nobody knows the time zone “{_shown(name)}”, and the file does not describe it")
    return When(wall, name)


def _several(found: Property, starts: When, zones: Zones) -> list[When]:
    """Return the times that RDATE or EXDATE lists; a bare time of day, which no standard knows, is refused."""
    times = []
    values = found.value.split(",")
    if len(values) > TIMES_LIMIT:
        raise EventError(found.line, f"{found.name} has more than {TIMES_LIMIT:,} times")
    for value in values:
        value = value.partition("/")[0].strip()
        if value:
            when = _when(found._replace(value=value), zones)
            if when.whole_day and not starts.whole_day:
                # Some write the day alone: the hour is that of the series.
                when = When(datetime.combine(when.wall.date(), starts.wall.time()), starts.zone)
            times.append(when)
    return times


def _length(block: Block, starts: When, zones: Zones) -> timedelta | None:
    end = block.first("DTEND")
    if end is not None:
        ends = _when(end, zones)
        if ends.whole_day != starts.whole_day:
            raise EventError(end.line, "it begins at a time of day and ends with a day, or the other way round")
        if ends.zone == starts.zone:
            length = ends.wall - starts.wall
            if length >= timedelta() and ends.zone not in ("", "UTC"):
                length = instant(ends, zones, "UTC") - instant(starts, zones, "UTC")
        else:
            # One of the two floats at most in a file that is not damaged.
            length = instant(ends, zones, starts.zone or "UTC") - instant(starts, zones, ends.zone or "UTC")
        if length < timedelta():
            raise EventError(end.line, "it ends before it begins")
        return length or None
    found = block.first("DURATION")
    if found is None:
        return None
    match = _DURATION.fullmatch(found.value.strip())
    if match is None or found.value.strip().endswith(("P", "T")):
        raise EventError(found.line, "DURATION is no length that can be read")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if match[1] == "-" and length:
        raise EventError(found.line, "it ends before it begins")
    return length or None


def _rule(found: Property) -> str:
    """Return a rule of recurrence, if it is one that meetings can have."""
    rule = found.value.strip().rstrip(";")
    parts = dict(part.upper().partition("=")[::2] for part in rule.split(";"))
    frequency = parts.get("FREQ", "")
    if frequency in _OFTEN:
        raise EventError(found.line, "it recurs more than once a day")
    if frequency not in _FREQUENCIES:
        raise EventError(found.line, "it recurs by a rule that can't be read (RRULE)")
    if any("," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        raise EventError(found.line, "it recurs more than once a day")
    if _never(parts) or ({"BYYEARDAY", "BYWEEKNO"} & {*parts} and frequency != "YEARLY"):
        # Looking for such a day would go on until the year 9999.
        raise EventError(found.line, "it recurs on days that there are not (RRULE)")
    for name in ("COUNT", "INTERVAL"):
        if name in parts and not (parts[name].isdecimal() and 0 < int(parts[name][:9]) < 10**6):
            raise EventError(found.line, f"it recurs by a rule whose {name} can't be read (RRULE)")
    if "UNTIL" in parts and not _TIME.fullmatch(parts["UNTIL"]):
        raise EventError(found.line, "it recurs by a rule whose UNTIL can't be read (RRULE)")
    return rule


def _never(parts: dict[str, str]) -> bool:
    """Whether a rule names days that none of its months has, like 30 February."""
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month.isdecimal()]
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "").split(",") if day.lstrip("+-").isdecimal()]
    longest = max((LONGEST_MONTHS.get(month, 31) for month in months), default=31)
    return bool(days) and min(days) > longest


def _sequence(block: Block) -> int:
    value = block.value("SEQUENCE")
    return min(int(value[:9]), 2**31 - 1) if value.isdecimal() else 0


def _address(found: Property) -> str:
    """Return who takes part, in lower case: by the address in the value, or in EMAIL, which Apple and Google give."""
    value = found.value.strip()
    if value[:7].lower() == "mailto:":
        value = value[7:]
    address = value if "@" in value else found.parameter("EMAIL")
    return address.strip().strip("<>").lower()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
