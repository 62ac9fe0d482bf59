"""How goals are drafted, agreed, revised and worked towards."""

from __future__ import annotations

from datetime import date, timedelta

from coachtui.demo import arrangements
from coachtui.demo.diary import workday
from coachtui.demo.events import Event
from coachtui.demo.plan import Fate, Meeting
from coachtui.demo.tale import GoalTold, Tale
from coachtui.demo.topics import GoalText
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.goals import GoalState
from coachtui.domain.people import Party

FINALS = (-1, 0, 0, 0, 0, 1, 1, 2)
"""Where goals end, a few of them below what was expected."""
REVISED, SETBACK = 0.3, 0.15


def draft(tale: Tale, meeting: Meeting, event: Event) -> None:
    """The goals are written with their five levels in the first session, before the work starts."""
    plan, random = tale.plan, tale.random
    sessions = max(4, len(tale.held(SessionKind.COACHING)))
    for position, topic in enumerate(plan.topics[: plan.goals]):
        scripted = tale.script.goals[position] if tale.script else None
        text = _filled(tale, topic.goals[scripted.number]) if scripted else tale.writer.goal(topic, tale.cast)
        baseline = scripted.baseline if scripted else (-2 if tale.chance(0.2) else -1)
        importance = 3 if scripted else random.randint(1, 3)
        difficulty = 2 if scripted else random.randint(1, 3)
        key = event.make(
            "goal",
            engagement_id=tale.id,
            position=position,
            title=text.title,
            measure=text.measure,
            achievable=0,
            due_on=plan.ends_on.isoformat(),
            state=GoalState.DRAFT.value,
            author=(Party.CLIENT if position == 0 or tale.chance(0.6) else Party.MANAGER).value,
            importance=importance,
            difficulty=difficulty,
            baseline=baseline,
        )
        for level, words in zip(range(-2, 3), text.levels, strict=True):
            event.tie("goal_level", "goal_id", "level", goal_id=key, level=level, description=words)
        event.tie(
            "goal_competency",
            "goal_id",
            "competency_id",
            goal_id=key,
            competency_id=tale.model.competencies[topic.competency],
        )
        path = scripted.path if scripted else _path(tale, baseline, sessions)
        tale.goals.append(GoalTold(key, topic, text, baseline, path, baseline))
    _agree(tale, meeting, event)


def _filled(tale: Tale, text: GoalText) -> GoalText:
    """Return one chosen goal of a topic with its names filled in."""
    slots = {**tale.cast.slots, "weekday": "Friday", "count": "three"}
    minus_two, minus_one, expected, plus_one, plus_two = (level.format_map(slots) for level in text.levels)
    return GoalText(
        text.title.format_map(slots),
        text.text.format_map(slots),
        text.measure.format_map(slots),
        (minus_two, minus_one, expected, plus_one, plus_two),
        tuple(milestone.format_map(slots) for milestone in text.milestones),
    )


def _path(tale: Tale, baseline: int, sessions: int) -> tuple[int, ...]:
    """Return the level at each session from the second on: a way up with plateaus and a step back now and then."""
    expected = max(sessions, 6)
    final = tale.random.choice(FINALS)
    levels = []
    for index in range(1, expected):
        level = round(baseline + (final - baseline) * (index / (expected - 1)) ** 0.9)
        levels.append(max(-2, level - 1) if tale.chance(SETBACK) else level)
    return tuple(levels)


def _agree(tale: Tale, meeting: Meeting, drafted: Event) -> None:
    """Goals are contracted at the first three-way, or soon after the first session if there was none."""
    start = [m for m in tale.held(SessionKind.THREE_WAY, Stage.START) if m.at > meeting.at]
    day = start[0].at.date() if start else workday(meeting.at.date() + timedelta(days=tale.random.randint(2, 6)))
    if not tale.happened(day):
        return
    at = max(tale.moment(day, 19), drafted.at + timedelta(minutes=10))
    event = tale.event(at, f"agreed {len(tale.goals)} goals with {tale.client}")
    for told in tale.goals:
        told.agreed_on = day
        event.change(
            "goal",
            told.id,
            state=GoalState.AGREED.value,
            achievable=1,
            agreed_on=day.isoformat(),
            objective_id=tale.plan.house.objectives.get(told.topic.key),
        )
        for position, title in enumerate(told.text.milestones):
            due = tale.plan.starts_on + (tale.plan.ends_on - tale.plan.starts_on) * (position + 1) / (
                len(told.text.milestones) + 1
            )
            done = due + timedelta(days=tale.random.randint(-9, 9))
            _milestone(tale, event, told, position, title, max(due, day), max(done, day + timedelta(days=1)))


