"""Writes what coaches write: whole notes, filled goals, the texts of a meeting; all from the topics and phrases.

A `Writer` deals every pool of texts like a deck of cards, so that a coach does not repeat a sentence until the pool is
used up. It is deterministic by its `random.Random`; make one per coach and give it that coach's engagements in turn.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Literal

from coachtui.demo import arrangements, phrases
from coachtui.demo.organisations import PROJECTS
from coachtui.demo.topics import TOPICS, GoalText, Topic
from coachtui.demo.values import ValueText

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
COUNTS = ("two", "three", "four", "five", "six")

Owner = Literal["client", "manager", "coach"]


@dataclass(frozen=True)
class Cast:
    """Whom the texts of one engagement speak of, by the names that colleagues use (`Person.short`).

    `report` and `other` are direct reports of the client, `peer` is a colleague of the same level, `project` is one of
    `organisations.PROJECTS`.
    """

    client: str
    manager: str
    report: str
    other: str
    peer: str
    project: str

    @cached_property
    def slots(self) -> dict[str, str]:
        """The slots of a template that stay the same throughout an engagement."""
        return {
            "client": self.client,
            "manager": self.manager,
            "report": self.report,
            "other": self.other,
            "peer": self.peer,
            "project": self.project,
        }


@dataclass(frozen=True, slots=True)
class AlignmentText:
    """What the parties expect and promise: one row of the alignment screen per field."""

    client_expects: str
    manager_expects: str
    client_measure: str
    manager_measure: str
    support_asked: str
    support_promised: str


class Writer:
    """One coach's hand. Every method returns finished text: no slots, no NUL, no blank at either end."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._decks: dict[int, tuple[int, int]] = {}

    def pick_project(self) -> str:
        """A project for a new cast."""
        return self._deal(PROJECTS)

    def say(self, pool: tuple[str, ...], cast: Cast) -> str:
        """The next text of a pool, filled. `pool` is a module-level tuple or a field of a topic, not a passing one."""
        return self._deal(pool).format_map(self._slots(cast))

    def say_several(self, pool: tuple[str, ...], cast: Cast, count: int) -> tuple[str, ...]:
        """The next `count` texts of a pool (fewer where it is smaller), filled and all different."""
        slots = self._slots(cast)
        return tuple(self._deal(pool).format_map(slots) for _ in range(min(count, len(pool))))

    def topics(self, count: int) -> tuple[Topic, ...]:
        """Different topics for the goals of one engagement."""
        return tuple(self._rng.sample(TOPICS, count))

    def goal(self, topic: Topic, cast: Cast) -> GoalText:
        """A goal of a topic with its measure, five levels and milestones, filled."""
        goals = topic.goals
        template = goals[self._turn(id(goals), len(goals))]
        slots = self._slots(cast)
        minus_two, minus_one, expected, plus_one, plus_two = (level.format_map(slots) for level in template.levels)
        return GoalText(
            template.title.format_map(slots),
            template.text.format_map(slots),
            template.measure.format_map(slots),
            (minus_two, minus_one, expected, plus_one, plus_two),
            tuple(milestone.format_map(slots) for milestone in template.milestones),
        )

    def commitment(self, topic: Topic, cast: Cast, owner: Owner) -> str:
        """What one of the three takes on, as a phrase without a full stop."""
        if owner == "client":
            return self.say(topic.client_commitments, cast)
        if owner == "manager":
            return self.say(topic.manager_commitments, cast)
        return self.say(topic.coach_commitments, cast)

    def evidence(self, topic: Topic, cast: Cast, forward: bool) -> str:
        """What a progress entry rests on: a step forward, or none."""
        return self.say(topic.evidence if forward else topic.setbacks, cast)

    def rating_evidence(self, competency: str, level: int, cast: Cast) -> str:
        """What the rating of a competency (a key of the model) at a level 1–5 rests on."""
        topics = _TOPICS_OF[competency]
        topic = topics[int(self._rng.random() * len(topics))]
        if level <= 2:
            return self.say(topic.low_signs, cast)
        return self.say(topic.high_signs if level >= 4 else topic.evidence, cast)

    def alignment(self, topic: Topic, cast: Cast) -> AlignmentText:
        """The two columns of the alignment screen for a topic."""
        return AlignmentText(
            self.say(topic.client_expectations, cast),
            self.say(topic.manager_expectations, cast),
            self.say(topic.client_measures, cast),
            self.say(topic.manager_measures, cast),
            self.say(topic.support_asked, cast),
            self.say(topic.support_promised, cast),
        )

    def logistics(self) -> str:
        """Where, how moved, what between the sessions: the agreement's logistics in one text."""
        place = self._deal(arrangements.LOGISTICS_PLACE)
        return f"{place}; {self._deal(arrangements.LOGISTICS_MOVING)}; {self._deal(arrangements.LOGISTICS_BETWEEN)}."

    def observation(self, value: ValueText, cast: Cast, seen: bool) -> str:
        """An observation for (`seen`) or against a value."""
        return self.say(value.seen if seen else value.missed, cast)

    def chemistry_note(self, cast: Cast) -> str:
        """The private note of a chemistry meeting."""
        return "\n".join(self.say_several(phrases.CHEMISTRY, cast, 5))

    def assessment_note(self, topic: Topic, cast: Cast) -> str:
        """The private note of an assessment debrief that points to a topic."""
        found = self.say_several(phrases.ASSESSMENT, cast, 4)
        slots = self._slots(cast)
        closing = f"Comment that stayed: “{self._deal(topic.wishes)}”\n\nLeads towards: {topic.name.lower()}."
        return "\n".join(found) + "\n\n" + closing.format_map(slots)

    def three_way_note(self, topic: Topic, cast: Cast) -> str:
        """The private note after a three-way meeting."""
        slots = self._slots(cast)
        parts = (
            self._deal(phrases.THREE_WAY_REMARKS),
            self._deal(topic.outcomes),
            f"Between the lines: {self._deal(topic.hypotheses)}",
        )
        return "\n\n".join(parts).format_map(slots)

    def note(self, topic: Topic, cast: Cast, number: int, total: int, also: Topic | None = None) -> str:
        """The private note of coaching session `number` (from 1) of `total`, on a topic; `also` is touched upon.

        About half are structured by GROW with headings, the others free; from three lines to long paragraphs.
        """
        roll = self._rng.random()
        if roll < 0.14:
            parts = self._short(topic)
        elif roll < 0.62:
            parts = self._grow(topic)
        elif roll < 0.88:
            parts = self._free(topic)
        else:
            parts = self._long(topic)
        if number == 1:
            parts.insert(0, self._deal(phrases.FIRST_SESSION))
        elif number == total:
            parts.append(self._deal(phrases.LAST_SESSION))
        elif number == (total + 1) // 2:
            parts.insert(1, self._deal(phrases.MIDDLE))
        if also is not None:
            parts.append(f"Also, {also.name.lower()}: {self._deal(also.reality)}")
        if self._rng.random() < 0.28:
            parts.append(self._deal(phrases.ASIDES))
        return "\n\n".join(parts).format_map(self._slots(cast))

    def _short(self, topic: Topic) -> list[str]:
        deal = self._deal
        return [f"{deal(phrases.BRIEF_NOTES)}\n{deal(topic.reality)}\n{deal(topic.will)}"]

    def _grow(self, topic: Topic) -> list[str]:
        deal = self._deal
        reality = [deal(topic.reality) for _ in range(1 + int(self._rng.random() * 3))]
        reality.append(deal(phrases.OBSERVATIONS))
        reality.insert(1, f"Asked: “{deal(topic.questions)}”")
        options = "\n".join(f"- {deal(topic.options)}" for _ in range(2 + int(self._rng.random() * 2)))
        return [
            deal(phrases.ARRIVALS),
            f"## Goal\n{deal(topic.aims)}",
            "## Reality\n" + "\n".join(reality),
            f"## Options\n{options}",
            f"## Will\n{deal(topic.will)}",
            *self._ending(),
        ]

    def _free(self, topic: Topic) -> list[str]:
        deal = self._deal
        story = f"{deal(topic.reality)} {deal(phrases.OBSERVATIONS)} {deal(topic.reality)}"
        return [
            f"{deal(phrases.ARRIVALS)} {deal(topic.aims)}",
            f"{story} I asked: “{deal(topic.questions)}”",
            f"{deal(topic.options)} {deal(topic.will)}",
            *self._ending(),
        ]

    def _long(self, topic: Topic) -> list[str]:
        deal = self._deal
        story = " ".join((deal(topic.reality), deal(phrases.OBSERVATIONS), deal(topic.reality), deal(topic.reality)))
        return [
            f"{deal(phrases.ARRIVALS)} {deal(topic.aims)}",
            deal(phrases.REFLECTIVE),
            f"{story} {deal(topic.options)} {deal(topic.options)}",
            f"Hypothesis, lightly held: {deal(topic.hypotheses)}",
            f"## Agreed\n- {deal(topic.will)}\n- {deal(topic.will)}",
            deal(phrases.ENDINGS),
        ]

    def _ending(self) -> list[str]:
        return [self._deal(phrases.ENDINGS)] if self._rng.random() < 0.5 else []

    def _slots(self, cast: Cast) -> dict[str, str]:
        draw = self._rng.random
        return {**cast.slots, "weekday": WEEKDAYS[int(draw() * 5)], "count": COUNTS[int(draw() * 5)]}

    def _deal(self, pool: tuple[str, ...]) -> str:
        return pool[self._turn(id(pool), len(pool))]

    def _turn(self, deck: int, size: int) -> int:
        """The next index of a deck: from a random start in a stride that meets every card before one comes again."""
        state = self._decks.get(deck)
        if state is None:
            strides = _STRIDES[size]
            state = (int(self._rng.random() * size), strides[int(self._rng.random() * len(strides))])
        place, stride = state
        self._decks[deck] = ((place + stride) % size, stride)
        return place


_STRIDES: tuple[tuple[int, ...], ...] = tuple(
    tuple(stride for stride in range(1, max(size, 2)) if gcd(stride, size) == 1) or (1,) for size in range(256)
)
"""For each size of a deck, the strides that meet all its cards."""

_TOPICS_OF: dict[str, tuple[Topic, ...]] = {
    competency: tuple(topic for topic in TOPICS if topic.competency == competency)
    for competency in {topic.competency for topic in TOPICS}
}
