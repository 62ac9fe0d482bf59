"""The user's own keys for commands: checked one by one; what can't be taken is told, and the usual keys stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from coachtui.ui.commands.command import Command, Place, shown

NAMED = frozenset(
    {
        "enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right", "home",
        "end", "pageup", "pagedown",
    }
)  # fmt: skip
"""Keys that are written by name, beside single characters and f1 to f12."""
FUNCTION = frozenset(f"f{number}" for number in range(1, 13))
CTRL = frozenset("abcdefgklnopqrtuvwxyz")
"""Letters that reach the program with ctrl: the others are taken by terminals and what runs inside them."""

_SYMBOLS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_OVER_ALL = (Place.EVERYWHERE, Place.LIST)
"""Places whose keys hold on every screen, beside those of the screen."""


class Unusable(ValueError):  # noqa: N818  (read aloud, "unusable" is what it says)
    """A key that can't be used, and why in words."""


def key_name(written: str) -> str:
    """Return a key as Textual names it: "N" → N, "/" → slash, "ctrl+T" → ctrl+t. Raises Unusable."""
    if len(written) == 1 and written.isprintable() and not written.isspace():
        if written.isalnum():
            return written
        name = unicodedata.name(written, "").lower().replace("-", "_").replace(" ", "_")
        return _SYMBOLS.get(name, name)
    name = written.strip().lower()
    if name in NAMED | FUNCTION:
        return name
    if name.startswith("ctrl+") and len(name) == len("ctrl+") + 1:
        if name[-1] in CTRL:
            return name
        raise Unusable(f"{written!r} is taken by terminals, so it would never be heard.")
    raise Unusable(f"{written!r} is no key. Write one character, ctrl+t, f5, or one of {', '.join(sorted(NAMED))}.")


def checked(
    commands: Sequence[Command], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[Command, tuple[str, ...]], dict[str, str]]:
    """Return the keys that commands get, and by what was written, why some of it was not taken.

    A key that another command of the same place has, or one that holds there too, is a clash, unless that command is
    given another key as well.
    """
    known = {f"{command.place}.{command.id}": command for command in commands}
    given: dict[Command, tuple[str, ...]] = {}
    faults: dict[str, str] = {}
    for name, written in wanted.items():
        command = known.get(name)
        if command is None:
            faults[name] = "there is no such command. `coachtui keys --ids` names them."
            continue
        if command.each:
            faults[name] = "each of its keys stands for something else, so they stay as they are."
            continue
        try:
            keys = tuple(dict.fromkeys(key_name(key) for key in written))
        except Unusable as unusable:
            faults[name] = f"{unusable} The usual keys are kept."
            continue
        if command.before_fields and any(len(key) == 1 for key in keys):
            faults[name] = "it is heard while you type, so it can't have a key that types. The usual keys are kept."
            continue
        given[command] = keys
    while clash := _clash(commands, given):
        command, key, other = clash
        del given[command]
        faults[f"{command.place}.{command.id}"] = (
            f"{shown(key)} is the key of {other.place}.{other.id} already. The usual keys are kept."
        )
    return given, faults


def _clash(
    commands: Sequence[Command], given: Mapping[Command, tuple[str, ...]]
) -> tuple[Command, str, Command] | None:
    for command, keys in given.items():
        for other in commands:
            if other is command or not _meet(command.place, other.place):
                continue
            if command.place is not other.place and command.id == other.id:
                # A list may do with its row what is done everywhere with what is in hand.
                continue
            for key in keys:
                if key in given.get(other, other.keys):
                    return command, key, other
    return None


def _meet(one: Place, other: Place) -> bool:
    return one is other or one in _OVER_ALL or other in _OVER_ALL
