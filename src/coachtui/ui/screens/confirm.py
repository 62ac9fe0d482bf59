"""A small question before something that the coach can't see."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.widgets.footer import Footer

T = TypeVar("T")


class Question(Dialog[T]):
    """A title, a question, and the keys that answer it in the footer."""

    def __init__(self, title: str, question: Content):
        super().__init__()
        self._title = title
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Static(self._question)
            yield Footer()


class Confirm(Question[bool]):
    """Asks; `y` does it, `n` and `esc` leave everything as it is."""

    PLACE = Place.CONFIRM
    BINDINGS = bindings(Place.CONFIRM)

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)
