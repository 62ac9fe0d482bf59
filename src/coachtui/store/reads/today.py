"""The one reader of Today, for screen and command line alike: the owner coach's day, week and needs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachtui.domain.assessment import Stage
from coachtui.domain.attention import attention
from coachtui.domain.brief import Brief
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.today import AgendaItem, Counts, Today, WeekDay
from coachtui.domain.wall_time import city
from coachtui.domain.words import clock, weekday
from coachtui.store.driver import Connection
from coachtui.store.reads.brief import brief
from coachtui.store.reads.columns import utc
from coachtui.store.reads.facts import Here, standings
from coachtui.store.reads.people import owner

NEEDS_SHOWN = 40
CLIENTS_A_DAY = 6
WEEK = 7
"""How many days ahead, today not among them, "this week" looks."""

_SESSIONS = """
SELECT s.id, s.engagement_id, p.name, s.starts_utc, s.minutes, s.kind, s.state, s.stage, e.allocation, e.unit,
    s.starts_local, s.time_zone,
    CASE WHEN s.kind = 'coaching' THEN (
        SELECT count(*) FROM session b WHERE b.engagement_id = s.engagement_id AND b.kind = 'coaching'
            AND b.deleted_at IS NULL AND b.starts_utc <= s.starts_utc
            AND (b.state IN ('held', 'planned') OR (b.state IN ('late_cancelled', 'no_show') AND e.notice_counts))
    ) END
FROM engagement e JOIN session s ON s.engagement_id = e.id JOIN person p ON p.id = e.client_id
WHERE e.coach_id = ? AND e.deleted_at IS NULL AND s.deleted_at IS NULL
    AND s.starts_utc >= ? AND s.starts_utc < ? AND s.state IN ('planned', 'held', 'no_show', 'late_cancelled')
ORDER BY s.starts_utc, s.id LIMIT 200
"""
_RUNNING = """
SELECT id FROM engagement WHERE coach_id = ? AND deleted_at IS NULL AND state IN ('active', 'paused', 'draft') LIMIT 500
"""
_COUNTS = "SELECT state, count(*) FROM engagement WHERE coach_id = ? AND deleted_at IS NULL GROUP BY state"


def today(db: Connection, now: datetime, rules: Rules = DEFAULT) -> Today:
    """Return all that Today shows at this moment, on the owner coach's own clock."""
    coach = owner(db)
    place = Here(now, coach.detail)
    sessions = _sessions(db, coach.id, place)
    ids = [row[0] for row in db.execute(_RUNNING, (coach.id,))]
    stand = standings(db, ids, place, rules)
    needs = attention((one.facts for one in stand), place.today, rules=rules)
    return Today(
        date=place.today,
        coach_id=coach.id,
        coach=coach.name,
        agenda=tuple(item for item in sessions if item.starts_local.date() == place.today),
        week=_week(sessions, place.today),
        needs=needs[:NEEDS_SHOWN],
        needs_more=max(0, len(needs) - NEEDS_SHOWN),
        brief=_next_brief(db, sessions, now, rules),
        counts=_counts(db, coach.id, sum(one.facts.planned_ahead for one in stand)),
    )


def _sessions(db: Connection, coach_id: str, place: Here) -> list[AgendaItem]:
    zone = ZoneInfo(place.zone)
    first = datetime.combine(place.today, time(), zone)
    last = datetime.combine(place.today + timedelta(days=WEEK + 1), time(), zone)
    return [
        AgendaItem(
            session_id=row[0],
            engagement_id=row[1],
            client=row[2],
            starts_local=place.wall(row[3]),
            time_zone=place.zone,
            starts_utc=datetime.fromisoformat(row[3]),
            minutes=row[4],
            kind=SessionKind(row[5]),
            state=SessionState(row[6]),
            stage=Stage(row[7]) if row[7] else None,
            allocation=row[8],
            unit=AllocationUnit(row[9]),
            there=_there(place.wall(row[3]), datetime.fromisoformat(row[10]), row[11]),
            number=row[12],
        )
        for row in db.execute(_SESSIONS, (coach_id, utc(first), utc(last)))
    ]


def _there(own: datetime, wall: datetime, zone: str) -> str:
    if own == wall:
        return ""
    day = "" if own.date() == wall.date() else f"{weekday(wall)} "
    return f"{day}{clock(wall)} {city(zone)}"


def _week(sessions: list[AgendaItem], day: date) -> tuple[WeekDay, ...]:
    by_day: dict[date, list[str]] = {}
    for item in sessions:
        if item.starts_local.date() > day and item.state is SessionState.PLANNED:
            by_day.setdefault(item.starts_local.date(), []).append(item.client)
    return tuple(
        WeekDay(when, tuple(clients[:CLIENTS_A_DAY]), max(0, len(clients) - CLIENTS_A_DAY))
        for when, clients in by_day.items()
    )


def _next_brief(db: Connection, sessions: list[AgendaItem], now: datetime, rules: Rules) -> Brief | None:
    """Return the brief of the next session that is not over, today's before the week's."""
    for item in sessions:
        if item.state is SessionState.PLANNED and item.starts_utc + timedelta(minutes=item.minutes) > now:
            return brief(db, item.engagement_id, now, rules, session_id=item.session_id)
    return None


def _counts(db: Connection, coach_id: str, planned: int) -> Counts:
    found = {EngagementState(state): count for state, count in db.execute(_COUNTS, (coach_id,))}
    ended = (EngagementState.COMPLETED, EngagementState.DISCONTINUED, EngagementState.CANCELLED)
    return Counts(
        active=found.get(EngagementState.ACTIVE, 0),
        paused=found.get(EngagementState.PAUSED, 0),
        draft=found.get(EngagementState.DRAFT, 0),
        ended=sum(found.get(state, 0) for state in ended),
        planned=planned,
    )
