"""Alignment through a real practice file: what each side says, meetings, check-ins, the agreement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coachtui.domain.alignment import ExpectationKind, OutcomeKind
from coachtui.domain.alignment_drafts import ExpectationDraft, JointRatingDraft, MeetingDraft, OutcomeDraft
from coachtui.domain.drafts import Invalid
from coachtui.domain.people import Party
from coachtui.store import errors
from coachtui.store.history import around
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment as reads
from coachtui.store.reads import today
from coachtui.store.undo import undo
from coachtui.store.writes import alignment, goals
from tests.conftest import NOW
from tests.store.aligned import BOTH, DAY, begin, goal, page, plan, said

AGREED = OutcomeKind.AGREED


@pytest.fixture
def dana(practice: Practice) -> str:
    return begin(practice)


def test_expectations_stand_side_by_side_in_the_order_noted(practice: Practice, dana: str) -> None:
    kind = ExpectationKind
    told = [
        (Party.MANAGER, kind.SUPPORT, "an hour a week"),
        (Party.CLIENT, kind.EXPECTATION, "evenings"),
        (Party.MANAGER, kind.EXPECTATION, "ring Priya"),
        (Party.CLIENT, kind.EXPECTATION, "second"),
        (Party.SPONSOR, kind.SUCCESS_MEASURE, "[/b] 私"),
    ]
    ids = {body: alignment.expect(practice, ExpectationDraft(dana, party, k, body)) for party, k, body in told}
    found = [(one.kind, one.party, one.body, one.position) for one in page(practice, dana).expectations]
    assert found == [
        (kind.EXPECTATION, Party.CLIENT, "evenings", 0),
        (kind.EXPECTATION, Party.MANAGER, "ring Priya", 0),
        (kind.EXPECTATION, Party.CLIENT, "second", 1),
        (kind.SUCCESS_MEASURE, Party.SPONSOR, "[/b] 私", 0),
        (kind.SUPPORT, Party.MANAGER, "an hour a week", 0),
    ]
    draft = reads.expectation_draft(practice.db, ids["evenings"])
    alignment.edit_expectation(practice, ids["evenings"], draft._replace(party=Party.MANAGER, body="free evenings"))
    moved = next(one for one in page(practice, dana).expectations if one.id == ids["evenings"])
    assert (moved.party, moved.body, moved.position) == (Party.MANAGER, "free evenings", 1)
    alignment.remove_expectation(practice, ids["second"])
    assert "second" not in {one.body for one in page(practice, dana).expectations}
    assert undo(practice).words == "put what the client says in the bin, with Dana Okafor"
    assert "second" in {one.body for one in page(practice, dana).expectations}
    for gone in (
        lambda: reads.expectation_draft(practice.db, "0" * 32),
        lambda: alignment.expect(practice, draft._replace(engagement_id="0" * 32)),
    ):
        with pytest.raises(errors.NotFound):
            gone()


def test_what_is_said_belongs_to_a_meeting_of_the_same_engagement(practice: Practice, dana: str) -> None:
    elsewhere = plan(practice, begin(practice), 11, 3)
    with pytest.raises(Invalid, match="another engagement"):
        alignment.expect(practice, ExpectationDraft(dana, Party.CLIENT, ExpectationKind.SUPPORT, "x", elsewhere))
    with pytest.raises(Invalid, match="another engagement"):
        alignment.rate(practice, JointRatingDraft(goal(practice, dana), Party.CLIENT, 1, DAY, elsewhere))


# Joint ratings


def test_the_first_sides_level_is_nowhere_until_the_other_has_rated(practice: Practice, dana: str) -> None:
    one = goal(practice, dana)
    said(practice, one, 0, 0, DAY - timedelta(days=30))
    before = page(practice, dana).goals[0]
    said(practice, one, 2, None)
    (shown,) = page(practice, dana).goals
    assert (shown.hidden, shown.hidden_on, shown.waits_for) == (Party.CLIENT, DAY, Party.MANAGER)
    assert shown._replace(hidden=None, hidden_on=None) == before
    assert not [need for need in today.today(practice.db, NOW).needs if need.word.startswith("gap")]
    assert "2" not in around(practice.db, dana)[0].words
    said(practice, one, None, -1)
    (shown,) = page(practice, dana).goals
    assert shown.view is not None
    assert (shown.hidden, shown.view.difference, shown.view.open_gap) == (None, 3, True)
    assert [view.difference for view in shown.earlier] == [0]
    assert [need.word for need in today.today(practice.db, NOW).needs if need.word.startswith("gap")] == ["gap 3"]


def test_a_rating_of_the_same_day_takes_the_place_of_the_first(practice: Practice, dana: str) -> None:
    one = goal(practice, dana)
    said(practice, one, 1, 1)
    said(practice, one, 0, None)
    (shown,) = page(practice, dana).goals
    assert shown.client is not None
    assert (shown.client.level, shown.hidden, shown.earlier) == (0, None, ())
    length = len(around(practice.db, dana))
    said(practice, one, 0, None)
    assert len(around(practice.db, dana)) == length


def test_a_side_rates_all_goals_at_once_and_takes_one_back(practice: Practice, dana: str) -> None:
    one, two = goal(practice, dana), goal(practice, dana, "Board presence")
    alignment.rate_all(practice, [JointRatingDraft(each, Party.MANAGER, 1, DAY) for each in (one, two)])
    assert around(practice.db, dana)[0].words == "noted the manager's ratings of 2 goals"
    assert {shown.hidden for shown in page(practice, dana).goals} == {Party.MANAGER}
    alignment.withdraw_rating(practice, one, Party.MANAGER)
    assert [shown.hidden for shown in page(practice, dana).goals] == [None, Party.MANAGER]
    with pytest.raises(errors.NotFound, match="has not rated"):
        alignment.withdraw_rating(practice, one, Party.MANAGER)
    undo(practice)
    undo(practice)
    assert {shown.hidden for shown in page(practice, dana).goals} == {None}
    assert alignment.rate_all(practice, []) == []


def test_a_rating_that_makes_no_sense_is_refused_whole(practice: Practice, dana: str) -> None:
    one, strange = goal(practice, dana), goal(practice, begin(practice))
    for draft, words in (
        (JointRatingDraft(one, Party.SPONSOR, 1, DAY), "by the client and by the manager"),
        (JointRatingDraft(one, Party.CLIENT, 1, DAY + timedelta(days=1)), "lies ahead"),
        (JointRatingDraft(strange, Party.CLIENT, 1, DAY), "another engagement"),
    ):
        with pytest.raises(Invalid, match=words):
            alignment.rate_all(practice, [JointRatingDraft(one, Party.CLIENT, 1, DAY), draft])
    assert page(practice, dana).goals[0].hidden is None
    goals.close(practice, one)
    with pytest.raises(Invalid, match="closed"):
        said(practice, one, 1, None)
    assert page(practice, dana).goals == ()


def test_a_meeting_with_an_outcome_on_the_goal_closes_the_gap(practice: Practice, dana: str) -> None:
    one, meeting = goal(practice, dana), plan(practice, dana, 11, 20)
    said(practice, one, 2, -1, date(2026, 11, 12))
    draft = MeetingDraft(BOTH, (OutcomeDraft("", AGREED, "both see the plan", one),))
    alignment.record_meeting(practice, meeting, draft)
    assert [shown.goal_id for shown in page(practice, dana).gaps] == [one]
    alignment.record_meeting(practice, meeting, draft, held_minutes=50)
    shown = page(practice, dana)
    assert shown.gaps == ()
    assert shown.goals[0].closed_on == date(2026, 11, 20)
    assert shown.meetings[0].outcomes[0].goal == "Delegate outcomes, not tasks"
