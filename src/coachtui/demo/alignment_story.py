"""The agreement, the three-way meetings with what each side says, and the check-ins between them."""

from __future__ import annotations

from datetime import date, timedelta

from coachtui.demo import arrangements, goal_story
from coachtui.demo.diary import workday
from coachtui.demo.events import Event
from coachtui.demo.plan import Meeting
from coachtui.demo.tale import GoalTold, Tale
from coachtui.domain.alignment import AgreementItem, Audience, ExpectationKind, OutcomeKind
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.people import Party

_Item, _To = AgreementItem, Audience
GRANTED = frozenset(
    {
        (_Item.GOALS, _To.CLIENT),
        (_Item.GOALS, _To.MANAGER),
        (_Item.PROCESS, _To.CLIENT),
        (_Item.PROCESS, _To.MANAGER),
        (_Item.PROCESS, _To.SPONSOR),
        (_Item.PROGRESS, _To.CLIENT),
        (_Item.PROGRESS, _To.MANAGER),
        (_Item.SHARED_SUMMARIES, _To.CLIENT),
    }
)
"""What a first agreement usually grants."""
LATER = GRANTED | {(_Item.GOALS, _To.SPONSOR), (_Item.PULSE, _To.CLIENT), (_Item.PULSE, _To.MANAGER)}
"""What a second one grants."""
SPOKEN_OF = LATER | {(_Item.PROGRESS, _To.SPONSOR), (_Item.ASSESSMENTS, _To.MANAGER)}
"""What an agreement says something about; the rest is as the defaults have it."""


def agree(tale: Tale) -> None:
    """Draw up the agreement before the start, with every party's consent; some are changed at half-time."""
    plan = tale.plan
    first = workday(max(plan.taken_in, plan.starts_on - timedelta(days=3)))
    _version(tale, 1, first, GRANTED)
    middle = plan.starts_on + (plan.ends_on - plan.starts_on) / 2
    if tale.happened(middle) and (plan.ended_on is None or plan.ended_on > middle) and tale.chance(0.3):
        _version(tale, 2, workday(middle), LATER)


def _version(tale: Tale, number: int, day: date, granted: frozenset[tuple[AgreementItem, Audience]]) -> None:
    if not tale.happened(day):
        return
    plan = tale.plan
    roles = f"Client {plan.client.name}; line manager {plan.manager.name}; coach {plan.coach.name}"
    if plan.sponsor:
        roles += f"; sponsor {plan.sponsor.name}"
    verb = "drew up" if number == 1 else "changed"
    event = tale.event(tale.moment(day, 16), f"{verb} the agreement with {tale.client}")
    version = event.tie(
        "agreement_version",
        "engagement_id",
        "number",
        engagement_id=tale.id,
        number=number,
        drawn_up_on=day.isoformat(),
        roles=f"{roles}.",
        logistics=tale.writer.logistics(),
    )
    for item, audience in sorted(SPOKEN_OF):
        event.tie(
            "agreement_grant",
            "version_id",
            "item",
            "audience",
            version_id=version,
            item=item.value,
            audience=audience.value,
            granted=int((item, audience) in granted),
        )
    given = workday(day + timedelta(days=tale.random.randint(1, 4)))
    if not tale.happened(given):
        return
    event = tale.event(tale.moment(given, 10), f"noted the consents to the agreement with {tale.client}")
    for party in Party:
        if party is not Party.SPONSOR or plan.sponsor:
            event.tie(
                "consent", "version_id", "party", version_id=version, party=party.value, given_on=given.isoformat()
            )


def meet(tale: Tale, meeting: Meeting, event: Event) -> None:
    """A three-way meeting: who came, what each side says, what is agreed."""
    plan = tale.plan
    for party in Party:
        if party is Party.SPONSOR and not plan.sponsor:
            continue
        attended = party is not Party.SPONSOR or tale.chance(0.7)
        event.tie("attendance", "session_id", "party", session_id=meeting.id, party=party.value, attended=int(attended))
    if meeting.stage is Stage.START:
        _expect(tale, meeting, event)
    else:
        for told in tale.goals:
            _rate(tale, event, told, meeting.at.date(), meeting.id, apart=int(tale.chance(0.4)))
    topic = plan.topics[0]
    event.put("session_note", meeting.id, body=tale.writer.three_way_note(topic, tale.cast))
    goals = [told for told in tale.goals if meeting.stage is not Stage.START]
    for position in range(1 + tale.chance(0.5)):
        goal = goals[position] if position < len(goals) else None
        _outcome(tale, meeting, event, OutcomeKind.AGREED, position, goal)
    _outcome(tale, meeting, event, OutcomeKind.DECISION, 2, None)


