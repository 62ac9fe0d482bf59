"""A small question before something that the coach can't see."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.widgets.footer import Footer


class Confirm(Dialog[bool]):
    """Asks; `y` does it, `n` and `esc` leave everything as it is."""

    PLACE = Place.CONFIRM
    BINDINGS = bindings(Place.CONFIRM)

    def __init__(self, title: str, question: Content):
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Static(self._question)
            yield Footer()

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)
