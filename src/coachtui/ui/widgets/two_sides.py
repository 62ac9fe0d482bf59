"""What two sides say, one beside the other, row by row: texts are wrapped, and a cursor stands on one side's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.text import cell

BETWEEN = 3
"""Cells between the two columns: a line with a blank on each side."""
RULE = "─"

Written = Callable[[int], Sequence[Content]]
"""Gives the lines of something for a width in cells."""


class Said(NamedTuple):
    """One side's words, and the key of what they stand for."""

    key: str
    written: Written


class Pair(NamedTuple):
    """What the left and the right say of the same thing; without a right side the left has the whole width.

    `head` stands over both.
    """

    left: Said
    right: Said | None = None
    head: Written | None = None


class Heading(NamedTuple):
    """Words over the pairs that follow, with a line beside them."""

    words: Content

    def drawn(self, width: int) -> Content:
        """Return the heading as it is drawn in so many cells."""
        return self.words + Content.styled(f" {RULE * max(0, width - self.words.cell_length - 2)}", "$line")


class _Line(NamedTuple):
    """One line as it is drawn: what stands left and right (None: the left takes all), and the row it belongs to."""

    row: int
    left: Content
    right: Content | None = None
    headed: bool = False


class TwoSides(Commanding, ScrollView, can_focus=True):
    """Two columns; j k g G go through the rows, h l and ← → to the other side, a click to any words."""

    PLACE = Place.SIDES
    BINDINGS = bindings(Place.LIST, Place.SIDES)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"two-sides--cursor", "two-sides--titles"}
    DEFAULT_CSS = """
    TwoSides {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 0 0 1;
    }
    TwoSides:focus > .two-sides--cursor { background: $cursor; }
    TwoSides:nocolor:focus > .two-sides--cursor { text-style: reverse; }
    TwoSides:ansi:focus > .two-sides--cursor { text-style: reverse; }
    """

    cursor: reactive[tuple[int, int] | None] = reactive(None, init=False)
    """Row and side (0 or 1) that the cursor stands on."""

    @dataclass
    class Moved(Message):
        """The coach went to other words."""

        key: str

    @dataclass
    class Opened(Message):
        """The words under the cursor were clicked again."""

        key: str

    def __init__(self, *, id: str | None = None):
        super().__init__(id=id)
        self._titles = (Content(""), Content(""))
        self._rows: list[Pair | Heading] = []
        self._lines: list[_Line] = []
        self._laid_out_for = -1

    @property
    def key(self) -> str | None:
        """The key of the words under the cursor."""
        said = self._said(self.cursor)
        return said.key if said else None

    def set_rows(
        self,
        titles: tuple[Content, Content],
        rows: Iterable[Pair | Heading],
        key: str | None = None,
        *,
        anew: bool = False,
    ) -> None:
        """Show these rows under these titles; the cursor goes to `key`, or stays where it was, or `anew` to the top."""
        wanted, before = (key, None) if anew else (key or self.key, self.cursor)
        self._titles, self._rows = titles, list(rows)
        self._laid_out_for = -1
        self._lay_out()
        self.set_reactive(TwoSides.cursor, self._place_of(wanted) or self._nearest(before))
        self._show_cursor()
        self.refresh()
        if self.is_attached:
            self.screen.refresh_bindings()

    def watch_cursor(self) -> None:
        self.refresh()
        self._show_cursor()
        if self.key is not None:
            self.post_message(self.Moved(self.key))

    def action_cursor_down(self) -> None:
        self._go(1)

    def action_cursor_up(self) -> None:
        self._go(-1)

    def action_first(self) -> None:
        self._go(-len(self._rows))

    def action_last(self) -> None:
        self._go(len(self._rows))

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def action_side(self, side: int) -> None:
        if self.cursor is not None:
            self.cursor = (self.cursor[0], side)

    def on_resize(self) -> None:
        self._fit()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y - 1 + int(self.scroll_offset.y)
        if offset is None or offset.y == 0 or not 0 <= index < len(self._lines):
            return
        event.stop()
        line = self._lines[index]
        place = (line.row, int(line.right is not None and offset.x > self._column))
        said = self._said(place)
        if said is None:
            return
        if said == self._said(self.cursor):
            self.post_message(self.Opened(said.key))
        self.cursor = place

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if width != self._laid_out_for:
            # The width settles without a word when the screen is shown for the first time.
            self.call_later(self._fit)
        if y == 0:
            return self._drawn(_Line(-1, *self._titles), width)
        index = y - 1 + int(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return self._drawn(self._lines[index], width)

    # Where the cursor may stand

    def _said(self, place: tuple[int, int] | None) -> Said | None:
        row = self._rows[place[0]] if place is not None and place[0] < len(self._rows) else None
        if not isinstance(row, Pair) or place is None:
            return None
        return row.right if place[1] and row.right is not None else row.left

    def _place_of(self, key: str | None) -> tuple[int, int] | None:
        for index, row in enumerate(self._rows):
            if isinstance(row, Pair) and key is not None:
                if row.left.key == key:
                    # What stands on both sides under one key keeps the side that the cursor had.
                    return index, self.cursor[1] if self.cursor and row.right and row.right.key == key else 0
                if row.right is not None and row.right.key == key:
                    return index, 1
        return None

    def _nearest(self, before: tuple[int, int] | None) -> tuple[int, int] | None:
        row, side = before or (0, 0)
        pairs = [index for index, found in enumerate(self._rows) if isinstance(found, Pair)]
        nearest = min(pairs, key=lambda index: abs(index - row), default=None)
        return None if nearest is None else (nearest, side)

    def _go(self, by: int) -> None:
        if self.cursor is None:
            return
        row, side = self.cursor
        pairs = [index for index, found in enumerate(self._rows) if isinstance(found, Pair)]
        at = min(max(pairs.index(row) + by, 0), len(pairs) - 1)
        self.cursor = (pairs[at], side)

    def _page(self, direction: int) -> None:
        """Go so many rows on that what was the last line in sight becomes the first, or the other way round."""
        if self.cursor is None:
            return
        target = self._span(self.cursor[0])[0] + direction * max(1, self._height - 1)
        rows = [line.row for line in self._lines if isinstance(self._rows[line.row], Pair)]
        near = min(rows, key=lambda row: abs(self._span(row)[0] - target))
        self.cursor = (near, self.cursor[1])

    # Laying out and drawing

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def _column(self) -> int:
        """Cells of the left column."""
        return max(0, (self.scrollable_content_region.width - BETWEEN) // 2)

    def _fit(self) -> None:
        """Lay out for the width that there is now, and draw that."""
        if self._laid_out_for != self.scrollable_content_region.width:
            self._lay_out()
            self._show_cursor()
            self.refresh()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._laid_out_for:
            return
        self._laid_out_for = width
        right = max(0, width - BETWEEN - self._column - 1)
        self._lines = []
        for index, row in enumerate(self._rows):
            if isinstance(row, Heading):
                self._lines.append(_Line(index, row.drawn(width), headed=True))
                continue
            self._lines += [_Line(index, line, headed=True) for line in (row.head(width) if row.head else ())]
            if row.right is None:
                self._lines += [_Line(index, line) for line in row.left.written(width)]
                continue
            sides = list(row.left.written(self._column)), list(row.right.written(right))
            for line in range(max(map(len, sides))):
                left, other = (side[line] if line < len(side) else Content("") for side in sides)
                self._lines.append(_Line(index, left, other))
        self.virtual_size = Size(0, len(self._lines) + 1)

    def _span(self, row: int) -> tuple[int, int]:
        """Return the first line of a row, and the one after its last."""
        found = [index for index, line in enumerate(self._lines) if line.row == row]
        return (found[0], found[-1] + 1) if found else (0, 0)

    def _show_cursor(self) -> None:
        if self.cursor is None or not self._lines:
            return
        first, end = self._span(self.cursor[0])
        if first and isinstance(self._rows[self._lines[first - 1].row], Heading):
            first -= 1
        top = int(self.scroll_offset.y)
        if end > top + self._height:
            top = end - self._height
        if first < top:
            top = first
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _drawn(self, line: _Line, width: int) -> Strip:
        if line.right is None:
            here = self.cursor is not None and line.row == self.cursor[0] and not line.headed
            return self._part(line.left, width, here=here)
        here = self.cursor is not None and line.row == self.cursor[0]
        side = self.cursor[1] if self.cursor else 0
        return Strip.join(
            (
                self._part(line.left, self._column, here=here and side == 0),
                self._part(Content.styled(" │ ", "$line"), BETWEEN),
                self._part(line.right, width - BETWEEN - self._column, here=here and side == 1),
            )
        )

    def _part(self, content: Content, width: int, *, here: bool = False) -> Strip:
        if width <= 0:
            return Strip([])
        style = self.get_visual_style("two-sides--cursor") if here else self.visual_style
        return Visual.to_strips(self, cell(content, width), width, 1, style, pad=True)[0]
