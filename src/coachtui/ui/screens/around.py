"""Screens that stand around the engagement in hand; with none in hand they show the engagements to pick from."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from coachtui.domain.today import EngagementCard
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.widgets.engagements import EngagementList


class AroundEngagement(Frame):
    """A subclass yields `content` and reads in `load_content`, which is called with an engagement in hand only."""

    def body(self) -> ComposeResult:
        with Vertical(id="content") as content:
            shown_if(self.in_hand is not None, content)
            yield from self.content()
        picking = EngagementList(self.desk)
        shown_if(self.in_hand is None, picking)
        yield picking

    def content(self) -> ComposeResult:
        """Yield what is shown of the engagement in hand."""
        yield from ()

    async def load_content(self, card: EngagementCard) -> None:
        """Read what is shown of the engagement in hand, and show it."""

    async def load(self) -> None:
        card = self.in_hand
        picking = self.query_one(EngagementList)
        shown_if(card is not None, self.query_one("#content"))
        shown_if(card is None, picking)
        if card is None:
            picking.reload()
        else:
            await self.load_content(card)
        if self.focused is None:
            self.focus_next()

    @on(EngagementList.Picked)
    def _picked(self, event: EngagementList.Picked) -> None:
        self.post_message(self.Take(event.engagement_id))
