"""What a row of a table of goals can ask for, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from coachtui.domain.words import folded
from coachtui.exchange.cells import Cells, quoted
from coachtui.exchange.tables import Fault, Row

T = TypeVar("T")

OVER = {"completed", "complete", "closed", "achieved", "done"}
DROPPED = {"archived", "cancelled", "canceled", "abandoned", "discontinued"}
NOT_BEGUN = {"", "created", "pending", "draft", "open", "not started", "to do"}
UNDER_WAY = {"ongoing", "in progress", "on track", "active", "started"}
"""What goal programs call a goal that is reached, given up, not begun, and under way."""


@dataclass(frozen=True)
class Step:
    """A milestone as the file says it; one with a row of its own names its client and goal (`WantedStep`)."""

    title: str
    percent: int | None = None
    due: date | None = None
    done: bool = False


@dataclass(frozen=True)
class WantedGoal:
    """One goal as a row asks for it; what a row doesn't say is empty or None here.

    `evidence` is what its progress rests on, and `over` the file's word for a goal that is, or empty.
    """

    row: int
    title: str
    client: str = ""
    email: str = ""
    engagement: str = ""
    measure: str = ""
    due: date | None = None
    importance: int | None = None
    difficulty: int | None = None
    baseline: int | None = None
    levels: Mapping[int, str] = field(default_factory=dict)
    percent: int | None = None
    level: int | None = None
    as_of: date | None = None
    agreed: date | None = None
    objective: str = ""
    competencies: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: str = ""
    begun: bool = True
    over: str = ""


@dataclass(frozen=True)
class WantedStep:
    """One row that is a milestone of the goal `of`, by its title."""

    row: int
    step: Step
    of: str
    client: str = ""
    email: str = ""
    engagement: str = ""


@dataclass(frozen=True)
class UnderstoodGoals:
    """A table's rows as goals and milestones, and what is wrong with the rest.

    `heads` gives the header of each key, so that a fault names the column as it stands in the file; `about` what
    each row calls its client, and its goal or milestone.
    """

    layout: str
    wanted: tuple[WantedGoal, ...]
    steps: tuple[WantedStep, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...]
    heads: Mapping[str, str]
    about: Mapping[int, tuple[str, str]]


class GoalCells(Cells):
    """A row of goals. `names` gives the title of a goal by what other rows may call it."""

    def __init__(self, row: Row, heads: dict[str, str], names: dict[str, str]) -> None:
        super().__init__(row, heads)
        self.names = names

    def day(self, key: str) -> date | None:
        """A date; the time of day that a program may have written behind it says nothing about a goal."""
        text = self.text(key)
        stamp = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*( UTC)?", text)
        return self._read(key, stamp[1] if stamp else text, Cells.day)

    def title(self, key: str) -> str:
        """The title of a goal, which must be there."""
        title = self.line(key)
        if not title:
            self.fault(key, "is missing. Write what the goal is.")
        return title

    def out_of(self, key: str, whole: int) -> int | None:
        """A share of `whole` (1 or 100) as percent, rounded."""
        text = self.text(key)
        if whole == 100 and text.endswith("%"):
            text = text[:-1].rstrip()
        value = self._read(key, text, Cells.number)
        if value is None:
            return None
        if not 0 <= value <= whole:
            usual = "0 to 1, where 0.35 is 35 %" if whole == 1 else "0 to 100"
            self.fault(key, f"{quoted(self.text(key))} is outside the scale of this layout. Give {usual}.")
            return None
        return int(round(value * 100 / whole, 6) + 0.5)

    def small(self, key: str, low: int, high: int) -> int | None:
        """A whole number of a short scale, with any of the minus signs."""
        text = self.text(key).replace("−", "-")
        if not text:
            return None
        if re.fullmatch(r"[-+]?[0-9](\.0+)?", text) and low <= int(float(text)) <= high:
            return int(float(text))
        span = f"{low} to {high}".replace("-", "−")
        self.fault(key, f"{quoted(self.text(key))} is not on this scale. Give {span}.")
        return None

    def parts(self, key: str) -> tuple[str, ...]:
        """What stands between semicolons, each once."""
        parts: dict[str, str] = {}
        for part in self.text(key).split(";"):
            if words := " ".join(part.split()):
                parts.setdefault(folded(words), words)
        return tuple(parts.values())

    def _read(self, key: str, text: str, read: Callable[[Cells, str], T]) -> T:
        """Read another text in place of a cell's."""
        cell = Cells(Row(self.row.number, {key: text}), {key: key})
        value = read(cell, key)
        for fault in cell.faults:
            self.fault(key, fault.words)
        return value
