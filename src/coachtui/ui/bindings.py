"""Textual's bindings, made from the commands."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from coachtui.ui import commands
from coachtui.ui.commands import Command, Place


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of the commands of these places; printable keys have no priority, so text fields get them."""
    return [
        Binding(keys, action, command.label, id=f"{place}.{command.id}", priority=command.before_fields)
        for place in places
        for command in commands.at(place)
        for keys, action in _pressed(command)
    ]


def _pressed(command: Command) -> Iterator[tuple[str, str]]:
    """Yield keys with what they carry out: all of a command's keys the same, or each its own."""
    if command.each:
        yield from ((key, f"{command.action}({key!r})") for key in command.keys)
    elif command.keys:
        yield ",".join(command.keys), command.action
