"""The day as of which the coach asks, as it is typed and as it is told."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.as_of import end_of, read_moment, told, told_from
from coachtui.domain.dates import read_day

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)  # a Saturday
BEGAN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3 oct", date(2026, 10, 3)),
        ("21 nov", date(2026, 11, 21)),
        ("22 nov", date(2025, 11, 22)),
        ("22.11.", date(2025, 11, 22)),
        ("2026-10-03", date(2026, 10, 3)),
        ("fri", date(2026, 11, 20)),
        ("sat", date(2026, 11, 14)),
        ("sun", date(2026, 11, 15)),
        ("yesterday", date(2026, 11, 20)),
        ("3 weeks ago", date(2026, 10, 31)),
        ("-10d", date(2026, 11, 11)),
        ("9 months ago", date(2026, 2, 21)),
        ("-11m", date(2025, 12, 21)),
        ("29 feb", date(2024, 2, 29)),
    ],
)
def test_a_day_of_the_past(typed: str, meant: date) -> None:
    assert read_day(typed, NOW.date(), past=True) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 oct", "as of Sat 3 Oct 2026"),
        ("2026-10-03 14:00", "as of Sat 3 Oct 2026, 14:00"),
        ("2026-10-03T14:00", "as of Sat 3 Oct 2026, 14:00"),
        ("3 oct, 9.15", "as of Sat 3 Oct 2026, 09:15"),
        ("today", "as of Sat 21 Nov 2026, 09:30"),
    ],
)
def test_a_moment_is_told_as_it_was_asked_for(typed: str, said: str) -> None:
    moment = read_moment(typed, NOW, BEGAN)
    assert told(moment) == said
    assert moment <= NOW


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tomorrow", "Sun 22 Nov 2026 is still to come"),
        ("2026-11-21 10:00", "Sat 21 Nov 2026, 10:00 is still to come"),
        ("soon", "“soon” can't be read as a date"),
        ("", "can't be read as a date"),
        ("30 feb 2026", "Feb 2026 has 28 days"),
        ("2026-03-01", "The practice began on Mon 2 Mar 2026; there is nothing before."),
        ("2026-03-02 07:59", "The practice began on Mon 2 Mar 2026"),
        ("9999 months ago", "can't be read"),
        ("999 months ago", "The practice began on"),
    ],
)
def test_what_is_no_moment_of_the_past_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        read_moment(typed, NOW, BEGAN)


def test_a_day_ends_as_late_as_the_clocks_go_back() -> None:
    end = end_of(date(2026, 10, 25), NOW)
    assert end.astimezone(UTC) == datetime(2026, 10, 25, 23, tzinfo=UTC) - timedelta(milliseconds=1)
    assert told_from(end, NOW.date()) == "as of Sun 25 Oct 2026, 27 days ago"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(0, 364))
def test_a_day_of_the_last_year_needs_no_year(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assert read_day(f"{day.day}.{day.month}.", today, past=True) == day
