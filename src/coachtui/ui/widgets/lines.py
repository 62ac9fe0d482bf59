"""Lines that are written for the width there is: as high as they are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Written = Callable[[int], Sequence[Content]]
"""Gives the lines for a width in cells."""


class Lines(Widget):
    """Shows what `show` was given last."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None):
        super().__init__(id=id)
        self._written: Written = lambda width: ()

    def show(self, written: Written) -> None:
        """Show these lines from now on."""
        self._written = written
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n").join(self._written(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._written(width)))