def _outcome(
    tale: Tale, meeting: Meeting, event: Event, kind: OutcomeKind, position: int, goal: GoalTold | None
) -> None:
    topic = goal.topic if goal else tale.plan.topics[0]
    pool = topic.outcomes if kind is OutcomeKind.AGREED else topic.decisions
    event.make(
        "meeting_outcome",
        session_id=meeting.id,
        goal_id=goal.id if goal else None,
        kind=kind.value,
        position=position,
        body=tale.writer.say(pool, tale.cast),
    )


def _expect(tale: Tale, meeting: Meeting, event: Event) -> None:
    """Expectations, measures and support of client and manager, side by side; the sponsor says what it is for."""
    rows: list[tuple[Party, ExpectationKind, str]] = []
    for topic in tale.plan.topics[:2]:
        said = tale.writer.alignment(topic, tale.cast)
        rows += [
            (Party.CLIENT, ExpectationKind.EXPECTATION, said.client_expects),
            (Party.MANAGER, ExpectationKind.EXPECTATION, said.manager_expects),
            (Party.CLIENT, ExpectationKind.SUCCESS_MEASURE, said.client_measure),
            (Party.MANAGER, ExpectationKind.SUCCESS_MEASURE, said.manager_measure),
            (Party.CLIENT, ExpectationKind.SUPPORT, said.support_asked),
            (Party.MANAGER, ExpectationKind.SUPPORT, said.support_promised),
        ]
    if tale.plan.sponsor:
        body = tale.writer.say(arrangements.SPONSOR_EXPECTATIONS, tale.cast)
        rows.append((Party.SPONSOR, ExpectationKind.EXPECTATION, body))
    for position, (party, kind, body) in enumerate(rows):
        event.make(
            "expectation",
            engagement_id=tale.id,
            session_id=meeting.id,
            party=party.value,
            kind=kind.value,
            position=position // 2,
            body=body,
        )


def _rate(tale: Tale, event: Event, told: GoalTold, day: date, session: str | None, apart: int) -> None:
    """Both sides rate a goal, `apart` levels from each other; the client sees it in the better light."""
    high = min(2, told.level + (apart + 1) // 2)
    low = max(-2, high - apart)
    for party, level in ((Party.CLIENT, high), (Party.MANAGER, low)):
        event.tie(
            "joint_rating",
            "goal_id",
            "party",
            "rated_on",
            goal_id=told.id,
            session_id=session,
            party=party.value,
            rated_on=day.isoformat(),
            level=level,
        )


def leave_apart(tale: Tale) -> None:
    """Client and manager rate the first goal far apart, and no meeting has talked about it yet."""
    if not tale.plan.gap or not tale.goals or tale.goals[0].agreed_on is None:
        return
    since = [tale.goals[0].agreed_on]
    since += [m.at.date() for stage in Stage for m in tale.held(SessionKind.THREE_WAY, stage)]
    day = max([tale.today - timedelta(days=9), *(last + timedelta(days=1) for last in since)])
    if not tale.happened(day):
        return
    event = tale.event(tale.moment(day, 17), f"noted what {tale.client} and {tale.plan.manager.name} say of a goal")
    _rate(tale, event, tale.goals[0], day, None, apart=2)


def check_in(tale: Tale, meeting: Meeting, event: Event) -> None:
    """A short call: what moved, what comes next, and at times a suggestion for the future."""
    topic = tale.plan.topics[tale.random.randrange(len(tale.plan.topics))]
    moved, following = tale.writer.say(topic.moved, tale.cast), tale.writer.say(topic.next_steps, tale.cast)
    event.put("check_in", meeting.id, moved=moved, next_step=following)
    if not tale.script and tale.chance(0.4):
        key = event.make(
            "feedforward",
            engagement_id=tale.id,
            session_id=meeting.id,
            given_on=meeting.at.date().isoformat(),
            body=tale.writer.say(topic.feedforward, tale.cast),
        )
        tale.unused.append(key)
    if tale.chance(0.3):
        goal_story.percentage(tale, meeting, event)
