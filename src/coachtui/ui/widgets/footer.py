"""The last line of every screen: the keys that work now, from the commands; `? help` and `^p` are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from coachtui.ui import commands
from coachtui.ui.commands import Command
from coachtui.ui.text import LABEL, NEEDS, VALUE, joined
from coachtui.ui.widgets.oneline import OneLine, Part

if TYPE_CHECKING:
    from textual.screen import Screen

GAP = 3
ALWAYS = 9
"""Commands up to this rank stand at the right end and are kept as long as possible."""

_BY_ID = {f"{command.place}.{command.id}": command for command in commands.COMMANDS}


class Footer(OneLine):
    """Draws the active bindings by rank; a click does what the key does."""

    DEFAULT_CSS = """
    Footer { padding: 0 1; color: $foreground; }
    """

    @dataclass
    class Pressed(Message):
        """A command was clicked."""

        key: str

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def parts(self, width: int) -> Sequence[Part]:
        found: dict[Command, bool] = {}
        for active in self.screen.active_bindings.values():
            command = _BY_ID.get(active.binding.id or "")
            if command and command.rank:
                found[command] = active.enabled
        ranked = sorted(found, key=lambda command: command.rank)
        fixed = [command for command in ranked if command.rank <= ALWAYS]
        other = [command for command in ranked if command.rank > ALWAYS]
        hints = {command: self._hint(command, enabled=found[command]) for command in ranked}

        def room(chosen: Sequence[Command]) -> int:
            return sum(hints[command].cell_length + GAP for command in chosen) - GAP

        while other and room((*other, *fixed)) > width:
            other.pop()
        parts: list[Part] = []
        for command in (*other, *fixed):
            if parts:
                parts.append(Part(Content(" " * GAP)))
            parts.append(Part(hints[command], self.Pressed(command.keys[0])))
        return parts

    def _hint(self, command: Command, *, enabled: bool) -> Content:
        if not enabled:
            return joined((f"{command.key} {command.label}", LABEL))
        return joined((command.key, f"bold {NEEDS}"), (f" {command.label}", VALUE))
