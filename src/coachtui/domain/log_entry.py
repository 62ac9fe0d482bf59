"""A row of a former coaching log: one client relationship from before, or beside, this practice file."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coachtui.domain.drafts import Problem, gather, line, ordered, plausible, required, within
from coachtui.domain.engagement import CoachingForm
from coachtui.domain.ids import natural_id
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import exact, folded, number

MOST_HOURS = 100_000
"""Ours: hours in one row; more is a slip of the finger."""


class LogEntryDraft(NamedTuple):
    """A row as typed. Hours are clock hours; without an end the relationship goes on."""

    client_name: str
    starts_on: date
    ends_on: date | None = None
    paid_hours: float = 0
    pro_bono_hours: float = 0
    form: CoachingForm = CoachingForm.INDIVIDUAL
    group_size: int | None = None
    contact: str = ""
    consented: bool = False

    def key(self, coach_id: str) -> str:
        """Return the id of its row, by which a file that is read again is known: client, form and first day."""
        return natural_id("log_entry", coach_id, folded(self.client_name), self.form, self.starts_on.isoformat())

    def problems(self, today: date, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the row can be saved."""
        return gather(
            required("client_name", self.client_name, "The client's name"),
            line("contact", self.contact, "The contact"),
            plausible("starts_on", self.starts_on, "The start") or _ahead("starts_on", self.starts_on, today),
            plausible("ends_on", self.ends_on, "The end")
            or _ahead("ends_on", self.ends_on, today)
            or ordered("ends_on", self.starts_on, self.ends_on, "The end", "the start"),
            self._size(rules),
            *self._hours(today),
        )

    def _size(self, rules: Rules) -> Problem | None:
        size = self.group_size
        if self.form is CoachingForm.INDIVIDUAL:
            words = f"One person is coached, and yet the group has {size}. Make it a group, or empty its size."
            return Problem("group_size", words) if size is not None else None
        if size is None:
            return Problem("group_size", "How many were in the group? Give 2 to 15.")
        if size > rules.group_people:
            words = (
                f"A group of {size} does not count: groups count up to {rules.group_people} people. "
                "Leave it out, or enter the smaller groups that met."
            )
            return Problem("group_size", words)
        return within("group_size", size, 2, rules.group_people, "The size of the group", "people")

    def _hours(self, today: date) -> tuple[Problem, ...]:
        found = gather(
            within("paid_hours", self.paid_hours, 0, MOST_HOURS, "The number of paid hours", "hours"),
            within("pro_bono_hours", self.pro_bono_hours, 0, MOST_HOURS, "The number of pro-bono hours", "hours"),
        )
        if found:
            return found
        in_all = self.paid_hours + self.pro_bono_hours
        if not in_all:
            return (Problem("paid_hours", "There are no hours in this row. Give paid or pro-bono hours."),)
        days = ((self.ends_on or today) - self.starts_on).days + 1
        if days > 0 and in_all > days * 24:
            words = (
                f"{number(in_all)} hours do not fit into {days * 24}, the hours of these days. Check hours and dates."
            )
            return (Problem("paid_hours", words),)
        return ()


def _ahead(field: str, day: date | None, today: date) -> Problem | None:
    if day is None or day <= today:
        return None
    return Problem(field, f"{exact(day)} lies ahead, and only what was held counts. Check the date.")
