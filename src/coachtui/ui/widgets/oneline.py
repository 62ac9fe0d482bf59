"""A line made of parts, some of which can be clicked: the base of header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Part(NamedTuple):
    """Something drawn in the line, and what is posted when it is clicked."""

    content: Content
    pressed: Message | None = None


class OneLine(Widget):
    """A widget one line high that draws `parts()` one after the other and knows which of them the mouse hits."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; }
    """

    def parts(self, width: int) -> Sequence[Part]:
        """Return what to draw in a line of `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        width = self.content_size.width
        return Content("").join(part.content for part in self.parts(width)).truncate(width)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        end = 0
        for part in self.parts(self.content_size.width):
            end += part.content.cell_length
            if offset.x < end:
                if part.pressed:
                    self.post_message(part.pressed)
                return
