"""Settings: what is wrong is told by file, key and value, and the rest is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.config import Settings, load


def read(tmp_path: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    file = tmp_path / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings, faults = load(file)
    assert all(str(fault).startswith(str(file)) for fault in faults)
    return settings, [f"{fault.key}: {fault.words}" for fault in faults]


def test_without_a_file_the_defaults_stand(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == (Settings(), [])


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    text = 'theme = "paper"\nmarks = "ascii"\neditor = true\n'
    assert read(tmp_path, text) == (Settings("paper", "ascii", True), [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("editor = 1\n", "editor: 1 is not true or false"),
        ("theme = 3\n", "theme: 3 is not text in quotation marks"),
        ('marks = "runes"\n', "marks: 'runes' is neither unicode nor ascii"),
        ('colour = "red"\n', "colour: there is no such setting. There are: theme, marks, editor."),
        ("[section]\nx = 1\n", "section: there is no such setting"),
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
