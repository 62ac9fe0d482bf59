"""Capability gaps, anonymity, blind spots and the mini-survey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import (
    AnswerSum,
    CompetencyStanding,
    Insight,
    RatingDraft,
    Relation,
    Scale,
    capability_gaps,
    feedback_result,
    insight,
    self_and_others,
    shown_groups,
)
from coachtui.domain.pulse import PulseGroup, pulse_mean
from coachtui.domain.rules import Rules

SELF, MANAGER, PEER, REPORT, OTHER = Relation


def standing(
    name: str, current: float | None, target: float | None, importance: int = 1, *, addressed: bool = False
) -> CompetencyStanding:
    return CompetencyStanding(name, name, current, target, importance, addressed)


def test_gaps_are_ordered_by_gap_times_importance() -> None:
    gaps = capability_gaps(
        [
            standing("ahead", 4, 3, 3),
            standing("unrated", None, 4, 3),
            standing("wide", 1, 4, 1),
            standing("important", 2, 4, 3),
            standing("narrow", 3, 4, 3),
        ]
    )
    assert [gap.name for gap in gaps] == ["important", "wide", "narrow", "ahead", "unrated"]
    assert [gap.gap for gap in gaps] == [2, 3, 1, -1, None]
    assert [gap.order for gap in gaps] == [6, 3, 3, -3, None]


@pytest.mark.parametrize(
    ("current", "target", "addressed", "expected"),
    [(2, 4, False, True), (2, 4, True, False), (4, 4, False, False), (4, 3, False, False), (None, 4, False, False)],
)
def test_a_gap_with_neither_goal_nor_learning_is_unaddressed(
    current: float | None, target: float, addressed: bool, expected: bool
) -> None:
    (gap,) = capability_gaps([standing("x", current, target, addressed=addressed)])
    assert gap.unaddressed is expected
    (unimportant,) = capability_gaps([standing("x", current, target, 0, addressed=addressed)])
    assert unimportant.unaddressed is False


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (RatingDraft("c", 1, 5, 3), []),
        (RatingDraft("c"), []),
        (RatingDraft("c", 0, 6, 4), ["current", "target", "importance"]),
    ],
)
def test_ratings_stay_on_their_scale(draft: RatingDraft, fields: list[str]) -> None:
    assert [problem.field for problem in draft.problems()] == fields


def test_ratings_on_another_scale() -> None:
    assert RatingDraft("c", 7, 10).problems(Scale(1, 10)) == ()


@pytest.mark.parametrize(
    ("own", "others", "scale", "expected"),
    [
        (4, 3.0, Scale(), Insight.BLIND_SPOT),
        (4, 3.01, Scale(), None),
        (3, 4.0, Scale(), Insight.HIDDEN_STRENGTH),
        (3, 3.99, Scale(), None),
        (3.3, 2.3, Scale(), Insight.BLIND_SPOT),
        (5, 3.5, Scale(1, 7), Insight.BLIND_SPOT),
        (5, 3.6, Scale(1, 7), None),
        (4, 6.5, Scale(0, 10), Insight.HIDDEN_STRENGTH),
    ],
)
def test_insight(own: float, others: float, scale: Scale, expected: Insight | None) -> None:
    assert insight(own, others, scale) is expected


def test_who_is_shown() -> None:
    responses = {SELF: 1, MANAGER: 1, PEER: 3, REPORT: 2, OTHER: 0}
    assert shown_groups(responses) == {SELF, MANAGER, PEER}
    assert shown_groups({SELF: 0, MANAGER: 0}) == frozenset()
    assert shown_groups(responses, threshold=4) == {SELF, MANAGER}
    assert shown_groups({PEER: 4}, rules=Rules(anonymity=5)) == frozenset()


SUMS = [
    AnswerSum(SELF, "people", 1, 1, 5),
    AnswerSum(MANAGER, "people", 1, 1, 4),
    AnswerSum(PEER, "people", 3, 3, 9),
    AnswerSum(REPORT, "people", 2, 2, 2),
    AnswerSum(SELF, "decides", 1, 1, 3),
    AnswerSum(PEER, "decides", 2, 2, 4),
]
RESPONSES = {SELF: 1, MANAGER: 1, PEER: 3, REPORT: 2}


def test_a_small_group_is_omitted_and_never_folded() -> None:
    result = feedback_result(RESPONSES, SUMS)
    assert [group.relation for group in result.groups] == [SELF, MANAGER, PEER]
    assert result.omitted == ((REPORT, 2),)
    others = {mean.competency_id: (mean.people, mean.mean) for mean in result.others}
    assert others["people"] == (4, (4 + 9) / 4)


def test_a_competency_that_too_few_of_a_group_answered_is_left_out() -> None:
    result = feedback_result(RESPONSES, SUMS)
    peers = next(group for group in result.groups if group.relation is PEER)
    assert [mean.competency_id for mean in peers.means] == ["people"]
    assert "decides" not in {mean.competency_id for mean in result.others}


def test_several_items_by_one_person_are_one_person() -> None:
    result = feedback_result({PEER: 3}, [AnswerSum(PEER, "people", 1, 4, 12)])
    assert result.others == ()


def test_self_against_others_widest_blind_spot_first() -> None:
    sums = [
        *SUMS,
        AnswerSum(SELF, "across", 1, 1, 2),
        AnswerSum(PEER, "across", 3, 3, 12),
        AnswerSum(SELF, "moves", 1, 1, 3),
        AnswerSum(PEER, "moves", 3, 3, 9),
    ]
    rows = self_and_others(feedback_result(RESPONSES, sums))
    assert [(row.competency_id, row.difference, row.insight) for row in rows] == [
        ("people", -1.75, Insight.BLIND_SPOT),
        ("moves", 0, None),
        ("across", 2, Insight.HIDDEN_STRENGTH),
    ]


COMPETENCIES = ["people", "decides", "moves"]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[dict[Relation, int], list[AnswerSum]]:
    responses = {relation: draw(st.integers(0, 6)) for relation in Relation}
    sums = []
    for relation, people in responses.items():
        for competency in COMPETENCIES:
            answered = draw(st.integers(0, people))
            items = draw(st.integers(1, 3)) if answered else 0
            total = draw(st.integers(answered * items, 5 * answered * items))
            sums.append(AnswerSum(relation, competency, answered, answered * items, total))
    return responses, sums


@given(rounds(), st.integers(3, 5))
def test_nothing_is_shown_of_fewer_than_the_threshold(
    entry: tuple[dict[Relation, int], list[AnswerSum]], threshold: int
) -> None:
    responses, sums = entry
    result = feedback_result(responses, sums, threshold)
    for group in result.groups:
        if group.relation not in (SELF, MANAGER):
            assert group.responses >= threshold
            assert all(mean.people >= threshold for mean in group.means)
    assert {relation for relation, _ in result.omitted} == {
        relation for relation in (PEER, REPORT, OTHER) if 0 < responses[relation] < threshold
    }


@given(rounds(), st.sampled_from([PEER, REPORT, OTHER]), st.data())
def test_answers_of_an_omitted_group_change_nothing_but_its_count(
    entry: tuple[dict[Relation, int], list[AnswerSum]], relation: Relation, data: st.DataObject
) -> None:
    responses, sums = entry
    responses[relation] = 2
    before = feedback_result(responses, sums)
    changed = [
        one._replace(people=people, answers=people, total=data.draw(st.integers(people, 5 * people)))
        if one.relation is relation
        else one
        for one in sums
        for people in [data.draw(st.integers(0, 2))]
    ]
    assert feedback_result(responses, changed) == before
    fewer = feedback_result({**responses, relation: 1}, changed)
    assert (fewer.groups, fewer.others) == (before.groups, before.others)
    assert dict(fewer.omitted) == {**dict(before.omitted), relation: 1}
    gone = feedback_result({**responses, relation: 0}, [one for one in sums if one.relation is not relation])
    assert (gone.groups, gone.others) == (before.groups, before.others)


@given(rounds())
def test_self_is_never_part_of_others(entry: tuple[dict[Relation, int], list[AnswerSum]]) -> None:
    responses, sums = entry
    without = [one for one in sums if one.relation is not SELF]
    assert feedback_result(responses, sums).others == feedback_result(responses, without).others


def test_pulse_leaves_small_groups_and_self_out() -> None:
    groups = {SELF: PulseGroup(1, 3), PEER: PulseGroup(3, 4), REPORT: PulseGroup(2, -6), MANAGER: PulseGroup(1, 1)}
    mean = pulse_mean(groups)
    assert (mean.mean, mean.answers, mean.reached) == (1.25, 4, True)
    assert pulse_mean({PEER: PulseGroup(3, 3)}).reached is False
    assert pulse_mean({PEER: PulseGroup(2, 6)}).mean is None
    assert pulse_mean({SELF: PulseGroup(1, 3)}).mean is None
