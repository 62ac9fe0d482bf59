"""Textual's bindings, made from the commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from coachtui.ui import commands
from coachtui.ui.commands import Place


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of the commands of these places; none has priority, so text fields keep their keys."""
    return [
        Binding(",".join(command.keys), command.action, command.label, id=f"{place}.{command.id}")
        for place in places
        for command in commands.at(place)
        if command.keys
    ]
