"""Turns what was typed into values, gathering all that can't be read so that it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TypeVar

from coachtui.domain.dates import read_day, read_moment, read_number, read_time, read_whole
from coachtui.domain.drafts import Problem, refuse

T = TypeVar("T")


class Reading:
    """Reads the fields of one form. Whatever can't be read becomes a problem; `check` raises them as Invalid."""

    def __init__(self, values: Mapping[str, str], today: date):
        self._values = values
        self._today = today
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """Return a text without the blanks around it."""
        return self._values[name].strip()

    def optional_id(self, name: str) -> str | None:
        """Return the record chosen, or None."""
        return self._values[name] or None

    def yes(self, name: str) -> bool:
        """Return a choice between yes and no."""
        return self._values[name] == "yes"

    def day(self, name: str) -> date | None:
        """Return the day typed; None when the field is empty."""
        return self._read(name, lambda typed: read_day(typed, self._today), None)

    def moment(self, name: str) -> date | None:
        """Return the day of a moment that was typed, whose time stands in a field of its own; None when it is empty."""
        return self._read(name, lambda typed: read_moment(typed, self._today)[0], None)

    def time(self, name: str, default: time) -> time:
        """Return the time of day typed; what can't be read counts as the default, and as a problem."""
        return self._read(name, read_time, default, required=True)

    def number(self, name: str, default: float) -> float:
        """Return the number typed; what can't be read counts as the default, and as a problem."""
        return self._read(name, read_number, default, required=True)

    def whole(self, name: str, default: int) -> int:
        """Return the whole number typed; what can't be read counts as the default, and as a problem."""
        return self._read(name, read_whole, default, required=True)

    def optional_whole(self, name: str) -> int | None:
        """Return the whole number typed; None when the field is empty."""
        return self._read(name, read_whole, None)

    def check(self, *more: Problem) -> None:
        """Raise Invalid if anything could not be read, or any further problem (of another field) is given."""
        unread = {problem.field for problem in self.problems}
        refuse([*self.problems, *(problem for problem in more if problem.field not in unread)])

    def _read(self, name: str, reader: Callable[[str], T], default: T, *, required: bool = False) -> T:
        typed = self._values[name].strip()
        if not typed and not required:
            return default
        try:
            return reader(typed)
        except ValueError as error:
            told = str(error) if typed else "This is missing. Type it."
            self.problems.append(Problem(name, told))
            return default
