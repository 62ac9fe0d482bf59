"""Writes about engagements: begin, edit, move between states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coachtui.domain.drafts import Problem, gather, ordered, refuse
from coachtui.domain.engagement import EngagementDraft, EngagementState, check_move
from coachtui.domain.ids import natural_id
from coachtui.domain.people import OrganisationDraft, PersonDraft, ProgrammeDraft
from coachtui.store.practice import Practice
from coachtui.store.reads import engagement as reads
from coachtui.store.reads import people as people_reads
from coachtui.store.tables.engagement import Engagement, EngagementPrivate, Pause
from coachtui.store.tables.people import Coach, Person
from coachtui.store.writes import people
from coachtui.store.writes.rows import bin_row, live, put, say

Newcomers = Mapping[str, PersonDraft | OrganisationDraft | ProgrammeDraft]
"""What an engagement names and the practice doesn't have yet, by the key that stands in the draft in place of an id."""
NOBODY: Newcomers = MappingProxyType({})
PLACES = ("organisation_id", "programme_id", "client_id", "manager_id", "sponsor_id")
"""The fields in which an engagement may name a newcomer; organisations first, since people belong to them."""

MOVED = {
    EngagementState.ACTIVE: "began",
    EngagementState.PAUSED: "paused",
    EngagementState.COMPLETED: "completed",
    EngagementState.DISCONTINUED: "discontinued",
    EngagementState.CANCELLED: "cancelled",
}


def start(practice: Practice, draft: EngagementDraft, state: EngagementState = EngagementState.DRAFT) -> str:
    """Store a new engagement, as a draft or active at once, and return its id. Raises Invalid, NotFound."""
    return take_in(practice, draft, NOBODY, state)


def take_in(
    practice: Practice,
    draft: EngagementDraft,
    newcomers: Newcomers,
    state: EngagementState = EngagementState.DRAFT,
) -> str:
    """Store a new engagement with all who come with it, as one action; return its id. Raises Invalid, NotFound.

    Who is here already under the same name or address is never stored twice: organisations and programmes of that
    name are taken for the newcomer, a person is refused at the field that names them.
    """
    refuse(draft.problems(state))
    engagement_id = practice.new_id()
    with practice.action("", about=engagement_id) as session:
        make(practice, session, engagement_id, draft, newcomers, state)
    return engagement_id


def make(
    practice: Practice,
    session: Session,
    engagement_id: str,
    draft: EngagementDraft,
    newcomers: Newcomers,
    state: EngagementState,
) -> Engagement:
    """Store an engagement with all who come with it within an open action, and give that its words."""
    draft = _with_newcomers(practice, session, draft, newcomers)
    client = live(session, Person, draft.client_id)
    live(session, Coach, draft.coach_id)
    code = reads.code(reads.last_number(practice.db) + 1)
    engagement = Engagement(id=engagement_id, code=code, state=state, **_columns(draft))
    session.add(engagement)
    session.flush()
    put(session, EngagementPrivate, engagement_id, context=draft.context)
    say(session, f"took {client.name} in" if state is EngagementState.DRAFT else f"began with {client.name}")
    return engagement


def edit(practice: Practice, engagement_id: str, draft: EngagementDraft, newcomers: Newcomers = NOBODY) -> None:
    """Store what changed about an engagement, and who comes with it. Raises Invalid, NotFound."""
    with practice.action("", about=engagement_id) as session:
        engagement = live(session, Engagement, engagement_id)
        refuse(draft.problems(EngagementState(engagement.state)))
        draft = _with_newcomers(practice, session, draft, newcomers)
        for name, value in _columns(draft).items():
            setattr(engagement, name, value)
        put(session, EngagementPrivate, engagement_id, context=draft.context)
        say(session, f"edited the engagement with {_client(session, engagement)}")


def remove(practice: Practice, engagement_id: str) -> None:
    """Put an engagement, with all that belongs to it, in the bin. Raises NotFound."""
    with practice.action("", about=engagement_id) as session:
        client = _client(session, live(session, Engagement, engagement_id))
        bin_row(practice, session, Engagement, engagement_id)
        say(session, f"put the engagement with {client} in the bin")


