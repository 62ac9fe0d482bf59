"""What a coach types into a form: dates, times, numbers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.dates import read_day, read_number, read_time, read_whole
from coachtui.domain.words import exact

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("3.12.2026", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("3/12", date(2026, 12, 3)),
        ("03/12/26", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3. December 2027", date(2027, 12, 3)),
        ("20 nov", date(2027, 11, 20)),
        ("21 nov", date(2026, 11, 21)),
        ("Fri 27 Nov 2026", date(2026, 11, 27)),
        ("today", date(2026, 11, 21)),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("fri", date(2026, 11, 27)),
        ("saturday", date(2026, 11, 28)),
        ("sun", date(2026, 11, 22)),
        ("+10d", date(2026, 12, 1)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("29 feb", date(2028, 2, 29)),
        ("  7  jan  ", date(2027, 1, 7)),
    ],
)
def test_days_as_typed(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("30 feb 2026", "does not exist; Feb 2026 has 28 days"),
        ("2026-13-01", "no month 13"),
        ("12/25/2026", "The day comes first"),
        ("31.4.", "Apr 2026 has 30 days"),
        ("soon", "can't be read as a date"),
        ("", "can't be read as a date"),
        ("ma", "can't be read as a date"),
        ("0.1.2026", "does not exist"),
    ],
)
def test_days_that_are_refused(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace("(", r"\(")):
        read_day(typed, TODAY)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)), st.dates(min_value=date(2000, 1, 1)))
def test_what_is_shown_can_be_typed_again(day: date, today: date) -> None:
    assert read_day(exact(day), today) == read_day(day.isoformat(), today) == day


@given(st.text(max_size=30))
def test_anything_else_is_read_or_refused(typed: str) -> None:
    with suppress(ValueError):
        assert isinstance(read_day(typed, TODAY), date)


@pytest.mark.parametrize(
    ("typed", "meant"), [("9", time(9)), ("9:30", time(9, 30)), ("0930", time(9, 30)), ("14.05", time(14, 5))]
)
def test_times_as_typed(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["25", "9:75", "noon", "", "9:3"])
def test_times_that_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read_time(typed)


def test_numbers_as_typed() -> None:
    assert read_number("7,5") == read_number(" 7.5 ") == 7.5
    assert read_whole("8") == 8
    for typed in ("", "eight", "1e9", "--1", "7.5.1"):
        with pytest.raises(ValueError, match="no number"):
            read_number(typed)
    with pytest.raises(ValueError, match="no whole number"):
        read_whole("7.5")
