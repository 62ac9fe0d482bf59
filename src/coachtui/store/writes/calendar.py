"""Writes what an import of a calendar comes to as one action: sessions, their events, and what the coach answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from sqlmodel import Session as Db

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.calendar import OWN_UID, WRITTEN, Answer, LinkDraft, Step, StepKind
from coachtui.domain.drafts import refuse
from coachtui.domain.ids import natural_id
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import calendar as reads
from coachtui.store.tables.cadence import Session
from coachtui.store.tables.calendar import CalendarEvent, CalendarMatch
from coachtui.store.writes.cadence import planned, put_columns
from coachtui.store.writes.rows import live, put

_ENDS = (StepKind.MOVED, StepKind.LENGTH, StepKind.CANCELLED)


def take_in(practice: Practice, steps: Sequence[Step], answers: Iterable[Answer], words: str) -> None:
    """Write what a calendar comes to, all of it or nothing. Raises Invalid, NotFound, Refused.

    Refused when one of the sessions was closed or moved since the file was read.
    """
    written = [step for step in steps if step.kind in WRITTEN]
    about = {step.engagement_id for step in written}
    with practice.action(words, about=about.pop() if len(about) == 1 else None) as db:
        for step in written:
            session_id = _write(practice, db, step)
            if step.link:
                _remember(db, step.link, session_id)
        for answer in answers:
            _remember_answer(practice, db, answer)


def _write(practice: Practice, db: Db, step: Step) -> str:
    """Write what becomes of a session and return its id, or the new one's."""
    if step.kind is StepKind.NEW:
        assert step.draft is not None
        return _make(practice, db, step.draft, step.link)
    session = live(db, Session, step.session_id)
    if step.kind in _ENDS and session.state != SessionState.PLANNED:
        raise errors.Refused(
            "Since the file was read, one of its sessions was closed or moved here. Nothing was changed. "
            "Read the file again."
        )
    if step.kind is StepKind.MOVED:
        assert step.draft is not None
        stage = Stage(session.stage) if session.stage else None
        draft = step.draft._replace(kind=SessionKind(session.kind), stage=stage)
        if step.link and step.link.uid == f"{session.id}{OWN_UID}":
            # The event that coachtui wrote is known by its session, so that stays the same.
            refuse(draft.problems())
            put_columns(session, draft)
            db.flush()
            return session.id
        new_id = _make(practice, db, draft, step.link, session.series_id)
        session.state, session.moved_to_id = SessionState.RESCHEDULED, new_id
        return new_id
    if step.kind is StepKind.LENGTH:
        assert step.draft is not None
        refuse(step.draft.problems())
        session.minutes = step.draft.minutes
    elif step.kind is StepKind.CANCELLED:
        session.state, session.cancelled_at = SessionState.CANCELLED, practice.clock()
    db.flush()
    return session.id


def _make(practice: Practice, db: Db, draft: SessionDraft, link: LinkDraft | None, series_id: str | None = None) -> str:
    """Store a session under the id that any device gives it that takes the same event in."""
    refuse(draft.problems())
    session = planned(practice, draft, series_id)
    if link is not None:
        event = (link.uid, link.recurrence, f"{session.starts_utc:%Y%m%dT%H%M}")
        keys = (natural_id("session of a calendar", draft.engagement_id, *event, number) for number in count())
        session.id = next(key for key in keys if db.get(Session, key) is None)
    db.add(session)
    db.flush()
    return session.id


def _remember(db: Db, link: LinkDraft, session_id: str) -> None:
    values = {**link._asdict(), "session_id": session_id}
    values.pop("id")
    key = link.id or natural_id("event of a calendar", link.source, link.uid, link.recurrence)
    put(db, CalendarEvent, key, **values)
    db.flush()


def _remember_answer(practice: Practice, db: Db, answer: Answer) -> None:
    digest = reads.remembered(practice.db, practice.db_id).digest(answer.words)
    key = natural_id("answer about a calendar", digest)
    # Of what is nobody's engagement no word is kept.
    words = answer.words if answer.engagement_id else ""
    put(db, CalendarMatch, key, engagement_id=answer.engagement_id, digest=digest, words=words)
    db.flush()
