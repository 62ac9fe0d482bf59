"""Writes about sessions, what was written in them, and commitments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from coachtui.domain.cadence import (
    CommitmentDraft,
    CommitmentState,
    SessionDraft,
    SessionKind,
    SessionNoteDraft,
    SessionState,
    cancelled_state,
    check_outcome,
    check_session_move,
)
from coachtui.domain.drafts import Problem, gather, refuse, within
from coachtui.domain.underneath import Change
from coachtui.domain.words import clock, exact, label
from coachtui.store import drafts
from coachtui.store.practice import Practice
from coachtui.store.reads.cadence import NOTES_DRAFT
from coachtui.store.reads.facts import here
from coachtui.store.tables.cadence import Commitment, Session, SessionNote, SessionSummary
from coachtui.store.tables.engagement import Engagement
from coachtui.store.tables.people import Person
from coachtui.store.writes.overwriting import keep_theirs
from coachtui.store.writes.rows import R, live, put, say


def plan(practice: Practice, draft: SessionDraft) -> str:
    """Store a planned session and return its id. Raises Invalid, NotFound."""
    with practice.action("", about=draft.engagement_id) as db:
        session = make(practice, db, draft)
        say(db, f"planned a {what(db, session)}")
        return session.id


def make(practice: Practice, db: Db, draft: SessionDraft) -> Session:
    """Store a planned session within an open action. Raises Invalid."""
    refuse(draft.problems())
    session = planned(practice, draft)
    db.add(session)
    db.flush()
    return session


def edit(
    practice: Practice,
    session_id: str,
    draft: SessionDraft,
    became: SessionState | None = None,
    held_minutes: int | None = None,
) -> None:
    """Correct what a session is, and what became of it, without a trace of a move. Raises Invalid, NotFound.

    `held_minutes` is how long it took, if it was held; the planned length if not told.
    """
    refuse((*draft.problems(), *_length(held_minutes)))
    with practice.action("", about=draft.engagement_id) as db:
        session = live(db, Session, session_id)
        old = SessionState(session.state)
        if old is SessionState.RESCHEDULED:
            refuse(gather(check_session_move(old, SessionState.HELD)))
        put_columns(session, draft)
        became = became or old
        if became is not old:
            refuse(gather(_refused(practice, session, became)))
        elif became is not SessionState.PLANNED:
            # What happened can't be moved into the future either.
            refuse(gather(check_outcome(became, session.starts_utc, practice.clock())))
        _become(practice, session, became, held_minutes)
        say(db, f"edited the {what(db, session)}")


def hold(practice: Practice, session_id: str, minutes: int | None = None) -> None:
    """Close a session as held, for as long as it took (planned length if not told). Raises Invalid, NotFound."""
    refuse(_length(minutes))
    _close(practice, session_id, SessionState.HELD, "held", minutes=minutes)


def no_show(practice: Practice, session_id: str) -> None:
    """Close a session as one to which the client did not come. Raises Invalid, NotFound."""
    _close(practice, session_id, SessionState.NO_SHOW, "marked as no-show")


def cancel(practice: Practice, session_id: str, at: datetime) -> SessionState:
    """Cancel a session at a moment; within the notice agreed it is a late cancellation. Return which it became."""
    with practice.action("") as db:
        session = live(db, Session, session_id)
        engagement = live(db, Engagement, session.engagement_id)
        became = cancelled_state(at, session.starts_utc, engagement.notice_hours)
        refuse(gather(check_session_move(SessionState(session.state), became)))
        _become(practice, session, became, at=at)
        late = "late " if became is SessionState.LATE_CANCELLED else ""
        say(db, f"cancelled {late}the {what(db, session)}", about=session.engagement_id)
    return became


def correct(practice: Practice, session_id: str, to: SessionState) -> None:
    """Put right what became of a session. Raises Invalid when that makes no sense, NotFound."""
    _close(practice, session_id, to, f"recorded as {label(to)}:")


def move(practice: Practice, session_id: str, draft: SessionDraft) -> str:
    """Move a session: the old slot stays, linked to the new one, whose id is returned. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action("", about=draft.engagement_id) as db:
        old = live(db, Session, session_id)
        refuse(gather(check_session_move(SessionState(old.state), SessionState.RESCHEDULED)))
        new = planned(practice, draft, old.series_id)
        db.add(new)
        db.flush()
        old.state, old.moved_to_id = SessionState.RESCHEDULED, new.id
        say(db, f"moved the {what(db, old)} to {exact(new.starts_local.date())} {clock(new.starts_local)}")
        return new.id


def write_texts(
    practice: Practice, session_id: str, texts: SessionNoteDraft, *, released: bool, theirs: Sequence[Change] = ()
) -> None:
    """Store both texts of a session as one action, and forget what was typed of them. Raises Invalid, NotFound.

    `theirs` is what was written elsewhere while these were typed: it is kept as conflicts.
    """
    refuse(texts.problems())
    with practice.action("") as db:
        session = live(db, Session, session_id)
        _put_text(db, SessionNote, session_id, body=texts.notes)
        _put_text(db, SessionSummary, session_id, body=texts.summary, released=released)
        keep_theirs(practice, db, theirs)
        say(db, f"wrote the notes of the {what(db, session)}", about=session.engagement_id)
        drafts.discard_within(practice.db, NOTES_DRAFT, session_id)


