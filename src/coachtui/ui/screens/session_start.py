"""How a session begins that is not planned for today: the planned one, or another one?"""

from __future__ import annotations

from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.widgets.footer import Footer


class Which(StrEnum):
    """What the coach answered."""

    PLANNED = "planned"
    NEW = "new"


class SessionStart(Dialog[Which]):
    """Asks once; one key each."""

    PLACE = Place.STARTING
    BINDINGS = bindings(Place.STARTING)

    def __init__(self, question: Content):
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Begin a session"
            yield Static(self._question)
            yield Footer()

    def action_planned(self) -> None:
        self.dismiss(Which.PLANNED)

    def action_new(self) -> None:
        self.dismiss(Which.NEW)
