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
PARTS = ("description", "dark", "labels", "colours")
LABELS = {True: 0.55, False: 0.66}
"""The strength of labels on a dark theme and on a light one, where they need more to be read."""
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


def files(own: Path) -> dict[str, Path]:
    """Return the theme files by name, those shipped and those of the user's directory; the user's own come first."""
    shipped = {file.stem: file for file in sorted(directory().glob("*.toml"))}
    return shipped | {file.stem: file for file in sorted(own.glob("*.toml")) if file.stem not in TERMINAL}


def offered(own: Path) -> tuple[list[str], list[str]]:
    """Return the names of the themes that can be chosen, and what is wrong with the user's own, in words."""
    names, broken = [], []
    for name, file in files(own).items():
        if file.parent != own:
            names.append(name)
            continue
        try:
            parse(file)
        except BadTheme as wrong:
            broken.append(str(wrong))
        else:
            names.append(name)
    return [*names, *TERMINAL], broken


def load(name: str, own: Path) -> Theme:
    """Return a theme by its name. Raises BadTheme."""
    return parse(files(own)[name])[0]


def parse(file: Path) -> tuple[Theme, str]:
    """Return the theme of a TOML file and what it says of itself. Raises BadTheme with all that is wrong with it."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadTheme(f"{file}: this is not TOML ({error}).") from None
    except (OSError, UnicodeDecodeError):
        raise BadTheme(f"{file}: this can't be read as text.") from None
    wrong = [f"`{key}` is no part of a theme" for key in written if key not in PARTS]
    if not isinstance(written.get("dark"), bool):
        wrong.append("`dark` must be true or false")
    labels = written.get("labels", LABELS[bool(written.get("dark"))])
    if not isinstance(labels, int | float) or not 0.4 <= labels <= 1:
        wrong.append(f"`labels` is {labels!r}, and must be a number from 0.4 to 1")
    colours = written.get("colours")
    if not isinstance(colours, dict):
        raise BadTheme(f"{file}: {'; '.join([*wrong, 'there is no [colours] table'])}.")
    found = _colours(colours, wrong)
    if wrong:
        raise BadTheme(f"{file}: {'; '.join(wrong)}.")
    return _theme(file.stem, found, dark=written["dark"], labels=float(labels)), str(written.get("description", ""))


def _colours(written: dict[str, object], wrong: list[str]) -> dict[str, Color]:
    """Return the colours of a theme; what is wrong with them is added to `wrong`."""
    wrong += [f"`colours.{key}` is no colour of a theme" for key in written if key not in COLOURS]
    found: dict[str, Color] = {}
    for key in COLOURS:
        try:
            found[key] = Color.parse(str(written[key]))
        except KeyError:
            wrong.append(f"`colours.{key}` is missing")
        except ColorParseError:
            wrong.append(f"`colours.{key}` is {written[key]!r}, which is no colour")
    background = found.get("background")
    if background:
        wrong += [
            f"`colours.{key}` is {written[key]!r}, whose contrast on the background is "
            f"{contrast(found[key], background):.1f}, and {READABLE} is needed"
            for key in ("foreground", "accent", "data", "good", "bad")
            if key in found and contrast(found[key], background) < READABLE
        ]
    return found


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _theme(name: str, colours: dict[str, Color], *, dark: bool, labels: float) -> Theme:
    background, panel, foreground = colours["background"], colours["panel"], colours["foreground"]
    accent, data = colours["accent"], colours["data"]

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
            "label": mixed(foreground, labels),
            "line": mixed(foreground, 0.2),
            "cursor": mixed(data, 0.28),
            "resting": mixed(data, 0.12),
            "text-muted": mixed(foreground, labels),
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
