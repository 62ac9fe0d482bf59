"""Dates and numbers as people say them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain import words
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.pace import Pace

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "day", "distance", "due"),
    [
        (0, "today", "today", "due today"),
        (1, "tomorrow", "tomorrow", "due tomorrow"),
        (-1, "yesterday", "yesterday", "due yesterday"),
        (5, "Thu", "in 5 d", "due Thu"),
        (6, "Fri", "in 6 d", "due Fri"),
        (7, "Sat 28 Nov", "in 7 d", "due Sat 28 Nov"),
        (-14, "Sat 7 Nov", "14 days ago", "due 14 days ago"),
        (44, "Mon 4 Jan 2027", "in 44 d", "due Mon 4 Jan 2027"),
    ],
)
def test_dates(days: int, day: str, distance: str, due: str) -> None:
    when = TODAY + timedelta(days=days)
    assert (words.day(when, TODAY), words.distance(when, TODAY), words.due(when, TODAY)) == (day, distance, due)


def test_exact_and_moment() -> None:
    assert words.exact(TODAY) == "Sat 21 Nov 2026"
    assert words.moment(datetime.combine(date(2026, 11, 26), time(9)), TODAY) == "Thu 09:00"
    assert words.moment(datetime.combine(TODAY, time(15, 30)), TODAY) == "today 15:30"


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, "−1"), (0, "0"), (1, "+1"), (-0.0, "0"), (0.5, "+0.5"), (0.04, "0"), (-2, "−2")]
)
def test_level(value: float, expected: str) -> None:
    assert words.level(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(8, "8"), (8.0, "8"), (7.5, "7.5"), (0.333, "0.33"), (-0.25, "−0.25"), (100, "100"), (-0.001, "0")],
)
def test_number(value: float, expected: str) -> None:
    assert words.number(value) == expected


def test_numbers_without_decimals_keep_their_zeros() -> None:
    assert words.number(100, 0) == "100"
    assert words.percent(1.0) == "100 %"
    assert words.percent(0.58) == "58 %"
    assert words.number(float("nan")) == "–"


def test_t_and_durations() -> None:
    assert words.t(43.83) == "43.8"
    assert words.t(None) == "–"
    assert words.t(-3.21) == "−3.2"
    assert [words.duration(minutes) for minutes in (45, 60, 95, 125)] == ["45 min", "1 h", "1 h 35", "2 h 05"]
    assert words.prime(60) == "60'"


def test_plural() -> None:
    assert words.plural(1, "day") == "1 day"
    assert words.plural(0, "day") == "0 days"
    assert words.plural(2, "person", "people") == "2 people"
    assert words.plural(2400, "session") == "2,400 sessions"


def test_labels() -> None:
    assert words.label(SessionKind.THREE_WAY) == "three-way"
    assert words.label(SessionState.LATE_CANCELLED) == "cancelled late"
    assert words.label(EngagementState.DISCONTINUED) == "ended early"
    assert words.label(Pace.ON) == "on pace"
    assert words.label(Pace.BEHIND) == "behind"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ŝébastien", "sebastien"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ﬁnal", "final"),
        ("田中", "田中"),
        ("Nguyễn Thị Đào", "nguyen thi dao"),
    ],
)
def test_folded(text: str, expected: str) -> None:
    assert words.folded(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = words.folded(text)
    assert words.folded(once) == once


@given(st.text(st.characters(categories=["Ll", "Lu"])))
def test_folding_ignores_the_form_in_which_accents_came(text: str) -> None:
    assert words.folded(unicodedata.normalize("NFD", text)) == words.folded(unicodedata.normalize("NFC", text))


@given(st.dates(), st.dates())
def test_every_date_can_be_said(when: date, today: date) -> None:
    assert words.day(when, today)
    assert words.distance(when, today)
    assert words.exact(when).endswith(str(when.year))
