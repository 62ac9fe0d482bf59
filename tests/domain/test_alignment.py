"""Three-way meetings, joint ratings and who may see what."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.alignment import (
    AgreementItem,
    Audience,
    PartyRating,
    ThreeWay,
    coverage,
    due_days,
    joint_view,
    next_three_way,
    unaligned,
)
from coachtui.domain.assessment import Stage
from coachtui.domain.disclosure import DEFAULTS, UNGRANTABLE, Disclosure, Extent, check_grant, ruling
from coachtui.domain.people import Party
from coachtui.domain.rules import Rules
from coachtui.domain.span import Pause, Span

SPAN = Span(date(2026, 9, 1), date(2027, 2, 28))
DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("held", "three_ways", "expected"), [(2, 0, False), (3, 0, True), (3, 1, False), (9, 0, True), (0, 0, False)]
)
def test_unaligned(held: int, three_ways: int, expected: bool) -> None:
    assert unaligned(held, three_ways) is expected


def test_unaligned_by_another_rule() -> None:
    assert unaligned(2, 0, rules=Rules(unaligned_after=2))


def rating(party: Party, level: int, days: int = 0) -> PartyRating:
    return PartyRating(party, DAY + timedelta(days=days), level)


def test_a_pair_two_levels_apart_is_a_gap() -> None:
    view = joint_view([rating(Party.CLIENT, 1), rating(Party.MANAGER, -1)])
    assert view is not None
    assert (view.difference, view.open_gap) == (2, True)
    view = joint_view([rating(Party.CLIENT, 1), rating(Party.MANAGER, 0)])
    assert view is not None
    assert not view.open_gap


def test_one_side_alone_is_no_pair() -> None:
    assert joint_view([rating(Party.CLIENT, 1)]) is None
    assert joint_view([]) is None


def test_of_each_round_the_latest_of_each_side_counts() -> None:
    ratings = [rating(Party.CLIENT, 2), rating(Party.MANAGER, -2, 1), rating(Party.MANAGER, 0, 8)]
    view = joint_view(reversed([*ratings, rating(Party.MANAGER, 1, 9), rating(Party.CLIENT, 2, 10)]))
    assert view is not None
    assert (view.difference, view.open_gap, view.rated_on) == (1, False, DAY + timedelta(days=10))
    unanswered = joint_view(ratings)
    assert unanswered is not None
    assert (unanswered.difference, unanswered.rated_on) == (4, DAY + timedelta(days=1))


def test_a_meeting_closes_a_gap_and_a_later_pair_opens_it_again() -> None:
    pair = [rating(Party.CLIENT, 2), rating(Party.MANAGER, 0, 2)]
    for closed, still_open in [(None, True), (1, True), (2, False), (9, False)]:
        view = joint_view(pair, None if closed is None else DAY + timedelta(days=closed))
        assert view is not None
        assert view.open_gap is still_open
    again = [*pair, rating(Party.MANAGER, -1, 12)]
    unanswered, answered = (
        joint_view(ratings, DAY + timedelta(days=9)) for ratings in (again, [*again, rating(Party.CLIENT, 2, 13)])
    )
    assert unanswered is not None
    assert not unanswered.open_gap
    assert answered is not None
    assert answered.open_gap


def test_due_days_of_six_months() -> None:
    assert due_days(SPAN) == {
        Stage.START: date(2026, 9, 15),
        Stage.MIDDLE: date(2026, 12, 1),
        Stage.END: date(2027, 2, 14),
    }


def test_a_pause_moves_what_is_due() -> None:
    paused = Span(SPAN.starts_on, SPAN.ends_on, (Pause(date(2026, 9, 8), date(2026, 9, 22)),))
    assert due_days(paused)[Stage.START] == date(2026, 9, 29)


@given(st.integers(0, 400), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=3))
def test_due_days_are_in_order_and_within_the_span(days: int, pauses: list[tuple[int, int]]) -> None:
    first = date(2026, 9, 1)
    stops = tuple(Pause(first + timedelta(a), first + timedelta(a + b)) for a, b in pauses)
    span = Span(first, first + timedelta(days), stops)
    due = list(due_days(span).values())
    assert due == sorted(due)
    assert span.starts_on <= due[0]
    assert due[-1] <= span.ends_on


def test_coverage_and_what_comes_next() -> None:
    start = ThreeWay(Stage.START, date(2026, 9, 10), held=True)
    stages = coverage(SPAN, [start])
    assert [stage.covered for stage in stages] == [True, False, False]
    following = next_three_way(stages)
    assert following is not None
    assert (following.stage, following.expected_on) == (Stage.MIDDLE, date(2026, 12, 1))
    planned = ThreeWay(Stage.MIDDLE, date(2026, 11, 27), held=False)
    following = next_three_way(coverage(SPAN, [start, planned]))
    assert following is not None
    assert following.expected_on == date(2026, 11, 27)
    assert not following.overdue(date(2026, 12, 9))
    assert coverage(SPAN, [start])[1].overdue(date(2026, 12, 2))
    assert [following.unclosed(date(2026, 11, on)) for on in (26, 27, 28)] == [False, False, True]
    assert not any(stage.unclosed(date(2027, 3, 1)) for stage in stages)


def test_a_stage_passed_over_is_not_asked_for_again() -> None:
    middle = ThreeWay(Stage.MIDDLE, date(2026, 12, 1), held=True)
    following = next_three_way(coverage(SPAN, [middle]))
    assert following is not None
    assert following.stage is Stage.END
    end = ThreeWay(Stage.END, date(2027, 2, 10), held=True)
    assert next_three_way(coverage(SPAN, [middle, end])) is None


ALL_GRANTED = dict.fromkeys(product(AgreementItem, Audience), True)


def test_every_item_and_audience_has_a_default() -> None:
    assert set(DEFAULTS) == set(AgreementItem)
    assert all(set(by_audience) == set(Audience) for by_audience in DEFAULTS.values())


def test_manager_and_sponsor_have_the_same_defaults() -> None:
    assert all(row[Audience.MANAGER] is row[Audience.SPONSOR] for row in DEFAULTS.values())


def test_never_cannot_be_agreed_away() -> None:
    for item, audience in product(AgreementItem, Audience):
        default = DEFAULTS[item][audience]
        assert (check_grant(item, audience) is not None) == (default in UNGRANTABLE)
        granted = ruling(item, audience, ALL_GRANTED, client_agrees=True)
        if default is Disclosure.NEVER:
            assert granted.extent is Extent.NOTHING
        if default is Disclosure.POOLED:
            assert granted.extent is Extent.POOLED
        assert granted.why.endswith(".")


@pytest.mark.parametrize("audience", list(Audience))
def test_private_notes_go_to_nobody(audience: Audience) -> None:
    assert ruling(AgreementItem.PRIVATE_NOTES, audience, ALL_GRANTED, client_agrees=True).extent is Extent.NOTHING


def test_the_lead_is_given_process_and_levels_and_never_content() -> None:
    extents = {item: ruling(item, Audience.LEAD, {}).extent for item in AgreementItem}
    assert extents == {
        AgreementItem.GOALS: Extent.NOTHING,
        AgreementItem.PROCESS: Extent.ALL,
        AgreementItem.PROGRESS: Extent.LEVELS,
        AgreementItem.PRIVATE_NOTES: Extent.NOTHING,
        AgreementItem.SHARED_SUMMARIES: Extent.NOTHING,
        AgreementItem.ASSESSMENTS: Extent.POOLED,
        AgreementItem.PULSE: Extent.POOLED,
    }
    assert ruling(AgreementItem.GOALS, Audience.LEAD, ALL_GRANTED).extent is Extent.TITLES_AND_LEVELS


def test_the_manager_is_given_nothing_until_it_is_agreed() -> None:
    extents = {ruling(item, Audience.MANAGER, {}).extent for item in AgreementItem}
    assert extents == {Extent.NOTHING, Extent.RELEASED}
    assert ruling(AgreementItem.GOALS, Audience.MANAGER, ALL_GRANTED).extent is Extent.ALL
    assert ruling(AgreementItem.PROGRESS, Audience.MANAGER, ALL_GRANTED).extent is Extent.NOTHING
    assert ruling(AgreementItem.PROGRESS, Audience.MANAGER, ALL_GRANTED, client_agrees=True).extent is Extent.ALL


@given(st.dictionaries(st.tuples(st.sampled_from(AgreementItem), st.sampled_from(Audience)), st.booleans()))
def test_withholding_takes_away_from_all_but_the_client(
    grants: dict[tuple[AgreementItem, Audience], bool],
) -> None:
    for (item, audience), granted in grants.items():
        extent = ruling(item, audience, grants, client_agrees=True).extent
        if audience is Audience.CLIENT:
            assert (extent is Extent.ALL) == (item is not AgreementItem.PRIVATE_NOTES)
        elif not granted:
            assert extent is Extent.NOTHING
