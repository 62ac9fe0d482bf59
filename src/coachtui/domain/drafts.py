"""What is wrong with what was typed, said in a coach's words, and the checks that all drafts share.

A check returns a `Problem` or None; `gather` keeps the problems. Nothing here changes what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from math import isfinite
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coachtui.domain.rules import DEFAULT, Rules

_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\".]+(\.[^@\s,;<>()\[\]\".]+)*")


class Problem(NamedTuple):
    """What is wrong with one field, and what to do about it."""

    field: str
    message: str


class Invalid(Exception):  # noqa: N818  # read aloud, "Invalid(problems)" is the sentence that is meant
    """A draft that can't be saved; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def gather(*found: Problem | None) -> tuple[Problem, ...]:
    """Keep the problems among the results of checks, in their order."""
    return tuple(problem for problem in found if problem is not None)


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `Invalid` if there is any problem."""
    listed = tuple(problems)
    if listed:
        raise Invalid(listed)


def text(field: str, value: str, label: str, *, limit: int = DEFAULT.text_limit) -> Problem | None:
    """Check a text that may be empty: not too long (characters), and storable."""
    if len(value) > limit:
        return Problem(
            field, f"{label} has {len(value):,} characters; {limit:,} is the most. Shorten it, or split it in two."
        )
    if "\0" in value:
        return Problem(field, f"{label} holds an invisible NUL character, which can't be stored. Delete it.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        return Problem(field, f"{label} holds half of a character, which can't be stored. Type that part again.")
    return None


def line(field: str, value: str, label: str, *, rules: Rules = DEFAULT) -> Problem | None:
    """Check a one-line field that may be empty."""
    return text(field, value, label, limit=rules.line_limit)


def required(field: str, value: str, label: str, *, limit: int = DEFAULT.line_limit) -> Problem | None:
    """Check a text that must say something."""
    if not value.strip():
        return Problem(field, f"{label} is missing. Type it.")
    return text(field, value, label, limit=limit)


def chosen(field: str, value: str | None, label: str) -> Problem | None:
    """Check that a record was chosen (its id is filled)."""
    return None if value else Problem(field, f"{label} is missing. Choose one.")


def email(field: str, value: str | None) -> Problem | None:
    """Check the shape of an e-mail address; empty is fine."""
    if not value:
        return None
    if len(value) > 254 or not _EMAIL.fullmatch(value):
        return Problem(field, "This isn't an e-mail address. Write one like name@example.com, or leave it empty.")
    return text(field, value, "The e-mail address")


def zone(field: str, value: str | None) -> Problem | None:
    """Check that an IANA time zone of this name exists."""
    if not value:
        return Problem(field, "The time zone is missing. Write one like Europe/Zurich.")
    if known_zone(value):
        return None
    shown = value if len(value) <= 40 else value[:39] + "…"
    return Problem(field, f"No time zone is called “{shown}”. Write one like Europe/Zurich or America/New_York.")


def known_zone(name: str) -> bool:
    """Whether the zone database has this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Besides unknown names: absolute paths, folders of the database ("America") and names too long for a file.
        return False
    return True


def plausible(field: str, day: date | None, label: str, *, rules: Rules = DEFAULT) -> Problem | None:
    """Check that a date's year is one that a coach can mean; None is fine."""
    if day is None or rules.first_year <= day.year <= rules.last_year:
        return None
    return Problem(field, f"{label} is in the year {day.year}. Check the year.")


def ordered(field: str, first: date | None, last: date | None, label: str, first_label: str) -> Problem | None:
    """Check that `last` is not before `first`; either may be open."""
    if first is None or last is None or last >= first:
        return None
    return Problem(field, f"{label} ({last}) is before {first_label} ({first}). Move one of the two.")


def within(field: str, value: float | None, low: float, high: float, label: str, unit: str = "") -> Problem | None:
    """Check a number against a range, both ends included; None is fine."""
    if value is None or (isfinite(value) and low <= value <= high):
        return None
    span = f"{low:g} to {high:g}{f' {unit}' if unit else ''}".replace("-", "−")
    return Problem(field, f"{label} is {value:g}, outside its scale. Give {span}.".replace("is -", "is −"))