def move(
    practice: Practice,
    engagement_id: str,
    to: EngagementState,
    *,
    on: date,
    reason: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Move an engagement to another state on a day; a pause opens and closes with it.

    `starts_on` and `ends_on` are its new dates, where they change with the move. Raises Invalid when the move is not
    allowed or lacks what it needs, NotFound.
    """
    with practice.action("", about=engagement_id) as session:
        engagement = live(session, Engagement, engagement_id)
        before = EngagementState(engagement.state)
        engagement.starts_on = starts_on or engagement.starts_on
        engagement.ends_on = ends_on or engagement.ends_on
        refuse(
            gather(
                check_move(before, to, reason=reason),
                ordered("ends_on", engagement.starts_on, engagement.ends_on, "The end", "the start"),
                # A draft never got going, whatever start was thought of.
                ordered("on", engagement.starts_on, on, "That day", "the start")
                if before is not EngagementState.DRAFT
                else None,
                _before_pause(session, engagement_id, on) if before is EngagementState.PAUSED else None,
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


def _with_newcomers(
    practice: Practice, session: Session, draft: EngagementDraft, newcomers: Newcomers
) -> EngagementDraft:
    """Store the newcomers that a draft names and return the draft with their ids. Raises Invalid."""
    ids: dict[str, str] = {}
    for place in PLACES:
        key = getattr(draft, place)
        if key in newcomers and key not in ids:
            ids[key] = _newcomer(practice, session, place, newcomers[key], ids)
    return draft._replace(**{place: ids.get(key, key) for place in PLACES if (key := getattr(draft, place))})


def _newcomer(
    practice: Practice,
    session: Session,
    place: str,
    one: PersonDraft | OrganisationDraft | ProgrammeDraft,
    ids: Mapping[str, str],
) -> str:
    refuse(Problem(place if problem.field == "name" else problem.field, problem.message) for problem in one.problems())
    if isinstance(one, OrganisationDraft):
        return people_reads.find_organisation(practice.db, one.name) or people.make_organisation(practice, session, one)
    if isinstance(one, ProgrammeDraft):
        return people_reads.find_programme(practice.db, one.name) or people.make_programme(practice, session, one)
    refuse(gather(_known(practice, place, one)))
    organisation_id = one.organisation_id and ids.get(one.organisation_id, one.organisation_id)
    return people.make_person(practice, session, one._replace(organisation_id=organisation_id))


def _known(practice: Practice, place: str, one: PersonDraft) -> Problem | None:
    """Say that somebody of this name or address is here already."""
    same_address = people_reads.with_email(practice.db, one.email) if one.email else None
    if same_address is not None:
        return Problem("email", f"{same_address.name} has this address already. Choose them, or give another.")
    if not people_reads.called(practice.db, one.name):
        return None
    told = "Choose them from the list; somebody else of the same name is added under People first."
    return Problem(place, f"{one.name} is here already. {told}")


def _end_pause(session: Session, engagement_id: str, on: date) -> None:
    for pause in session.exec(_open_pauses(engagement_id)):
        pause.until_on = max(on, pause.from_on)


def _before_pause(session: Session, engagement_id: str, on: date) -> Problem | None:
    begun = max((pause.from_on for pause in session.exec(_open_pauses(engagement_id))), default=None)
    return ordered("on", begun, on, "That day", "the start of the pause")


def _open_pauses(engagement_id: str) -> SelectOfScalar[Pause]:
    return select(Pause).where(
        col(Pause.engagement_id) == engagement_id, col(Pause.until_on).is_(None), col(Pause.deleted_at).is_(None)
    )


def _lacks_dates(engagement: Engagement) -> Problem | None:
    if engagement.starts_on and engagement.ends_on:
        return None
    return Problem("starts_on", "It has no start or no end yet. Edit the engagement and give both dates, then begin.")
