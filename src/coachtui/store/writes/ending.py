"""The write that ends a session: all that was captured, as one action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from sqlmodel import Session as Db
from sqlmodel import col, select

from coachtui.domain.cadence import CommitmentState, SessionState
from coachtui.domain.cockpit import FORM
from coachtui.domain.drafts import Problem, refuse
from coachtui.domain.ending import Ending, whole_summary
from coachtui.domain.goals import GoalState, ProgressDraft
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT
from coachtui.domain.themes import key
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.store import drafts, errors
from coachtui.store.practice import Practice
from coachtui.store.reads import ending as reads
from coachtui.store.reads.facts import here
from coachtui.store.tables.cadence import Commitment, Session, SessionLane, SessionNote, SessionSummary, Theme
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.goals import Feedforward, Goal, Progress, ProgressEvidence
from coachtui.store.tables.people import Person
from coachtui.store.writes import cadence, progress
from coachtui.store.writes.goal_rows import told
from coachtui.store.writes.overwriting import keep_theirs
from coachtui.store.writes.rows import put, say

P = TypeVar("P", SessionLane, Commitment, Progress, Feedforward, Theme)


def end(practice: Practice, ending: Ending) -> str:
    """Record a session as held with all that was captured in it; return the id of the session that is held.

    What stands in the session already (it was recorded elsewhere meanwhile) is not recorded twice; notes written
    elsewhere since it began are kept as a conflict. A session in the bin is taken out; one that was moved, or that lies
    ahead, is left to its slot, and what was held becomes a session of its own. The draft of the cockpit is laid by.
    Raises Invalid, NotFound.
    """
    refuse(ending.problems())
    with practice.action("") as db:
        session = _to_hold(practice, db, ending)
        engagement_id = session.engagement_id
        cadence.close_as_held(practice, session, ending.held_minutes)
        _record_lanes(practice, db, session.id, ending)
        _record_texts(practice, db, session.id, ending)
        _record_commitments(practice, db, session, ending)
        _record_progress(practice, db, session.id, ending)
        _record_feedforward(practice, db, session, ending)
        _record_themes(practice, db, session.id, ending.themes)
        _settle(practice, db, engagement_id, ending)
        if ending.next is not None:
            cadence.make(practice, db, ending.next._replace(engagement_id=engagement_id))
        db.flush()
        drafts.end_within(practice.db, FORM, ending.session_id)
        say(db, f"held the {cadence.what(db, session)}", about=engagement_id)
        return session.id


def _to_hold(practice: Practice, db: Db, ending: Ending) -> Session:
    """Return the session that becomes held: the one of the cockpit, or another if that one is elsewhere by now."""
    session = db.get(Session, ending.session_id)
    if session is None:
        raise errors.NotFound("This session was removed for good. Copy what you need of your notes.")
    engagement = db.get(Engagement, session.engagement_id)
    if engagement is None or engagement.deleted_at is not None:
        raise errors.NotFound(
            "The engagement was put in the bin meanwhile. Take it out again, and end the session then; "
            "what you typed is kept."
        )
    session.deleted_at = None
    is_ahead = session.starts_utc - practice.clock() > timedelta(hours=DEFAULT.early_hours)
    if session.state == SessionState.HELD or not (is_ahead or session.state == SessionState.RESCHEDULED):
        return session
    wall = to_wall(ending.started, session.time_zone).replace(second=0, microsecond=0)
    own = Session(
        id=practice.new_id(),
        engagement_id=session.engagement_id,
        series_id=session.series_id,
        kind=session.kind,
        stage=session.stage,
        starts_local=wall,
        time_zone=session.time_zone,
        starts_utc=to_utc(wall, session.time_zone),
        minutes=session.minutes,
        paid=session.paid,
        group_size=session.group_size,
    )
    db.add(own)
    db.flush()
    if session.state == SessionState.PLANNED:
        session.state, session.moved_to_id = SessionState.RESCHEDULED, own.id
    return own


def _record_lanes(practice: Practice, db: Db, session_id: str, ending: Ending) -> None:
    there = {row.lane: row for row in _live(db, SessionLane, session_id)}
    for lane, seconds in ending.lanes.items():
        if lane in there:
            there[lane].seconds = seconds
        else:
            db.add(SessionLane(id=practice.new_id(), session_id=session_id, lane=lane, seconds=seconds))


def _record_texts(practice: Practice, db: Db, session_id: str, ending: Ending) -> None:
    written_elsewhere = reads.theirs(practice.db, session_id, ending.started, ending.notes)
    if ending.notes or db.get(SessionNote, session_id) is not None:
        put(db, SessionNote, session_id, body=ending.notes)
    keep_theirs(practice, db, written_elsewhere)
    if ending.summary:
        stored = db.get(SessionSummary, session_id)
        before = stored.body if stored is not None and stored.deleted_at is None else ""
        put(db, SessionSummary, session_id, body=whole_summary(before, ending.summary))


def _record_commitments(practice: Practice, db: Db, session: Session, ending: Ending) -> None:
    there = {(row.owner, row.body, row.due_on) for row in _live(db, Commitment, session.id)}
    for fresh, item in zip(_keys(practice, len(ending.commitments)), ending.commitments, strict=True):
        due_on = ending.due(item)
        if (item.owner, item.text, due_on) not in there:
            db.add(
                Commitment(
                    id=fresh,
                    engagement_id=session.engagement_id,
                    session_id=session.id,
                    owner=item.owner,
                    body=item.text,
                    made_on=ending.held_on,
                    due_on=due_on,
                )
            )


def _record_progress(practice: Practice, db: Db, session_id: str, ending: Ending) -> None:
    there = {
        (row.goal_id, row.level, row.percent, evidence.body if evidence else "")
        for row in _live(db, Progress, session_id)
        for evidence in (db.get(ProgressEvidence, row.id),)
    }
    for fresh, item in zip(_keys(practice, len(ending.progress)), ending.progress, strict=True):
        if (item.goal_id, item.level, item.percent, item.evidence) in there:
            continue
        draft = ProgressDraft(
            item.goal_id,
            ending.held_on,
            Party.COACH,
            level=item.level,
            percent=item.percent,
            evidence=item.evidence,
            session_id=session_id,
        )
        progress.make_entry(practice, db, _open_goal(db, item.goal_id), draft, key=fresh)


def _open_goal(db: Db, goal_id: str) -> Goal:
    goal = db.get(Goal, goal_id)
    if goal is None or goal.deleted_at is not None:
        refuse((Problem("progress", "A goal that a line names is not there any more. Change that line."),))
    assert goal is not None
    if goal.state == GoalState.CLOSED:
        refuse((Problem("progress", f"The goal “{told(goal.title)}” is closed. Reopen it, or change its line."),))
    return goal


def _record_feedforward(practice: Practice, db: Db, session: Session, ending: Ending) -> None:
    there = {(row.person_id, row.relation, row.body) for row in _live(db, Feedforward, session.id)}
    for fresh, item in zip(_keys(practice, len(ending.feedforward)), ending.feedforward, strict=True):
        if (item.person_id, item.relation, item.text) in there:
            continue
        db.add(
            Feedforward(
                id=fresh,
                engagement_id=session.engagement_id,
                session_id=session.id,
                relation=item.relation,
                given_on=ending.held_on,
                body=item.text,
                person_id=item.person_id if item.person_id and db.get(Person, item.person_id) else None,
            )
        )


def _record_themes(practice: Practice, db: Db, session_id: str, themes: Iterable[str]) -> None:
    there = {key(row.word) for row in _live(db, Theme, session_id)}
    for word in themes:
        if key(word) not in there:
            db.add(Theme(id=practice.new_id(), session_id=session_id, word=word))


def _settle(practice: Practice, db: Db, engagement_id: str, ending: Ending) -> None:
    """Close the commitments that were answered; what was closed elsewhere meanwhile stays as it is."""
    today = here(practice.db, practice.clock()).today
    for commitment_id, state in ending.settled.items():
        row = db.get(Commitment, commitment_id)
        if row is None or row.deleted_at is not None or row.engagement_id != engagement_id:
            continue
        if row.state == CommitmentState.OPEN and state is not CommitmentState.OPEN:
            row.state, row.closed_on = state, today


def _keys(practice: Practice, count: int) -> list[str]:
    """Return fresh keys that sort in the order in which what they name was said."""
    return sorted(practice.new_id() for _ in range(count))


def _live(db: Db, table: type[P], session_id: str) -> list[P]:
    return list(db.exec(select(table).where(col(table.session_id) == session_id, col(table.deleted_at).is_(None))))
