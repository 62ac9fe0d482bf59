"""Reads of what is written into a calendar: sessions with how often and when they were changed, and days off."""

from __future__ import annotations

from datetime import date, datetime

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.calendar_out import OffEvent, Outgoing, SessionEvent
from coachtui.store.changelog import moment
from coachtui.store.driver import Connection

MOST = 20_000
"""Events in one calendar: more than forty years of a coach."""

# A change counts once for each action, whatever it did to the row: so each device counts the same.
_CHANGES = """
    (SELECT stamp FROM record r JOIN action a ON a.n = r.born WHERE r.tbl = '{table}' AND r.row = {row}),
    (SELECT max(a.stamp) FROM record r JOIN change c ON c.record = r.n JOIN action a ON a.n = c.action
        WHERE r.tbl = '{table}' AND r.row = {row} AND c.col IN ({columns})),
    (SELECT count(DISTINCT c.action) FROM record r JOIN change c ON c.record = r.n
        WHERE r.tbl = '{table}' AND r.row = {row} AND c.col IN ({columns}))
"""
CHANGES_OF_SESSION = _CHANGES.format(
    table="session",
    row="s.id",
    columns="'starts_local', 'time_zone', 'starts_utc', 'minutes', 'state', 'deleted_at'",
)
_OF_TIME_OFF = _CHANGES.format(table="time_off", row="t.id", columns="'from_on', 'until_on', 'deleted_at'")

_SESSIONS = f"""
SELECT s.id, s.kind, s.state, s.starts_local, s.time_zone, s.minutes, s.deleted_at IS NOT NULL, e.code, p.name,
    {CHANGES_OF_SESSION}
FROM session s JOIN engagement e ON e.id = s.engagement_id JOIN person p ON p.id = e.client_id
WHERE e.deleted_at IS NULL
    AND (e.id = :engagement OR (:engagement = '' AND e.coach_id = (SELECT owner_coach_id FROM practice)))
    AND substr(s.starts_local, 1, 10) BETWEEN :first AND :last
    AND (:taken OR NOT EXISTS (SELECT 1 FROM calendar_event c WHERE c.session_id = s.id AND c.deleted_at IS NULL
        AND c.uid NOT LIKE '%@coachtui'))
ORDER BY s.starts_utc, s.id LIMIT {MOST}
"""
_TIME_OFF = f"""
SELECT t.id, t.from_on, t.until_on, t.deleted_at IS NOT NULL, {_OF_TIME_OFF}
FROM time_off t WHERE t.coach_id = (SELECT owner_coach_id FROM practice) AND t.until_on >= :first AND t.from_on <= :last
ORDER BY t.from_on, t.id LIMIT {MOST}
"""


def outgoing(
    db: Connection,
    first: date,
    last: date = date.max,
    *,
    engagement_id: str = "",
    taken: bool = False,
    time_off: bool = False,
) -> Outgoing:
    """Return what a calendar is told of these days, both included, on the clock of each session.

    All sessions of the practice's owner, or those of one engagement; those `taken` from a calendar only if asked for,
    since they are in it. What was cancelled, moved or binned is among them: a calendar may still have it.
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    rows = db.execute(_SESSIONS, days | {"engagement": engagement_id, "taken": taken})
    sessions = tuple(
        SessionEvent(
            row[0],
            SessionKind(row[1]),
            SessionState(row[2]),
            datetime.fromisoformat(row[3]),
            row[4],
            row[5],
            bool(row[6]),
            row[7],
            row[8],
            moment(row[9]),
            moment(row[10] or row[9]),
            row[11],
        )
        for row in rows
    )
    off = tuple(
        OffEvent(
            row[0],
            date.fromisoformat(row[1]),
            date.fromisoformat(row[2]),
            bool(row[3]),
            moment(row[4]),
            moment(row[5] or row[4]),
            row[6],
        )
        for row in (db.execute(_TIME_OFF, days) if time_off else ())
    )
    return Outgoing(sessions, off)
