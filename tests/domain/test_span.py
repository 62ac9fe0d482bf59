"""The clock of an engagement and its pauses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.span import Pause, Span

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def pauses(draw: st.DrawFn, *, closed: bool = False) -> Pause:
    first = draw(DAYS)
    if not closed and draw(st.booleans()):
        return Pause(first)
    return Pause(first, first + timedelta(days=draw(st.integers(0, 90))))


@st.composite
def spans(draw: st.DrawFn, *, closed: bool = False) -> Span:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    return Span(first, last, tuple(draw(st.lists(pauses(closed=closed), max_size=4))))


def plain(days: int = 100, *stopped: Pause) -> Span:
    first = date(2026, 9, 1)
    return Span(first, first + timedelta(days=days - 1), stopped)


def at(day: int) -> date:
    return date(2026, 9, 1) + timedelta(days=day)


@pytest.mark.parametrize(("day", "expected"), [(-5, 0.0), (0, 0.0), (50, 0.5), (99, 0.99), (100, 1.0), (500, 1.0)])
def test_elapsed(day: int, expected: float) -> None:
    assert plain().elapsed(at(day)) == expected


def test_a_closed_pause_leaves_the_span() -> None:
    span = plain(100, Pause(at(20), at(40)))
    assert span.active_length() == 80
    assert span.elapsed(at(60)) == 0.5
    assert span.elapsed(at(20)) == span.elapsed(at(40)) == 0.25


def test_an_open_pause_stops_the_clock() -> None:
    span = plain(100, Pause(at(50)))
    assert [span.elapsed(at(day)) for day in (50, 70, 99, 400)] == [0.5] * 4
    assert span.clock_day(at(400)) == at(50)
    assert span.paused_on(at(60))
    assert not span.paused_on(at(49))


def test_overlapping_pauses_count_once() -> None:
    span = plain(100, Pause(at(10), at(30)), Pause(at(20), at(40)), Pause(at(40), at(40)))
    assert span.active_days(at(0), at(100)) == 70


def test_a_span_that_is_all_pause_elapses_when_it_is_over() -> None:
    span = plain(10, Pause(at(0), at(10)))
    assert span.elapsed(at(5)) == 0.0
    assert span.elapsed(at(10)) == 1.0


def test_a_single_day() -> None:
    assert plain(1).elapsed(at(0)) == 0.0
    assert plain(1).elapsed(at(1)) == 1.0
    assert plain(1).months() == 1


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 9, 1), date(2027, 2, 28), 6),
        (date(2026, 9, 1), date(2027, 3, 1), 6),
        (date(2026, 9, 15), date(2027, 3, 14), 6),
        (date(2026, 8, 31), date(2027, 2, 27), 6),
        (date(2026, 9, 1), date(2026, 9, 3), 1),
        (date(2026, 1, 1), date(2026, 12, 31), 12),
    ],
)
def test_length_in_months(first: date, last: date, months: int) -> None:
    assert Span(first, last).months() == months


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 8, 31), 0),
        (date(2026, 9, 1), 1),
        (date(2026, 9, 30), 1),
        (date(2026, 10, 1), 2),
        (date(2026, 11, 21), 3),
        (date(2027, 2, 28), 6),
        (date(2027, 6, 1), 6),
    ],
)
def test_month_n_of_m(today: date, month: int) -> None:
    assert Span(date(2026, 9, 1), date(2027, 2, 28)).month(today) == (month, 6)


@given(spans(), DAYS, DAYS)
def test_active_days_are_counted_one_by_one(span: Span, first: date, last: date) -> None:
    one_by_one = sum(
        not span.paused_on(first + timedelta(days=number)) for number in range(max(0, (last - first).days))
    )
    assert span.active_days(first, last) == one_by_one


@given(spans(), pauses(), DAYS)
def test_a_pause_never_adds_elapsed_days(span: Span, pause: Pause, today: date) -> None:
    paused = Span(span.starts_on, span.ends_on, (*span.pauses, pause))
    assert paused.elapsed_days(today) <= span.elapsed_days(today)


@given(spans(closed=True), pauses(closed=True), DAYS)
def test_a_past_pause_never_adds_to_the_elapsed_fraction(span: Span, pause: Pause, today: date) -> None:
    if today > span.ends_on or (pause.until_on is not None and pause.until_on > today):
        return
    paused = Span(span.starts_on, span.ends_on, (*span.pauses, pause))
    assert paused.elapsed(today) <= span.elapsed(today) + 1e-12


@given(spans(), DAYS, DAYS)
def test_the_clock_never_runs_backwards(span: Span, one: date, other: date) -> None:
    assert 0.0 <= span.elapsed(min(one, other)) <= span.elapsed(max(one, other)) <= 1.0


@given(st.integers(1, 300), st.integers(0, 299), st.integers(0, 200))
def test_the_end_moved_by_the_pause_keeps_the_fraction(days: int, began: int, length: int) -> None:
    span = plain(days, Pause(at(began)))
    resumed = Span(span.starts_on, span.end_after_pause(at(began + length)), (Pause(at(began), at(began + length)),))
    if began <= days:
        assert resumed.elapsed(at(began + length)) == pytest.approx(span.elapsed(at(began + length)))


@given(spans(closed=True), st.integers(0, 400))
def test_after_is_the_day_by_which_so_many_active_days_passed(span: Span, active: int) -> None:
    found = span.after(span.starts_on, active)
    assert span.active_days(span.starts_on, found) == active
    if active:
        assert span.active_days(span.starts_on, found - timedelta(days=1)) < active


@given(spans(closed=True), st.floats(0, 1))
def test_day_at_reaches_the_fraction(span: Span, fraction: float) -> None:
    if span.active_length():
        assert span.elapsed(span.day_at(fraction)) >= fraction - 1e-9
