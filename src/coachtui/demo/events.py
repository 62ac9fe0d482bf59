"""What happens in an invented practice, as events with the rows that each one writes; no database is known here.

An event is one action of a coach at one moment. A story is all events around one engagement (or around the practice),
told in any order and read in the order of time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from coachtui.domain.ids import natural_id, new_id

Value = str | int | float | None
MAKE, CHANGE, PURGE = 0, 1, 2
Step = tuple[int, str, dict[str, Value]]
"""What is done to a row: MAKE, CHANGE or PURGE, its table, and its columns with `id` among them."""


class Event:
    """One action: its moment (UTC), its words, and the rows it writes, parents before children."""

    __slots__ = ("at", "kind", "random", "steps", "tablet", "words")

    def __init__(self, at: datetime, words: str, random: Random, tablet: bool = False) -> None:
        self.at = at
        self.words = words
        self.random = random
        self.tablet = tablet
        self.kind = "do"
        self.steps: list[Step] = []

    def make(self, table: str, **values: Value) -> str:
        """Write a new row; return its key (UUIDv7 of the event's moment)."""
        values["id"] = key = new_id(milliseconds(self.at), self.random)
        self.steps.append((MAKE, table, values))
        return key

    def put(self, table: str, key: str, **values: Value) -> str:
        """Write a new row whose key is known, such as a part that shares its parent's."""
        values["id"] = key
        self.steps.append((MAKE, table, values))
        return key

    def tie(self, table: str, *names: str, **values: Value) -> str:
        """Write a new row with a natural key: the values of the columns `names`."""
        return self.put(table, natural_id(table, *(str(values[name]) for name in names)), **values)

    def change(self, table: str, key: str, **values: Value) -> None:
        """Change columns of a row that an event before, or this one, wrote."""
        values["id"] = key
        self.steps.append((CHANGE, table, values))

    def purge(self, table: str, key: str) -> None:
        """Remove a row for good."""
        self.steps.append((PURGE, table, {"id": key}))


class Story:
    """The events around one engagement, `about` its id, or around nothing (`about` None); none after `now`."""

    __slots__ = ("about", "events", "now", "random")

    def __init__(self, random: Random, now: datetime, about: str | None = None) -> None:
        self.random = random
        self.now = now
        self.about = about
        self.events: list[Event] = []

    def event(self, at: datetime, words: str, *, tablet: bool = False) -> Event:
        """Add an event at a moment (aware; a moment that has not come yet counts as just now)."""
        happened = Event(min(at.astimezone(UTC), self.now - timedelta(seconds=30)), words, self.random, tablet)
        self.events.append(happened)
        return happened

    def in_order(self) -> list[Event]:
        """Return the events by time; of those at the same moment the one told first comes first."""
        return sorted(self.events, key=lambda event: event.at)


def milliseconds(moment: datetime) -> int:
    """Return an aware moment as Unix milliseconds."""
    return int(moment.timestamp() * 1000)
