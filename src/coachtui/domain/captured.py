"""What the lines of a session's notes are read against, and what is read from them; the grammar is in `capture.py`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.assessment import Relation
from coachtui.domain.lanes import Lane
from coachtui.domain.people import Party


class Person(NamedTuple):
    """Somebody whom `@who` can mean. `id` is that of the person, and empty for the coach.

    `party` is their role in the work on the engagement, `relation` how they give feedback; either may be unknown.
    """

    id: str
    name: str
    party: Party | None = None
    relation: Relation | None = None


class Goal(NamedTuple):
    """A goal that `#goal` can mean: `number` counts from 1 as the screens do, `level` is where it stands, −2…+2."""

    id: str
    title: str
    number: int
    level: int | None = None


class Around(NamedTuple):
    """What lines are read against. `today` is the session's day: dates without a year are the next from there."""

    people: tuple[Person, ...]
    goals: tuple[Goal, ...]
    today: date


class CommitmentItem(NamedTuple):
    """Something that the client, manager or coach will do. `by_next`: no date was given, so by the next session."""

    owner: Party
    person_id: str | None
    text: str
    due: date | None
    by_next: bool


class ProgressItem(NamedTuple):
    """Where a goal stands now: a level (−2…+2) or a percentage (0…100), never both; `evidence` may be empty."""

    goal_id: str
    level: int | None
    percent: int | None
    evidence: str


class FeedforwardItem(NamedTuple):
    """A suggestion for the future; nobody, a relation only, or a person and their relation may be known."""

    person_id: str | None
    relation: Relation | None
    text: str


class ThemeItem(NamedTuple):
    """A theme, in small letters, its words joined by hyphens. The same one may stand in several lines."""

    word: str


class SummaryItem(NamedTuple):
    """A line of the summary that is shared; all of them together, in their order, are the summary."""

    text: str


Item = CommitmentItem | ProgressItem | FeedforwardItem | ThemeItem | SummaryItem


class Kind(StrEnum):
    """What a line is. One that can't be read is TEXT, with a reason."""

    TEXT = "text"
    HEADING = "heading"
    COMMITMENT = "commitment"
    PROGRESS = "progress"
    FEEDFORWARD = "feedforward"
    THEME = "theme"
    SUMMARY = "summary"


class Part(StrEnum):
    """What a stretch of a line says."""

    MARK = "mark"
    WHO = "who"
    WHEN = "when"
    GOAL = "goal"
    LEVEL = "level"
    WORD = "word"
    HEADING = "heading"


class Span(NamedTuple):
    """A stretch of a line, `start` to `end` (exclusive) in characters as `str` counts them."""

    start: int
    end: int
    part: Part


class Line(NamedTuple):
    """One line as it was read. `text` is the line unchanged, without its break.

    `reason` is empty unless the line begins like an item and can't be read as one: then it says what to do. `lane` is
    that of a GROW heading ("## Reality"). `spans` do not overlap, and stand in their order.
    """

    text: str
    kind: Kind = Kind.TEXT
    item: Item | None = None
    reason: str = ""
    lane: Lane | None = None
    spans: tuple[Span, ...] = ()


class Capture(NamedTuple):
    """Notes as they were read: every line, the items with the index of their line, the indexes of marked lines.

    `lines` has an entry for each line that a text field shows, so at least one.
    """

    lines: tuple[Line, ...]
    items: tuple[tuple[int, Item], ...]
    marked: tuple[int, ...]

    @property
    def summary(self) -> str:
        """The shared summary: its lines in their order; empty if there is none."""
        return "\n".join(item.text for _, item in self.items if isinstance(item, SummaryItem))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes, each once, in the order in which they came up."""
        return tuple(dict.fromkeys(item.word for _, item in self.items if isinstance(item, ThemeItem)))


class Offer(NamedTuple):
    """One way to complete what was begun: `text` replaces it, `shown` says in full what is meant."""

    text: str
    shown: str


class Completions(NamedTuple):
    """Offers for what stands from `start` up to the cursor; none if nothing is begun there."""

    start: int
    offers: tuple[Offer, ...]
