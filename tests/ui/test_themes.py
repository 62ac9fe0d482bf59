"""Themes: those shipped are sound and readable, the user's own are taken or told, and one is chosen by looking."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color

from coachtui.config import load
from coachtui.paths import Paths
from coachtui.ui import themes
from coachtui.ui.app import CoachApp
from coachtui.ui.start import settings_of
from tests.ui.conftest import NARROW, WIDE, MakeApp, press, seen, settled

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
NONE = Path("/nowhere")
SHIPPED = sorted(themes.files(NONE))

# What people with protanopia, deuteranopia and tritanopia see (Machado, Oliveira & Fernandes 2009, severity 1.0).
SEEN_AS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: Color, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Return a colour as somebody sees it, in CIE L*a*b* (D65)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True)))) for row in matrix
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    cubes = [part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)]
    return 116 * cubes[1] - 16, 500 * (cubes[0] - cubes[1]), 200 * (cubes[1] - cubes[2])


def test_there_are_enough_and_each_kind_is_among_them() -> None:
    assert len(SHIPPED) >= 6
    kinds = {themes.load(name, NONE).dark for name in SHIPPED}
    assert kinds == {True, False}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_is_sound_and_its_labels_can_be_read(name: str) -> None:
    theme, words = themes.parse(themes.files(NONE)[name])
    background = Color.parse(theme.background or "")
    assert words.endswith(".")
    assert themes.contrast(Color.parse(theme.variables["label"]), background) >= 4.5
    assert set(themes.TERMINAL_TOKENS) <= set(theme.variables)


@pytest.mark.parametrize("name", ["contrast", "contrast-light"])
def test_high_contrast_is_that(name: str) -> None:
    theme = themes.load(name, NONE)
    background = Color.parse(theme.background or "")
    for colour in (theme.foreground, theme.accent, theme.primary, theme.success, theme.error, theme.variables["label"]):
        assert themes.contrast(Color.parse(colour or ""), background) >= 7


@pytest.mark.parametrize("kind", SEEN_AS)
@pytest.mark.parametrize("name", ["clear", "clear-light"])
def test_what_is_wrong_right_and_needed_differs_for_every_eye(name: str, kind: str) -> None:
    theme = themes.load(name, NONE)
    seen_colours = {
        role: lab(Color.parse(colour or ""), SEEN_AS[kind])
        for role, colour in (("good", theme.success), ("bad", theme.error), ("needs", theme.accent))
    }
    for (one, first), (other, second) in combinations(seen_colours.items(), 2):
        apart = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert apart >= 20, f"{one} and {other} are {apart:.0f} apart"


def test_contrast_is_that_of_the_guidelines() -> None:
    assert themes.contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21.0)
    assert themes.contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def written(paths: Paths, text: str, name: str = "mine") -> Path:
    """Write a theme of the user's own."""
    paths.themes.mkdir(parents=True, exist_ok=True)
    file = paths.themes / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("dark = true", "dark = 'yes'", "`dark` must be true or false"),
        ("dark = true", "dark = true\nlabels = 3", "`labels` is 3, and must be a number from 0.4 to 1"),
        ("dark = true", "dark = true\nfont = 'x'", "`font` is no part of a theme"),
        ('accent = "#e0b060"', "", "`colours.accent` is missing"),
        ('"#e0b060"', '"no colour"', "`colours.accent` is 'no colour', which is no colour"),
        ('"#e0b060"', "3", "`colours.accent` is 3, which is no colour"),
        ('"#e0e0e0"', '"#303030"', "`colours.foreground` is '#303030', whose contrast on the background is"),
        ("[colours]", "[colors]", "there is no [colours] table"),
        ("dark = true", "dark = = true", "this is not TOML"),
        ('panel = "#202020"', 'panel = "#202020"\nborder = "#fff"', "`colours.border` is no colour of a theme"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_by_file_key_and_value(
    paths: Paths, before: str, after: str, told: str
) -> None:
    file = written(paths, SOUND.replace(before, after))
    names, broken = themes.offered(paths.themes)
    assert "mine" not in names
    assert len(broken) == 1
    assert broken[0].startswith(f"{file}: ")
    assert told in broken[0]


def test_all_that_is_wrong_is_told_at_once(paths: Paths) -> None:
    file = written(paths, SOUND.replace("dark = true", "").replace("#e0b060", "x").replace("#202020", "y"))
    with pytest.raises(themes.BadTheme) as raised:
        themes.parse(file)
    assert str(raised.value).count(";") == 2


def test_a_theme_of_ones_own_is_offered_and_may_stand_for_a_shipped_one(paths: Paths) -> None:
    written(paths, SOUND)
    written(paths, SOUND, "ink")
    names, broken = themes.offered(paths.themes)
    assert not broken
    assert "mine" in names
    assert names.count("ink") == 1
    assert themes.load("ink", paths.themes).background == "#101010"


def test_a_broken_theme_that_was_chosen_is_told_once_and_the_program_starts(paths: Paths) -> None:
    written(paths, "dark = 1")
    paths.settings.write_text('theme = "mine"', encoding="utf-8")
    settings, notes = settings_of(paths)
    assert settings.theme == themes.DARK
    assert len(notes) == 1
    assert "mine.toml" in notes[0]


async def test_themes_are_shown_as_the_cursor_comes_to_them_and_one_is_kept(app: CoachApp, paths: Paths) -> None:
    written(paths, SOUND)
    written(paths, "dark = 1", "broken")
    paths.settings.write_text('# mine\neditor = true  # yes\ntheme = "ink"\n', encoding="utf-8")
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        app.action_theme()
        await settled(coach)
        assert "broken.toml" in seen(coach)
        assert "Today" in seen(coach)
        await press(coach, "G")
        assert app.theme == "ansi-light"
        await press(coach, "escape")
        assert app.theme == "ink"
        app.action_theme()
        await settled(coach)
        while app.theme != "mine":
            await press(coach, "j")
        await press(coach, "enter")
        assert app.theme == "mine"
        assert "The theme is mine" in seen(coach)
    assert paths.settings.read_text(encoding="utf-8") == '# mine\neditor = true  # yes\ntheme = "mine"\n'
    assert load(paths.settings)[0].theme == "mine"


async def test_a_settings_file_that_is_none_is_left_alone(app: CoachApp, paths: Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.settings.write_text("theme = = 1", encoding="utf-8")
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        app.action_theme()
        await settled(coach)
        await press(coach, "G", "enter")
        assert "it was not written" in " ".join(seen(coach).split())
    assert paths.settings.read_text(encoding="utf-8") == "theme = = 1"


@pytest.mark.parametrize("name", [*SHIPPED, *themes.TERMINAL])
async def test_every_theme_draws_today(make_app: MakeApp, storied: Path, name: str) -> None:
    app = make_app(storied, theme=name)
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        assert "Needs you" in seen(coach)
