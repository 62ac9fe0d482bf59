"""The small list under the cursor with what completes the word that is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from coachtui.domain.captured import Offer
from coachtui.ui.text import LABEL, VALUE, cell, joined, plain

MOST = 6
"""How many offers are shown at once."""
WIDEST = 44


class Offers(Widget):
    """Offers one under the other, the chosen one marked; it has no focus: keys stay with the text."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"offers--chosen"}
    DEFAULT_CSS = """
    Offers {
        overlay: screen;
        constrain: inside inflect;
        width: auto;
        height: auto;
        margin: 1 0;
        padding: 0 1;
        background: $panel;
        display: none;
    }
    Offers > .offers--chosen { color: $background; background: $data; }
    Offers:nocolor > .offers--chosen, Offers:ansi > .offers--chosen { text-style: reverse; }
    """

    @dataclass
    class Taken(Message):
        """An offer was clicked."""

        index: int

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._chosen = 0
        self._top = 0

    def show(self, offers: tuple[Offer, ...], chosen: int, at: Offset) -> None:
        """Show these offers beside a place of the screen, or nothing when there are none."""
        if not offers:
            if self.display:
                self.display = False
            return
        self._offers, self._chosen = offers, chosen
        self._top = min(max(0, chosen - MOST + 1), max(0, len(offers) - MOST))
        self.absolute_offset = at
        self.display = True
        self.refresh(layout=True)

    def render(self) -> Content:
        shown = self._offers[self._top : self._top + MOST]
        texts = [(plain(offer.text, VALUE), plain(offer.shown, LABEL)) for offer in shown]
        first = max(text.cell_length for text, _ in texts)
        lines = [joined(cell(text, first), "  ", said) for text, said in texts]
        width = min(WIDEST, max(line.cell_length for line in lines))
        drawn = [cell(line, width) for line in lines]
        chosen = self._chosen - self._top
        drawn[chosen] = drawn[chosen].stylize(self.get_visual_style("offers--chosen"))
        return Content("\n").join(drawn)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            event.stop()
            self.post_message(self.Taken(self._top + offset.y))
