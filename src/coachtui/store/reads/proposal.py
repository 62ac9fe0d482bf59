"""Reads of what the next session is proposed from: the last one, the terms, and what keeps the coach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import RUNNING, AllocationUnit, EngagementState
from coachtui.domain.line import SessionLine
from coachtui.domain.pace import Slot, allocation, tally
from coachtui.domain.proposal import HORIZON_DAYS, Around, Busy
from coachtui.domain.public_holidays import Where, between
from coachtui.domain.rules import DEFAULT
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import exact, label, labelled, number
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence, engagement, time_off
from coachtui.store.reads.facts import Here, here

_TERMS = """
SELECT coach_id, time_zone, interval_weeks, session_minutes, allocation, unit, notice_counts, state
FROM engagement WHERE id = ? AND deleted_at IS NULL
"""
_BUSY = """
SELECT s.starts_utc, s.minutes, p.name FROM session s JOIN engagement e ON e.id = s.engagement_id
JOIN person p ON p.id = e.client_id
WHERE e.coach_id = ? AND s.state = 'planned' AND s.deleted_at IS NULL AND e.deleted_at IS NULL AND s.id <> ?
    AND s.starts_utc > ? ORDER BY s.starts_utc LIMIT 2000
"""


def around(db: Connection, engagement_id: str, now: datetime, places: Sequence[Where] = (), ending: str = "") -> Around:
    """Return what the next session of an engagement is proposed from. Raises NotFound.

    `places` are those whose public holidays count; `ending` is the session that is about to be held, if one is.
    """
    row = db.execute(_TERMS, (engagement_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That engagement is not there any more.")
    coach_id, zone, weeks, minutes, agreed, unit, missed_count, state = row
    meetings = cadence.line(db, engagement_id)
    place, span = here(db, now), cadence.span(db, engagement_id)
    ahead = (one for one in meetings if _is_coaching(one, SessionState.PLANNED) and one.starts_utc > now)
    planned = next((one for one in ahead if one.id != ending), None)
    slots = (
        Slot(
            one.kind,
            SessionState.HELD if one.id == ending else one.state,
            one.starts_utc,
            one.held_minutes or one.minutes,
        )
        for one in meetings
    )
    usage = allocation(AllocationUnit(unit), agreed, tally(slots, now), missed_count=bool(missed_count))
    begins = max(place.today, span.starts_on) if span else place.today
    until = begins + timedelta(weeks=weeks + 1, days=HORIZON_DAYS)
    yesterday = f"{now - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    return Around(
        engagement_id=engagement_id,
        now=now,
        last=_last(meetings, zone, now, ending),
        time_zone=zone,
        own_zone=place.zone,
        minutes=minutes,
        interval_weeks=weeks,
        left=usage.unplanned,
        agreed=f"{number(agreed)} {labelled(unit)}",
        planned=to_wall(planned.starts_utc, zone) if planned else None,
        over="" if EngagementState(state) in (EngagementState.DRAFT, *RUNNING) else labelled(state),
        due="" if usage.unplanned > 0 else _three_way(db, engagement_id, place),
        usual=_usual(meetings, zone, ending),
        span=span,
        busy=tuple(
            Busy(starts, starts + timedelta(minutes=lasts), client)
            for starts, lasts, client in (
                (datetime.fromisoformat(utc), lasts, client)
                for utc, lasts, client in db.execute(_BUSY, (coach_id, ending, yesterday))
            )
        ),
        time_off=time_off.of(db, coach_id, place.today),
        holidays=between(places, place.today, until),
    )


def _three_way(db: Connection, engagement_id: str, place: Here) -> str:
    """Return what is said of the next three-way; empty if there is none to come."""
    card = engagement.card(db, engagement_id, place.now)
    if card.three_way_on is None or card.three_way_stage is None:
        return ""
    verb = "is planned for" if card.three_way_planned else "was due" if card.three_way_on < place.today else "is due"
    return f"the three-way at the {label(card.three_way_stage)} {verb} {exact(card.three_way_on)}"


def _last(meetings: Sequence[SessionLine], zone: str, now: datetime, ending: str) -> datetime:
    """Return when the last session began, on the client's clock; without any, this morning at the usual hour."""
    begun = [one for one in meetings if one.id == ending or (one.state == SessionState.HELD and one.starts_utc <= now)]
    sessions = [one for one in begun if one.kind is SessionKind.COACHING] or begun
    today = to_wall(now, zone).date()
    if not sessions:
        return datetime.combine(today, time(DEFAULT.usual_hour))
    wall = to_wall(max(one.starts_utc for one in sessions), zone)
    # One that is held earlier than it was planned counts from the day on which it is held.
    return datetime.combine(min(wall.date(), today), wall.time())


def _usual(meetings: Sequence[SessionLine], zone: str, ending: str) -> frozenset[int]:
    """Return the weekdays of two sessions or more, the one that ends among them."""
    held = (one for one in meetings if one.id == ending or one.state is SessionState.HELD)
    days = Counter(to_wall(one.starts_utc, zone).weekday() for one in held if one.kind is SessionKind.COACHING)
    return frozenset(weekday for weekday, count in days.items() if count > 1)


def _is_coaching(one: SessionLine, state: SessionState) -> bool:
    return one.kind is SessionKind.COACHING and one.state is state
