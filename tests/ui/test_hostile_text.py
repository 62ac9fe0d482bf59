"""What people type is drawn as text, whatever is in it: markup, escapes, controls, other scripts, sheer length."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from coachtui.store import driver
from coachtui.ui import text
from tests.conftest import THOROUGH
from tests.ui.conftest import NARROW, Coach, MakeApp, press, seen, settled

HOSTILE = {
    "markup": "note [/b] x [/",
    "action": "[@click=app.quit]press[/]",
    "escape": "\x1b[2J\x1b]0;owned\x07 red \x1b[31m",
    "clipboard": "\x1b]52;c;c2VjcmV0\x07",
    "eight bit": "\x9b31m \x90 \x85 end",
    "nul": "before\x00after\x7f",
    "breaks": "one\r\ntwo\nthree\tfour\u2028five",
    "right to left": "שלום \u202egnp.exe\u202c مرحبا",
    "joined emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 ❤️",
    "wide": "李 小龍 株式会社",
    "combining": "e\u0301\u0301\u0301\u0301 Z͑ͫ̓ͪ̂ͫ̽",
    "surrogate": "half \ud800 character",
    "long": "long " * 1_000,
}
TOGETHER = (
    HOSTILE.values()
    if THOROUGH
    else [
        " ".join(HOSTILE[kind] for kind in kinds)
        for kinds in (
            ("markup", "action"),
            ("escape", "clipboard", "eight bit", "nul"),
            ("breaks", "surrogate", "right to left"),
            ("wide", "combining", "joined emoji"),
            ("long",),
        )
    ]
)
"""The kinds for a screen that is drawn anew for each: several in one text, and only thoroughly one by one."""
every_kind = pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x202C, 0x2066)}


@every_kind
def test_one_line_holds_nothing_that_a_terminal_obeys(words: str) -> None:
    drawn = text.plain(words)
    assert not FORBIDDEN & set(drawn.plain)
    assert not drawn.spans
    drawn.plain.encode()


@every_kind
def test_several_lines_hold_nothing_but_breaks(words: str) -> None:
    drawn = text.paragraph(words)
    assert not (FORBIDDEN - {"\n"}) & set(drawn.plain)
    drawn.plain.encode()


@every_kind
@pytest.mark.parametrize("width", [0, 1, 7, 40])
def test_a_cell_is_exactly_as_wide_as_asked(words: str, width: int) -> None:
    assert cell_len(text.cell(text.plain(words), width).plain) == width


@every_kind
@pytest.mark.parametrize("looked_for", ["e", "[/", "ON", "é", "", "\x1b"])
def test_marking_changes_no_letter(words: str, looked_for: str) -> None:
    assert text.marked(words, looked_for).plain == text.plain(words).plain


def test_every_place_of_a_word_is_marked_whatever_its_accents() -> None:
    drawn = text.marked("Ŝébastien, SEB and straße", "seb STRASSE")
    assert [drawn.plain[span.start : span.end] for span in drawn.spans] == ["Ŝéb", "SEB", "straße"]


def keeps_its_shape(coach: Coach) -> None:
    """See to it that nothing on the screen is obeyed by a terminal, and that no line is wider than it."""
    width, _ = coach.app.size
    for line in seen(coach).splitlines():
        assert not FORBIDDEN & set(line)
        assert cell_len(line) <= width


def storable(words: str) -> str:
    """Return the words without what a practice file refuses; drawing that is tested by itself."""
    return words.replace("\0", "").encode("utf-8", "replace").decode()


def rename(file: Path, words: str) -> None:
    """Give everyone and everything in a practice file this name, past all checks of the forms."""
    words = storable(words)
    db = driver.connect(file)
    for table, column in (("person", "name"), ("organisation", "name"), ("engagement", "role_title")):
        db.execute(f"UPDATE {table} SET {column} = ? || id WHERE deleted_at IS NULL", (words,))
    db.execute("UPDATE commitment SET body = ?", (words,))
    db.execute("UPDATE session_summary SET body = ?", (words,))
    db.close()


async def test_the_screens_draw_it_and_keep_their_shape(make_app: MakeApp, storied: Path) -> None:
    app = make_app(storied)
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        for words in TOGETHER:
            rename(storied, words)
            for keys in (("1", "j"), ("e",), ("f", *"ab"), ("escape", "o"), ("escape", "J", "2")):
                await press(coach, *keys)
                keeps_its_shape(coach)
            await press(coach, "e", "f", "ctrl+u", "escape")
        await press(coach, "u")
        keeps_its_shape(coach)
        await press(coach, "y")
    assert app.return_code in (None, 0)
