"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from coachtui.exchange.tables import Fault


class Status(StrEnum):
    """What a row comes to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True)
class Line:
    """One row of the preview. `changes` will be written; `kept` differ from the file and stay as they are.

    `client` is whom the row is about, and `goal` the title of the goal, where it is about one.
    """

    row: int
    status: Status
    client: str
    changes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    goal: str = ""

    @property
    def about(self) -> str:
        """Whom, and which goal, the row is about."""
        return " · ".join(filter(None, (self.client, self.goal)))

    @property
    def said(self) -> str:
        """What comes of the row, in words: its faults, or else what is written and what stays."""
        if self.faults:
            return "; ".join(f"{fault.field}: {fault.words}" if fault.field else fault.words for fault in self.faults)
        return "; ".join((*self.changes, *self.kept))


@dataclass(frozen=True)
class Preview:
    """What an import would do; `notes` are about the file as a whole."""

    layout: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    def count(self, status: Status) -> int:
        """How many rows come to this."""
        return sum(line.status is status for line in self.lines)

    @property
    def counted(self) -> str:
        """How many rows come to what, in words, as far as there are any."""
        return ", ".join(f"{self.count(status)} {status}" for status in Status if self.count(status)) or "no rows"

    @property
    def writes(self) -> bool:
        """Whether anything would be written."""
        return any(line.changes for line in self.lines)


class RowError(Exception):
    """What is wrong with a row, by its field: nothing of the row is kept."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


def faulty(faults: Iterable[Fault], about: Mapping[int, tuple[str, str]] = MappingProxyType({})) -> list[Line]:
    """Return a line for each row that could not be understood, with all that is wrong with it.

    `about` is whom, and which goal, the rows are about.
    """
    of_row: dict[int, list[Fault]] = {}
    for fault in faults:
        of_row.setdefault(fault.row, []).append(fault)
    lines = []
    for row, found in of_row.items():
        client, goal = about.get(row, ("", ""))
        lines.append(Line(row, Status.ERROR, client, faults=tuple(found), goal=goal))
    return lines


def unread_note(unread: Iterable[str]) -> tuple[str, ...]:
    """Return the note about columns that are not read, if there are any."""
    names = ", ".join(unread)
    return (f"Not read, since nothing is known about them: {names}.",) if names else ()
