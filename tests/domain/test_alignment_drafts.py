"""Rounds of joint ratings, the arithmetic of "unaligned" in words, and the drafts of alignment."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.alignment import (
    AgreementItem,
    Audience,
    ExpectationKind,
    OutcomeKind,
    PartyRating,
    joint_view,
    rating_rounds,
    unaligned,
    unaligned_words,
)
from coachtui.domain.alignment_drafts import (
    AgreementDraft,
    CheckInDraft,
    ConsentDraft,
    ExpectationDraft,
    FollowUpDraft,
    JointRatingDraft,
    MeetingDraft,
    OutcomeDraft,
)
from coachtui.domain.assessment import Relation
from coachtui.domain.disclosure import DEFAULTS, UNGRANTABLE
from coachtui.domain.drafts import Problem
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT

DAY = date(2026, 11, 21)
BOTH = {Party.CLIENT: True, Party.MANAGER: True}
TOO_LONG = "x" * (DEFAULT.text_limit + 1)

ratings = st.lists(
    st.tuples(st.sampled_from((Party.CLIENT, Party.MANAGER)), st.integers(0, 9), st.integers(-2, 2)), max_size=14
).map(lambda rows: [PartyRating(party, DAY + timedelta(days=days), level) for party, days, level in rows])


def rating(party: Party, days: int, level: int = 0) -> PartyRating:
    return PartyRating(party, DAY + timedelta(days=days), level)


def fields(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.field for problem in problems]


# Rounds


def test_a_round_is_over_when_both_have_rated_since_the_last() -> None:
    client, manager = rating(Party.CLIENT, 0, 1), rating(Party.MANAGER, 3, -1)
    assert rating_rounds([]).pending is None
    assert rating_rounds([client]) == ((), client)
    assert rating_rounds([manager, client]) == (((client, manager),), None)
    later = rating(Party.MANAGER, 5, 2)
    assert rating_rounds([client, manager, later]) == (((client, manager),), later)
    answer = rating(Party.CLIENT, 5, 2)
    assert rating_rounds([client, manager, later, answer]).over == ((client, manager), (answer, later))


def test_a_side_that_rates_again_before_the_other_corrects_itself() -> None:
    first, again, answer = rating(Party.CLIENT, 0, 1), rating(Party.CLIENT, 2, 2), rating(Party.MANAGER, 4, 0)
    assert rating_rounds([first, again]) == ((), again)
    assert rating_rounds([first, again, answer]).over == ((again, answer),)


@given(ratings)
def test_an_unanswered_rating_is_told_by_nothing(given_ratings: list[PartyRating]) -> None:
    """Whatever level the side that was first gives, all that both can see is the same, until the other has rated."""
    rounds = rating_rounds(given_ratings)
    if rounds.pending is None:
        return
    party, since = rounds.pending.party, max((max(p.rated_on for p in pair) for pair in rounds.over), default=date.min)
    for level in range(-2, 3):
        other = [
            one._replace(level=level) if one.party is party and one.rated_on > since else one for one in given_ratings
        ]
        assert rating_rounds(other).over == rounds.over
        assert joint_view(other) == joint_view(given_ratings)
        assert rating_rounds(other).pending is not None


@given(ratings)
def test_the_rounds_do_not_depend_on_the_order_of_reading(given_ratings: list[PartyRating]) -> None:
    once = list({(one.party, one.rated_on): one for one in given_ratings}.values())
    rounds = rating_rounds(once)
    assert rating_rounds(reversed(once)) == rounds
    days = [max(client.rated_on, manager.rated_on) for client, manager in rounds.over]
    assert days == sorted(set(days))
    used = [one for pair in rounds.over for one in pair]
    assert len(used) == len(set(used))
    if rounds.pending and days:
        assert rounds.pending.rated_on > days[-1]


@pytest.mark.parametrize(("held", "three_ways", "running"), list(product(range(5), range(3), (True, False))))
def test_the_arithmetic_of_unaligned_is_told(held: int, three_ways: int, running: bool) -> None:
    told = unaligned_words(held, three_ways, running=running)
    assert f"{held} coaching session" in told
    assert f"{three_ways} three-way" in told
    assert told.startswith("Unaligned") == (running and unaligned(held, three_ways))
    assert ("is needed by session 3" in told) == (running and not three_ways)
    assert told.endswith(".")


# Drafts


def test_an_expectation_says_something() -> None:
    draft = ExpectationDraft("e", Party.MANAGER, ExpectationKind.SUPPORT, "time for it")
    assert draft.problems() == ()
    assert fields(draft._replace(body=" \n").problems()) == ["body"]
    assert fields(draft._replace(body=TOO_LONG, engagement_id="").problems()) == ["engagement_id", "body"]


def test_only_client_and_manager_rate_and_not_ahead() -> None:
    draft = JointRatingDraft("g", Party.CLIENT, -2, DAY)
    assert draft.problems(today=DAY) == ()
    assert fields(draft._replace(party=Party.COACH).problems()) == ["party"]
    assert fields(draft._replace(level=3, goal_id="").problems()) == ["goal_id", "level"]
    ahead = draft._replace(rated_on=DAY + timedelta(days=1))
    assert ahead.problems() == ()
    assert fields(ahead.problems(today=DAY)) == ["rated_on"]
    assert fields(draft._replace(rated_on=date(1026, 1, 1)).problems(today=DAY)) == ["rated_on"]


@pytest.mark.parametrize(
    ("attended", "words"),
    [
        ({}, "the client and the manager were not there"),
        ({Party.CLIENT: True, Party.COACH: True}, "the manager was not there"),
        ({Party.CLIENT: False, Party.MANAGER: True}, "the client was not there"),
    ],
)
def test_a_three_way_needs_both_sides(attended: dict[Party, bool], words: str) -> None:
    draft = MeetingDraft(attended)
    (problem,) = draft.problems()
    assert problem.field == "attended"
    assert words in problem.message
    assert draft.problems(held=False) == ()


def test_a_three_way_without_a_manager_named_says_where_to_name_one() -> None:
    (problem,) = MeetingDraft({Party.CLIENT: True}).problems(manager_named=False)
    assert "names no line manager" in problem.message


def test_what_a_meeting_brought_is_checked_line_by_line() -> None:
    outcomes = (OutcomeDraft("a", OutcomeKind.AGREED, "so"), OutcomeDraft("", OutcomeKind.DECISION, " "))
    followups = (FollowUpDraft(Party.SPONSOR, "ask"), FollowUpDraft(Party.COACH, "x", date(26, 1, 1)))
    assert fields(MeetingDraft(BOTH, outcomes, followups).problems()) == ["outcomes.1", "followups.0", "followups.1"]
    twice = MeetingDraft(BOTH, outcomes[:1] * 2, (FollowUpDraft(Party.COACH, "x", None, "b"),) * 2)
    assert fields(twice.problems()) == ["outcomes.1", "followups.1"]
    assert MeetingDraft(BOTH, outcomes[:1], (FollowUpDraft(Party.COACH, "x"),) * 2).problems() == ()


def test_a_check_in_names_only_those_who_are_not_anonymous() -> None:
    assert CheckInDraft().problems() == ()
    assert CheckInDraft("moved", "next", ("ask first",), Relation.MANAGER).problems() == ()
    for relation in (Relation.PEER, Relation.DIRECT_REPORT, Relation.OTHER):
        assert fields(CheckInDraft(feedforward=("x",), given_by=relation).problems()) == ["given_by"]
    assert fields(CheckInDraft(TOO_LONG, TOO_LONG, ("", "x")).problems()) == ["moved", "next_step", "feedforward.0"]


def test_what_is_never_or_pooled_is_not_granted() -> None:
    for item, audience in product(AgreementItem, Audience):
        granted = fields(AgreementDraft(DAY, grants={(item, audience): True}).problems())
        assert granted == ([f"{item}.{audience}"] if DEFAULTS[item][audience] in UNGRANTABLE else [])
        assert AgreementDraft(DAY, grants={(item, audience): False}).problems() == ()


def test_an_agreement_is_checked_field_by_field() -> None:
    draft = AgreementDraft(date(26, 1, 1), TOO_LONG, "half \ud800", 400)
    assert fields(draft.problems()) == ["drawn_up_on", "roles", "logistics", "notice_hours"]


def test_a_consent_lies_between_the_version_and_today() -> None:
    draft = ConsentDraft("v", Party.SPONSOR, DAY)
    assert draft.problems(drawn_up_on=DAY, today=DAY) == ()
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        assert fields(draft._replace(given_on=day).problems(drawn_up_on=DAY, today=DAY)) == ["given_on"]
    assert fields(draft.problems(parties=(Party.CLIENT, Party.COACH))) == ["party"]
    assert fields(draft._replace(version_id="").problems()) == ["version_id"]
