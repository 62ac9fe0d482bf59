"""Themes: one TOML file each, seven colours; everything else on the screen is derived from these."""

from __future__ import annotations

import tomllib
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

DARK, LIGHT = "ink", "paper"
TERMINAL = ("ansi-dark", "ansi-light")
"""Themes that use the terminal's own colours."""
COLOURS = ("background", "panel", "foreground", "accent", "data", "good", "bad")
READABLE = 4.5
"""The least contrast of text on its background (WCAG 2.2, level AA)."""

TERMINAL_TOKENS = {
    "label": "ansi_bright_black",
    "line": "ansi_bright_black",
    "needs": "ansi_yellow",
    "data": "ansi_cyan",
    "good": "ansi_green",
    "bad": "ansi_red",
    "cursor": "ansi_blue",
    "resting": "ansi_default",
}
"""Our tokens where a theme has none of its own: the terminal's colours."""


class BadTheme(Exception):  # noqa: N818  (read aloud, "bad theme" is what it says)
    """A theme file that can't be used, with every reason in words."""


def directory() -> Path:
    """Return where the shipped themes are: in the package, or beside the sources of an editable install."""
    packaged = Path(__file__).parents[1] / "themes"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "themes"


def shipped() -> list[str]:
    """Return the names of the shipped themes."""
    return sorted(file.stem for file in directory().glob("*.toml"))


def load(name: str) -> Theme:
    """Return a shipped theme. Raises BadTheme."""
    return parse(name, (directory() / f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, source: str) -> Theme:
    """Return the theme written in TOML. Raises BadTheme with all that is wrong with it."""
    try:
        written = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BadTheme(f"Theme {name}: this is not TOML ({error}).") from None
    colours, wrong = written.get("colours"), []
    if not isinstance(colours, dict):
        raise BadTheme(f"Theme {name}: there is no [colours] table.")
    if not isinstance(written.get("dark"), bool):
        wrong.append("`dark` must be true or false")
    wrong += [f"`{key}` is no colour of a theme" for key in colours if key not in COLOURS]
    found: dict[str, Color] = {}
    for key in COLOURS:
        try:
            found[key] = Color.parse(str(colours[key]))
        except KeyError:
            wrong.append(f"`{key}` is missing")
        except ColorParseError:
            wrong.append(f"`{key}` is {colours[key]!r}, which is no colour")
    if not wrong:
        background = found["background"]
        wrong += [
            f"`{key}` on the background has a contrast of {contrast(found[key], background):.1f}, {READABLE} is needed"
            for key in ("foreground", "accent", "data", "good", "bad")
            if contrast(found[key], background) < READABLE
        ]
    if wrong:
        raise BadTheme(f"Theme {name}: {'; '.join(wrong)}.")
    return _theme(name, found, dark=written["dark"])


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _theme(name: str, colours: dict[str, Color], *, dark: bool) -> Theme:
    background, panel, foreground = colours["background"], colours["panel"], colours["foreground"]
    accent, data = colours["accent"], colours["data"]

    # Labels at half strength; on paper somewhat more, so that they can still be read.
    label = 0.55 if dark else 0.66

    def mixed(colour: Color, share: float) -> str:
        return background.blend(colour, share).hex

    return Theme(
        name=name,
        dark=dark,
        primary=data.hex,
        secondary=data.hex,
        accent=accent.hex,
        warning=accent.hex,
        error=colours["bad"].hex,
        success=colours["good"].hex,
        foreground=foreground.hex,
        background=background.hex,
        surface=panel.hex,
        panel=panel.hex,
        variables={
            "needs": accent.hex,
            "data": data.hex,
            "good": colours["good"].hex,
            "bad": colours["bad"].hex,
            "label": mixed(foreground, label),
            "line": mixed(foreground, 0.2),
            "cursor": mixed(data, 0.28),
            "resting": mixed(data, 0.12),
            "text-muted": mixed(foreground, label),
            "border": data.hex,
            "border-blurred": mixed(foreground, 0.2),
            "scrollbar": mixed(foreground, 0.2),
            "scrollbar-hover": mixed(foreground, 0.35),
            "scrollbar-active": data.hex,
            "scrollbar-background": background.hex,
            "scrollbar-background-hover": background.hex,
            "scrollbar-background-active": background.hex,
            "scrollbar-corner-color": background.hex,
            "input-cursor-background": foreground.hex,
            "input-cursor-foreground": background.hex,
            "input-selection-background": mixed(data, 0.35),
            "block-cursor-foreground": foreground.hex,
            "block-cursor-background": mixed(data, 0.28),
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": foreground.hex,
            "block-cursor-blurred-background": mixed(data, 0.12),
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": mixed(data, 0.08),
        },
    )
