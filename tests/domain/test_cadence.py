"""Sessions, wall time, series and commitments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import (
    SESSION_MOVES,
    CommitmentDraft,
    CommitmentState,
    SessionDraft,
    SessionKind,
    SessionNoteDraft,
    SessionState,
    cancelled_state,
    check_session_move,
    is_late,
    is_unclosed,
    overdue_days,
)
from coachtui.domain.people import Party
from coachtui.domain.span import Pause, Span
from coachtui.domain.wall_time import existing, exists, to_utc, to_wall

TODAY = date(2026, 11, 21)
ZONES = ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "UTC"]


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time on the clock of some place."""
    return datetime.combine(date(year, month, day), time(hour, minute))


DRAFT = SessionDraft("e", wall(2026, 10, 12, 9, 0), "Europe/Zurich")


def test_every_move_is_allowed_or_refused_in_words() -> None:
    for old, new in product(SessionState, SessionState):
        problem = check_session_move(old, new)
        assert (problem is None) == (new in SESSION_MOVES[old])
        if problem is not None:
            assert problem.message.endswith(".")
            assert len(problem.message) > 20


def test_outcomes_can_be_corrected_and_nothing_is_planned_again() -> None:
    outcomes = [SessionState.HELD, SessionState.CANCELLED, SessionState.LATE_CANCELLED, SessionState.NO_SHOW]
    for old, new in product(outcomes, outcomes):
        assert (check_session_move(old, new) is None) == (old is not new)
    assert all(check_session_move(old, SessionState.PLANNED) is not None for old in SessionState)
    assert all(check_session_move(SessionState.RESCHEDULED, new) is not None for new in SessionState)


def test_a_session_ahead_cannot_be_held() -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    # Earlier in the day than planned is possible; nobody is missed before it begins.
    for new, hours in ((SessionState.HELD, 12), (SessionState.NO_SHOW, 0)):
        early, in_time = now + timedelta(hours=hours, minutes=1), now + timedelta(hours=hours)
        assert check_session_move(SessionState.PLANNED, new, starts_utc=early, now=now) is not None
        assert check_session_move(SessionState.PLANNED, new, starts_utc=in_time, now=now) is None
    assert (
        check_session_move(SessionState.PLANNED, SessionState.CANCELLED, starts_utc=now + timedelta(9), now=now) is None
    )


@pytest.mark.parametrize(("hours", "late"), [(24.01, False), (24, False), (23.99, True), (0, True), (-1, True)])
def test_notice(hours: float, late: bool) -> None:
    starts = datetime(2026, 11, 21, 9, tzinfo=UTC)
    at = starts - timedelta(hours=hours)
    assert is_late(at, starts, 24) is late
    assert cancelled_state(at, starts, 24) is (SessionState.LATE_CANCELLED if late else SessionState.CANCELLED)


def test_without_notice_only_a_cancellation_after_the_start_is_late() -> None:
    starts = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert not is_late(starts, starts, 0)
    assert is_late(starts + timedelta(minutes=1), starts, 0)


def test_notice_is_counted_in_real_hours_over_a_clock_change() -> None:
    starts = to_utc(wall(2026, 10, 25, 9), "Europe/Zurich")
    at = to_utc(wall(2026, 10, 24, 9), "Europe/Zurich")
    assert starts - at == timedelta(hours=25)
    assert not is_late(at, starts, 25)


def test_unclosed_when_its_time_has_passed() -> None:
    starts = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert not is_unclosed(SessionState.PLANNED, starts, 60, starts + timedelta(minutes=59))
    assert is_unclosed(SessionState.PLANNED, starts, 60, starts + timedelta(minutes=60))
    assert not is_unclosed(SessionState.HELD, starts, 60, starts + timedelta(days=9))


def test_a_draft_that_is_fine() -> None:
    assert DRAFT.problems() == ()
    assert DRAFT.warnings(span=Span(date(2026, 9, 1), date(2027, 2, 28))) == ()
    assert DRAFT.starts_utc() == datetime(2026, 10, 12, 7, tzinfo=UTC)
    assert DRAFT.ends_utc() == datetime(2026, 10, 12, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"engagement_id": ""}, "engagement_id"),
        ({"time_zone": "Europe/Zuerich"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "/etc/passwd"}, "time_zone"),
        ({"time_zone": "America"}, "time_zone"),
        ({"time_zone": "x" * 5_000}, "time_zone"),
        ({"time_zone": "a\0b"}, "time_zone"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"kind": SessionKind.THREE_WAY}, "stage"),
        ({"stage": Stage.START}, "stage"),
        ({"starts_local": wall(1026, 10, 12, 9)}, "starts_local"),
        ({"starts_local": datetime(2026, 10, 12, 9, tzinfo=UTC)}, "starts_local"),
    ],
)
def test_session_problems(change: dict[str, object], field: str) -> None:
    draft = DRAFT._replace(**change)  # type: ignore[arg-type]  # fields by name
    assert [problem.field for problem in draft.problems()] == [field]


