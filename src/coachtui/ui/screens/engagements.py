"""All engagements, to take one in hand."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from coachtui.ui.commands import Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.widgets.engagements import EngagementList


class EngagementsScreen(Frame):
    """The list of engagements; what is picked is taken in hand and shown with its sessions."""

    PLACE = Place.ENGAGEMENTS

    def body(self) -> ComposeResult:
        yield EngagementList(self.desk)

    async def load(self) -> None:
        self.query_one(EngagementList).reload(self.in_hand.id if self.in_hand else None)

    @on(EngagementList.Picked)
    def _picked(self, event: EngagementList.Picked) -> None:
        self.post_message(self.Take(event.engagement_id, Place.CADENCE))
