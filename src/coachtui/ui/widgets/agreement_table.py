"""Who may see what under an agreement: items down, audiences across, each with its mark and word, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.disclosure import Extent, ruling
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, cell, joined, plain

Grants = Mapping[tuple[AgreementItem, Audience], bool]

ITEMS = {
    AgreementItem.GOALS: "goals, measures",
    AgreementItem.PROCESS: "dates, attendance",
    AgreementItem.PROGRESS: "progress",
    AgreementItem.PRIVATE_NOTES: "private notes",
    AgreementItem.SHARED_SUMMARIES: "shared summaries",
    AgreementItem.ASSESSMENTS: "360, assessments",
    AgreementItem.PULSE: "mini-survey mean",
}
"""The items as they are said, in the order of the agreement."""

AUDIENCES = {
    Audience.CLIENT: "client",
    Audience.MANAGER: "manager",
    Audience.SPONSOR: "sponsor",
    Audience.LEAD: "coaching lead",
}
"""The audiences as they are said."""

EXTENTS = {
    Extent.ALL: (marks.FINE, "yes", RIGHT),
    Extent.TITLES_AND_LEVELS: (marks.FINE, "titles, levels", RIGHT),
    Extent.LEVELS: (marks.FINE, "levels only", RIGHT),
    Extent.RELEASED: (marks.WAITING, "if released", VALUE),
    Extent.POOLED: (marks.WAITING, "pooled", VALUE),
    Extent.NOTHING: ("–", "withheld", LABEL),
}
"""Mark, word and tone of how much is given; what no agreement can give says "never" instead."""

NEVER = (marks.LATE, "never", LABEL)
LEFT = 19
"""Cells of the items' names."""
SHORT = {"titles, levels": "titles", "if client consents": "on consent"}
"""Words for a narrow column."""


def given(item: AgreementItem, to: Audience, grants: Grants, *, client_agrees: bool) -> tuple[str, str, str]:
    """Return mark, word and tone of what an audience is given of an item."""
    if ruling(item, to, {(item, to): True}, client_agrees=True).extent is Extent.NOTHING:
        return NEVER
    found = ruling(item, to, grants, client_agrees=client_agrees)
    if found.extent is Extent.NOTHING and not client_agrees:
        agreed = ruling(item, to, grants, client_agrees=True).extent
        if agreed is not Extent.NOTHING:
            return marks.WAITING, "if client consents", NEEDS
    return EXTENTS[found.extent]


def changeable(item: AgreementItem, to: Audience) -> bool:
    """Whether an agreement can give or withhold this; the client's own record and what is never given it can't."""
    return len({ruling(item, to, {(item, to): granted}, client_agrees=True).extent for granted in (True, False)}) > 1


def is_given(item: AgreementItem, to: Audience, grants: Grants) -> bool:
    """Whether anything of an item is given, once the client consents."""
    return ruling(item, to, grants, client_agrees=True).extent is not Extent.NOTHING


class AgreementTable(Commanding, Widget, can_focus=True):
    """The table with a cursor on one cell; under it stands why that cell is as it is."""

    PLACE = Place.ACROSS
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"agreement-table--cursor"}
    BINDINGS = [*bindings(Place.LIST), *bindings(Place.ACROSS)]  # noqa: RUF012  (Textual's own class variable)
    DEFAULT_CSS = """
    AgreementTable { height: 8; padding: 0 1; }
    AgreementTable:focus > .agreement-table--cursor { background: $cursor; text-style: bold; }
    AgreementTable:nocolor:focus > .agreement-table--cursor { text-style: reverse; }
    AgreementTable:ansi:focus > .agreement-table--cursor { text-style: reverse; }
    """

    cursor: reactive[tuple[int, int]] = reactive((0, 0))
    """Item and audience, by their place in the table."""

    @dataclass
    class Moved(Message):
        """Another cell is looked at."""

    def __init__(self, grants: Grants | None = None, *, client_agrees: bool = False, classes: str | None = None):
        super().__init__(classes=classes)
        self._grants: Grants = grants or {}
        self._before: Grants | None = None
        self._client_agrees = client_agrees

    @property
    def here(self) -> tuple[AgreementItem, Audience]:
        """Item and audience under the cursor."""
        return list(ITEMS)[self.cursor[0]], list(AUDIENCES)[self.cursor[1]]

    @property
    def why(self) -> str:
        """Why the cell under the cursor is as it is, in words."""
        return ruling(*self.here, self._grants, client_agrees=self._client_agrees).why

    def show(self, grants: Grants, *, client_agrees: bool, before: Grants | None = None) -> None:
        """Show these grants; what was otherwise in those `before` is marked."""
        self._grants, self._client_agrees, self._before = grants, client_agrees, before
        self.refresh()

    def watch_cursor(self) -> None:
        self.post_message(self.Moved())

    def action_across(self, by: int) -> None:
        self.cursor = (self.cursor[0], min(max(self.cursor[1] + by, 0), len(AUDIENCES) - 1))

    def action_cursor_down(self) -> None:
        self.cursor = (min(self.cursor[0] + 1, len(ITEMS) - 1), self.cursor[1])

    def action_cursor_up(self) -> None:
        self.cursor = (max(self.cursor[0] - 1, 0), self.cursor[1])

    def action_first(self) -> None:
        self.cursor = (0, self.cursor[1])

    def action_last(self) -> None:
        self.cursor = (len(ITEMS) - 1, self.cursor[1])

    def action_page_down(self) -> None:
        self.action_last()

    def action_page_up(self) -> None:
        self.action_first()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        left, column = self._widths()
        if offset is not None and 0 < offset.y <= len(ITEMS) and offset.x >= left and column:
            self.cursor = (offset.y - 1, min((offset.x - left) // column, len(AUDIENCES) - 1))

    def render_line(self, y: int) -> Strip:
        left, column = self._widths()
        if y > len(ITEMS):
            return Strip.blank(self.content_size.width, self.rich_style)
        if y == 0:
            return Strip.join([self._part(Content(""), left),
                               *(self._part(plain(name, LABEL), column) for name in AUDIENCES.values())])  # fmt: skip
        item = list(ITEMS)[y - 1]
        cells = [
            self._part(self._drawn(item, to), column, here=self.cursor == (y - 1, index))
            for index, to in enumerate(AUDIENCES)
        ]
        return Strip.join([self._part(plain(ITEMS[item], VALUE), left), *cells])

    def _drawn(self, item: AgreementItem, to: Audience) -> Content:
        mark, word, tone = given(item, to, self._grants, client_agrees=self._client_agrees)
        changed = self._before is not None and is_given(item, to, self._before) != is_given(item, to, self._grants)
        star = " *" if changed else ""
        if cell_len(f"{mark} {word}{star}") >= self._widths()[1]:
            word = SHORT.get(word, word)
        return joined((f"{mark} ", tone), (word, LABEL if tone == LABEL else VALUE), (star, STRONG))

    def _widths(self) -> tuple[int, int]:
        """Return the cells of the items' names and of each audience."""
        width = self.content_size.width
        return LEFT, max(0, (width - LEFT) // len(AUDIENCES))

    def _part(self, content: Content, width: int, *, here: bool = False) -> Strip:
        if width <= 0:
            return Strip([])
        style = self.get_visual_style("agreement-table--cursor") if here else self.visual_style
        return Visual.to_strips(self, cell(content, width), width, 1, style, pad=True)[0]
