"""Works out when the events of one UID take place: series by their rules, with what was added, left out and moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coachtui.domain.calendar import Occurrence
from coachtui.exchange.calendar_events import Event, EventError, When, instant
from coachtui.exchange.calendar_zones import Zones

_SLOT = "%Y%m%dT%H%M%SZ"


def occurrences(
    events: Sequence[Event], zones: Zones, floating: str, since: datetime, until: datetime
) -> list[Occurrence]:
    """Return the times of the events of one UID; of a series those that touch the days from `since` to `until`.

    What floats is in the zone `floating`. Raises EventError when the rules can't be worked out.
    """
    newest = _newest(events, zones, floating)
    first = newest[0]
    if len(newest) == 1 and not first.rules and not first.added:
        slot = _slot(first.slot, zones, floating) if first.slot else ""
        return [_occurrence(first, first.starts, slot, zones, floating)]
    try:
        return _expanded(newest, zones, floating, since, until)
    except EventError:
        raise
    except Exception as error:  # the library raises whatever it stumbles over
        raise EventError(first.line, "when it recurs can't be worked out (RRULE)") from error


def _expanded(
    events: Sequence[Event], zones: Zones, floating: str, since: datetime, until: datetime
) -> list[Occurrence]:
    import recurring_ical_events
    from icalendar import Calendar

    calendar = Calendar()
    by_slot = {_slot(one.slot, zones, floating): one for one in events if one.slot}
    series = next((one for one in events if one.slot is None), events[0])
    for one in events:
        calendar.add_component(_component(one, zones, floating))
    found: dict[str, Occurrence] = {}
    for component in recurring_ical_events.of(calendar).between(since, until):
        slot = _stamp(component["RECURRENCE-ID"].dt)
        starts = component["DTSTART"].dt
        one = by_slot.get(slot, series)
        if one.slot is not None and one.following and _stamp(starts) != _stamp(_aware(one.starts, zones, floating)):
            slot = _former_slot(one, starts, zones, floating)
        wall = (
            starts.replace(tzinfo=None)
            if isinstance(starts, datetime)
            else datetime.combine(starts, datetime.min.time())
        )
        when = When(wall, one.starts.zone, whole_day=not isinstance(starts, datetime))
        found[slot] = _occurrence(one, when, slot, zones, floating)
    return list(found.values())


def _component(one: Event, zones: Zones, floating: str) -> Any:
    from icalendar import Event as Component
    from icalendar import vRecur

    component = Component()
    component.add("uid", one.uid)
    component.add("sequence", one.sequence)
    component.add("dtstart", _aware(one.starts, zones, floating))
    component.add(
        "duration", one.duration or timedelta(days=1) if one.starts.whole_day else one.duration or timedelta()
    )
    for rule in one.rules:
        component.add("rrule", vRecur.from_ical(rule))
    if one.added:
        component.add("rdate", [_aware(when, zones, floating) for when in one.added])
    if one.left_out:
        component.add("exdate", [_aware(when, zones, floating) for when in one.left_out])
    if one.slot:
        named = {"RANGE": "THISANDFUTURE"} if one.following else {}
        component.add("recurrence-id", _aware(one.slot, zones, floating), parameters=named)
    return component


def _occurrence(one: Event, when: When, slot: str, zones: Zones, floating: str) -> Occurrence:
    zone = zones.find(when.zone or floating)
    assert zone is not None, "checked when the event was understood"
    wall = when.wall.replace(second=0)
    # A time in UTC is nobody's wall time.
    named = "" if when.zone == "UTC" else zone.name
    return Occurrence(
        uid=one.uid,
        recurrence=slot,
        starts_utc=instant(when._replace(wall=wall), zones, floating),
        starts_local=None if when.whole_day else wall,
        zone=named,
        minutes=None if one.duration is None else round(one.duration.total_seconds() / 60),
        cancelled=one.cancelled,
        sequence=one.sequence,
        line=one.line,
        about=one.about,
        whole_day=when.whole_day,
    )


def _newest(events: Sequence[Event], zones: Zones, floating: str) -> list[Event]:
    """Return the whole event first, then the times that differ: of each the newest by SEQUENCE, then by its date."""
    found: dict[str, Event] = {}
    for one in events:
        slot = _slot(one.slot, zones, floating) if one.slot else ""
        before = found.get(slot)
        if before is None or (one.sequence, one.stamp) >= (before.sequence, before.stamp):
            found[slot] = one
    return [found[slot] for slot in sorted(found)]


def _former_slot(one: Event, starts: datetime, zones: Zones, floating: str) -> str:
    """Return the slot that the series first gave to a time that was moved with all that follow another."""
    assert one.slot is not None
    zone = zones.find(one.slot.zone or floating)
    assert zone is not None
    moved = _aware(one.starts, zones, floating)
    slot = _aware(one.slot, zones, floating)
    if not (isinstance(moved, datetime) and isinstance(slot, datetime) and isinstance(starts, datetime)):
        return f"{starts:%Y%m%d}"
    apart = starts.astimezone(zone.clock).replace(tzinfo=None) - moved.astimezone(zone.clock).replace(tzinfo=None)
    return _stamp((slot.replace(tzinfo=None) + apart).replace(tzinfo=zone.clock))


def _slot(when: When | None, zones: Zones, floating: str) -> str:
    return "" if when is None else _stamp(_aware(when, zones, floating))


def _aware(when: When, zones: Zones, floating: str) -> Any:
    """Return a time with its zone, or a bare day."""
    if when.whole_day:
        return when.wall.date()
    zone = zones.find(when.zone or floating)
    assert zone is not None, "checked when the event was understood"
    return when.wall.replace(tzinfo=zone.clock if zone.name != "UTC" else ZoneInfo("UTC"))


def _stamp(when: Any) -> str:
    return f"{when.astimezone(UTC):{_SLOT}}" if isinstance(when, datetime) else f"{when:%Y%m%d}"
