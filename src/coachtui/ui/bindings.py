"""Textual's bindings, made from the commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from coachtui.ui import commands
from coachtui.ui.commands import Place


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of the commands of these places; printable keys have no priority, so text fields get them."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            id=f"{place}.{command.id}",
            priority=command.before_fields,
        )
        for place in places
        for command in commands.at(place)
        if command.keys
    ]
