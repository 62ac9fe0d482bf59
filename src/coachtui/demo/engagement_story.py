"""The whole story of one engagement: taken in, begun, worked on, and however it ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from coachtui.demo import alignment_story, arrangements, goal_story, session_story, survey_story
from coachtui.demo.diary import wall
from coachtui.demo.events import Event, Story, milliseconds
from coachtui.demo.plan import House, Plan, Somebody
from coachtui.demo.tale import ModelRows, Tale
from coachtui.demo.texts import Cast, Writer
from coachtui.demo.values import VALUES
from coachtui.domain.cadence import NoteKind, SessionKind
from coachtui.domain.engagement import EngagementState
from coachtui.domain.ids import natural_id, new_id
from coachtui.domain.words import folded

if TYPE_CHECKING:
    from random import Random

    from coachtui.demo.cast import Script

_State = EngagementState
JOURNAL, HYPOTHESES, OBSERVATIONS = 0.3, 2, 3


def tell(
    plan: Plan, cast: Cast, writer: Writer, model: ModelRows, now: datetime, random: Random, script: Script | None
) -> Story:
    """Return everything that happened around one engagement by `now`."""
    story = Story(random, now)
    today = wall(now, plan.coach.zone).date()
    tale = Tale(plan, story, writer, cast, model, now, today, script)
    taken_in = tale.moment(plan.taken_in, 10)
    story.about = new_id(milliseconds(taken_in), random)
    _take_in(tale, taken_in)
    _states(tale)
    if plan.begun:
        alignment_story.agree(tale)
    session_story.tell(tale)
    if plan.begun:
        survey_story.assess(tale)
        survey_story.survey(tale)
        survey_story.pulses(tale)
        goal_story.revise(tale)
        goal_story.drop(tale)
        alignment_story.leave_apart(tale)
        _reflect(tale)
        _observe(tale)
    return story


def _take_in(tale: Tale, at: datetime) -> None:
    """The people are noted where they are new, then the engagement, as a draft."""
    plan = tale.plan
    event = tale.event(at, f"took {tale.client} in")
    for somebody in (plan.client, plan.manager, plan.sponsor):
        if somebody is not None and not somebody.id:
            person(event, somebody, plan.house)
    event.put(
        "engagement",
        tale.id,
        code=plan.code,
        client_id=plan.client.id,
        coach_id=plan.coach.id,
        organisation_id=plan.house.id,
        manager_id=plan.manager.id,
        sponsor_id=plan.sponsor.id if plan.sponsor else None,
        programme_id=plan.programme.id if plan.programme else None,
        model_id=tale.model.id,
        role_title=plan.client.role,
        role_from=plan.role_from,
        role_change=plan.role_change.value,
        form=plan.form.value,
        group_size=plan.group_size,
        state=_State.DRAFT.value,
        starts_on=plan.starts_on.isoformat(),
        ends_on=(plan.former_ends_on or plan.ends_on).isoformat(),
        allocation=plan.former_allocation or plan.allocation,
        unit=plan.unit.value,
        interval_weeks=plan.interval_weeks,
        session_minutes=plan.minutes,
        time_zone=plan.zone,
        notice_hours=session_story.NOTICE,
        notice_counts=int(plan.notice_counts),
        paid=int(plan.paid),
    )
    event.put("engagement_private", tale.id, context=tale.writer.say(arrangements.CONTEXTS, tale.cast), end_reason="")


def person(event: Event, somebody: Somebody, house: House) -> None:
    """Note a person of an organisation."""
    somebody.id = event.make(
        "person",
        name=somebody.name,
        folded=folded(somebody.name),
        email=somebody.email or None,
        phone=somebody.phone or None,
        role_title=somebody.role,
        time_zone=somebody.zone,
        organisation_id=house.id,
        named_in_log=int(somebody.named),
    )
    if somebody.note:
        event.put("person_note", somebody.id, body=somebody.note)


def _states(tale: Tale) -> None:
    """Tell how the engagement went from state to state."""
    plan = tale.plan
    if plan.state is _State.CANCELLED:
        assert plan.ended_on is not None
        _end(tale, plan.ended_on, "cancelled", tale.writer.say(arrangements.CANCEL_REASONS, tale.cast))
    if not plan.begun:
        return
    _move(tale, plan.starts_on, 8, "began", state=_State.ACTIVE.value)
    if plan.completed_once_on:
        on = plan.completed_once_on
        _move(tale, on, 19, "completed", state=_State.COMPLETED.value, ended_on=on.isoformat())
        reopened = plan.reopened_on or tale.today
        why = tale.writer.say(arrangements.REOPEN_REASONS, tale.cast)
        event = _move(tale, reopened, 9, "reopened", state=_State.ACTIVE.value, ended_on=None)
        event.change("engagement_private", tale.id, context=f"Reopened: {why}")
        event = tale.event(tale.moment(reopened, 10), f"edited the engagement with {tale.client}")
        event.change("engagement", tale.id, ends_on=plan.ends_on.isoformat(), allocation=plan.allocation)
    for pause in plan.pauses:
        event = _move(tale, pause.start, 9, "paused", state=_State.PAUSED.value)
        key = event.put(
            "pause",
            natural_id("pause", tale.id, pause.start.isoformat()),
            engagement_id=tale.id,
            from_on=pause.start.isoformat(),
            reason=pause.reason,
        )
        if pause.until:
            event = _move(tale, pause.until, 9, "resumed", state=_State.ACTIVE.value, ends_on=plan.ends_on.isoformat())
            event.change("pause", key, until_on=pause.until.isoformat())
    if plan.state is _State.COMPLETED:
        assert plan.ended_on is not None
        _move(tale, plan.ended_on, 19, "completed", state=_State.COMPLETED.value, ended_on=plan.ended_on.isoformat())
    elif plan.state is _State.DISCONTINUED:
        assert plan.ended_on is not None
        _end(tale, plan.ended_on, "discontinued", tale.writer.say(arrangements.DISCONTINUE_REASONS, tale.cast))


def _move(tale: Tale, day: date, hour: int, verb: str, **columns: str | None) -> Event:
    event = tale.event(tale.moment(day, hour), f"{verb} the engagement with {tale.client}")
    event.change("engagement", tale.id, **columns)
    return event


def _end(tale: Tale, day: date, verb: str, reason: str) -> None:
    event = _move(tale, day, 19, verb, state=tale.plan.state.value, ended_on=day.isoformat())
    event.change("engagement_private", tale.id, end_reason=reason)


def _reflect(tale: Tale) -> None:
    """The coach's own pages: a journal in the evening after some sessions, hypotheses early and revised late."""
    held = tale.held(SessionKind.COACHING)
    for number, meeting in enumerate(held):
        topic = tale.plan.topics[number % len(tale.plan.topics)]
        day = meeting.at.date()
        if number in (1, 4):
            _page(tale, day, NoteKind.HYPOTHESIS, tale.writer.say(topic.hypotheses, tale.cast))
        if tale.happened(day) and tale.chance(JOURNAL):
            _page(tale, day, NoteKind.JOURNAL, tale.writer.say(topic.journal, tale.cast))


