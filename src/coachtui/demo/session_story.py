"""How meetings are planned, moved, cancelled, missed and held, and what is written in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coachtui.demo import alignment_story, goal_story
from coachtui.demo.diary import utc, workday
from coachtui.demo.events import Event
from coachtui.demo.plan import Fate, Meeting
from coachtui.demo.tale import Promise, Tale, after
from coachtui.demo.topics import Topic
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.ids import new_id
from coachtui.domain.lanes import Lane
from coachtui.domain.people import Party
from coachtui.domain.recurrence import weekly
from coachtui.domain.words import clock, exact

NOTICE = 24
SERIES = 4
"""How many sessions are booked at once when an engagement begins."""
SUMMARY, DEBRIEF, THEMES = 0.6, 0.1, 2
LANES = {Lane.GOAL: 3, Lane.REALITY: 8, Lane.OPTIONS: 6, Lane.WILL: 3}
"""How a session's time is spread over the lanes of GROW, in parts."""


def tell(tale: Tale) -> None:
    """Tell the whole line of meetings in order."""
    booked = _bookings(tale)
    meetings = tale.plan.meetings
    for meeting in meetings:
        if not meeting.id:
            _plan(tale, meeting, booked[id(meeting)])
        _move(tale, meeting, booked[id(meeting)])
        _close(tale, meeting, booked[id(meeting)])
    _leave_open(tale)


def _bookings(tale: Tale) -> dict[int, datetime]:
    """Return when each meeting was put into the diary: the first run of sessions at the start, others later."""
    plan, random = tale.plan, tale.random
    earliest = tale.moment(plan.taken_in, 15)
    ended = max(earliest, tale.moment(plan.starts_on - timedelta(days=5), 15))
    reopened = tale.moment(plan.reopened_on, 11) if plan.reopened_on else None
    booked: dict[int, datetime] = {}
    for meeting in plan.meetings:
        starts = utc(meeting.moved_from or meeting.at, plan.zone)
        if reopened and starts > reopened:
            earliest = reopened
        if meeting.kind is SessionKind.COACHING:
            at = ended + timedelta(minutes=10)
        else:
            at = tale.moment(workday((starts - timedelta(days=random.randint(9, 26))).date()), random.randint(8, 17))
        usual = max(earliest, min(at, starts - timedelta(hours=30), tale.now - timedelta(minutes=5)))
        booked[id(meeting)] = min(usual, starts - timedelta(hours=2))
        if meeting.fate is Fate.HELD and meeting.kind is SessionKind.COACHING:
            ended = after(meeting, plan.zone, random)
    _book_series(tale, booked)
    return booked


def _book_series(tale: Tale, booked: dict[int, datetime]) -> None:
    """Book the first sessions as one series, as long as they keep to one weekday and hour."""
    plan = tale.plan
    coaching = [m for m in plan.meetings if m.kind is SessionKind.COACHING]
    if len(coaching) < 2 or not plan.begun:
        return
    slots = [m.moved_from or m.at for m in coaching]
    step = timedelta(weeks=plan.interval_weeks)
    count = next((n for n in range(1, len(slots)) if slots[n] - slots[n - 1] != step or n == SERIES), len(slots))
    if count < 2:
        return
    at = booked[id(coaching[0])]
    event = tale.event(at, f"planned {count} sessions with {tale.client}, every {plan.interval_weeks} weeks")
    series = event.make(
        "session_series",
        engagement_id=tale.id,
        rule=weekly(plan.interval_weeks, count=count).stored(),
        starts_local=_wall(slots[0]),
        time_zone=plan.zone,
    )
    for meeting in coaching[:count]:
        booked[id(meeting)] = event.at
        _make(tale, event, meeting, meeting.moved_from or meeting.at, SessionState.PLANNED, series)


def _plan(tale: Tale, meeting: Meeting, booked: datetime) -> None:
    slot = meeting.moved_from or meeting.at
    article = "an" if meeting.kind is SessionKind.DEBRIEF else "a"
    event = tale.event(booked, f"planned {article} {tale.named(meeting, slot.date())}")
    _make(tale, event, meeting, slot, SessionState.PLANNED)


