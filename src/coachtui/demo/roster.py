"""Which engagements a demo of a size has: the owner's from the cast, the others by chance, each with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from coachtui.demo import cast, chance, lines
from coachtui.demo.cast import Own, Script
from coachtui.demo.diary import utc, wall, workday_before
from coachtui.demo.plan import Guide, House, Interval, Plan, Somebody
from coachtui.demo.topics import TOPIC_BY_KEY
from coachtui.demo.world import World, distinct, mail
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import CoachingForm

SLOTS = (time(9), time(11, 30), time(15), time(16, 45))
"""The times of the owner's meetings today."""
SLOT_KEYS = "nabd"
"""`n` is the next one, the others follow around the clock."""
HOUSES_OF_A_COACH = 4


@dataclass(frozen=True)
class Size:
    """How much a demo holds; `surveyed` is the share of engagements with a 360 and pulses."""

    coaches: int
    houses: int
    courses: int
    engagements: int
    sessions: int
    surveyed: float


SIZES = {
    "coach": Size(1, 0, 1, 15, 180, 1.0),
    "lead": Size(12, 14, 4, 200, 2_400, 0.6),
    "practice": Size(1_000, 320, 60, 20_000, 240_000, 0.1),
}


@dataclass(frozen=True)
class Roster:
    """The world and the plans in order of intake; `scripts` by the code of the engagement."""

    world: World
    plans: list[Plan]
    scripts: dict[str, Script]


def draw(size: Size, seed: int, now: datetime, check: Callable[[], None]) -> Roster:
    """Draw everything that there is, deterministic by seed and moment; `check` may raise to break off."""
    random = Random(f"coachtui demo {seed}")
    today = wall(now, cast.OWNER_ZONE).date()
    world = World(random, size.coaches, size.houses, size.courses, size.engagements, today)
    slots = _slots(now, today)
    scripted: list[tuple[Plan, Own]] = [(_own(world, own, today), own) for own in cast.CAST]
    for plan, own in scripted:
        lines.script(plan, own.line, slots, now, own.hour)
    others = []
    for index in range(size.engagements - len(scripted)):
        check()
        coach, house = _assigned(world, index, random)
        others.append(chance.draw(world, coach, house, size.surveyed, random, today))
    others.sort(key=lambda plan: plan.taken_in)
    _join(world, others, random)
    for plan in others:
        check()
        lines.draw(plan, now, random)
    for plan in (*(plan for plan, _ in scripted), *others):
        _come_first(plan)
    plans = sorted([plan for plan, _ in scripted] + others, key=lambda plan: plan.taken_in)
    for number, plan in enumerate(plans, start=1):
        plan.code = f"P-{number:05d}"
    _fill(plans, size.sessions, now, random)
    return Roster(world, plans, {plan.code: own.script for plan, own in scripted if own.script})


def rows(plan: Plan) -> int:
    """Return how many sessions an engagement has, moved slots counted as well."""
    return len(plan.meetings) + sum(meeting.moved_from is not None for meeting in plan.meetings)


def _slots(now: datetime, today: date) -> dict[str, datetime]:
    """Return today's meeting times, as instants, the next one first; if the day is over, that is tomorrow's first."""
    instants = [utc(datetime.combine(today, slot), cast.OWNER_ZONE) for slot in SLOTS]
    following = next((index for index, instant in enumerate(instants) if instant >= now - timedelta(minutes=20)), None)
    if following is None:
        # On any weekday, holidays too: whatever else is planned must come after it.
        tomorrow = today + timedelta(days=7 - today.weekday() if today.weekday() >= 4 else 1)
        instants = [utc(datetime.combine(tomorrow, SLOTS[0]), cast.OWNER_ZONE), *instants[1:]]
        following = 0
    return {key: instants[(following + turn) % len(instants)] for turn, key in enumerate(SLOT_KEYS)}


