"""Asking for the day as of which the screens are wanted."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from coachtui.domain.as_of import read_moment, told_from
from coachtui.domain.words import exact
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, NEEDS, WRONG, plain
from coachtui.ui.widgets.footer import Footer

HINT = "A day means its end. Every screen then shows how things stood; nothing can be changed there."


class AsOfDialog(Dialog[datetime]):
    """Reads a day as it is typed, or goes back by weeks; returns the moment."""

    PLACE = Place.AS_OF
    BINDINGS = bindings(Place.AS_OF)

    def __init__(self, desk: Desk, began: datetime):
        super().__init__()
        self._now = desk.present_now()
        self._then = desk.then
        self._began = began.astimezone(self._now.tzinfo)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Show everything as of"
            yield Input(exact(self._then.date()) if self._then else "", placeholder="3 oct · fri · 3 weeks ago")
            yield Static(classes="under")
            yield Footer()

    def on_mount(self) -> None:
        self._tell()

    def action_look(self) -> None:
        try:
            self.dismiss(self._read())
        except ValueError as error:
            self.query_one(".under", Static).update(plain(str(error), WRONG))

    def action_step(self, weeks: int) -> None:
        """Write the day some weeks on into the field, between the beginning of the practice and yesterday."""
        field = self.query_one(Input)
        try:
            day = self._read().date()
        except ValueError:
            day = self._now.date()
        wanted = day + timedelta(weeks=weeks)
        first, last = self._began.date(), self._now.date() - timedelta(days=1)
        field.value = exact(max(first, min(wanted, last)))
        field.action_end()

    @on(Input.Changed)
    def _tell(self) -> None:
        self.query_one(".under", Static).update(self._understood())

    def _understood(self) -> Content:
        if not self.query_one(Input).value.strip():
            return plain(HINT, LABEL)
        try:
            return plain(told_from(self._read(), self._now.date()), NEEDS)
        except ValueError as error:
            return plain(str(error), LABEL)

    def _read(self) -> datetime:
        return read_moment(self.query_one(Input).value, self._now, self._began)
