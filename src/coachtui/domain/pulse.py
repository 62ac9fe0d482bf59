"""The stakeholder mini-survey: perceived change on a goal, from −3 to +3, without a baseline and without self."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coachtui.domain.assessment import Relation, shown_groups
from coachtui.domain.rules import DEFAULT, Rules

CHANGE = (-3, -2, -1, 0, 1, 2, 3)
"""The scale of perceived change; 0 is none."""


@dataclass(frozen=True)
class PulseGroup:
    """One relation's answers to one goal: how many, and their sum."""

    answers: int
    total: int


@dataclass(frozen=True)
class PulseMean:
    """The mean perceived change of the groups that may be shown; None if there is none."""

    mean: float | None
    answers: int
    reached: bool


def pulse_mean(
    groups: Mapping[Relation, PulseGroup], threshold: int | None = None, *, rules: Rules = DEFAULT
) -> PulseMean:
    """Return the mean over the groups that reach the threshold; the others and self are left out altogether."""
    others: dict[Relation, PulseGroup] = {
        relation: group for relation, group in groups.items() if relation is not Relation.SELF
    }
    shown = shown_groups({relation: group.answers for relation, group in others.items()}, threshold, rules=rules)
    answers = sum(others[relation].answers for relation in shown)
    if answers == 0:
        return PulseMean(None, 0, False)
    mean = sum(others[relation].total for relation in shown) / answers
    return PulseMean(mean, answers, mean > rules.pulse_aim)
