"""Reads of what an import of a calendar is compared with: engagements, their sessions, and what was taken before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coachtui.domain.cadence import SessionState
from coachtui.domain.calendar import Engaged, Linked, SessionNow
from coachtui.domain.calendar_matching import Answers, Roster
from coachtui.domain.calendar_planning import Stored
from coachtui.domain.engagement import RUNNING
from coachtui.store.driver import Connection
from coachtui.store.reads.calendar_out import CHANGES_OF_SESSION
from coachtui.store.reads.columns import day

MOST = 1_000_000
"""Rows of one kind that are looked at: more than any practice holds."""

_ENGAGED = """
SELECT e.id, e.code, e.client_id, c.name, lower(trim(coalesce(c.email, ''))), coalesce(m.name, ''),
    lower(trim(coalesce(m.email, ''))), lower(trim(coalesce(s.email, ''))), e.starts_on,
    CASE WHEN e.ended_on IS NULL THEN e.ends_on ELSE min(e.ended_on, coalesce(e.ends_on, e.ended_on)) END,
    e.state, e.time_zone, e.session_minutes
FROM engagement e JOIN person c ON c.id = e.client_id
LEFT JOIN person m ON m.id = e.manager_id AND m.deleted_at IS NULL
LEFT JOIN person s ON s.id = e.sponsor_id AND s.deleted_at IS NULL
WHERE e.deleted_at IS NULL AND c.deleted_at IS NULL AND e.state <> 'cancelled' ORDER BY e.code, e.id LIMIT ?
"""
_SESSIONS = """
SELECT x.id, x.engagement_id, c.name, e.code, x.state, x.starts_local, x.time_zone, x.starts_utc, x.minutes,
    x.moved_to_id, x.deleted_at IS NOT NULL
FROM session x JOIN engagement e ON e.id = x.engagement_id JOIN person c ON c.id = e.client_id
WHERE e.deleted_at IS NULL ORDER BY x.starts_utc, x.id LIMIT ?
"""
_LINKS = """
SELECT id, session_id, source, uid, recurrence, sequence, digest, kept FROM calendar_event
WHERE deleted_at IS NULL ORDER BY id LIMIT ?
"""


def roster(db: Connection) -> Roster:
    """Return the engagements that events can belong to, and who the coach is."""
    rows = db.execute(_ENGAGED, (MOST,))
    engaged = [
        Engaged._make((*row[:8], day(row[8]), day(row[9]), row[10] in RUNNING, *row[11:])) for row in rows
    ]  # fmt: skip
    coach, address = db.execute(
        "SELECT c.name, lower(trim(coalesce(c.email, ''))) FROM practice p JOIN coach c ON c.id = p.owner_coach_id"
    ).fetchone() or ("", "")
    return Roster(engaged, coach, filter(None, (address,)))


def stored(db: Connection) -> Stored:
    """Return the sessions that are here, those in the bin among them, and the events they were taken from."""
    sessions = (
        SessionNow._make(
            (
                *row[:4],
                SessionState(row[4]),
                datetime.fromisoformat(row[5]),
                row[6],
                datetime.fromisoformat(row[7]),
                *row[8:10],
                bool(row[10]),
            )
        )
        for row in db.execute(_SESSIONS, (MOST,))
    )
    links = (Linked._make((*row[:7], bool(row[7]))) for row in db.execute(_LINKS, (MOST,)))
    return Stored(sessions, links)


def changes(db: Connection, session_ids: Iterable[str]) -> dict[str, int]:
    """Return how often each of these sessions was changed: the SEQUENCE that its event has in a calendar of ours."""
    sql = f"SELECT s.id, {CHANGES_OF_SESSION} FROM session s WHERE s.id = ?"
    rows = (db.execute(sql, (session_id,)).fetchone() for session_id in session_ids)
    return {row[0]: row[-1] for row in rows if row}


def known_uids(db: Connection) -> frozenset[str]:
    """Return the UIDs of the events from which sessions were taken."""
    rows = db.execute("SELECT DISTINCT uid FROM calendar_event WHERE deleted_at IS NULL LIMIT ?", (MOST,))
    return frozenset(row[0] for row in rows)


def remembered(db: Connection, key: str) -> Answers:
    """Return what the coach answered before; `key` is the practice's id."""
    rows = db.execute("SELECT digest, engagement_id FROM calendar_match WHERE deleted_at IS NULL LIMIT ?", (MOST,))
    return Answers(key, dict(rows.fetchall()))