def _make(
    tale: Tale, event: Event, meeting: Meeting, slot: datetime, state: SessionState, series: str | None = None
) -> None:
    meeting.id = event.put(
        "session",
        new_id(int(event.at.timestamp() * 1000), tale.random),
        engagement_id=tale.id,
        series_id=series,
        kind=meeting.kind.value,
        state=state.value,
        stage=meeting.stage.value if meeting.stage else None,
        starts_local=_wall(slot),
        time_zone=tale.plan.zone,
        starts_utc=_instant(utc(slot, tale.plan.zone)),
        minutes=meeting.minutes,
    )


def _move(tale: Tale, meeting: Meeting, booked: datetime) -> None:
    """The old slot stays and points at the new one."""
    if meeting.moved_from is None:
        return
    old = meeting.id
    first = min(utc(meeting.moved_from, tale.plan.zone), meeting.starts(tale.plan.zone))
    at = max(booked + timedelta(minutes=5), first - timedelta(hours=tale.random.randint(30, 70)))
    to = f"{exact(meeting.at.date())} {clock(meeting.at)}"
    event = tale.event(at, f"moved the {tale.named(meeting, meeting.moved_from.date())} to {to}")
    _make(tale, event, meeting, meeting.at, SessionState.PLANNED)
    event.change("session", old, state=SessionState.RESCHEDULED.value, moved_to_id=meeting.id)


def _close(tale: Tale, meeting: Meeting, booked: datetime) -> None:
    """Say what became of a meeting whose time has passed."""
    starts, random = meeting.starts(tale.plan.zone), tale.random
    soonest = booked + timedelta(minutes=20)
    if meeting.fate is Fate.HELD:
        _hold(tale, meeting)
    elif meeting.fate is Fate.NO_SHOW:
        event = tale.event(starts + timedelta(minutes=25), f"marked as no-show the {tale.named(meeting)}")
        event.change("session", meeting.id, state=SessionState.NO_SHOW.value)
    elif meeting.fate in (Fate.LATE, Fate.CANCELLED):
        late = meeting.fate is Fate.LATE
        hours = random.randint(1, NOTICE - 2) if late else random.randint(NOTICE + 2, NOTICE + 70)
        at = starts - timedelta(hours=hours)
        # Booked at short notice: what is then cancelled can only be cancelled late or in between.
        at = max(at, min(soonest, starts - timedelta(hours=1 if late else NOTICE + 1)))
        state = SessionState.LATE_CANCELLED if late else SessionState.CANCELLED
        event = tale.event(at, f"cancelled {'late ' if late else ''}the {tale.named(meeting)}")
        event.change("session", meeting.id, state=state.value, cancelled_at=_instant(event.at))


def _hold(tale: Tale, meeting: Meeting) -> None:
    event = tale.event(after(meeting, tale.plan.zone, tale.random), f"held the {tale.named(meeting)}")
    minutes = meeting.minutes
    if meeting.kind is SessionKind.COACHING and tale.plan.unit.value == "sessions" and tale.chance(0.25):
        minutes += tale.random.choice((-15, -10, -5, 5, 10, 15))
    event.change("session", meeting.id, state=SessionState.HELD.value, held_minutes=minutes)
    if meeting.kind is SessionKind.COACHING:
        _coach(tale, meeting, event)
    elif meeting.kind is SessionKind.CHEMISTRY:
        _note(event, meeting, tale.writer.chemistry_note(tale.cast))
    elif meeting.kind is SessionKind.DEBRIEF:
        _note(event, meeting, tale.writer.assessment_note(tale.plan.topics[0], tale.cast))
    elif meeting.kind is SessionKind.THREE_WAY:
        alignment_story.meet(tale, meeting, event)
        for owner in (Party.MANAGER, Party.CLIENT):
            promise(tale, event, meeting, tale.plan.topics[0], owner)
    else:
        alignment_story.check_in(tale, meeting, event)


