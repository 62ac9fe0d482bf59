"""The first line of every screen: the seven screens with their keys, and the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.domain.words import exact, month_day, weekday
from coachtui.ui.commands import SCREENS, Place
from coachtui.ui.text import LABEL, NEEDS, VALUE, joined, plain
from coachtui.ui.widgets.oneline import OneLine, Part


class Header(OneLine):
    """Shows where the coach is; a click on a screen's name goes there."""

    DEFAULT_CSS = """
    Header { background: $panel; color: $foreground; }
    """

    today: reactive[date | None] = reactive(None)
    busy: reactive[str] = reactive("")
    """What is waited for, in place of the date; empty when nothing is."""

    @dataclass
    class Pressed(Message):
        """A screen's name was clicked."""

        place: Place

    def __init__(self, place: Place, today: date):
        super().__init__()
        self._place = place
        self.set_reactive(Header.today, today)

    def parts(self, width: int) -> Sequence[Part]:
        tabs = [self._tab(place, command.key, command.label) for place, command in SCREENS.items()]
        taken = sum(part.content.cell_length for part in tabs)
        brand = plain(" coachtui  ", f"bold {VALUE}")
        if taken + brand.cell_length + len("Sat 21 Nov ") > width:
            brand = Content("")
        left = width - taken - brand.cell_length
        shown = next((way for way in self._dates() if len(way) + 1 <= left), "")
        right = plain(f"{shown} " if shown else "", LABEL)
        blank = Content(" " * max(0, left - right.cell_length))
        return [Part(brand), *tabs, Part(blank), Part(right)]

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
