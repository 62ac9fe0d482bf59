"""The user's settings: a small TOML file, each key typed. What can't be understood is told, and the default stands.

theme = "paper"      # or another that is shipped, or ansi-dark, ansi-light
marks = "ascii"      # for terminals that lack the marks; else "unicode"
editor = true        # ctrl+o may open $VISUAL or $EDITOR: the text leaves the practice file for a while
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

LARGEST = 1 << 20
"""Bytes of a settings file that is still read."""


@dataclass(frozen=True)
class Settings:
    """What the user may set. An empty `theme` is the shipped default."""

    theme: str = ""
    marks: str = "unicode"
    editor: bool = False

    def with_theme(self, theme: str) -> Settings:
        """Return the same settings with another theme."""
        return replace(self, theme=theme)


@dataclass(frozen=True)
class Fault:
    """A setting that was not taken: the file, the key (empty: the file as a whole), and why in words."""

    file: Path
    key: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}: {f'{self.key}: ' if self.key else ''}{self.words}"


_CHOICES = {"marks": ("unicode", "ascii")}
_KINDS = {str: "text in quotation marks", bool: "true or false"}


def load(path: Path) -> tuple[Settings, list[Fault]]:
    """Read the settings; a file that isn't there is no fault."""
    if not path.exists():
        return Settings(), []
    import tomllib

    try:
        if path.stat().st_size > LARGEST:
            return Settings(), [Fault(path, "", "is too large for settings, so none was taken.")]
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return Settings(), [Fault(path, "", f"can't be read ({error.strerror}), so no setting was taken.")]
    except UnicodeDecodeError:
        return Settings(), [Fault(path, "", "is not UTF-8, so no setting was taken. Save it as UTF-8.")]
    except tomllib.TOMLDecodeError as error:
        return Settings(), [Fault(path, "", f"is not TOML ({error}), so no setting was taken.")]
    taken: dict[str, Any] = {}
    faults = []
    for key, value in written.items():
        why = _wrong(key, value)
        if why:
            faults.append(Fault(path, key, why))
        else:
            taken[key] = value
    return Settings(**taken), faults


def _wrong(key: str, value: object) -> str:
    default = next((field.default for field in fields(Settings) if field.name == key), None)
    if default is None:
        known = ", ".join(field.name for field in fields(Settings))
        return f"there is no such setting. There are: {known}."
    shown = repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:39]}…"
    if type(value) is not type(default):
        return f"{shown} is not {_KINDS[type(default)]}. The default is kept."
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"{shown} is neither {' nor '.join(_CHOICES[key])}. The default is kept."
    return ""
