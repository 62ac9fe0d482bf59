"""A text field of the family: quiet border, `esc` leaves it and keeps what was typed."""

from __future__ import annotations

from textual.widgets import Input

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place


class Field(Commanding, Input):
    """One line of typing. Every printable key types; `esc` hands the focus to what comes next."""

    PLACE = Place.FIELD
    BINDINGS = bindings(Place.FIELD)

    def action_leave(self) -> None:
        self.screen.focus_next()
