"""Dates as people write them: the table in tests/fixtures/date_phrases.csv, in forms and in sentences."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.config import Settings, manner
from coachtui.domain.dates import DatePhrase, longest_date, read_day, read_moment
from coachtui.domain.manner import Manner, speak
from coachtui.domain.words import exact

TODAY = date(2026, 11, 21)  # a Saturday
TABLE = Path(__file__).parents[1] / "fixtures" / "date_phrases.csv"


class Row(NamedTuple):
    """A phrase as it is typed on a day, in a language and order of digits, and what it means; empty: nothing."""

    language: str
    today: str
    order: str
    phrase: str
    meant: str


def rows() -> list[Row]:
    """Return the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Let the usual manner hold again afterwards."""
    yield
    speak(Manner())


def spoken(row: Row) -> date:
    """Let the row's manner hold, and return its today."""
    speak(manner(Settings(locale=row.language, date_order=row.order))[0])
    return date.fromisoformat(row.today)


def test_each_phrase_means_what_the_table_says_and_the_others_are_refused() -> None:
    wrong = []
    for row in rows():
        today = spoken(row)
        try:
            day, at = read_moment(row.phrase, today)
            got = f"{day} {at:%H:%M}" if at else str(day)
        except ValueError as error:
            got = "" if str(error).endswith(".") else str(error)
        if got != row.meant:
            wrong.append((row, got))
    assert wrong == []


def test_the_table_is_large_enough_and_says_nothing_twice() -> None:
    table = rows()
    assert len([row for row in table if row.meant]) > 100
    assert len([row for row in table if not row.meant]) > 30
    assert len({row[:4] for row in table}) == len(table)


def test_in_a_sentence_the_same_phrases_are_found_whole_and_what_is_refused_is_not_a_date() -> None:
    """In captures; but what is more often a word than a date needs a colon there, and what has gone needs digits."""
    for row in rows():
        today = spoken(row)
        words = f"{row.phrase}: tell Marc".split()
        with suppress(ValueError):
            found = longest_date(words, today)
            if row.meant and found is None:
                assert row.phrase == "yesterday", row
            elif row.meant and found:
                said = f"{found.day} {found.at:%H:%M}" if found.at else str(found.day)
                assert (said, found.length) == (row.meant, len(words) - 2), row
            else:
                # Nothing, or an earlier date that stands by itself: "fri" of "fri or mon".
                assert found is None or found.length < len(words) - 2, row


@pytest.mark.parametrize(
    "typed", ["may", "march", "sat", "sun", "second", "mar", "2nd", "the 3rd", "3.5", "yesterday", "14", "9:30", "do",
              "to Marc", "a week", "2 weeks", "in touch", "end the call", "next", "this plan"]
)  # fmt: skip
def test_words_that_are_no_date_in_a_sentence(typed: str) -> None:
    assert longest_date(f"{typed} the plan".split(), TODAY) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("fri tell Marc", DatePhrase(1, date(2026, 11, 27))),
        ("sat: tell Marc", DatePhrase(1, date(2026, 11, 28))),
        ("may 3 tell Marc", DatePhrase(2, date(2027, 5, 3))),
        ("sun 10:00 tell", DatePhrase(2, date(2026, 11, 22), time(10), "10:00")),
        ("by Fri 27 Nov 2026 at 9:30 pm tell", DatePhrase(8, date(2026, 11, 27), time(21, 30), "at 9:30 pm")),
        ("in a week or two", DatePhrase(3, date(2026, 11, 28))),
        ("fri 9 people", DatePhrase(1, date(2026, 11, 27))),
        ("2026-11-01, tell", DatePhrase(1, date(2026, 11, 1))),
    ],
)
def test_the_longest_date_is_taken(typed: str, found: DatePhrase) -> None:
    assert longest_date(typed.split(), TODAY) == found


