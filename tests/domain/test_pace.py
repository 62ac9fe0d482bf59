"""Allocation, pace, stall and forecast."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.pace import (
    Amount,
    Pace,
    Slot,
    Tally,
    Usage,
    actual_interval,
    allocation,
    forecast_end,
    one_session,
    pace,
    quiet_days,
    stalled,
    tally,
)
from coachtui.domain.rules import Rules
from coachtui.domain.span import Pause, Span

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SPAN = Span(date(2026, 9, 1), date(2027, 2, 28))
SESSIONS, HOURS = AllocationUnit.SESSIONS, AllocationUnit.HOURS


def slot(state: SessionState, *, kind: SessionKind = SessionKind.COACHING, days: int = -7, minutes: int = 60) -> Slot:
    return Slot(kind, state, NOW + timedelta(days=days), minutes)


def test_only_coaching_burns_the_allocation() -> None:
    slots = [slot(SessionState.HELD, kind=kind) for kind in SessionKind]
    assert tally(slots, NOW).held == Amount(1, 60)


def test_tally_by_state() -> None:
    counted = tally(
        [
            slot(SessionState.HELD, minutes=45),
            slot(SessionState.HELD),
            slot(SessionState.NO_SHOW),
            slot(SessionState.LATE_CANCELLED),
            slot(SessionState.CANCELLED),
            slot(SessionState.RESCHEDULED),
            slot(SessionState.PLANNED, days=-1),
            slot(SessionState.PLANNED, days=1),
        ],
        NOW,
    )
    assert counted == Tally(Amount(2, 105), Amount(2, 120), Amount(1, 60), Amount(1, 60))


def test_a_session_under_way_is_planned_still() -> None:
    running = Slot(SessionKind.COACHING, SessionState.PLANNED, NOW - timedelta(minutes=59), 60)
    assert tally([running], NOW).planned.sessions == 1
    assert tally([running], NOW + timedelta(minutes=1)).unclosed.sessions == 1


def test_usage_in_sessions_and_in_hours() -> None:
    counted = Tally(Amount(4, 360), Amount(1, 90), Amount(2, 180))
    usage = allocation(SESSIONS, 8, counted)
    assert (usage.held, usage.used, usage.left, usage.planned, usage.unplanned) == (4, 5, 3, 2, 1)
    usage = allocation(HOURS, 12, counted, missed_count=False)
    assert (usage.held, usage.used, usage.left, usage.planned, usage.unplanned) == (6, 6, 6, 3, 3)


def test_more_used_than_agreed() -> None:
    usage = allocation(SESSIONS, 2, Tally(Amount(3, 180)))
    assert (usage.left, usage.unplanned) == (-1, 0)


@pytest.mark.parametrize(
    ("held", "agreed", "elapsed", "ratio", "expected"),
    [
        (0, 8, 0.124, None, None),
        (0, 8, 0.125, 0.0, Pace.BEHIND),
        (1, 8, 0.125, 1.0, Pace.ON),
        (9, 12, 10 / 12, 0.9, Pace.ON),
        (7, 12, 10 / 12, 0.7, Pace.SLIPPING),
        (6, 12, 10 / 12, 0.6, Pace.BEHIND),
        (8.99, 10, 1.0, 0.899, Pace.SLIPPING),
        (1, 10, 0.19, 0.526315789, Pace.SLIPPING),  # 0.9 of a session short of what was expected
        (1, 10, 0.2, 0.5, Pace.BEHIND),
        (9, 8, 1.0, 1.125, Pace.ON),
        (0, 0, 1.0, None, None),
    ],
)
def test_pace(held: float, agreed: float, elapsed: float, ratio: float | None, expected: Pace | None) -> None:
    reading = pace(held, agreed, elapsed)
    assert (reading.ratio, reading.pace) == (ratio, expected)


def test_pace_in_hours_is_stated_from_one_session_on() -> None:
    whole = one_session(HOURS, 90)
    assert whole == 1.5
    assert pace(0, 12, 0.12, one_session=whole).pace is None
    assert pace(0, 12, 0.125, one_session=whole).pace is Pace.BEHIND
    assert pace(1.5, 12, 0.2, one_session=whole).pace is Pace.SLIPPING
    assert pace(1.5, 12, 0.25, one_session=whole).pace is Pace.BEHIND


def test_the_numbers_can_be_changed() -> None:
    assert pace(9, 10, 1.0, rules=Rules(pace_on=0.95)).pace is Pace.SLIPPING


RANK = {Pace.BEHIND: 0, Pace.SLIPPING: 1, Pace.ON: 2}


@given(st.integers(0, 24), st.integers(1, 24), st.floats(0, 1))
def test_pace_invariants(held: int, agreed: int, elapsed: float) -> None:
    reading = pace(held, agreed, elapsed)
    assert (reading.pace is None) == (reading.ratio is None)
    if reading.pace is None:
        assert reading.expected < 1
        return
    assert reading.expected >= 1
    if reading.pace is Pace.BEHIND:
        assert reading.shortfall >= 1
    better = pace(held + 1, agreed, elapsed).pace
    assert better is not None
    assert RANK[better] >= RANK[reading.pace]
    if held >= agreed:
        assert reading.pace is Pace.ON


@given(st.integers(0, 24), st.integers(1, 24), st.floats(0, 1), st.sampled_from([15, 45, 60, 90]))
def test_pace_is_the_same_in_hours_as_in_sessions(held: int, agreed: int, elapsed: float, minutes: int) -> None:
    whole = minutes / 60
    in_hours = pace(held * whole, agreed * whole, elapsed, one_session=whole)
    in_sessions = pace(held, agreed, elapsed)
    if abs(in_sessions.expected - 1) > 1e-6 and abs(in_sessions.expected - held - 1) > 1e-6:
        assert in_hours.pace is in_sessions.pace


@pytest.mark.parametrize(
    ("last", "ahead", "expected"),
    [
        (TODAY - timedelta(days=29), 0, False),
        (TODAY - timedelta(days=30), 0, True),
        (TODAY - timedelta(days=90), 1, False),
        (None, 0, True),
    ],
)
def test_stalled(last: date | None, ahead: int, expected: bool) -> None:
    assert stalled(SPAN, last, ahead, TODAY) is expected


def test_without_sessions_the_start_counts() -> None:
    fresh = Span(TODAY - timedelta(days=29), TODAY + timedelta(days=100))
    assert not stalled(fresh, None, 0, TODAY)
    assert stalled(fresh, None, 0, TODAY + timedelta(days=1))
    assert quiet_days(Span(TODAY + timedelta(days=9), TODAY + timedelta(days=99)), None, TODAY) == 0


def test_a_pause_stops_the_stall() -> None:
    paused = Span(SPAN.starts_on, SPAN.ends_on, (Pause(TODAY - timedelta(days=20), TODAY - timedelta(days=10)),))
    last = TODAY - timedelta(days=35)
    assert quiet_days(paused, last, TODAY) == 25
    assert not stalled(paused, last, 0, TODAY)
    assert stalled(SPAN, last, 0, TODAY)


def usage(used: float, agreed: float = 8, unit: AllocationUnit = SESSIONS) -> Usage:
    return Usage(unit, agreed, used, used, 0)


def test_forecast_at_the_actual_interval() -> None:
    held = [date(2026, 9, 7), date(2026, 9, 28), date(2026, 10, 19), date(2026, 11, 16)]
    forecast = forecast_end(usage(4), held, SPAN, TODAY, interval_weeks=2)
    assert forecast is not None
    assert (forecast.interval_days, forecast.from_held) == (21, True)
    assert forecast.ends_on == date(2026, 11, 16) + timedelta(days=4 * 21)


def test_forecast_at_the_agreed_interval_until_two_were_held() -> None:
    forecast = forecast_end(usage(1), [date(2026, 11, 16)], SPAN, TODAY, interval_weeks=2)
    assert forecast is not None
    assert not forecast.from_held
    assert forecast.ends_on == date(2026, 11, 16) + timedelta(days=7 * 14)
    none_held = forecast_end(usage(0, 3), [], Span(date(2027, 1, 4), date(2027, 6, 1)), TODAY, interval_weeks=2)
    assert none_held is not None
    assert none_held.ends_on == date(2027, 2, 1)


def test_forecast_is_never_in_the_past() -> None:
    forecast = forecast_end(usage(7), [date(2026, 9, 7), date(2026, 9, 14)], SPAN, TODAY, interval_weeks=1)
    assert forecast is not None
    assert forecast.ends_on == TODAY


def test_forecast_in_hours_rounds_up_to_whole_sessions() -> None:
    forecast = forecast_end(usage(9, 12, HOURS), [TODAY], SPAN, TODAY, interval_weeks=1, one_session=2.0)
    assert forecast is not None
    assert forecast.ends_on == TODAY + timedelta(days=14)


def test_no_forecast_when_nothing_is_left_or_the_calendar_ends() -> None:
    assert forecast_end(usage(8), [TODAY], SPAN, TODAY, interval_weeks=2) is None
    assert forecast_end(usage(0, 1_000_000), [TODAY], SPAN, TODAY, interval_weeks=26) is None


def test_a_pause_between_sessions_does_not_lengthen_the_interval() -> None:
    paused = Span(SPAN.starts_on, SPAN.ends_on, (Pause(date(2026, 10, 1), date(2026, 10, 31)),))
    assert actual_interval([date(2026, 9, 24), date(2026, 11, 7)], paused) == 14
    assert actual_interval([TODAY, TODAY], SPAN) is None


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_the_interval_is_the_median(gaps: list[int]) -> None:
    days = [date(2026, 1, 1)]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    assert actual_interval(days, SPAN) == median(gaps)
