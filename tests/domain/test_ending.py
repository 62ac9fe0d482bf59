"""What the cockpit hands over, and what will be recorded of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coachtui.domain.cadence import CommitmentState, SessionDraft
from coachtui.domain.captured import Around, Capture, CommitmentItem, Line, SummaryItem, ThemeItem
from coachtui.domain.cockpit import Cockpit
from coachtui.domain.ending import Ending, EndingDraft, once, whole_summary
from coachtui.domain.lanes import Clock, Lane
from coachtui.domain.people import Party

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TODAY = NOW.date()


def draft(*items: object, seconds: float = 0, since: datetime | None = None) -> EndingDraft:
    clock = Clock((seconds, 0.0, 0.0, 0.0, 0.0), running_since=since)
    capture = Capture((Line("x"),), tuple(enumerate(items)), ())  # type: ignore[arg-type]  # any item
    return EndingDraft.of("s", "Dana", Cockpit("x", clock, NOW), capture, Around((), (), TODAY), NOW)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (29, 1), (89, 1), (90, 2), (3_569, 59), (3_570, 60)])
def test_the_length_is_what_the_clock_says_to_the_minute(seconds: int, minutes: int) -> None:
    assert draft(seconds=seconds).minutes == minutes
    assert Ending.of(draft(seconds=seconds)).held_minutes == minutes


def test_a_clock_that_runs_counts_until_now() -> None:
    running = Clock.started(NOW - timedelta(minutes=10)).switched(Lane.GOAL, NOW - timedelta(minutes=4))
    found = EndingDraft.of("s", "", Cockpit("", running, NOW), Capture((), (), ()), Around((), (), TODAY), NOW)
    assert (found.minutes, Ending.of(found).lanes) == (10, {Lane.GOAL: 240})


def test_without_a_date_a_commitment_is_due_by_the_next_session() -> None:
    by_next = CommitmentItem(Party.CLIENT, "p", "call", None, True)
    dated = CommitmentItem(Party.COACH, None, "write", date(2026, 11, 27), False)
    following = SessionDraft("e", datetime(2026, 12, 12, 9), "UTC")
    found = Ending.of(draft(by_next, dated), next=following, next_on=date(2027, 1, 1))
    assert [found.due(one) for one in found.commitments] == [date(2026, 12, 12), date(2026, 11, 27)]
    assert Ending.of(draft(by_next), next_on=date(2027, 1, 1)).due(by_next) == date(2027, 1, 1), "one planned already"
    assert Ending.of(draft(by_next)).due(by_next) is None


def test_only_answers_that_close_are_recorded() -> None:
    answers = {"a": CommitmentState.DONE, "b": CommitmentState.OPEN, "c": CommitmentState.DROPPED}
    assert set(Ending.of(draft(), settled=answers).settled) == {"a", "c"}


def test_a_theme_counts_once_however_it_is_spelt() -> None:
    assert once(["letting-go", "Letting-Gó", "control"]) == ("letting-go", "control")
    assert Ending.of(draft(ThemeItem("a"), ThemeItem("A"))).themes == ("a",)


def test_the_summary_is_added_to_what_was_written_before() -> None:
    captured = Ending.of(draft(SummaryItem("One."), SummaryItem("Two."))).summary
    assert captured == "One.\nTwo."
    assert whole_summary("", captured) == captured
    assert whole_summary("Before.\nTwo.\n", captured) == "Before.\nTwo.\nOne."
    assert whole_summary("One.\nTwo.\n", captured) == "One.\nTwo.\n", "nothing is said twice"
    assert whole_summary("Before.", "") == "Before."


@pytest.mark.parametrize(
    ("ending", "field"),
    [
        (Ending.of(draft(), minutes=0), "held_minutes"),
        (Ending.of(draft(), minutes=1_441), "held_minutes"),
        (Ending.of(draft())._replace(notes="x" * 1_000_001), "notes"),
        (Ending.of(draft(CommitmentItem(Party.CLIENT, None, " ", None, True))), "text"),
        (Ending.of(draft(CommitmentItem(Party.CLIENT, None, "x", date(9999, 1, 1), False))), "due_on"),
        (Ending.of(draft(), next=SessionDraft("e", datetime(2026, 12, 1), "Nowhere")), "time_zone"),
    ],
)
def test_what_is_wrong_with_it(ending: Ending, field: str) -> None:
    assert [problem.field for problem in ending.problems()] == [field]
