"""How a session leaves the cockpit: it is ended and recorded, or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.ui.screens.cockpit_clock import Timing
from coachtui.ui.text import VALUE, WRONG, joined, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coachtui.domain.cadence import CommitmentState
    from coachtui.domain.cockpit import Cockpit, Page
    from coachtui.ui.widgets.capture_area import CaptureArea


class Ending(Timing):
    """A cockpit that can be left for good."""

    area: CaptureArea
    page: Page
    answers: dict[str, CommitmentState]
    opened: Cockpit

    @property
    def cockpit(self) -> Cockpit:
        """The session as it stands now."""
        raise NotImplementedError

    def show_page(self) -> None:
        """Show what stands beside the notes."""
        raise NotImplementedError

    def go(self, part: str) -> None:
        """Go to a part of the screen."""
        raise NotImplementedError

    def action_end(self) -> None:
        """Show what will be recorded, and record it."""
        self._end()

    @work(exclusive=True, group="end session")
    async def _end(self) -> None:
        from coachtui.domain.ending import Ended, EndingDraft, Left
        from coachtui.ui.screens.session_ending import SessionEnding

        self.keep_typed()
        # What the clock would store meanwhile could outlive the session's becoming held.
        self.forget_typed()
        now = self.desk.present_now()
        draft = EndingDraft.of(
            self.session_id, self.page.client, self.cockpit, self.area.capture, self.page.around, now
        )
        left: Ended | Left | None = None
        try:
            left = await self.app.push_screen_wait(SessionEnding(self.desk, draft, self._keep_answers))
        finally:
            if not isinstance(left, Ended):
                self.keep_again()
        if isinstance(left, Ended):
            self.post_message(self.Over(left.session_id))
        elif isinstance(left, Left):
            self.show_page()
            self.go("notes")
            if left.line is not None:
                self.area.go_to(left.line)

    def _keep_answers(self, answers: Mapping[str, CommitmentState], rest: Mapping[str, str]) -> None:
        """Store what was answered at the end at once: nothing else is stored while it is asked."""
        self.answers = dict(answers)
        self.opened = self.opened._replace(rest=rest)
        self.store_at_once()

    def action_set_aside(self) -> None:
        """Close the cockpit without a session; what was written becomes its notes."""
        self._set_aside()

    @work(exclusive=True, group="end session")
    async def _set_aside(self) -> None:
        from coachtui.ui.screens.confirm import Confirm

        session_id, written = self.session_id, self.area.body
        kept = "What you wrote becomes its notes." if written.strip() else "Nothing was written."
        question = joined((f"The session was not held, and stays as it was planned. {kept}", VALUE))
        if not await self.app.push_screen_wait(Confirm("Set the session aside?", question)):
            return
        self.forget_typed()
        try:
            await self.gateway.write(lambda practice: writes.cockpit.set_aside(practice, session_id, written))
        except PracticeError as error:
            self.keep_again()
            self.tell(plain(str(error), WRONG))
        else:
            self.post_message(self.Wrote(f"Set the session with {self.page.client} aside"))
            self.post_message(self.Over(session_id))
