"""Items to read one under the other, with a cursor that stops at those that can be acted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import cell, cut

MOST = 60
"""Lines of one item that are laid out; the form of what is longer shows it whole."""

TAIL_GAP = 2
"""Cells between a text and its tail."""


class Item(NamedTuple):
    """Something to read: a text that wraps, and what stands before its lines, the last of which is repeated.

    With a `key` the cursor stops at it; without one it is read only. The `tail` stands behind the text, or under it
    where it would be broken. What is `drawn` for a width takes the place of a text, and never wraps.
    """

    body: Content
    before: tuple[Content, ...] = ()
    key: str = ""
    tail: Content = Content("")
    drawn: Callable[[int], Sequence[Content]] | None = None


NOTHING = Item(Content(""))
"""A blank line."""


class Items(ScrollView, can_focus=True):
    """Items one under the other; j and k go from one that can be acted on to the next, scrolling what lies between."""

    BINDINGS = bindings(Place.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"items--cursor"}
    DEFAULT_CSS = """
    Items {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 0 0 1;
    }
    Items:focus > .items--cursor { background: $cursor; text-style: bold; }
    Items:nocolor:focus > .items--cursor, Items:ansi:focus > .items--cursor { text-style: reverse; }
    """

    @dataclass
    class Moved(Message):
        """The cursor went to another item, or to none."""

        key: str

    @dataclass
    class Opened(Message):
        """The item under the cursor was clicked again."""

        key: str

    def __init__(self, *, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._items: tuple[Item, ...] = ()
        self._lines: list[tuple[Content, int]] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._cursor: int | None = None

    @property
    def key(self) -> str:
        """What the cursor stands on, as long as it is in sight; empty if it stands on nothing."""
        if self._cursor is None or not self._in_sight(self._cursor):
            return ""
        return self._items[self._cursor].key

    def set_items(self, items: Sequence[Item], *, anew: bool = False) -> None:
        """Show these items. The cursor stays on its item and the place is kept, unless it is read `anew`."""
        key = "" if anew or self._cursor is None else self._items[self._cursor].key
        self._items = tuple(items)
        keys = [one.key for one in self._items]
        self._cursor = keys.index(key) if key and key in keys else None
        self._lay_out()
        self.scroll_to(y=0 if anew else self.scroll_offset.y, animate=False, immediate=True)
        self.refresh()

    def go_to(self, key: str) -> None:
        """Put the cursor on an item and bring it into sight; what is not there is left alone."""
        index = next((index for index, one in enumerate(self._items) if one.key == key), None)
        if index is not None:
            self._stand_on(index)

    def on_focus(self) -> None:
        if not self.key:
            self._stand_on(next((at for at in self._keyed() if self._in_sight(at)), None))

    def on_resize(self) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        y = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= y < len(self._lines):
            index = self._lines[y][1]
            if self._items[index].key and index == self._cursor:
                self.post_message(self.Opened(self.key))
            elif self._items[index].key:
                self._stand_on(index)

    def action_cursor_down(self) -> None:
        self._step(1)

    def action_cursor_up(self) -> None:
        self._step(-1)

    def action_page_down(self) -> None:
        self._scroll_by(max(1, self._page - 1))

    def action_page_up(self) -> None:
        self._scroll_by(-max(1, self._page - 1))

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False, immediate=True)
        self._stand_on(next((at for at in self._keyed() if self._in_sight(at)), None))

    def action_last(self) -> None:
        self.scroll_to(y=len(self._lines), animate=False, immediate=True)
        self._stand_on(next((at for at in reversed(self._keyed()) if self._in_sight(at)), None))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + int(self.scroll_offset.y)
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        content, index = self._lines[at]
        here = self._items[index].key and index == self._cursor
        style = self.get_visual_style("items--cursor") if here else self.visual_style
        return Visual.to_strips(self, cell(content, width), width, 1, style, pad=True)[0]

    @property
    def _page(self) -> int:
        return self.scrollable_content_region.height

    def _keyed(self) -> list[int]:
        return [index for index, one in enumerate(self._items) if one.key]

    def _step(self, by: int) -> None:
        """Go to the next item that can be acted on if it is in sight or just beyond, else scroll a line towards it."""
        top = int(self.scroll_offset.y)
        bottom = top + self._page
        here = self._cursor if self.key else None
        if by > 0:
            after = top - 1 if here is None else self._span(here)[0]
            target = next((at for at in self._keyed() if self._span(at)[0] > after), None)
            near = target is not None and self._span(target)[0] <= bottom
        else:
            until = bottom if here is None else self._span(here)[0]
            target = next((at for at in reversed(self._keyed()) if self._span(at)[0] < until), None)
            near = target is not None and self._span(target)[1] >= top - 1
        if near:
            self._stand_on(target)
        else:
            self._scroll_by(by)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=int(self.scroll_offset.y) + lines, animate=False, immediate=True)
        seen = [at for at in self._keyed() if self._in_sight(at)]
        if self._cursor not in seen:
            self._stand_on((seen[0] if lines > 0 else seen[-1]) if seen else None, scroll=False)

    def _stand_on(self, index: int | None, *, scroll: bool = True) -> None:
        before, self._cursor = self._cursor, index
        if index is not None and scroll:
            first, last = self._span(index)
            top = int(self.scroll_offset.y)
            if first < top:
                # Of one that is taller than the page, what comes next on the way up is its end.
                top = max(first, min(top, last - self._page + 1))
            elif last >= top + self._page:
                top = min(first, last - self._page + 1)
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        if before != index:
            self.refresh()
            self.post_message(self.Moved(self.key))

    def _span(self, index: int) -> tuple[int, int]:
        """Return the first and the last line of an item."""
        return self._spans.get(index, (0, -1))

    def _in_sight(self, index: int) -> bool:
        first, last = self._span(index)
        top = int(self.scroll_offset.y)
        return last >= top and first < top + self._page

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = [
            (line, index) for index, one in enumerate(self._items) for line in (_lines(one, width) if width > 0 else ())
        ]
        self._spans = {}
        for y, (_, index) in enumerate(self._lines):
            self._spans[index] = (self._spans.get(index, (y, y))[0], y)
        self.virtual_size = Size(0, len(self._lines))


def _lines(one: Item, width: int) -> list[Content]:
    indent = max((before.cell_length for before in one.before), default=0)
    room = max(1, width - indent)
    body = one.body if len(one.body) <= MOST * room else one.body[: MOST * room] + "…"
    if one.drawn:
        wrapped = [cut(line, room) for line in one.drawn(room)]
    else:
        wrapped = [part for line in body.split("\n", allow_blank=True) for part in line.wrap(room) or [Content("")]]
    wrapped = wrapped[:MOST] or [Content("")]
    if one.tail and wrapped[-1].cell_length + TAIL_GAP + one.tail.cell_length <= room:
        wrapped[-1] = wrapped[-1] + " " * TAIL_GAP + one.tail
    elif one.tail:
        wrapped.append(cut(one.tail, room))
    before = [cell(found, indent) for found in one.before] or [Content("")]
    return [before[min(at, len(before) - 1)] + line for at, line in enumerate(wrapped)]