def test_warnings_about_the_day() -> None:
    span = Span(date(2026, 9, 1), date(2027, 2, 28), (Pause(date(2026, 10, 10), date(2026, 10, 20)),))
    assert "paused" in DRAFT.warnings(span=span)[0].message
    early = DRAFT._replace(starts_local=wall(2026, 8, 1, 9))
    assert "before" in early.warnings(span=span)[0].message
    assert early._replace(kind=SessionKind.CHEMISTRY).warnings(span=span) == ()
    late = DRAFT._replace(starts_local=wall(2027, 3, 1, 9), kind=SessionKind.CHECK_IN)
    assert "after" in late.warnings(span=span)[0].message


def test_a_skipped_time_is_moved_forward_and_said() -> None:
    draft = DRAFT._replace(starts_local=wall(2026, 3, 29, 2, 30))
    assert draft.problems() == ()
    (warning,) = draft.warnings()
    assert "skip 02:30" in warning.message
    assert "03:30 instead" in warning.message
    assert draft.settled().starts_local == wall(2026, 3, 29, 3, 30)
    assert draft.starts_utc() == draft.settled().starts_utc()


def test_a_skipped_day() -> None:
    # Samoa went from 29 to 31 December 2011.
    draft = SessionDraft("e", wall(2011, 12, 30, 9), "Pacific/Apia")
    assert draft.settled().starts_local == wall(2011, 12, 31, 9)
    assert "Sat 31 Dec 2011, 09:00" in draft.warnings()[0].message


def test_a_time_that_happens_twice_is_the_first() -> None:
    twice = wall(2026, 10, 25, 2, 30)
    assert to_utc(twice, "Europe/Zurich") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert exists(twice, "Europe/Zurich")


def test_instants_and_wall_times_are_not_mixed_up() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        to_utc(datetime(2026, 1, 1, tzinfo=UTC), "UTC")
    with pytest.raises(ValueError, match="needs its time zone"):
        to_wall(wall(2026, 1, 1), "UTC")


@given(st.datetimes(wall(2000, 1, 1), wall(2040, 1, 1)), st.sampled_from(ZONES))
def test_existing_times_come_back_and_settling_settles(clock: datetime, zone: str) -> None:
    settled = existing(clock, zone)
    assert exists(settled, zone)
    assert existing(settled, zone) == settled
    assert settled >= clock
    assert to_wall(to_utc(settled, zone), zone) == settled


COMMITMENT = CommitmentDraft("e", Party.CLIENT, "tell Marc what stops", due_on=TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "\n"}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "\ud83d"}, "text"),
        ({"owner": Party.SPONSOR}, "owner"),
        ({"engagement_id": ""}, "engagement_id"),
        ({"due_on": date(9999, 12, 31)}, "due_on"),
    ],
)
def test_commitment_problems(change: dict[str, object], field: str) -> None:
    assert COMMITMENT.problems() == ()
    draft = COMMITMENT._replace(**change)  # type: ignore[arg-type]  # fields by name
    assert [problem.field for problem in draft.problems()] == [field]


def test_notes_of_a_million_characters() -> None:
    assert SessionNoteDraft("é" * 1_000_000).problems() == ()
    (problem,) = SessionNoteDraft("x" * 1_000_001).problems()
    assert "1,000,001" in problem.message


def test_overdue_counts_active_days() -> None:
    still = CommitmentState.OPEN
    assert overdue_days(still, TODAY, TODAY) == 0
    assert overdue_days(still, TODAY - timedelta(days=9), TODAY) == 9
    assert overdue_days(still, None, TODAY) == 0
    assert overdue_days(CommitmentState.DONE, TODAY - timedelta(days=9), TODAY) == 0
    paused = Span(date(2026, 9, 1), date(2027, 2, 28), (Pause(TODAY - timedelta(days=9)),))
    assert overdue_days(still, TODAY - timedelta(days=9), TODAY, paused) == 0
    assert overdue_days(still, TODAY - timedelta(days=12), TODAY, paused) == 3
