"""A list of rows in columns: one line each, drawn line by line, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import cell
from coachtui.ui.widgets.badge import badged

GAP = 2
LEAST = 6
"""Cells below which no column is shrunk."""


class Column(NamedTuple):
    """How one column is laid out. Its width follows its cells up to `most`; the one that `grows` takes the rest.

    The column is there while the whole list has at least `from_width` cells and less than `below`.
    """

    title: str = ""
    most: int = 40
    grows: bool = False
    right: bool = False
    from_width: int = 0
    below: int = 10_000


class Row(NamedTuple):
    """One row: the key of what it stands for, and a cell for each column. Without a key it is a heading."""

    key: str
    cells: tuple[Content, ...]


class Rows(ScrollView, can_focus=True):
    """Rows with a cursor: j/k/g/G and the mouse move it; a click on the row it stands on opens that row."""

    BINDINGS = bindings(Place.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--hover", "rows--titles"}
    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 0 0 1;
    }
    Rows:focus > .rows--cursor, Rows.-led > .rows--cursor { background: $cursor; text-style: bold; }
    Rows:nocolor:focus > .rows--cursor, Rows:nocolor.-led > .rows--cursor { text-style: reverse; }
    Rows:ansi:focus > .rows--cursor, Rows:ansi.-led > .rows--cursor { text-style: reverse; }
    Rows > .rows--hover { background: $resting; }
    Rows > .rows--titles { color: $label; }
    """

    cursor: reactive[int | None] = reactive(None, init=False)
    """Index of the row that the cursor stands on."""
    in_conflict: reactive[frozenset[str]] = reactive(frozenset())
    """Keys of which the rows say that two devices wrote what they stand for; set by the screen."""

    @dataclass
    class Moved(Message):
        """The coach moved the cursor to another row."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            return self.rows

    @dataclass
    class Opened(Message):
        """The row under the cursor was clicked again."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            return self.rows

    @dataclass
    class NearEnd(Message):
        """The cursor comes near the end of what is loaded; more may be added with `add_rows`."""

        rows: Rows

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        title: str = "",
        empty: Content | None = None,
        id: str | None = None,
        classes: str | None = None,
    ):
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty = empty or Content("")
        """What is shown in place of rows when there are none."""
        self._rows: list[Row] = []
        self._widths: list[int] = []
        self._laid_out_for = 0
        self._hovered: int | None = None
        self._titled = any(column.title for column in columns)
        if title:
            self.border_title = title

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return None if self.cursor is None else self._rows[self.cursor].key

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, headings among them."""
        return tuple(self._rows)

    @property
    def count(self) -> int:
        """How many rows are there, headings left out."""
        return sum(bool(row.key) for row in self._rows)

    def set_rows(self, rows: Sequence[Row], key: str | None = None) -> None:
        """Show these rows; the cursor goes to `key`, stays on its row, or goes to the first."""
        wanted = key or self.key
        self._rows = list(rows)
        keys = [row.key for row in self._rows]
        first = next((index for index, found in enumerate(keys) if found), None)
        cursor = keys.index(wanted) if wanted in keys else first
        self._lay_out()
        self._hovered = None
        self.set_reactive(Rows.cursor, cursor)
        self._show_cursor()
        self.refresh()
        if self.is_attached:
            self.screen.refresh_bindings()

    def change_rows(self, rows: Sequence[Row]) -> bool:
        """Draw the rows anew that say something else; return False, and do nothing, where others have come or gone.

        For lists with one column, whose width does not follow what stands in it.
        """
        if [row.key for row in rows] != [row.key for row in self._rows]:
            return False
        changed = [index for index, row in enumerate(rows) if row != self._rows[index]]
        self._rows = list(rows)
        for index in changed:
            self._redraw(index)
        return True

    def cells_of(self, index: int) -> Sequence[Content]:
        """Return the cells of a row as they are drawn now."""
        return self._rows[index].cells

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Add rows at the end."""
        self._rows.extend(rows)
        self._lay_out()
        self.refresh()

    def validate_cursor(self, cursor: int | None) -> int | None:
        if cursor is None or not self.count:
            return None
        return min(max(cursor, 0), len(self._rows) - 1)

    def watch_cursor(self, before: int | None, cursor: int | None) -> None:
        for index in (before, cursor):
            self._redraw(index)
        self._show_cursor()
        if cursor is not None:
            self.post_message(self.Moved(self, self._rows[cursor].key))
            if cursor >= len(self._rows) - 10:
                self.post_message(self.NearEnd(self))

    def action_cursor_down(self) -> None:
        self._go(1, 1)

    def action_cursor_up(self) -> None:
        self._go(-1, -1)

    def action_page_down(self) -> None:
        self._go(max(1, self._page), 1)

    def action_page_up(self) -> None:
        self._go(-max(1, self._page), -1)

    def action_first(self) -> None:
        self._go(-len(self._rows), -1)

    def action_last(self) -> None:
        self._go(len(self._rows), 1)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = self._index_at(y)
        if not self._rows:
            # The first line stays blank when there are column titles above.
            lines = Visual.to_strips(self, self.empty, width, None, self.visual_style, pad=True)
            return lines[y] if y < len(lines) else Strip.blank(width, self.rich_style)
        if index == -1:
            return self._line([Content(column.title) for column in self.columns], width, "rows--titles", False)
        if index is None:
            return Strip.blank(width, self.rich_style)
        part = "rows--cursor" if index == self.cursor else "rows--hover" if index == self._hovered else None
        return self._line(self.cells_of(index), width, part, self._rows[index].key in self.in_conflict)

    def on_resize(self) -> None:
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        index = self._index_under(event)
        if index is None:
            return
        event.stop()
        key = self._rows[index].key
        if index == self.cursor and key:
            self.post_message(self.Opened(self, key))
        elif key:
            self.cursor = index

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._index_under(event))

    def on_leave(self) -> None:
        self._hover(None)

    @property
    def _page(self) -> int:
        return self.scrollable_content_region.height - self._titled

    def _go(self, by: int, direction: int) -> None:
        if self.count:
            target = min(max((self.cursor or 0) + by, 0), len(self._rows) - 1)
            # Headings are stepped over; where none follows, the cursor turns back to the last row.
            ahead = range(target, len(self._rows) if direction > 0 else -1, direction)
            back = range(target, -1 if direction > 0 else len(self._rows), -direction)
            self.cursor = next(index for index in chain(ahead, back) if self._rows[index].key)

    def _index_at(self, y: int) -> int | None:
        """Return the row drawn at this line of the widget, -1 for the column titles, or None."""
        if self._titled and y == 0:
            return -1
        index = y - self._titled + self.scroll_offset.y
        return index if index < len(self._rows) else None

    def _index_under(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        index = None if offset is None else self._index_at(offset.y)
        return None if index == -1 else index

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            before, self._hovered = self._hovered, index
            for changed in (before, index):
                self._redraw(changed)

    def _redraw(self, index: int | None) -> None:
        if index is not None:
            self.refresh_line(index + self._titled)

    def _show_cursor(self) -> None:
        if self.cursor is not None and self._page > 0:
            top = int(self.scroll_offset.y)
            if self.cursor < top:
                # A heading just above comes into view with its first row.
                top = self.cursor - (self.cursor > 0 and not self._rows[self.cursor - 1].key)
            elif self.cursor >= top + self._page:
                top = self.cursor - self._page + 1
            # A list that has just grown does not know yet that it can scroll.
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _lay_out(self) -> None:
        self._widths = []
        self.virtual_size = Size(0, len(self._rows) + self._titled)

    def _widths_within(self, width: int) -> list[int]:
        """Return each column's width; those that a narrow list leaves out get none."""
        if self._widths and self._laid_out_for == width:
            return self._widths
        shown = [index for index, column in enumerate(self.columns) if column.from_width <= width < column.below]
        widths = [0] * len(self.columns)
        for index in shown:
            column = self.columns[index]
            cells = (cell_len(row.cells[index].plain) for row in self._rows if row.key)
            widths[index] = min(column.most, max((*cells, cell_len(column.title))))
        growing = next((index for index in shown if self.columns[index].grows), None)
        if growing is not None:
            rest = sum(found + GAP for index, found in enumerate(widths) if found and index != growing)
            widths[growing] = max(0, width - rest)
        _shrink(widths, width)
        self._widths, self._laid_out_for = widths, width
        return widths

    def _line(self, cells: Sequence[Content], width: int, part: str | None, in_conflict: bool) -> Strip:
        style = self.get_visual_style(part) if part else self.visual_style
        if len(cells) == 1 and len(self.columns) > 1:
            content = cell(cells[0], width)
        else:
            widths = self._widths_within(width)
            widest = widths.index(max(widths)) if in_conflict and widths else None
            drawn = [
                badged(content, found) if place == widest else cell(content, found, right=column.right)
                for place, (content, found, column) in enumerate(zip(cells, widths, self.columns, strict=True))
                if found
            ]
            content = cell(Content(" " * GAP).join(drawn), width)
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]


def _shrink(widths: list[int], room: int) -> None:
    """Take cells from the widest columns until all fit."""
    over = sum(found + GAP for found in widths if found) - GAP - room
    while over > 0 and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
        over -= 1
