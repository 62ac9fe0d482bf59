"""Reads of 360 rounds, with what may be shown of them and nothing else."""

from __future__ import annotations

from coachtui.domain.assessment import (
    AnswerSum,
    FeedbackResult,
    Relation,
    RoundResult,
    RoundState,
    Scale,
    feedback_result,
    self_and_others,
)
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.store.driver import Connection
from coachtui.store.reads.columns import day

MOST_ROUNDS = 12
"""Rounds of one engagement that are read: two a year for the longest of them."""

_ROUNDS = """
SELECT id, name, state, opened_on, closed_on, scale_low, scale_high, threshold FROM feedback_round
WHERE engagement_id = :engagement AND deleted_at IS NULL AND (state = 'closed' OR NOT :closed)
ORDER BY coalesce(opened_on, '9999') DESC, id DESC LIMIT :limit
"""
_RESPONSES = """
SELECT round_id, relation, count(*), count(answered_on) FROM rater
WHERE round_id IN ({places}) AND deleted_at IS NULL GROUP BY round_id, relation
"""
_SUMS = """
SELECT r.round_id, r.relation, i.competency_id, count(DISTINCT r.id), count(*), sum(a.value)
FROM rater r JOIN item_answer a ON a.rater_id = r.id JOIN round_item i ON i.id = a.item_id
WHERE r.round_id IN ({places}) AND r.deleted_at IS NULL AND a.deleted_at IS NULL AND i.deleted_at IS NULL
    AND i.competency_id IS NOT NULL AND r.answered_on IS NOT NULL
GROUP BY r.round_id, r.relation, i.competency_id ORDER BY min(i.position)
"""
_ASKED = """
SELECT i.round_id, c.id, c.name FROM round_item i JOIN competency c ON c.id = i.competency_id
WHERE i.round_id IN ({places}) AND i.deleted_at IS NULL ORDER BY i.position LIMIT 3000
"""


def rounds(
    db: Connection, engagement_id: str, rules: Rules = DEFAULT, *, closed: bool = False, limit: int = MOST_ROUNDS
) -> list[RoundResult]:
    """Return the 360 rounds of an engagement, the latest first, each with what may be shown of it; or `closed` ones."""
    found = db.execute(_ROUNDS, {"engagement": engagement_id, "closed": closed, "limit": limit}).fetchall()
    if not found:
        return []
    ids = [row[0] for row in found]
    places = ", ".join("?" * len(ids))
    invited: dict[str, dict[Relation, int]] = {}
    answered: dict[str, dict[Relation, int]] = {}
    for round_id, relation, asked, came in db.execute(_RESPONSES.format(places=places), ids):
        invited.setdefault(round_id, {})[Relation(relation)] = asked
        answered.setdefault(round_id, {})[Relation(relation)] = came
    sums: dict[str, list[AnswerSum]] = {}
    for round_id, relation, *values in db.execute(_SUMS.format(places=places), ids):
        sums.setdefault(round_id, []).append(AnswerSum(Relation(relation), *values))
    names: dict[str, dict[str, str]] = {}
    for round_id, competency_id, name in db.execute(_ASKED.format(places=places), ids):
        names.setdefault(round_id, {})[competency_id] = name
    results = []
    for round_id, name, state, opened_on, closed_on, low, high, threshold in found:
        scale, came = Scale(low, high), answered.get(round_id, {})
        result = _result(RoundState(state), came, sums.get(round_id, []), threshold, rules)
        results.append(
            RoundResult(
                round_id,
                name,
                RoundState(state),
                day(opened_on),
                day(closed_on),
                scale,
                threshold,
                result,
                self_and_others(result, scale, rules=rules),
                invited.get(round_id, {}),
                came,
                names.get(round_id, {}),
            )
        )
    return results


def _result(
    state: RoundState, answered: dict[Relation, int], sums: list[AnswerSum], threshold: int, rules: Rules
) -> FeedbackResult:
    """Return what may be shown; until a round is closed, only how many answered."""
    if state is RoundState.CLOSED:
        return feedback_result(answered, sums, threshold, rules=rules)
    return FeedbackResult((), tuple((one, answered[one]) for one in Relation if answered.get(one)), ())
