"""A choice among a few, all of them in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import DATA, LABEL, STRONG, joined

GAP = 3


class Choice(Widget, can_focus=True):
    """The choices in a line (or several): ← → move, a first letter jumps, `enter` goes on."""

    BINDINGS = bindings(Place.CHOICE)

    chosen: reactive[str] = reactive("", init=False)

    @dataclass
    class Changed(Message):
        """Another choice was made."""

        chosen: str

    @dataclass
    class Confirmed(Message):
        """`enter`: the choice stands."""

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str, classes: str | None = None):
        super().__init__(classes=classes)
        self._choices = list(choices)
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Content:
        lines = [
            joined(*(part for key, label in line for part in self._drawn(key, label)))
            for line in self._lines(self.content_size.width or 60)
        ]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def watch_chosen(self, _: str, chosen: str) -> None:
        self.post_message(self.Changed(chosen))

    def action_choose(self, by: int) -> None:
        keys = [key for key, _ in self._choices]
        self.chosen = keys[(keys.index(self.chosen) + by) % len(keys)]

    def action_confirm(self) -> None:
        self.post_message(self.Confirmed())

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        keys = [key for key, label in self._choices if label.casefold().startswith(letter)]
        # In a field every printable key types, so none of them reaches the screen.
        event.stop()
        event.prevent_default()
        if keys:
            self.chosen = keys[(keys.index(self.chosen) + 1) % len(keys)] if self.chosen in keys else keys[0]

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        end = 0
        for key, label in lines[offset.y]:
            end += cell_len(label) + 2 + GAP
            if offset.x < end:
                self.chosen = key
                return

    def _drawn(self, key: str, label: str) -> tuple[tuple[str, str], tuple[str, str]]:
        here = key == self.chosen
        return ("● " if here else "○ ", DATA if here else LABEL), (label + " " * GAP, STRONG if here else LABEL)

    def _lines(self, width: int) -> list[list[tuple[str, str]]]:
        lines: list[list[tuple[str, str]]] = [[]]
        used = 0
        for key, label in self._choices:
            needed = cell_len(label) + 2 + GAP
            if lines[-1] and used + needed - GAP > width:
                lines.append([])
                used = 0
            lines[-1].append((key, label))
            used += needed
        return lines