def _page(tale: Tale, day: date, kind: NoteKind, body: str) -> None:
    words = f"wrote {'in the journal' if kind is NoteKind.JOURNAL else 'a hypothesis'} about {tale.client}"
    event = tale.event(tale.moment(day, 22), words, tablet=tale.plan.tablet and kind is NoteKind.JOURNAL)
    event.make("coach_note", engagement_id=tale.id, kind=kind.value, written_on=day.isoformat(), body=body)


def _observe(tale: Tale) -> None:
    """Note what of the organisation's values was seen, and what was missed."""
    held = tale.held(SessionKind.COACHING)
    if not tale.plan.house.behaviours or not held:
        return
    for meeting in held[1 : 1 + tale.random.randint(0, OBSERVATIONS)]:
        behaviour, name = tale.random.choice(tale.plan.house.behaviours)
        value = next(value for value in VALUES if value.name == name)
        shown = tale.chance(0.65)
        event = tale.event(tale.moment(meeting.at.date(), 21), f"noted an observation about {tale.client}")
        event.make(
            "behaviour_observation",
            behaviour_id=behaviour,
            engagement_id=tale.id,
            observed_on=meeting.at.date().isoformat(),
            shown=int(shown),
            body=tale.writer.observation(value, tale.cast, shown),
        )
