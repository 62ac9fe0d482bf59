"""Wall time: what a clock on the wall of a place shows, and the instants behind it.

A planned time is kept as wall time and zone, because that is what two people agreed; UTC is derived from it. When
clocks go forward, an hour of wall time does not exist: a time within it is moved forward by the length of the jump
(02:30 becomes 03:30). When clocks go back, an hour happens twice: its first occurrence is meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def to_utc(wall: datetime, zone: str) -> datetime:
    """Return the aware UTC instant of a naive wall time.

    Raises:
        ValueError: the wall time carries a zone of its own.
        OverflowError: the instant lies outside the years 1–9999.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no zone of its own")
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_wall(instant: datetime, zone: str) -> datetime:
    """Return the naive wall time that clocks in a zone show at an aware instant.

    Raises:
        ValueError: the instant is naive.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def existing(wall: datetime, zone: str) -> datetime:
    """Return the wall time itself, or, if clocks skip it, the time moved forward by the jump."""
    return to_wall(to_utc(wall, zone), zone)


def exists(wall: datetime, zone: str) -> bool:
    """Whether clocks in the zone ever show this wall time."""
    return existing(wall, zone) == wall.replace(fold=0)


def ends_at(wall: datetime, zone: str, minutes: int) -> datetime:
    """Return the UTC instant at which a meeting of so many minutes is over."""
    return to_utc(wall, zone) + timedelta(minutes=minutes)


def city(zone: str) -> str:
    """Return the place that a zone is named after: "Zurich", "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")
