"""Labelled lines to be read: labels left and dim, values right, wrapped under themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import LABEL, cut, plain

INDENT = 11
"""Cells that a label takes, its gap included."""


@dataclass(frozen=True)
class Entry:
    """One labelled value. Without a label the value stands under the one before; `most` limits its lines."""

    label: str
    value: Content
    most: int = 3


BLANK = Entry("", Content(""))


class Sheet(ScrollView, can_focus=True):
    """Entries one under the other; j and k scroll when there is more than fits."""

    BINDINGS = bindings(Place.LIST)
    DEFAULT_CSS = """
    Sheet {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        padding: 0 1;
    }
    """

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[Content] = []
        if title:
            self.border_title = title

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries from the top."""
        self._entries = tuple(entries)
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()

    def action_cursor_down(self) -> None:
        self.scroll_to(y=self.scroll_offset.y + 1, animate=False, immediate=True)

    def action_cursor_up(self) -> None:
        self.scroll_to(y=self.scroll_offset.y - 1, animate=False, immediate=True)

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        self.scroll_to(y=len(self._lines), animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        strips = Visual.to_strips(self, self._lines[index], width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        indent = INDENT if any(entry.label for entry in self._entries) else 0
        self._lines = []
        if width > indent:
            for entry in self._entries:
                self._lines += _lines(entry, width, indent)
            while self._lines and not self._lines[-1]:
                self._lines.pop()
        self.virtual_size = Size(0, len(self._lines))


def _lines(entry: Entry, width: int, indent: int) -> list[Content]:
    room = width - indent
    # More text than fits can't be seen, so it isn't wrapped either.
    value = cut(entry.value, room * entry.most) if "\n" not in entry.value.plain else entry.value
    wrapped = value.wrap(room) or [Content("")]
    if len(wrapped) > entry.most:
        rest = Content(" ").join(found.rstrip() for found in wrapped[entry.most - 1 :])
        wrapped = [*wrapped[: entry.most - 1], cut(rest, room)]
    label = plain(entry.label, LABEL).truncate(indent, pad=True) if indent else Content("")
    return [label + wrapped[0], *(found.pad_left(indent) for found in wrapped[1:])]
