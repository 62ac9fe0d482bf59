"""Reads of the stakeholder mini-survey: what each round may show, no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coachtui.domain.assessment import Relation, RoundState, shown_groups
from coachtui.domain.goal_page import PulseGoal, PulseLine
from coachtui.domain.pulse import PulseGroup, pulse_mean
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import label
from coachtui.store.driver import Connection

_ROUNDS = """
SELECT id, number, held_on, state, threshold FROM pulse_round
WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY number DESC LIMIT 24
"""
_RATERS = """
SELECT r.id, p.relation, count(*), sum(p.answered_on IS NOT NULL)
FROM pulse_round r JOIN pulse_rater p ON p.round_id = r.id
WHERE r.engagement_id = ? AND r.deleted_at IS NULL AND p.deleted_at IS NULL
GROUP BY r.id, p.relation ORDER BY p.relation LIMIT 1000
"""
_SUMS = """
SELECT r.id, g.id, g.title, p.relation, count(*), sum(a.change)
FROM pulse_round r JOIN pulse_rater p ON p.round_id = r.id
JOIN pulse_answer a ON a.rater_id = p.id JOIN goal g ON g.id = a.goal_id
WHERE r.engagement_id = ? AND r.deleted_at IS NULL AND p.deleted_at IS NULL AND p.answered_on IS NOT NULL
    AND a.deleted_at IS NULL AND g.deleted_at IS NULL
GROUP BY r.id, g.id, p.relation ORDER BY g.position, g.id, p.relation LIMIT 2000
"""

Groups = dict[tuple[str, str], dict[Relation, PulseGroup]]
"""The answers by goal (id and title) and relation."""


def pulse(db: Connection, engagement_id: str, rules: Rules = DEFAULT) -> tuple[PulseLine, ...]:
    """Return the latest 24 rounds of an engagement, oldest first, each under the threshold that it opened with."""
    rounds = db.execute(_ROUNDS, (engagement_id,)).fetchall()
    if not rounds:
        return ()
    asked: dict[str, dict[Relation, int]] = {}
    answered: dict[str, dict[Relation, int]] = {}
    for round_id, relation, people, answers in db.execute(_RATERS, (engagement_id,)):
        asked.setdefault(round_id, {})[Relation(relation)] = people
        answered.setdefault(round_id, {})[Relation(relation)] = answers
    sums: dict[str, Groups] = {}
    for round_id, goal_id, title, relation, answers, total in db.execute(_SUMS, (engagement_id,)):
        groups = sums.setdefault(round_id, {}).setdefault((goal_id, title), {})
        groups[Relation(relation)] = PulseGroup(answers, total)
    return tuple(
        _line(row, asked.get(row[0], {}), answered.get(row[0], {}), sums.get(row[0], {}), rules)
        for row in reversed(rounds)
    )


def _line(
    row: tuple[Any, ...],
    asked: Mapping[Relation, int],
    answered: Mapping[Relation, int],
    sums: Groups,
    rules: Rules,
) -> PulseLine:
    round_id, number, held_on, state, threshold = row
    state = RoundState(state)
    goals = tuple(_goal(goal_id, title, groups, threshold, state, rules) for (goal_id, title), groups in sums.items())
    return PulseLine(round_id, number, date.fromisoformat(held_on), state, threshold, asked, answered, goals)


def _goal(
    goal_id: str,
    title: str,
    groups: Mapping[Relation, PulseGroup],
    threshold: int,
    state: RoundState,
    rules: Rules,
) -> PulseGoal:
    if state is not RoundState.CLOSED:
        # A mean that is watched while answers come in gives each of them away.
        return PulseGoal(goal_id, title, withheld="The round is open; its mean is shown once it is closed.")
    found = pulse_mean(groups, threshold, rules=rules)
    shown = shown_groups({relation: group.answers for relation, group in groups.items()}, threshold, rules=rules)
    few = [label(relation) for relation in groups if relation not in shown]
    withheld = f"Left out, with fewer than {threshold} answers: {', '.join(few)}." if few else ""
    return PulseGoal(goal_id, title, found.mean, found.answers, found.reached, withheld)