@pytest.mark.parametrize(
    ("typed", "told"),
    [("31 feb tell", "Feb 2026 has 28 days"), ("thu 27 nov tell", "27 Nov 2026 is a Friday"),
     ("fri 25:00 tell", "no 25:00 on a clock"), ("12/25 tell", "no month 25")],
)  # fmt: skip
def test_a_date_that_does_not_exist_is_told_in_a_sentence_too(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        longest_date(typed.split(), TODAY)


def test_short_words_of_other_languages_are_no_dates_in_a_sentence() -> None:
    speak(manner(Settings(locale="de"))[0])
    for typed in ("so geht es weiter", "die Liste", "mit Marc reden", "do the plan", "2 Wochen Pause"):
        assert longest_date(typed.split(), TODAY) is None
    for typed, day in {"mo die Liste": 23, "dienstag reden": 24, "übermorgen reden": 23, "so: reden": 22}.items():
        assert longest_date(typed.split(), TODAY) == DatePhrase(1, date(2026, 11, day))


def test_a_week_that_begins_on_sunday_has_its_own_next_monday() -> None:
    sunday = date(2026, 11, 22)
    meant = {}
    for begins in ("monday", "sunday"):
        speak(manner(Settings(first_day_of_week=begins))[0])
        meant[begins] = [read_day(typed, sunday).day for typed in ("next mon", "end of week", "beginning of next week")]
    assert meant == {"monday": [23, 27, 23], "sunday": [30, 27, 30]}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("last fri", date(2026, 11, 20)), ("last month", date(2026, 10, 21)), ("two weeks ago", date(2026, 11, 7)),
        ("end of october", date(2026, 10, 31)), ("mid nov", date(2026, 11, 15)), ("the 22nd", date(2026, 10, 22)),
        ("31st", date(2026, 10, 31)), ("day before yesterday", date(2026, 11, 19)), ("eom", date(2026, 10, 31)),
    ],
)  # fmt: skip
def test_phrases_of_the_past(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY, past=True) == meant


SAID = """
in a an two 3 31 99 2026 w d weeks months next last this fri mar may end of the month mid eom + - / . : , 9:30 pm at
ago feb 0 year st nd by on von 5 tagen morgen vor il y a jours \u0663
"""
PHRASES = st.lists(st.sampled_from(SAID.split()) | st.text(max_size=3), max_size=7).map(" ".join)
ENDS = st.sampled_from([date.min, date(1, 2, 1), date(2028, 2, 29), TODAY, date(9999, 12, 1), date.max])


@given(PHRASES, ENDS | st.dates(), st.sampled_from(["en", "de", "fr"]), st.booleans())
def test_anything_is_read_or_refused_in_words_on_any_day(typed: str, today: date, language: str, past: bool) -> None:
    speak(manner(Settings(locale=language))[0])
    with suppress(ValueError):
        day, at = read_moment(typed, today, past=past)
        assert isinstance(day, date)
        assert at is None or read_moment(f"{day} {at:%H:%M}", today) == (day, at)
    with suppress(ValueError):
        found = longest_date(typed.split(), today)
        assert found is None or 0 < found.length <= len(typed.split())


@given(st.datetimes(datetime(1950, 1, 1), datetime(2149, 1, 1)), st.dates())
def test_a_moment_in_digits_is_read_on_any_day(moment: datetime, today: date) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for typed in (f"{moment:%Y-%m-%d %H:%M}", f"{moment:%Y-%m-%dT%H:%M}", f"{moment:%d %b %Y, %H:%M}"):
        assert read_moment(typed, today) == (moment.date(), moment.time())


def test_the_library_for_other_languages_is_not_read_before_it_is_needed() -> None:
    code = (
        "import sys; from datetime import date; from coachtui.domain import dates\n"
        "try: dates.read_day('nonsense', date(2026, 11, 21))\n"
        "except ValueError: print('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_time_where_only_a_day_is_kept_is_told() -> None:
    with pytest.raises(ValueError, match=r"Only the day is kept here. Leave out “at 9:30”."):
        read_day("tomorrow at 9:30", TODAY)


def test_the_guide_says_what_is_read() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8").partition("## How")[0]
    table = re.findall(r"^\| (`.+`) \| (.+) \|$", guide, re.MULTILINE)
    assert len(table) > 10
    for typed, meant in table:
        phrases, days = re.findall(r"`(.+?)`", typed), meant.split(", ")
        for place, phrase in enumerate(phrases):
            day, at = read_moment(phrase, TODAY)
            said = exact(day) + (f" {at:%H:%M}" if at else "")
            assert said == days[place if len(days) > 1 else 0], phrase
    for phrase in ("31 feb", "29 feb 2027", "thu 27 nov 2026", "12/25/2026", "25:00", "may", "soon"):
        assert f"`{phrase}`" in guide
        with pytest.raises(ValueError, match=r"\.$"):
            read_moment(phrase, TODAY)