def commit(practice: Practice, draft: CommitmentDraft) -> str:
    """Store a commitment and return its id. Raises Invalid."""
    refuse(draft.problems())
    with practice.action("", about=draft.engagement_id) as db:
        commitment = Commitment(
            id=practice.new_id(),
            engagement_id=draft.engagement_id,
            session_id=draft.session_id,
            owner=draft.owner,
            body=draft.text,
            made_on=here(practice.db, practice.clock()).today,
            due_on=draft.due_on,
        )
        db.add(commitment)
        db.flush()
        say(db, f"noted a commitment with {client_of(db, draft.engagement_id)}")
        return commitment.id


def edit_commitment(practice: Practice, commitment_id: str, draft: CommitmentDraft) -> None:
    """Store what changed about a commitment. Raises Invalid, NotFound."""
    refuse(draft.problems())
    with practice.action("", about=draft.engagement_id) as db:
        commitment = live(db, Commitment, commitment_id)
        commitment.owner, commitment.body, commitment.due_on = draft.owner, draft.text, draft.due_on
        say(db, f"edited a commitment with {client_of(db, draft.engagement_id)}")


def settle(practice: Practice, commitment_id: str, to: CommitmentState) -> None:
    """Close a commitment as done or dropped, or open it again. Raises NotFound."""
    with practice.action("") as db:
        commitment = live(db, Commitment, commitment_id)
        commitment.state = to
        commitment.closed_on = None if to is CommitmentState.OPEN else here(practice.db, practice.clock()).today
        words = {"open": "reopened", "done": "ticked off", "dropped": "dropped"}[to]
        client = client_of(db, commitment.engagement_id)
        say(db, f"{words} a commitment with {client}", about=commitment.engagement_id)


def close_as_held(practice: Practice, session: Session, minutes: int) -> None:
    """Close a session as held for so long within an open action, or correct its length if it was. Raises Invalid."""
    refuse(_length(minutes))
    if session.state != SessionState.HELD:
        refuse(gather(_refused(practice, session, SessionState.HELD)))
    _become(practice, session, SessionState.HELD, minutes)


def _close(practice: Practice, session_id: str, to: SessionState, verb: str, minutes: int | None = None) -> None:
    with practice.action("") as db:
        session = live(db, Session, session_id)
        refuse(gather(_refused(practice, session, to)))
        _become(practice, session, to, minutes)
        say(db, f"{verb} the {what(db, session)}", about=session.engagement_id)


def _become(
    practice: Practice, session: Session, to: SessionState, minutes: int | None = None, *, at: datetime | None = None
) -> None:
    """Give a session its outcome with what belongs to it: how long it took, or when it was cancelled."""
    cancelled = to in (SessionState.CANCELLED, SessionState.LATE_CANCELLED)
    session.state = to
    session.held_minutes = (minutes or session.minutes) if to is SessionState.HELD else None
    session.cancelled_at = (at or session.cancelled_at or practice.clock()) if cancelled else None


def _refused(practice: Practice, session: Session, to: SessionState) -> Problem | None:
    return check_session_move(SessionState(session.state), to, starts_utc=session.starts_utc, now=practice.clock())


def _length(minutes: int | None) -> tuple[Problem, ...]:
    return gather(within("held_minutes", minutes, 1, 1440, "The length", "minutes"))


def _put_text(db: Db, table: type[R], session_id: str, **values: object) -> None:
    # A session without a text needs no row for it.
    if any(values.values()) or db.get(table, session_id) is not None:
        put(db, table, session_id, **values)


def planned(practice: Practice, draft: SessionDraft, series_id: str | None = None) -> Session:
    """Return a planned session, not stored yet."""
    return Session(
        id=practice.new_id(), engagement_id=draft.engagement_id, series_id=series_id, **_columns(draft.settled())
    )


def put_columns(session: Session, draft: SessionDraft) -> None:
    """Give a stored session the time, length and kind of a draft."""
    for name, value in _columns(draft.settled()).items():
        setattr(session, name, value)


def _columns(draft: SessionDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "stage": draft.stage,
        "starts_local": draft.starts_local,
        "time_zone": draft.time_zone,
        "starts_utc": draft.starts_utc(),
        "minutes": draft.minutes,
    }


def what(db: Db, session: Session) -> str:
    """Return a session in words for the log: "three-way with Dana Okafor on Thu 3 Dec 2026"."""
    kind = "session" if session.kind == SessionKind.COACHING else label(SessionKind(session.kind))
    return f"{kind} with {client_of(db, session.engagement_id)} on {exact(session.starts_local.date())}"


def client_of(db: Db, engagement_id: str) -> str:
    """Return the name of an engagement's client."""
    return live(db, Person, live(db, Engagement, engagement_id).client_id).name
