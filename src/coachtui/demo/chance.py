"""Draws the engagements of all coaches but the owner, in every state and manner."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from coachtui.demo import arrangements
from coachtui.demo.diary import workday, workday_before
from coachtui.demo.organisations import promotion, role
from coachtui.demo.plan import Course, Guide, House, Interval, Plan
from coachtui.demo.topics import TOPICS
from coachtui.demo.world import World
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementState, RoleChange

_State = EngagementState
STATES = (
    (_State.ACTIVE, 68),
    (_State.COMPLETED, 18),
    (_State.PAUSED, 4),
    (_State.DISCONTINUED, 5),
    (_State.DRAFT, 3),
    (_State.CANCELLED, 2),
)
SPANS = ((182, (6, 8, 8, 10, 12)), (273, (10, 12, 12)), (364, (12, 16, 18, 24)))
"""Days agreed, and how many sessions are usual for them."""
OLDEST = 700
"""How many days ago the first engagements ended."""
STALLED, BEHIND, UNALIGNED, GAP, OVERDUE = 0.04, 0.10, 0.07, 0.08, 0.15
SETTLED_DAYS = 60
"""Before so many days neither stall nor falling behind shows."""


def draw(world: World, coach: Guide, house: House, surveyed: float, random: Random, today: date) -> Plan:
    """Return the plan of one engagement, still without code and meetings."""
    state = random.choices([state for state, _ in STATES], [weight for _, weight in STATES])[0]
    days, sizes = random.choices(SPANS, (15, 3, 2))[0]
    sessions = random.choice(sizes)
    starts_on = workday(today - timedelta(days=_days_since_start(state, days, random)))
    plan = Plan(
        code="",
        coach=coach,
        house=house,
        client=world.somebody(house, ""),
        manager=random.choice(house.managers),
        sponsor=random.choice(house.sponsors) if random.random() < 0.8 else None,
        state=state,
        taken_in=workday_before(starts_on - timedelta(days=random.randint(12, 28))),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days),
        zone="",
        topics=tuple(random.sample(TOPICS, random.choice((2, 2, 3)))),
        allocation=sessions,
        interval_weeks=max(1, days // 7 // sessions),
        minutes=random.choice((60, 60, 60, 75, 90)),
        notice_counts=random.random() < 0.85,
        paid=random.random() < 0.88,
        surveyed=random.random() < surveyed,
        tablet=random.random() < 0.1,
    )
    plan.zone = plan.client.zone
    plan.goals = len(plan.topics)
    plan.client.named = random.random() < 0.7
    _role(plan, random)
    _form(plan, sessions, random)
    _ending(plan, days, random, today)
    _pauses(plan, random, today)
    _manner(plan, random, today)
    return plan


def into(course: Course, plan: Plan) -> bool:
    """Whether an engagement can belong to a programme."""
    assert course.starts_on
    assert course.ends_on
    return plan.house is course.house and course.starts_on <= plan.starts_on <= course.ends_on


def _days_since_start(state: EngagementState, days: int, random: Random) -> int:
    if state is _State.DRAFT:
        return -random.randint(5, 25)
    if state is _State.ACTIVE:
        return int(days * random.uniform(0.03, 0.96))
    if state is _State.PAUSED:
        return int(days * random.uniform(0.35, 0.9))
    return days + random.randint(8, OLDEST)


def _role(plan: Plan, random: Random) -> None:
    chance = random.random()
    plan.client.role = role(random)
    if chance < 0.4:
        plan.role_change = RoleChange.PROMOTION
        plan.role_from, plan.client.role = promotion(random)
    elif chance < 0.5:
        plan.role_change = RoleChange.TEAM_CHANGE


def _form(plan: Plan, sessions: int, random: Random) -> None:
    chance = random.random()
    if chance < 0.15:
        plan.unit = AllocationUnit.HOURS
        plan.allocation = sessions * plan.minutes / 60
    elif chance < 0.19:
        plan.form, plan.group_size = CoachingForm.GROUP, random.randint(4, 9)
        plan.minutes = 90


def _ending(plan: Plan, days: int, random: Random, today: date) -> None:
    if plan.state is _State.COMPLETED:
        plan.ended_on = plan.ends_on - timedelta(days=random.randint(0, 5))
    elif plan.state is _State.DISCONTINUED:
        plan.ended_on = workday(plan.starts_on + timedelta(days=int(days * random.uniform(0.2, 0.7))))
    elif plan.state is _State.CANCELLED:
        plan.ended_on = plan.starts_on - timedelta(days=1)


def _pauses(plan: Plan, random: Random, today: date) -> None:
    """One in twelve paused for some weeks, and its end moved by as much; the paused ones are paused still."""
    reason = random.choice(arrangements.PAUSE_REASONS)
    elapsed = (today - plan.starts_on).days
    if plan.state is _State.PAUSED:
        plan.pauses = [Interval(today - timedelta(days=random.randint(5, min(60, elapsed - 30))), None, reason)]
        return
    start = plan.starts_on + timedelta(days=random.randint(40, 80))
    until = start + timedelta(days=random.randint(14, 42))
    over = plan.ended_on or today
    if plan.begun and plan.state is not _State.DISCONTINUED and until < over - timedelta(20) and random.random() < 0.08:
        plan.pauses = [Interval(start, until, reason)]
        plan.former_ends_on = plan.ends_on
        plan.ends_on += until - start
        if plan.ended_on:
            # It ends as much later, yet not in the future.
            plan.ended_on = min(plan.ended_on + (until - start), today - timedelta(days=1))
            plan.ends_on = max(plan.ends_on, plan.ended_on)


def _manner(plan: Plan, random: Random, today: date) -> None:
    chance = random.random()
    if plan.state is _State.ACTIVE:
        settled = (today - plan.starts_on).days - sum((p.until - p.start).days for p in plan.pauses if p.until)
        if settled > SETTLED_DAYS + 30 and chance < STALLED:
            plan.manner = "stalled"
        elif settled > SETTLED_DAYS and chance < STALLED + BEHIND:
            plan.manner = "behind"
        plan.gap = random.random() < GAP
        if random.random() < OVERDUE:
            plan.overdue, plan.overdue_days = random.randint(1, 3), random.randint(2, 25)
    plan.aligned = random.random() >= UNALIGNED
