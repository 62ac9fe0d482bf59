"""A calendar (RFC 5545) of the sessions, as Google, Apple and Outlook take it; it holds nothing private.

Each session is an event of its own under a UID that never changes, so a calendar that is read in again follows what
was moved, and drops what was cancelled: such events stay in it as cancelled ones, with a higher SEQUENCE. The same
practice gives the same bytes, whenever and on whichever device it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coachtui.domain.calendar import OWN_UID
from coachtui.domain.calendar_out import OffEvent, Outgoing, SessionEvent, Title
from coachtui.domain.wall_time import ends_at, to_utc, to_wall
from coachtui.exchange.calendar_zones_out import definition

if TYPE_CHECKING:
    from icalendar import Event

PRODID = "-//coachtui//coachtui//EN"
NAME = "coachtui"
"""What the calendar is called in the programs that read it."""
OFF = "Time off"

_UTC_ZONES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"})


def calendar(outgoing: Outgoing, zone: str, title: Title = Title.COACHING, alarm: int = 0) -> bytes:
    """Return the file. `zone` is the coach's own; `alarm` so many minutes before each session, 0 for none."""
    from icalendar import Calendar

    found = Calendar()
    for name, value in (
        ("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("x-wr-calname", NAME), ("x-wr-timezone", zone),
    ):  # fmt: skip
        found.add(name, value)
    for name in sorted({one.time_zone for one in outgoing.sessions} - _UTC_ZONES):
        days = [one.starts_local.date() for one in outgoing.sessions if one.time_zone == name]
        found.add_component(definition(name, min(days), max(days)))
    events: Iterable[Event] = (
        *(_session(one, title, alarm) for one in outgoing.sessions),
        *(_off(one) for one in outgoing.off),
    )
    for event in events:
        found.add_component(event)
    return bytes(found.to_ical())


def _session(one: SessionEvent, title: Title, alarm: int) -> Event:
    from icalendar import Alarm

    event = _event(one.session_id, one.created_at, one.changed_at, one.changes)
    event.add("summary", one.title(title))
    event.add("dtstart", _there(one.starts_local, one.time_zone))
    ends = ends_at(one.starts_local, one.time_zone, one.minutes)
    last = to_wall(ends, one.time_zone)
    if to_utc(last, one.time_zone) == ends:
        event.add("dtend", _there(last, one.time_zone))
    else:
        # The hour in which it ends happens twice, and the second time can't be written as wall time.
        event.add("duration", timedelta(minutes=one.minutes))
    event.add("status", "CANCELLED" if one.is_gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.is_gone else "OPAQUE")
    if alarm and not one.is_gone:
        rings = Alarm()
        rings.add("action", "DISPLAY")
        rings.add("description", one.title(title))
        rings.add("trigger", -timedelta(minutes=alarm))
        event.add_component(rings)
    return event


def _off(one: OffEvent) -> Event:
    event = _event(one.time_off_id, one.created_at, one.changed_at, one.changes)
    event.add("summary", OFF)
    event.add("dtstart", one.from_on)
    event.add("dtend", one.until_on + timedelta(days=1))
    event.add("status", "CANCELLED" if one.binned else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.binned else "OPAQUE")
    return event


def _event(key: str, created: datetime, changed: datetime, changes: int) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{key}{OWN_UID}")
    event.add("dtstamp", changed.replace(microsecond=0))
    event.add("created", created.replace(microsecond=0))
    event.add("last-modified", changed.replace(microsecond=0))
    event.add("sequence", changes)
    # Whoever may look into the coach's calendar sees that the time is taken, and no more.
    event.add("class", "PRIVATE")
    return event


def _there(wall: datetime, zone: str) -> datetime:
    return wall.replace(tzinfo=UTC if zone in _UTC_ZONES else ZoneInfo(zone))