def _coach(tale: Tale, meeting: Meeting, event: Event) -> None:
    """A coaching session: notes on the goal of the day, promises kept and made, steps on the goals."""
    held = tale.held(SessionKind.COACHING)
    number = held.index(meeting) + 1
    topics = tale.plan.topics
    topic = topics[(number - 1) % len(topics)]
    also = topics[number % len(topics)] if len(topics) > 1 and tale.chance(0.2) else None
    _settle(tale, event, meeting.at.date())
    last = number == len(held)
    given = tale.script if tale.script and last else None
    _note(event, meeting, given.note if given else tale.writer.note(topic, tale.cast, number, max(len(held), 6), also))
    if given or tale.chance(SUMMARY):
        body = given.summary if given else tale.writer.say(topic.summaries, tale.cast)
        event.put("session_summary", meeting.id, body=body, released=int(tale.chance(0.4)))
    words = topic.themes
    for word in given.themes if given else (words[(number // 2) % len(words)],):
        event.tie("theme", "session_id", "word", session_id=meeting.id, word=word)
    if given:
        for lane, part in LANES.items():
            seconds = meeting.minutes * 60 * part // sum(LANES.values())
            event.tie("session_lane", "session_id", "lane", session_id=meeting.id, lane=lane.value, seconds=seconds)
        for owner, body, due in given.promises:
            _promise(tale, event, meeting, Party(owner), body, tale.today + timedelta(days=due))
    elif not (last and tale.plan.overdue):
        for _ in range(1 + tale.chance(0.4)):
            owner = Party.COACH if tale.chance(0.15) else Party.CLIENT
            promise(tale, event, meeting, topic, owner)
    else:
        for index in range(tale.plan.overdue):
            body = tale.writer.commitment(topic, tale.cast, "client")
            late = timedelta(days=max(1, tale.plan.overdue_days - 6 * index))
            day = max(tale.today - late, meeting.at.date())
            tale.slipping.add(_promise(tale, event, meeting, Party.CLIENT, body, day))
    if tale.chance(DEBRIEF):
        event.make(
            "debrief",
            session_id=meeting.id,
            work=tale.cast.project[0].upper() + tale.cast.project[1:],
            execution=tale.writer.say(topic.execution, tale.cast),
            leadership=tale.writer.say(topic.leadership, tale.cast),
        )
    if number == 1:
        goal_story.draft(tale, meeting, event)
    else:
        goal_story.progress(tale, meeting, event, number)
    if tale.unused and number > 2 and tale.chance(0.5):
        event.change("feedforward", tale.unused.pop(0), used_on=meeting.at.date().isoformat())


def promise(tale: Tale, event: Event, meeting: Meeting, topic: Topic, owner: Party) -> None:
    """Someone takes something on, due about the time of the next session."""
    body = tale.writer.commitment(topic, tale.cast, "manager" if owner is Party.MANAGER else owner.value)  # type: ignore[arg-type]  # the sponsor promises nothing here
    weeks = tale.plan.interval_weeks
    due = meeting.at.date() + timedelta(days=tale.random.randint(4, 7 * weeks))
    _promise(tale, event, meeting, owner, body, due)


def _promise(tale: Tale, event: Event, meeting: Meeting, owner: Party, body: str, due: date) -> str:
    made = meeting.at.date()
    key = event.make(
        "commitment",
        engagement_id=tale.id,
        session_id=meeting.id,
        owner=owner.value,
        body=body,
        made_on=made.isoformat(),
        due_on=due.isoformat(),
        state=CommitmentState.OPEN.value,
    )
    tale.promises.append(Promise(key, made, due))
    return key


def _settle(tale: Tale, event: Event, on: date) -> None:
    """Go through what was promised: most is done, some dropped, some carried on."""
    carried = []
    for told in tale.promises:
        chance = tale.random.random()
        if told.made_on >= on or (chance < 0.15 and (on - told.due_on).days < 14):
            carried.append(told)
            continue
        state = CommitmentState.DONE if chance < 0.9 else CommitmentState.DROPPED
        event.change("commitment", told.id, state=state.value, closed_on=on.isoformat())
    tale.promises = carried


def _leave_open(tale: Tale) -> None:
    """Tick off what would be overdue by now, unless this engagement is one that lets things slip."""
    plan = tale.plan
    for told in tale.promises:
        if told.id in tale.slipping or tale.script or not tale.happened(told.due_on):
            continue
        on = told.due_on - timedelta(days=tale.random.randint(0, 4))
        on = max(told.made_on + timedelta(days=1), min(on, plan.ended_on) if plan.ended_on else on)
        event = tale.event(tale.moment(on, 19), f"ticked off a commitment with {tale.client}")
        event.change("commitment", told.id, state=CommitmentState.DONE.value, closed_on=on.isoformat())


def _note(event: Event, meeting: Meeting, body: str) -> None:
    event.put("session_note", meeting.id, body=body)


def _wall(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
