"""Labelled lines to be read: labels left and dim, values right, wrapped under themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import LABEL, cut, plain

LABEL_GAP = 2
"""Cells between the longest label and the values."""
GAP = 5
"""Cells between items that share a line."""


class Entry(NamedTuple):
    """One labelled value: a text that wraps, or items of which as many share a line as fit.

    Without a label the value stands under the one before, or if `wide` under the label. `most` limits the lines.
    """

    label: str | Content
    value: Content | tuple[Content, ...]
    most: int = 3
    wide: bool = False


BLANK = Entry("", Content(""))


class Sheet(ScrollView, can_focus=True):
    """Entries one under the other; j and k scroll when there is more than fits."""

    BINDINGS = bindings(Place.LIST)
    DEFAULT_CSS = """
    Sheet {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 0 0 1;
    }
    """

    def __init__(self, *, title: str = "", airy: bool = False, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._airy = airy
        """Whether blanks between entries stay even where not everything fits."""
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
        longest = max((_label(entry).cell_length for entry in self._entries), default=0)
        indent = longest + LABEL_GAP if longest else 0
        self._lines = []
        if width > indent:
            self._lines = [line for entry in self._entries for line in _lines(entry, width, indent)]
            if len(self._lines) > self.scrollable_content_region.height and not self._airy:
                entries = (entry for entry in self._entries if entry != BLANK)
                self._lines = [line for entry in entries for line in _lines(entry, width, indent)]
        self.virtual_size = Size(0, len(self._lines))


def _lines(entry: Entry, width: int, indent: int) -> list[Content]:
    indent = 0 if entry.wide else indent
    room = width - indent
    wrapped = _packed(entry.value, room) if isinstance(entry.value, tuple) else _wrapped(entry.value, room, entry.most)
    if len(wrapped) > entry.most:
        rest = Content(" ").join(found.rstrip() for found in wrapped[entry.most - 1 :])
        wrapped = [*wrapped[: entry.most - 1], cut(rest, room)]
    label = _label(entry).truncate(indent, pad=True) if indent else Content("")
    return [label + wrapped[0], *(found.pad_left(indent) for found in wrapped[1:])]


def _label(entry: Entry) -> Content:
    return entry.label if isinstance(entry.label, Content) else plain(entry.label, LABEL)


def _wrapped(value: Content, room: int, most: int) -> list[Content]:
    # More text than fits can't be seen, so it isn't wrapped either.
    visible = value if "\n" in value.plain else cut(value, room * (most + 1))
    return visible.wrap(room) or [Content("")]


def _packed(items: Sequence[Content], room: int) -> list[Content]:
    lines: list[Content] = []
    for item in items:
        shown = cut(item, room)
        if lines and lines[-1].cell_length + GAP + shown.cell_length <= room:
            lines[-1] = lines[-1] + " " * GAP + shown
        else:
            lines.append(shown)
    return lines or [Content("")]
