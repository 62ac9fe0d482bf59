"""Sessions: a placeholder until the screen is built."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from coachtui.ui.commands import Place
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.screens.later import told


class CadenceScreen(AroundEngagement):
    """The sessions of the engagement in hand."""

    PLACE = Place.CADENCE

    def content(self) -> ComposeResult:
        yield Static(told(self.PLACE), classes="told")
