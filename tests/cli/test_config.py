"""Settings: what is wrong is told by file, line, key and value, and the rest is taken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui import config
from coachtui.config import Settings, load


def read(tmp_path: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    file = tmp_path / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings, faults = load(file)
    assert all(str(fault).startswith(str(file)) for fault in faults)
    return settings, [f"{fault.line or ''} {fault.key}: {fault.words}".strip() for fault in faults]


def test_without_a_file_the_defaults_stand(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == (Settings(), [])


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    text = 'theme = "paper"\nmarks = "ascii"\neditor = true\nclock = "12h"\n'
    assert read(tmp_path, text) == (Settings("paper", "ascii", True, clock="12h"), [])


def test_the_documented_file_is_one_and_says_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, config.default_text()) == (Settings(), [])
    assert set(tomllib.loads(config.default_text())) == {*(one.key for one in config.SETTINGS), "keys"}
    assert Settings() == Settings(**{one.key: one.default for one in config.SETTINGS})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("editor = 1\n", "2 editor: 1 is not true or false"),
        ("theme = 3\n", "1 theme: 3 is not text in quotation marks"),
        ('marks = "runes"\n', "2 marks: 'runes' is neither unicode nor ascii"),
        (
            'session_marks = "soon"\n',
            "2 session_marks: 'soon' is not a list of minutes, like 10 5. The default is kept.",
        ),
        ('clock = "13h"\n', "2 clock: '13h' is neither 24h nor 12h"),
        ('date_order = "us"\n', "2 date_order: 'us' is neither day-month-year, month-day-year nor year-month-day"),
        ('colour = "red"\n', "2 colour: there is no such setting. There are: theme, marks, editor, "),
        ("[section]\nx = 1\n", "2 section: there is no such setting"),
        ("keys = 3\n", "2 keys: 3 is not a table"),
    ],
)
def test_a_fault_is_told_and_the_rest_is_taken(tmp_path: Path, text: str, words: str) -> None:
    settings, (fault,) = read(tmp_path, 'theme = "paper"\n' + text if "theme" not in text else text)
    assert fault.startswith(words)
    assert settings == (Settings("paper") if "theme" not in text else Settings())


@pytest.mark.parametrize("text", ["theme = ", b"\xff\xfe", "theme = 1\ntheme = 2\n", b"#" * (1 << 21)])
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str | bytes) -> None:
    settings, faults = read(tmp_path, text)
    assert (settings, len(faults)) == (Settings(), 1)


def test_a_directory_in_its_place_is_told(tmp_path: Path) -> None:
    settings, faults = load(tmp_path)
    assert (settings, len(faults)) == (Settings(), 1)


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_whatever_the_file_holds_the_program_starts(tmp_path: Path, text: str | bytes) -> None:
    file = tmp_path / "any.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    settings, _ = load(file)
    config.manner(settings)
