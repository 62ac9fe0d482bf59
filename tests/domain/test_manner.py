"""Dates in the user's own manner: what is shown can be typed again, whatever the order and the language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.config import Settings, manner
from coachtui.domain import words
from coachtui.domain.dates import read_day, read_time
from coachtui.domain.manner import DateOrder, Manner, speak

LOCALES = (
    "en",
    "de",
    "fr_CH",
    "es",
    "pt_BR",
    "nl",
    "it",
    "pl",
    "cs",
    "tr",
    "el",
    "ru",
    "he",
    "hi",
    "ja",
    "zh",
    "ko",
    "fi",
)
SATURDAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Let the usual manner hold again afterwards."""
    yield
    speak(Manner())


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2149, 12, 31)),
    st.sampled_from(LOCALES),
    st.sampled_from(DateOrder),
)
def test_what_is_shown_can_be_typed_again(day: date, locale: str, order: DateOrder) -> None:
    found, why = manner(Settings(locale=locale, date_order=order))
    assert not why
    speak(found)
    assert read_day(words.exact(day), SATURDAY) == day
    assert read_day(day.isoformat(), SATURDAY) == day


@given(st.times())
def test_a_time_that_is_shown_can_be_typed_again(when: time) -> None:
    for clock in ("24h", "12h"):
        speak(manner(Settings(clock=clock))[0])
        shown = words.clock(datetime.combine(SATURDAY, when))
        assert read_time(shown) == when.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("order", "typed", "meant"),
    [
        ("day-month-year", "3/12", date(2026, 12, 3)),
        ("month-day-year", "3/12", date(2027, 3, 12)),
        ("month-day-year", "12/25/2026", date(2026, 12, 25)),
        ("year-month-day", "12/3", date(2026, 12, 3)),
        ("month-day-year", "Dec 3", date(2026, 12, 3)),
        ("day-month-year", "Dec 3, 2027", date(2027, 12, 3)),
    ],
)
def test_digits_are_read_in_the_order_that_is_set(order: str, typed: str, meant: date) -> None:
    speak(manner(Settings(date_order=order))[0])
    assert read_day(typed, SATURDAY) == meant


def test_names_are_those_of_the_language_and_english_is_still_read() -> None:
    speak(manner(Settings(locale="de"))[0])
    assert words.exact(date(2026, 12, 3)) == "Do 3 Dez 2026"
    assert read_day("donnerstag", SATURDAY) == read_day("thu", SATURDAY) == date(2026, 11, 26)
    assert read_day("3. Dezember", SATURDAY) == read_day("3 dec", SATURDAY) == date(2026, 12, 3)


def test_each_order_shows_a_date_in_its_way() -> None:
    shown = []
    for order in DateOrder:
        speak(Manner(order=order))
        shown.append((words.exact(SATURDAY), words.day(SATURDAY, date(2026, 1, 1))))
    assert shown == [
        ("Sat 21 Nov 2026", "Sat 21 Nov"),
        ("Sat Nov 21, 2026", "Sat Nov 21"),
        ("Sat 2026-11-21", "Sat Nov 21"),
    ]


@pytest.mark.parametrize("locale", ["xx_YY", "", "deutsch!", "../x", "de" * 400])
def test_a_language_that_is_not_known_is_told(locale: str) -> None:
    found, why = manner(Settings(locale=locale))
    assert found == Manner()
    assert "no language that is known" in why


@pytest.mark.parametrize(
    ("begins", "shown"),
    [("monday", ["tomorrow", "next Mon", "next Fri"]), ("sunday", ["tomorrow", "next Mon", "next Fri"]),
     ("saturday", ["tomorrow", "Mon", "Fri"])],
)  # fmt: skip
def test_another_week_begins_on_the_day_that_is_set(begins: str, shown: list[str]) -> None:
    speak(manner(Settings(first_day_of_week=begins))[0])
    days = (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 27))
    assert [words.coming(day, SATURDAY) for day in days] == shown


def test_noon_and_midnight_on_twelve_hours() -> None:
    assert [read_time(typed) for typed in ("12 am", "12:30 pm", "1p", "11:59 PM")] == [
        time(0), time(12, 30), time(13), time(23, 59),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no 13 pm on a clock"):
        read_time("13 pm")
