"""The part of the application that takes clients in, one by one or from a file, and tells what happened around one."""

from __future__ import annotations

from textual import work

from coachtui.store.errors import PracticeError
from coachtui.ui.screens.frame import Frame
from coachtui.ui.undoing import Undoing


class TakingIn(Undoing):
    """An app in which a new engagement, an import and a history can be opened from every screen."""

    @work(exclusive=True, group="open")
    async def action_new_engagement(self) -> None:
        from coachtui.ui.forms.engagement_form import EngagementForm, read_start

        def taken_in(engagement_id: str | None) -> None:
            if engagement_id:
                self.take(engagement_id)

        try:
            start = await self.desk.gateway.read(read_start, None, self.desk.now())
        except PracticeError as error:
            self.say(str(error), wrong=True)
        else:
            self.push_screen(EngagementForm(self.desk, start), taken_in)

    def action_import_clients(self) -> None:
        from coachtui.ui.screens.import_clients import ImportClients

        self.push_screen(ImportClients(self.desk))

    def action_history(self) -> None:
        from coachtui.ui.screens.history import History

        if self.in_hand and isinstance(self.screen, Frame):
            self.push_screen(History(self.desk, self.in_hand.id, self.in_hand.client))
