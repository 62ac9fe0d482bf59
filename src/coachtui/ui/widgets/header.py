"""The first line of every screen: the seven screens with their keys, how the other devices stand, and the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.domain.words import exact, month_day, weekday
from coachtui.ui.commands import SCREENS, Place
from coachtui.ui.standing import Standing, drawn
from coachtui.ui.text import LABEL, NEEDS, VALUE, joined, plain
from coachtui.ui.widgets.oneline import OneLine, Part

AIR = 3
"""Blanks between how the other devices stand and the date."""


class Header(OneLine):
    """Shows where the coach is; a click on a screen's name goes there."""

    DEFAULT_CSS = """
    Header { background: $panel; color: $foreground; }
    """

    today: reactive[date | None] = reactive(None)
    busy: reactive[str] = reactive("")
    """What is waited for, in place of the date; empty when nothing is."""
    standing: reactive[Standing] = reactive(Standing())
    """How this device stands to the others; it goes before the date where there isn't room for both."""

    @dataclass
    class Pressed(Message):
        """A screen's name was clicked."""

        place: Place

    @dataclass
    class Asked(Message):
        """How the other devices stand was clicked."""

    def __init__(self, place: Place, today: date, standing: Standing):
        super().__init__()
        self._place = place
        self.set_reactive(Header.standing, standing)
        self.set_reactive(Header.today, today)

    def parts(self, width: int) -> Sequence[Part]:
        tabs = [self._tab(place, command.key, command.label) for place, command in SCREENS.items()]
        taken = sum(part.content.cell_length for part in tabs)
        brand = plain(" coachtui  ", f"bold {VALUE}")
        if taken + brand.cell_length + len("Sat 21 Nov ") > width:
            brand = Content("")
        left = width - taken - brand.cell_length
        stands = self._stands(left)
        left -= stands.cell_length
        shown = next((way for way in self._dates() if len(way) + 1 <= left), "")
        right = plain(f"{shown} " if shown else "", LABEL)
        blank = Content(" " * max(0, left - right.cell_length))
        return [Part(brand), *tabs, Part(blank), Part(stands, self.Asked()), Part(right)]

    def _stands(self, width: int) -> Content:
        """Return how the other devices stand, in at most so many cells, with air behind it."""
        ways = [] if self.busy else drawn(self.standing)
        shortest_date = len(self._dates()[-1]) + 1
        fitting = [way for way in ways if way.cell_length + AIR + shortest_date <= width]
        if fitting:
            return fitting[0].pad_right(AIR)
        return ways[-1].pad_right(1) if ways and ways[-1].cell_length < width else Content("")

    def _tab(self, place: Place, key: str, label: str) -> Part:
        if place is self._place:
            drawn = plain(f" {key} {label} ", f"bold reverse {NEEDS}")
        else:
            drawn = joined((f" {key} ", LABEL), (f"{label} ", VALUE))
        return Part(drawn, self.Pressed(place))

    def _dates(self) -> tuple[str, ...]:
        """Return the date in words, from the longest way of writing it to the shortest, or what is waited for."""
        today = self.today
        if self.busy or today is None:
            return (self.busy,)
        return exact(today), f"{weekday(today)} {month_day(today)}", month_day(today)
