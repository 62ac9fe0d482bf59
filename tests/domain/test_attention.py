"""What needs the coach, and the read models of Today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.attention import EngagementFacts, GoalGap, Mark, Need, attention, needs_of, pace_of
from coachtui.domain.brief import BriefGoal
from coachtui.domain.engagement import EngagementState
from coachtui.domain.pace import Pace
from coachtui.domain.span import Pause, Span
from coachtui.domain.today import Counts

TODAY = date(2026, 11, 21)
SPAN = Span(date(2026, 9, 1), date(2027, 2, 28))
FINE = EngagementFacts(
    engagement_id="e1",
    client="Dana Okafor",
    state=EngagementState.ACTIVE,
    span=SPAN,
    allocation=8,
    held=4,
    used=4,
    coaching_held=4,
    three_ways_held=1,
    last_held_on=TODAY - timedelta(days=14),
    planned_ahead=1,
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_nothing_needs_the_coach() -> None:
    assert attention([FINE], TODAY) == ()
    reading = pace_of(FINE, TODAY)
    assert reading is not None
    assert reading.pace is Pace.ON


@pytest.mark.parametrize(
    ("change", "mark", "word", "text"),
    [
        ({"unclosed_on": (ago(2),)}, "▲", "unclosed", "1 session to close, 2 days ago"),
        ({"unclosed_on": (ago(1), ago(9))}, "▲", "unclosed", "2 sessions to close, oldest 9 days ago"),
        ({"last_held_on": ago(34), "planned_ahead": 0}, "▲", "stalled", "34 days quiet, nothing booked"),
        ({"coaching_held": 3, "three_ways_held": 0}, "▲", "unaligned", "3 sessions held, no three-way"),
        ({"held": 1.0}, "▲", "behind", "1 of 3.6 sessions expected by now"),
        ({"gaps": (GoalGap("Delegate outcomes, not tasks", 2),)}, "◆", "gap 2", "“Delegate outcomes, not tasks”"),
        ({"overdue": 2, "oldest_due_on": ago(9)}, "▲", "overdue", "2 commitments, oldest 9 days"),
        ({"overdue": 1, "oldest_due_on": ago(1)}, "▲", "overdue", "1 commitment, 1 day"),
        ({"three_way_due_on": TODAY + timedelta(6)}, "◆", "three-way", "due in 6 d, nothing booked"),
        ({"used": 8.0}, "·", "used up", "8 of 8 sessions used: agree on more, or complete it"),
    ],
)
def test_each_need(change: dict[str, object], mark: str, word: str, text: str) -> None:
    (line,) = attention([FINE._replace(**change)], TODAY)  # type: ignore[arg-type]  # fields by name
    assert (line.mark, line.word, line.text) == (mark, word, text)
    assert (line.client, line.engagement_id) == ("Dana Okafor", "e1")


def test_the_end() -> None:
    ending = FINE._replace(span=Span(ago(100), TODAY + timedelta(28)), held=8, used=7)
    assert [line.text for line in attention([ending], TODAY)] == ["ends in 28 d"]
    over = FINE._replace(span=Span(ago(100), ago(5)), held=8, used=7)
    (line,) = attention([over], TODAY)
    assert (line.need, line.mark) == (Need.OVER_END, Mark.WAITING)
    later = ending._replace(span=Span(ago(100), TODAY + timedelta(29)))
    assert attention([later], TODAY) == ()


def test_a_three_way_far_off_or_missing_altogether_is_said_once() -> None:
    assert attention([FINE._replace(three_way_due_on=TODAY + timedelta(15))], TODAY) == ()
    both = FINE._replace(three_ways_held=0, three_way_due_on=ago(30))
    assert [line.need for line in attention([both], TODAY)] == [Need.UNALIGNED]


def test_drafts_wait() -> None:
    draft = EngagementFacts("e2", "Ravi Shah", EngagementState.DRAFT, created_on=ago(14))
    (line,) = attention([draft], TODAY)
    assert (line.mark, line.word, line.text) == ("·", "draft", "begun 14 days ago, not started")
    assert attention([draft._replace(created_on=ago(13))], TODAY) == ()


TROUBLED = FINE._replace(
    held=0,
    coaching_held=3,
    three_ways_held=0,
    last_held_on=ago(60),
    planned_ahead=0,
    gaps=(GoalGap("g", 3), GoalGap("h", 2)),
    overdue=1,
    oldest_due_on=ago(3),
    unclosed_on=(ago(1),),
)


def test_the_order_of_needs() -> None:
    lines = attention([TROUBLED], TODAY)
    assert [line.word for line in lines] == [
        "unclosed", "stalled", "unaligned", "behind", "gap 3", "gap 2", "overdue",
    ]  # fmt: skip


def test_the_more_urgent_client_comes_first_within_a_need() -> None:
    first = FINE._replace(planned_ahead=0, last_held_on=ago(34), client="Zoe", engagement_id="z")
    second = first._replace(last_held_on=ago(31), client="Abe", engagement_id="a")
    third = second._replace(client="Bea", engagement_id="b")
    assert [line.client for line in attention([third, second, first], TODAY)] == ["Zoe", "Abe", "Bea"]


def test_a_pause_leaves_only_what_is_unclosed() -> None:
    paused = TROUBLED._replace(state=EngagementState.PAUSED, span=Span(SPAN.starts_on, SPAN.ends_on, (Pause(ago(10)),)))
    assert [line.need for line in attention([paused], TODAY)] == [Need.UNCLOSED]


@pytest.mark.parametrize("state", [EngagementState.COMPLETED, EngagementState.DISCONTINUED, EngagementState.CANCELLED])
def test_what_is_over_needs_nothing(state: EngagementState) -> None:
    assert attention([TROUBLED._replace(state=state, unclosed_on=())], TODAY) == ()


@given(st.permutations([TROUBLED, FINE, TROUBLED._replace(engagement_id="e3", client="Ana Ruiz")]))
def test_the_order_of_engagements_does_not_matter(facts: list[EngagementFacts]) -> None:
    lines = attention(facts, TODAY)
    assert list(lines) == sorted(lines, key=lambda line: (line.need, -line.urgency, line.client.casefold()))
    assert set(lines) == {line for fact in facts for line in needs_of(fact, TODAY)}


def test_an_engagement_without_dates_has_no_pace() -> None:
    assert pace_of(FINE._replace(span=None), TODAY) is None


def test_read_models() -> None:
    assert BriefGoal("g", "Presence", -2).now == -2
    assert BriefGoal("g", "Presence", -2, (-1, 0)).now == 0
    assert Counts(active=12, paused=1, draft=2, ended=3).engagements == 18
