"""Themes over time: spellings that are one, counts by session, and where each came up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.themes import Mention, Met, Theme, ThemeDraft, Themes, gathered, key, nth_time, passage

BEGIN = date(2026, 1, 5)
SESSIONS = tuple(Met(f"s{place}", BEGIN + timedelta(days=14 * place), f"session {place + 1}") for place in range(30))
WORDS = ["letting-go", "Letting-Go", "létting-go", "letting go", "control", "CONTROL", "Größe", "grosse", " ", "仕事"]
mentions = st.lists(
    st.builds(Mention, st.integers(0, 31).map(lambda place: f"s{place}"), st.sampled_from(WORDS) | st.text(max_size=4)),
    max_size=60,
)


@given(mentions)
def test_every_mention_counts_once_for_its_session_under_one_spelling(said: list[Mention]) -> None:
    themes = gathered(SESSIONS, said)
    known = {met.session_id: met for met in SESSIONS}
    expected: dict[str, set[str]] = {}
    for session_id, word in said:
        if session_id in known and word.strip():
            expected.setdefault(key(word), set()).add(session_id)
    assert {theme.key: {SESSIONS[place].session_id for place in theme.places} for theme in themes} == expected
    found = Themes("e", "P-1", "Dana", SESSIONS, themes)
    for theme in themes:
        assert theme.word == theme.spellings[0]
        assert {key(word) for word in theme.spellings} == {theme.key}
        assert (theme.first_on, theme.last_on) == (SESSIONS[theme.places[0]].on, SESSIONS[theme.places[-1]].on)
        latest = SESSIONS[theme.places[-1]].session_id
        assert any(one.session_id == latest and " ".join(one.word.split()) == theme.word for one in said)
        line = found.timeline(theme, 24)
        assert len(line) == 24
        assert sum(line) == sum(place >= 6 for place in theme.places)
        assert found.find(theme.word.upper()) == found.find(theme.word) == theme
    order = [(-theme.times, -theme.places[-1]) for theme in themes]
    assert order == sorted(order)
    assert found.recurring == tuple(theme for theme in themes if theme.times > 1)


def test_what_counts_as_the_same_word() -> None:
    assert key("Létting  GO") == key("letting go") == key(" letting go ")
    assert key("letting-go") != key("letting go")
    assert key("Größe") == key("grosse")


@pytest.mark.parametrize(("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"),
    (12, "12th"), (13, "13th"), (21, "21st"), (111, "111th"), (1002, "1,002nd")])  # fmt: skip
def test_which_time_it_is(number: int, words: str) -> None:
    assert nth_time(number) == f"{words} time"


@pytest.mark.parametrize(
    ("notes", "summary", "told"),
    [
        ("## Reality\nPriya runs the plan.\n~letting-go", "", "Priya runs the plan."),
        ("~letting-go\nLetting-go was hard today.", "", "Letting-go was hard today."),
        ("Something.\ntheme: Letting-Go\nMore.", "", "Something."),
        ("Something.", "It was about letting-go again.", "It was about letting-go again."),
        ("Something.", "Something else.", ""),
        ("~letting-go", "", ""),
    ],
)
def test_the_passage_is_the_line_that_tells_most(notes: str, summary: str, told: str) -> None:
    theme = Theme("letting-go", (0,), BEGIN, BEGIN, ("letting-go",))
    assert passage(theme, notes, summary) == told


@pytest.mark.parametrize(
    ("word", "why"), [("", "missing"), (" \n", "missing"), ("two\nlines", "one line"), ("x" * 5_001, "most"),
                      ("a\0b", "NUL")],
)  # fmt: skip
def test_what_is_no_theme(word: str, why: str) -> None:
    (problem,) = ThemeDraft(word).problems()
    assert why in problem.message
    assert not ThemeDraft("letting go").problems()