def _milestone(tale: Tale, event: Event, told: GoalTold, position: int, title: str, due: date, done: date) -> None:
    key = event.make("milestone", goal_id=told.id, position=position, title=title, due_on=due.isoformat())
    last = tale.plan.ended_on or tale.today
    if done < last and tale.happened(done) and tale.chance(0.8):
        reached = tale.event(tale.moment(done, 18), f"reached a milestone with {tale.client}")
        reached.change("milestone", key, done_on=done.isoformat())


def progress(tale: Tale, meeting: Meeting, event: Event, number: int) -> None:
    """Note where the goals stand at a session; the one in focus always, the others at times."""
    for position, told in enumerate(tale.goals):
        focus = (number - 1) % len(tale.goals) == position
        if not (tale.script or focus or tale.chance(0.3)):
            continue
        index = number - 2
        if tale.script and index >= len(told.path):
            continue
        level = told.path[min(index, len(told.path) - 1)]
        _note(tale, event, told, meeting, level)
    if tale.goals and number >= 2 and tale.chance(0.2):
        told = tale.random.choice(tale.goals)
        event.make(
            "reflection",
            goal_id=told.id,
            written_on=meeting.at.date().isoformat(),
            body=tale.writer.say(told.topic.reflections, tale.cast),
        )


def _note(tale: Tale, event: Event, told: GoalTold, meeting: Meeting, level: int) -> None:
    key = event.make(
        "progress",
        goal_id=told.id,
        session_id=meeting.id,
        noted_on=meeting.at.date().isoformat(),
        level=level,
        party=(Party.CLIENT if tale.chance(0.4) else Party.COACH).value,
        confidence=tale.random.randint(2, 5),
    )
    if level != told.level or tale.chance(0.3):
        body = tale.writer.evidence(told.topic, tale.cast, level >= told.level)
        event.put("progress_evidence", key, body=body)
    told.level = level


def percentage(tale: Tale, meeting: Meeting, event: Event) -> None:
    """At a check-in the client puts a number on the way gone so far."""
    if not tale.goals or tale.script:
        return
    told = tale.goals[0]
    event.make(
        "progress",
        goal_id=told.id,
        session_id=meeting.id,
        noted_on=meeting.at.date().isoformat(),
        percent=min(100, max(5, 40 + 20 * told.level + tale.random.randrange(-10, 11, 5))),
        party=Party.CLIENT.value,
        confidence=tale.random.randint(2, 5),
    )


def revise(tale: Tale) -> None:
    """Half-way a goal may be worded anew: the former text stays, with the reason and who agreed."""
    held = tale.held(SessionKind.COACHING)
    if tale.script or len(held) < 4 or not tale.goals or not tale.chance(REVISED):
        return
    told = tale.goals[-1]
    texts = [_filled(tale, text) for text in told.topic.goals]
    others = [text.measure for text in texts if text.title != told.text.title]
    day = held[len(held) // 2].at.date() + timedelta(days=1)
    if not others or told.agreed_on is None or not told.agreed_on < day < tale.today:
        return
    event = tale.event(tale.moment(day, 18), f"revised a goal with {tale.client}")
    event.make(
        "goal_revision",
        goal_id=told.id,
        revised_on=day.isoformat(),
        former_title=told.text.title,
        former_measure=told.text.measure,
        reason=tale.writer.say(arrangements.GOAL_REVISION_REASONS, tale.cast),
        agreed_by="client,manager,coach" if tale.chance(0.6) else "client,coach",
    )
    later = tale.plan.ends_on + timedelta(days=14)
    event.change("goal", told.id, measure=tale.random.choice(others), due_on=later.isoformat())


def drop(tale: Tale) -> None:
    """The last of three goals may be closed when it no longer counts."""
    held = [m for m in tale.plan.meetings if m.kind is SessionKind.COACHING and m.fate is Fate.HELD]
    if len(tale.goals) < 3 or len(held) < 6 or not tale.chance(0.3):
        return
    told = tale.goals[-1]
    if told.agreed_on is not None and told.agreed_on < held[-1].at.date():
        event = tale.event(tale.moment(held[-1].at.date(), 21), f"closed a goal with {tale.client}")
        event.change("goal", told.id, state=GoalState.CLOSED.value)
