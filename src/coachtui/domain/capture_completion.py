"""What `@who` and `#goal` can become while they are typed, from the people and goals of the engagement."""

from __future__ import annotations

import re

from coachtui.domain import capture_names as names
from coachtui.domain.captured import Around, Completions, Offer, Person
from coachtui.domain.words import label

MOST = 12
"""Offers made at once."""
_WHO = re.compile(r"(?<!\S)[@＠]([^\s@＠]*)\Z")
_GOAL = re.compile(r"(?:^|(?<=\s))[#＃]([^\s#＃]*)\Z")
_COMMITMENT = re.compile(r"\W*(?:[!！]\s?)?do\b", re.IGNORECASE)
_BEFORE = 80
"""Characters before the cursor that are looked at."""


def completions(line: str, column: int, around: Around) -> Completions:
    """Return how the `@who` or `#goal` that ends at the cursor (a place in the line) can be completed.

    A commitment is offered those who can own it. A goal is offered at the beginning of a line only.
    """
    before = line[max(0, column - _BEFORE) : column]
    if found := _WHO.search(before):
        people = [one for one in around.people if one.party in names.OWNERS or not _COMMITMENT.match(line)]
        meant = names.meant(found[1], people, lambda one: one.name) if found[1] else people
        offers = dict.fromkeys(_person(one, around.people) for one in meant)
    elif (found := _GOAL.search(before)) and not re.search(r"\w", line[: column - len(found[0])]):
        goals = names.meant(found[1], around.goals, lambda one: one.title) if found[1] else around.goals
        numbered = [one for one in around.goals if found[1] and str(one.number).startswith(found[1])]
        offers = dict.fromkeys(Offer(f"#{one.number}", one.title) for one in (*numbered, *goals))
    else:
        return Completions(column, ())
    return Completions(column - len(found[0]), tuple(offers)[:MOST])


def _person(one: Person, people: tuple[Person, ...]) -> Offer:
    part = one.party or one.relation
    return Offer(f"@{names.word(one, people)}", f"{one.name}, {label(part)}" if part else one.name)
