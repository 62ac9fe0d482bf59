"""Assessment: where the leader is today, by competency and by the people around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.drafts import Problem, chosen, gather, text, within
from coachtui.domain.rules import DEFAULT, Rules


class Stage(StrEnum):
    """The point of the engagement at which something is assessed or a three-way is held."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Relation(StrEnum):
    """A rater's relation to the client."""

    SELF = "self"
    MANAGER = "manager"
    PEER = "peer"
    DIRECT_REPORT = "direct_report"
    OTHER = "other"


class RoundState(StrEnum):
    """A feedback or pulse round: its anonymity threshold freezes when it opens."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Insight(StrEnum):
    """What the difference between others and self shows."""

    BLIND_SPOT = "blind_spot"
    HIDDEN_STRENGTH = "hidden_strength"


class Scale(NamedTuple):
    """A rating scale, both ends included."""

    low: int = 1
    high: int = 5

    def problem(self, field: str, value: float | None, label: str) -> Problem | None:
        """Check a rating against the scale; None is "not rated"."""
        return within(field, value, self.low, self.high, label)


FIVE_LEVELS = Scale()
"""The scale of competency levels and of most surveys, 1–5."""


class RatingDraft(NamedTuple):
    """One competency's current and target level, its importance (0–3) and what it rests on (private), as typed."""

    competency_id: str
    current: int | None = None
    target: int | None = None
    importance: int = 1
    evidence: str = ""

    def problems(self, scale: Scale = FIVE_LEVELS, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the rating can be saved."""
        return gather(
            chosen("competency_id", self.competency_id, "The competency"),
            scale.problem("current", self.current, "The current level"),
            scale.problem("target", self.target, "The target level"),
            within("importance", self.importance, 0, 3, "The importance"),
            text("evidence", self.evidence, "The evidence", limit=rules.text_limit),
        )


class CompetencyStanding(NamedTuple):
    """Current and target level of one competency; `addressed` if a goal or a learning action serves it."""

    competency_id: str
    name: str
    current: float | None
    target: float | None
    importance: int
    addressed: bool


class CapabilityGap(NamedTuple):
    """Target − current of one competency. None if one of the two is not rated."""

    competency_id: str
    name: str
    gap: float | None
    importance: int
    unaddressed: bool

    @property
    def order(self) -> float | None:
        """Gap × importance."""
        return None if self.gap is None else self.gap * self.importance


def capability_gaps(standings: Iterable[CompetencyStanding]) -> tuple[CapabilityGap, ...]:
    """Return the gaps, the widest by gap × importance first and the unrated last; equal ones by gap, then by name."""
    gaps = [_gap(standing) for standing in standings]
    return tuple(
        sorted(gaps, key=lambda gap: (gap.gap is None, -(gap.order or 0), -(gap.gap or 0), gap.name, gap.competency_id))
    )


def _gap(standing: CompetencyStanding) -> CapabilityGap:
    known = standing.current is not None and standing.target is not None
    gap = standing.target - standing.current if known else None  # type: ignore[operator]  # both are known here
    return CapabilityGap(
        standing.competency_id,
        standing.name,
        gap,
        standing.importance,
        # What has no importance in the role needs no goal.
        unaddressed=gap is not None and gap > 0 and standing.importance > 0 and not standing.addressed,
    )


def group_threshold(relation: Relation, threshold: int | None = None, *, rules: Rules = DEFAULT) -> int:
    """Return the answers that a group needs: 1 for self and manager, else the round's own threshold or 3."""
    if relation in (Relation.SELF, Relation.MANAGER):
        return rules.open_group
    return max(rules.anonymity if threshold is None else threshold, 1)


def shown_groups(
    responses: Mapping[Relation, int], threshold: int | None = None, *, rules: Rules = DEFAULT
) -> frozenset[Relation]:
    """Return the groups whose answers and comments may be shown, from how many people of each answered."""
    return frozenset(
        relation
        for relation, people in responses.items()
        if people >= group_threshold(relation, threshold, rules=rules)
    )


class AnswerSum(NamedTuple):
    """One group's answers on one competency, summed: the people who answered, their answers and the total."""

    relation: Relation
    competency_id: str
    people: int
    answers: int
    total: float


class Mean(NamedTuple):
    """A mean on one competency and how many people stand behind it."""

    competency_id: str
    people: int
    mean: float


class GroupResult(NamedTuple):
    """What may be shown of one group."""

    relation: Relation
    responses: int
    means: tuple[Mean, ...]


class FeedbackResult(NamedTuple):
    """What may be shown of a round.

    `groups` are those that reach the threshold; of the others, `omitted` holds the number of responses and nothing
    else. `others` pools the shown groups without self.
    """

    groups: tuple[GroupResult, ...]
    omitted: tuple[tuple[Relation, int], ...]
    others: tuple[Mean, ...]

    def self_means(self) -> dict[str, float]:
        """Return the client's own ratings by competency."""
        return {m.competency_id: m.mean for g in self.groups if g.relation is Relation.SELF for m in g.means}


def feedback_result(
    responses: Mapping[Relation, int],
    sums: Sequence[AnswerSum],
    threshold: int | None = None,
    *,
    rules: Rules = DEFAULT,
) -> FeedbackResult:
    """Return the means by group and of the others, leaving out whatever could give a person away.

    A group below the threshold is omitted from everything, the others' mean included. Within a group that is shown,
    a competency that fewer people than the threshold answered is left out in the same way.

    Args:
        responses: people who answered, by relation.
        sums: one entry for each relation and competency.
        threshold: the round's own, as it was when the round opened; None for the rule's.
    """
    visible = shown_groups(responses, threshold, rules=rules)
    kept = [
        entry
        for entry in sums
        if entry.relation in visible
        and entry.answers > 0
        and entry.people >= group_threshold(entry.relation, threshold, rules=rules)
    ]
    groups = tuple(
        GroupResult(relation, responses[relation], _means([entry for entry in kept if entry.relation is relation]))
        for relation in Relation
        if relation in visible
    )
    omitted = tuple(
        (relation, responses[relation])
        for relation in Relation
        if responses.get(relation, 0) and relation not in visible
    )
    return FeedbackResult(groups, omitted, _means([entry for entry in kept if entry.relation is not Relation.SELF]))


def _means(entries: Sequence[AnswerSum]) -> tuple[Mean, ...]:
    """Pool entries by competency, every answer counting the same, in order of first appearance."""
    order = dict.fromkeys(entry.competency_id for entry in entries)
    pooled = {key: [entry for entry in entries if entry.competency_id == key] for key in order}
    return tuple(
        Mean(
            key,
            sum(entry.people for entry in parts),
            sum(entry.total for entry in parts) / sum(entry.answers for entry in parts),
        )
        for key, parts in pooled.items()
    )


class SelfOther(NamedTuple):
    """Others − self on one competency, and what that shows, if anything."""

    competency_id: str
    own: float
    others: float
    insight: Insight | None

    @property
    def difference(self) -> float:
        """Mean of others − self; negative where others see less."""
        return round(self.others - self.own, 9)


def insight(own: float, others: float, scale: Scale = FIVE_LEVELS, *, rules: Rules = DEFAULT) -> Insight | None:
    """Return what others − self shows: a quarter of the scale's range or more either way."""
    difference = round(others - own, 9)
    width = round(rules.blind_spot_fraction * (scale.high - scale.low), 9)
    if difference <= -width:
        return Insight.BLIND_SPOT
    return Insight.HIDDEN_STRENGTH if difference >= width else None


def self_and_others(
    result: FeedbackResult, scale: Scale = FIVE_LEVELS, *, rules: Rules = DEFAULT
) -> tuple[SelfOther, ...]:
    """Return others against self for every competency that both rated, the widest blind spot first."""
    own = result.self_means()
    rows = [
        SelfOther(
            mean.competency_id,
            own[mean.competency_id],
            mean.mean,
            insight(own[mean.competency_id], mean.mean, scale, rules=rules),
        )
        for mean in result.others
        if mean.competency_id in own
    ]
    return tuple(sorted(rows, key=lambda row: row.difference))


class RoundResult(NamedTuple):
    """A 360 round with what may be shown of it: means once it is closed, and of groups that reach the threshold.

    `invited` and `answered` count people by relation; `names` are those of the competencies asked about.
    """

    round_id: str
    name: str
    state: RoundState
    opened_on: date | None
    closed_on: date | None
    scale: Scale
    threshold: int
    result: FeedbackResult
    pairs: tuple[SelfOther, ...]
    invited: Mapping[Relation, int]
    answered: Mapping[Relation, int]
    names: Mapping[str, str]

    @property
    def shows_means(self) -> bool:
        """Whether results are out; while a round is open, each new answer would give itself away in the means."""
        return self.state is RoundState.CLOSED
