"""The practice around the engagements: its organisations, coaches, programmes and competency model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from coachtui.demo import cast, names
from coachtui.demo.diary import Diary
from coachtui.demo.events import Story
from coachtui.demo.model import competencies
from coachtui.demo.organisations import (
    MANAGER_ROLES,
    PROJECTS,
    SPONSOR_ROLES,
    organisations,
    programme_name,
)
from coachtui.demo.plan import Course, Guide, House, Somebody
from coachtui.demo.tale import ModelRows
from coachtui.demo.topics import TOPICS
from coachtui.demo.values import VALUES
from coachtui.domain.competency_model import level_key
from coachtui.domain.people import ProgrammeKind
from coachtui.domain.words import folded
from coachtui.models import shipped

OBJECTIVES, BEHAVIOURS = 9, 4
"""How many of each an organisation has written down."""
MANAGERS_SHARE = 3
"""About how many engagements of one organisation share a line manager."""
COACH_ZONES = ("Europe/Zurich", "Europe/London", "Europe/Berlin", "Europe/Paris", "America/New_York", "Europe/Madrid")


class World:
    """Who and what there is, before any story is told."""

    def __init__(self, random: Random, coaches: int, houses: int, courses: int, engagements: int, today: date) -> None:
        self._random = random
        self._people = names.people(random)
        self.owner = Guide(cast.OWNER, cast.OWNER_ZONE, Diary(cast.OWNER_ZONE), cast.OWNER_MAIL)
        self.coaches = [self.owner, *(self._coach() for _ in range(coaches - 1))]
        self.own_houses = {key: self._own_house(text) for key, text in cast.HOUSES.items()}
        taken = {house.name for house in self.own_houses.values()}
        invented = (one for one in organisations(random, houses + len(taken)) if one.name not in taken)
        each = max(2, engagements // max(1, houses) // MANAGERS_SHARE)
        self.houses = [self._house(one.name, one.domain, each) for _, one in zip(range(houses), invented, strict=False)]
        self.course = Course(
            f"Northwind first-time executives {today.year}", ProgrammeKind.COHORT, self.own_houses[cast.HOME],
            today - timedelta(days=130), today + timedelta(days=240),
        )  # fmt: skip
        self.courses = [self._course(today) for _ in range(courses - 1)] if self.houses else []

    def somebody(self, house: House, role: str) -> Somebody:
        """Return someone new at an organisation."""
        found = next(self._people)
        return Somebody(found.name, found.short, names.email(found, house.domain), role, found.time_zone)

    def _coach(self) -> Guide:
        found = next(self._people)
        zone = self._random.choice(COACH_ZONES)
        return Guide(found.name, zone, Diary(zone), f"{found.mailbox}@keller-coaching.example")

    def _own_house(self, text: cast.HouseText) -> House:
        house = House(text.name, text.zone, text.domain)
        name, short, role = text.sponsor
        house.sponsors.append(Somebody(name, short, mail(name, text.domain), role, text.zone))
        return house

    def _house(self, name: str, domain: str, managers: int) -> House:
        house = House(name, "Europe/Zurich", domain)
        house.managers = [self.somebody(house, self._random.choice(MANAGER_ROLES)) for _ in range(managers)]
        house.sponsors = [self.somebody(house, self._random.choice(SPONSOR_ROLES)) for _ in range(2)]
        house.zone = house.managers[0].zone
        return house

    def _course(self, today: date) -> Course:
        house = self._random.choice(self.houses)
        starts_on = today - timedelta(days=self._random.randint(60, 500))
        name = programme_name(self._random, house.name, starts_on.year)
        kind = self._random.choice((ProgrammeKind.COHORT, ProgrammeKind.PILOT, ProgrammeKind.CONTRACT))
        return Course(name, kind, house, starts_on, starts_on + timedelta(days=540))


def mail(name: str, domain: str) -> str:
    """Return the address of someone whose name is given."""
    parts = [names.ascii_slug(part) for part in name.split() if not part.endswith(".")]
    return f"{'.'.join(part for part in parts if part)}@{domain}"


def tell_model(story: Story, at: datetime) -> ModelRows:
    """Store the shipped competency model."""
    stored = shipped().as_model()
    event = story.event(at, f"added the competency model {stored.name} {stored.version}")
    event.put("competency_model", stored.id, name=stored.name, version=stored.version)
    keys, questions = {}, {}
    for position, (one, key) in enumerate(zip(stored.competencies, competencies(), strict=True)):
        keys[key], questions[key] = one.id, one.description
        event.put(
            "competency",
            one.id,
            model_id=stored.id,
            position=position,
            name=one.name,
            description=one.description,
            kpi=int(one.kpi),
        )
        for level, words in enumerate(one.levels, start=1):
            event.put(
                "competency_level",
                level_key(one.id, level),
                competency_id=one.id,
                level=level,
                description=words,
            )
    return ModelRows(stored.id, keys, questions)


def tell_house(story: Story, house: House, random: Random) -> None:
    """Store an organisation with its objectives and the behaviours it wants to see."""
    at = house.since - timedelta(minutes=random.randint(20, 300))
    event = story.event(at, f"added {house.name}")
    house.id = event.make("organisation", name=house.name, folded=folded(house.name))
    for topic in random.sample(TOPICS, OBJECTIVES):
        title = random.choice(topic.objectives)
        slots = {"project": random.choice(PROJECTS), "count": "two", "weekday": "Friday"}
        if any(f"{{{slot}}}" in title for slot in ("client", "manager", "report", "other", "peer")):
            continue
        due = (house.since + timedelta(days=random.randint(250, 800))).date()
        house.objectives[topic.key] = event.make(
            "objective", organisation_id=house.id, title=title.format_map(slots), due_on=due.isoformat()
        )
    for value in random.sample(VALUES, BEHAVIOURS):
        key = event.make("desired_behaviour", organisation_id=house.id, value=value.name, behaviour=value.behaviour)
        house.behaviours.append((key, value.name))


def tell_coach(story: Story, guide: Guide, random: Random) -> None:
    """Store a coach, and now and then hours from before."""
    event = story.event(guide.since - timedelta(days=3), f"added the coach {guide.name}")
    begun = (guide.since - timedelta(days=random.randint(800, 4000))).date()
    guide.id = event.make(
        "coach",
        name=guide.name,
        folded=folded(guide.name),
        email=guide.email,
        time_zone=guide.zone,
        training_started_on=begun.isoformat(),
    )


def tell_course(story: Story, course: Course, first: datetime) -> None:
    """Store a programme, before the first engagement that belongs to it."""
    event = story.event(first - timedelta(minutes=15), f"added the programme {course.name}")
    course.id = event.make(
        "programme",
        name=course.name,
        folded=folded(course.name),
        kind=course.kind.value,
        organisation_id=course.house.id if course.house else None,
        starts_on=course.starts_on.isoformat() if course.starts_on else None,
        ends_on=course.ends_on.isoformat() if course.ends_on else None,
    )


def distinct(courses: list[Course]) -> Iterator[Course]:
    """Yield the programmes whose name was not yielded before."""
    seen: set[str] = set()
    for course in courses:
        if folded(course.name) not in seen:
            seen.add(folded(course.name))
            yield course
