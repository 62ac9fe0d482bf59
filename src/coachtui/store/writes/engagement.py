"""Writes about engagements: begin, edit, move between states."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from coachtui.domain.drafts import Problem, gather, ordered, refuse
from coachtui.domain.engagement import EngagementDraft, EngagementState, check_move
from coachtui.domain.ids import natural_id
from coachtui.store.practice import Practice
from coachtui.store.reads import engagement as reads
from coachtui.store.tables.engagement import Engagement, EngagementPrivate, Pause
from coachtui.store.tables.people import Coach, Person
from coachtui.store.writes.rows import live, put, say

MOVED = {
    EngagementState.ACTIVE: "began",
    EngagementState.PAUSED: "paused",
    EngagementState.COMPLETED: "completed",
    EngagementState.DISCONTINUED: "discontinued",
    EngagementState.CANCELLED: "cancelled",
}


def start(practice: Practice, draft: EngagementDraft, state: EngagementState = EngagementState.DRAFT) -> str:
    """Store a new engagement, as a draft or active at once, and return its id. Raises Invalid, NotFound."""
    refuse(draft.problems(state))
    engagement_id = practice.new_id()
    with practice.action("", about=engagement_id) as session:
        client = live(session, Person, draft.client_id)
        live(session, Coach, draft.coach_id)
        code = reads.code(reads.last_number(practice.db) + 1)
        engagement = Engagement(id=engagement_id, code=code, state=state, **_columns(draft))
        session.add(engagement)
        session.flush()
        put(session, EngagementPrivate, engagement_id, context=draft.context)
        say(session, f"took {client.name} in" if state is EngagementState.DRAFT else f"began with {client.name}")
    return engagement_id


def edit(practice: Practice, engagement_id: str, draft: EngagementDraft) -> None:
    """Store what changed about an engagement. Raises Invalid, NotFound."""
    with practice.action("", about=engagement_id) as session:
        engagement = live(session, Engagement, engagement_id)
        refuse(draft.problems(EngagementState(engagement.state)))
        for name, value in _columns(draft).items():
            setattr(engagement, name, value)
        put(session, EngagementPrivate, engagement_id, context=draft.context)
        say(session, f"edited the engagement with {_client(session, engagement)}")


def move(practice: Practice, engagement_id: str, to: EngagementState, *, on: date, reason: str = "") -> None:
    """Move an engagement to another state on a day; a pause opens and closes with it.

    Raises Invalid when the move is not allowed or lacks what it needs, NotFound.
    """
    with practice.action("", about=engagement_id) as session:
        engagement = live(session, Engagement, engagement_id)
        before = EngagementState(engagement.state)
        refuse(
            gather(
                check_move(before, to, reason=reason),
                ordered("on", engagement.starts_on, on, "That day", "the start"),
                _lacks_dates(engagement) if to is EngagementState.ACTIVE else None,
            )
        )
        engagement.state = to
        if to is EngagementState.PAUSED:
            key = natural_id("pause", engagement_id, on.isoformat())
            put(session, Pause, key, engagement_id=engagement_id, from_on=on, until_on=None, reason=reason)
        elif before is EngagementState.PAUSED:
            _end_pause(session, engagement_id, on)
        ended = to in (EngagementState.COMPLETED, EngagementState.DISCONTINUED, EngagementState.CANCELLED)
        engagement.ended_on = on if ended else None
        if ended and reason:
            put(session, EngagementPrivate, engagement_id, end_reason=reason)
        verb = "resumed" if before is EngagementState.PAUSED and not ended else MOVED[to]
        if before is EngagementState.COMPLETED:
            verb = "reopened"
        say(session, f"{verb} the engagement with {_client(session, engagement)}")


def _columns(draft: EngagementDraft) -> dict[str, Any]:
    return {
        "client_id": draft.client_id,
        "coach_id": draft.coach_id,
        "organisation_id": draft.organisation_id,
        "manager_id": draft.manager_id,
        "sponsor_id": draft.sponsor_id,
        "programme_id": draft.programme_id,
        "role_title": draft.role_title,
        "role_from": draft.role_from,
        "role_change": draft.role_change,
        "form": draft.form,
        "group_size": draft.group_size,
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "allocation": draft.allocation,
        "unit": draft.unit,
        "interval_weeks": draft.interval_weeks,
        "session_minutes": draft.session_minutes,
        "time_zone": draft.time_zone,
        "notice_hours": draft.notice_hours,
        "notice_counts": draft.notice_counts,
        "model_id": draft.model_id,
        "paid": draft.paid,
    }


def _client(session: Session, engagement: Engagement) -> str:
    return live(session, Person, engagement.client_id).name


def _end_pause(session: Session, engagement_id: str, on: date) -> None:
    open_pause = select(Pause).where(
        col(Pause.engagement_id) == engagement_id, col(Pause.until_on).is_(None), col(Pause.deleted_at).is_(None)
    )
    for pause in session.exec(open_pause):
        pause.until_on = max(on, pause.from_on)


def _lacks_dates(engagement: Engagement) -> Problem | None:
    if engagement.starts_on and engagement.ends_on:
        return None
    return Problem("starts_on", "It has no start or no end yet. Edit the engagement and give both dates, then begin.")
