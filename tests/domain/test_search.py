"""Words and texts become alike, whatever the script, and marks stand where the words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.search import EXCERPT, MOST_TOKENS, MOST_WORDS, Kind, excerpt, holds, pieces, question, spaced
from coachtui.domain.words import folded, label

LETTERS = st.characters(codec="utf-8")
TEXT = st.text(LETTERS, max_size=80)
SCRIPTS = st.text("abcXYZéÅßøıŁ ñ-'\n.,漢字中文カナがハングルไทย한국어ñ👍ﬁ²Σς٣אבمرحبا", max_size=60)


@given(TEXT | SCRIPTS)
def test_a_text_is_cut_alike_as_a_whole_and_letter_by_letter(text: str) -> None:
    assert pieces(text) == spaced(text).split()


@given(TEXT | SCRIPTS)
def test_a_text_is_folded_like_names_are(text: str) -> None:
    assert spaced(folded(text)).split() == spaced(text).split()


@given(TEXT | SCRIPTS)
def test_cutting_twice_changes_nothing(text: str) -> None:
    assert spaced(spaced(text)).split() == spaced(text).split()


@given(TEXT | SCRIPTS)
def test_nothing_but_letters_and_numbers_is_asked_for(words: str) -> None:
    asked = question(words)
    assert len(asked.terms) <= MOST_WORDS
    for term in asked.terms:
        assert 0 < len(term.pieces) <= MOST_TOKENS
        assert not set("".join(term.pieces)) & set("\"'*()^:+-{}\0 \n")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ŝébastien's PLAN", "sebastien s plan"),
        ("ﬁrst straße", "first strasse"),
        ("snake_case 2026-11-21", "snake case 2026 11 21"),
        ("李小龍と田中", "李 小 龍 と 田 中"),
        ("ABC漢字abc", "abc 漢 字 abc"),
        ("ｶﾞ", "カ"),
        ("한", "\u1112 \u1161 \u11ab"),
        ("กำ", "ก \u0e4d า"),
        ("👍 (*) \0", ""),
        ("👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3", "1"),
        ("dele\u00adgate می\u200cخواهم \ufeffdana", "delegate میخواهم dana"),
    ],
)
def test_how_texts_are_cut(text: str, cut: str) -> None:
    assert " ".join(spaced(text).split()) == cut


def test_the_last_word_is_begun_and_the_others_are_whole() -> None:
    assert [term.prefix for term in question("dana pla").terms] == [False, True]
    assert [term.prefix for term in question("plan 漢字").terms] == [False, False], "a character is whole by itself"
    assert question("R&D o'neil").terms[0].pieces == ("r", "d")
    assert [question(words).titles_only for words in ("d", "漢", "da", "d e", "a-b")] == [
        True,
        False,
        False,
        False,
        False,
    ]


@given(text=SCRIPTS.filter(lambda text: text.strip()), padding=st.integers(0, 3_000), data=st.data())
def test_the_excerpt_shows_what_was_found(text: str, padding: int, data: st.DataObject) -> None:
    words = [word for word in text.split() if spaced(word).strip()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    whole = f"{'lorem ' * (padding // 6)}{text} {'ipsum ' * (padding // 9)}"
    asked = question(word)
    assert holds("", spaced(whole), asked) or asked.titles_only
    shown, marks = excerpt(whole, asked)
    assert len(shown) <= EXCERPT + 2
    assert not set("\n\t\r") & set(shown)
    assert marks, "the word stands in the excerpt"
    assert list(marks) == sorted(marks)
    assert all(0 <= start < end <= len(shown) for start, end in marks)
    assert spaced(shown[slice(*marks[0])]).split()[: len(asked.terms[0].pieces) - 1] == list(asked.terms[0].pieces[:-1])


def test_the_excerpt_is_where_most_of_the_words_are() -> None:
    text = "Dana said so. " + "nothing at all here. " * 100 + "Then Dana's capacity plan came up, and " + "so on " * 100
    shown, marks = excerpt(text, question("dana capacity pla"))
    assert [shown[a:b] for a, b in marks] == ["Dana", "capacity", "plan"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_very_long_text_is_cut_soon() -> None:
    shown, marks = excerpt("x " * 400_000 + "needle", question("needle"))
    assert [shown[a:b] for a, b in marks] == ["needle"]


def test_every_kind_has_words_of_its_own() -> None:
    assert len({label(kind) for kind in Kind}) == len(Kind)