def _own(world: World, own: Own, today: date) -> Plan:
    house = world.own_houses[own.house]
    manager = next((one for one in house.managers if one.name == own.manager[0]), None)
    if manager is None:
        name, short, role = own.manager
        manager = Somebody(name, short, mail(name, house.domain), role, house.zone)
        house.managers.append(manager)

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    plan = Plan(
        code="",
        coach=world.owner,
        house=house,
        client=Somebody(
            own.name, own.short, mail(own.name, house.domain), own.role, own.zone, note=own.note, named=own.paid
        ),
        manager=manager,
        sponsor=house.sponsors[0],
        state=own.state,
        taken_in=workday_before(day(own.intake if own.intake is not None else own.starts - 18)),
        starts_on=day(own.starts),
        ends_on=day(own.ends),
        zone=own.zone,
        topics=tuple(TOPIC_BY_KEY[key] for key in own.topics),
        programme=world.course if own.programme else None,
        ended_on=None if own.ended is None else day(own.ended),
        completed_once_on=None if own.completed_once is None else day(own.completed_once),
        reopened_on=None if own.reopened is None else day(own.reopened),
        former_ends_on=None if own.former_end is None else day(own.former_end),
        former_allocation=own.former_allocation,
        allocation=own.allocation,
        unit=own.unit,
        interval_weeks=own.weeks,
        minutes=own.minutes,
        paid=own.paid,
        form=CoachingForm.GROUP if own.group else CoachingForm.INDIVIDUAL,
        group_size=own.group,
        role_change=own.change,
        role_from=own.role_from,
        aligned=own.aligned,
        gap=own.script is not None,
        overdue=own.overdue[0],
        overdue_days=own.overdue[1],
        surveyed=own.surveyed,
        tablet=own.tablet,
    )
    if own.pause:
        start, until = own.pause
        plan.pauses = [Interval(day(start), None if until is None else day(until), "Parental leave; resumes on return")]
    return plan


def _assigned(world: World, index: int, random: Random) -> tuple[Guide, House]:
    """Return whose engagement the next one is; a coach works for a few organisations."""
    number = index % (len(world.coaches) - 1)
    house = (number * HOUSES_OF_A_COACH + random.randrange(HOUSES_OF_A_COACH)) % len(world.houses)
    return world.coaches[number + 1], world.houses[house]


def _come_first(plan: Plan) -> None:
    """Let the intake lie before the start and the first meeting, whatever holidays did to them."""
    first = min([plan.starts_on, *((meeting.moved_from or meeting.at).date() for meeting in plan.meetings)])
    if plan.taken_in >= first:
        plan.taken_in = workday_before(first - timedelta(days=3))


def _join(world: World, plans: list[Plan], random: Random) -> None:
    """Let engagements belong to a programme of their organisation, where one runs at the time."""
    world.courses = list(distinct(world.courses))
    for plan in plans:
        fitting = [course for course in world.courses if chance.into(course, plan)]
        if fitting and random.random() < 0.7:
            plan.programme = random.choice(fitting)


def _fill(plans: list[Plan], sessions: int, now: datetime, random: Random) -> None:
    """Add check-ins between sessions, or leave out what was booked far ahead, until the number is right."""
    missing = sessions - sum(map(rows, plans))
    places = [(plan, day) for plan in plans for day in lines.room_for_check_ins(plan)]
    random.shuffle(places)
    for plan, day in places:
        if missing <= 0:
            break
        missing -= lines.add_check_in(plan, day, now, random)
    for plan in plans:
        if missing < 0 and len(plan.meetings) > 2 and plan.coach is not plans[0].coach:
            ahead = [m for m in plan.meetings if m.kind is SessionKind.COACHING and m.starts(plan.zone) > now]
            for meeting in ahead[1:]:
                if missing < 0 and meeting.moved_from is None:
                    plan.meetings.remove(meeting)
                    missing += 1
    for plan in plans:
        lines.finish(plan)
