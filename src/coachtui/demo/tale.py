"""What the storytellers of one engagement share: the plan, the hand that writes, and what was told so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from coachtui.demo.diary import utc
from coachtui.demo.events import Event, Story
from coachtui.demo.plan import Fate, Meeting, Plan
from coachtui.demo.texts import Cast, Writer
from coachtui.demo.topics import GoalText, Topic
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.words import exact

if TYPE_CHECKING:
    from coachtui.demo.cast import Script

KIND_WORDS = {
    SessionKind.COACHING: "session",
    SessionKind.CHEMISTRY: "chemistry meeting",
    SessionKind.DEBRIEF: "assessment debrief",
    SessionKind.THREE_WAY: "three-way",
    SessionKind.CHECK_IN: "check-in",
}


@dataclass(frozen=True, slots=True)
class ModelRows:
    """The competency model as stored: its id, and the id and question of each competency by key."""

    id: str
    competencies: dict[str, str]
    questions: dict[str, str]


@dataclass(slots=True)
class GoalTold:
    """A goal and where it stands as the story goes on."""

    id: str
    topic: Topic
    text: GoalText
    baseline: int
    path: tuple[int, ...]
    """The level at each coaching session held, from the second on."""
    level: int
    agreed_on: date | None = None


@dataclass(slots=True)
class Promise:
    """A commitment that is still open."""

    id: str
    made_on: date
    due_on: date


@dataclass(slots=True)
class Tale:
    """One engagement while it is told."""

    plan: Plan
    story: Story
    writer: Writer
    cast: Cast
    model: ModelRows
    now: datetime
    today: date
    script: Script | None = None
    goals: list[GoalTold] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    slipping: set[str] = field(default_factory=set)
    """The commitments that are left open past their day."""
    unused: list[str] = field(default_factory=list)
    """Feedforward that the client has not taken up yet."""

    @property
    def random(self) -> Random:
        """The engagement's own chance."""
        return self.story.random

    @property
    def id(self) -> str:
        """The engagement's key."""
        assert self.story.about is not None
        return self.story.about

    @property
    def client(self) -> str:
        """The client's full name."""
        return self.plan.client.name

    def moment(self, day: date, hour: int) -> datetime:
        """Return an instant on a day, somewhere within an hour on the coach's clock."""
        at = time(hour, self.random.randrange(60), self.random.randrange(60))
        return utc(datetime.combine(day, at), self.plan.coach.zone)

    def event(self, at: datetime, words: str, *, tablet: bool = False) -> Event:
        """Add an event of this engagement."""
        return self.story.event(at, words, tablet=tablet)

    def happened(self, day: date) -> bool:
        """Whether a day is over by now."""
        return day < self.today

    def paused(self, day: date) -> bool:
        """Whether the engagement stands still on a day."""
        return any(pause.start <= day and (pause.until is None or day < pause.until) for pause in self.plan.pauses)

    def named(self, meeting: Meeting, day: date | None = None) -> str:
        """Return a meeting in the words of an action: "session with Dana Okafor on Sat 21 Nov 2026"."""
        return f"{KIND_WORDS[meeting.kind]} with {self.client} on {exact(day or meeting.at.date())}"

    def held(self, kind: SessionKind, stage: Stage | None = None) -> list[Meeting]:
        """Return the meetings of a kind that were held, in order."""
        return [m for m in self.plan.meetings if m.kind is kind and m.fate is Fate.HELD and m.stage is stage]

    def chance(self, probability: float) -> bool:
        """Draw a lot."""
        return self.random.random() < probability


def after(meeting: Meeting, zone: str, random: Random) -> datetime:
    """Return the instant at which a coach closes a meeting: some minutes after it ended."""
    minutes = meeting.minutes + random.randint(3, 9)
    return meeting.starts(zone) + timedelta(minutes=minutes, seconds=random.randrange(60))
