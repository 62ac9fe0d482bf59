"""A text field of the family: quiet border, `esc` leaves it and keeps what was typed."""

from __future__ import annotations

from typing import Any

from rich.highlighter import Highlighter
from rich.text import Text
from textual.widgets import Input

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.text import symbols


class Symbols(Highlighter):
    """Draws the value of a field with its control characters made visible, one for one: the cursor stays right."""

    def highlight(self, text: Text) -> None:
        text.plain = symbols(text.plain)


class Field(Commanding, Input):
    """One line of typing. Every printable key types; `esc` hands the focus to what comes next."""

    PLACE = Place.FIELD
    BINDINGS = bindings(Place.FIELD)

    def __init__(self, value: str = "", **options: Any):
        super().__init__(value, highlighter=Symbols(), **options)

    def action_leave(self) -> None:
        self.screen.focus_next()
