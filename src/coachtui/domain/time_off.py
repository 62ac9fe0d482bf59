"""The coach's own days off: no session is proposed on them. How they are typed, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from coachtui.domain.dates import DatePhrase, longest_date, read_day
from coachtui.domain.drafts import Problem, gather, line, ordered, plausible
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import day, exact, plural

LONGEST_DAYS = 366
"""Ours: the longest time off that is taken for meant; a year."""

_BETWEEN = re.compile(r"\s*(?:–|—|\.\.+)\s*|\s+(?:-|to|until|till|bis)\s+", re.IGNORECASE)
_SHORT = re.compile(r"\A(\d{1,2}\.?)-(?=\d{1,2}\b)")
_BARE_DAY = re.compile(r"(\d{1,2})\.?")
_HOW = "Write the first day, the last one if it is another, and what for: 24 dec - 2 jan Christmas."


class TimeOff(NamedTuple):
    """Days on which the coach holds no sessions, the last one included; `words` say what for, or nothing."""

    id: str
    from_on: date
    until_on: date
    words: str = ""

    def holds(self, on: date) -> bool:
        """Whether a day is one of them."""
        return self.from_on <= on <= self.until_on

    @property
    def draft(self) -> TimeOffDraft:
        """The same as it would be typed."""
        return TimeOffDraft(self.from_on, self.until_on, self.words)


class TimeOffDraft(NamedTuple):
    """Time off as typed."""

    from_on: date
    until_on: date
    words: str = ""

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before it can be saved."""
        days = (self.until_on - self.from_on).days + 1
        return gather(
            plausible("from_on", self.from_on, "The first day", rules=rules),
            plausible("until_on", self.until_on, "The last day", rules=rules),
            ordered("until_on", self.from_on, self.until_on, "The last day", "the first"),
            Problem("until_on", f"These are {plural(days, 'day')}. Check the years: at most {LONGEST_DAYS} are taken.")
            if days > LONGEST_DAYS
            else None,
            line("words", self.words, "What it is for", rules=rules),
            Problem("words", "What it is for is one line. Leave the rest out.")
            if len(self.words.splitlines()) > 1
            else None,
        )

    @property
    def days(self) -> str:
        """The days in full: "Thu 24 Dec 2026 to Sat 2 Jan 2027"."""
        return f"{exact(self.from_on)}{f' to {exact(self.until_on)}' if self.until_on != self.from_on else ''}"

    @property
    def told(self) -> str:
        """The days in full, and what for."""
        return f"{self.days}{f', {self.words}' if self.words else ''}"

    def said(self, today: date) -> str:
        """Return it as it is said: "Thu 24 Dec to Sat 2 Jan 2027, Christmas"."""
        last = f" to {day(self.until_on, today)}" if self.until_on != self.from_on else ""
        return f"{day(self.from_on, today)}{last}{f', {self.words}' if self.words else ''}"


def off_on(stretches: Iterable[TimeOff], on: date) -> TimeOff | None:
    """Return the time off that a day lies in; of several the one that lasts longest."""
    return max((one for one in stretches if one.holds(on)), key=lambda one: one.until_on, default=None)


def read_time_off(text: str, today: date) -> TimeOffDraft:
    """Return the time off that a line says: "24 dec - 2 jan Christmas", "fri dentist", "24 to 27 dec".

    The last day is read from the first on, so that "24 dec - 2 jan" goes over the end of the year. Raises ValueError,
    in words for the coach.
    """
    words = _BETWEEN.sub(" - ", _SHORT.sub(r"\1 - ", " ".join(text.split()), count=1), count=1).split()
    if not words:
        raise ValueError(_HOW)
    first = longest_date(words, today) or _weekday(words[0], today)
    if first is None and len(words) > 2 and words[1] == "-" and (bare := _BARE_DAY.fullmatch(words[0])):
        return _within_a_month(int(bare[1]), words[2:], today)
    if first is None or first.at is not None:
        raise ValueError(f"“{words[0][:40]}” is no day. {_HOW}" if first is None else f"Days off have no time. {_HOW}")
    rest = words[first.length :]
    if rest[:1] != ["-"]:
        return TimeOffDraft(first.day, first.day, " ".join(rest))
    last = longest_date(rest[1:], first.day)
    if last is None or last.at is not None:
        raise ValueError(f"After “-” comes the last day. {_HOW}")
    return TimeOffDraft(first.day, last.day, " ".join(rest[1 + last.length :]))


def _within_a_month(first: int, words: list[str], today: date) -> TimeOffDraft:
    """Return "24 - 27 dec": the month and year of the first day are those of the last."""
    last = longest_date(words, today)
    if last is None or last.at is not None:
        raise ValueError(f"After “-” comes the last day. {_HOW}")
    if not 1 <= first <= last.day.day:
        raise ValueError(f"The {first}. is not before the {last.day.day}. of that month. {_HOW}")
    return TimeOffDraft(last.day.replace(day=first), last.day, " ".join(words[last.length :]))


def _weekday(word: str, today: date) -> DatePhrase | None:
    """Return the day that a word names which within a sentence could mean something else: "sat", "sun"."""
    try:
        on = read_day(word, today)
    except ValueError:
        return None
    return DatePhrase(1, on) if (on - today).days <= 7 else None
