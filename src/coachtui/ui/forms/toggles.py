"""A field of several names in a line, each of them there or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.forms.fields import FormField
from coachtui.ui.text import DATA, LABEL, STRONG, joined

GAP = 3


class Toggles(Widget, can_focus=True):
    """The names in a line (or several): ← → go, `space` or a first letter sets one or takes it away."""

    BINDINGS = bindings(Place.TOGGLES)

    chosen: reactive[frozenset[str]] = reactive(frozenset(), init=False)
    at: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """One was set, or taken away."""

    @dataclass
    class Confirmed(Message):
        """`enter`: they stand."""

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: Collection[str], classes: str | None = None):
        super().__init__(classes=classes)
        self._choices = list(choices)
        self.set_reactive(Toggles.chosen, frozenset(chosen))

    def render(self) -> Content:
        lines = [joined(*(self._drawn(index) for index in line)) for line in self._lines(self.content_size.width or 60)]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def watch_chosen(self) -> None:
        self.post_message(self.Changed())

    def action_go(self, by: int) -> None:
        self.at = (self.at + by) % len(self._choices)

    def action_switch(self) -> None:
        self.chosen ^= {self._choices[self.at][0]}

    def action_confirm(self) -> None:
        self.post_message(self.Confirmed())

    def on_key(self, event: events.Key) -> None:
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        # In a field every printable key types, so none of them reaches the screen.
        event.stop()
        event.prevent_default()
        beginning = [i for i, (_, label) in enumerate(self._choices) if label.casefold().startswith(letter)]
        if beginning:
            self.at = next((index for index in beginning if index > self.at), beginning[0])
            if len(beginning) == 1:
                self.action_switch()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        end = 0
        for index in lines[offset.y]:
            end += cell_len(self._choices[index][1]) + 2 + GAP
            if offset.x < end:
                self.at = index
                self.action_switch()
                return

    def _drawn(self, index: int) -> Content:
        key, label = self._choices[index]
        there, here = key in self.chosen, index == self.at and self.has_focus
        mark = (f"{marks.DONE if there else marks.OPEN} ", DATA if there else LABEL)
        tone = f"{STRONG if there else LABEL}{' underline' if here else ''}"
        return joined(mark, (label, tone), " " * GAP)

    def _lines(self, width: int) -> list[list[int]]:
        lines: list[list[int]] = [[]]
        used = 0
        for index, (_, label) in enumerate(self._choices):
            needed = cell_len(label) + 2 + GAP
            if lines[-1] and used + needed - GAP > width:
                lines.append([])
                used = 0
            lines[-1].append(index)
            used += needed
        return lines


class TogglesField(FormField):
    """Which of these? `value` is the keys of those that are set, with blanks between them."""

    def __init__(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], chosen: Collection[str] = (), hint: str = ""
    ):
        super().__init__(name, label, " ".join(key for key, _ in choices if key in chosen), hint)
        self._choices = choices

    def control(self) -> Widget:
        return Toggles(self._choices, self._first.split(), classes="control")

    @property
    def value(self) -> str:
        chosen = self.query_one(Toggles).chosen
        return " ".join(key for key, _ in self._choices if key in chosen)

    def give_back(self, kept: str) -> None:
        with self.prevent(Toggles.Changed):
            self.query_one(Toggles).chosen = frozenset(kept.split()) & dict(self._choices).keys()

    @on(Toggles.Changed)
    def _changed(self, event: Toggles.Changed) -> None:
        event.stop()
        self._edited()

    @on(Toggles.Confirmed)
    def _confirmed(self, event: Toggles.Confirmed) -> None:
        event.stop()
        self.post_message(self.Done(self))
