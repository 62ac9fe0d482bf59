"""The development plan of an engagement on one page, to be read and scrolled."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from coachtui.domain.goal_page import DevelopmentPlan
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.widgets import goal_plan
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.items import Items


class PlanScreen(Dialog[None]):
    """Gap → goal → action → effect; `esc` or `d` leaves."""

    PLACE = Place.PLAN
    BINDINGS = bindings(Place.PLAN)
    CSS_PATH = "../styles/goals.tcss"

    def __init__(self, plan: DevelopmentPlan):
        super().__init__()
        self._plan = plan

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = goal_plan.title(self._plan)
            yield Items()
            yield Footer()

    def on_mount(self) -> None:
        items = self.query_one(Items)
        items.set_items(list(goal_plan.items(self._plan)))
        items.focus()
