"""Reads for a session under way: what can begin, what is open, and all that the cockpit shows beside the notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coachtui.domain.assessment import Relation
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.captured import Around, Goal, Person
from coachtui.domain.cockpit import FORM, KINDS, Beginning, Meeting, Page
from coachtui.domain.line import SessionLine
from coachtui.domain.people import Party
from coachtui.domain.wall_time import to_wall
from coachtui.store import drafts, errors
from coachtui.store.driver import Connection
from coachtui.store.reads import brief, cadence, ending, themes
from coachtui.store.reads.facts import here

_ENGAGEMENT = """
SELECT p.name, e.time_zone, e.session_minutes FROM engagement e JOIN person p ON p.id = e.client_id
WHERE e.id = ? AND e.deleted_at IS NULL
"""
_ELSEWHERE = """
SELECT DISTINCT coalesce(nullif(name, ''), 'another device') FROM draft LEFT JOIN device USING (site)
WHERE form = ? AND record = ? AND site <> (SELECT site FROM local) LIMIT 9
"""
_MEETING = """
SELECT id, engagement_id, kind, state, starts_local, time_zone, minutes, deleted_at IS NULL FROM session WHERE id = ?
"""
_PEOPLE = """
SELECT p.id, p.name, p.id = e.client_id, p.id = e.manager_id, p.id = e.sponsor_id,
    (SELECT r.relation FROM rater r JOIN feedback_round f ON f.id = r.round_id
        WHERE r.person_id = p.id AND f.engagement_id = e.id AND r.deleted_at IS NULL AND f.deleted_at IS NULL
        ORDER BY r.id DESC LIMIT 1),
    (SELECT r.relation FROM pulse_rater r JOIN pulse_round f ON f.id = r.round_id
        WHERE r.person_id = p.id AND f.engagement_id = e.id AND r.deleted_at IS NULL AND f.deleted_at IS NULL
        ORDER BY r.id DESC LIMIT 1)
FROM engagement e JOIN person p ON p.deleted_at IS NULL AND (p.id IN (e.client_id, e.manager_id, e.sponsor_id)
    OR p.id IN (SELECT r.person_id FROM rater r JOIN feedback_round f ON f.id = r.round_id
        WHERE f.engagement_id = e.id AND r.deleted_at IS NULL AND f.deleted_at IS NULL)
    OR p.id IN (SELECT r.person_id FROM pulse_rater r JOIN pulse_round f ON f.id = r.round_id
        WHERE f.engagement_id = e.id AND r.deleted_at IS NULL AND f.deleted_at IS NULL)
    OR p.id IN (SELECT f.person_id FROM feedforward f WHERE f.engagement_id = e.id AND f.deleted_at IS NULL))
WHERE e.id = ? ORDER BY p.id <> e.client_id, p.folded, p.id LIMIT 200
"""
_COACH = "SELECT c.name FROM engagement e JOIN coach c ON c.id = e.coach_id WHERE e.id = ?"
# Numbered as the screen of goals does; closed ones keep their number, and take no progress.
_GOALS = """
SELECT id, title, number, level, state FROM (
    SELECT g.id, g.title, g.state, row_number() OVER (ORDER BY g.position, g.id) AS number,
        coalesce((SELECT level FROM progress p WHERE p.goal_id = g.id AND p.level IS NOT NULL AND p.deleted_at IS NULL
            ORDER BY p.noted_on DESC, p.id DESC LIMIT 1), g.baseline) AS level
    FROM goal g WHERE g.engagement_id = ? AND g.deleted_at IS NULL
) WHERE state <> 'closed' ORDER BY number LIMIT 200
"""


def beginning(db: Connection, engagement_id: str, now: datetime, session_id: str | None = None) -> Beginning:
    """Return what a session could begin with: the one named, else today's or an unclosed one. Raises NotFound."""
    row = db.execute(_ENGAGEMENT, (engagement_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That engagement is not there any more.")
    client, zone, minutes = row
    place = here(db, now)
    meeting = cadence.session(db, session_id) if session_id else _first(db, engagement_id, now)
    elsewhere = db.execute(_ELSEWHERE, (FORM, meeting.id)).fetchall() if meeting else ()
    return Beginning(engagement_id, client, zone, minutes, place.today, meeting, tuple(name for (name,) in elsewhere))


def page(db: Connection, session_id: str, now: datetime, began: datetime) -> Page:
    """Return what the cockpit shows of a session that `began` then. Raises NotFound when it was removed for good."""
    row = db.execute(_MEETING, (session_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That session was removed.")
    engagement_id, is_there = row[1], bool(row[-1])
    line = cadence.line(db, engagement_id) if is_there else ()
    place = here(db, began)
    unsaved = drafts.load(db, cadence.NOTES_DRAFT, session_id) or {}
    return Page(
        meeting=Meeting(
            id=row[0],
            engagement_id=engagement_id,
            kind=SessionKind(row[2]),
            state=SessionState(row[3]),
            starts_local=datetime.fromisoformat(row[4]),
            time_zone=row[5],
            minutes=row[6],
            number=next((found.number for found in line if found.id == session_id), None),
        ),
        client=db.execute(
            "SELECT name FROM person JOIN engagement e ON e.client_id = person.id WHERE e.id = ?", (engagement_id,)
        ).fetchone()[0],
        around=Around(tuple(_people(db, engagement_id)), tuple(_goals(db, engagement_id)), place.today),
        brief=brief.brief(db, engagement_id, now, session_id=session_id),
        themes=themes.counts(db, engagement_id, before=session_id),
        note=cadence.note(db, session_id),
        unsaved=unsaved.get("notes"),
        summary=unsaved.get("summary", ""),
        draft=drafts.load(db, FORM, session_id) or ending.kept(db, session_id),
        is_there=is_there,
    )


def _first(db: Connection, engagement_id: str, now: datetime) -> SessionLine | None:
    """Return the planned session that comes first: today's, else the latest that is over, else the next."""
    planned = [
        one for one in cadence.line(db, engagement_id) if one.state is SessionState.PLANNED and one.kind in KINDS
    ]
    today = here(db, now).today
    zone = here(db, now).zone

    def order(one: SessionLine) -> tuple[int, float]:
        is_today = to_wall(one.starts_utc, zone).date() == today
        return 0 if is_today else 1 if one.starts_utc <= now else 2, abs((one.starts_utc - now).total_seconds())

    return min(planned, key=order, default=None)


def _people(db: Connection, engagement_id: str) -> Iterator[Person]:
    for id, name, is_client, is_manager, is_sponsor, rated_as, asked_as in db.execute(_PEOPLE, (engagement_id,)):
        if is_client:
            yield Person(id, name, Party.CLIENT, Relation.SELF)
        elif is_manager:
            yield Person(id, name, Party.MANAGER, Relation.MANAGER)
        else:
            relation = rated_as or asked_as
            party = Party.SPONSOR if is_sponsor else None
            yield Person(id, name, party, Relation(relation) if relation else None)
    for (name,) in db.execute(_COACH, (engagement_id,)):
        yield Person("", name, Party.COACH)


def _goals(db: Connection, engagement_id: str) -> Iterator[Goal]:
    for id, title, number, level, _ in db.execute(_GOALS, (engagement_id,)):
        yield Goal(id, title, number, level)
