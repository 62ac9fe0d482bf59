"""The panes of the goal in hand: its ladder, and all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.widgets.items import Items

_KINDS = {
    Need.ITEM: ("milestone", "entry", "reflection"),
    Need.MILESTONE: ("milestone",),
}


class LadderPane(Items):
    """The ladder and the way so far; it takes the focus only where it must be scrolled."""

    def allow_focus(self) -> bool:
        return super().allow_focus() and self.max_scroll_y > 0


class GoalSheet(Commanding, Items):
    """What hangs on the goal: the cursor stops at milestones, progress entries and reflections."""

    PLACE = Place.GOAL
    BINDINGS = bindings(Place.GOAL)

    @dataclass
    class Asked(Message):
        """Something is to be done with the item under the cursor: `tick`, `edit`, `remove`, `earlier`, `later`."""

        what: str
        key: str

    @dataclass
    class Left(Message):
        """The coach goes back to the list."""

    def having(self) -> set[Need]:
        kind = self.key.partition(":")[0]
        return {need for need, kinds in _KINDS.items() if kind in kinds}

    def action_tick(self) -> None:
        self.post_message(self.Asked("tick", self.key))

    @on(Items.Opened)
    def action_edit(self) -> None:
        self.post_message(self.Asked("edit", self.key))

    def action_remove(self) -> None:
        self.post_message(self.Asked("remove", self.key))

    def action_shift(self, by: int) -> None:
        self.post_message(self.Asked("earlier" if by < 0 else "later", self.key))

    def action_out(self) -> None:
        self.post_message(self.Left())
