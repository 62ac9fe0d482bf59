"""Themes: those shipped are sound and readable, and what is wrong with one is told all at once."""

from __future__ import annotations

import pytest
from textual.color import Color

from coachtui.ui import themes

SOUND = """
dark = true
[colours]
background = "#101010"
panel = "#202020"
foreground = "#e0e0e0"
accent = "#e0b060"
data = "#7fb4c9"
good = "#8fb573"
bad = "#e08080"
"""


@pytest.mark.parametrize("name", themes.shipped())
def test_a_shipped_theme_is_sound_and_its_labels_can_be_read(name: str) -> None:
    theme = themes.load(name)
    background = Color.parse(theme.background or "")
    assert themes.contrast(Color.parse(theme.variables["label"]), background) >= 4.5
    assert set(themes.TERMINAL_TOKENS) <= set(theme.variables)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert themes.contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21.0)
    assert themes.contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def test_a_sound_theme_is_read() -> None:
    assert themes.parse("mine", SOUND).name == "mine"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("dark = true", "dark = 'yes'", "`dark` must be true or false"),
        ('accent = "#e0b060"', "", "`accent` is missing"),
        ('"#e0b060"', '"no colour"', "`accent` is 'no colour', which is no colour"),
        ('"#e0b060"', "3", "`accent` is 3, which is no colour"),
        ('"#e0e0e0"', '"#303030"', "`foreground` on the background has a contrast of"),
        ("[colours]", "[colors]", "there is no [colours] table"),
        ("dark = true", "dark = = true", "this is not TOML"),
        ('panel = "#202020"', 'panel = "#202020"\nborder = "#fff"', "`border` is no colour of a theme"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told(before: str, after: str, told: str) -> None:
    with pytest.raises(themes.BadTheme, match="Theme mine: ") as raised:
        themes.parse("mine", SOUND.replace(before, after))
    assert told in str(raised.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(themes.BadTheme) as raised:
        themes.parse("mine", SOUND.replace("dark = true", "").replace("#e0b060", "x").replace("#202020", "y"))
    assert str(raised.value).count(";") == 2
