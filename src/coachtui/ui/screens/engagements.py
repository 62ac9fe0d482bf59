"""All engagements: to take one in hand, to take a client in, to change one or move it to another state."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult

from coachtui.domain.engagement import RUNNING, EngagementState, check_move
from coachtui.domain.today import EngagementCard
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.ui import commands
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, STRONG, joined
from coachtui.ui.widgets.engagements import EngagementList

MOVES = {
    "begin": EngagementState.ACTIVE,
    "pause": EngagementState.PAUSED,
    "resume": EngagementState.ACTIVE,
    "complete": EngagementState.COMPLETED,
    "discontinue": EngagementState.DISCONTINUED,
    "cancel": EngagementState.CANCELLED,
    "reopen": EngagementState.ACTIVE,
}
"""Where each command moves an engagement."""

STATES = {
    EngagementState.DRAFT: Need.DRAFT,
    EngagementState.ACTIVE: Need.ACTIVE,
    EngagementState.PAUSED: Need.PAUSED,
    EngagementState.COMPLETED: Need.COMPLETED,
}


class EngagementsScreen(Frame):
    """The list of engagements; what is picked is taken in hand and shown with its sessions."""

    PLACE = Place.ENGAGEMENTS
    BINDINGS = bindings(Place.ENGAGEMENTS)

    _went_to: str | None = None
    """The engagement in hand to which the cursor was led; after that the coach leads it."""

    def body(self) -> ComposeResult:
        yield EngagementList(self.desk)

    @property
    def chosen(self) -> EngagementCard | None:
        """The engagement under the cursor."""
        return self.query_one(EngagementList).chosen

    def having(self) -> set[Need]:
        found = self.query_one(EngagementList).having()
        if self.chosen:
            found |= {STATES[self.chosen.state]} if self.chosen.state in STATES else set()
            found |= {Need.RUNNING} if self.chosen.state in RUNNING else set()
        return found

    async def load(self) -> None:
        in_hand = self.in_hand.id if self.in_hand else None
        self.query_one(EngagementList).reload(in_hand if in_hand != self._went_to else None)
        self._went_to = in_hand

    @on(EngagementList.Picked)
    def _picked(self, event: EngagementList.Picked) -> None:
        self.post_message(self.Take(event.engagement_id, Place.CADENCE))

    def on_key(self, event: events.Key) -> None:
        """Say why a move is refused, since its key is not among those that are shown."""
        command = next((one for one in commands.at(self.PLACE) if event.key in one.keys and one.id in MOVES), None)
        if command and self.chosen and self.check_action(command.action, ()) is False:
            event.stop()
            self.post_message(self.Failed(self._refusal(command.id, self.chosen)))

    def action_edit(self) -> None:
        if self.chosen:
            self._edit(self.chosen.id)

    @work(exclusive=True, group="open")
    async def _edit(self, engagement_id: str) -> None:
        from coachtui.ui.forms.engagement_form import EngagementForm
        from coachtui.ui.forms.engagement_reading import read_start

        try:
            start = await self.desk.gateway.read(read_start, engagement_id, self.desk.now())
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(EngagementForm(self.desk, start, engagement_id))

    def action_history(self) -> None:
        from coachtui.ui.screens.history import History

        if self.chosen:
            self.app.push_screen(History(self.desk, self.chosen.id, self.chosen.client))

    def action_remove(self) -> None:
        from coachtui.ui.screens.confirm import Confirm

        card = self.chosen
        if card is None:
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                said = f"In the bin: the engagement with {card.client}"
                self.write(lambda practice: writes.engagement.remove(practice, card.id), said)

        what = joined((card.client, STRONG), (f"  {card.role_title}" if card.role_title else "", LABEL))
        told = joined(("Its sessions, notes and commitments go with it. u takes all of it back.", LABEL))
        self.app.push_screen(Confirm("Put this engagement in the bin?", what + "\n\n" + told), answered)

    def action_begin(self) -> None:
        self._move("begin")

    def action_pause(self) -> None:
        self._move("pause")

    def action_resume(self) -> None:
        self._move("resume")

    def action_complete(self) -> None:
        self._move("complete")

    def action_discontinue(self) -> None:
        self._move("discontinue")

    def action_cancel(self) -> None:
        self._move("cancel")

    def action_reopen(self) -> None:
        self._move("reopen")

    def _move(self, move: str) -> None:
        if self.chosen:
            self._open_move(move, self.chosen.id)

    @work(exclusive=True, group="open")
    async def _open_move(self, move: str, engagement_id: str) -> None:
        from coachtui.ui.forms.move_form import FORMS, read_standing

        try:
            standing = await self.desk.gateway.read(read_standing, engagement_id, self.desk.now())
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(FORMS[move](self.desk, standing))

    def _refusal(self, move: str, card: EngagementCard) -> str:
        missing = commands.find(self.PLACE, move)
        if Need.WRITABLE not in self.having_all() and missing:
            return f"Not now: this needs {Need.WRITABLE}."
        problem = check_move(card.state, MOVES[move], reason="-")
        if problem is None or (move == "reopen" and card.state is not EngagementState.COMPLETED):
            return NOT_SO[move]
        return problem.message


NOT_SO = {
    "begin": "It has begun already.",
    "resume": "It is not paused, so there is nothing to resume.",
    "reopen": "Only a completed engagement can be reopened.",
}
"""Why a move is refused that would lead to a state into which another move leads."""
