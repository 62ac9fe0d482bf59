"""How two versions differ: exact in any script, readable, and never slow."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain.difference import Kind, Piece, compare, shown, words
from tests.conftest import THOROUGH

S, M, T = Kind.SAME, Kind.MINE, Kind.THEIRS
SCRIPTS = "ab c.\n é́ 語日本ไทยกำน้ำ한 \u200d👩🏽 \x1b\ud800"
texts = st.one_of(st.text(max_size=60), st.text(st.sampled_from(SCRIPTS), max_size=60))
edited = st.lists(st.sampled_from(["Dana ", "agreed.\n", "to ", "ไทย", "日本", "no! ", "", "\n\n"]), max_size=40).map(
    "".join
)


@given(st.one_of(texts, edited), st.one_of(texts, edited))
@example("", "a")
@example("one two", "one  two")
def test_each_side_is_rebuilt_exactly(mine: str, theirs: str) -> None:
    pieces = compare(mine, theirs)
    assert "".join(text for kind, text in pieces if kind is not T) == mine
    assert "".join(text for kind, text in pieces if kind is not M) == theirs
    assert all(piece.text for piece in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))


@given(texts)
def test_words_are_the_whole_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert compare(text, text) == ([Piece(S, text)] if text else [])


@pytest.mark.parametrize(
    ("mine", "theirs", "pieces"),
    [
        (
            "We agreed on Monday.",
            "We agreed on Tuesday.",
            [(S, "We agreed on "), (M, "Monday"), (T, "Tuesday"), (S, ".")],
        ),
        ("She leads.", "She leads well.", [(S, "She leads"), (T, " well"), (S, ".")]),
        ("今日は会議です", "今日は休みです", [(S, "今日は"), (M, "会議"), (T, "休み"), (S, "です")]),
        ("ไปดี", "ไปน้ำ", [(S, "ไป"), (M, "ดี"), (T, "น้ำ")]),
        ("café", "cafés", [(M, "café"), (T, "cafés")]),
        (
            "One.\nTo do: x.\n",
            "Two.\nTo do: x.\nAsk.\n",
            [(M, "One"), (T, "Two"), (S, ".\nTo do: x.\n"), (T, "Ask.\n")],
        ),
        # What is alike and says nothing is told with the differences around it.
        ("red, blue", "one, two", [(M, "red, blue"), (T, "one, two")]),
    ],
)
def test_differences_are_told_by_words(mine: str, theirs: str, pieces: list[tuple[Kind, str]]) -> None:
    assert compare(mine, theirs) == [Piece(*one) for one in pieces]


def test_a_vowel_over_a_character_stays_with_it() -> None:
    assert words("น้ำ ดี") == ["น้", "ำ", " ", "ดี"]
    assert words("cafe\u0301 👩\u200d💻!") == ["cafe\u0301", " ", "👩\u200d💻", "!"]


LINES = 12_000 if THOROUGH else 2_500
PARAGRAPHS = [
    f"On day {n} Dana spoke of {n * 7} things. The rest is as it was, word for word.\n" for n in range(12_000)
]


@pytest.mark.parametrize(
    "theirs",
    [
        "".join([*PARAGRAPHS[:50], "A new one.\n", *PARAGRAPHS[51:]]),
        "".join(one.replace("things", "matters") if n % 2 else one for n, one in enumerate(PARAGRAPHS)),
        "".join(PARAGRAPHS[::-1]),
        "a b " * LINES * 20,
        "x" * LINES * 80,
        "",
    ],
    ids=["one", "half", "turned", "same words", "one word", "nothing"],
)
def test_a_huge_text_takes_a_bounded_time(theirs: str) -> None:
    mine = "".join(PARAGRAPHS)
    began = time.process_time()
    pieces = compare(mine, theirs)
    assert time.process_time() - began < 6  # ten times what it takes
    assert "".join(text for kind, text in pieces if kind is not T) == mine
    assert "".join(text for kind, text in pieces if kind is not M) == theirs


def test_only_what_is_near_a_difference_is_shown() -> None:
    start, end = "a word. " * 500, " the rest." * 500
    pieces = compare(f"{start}mine{end}", f"{start}yours{end}")
    found = shown(pieces, M, near=20)
    assert [piece.kind for piece in found] == [S, M, S]
    assert [piece.text for piece in found] == ["… a word. a word. ", "mine", " the rest. the …"]
    assert shown(compare("alike", "alike"), M) == [Piece(S, "alike")]
    assert shown(compare("", "x" * 50_000), T)[0].text == "x" * 20_000 + " …"


def test_a_text_that_differs_wholly_is_not_torn_to_pieces() -> None:
    mine = "We spoke about the board and what it asks of her. " * 3
    theirs = "Nothing came of that; a walk, then the numbers of the year. " * 3
    assert len(compare(mine, theirs)) < 24
