"""What hangs on a goal, as typed: milestones, the client's reflections, and the objective that it serves."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coachtui.domain.drafts import Problem, chosen, gather, plausible, required
from coachtui.domain.goals import after, past
from coachtui.domain.rules import DEFAULT, Rules


class MilestoneDraft(NamedTuple):
    """A step on the way to a goal, as typed."""

    goal_id: str
    title: str
    due_on: date | None = None

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the milestone can be saved."""
        return gather(
            chosen("goal_id", self.goal_id, "The goal"),
            required("title", self.title, "The milestone", limit=rules.line_limit),
            plausible("due_on", self.due_on, "The date", rules=rules),
        )

    def warnings(self, *, goal_due_on: date | None = None, ends_on: date | None = None) -> tuple[Problem, ...]:
        """Return what is unusual but allowed: a milestone after its goal's date, or after the engagement's end."""
        late = after("due_on", self.due_on, goal_due_on, "the goal's own date")
        return gather(late or after("due_on", self.due_on, ends_on, "the engagement's end"))


class ReflectionDraft(NamedTuple):
    """The client's own view of a goal, as typed."""

    goal_id: str
    body: str
    written_on: date

    def problems(self, today: date, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the reflection can be saved."""
        return gather(
            chosen("goal_id", self.goal_id, "The goal"),
            required("body", self.body, "The reflection", limit=rules.text_limit),
            past("written_on", self.written_on, today, "The day", rules=rules),
        )


class ObjectiveDraft(NamedTuple):
    """What an organisation wants to reach, as typed."""

    organisation_id: str
    title: str
    due_on: date | None = None

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the objective can be saved; problems name `objective_id`'s field."""
        return gather(
            None
            if self.organisation_id
            else Problem(
                "objective_id", "The engagement has no organisation to have objectives. Give it one, or leave it empty."
            ),
            required("objective_id", self.title, "The objective", limit=rules.line_limit),
            plausible("objective_id", self.due_on, "The objective's date", rules=rules),
        )
