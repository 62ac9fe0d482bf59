"""The two versions of a conflict: what stands only in one of them is marked by brackets, weight and colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coachtui.domain.difference import Kind, Piece
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.text import DATA, LABEL, NEEDS, VALUE, joined, paragraph

MOST = 40_000
"""Characters of one version that are shown; its record holds all of them."""
_TONES = {Kind.MINE: DATA, Kind.THEIRS: NEEDS}


class VersionPane(ScrollView, can_focus=True):
    """One version, wrapped; j and k scroll it."""

    BINDINGS = bindings(Place.LIST)
    DEFAULT_CSS = """
    VersionPane {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 1;
    }
    """

    def __init__(self, id: str):
        super().__init__(id=id)
        self._content = Content("")
        self._lines: list[Content] = []
        self._laid_out_for = 0

    def show(self, title: Content, note: Content, content: Content) -> None:
        """Show a version from its top, with who wrote it above and how it stands below."""
        self.border_title, self.border_subtitle = title, note
        self._content, self._laid_out_for = content, 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()

    def action_cursor_down(self) -> None:
        self._scroll(1)

    def action_cursor_up(self) -> None:
        self._scroll(-1)

    def action_page_down(self) -> None:
        self._scroll(max(1, self.scrollable_content_region.height - 1))

    def action_page_up(self) -> None:
        self._scroll(1 - max(2, self.scrollable_content_region.height))

    def action_first(self) -> None:
        self._scroll(-len(self._lines))

    def action_last(self) -> None:
        self._scroll(len(self._lines))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + int(self.scroll_offset.y)
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        strips = Visual.to_strips(self, self._lines[index], width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _scroll(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, immediate=True)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width > 0 and width != self._laid_out_for:
            self._laid_out_for = width
            self._lines = self._content.wrap(width)
            self.virtual_size = Size(0, len(self._lines))


def drawn(pieces: Sequence[Piece]) -> Content:
    """Return one side's version with what stands only there marked."""
    return Content("").join(_pieces(pieces)) if pieces else joined(("nothing", LABEL))


def _pieces(pieces: Sequence[Piece]) -> Iterator[Content]:
    room = MOST
    for kind, text in pieces:
        shown = text[:room]
        room -= len(shown)
        if kind is Kind.SAME:
            yield paragraph(shown, VALUE)
        else:
            tone = f"bold {_TONES[kind]}"
            first, last = marks.ONLY_FROM, marks.ONLY_TO
            # A line break alone would not be seen; else the mark stands before those at the end.
            seen = shown.rstrip("\n") if shown.strip() else shown.replace("\n", "⏎")
            yield joined((first, tone)) + paragraph(seen, tone) + joined((last, tone))
            yield Content("\n" * (len(shown) - len(shown.rstrip("\n"))))
        if len(shown) < len(text):
            yield joined((" … the rest is not shown here", LABEL))
            return
