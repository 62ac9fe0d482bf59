"""Noting, and changing, what someone said they would do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachtui.domain.cadence import CommitmentDraft
from coachtui.domain.line import CommitmentLine
from coachtui.domain.people import Party
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import label
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading


class CommitmentForm(Form[str]):
    """Who, what, by when; `session_id` is the meeting in which a new one was made."""

    FORM = "commitment"

    def __init__(
        self,
        desk: Desk,
        card: EngagementCard,
        today: date,
        commitment: CommitmentLine | None = None,
        *,
        session_id: str | None = None,
    ):
        super().__init__(desk, commitment.id if commitment else card.id)
        self._card = card
        self._today = today
        self._commitment = commitment
        self._session_id = commitment.session_id if commitment else session_id

    def heading(self) -> str:
        return "Change a commitment" if self._commitment else "Note a commitment"

    def fields(self) -> Iterator[FormField]:
        one = self._commitment
        owners = [(Party.CLIENT, self._card.client.split(" ")[0]), (Party.MANAGER, "manager"), (Party.COACH, "you")]
        yield TextField("text", "what", one.body if one else "")
        yield ChoiceField("owner", "who", owners, one.owner if one else Party.CLIENT)
        yield DayField("due_on", "due", self._today, one.due_on if one else None, "Empty: by the next session.")

    async def save(self, values: dict[str, str]) -> str:
        read = Reading(values, self._today)
        draft = CommitmentDraft(
            engagement_id=self._card.id,
            owner=Party(values["owner"]),
            text=read.text("text"),
            session_id=self._session_id,
            due_on=read.day("due_on") or (None if self._commitment else self._next_session_on()),
        )
        read.check(*draft.problems())
        one = self._commitment
        if one is None:
            return await self.store(lambda practice: writes.cadence.commit(practice, draft))
        await self.store(lambda practice: writes.cadence.edit_commitment(practice, one.id, draft))
        return one.id

    def said(self, result: str, values: dict[str, str]) -> str:
        owner = {Party.CLIENT: self._card.client.split(" ")[0], Party.COACH: "you"}.get(
            Party(values["owner"]), label(Party(values["owner"]))
        )
        done = "Changed" if self._commitment else "Noted"
        return f"{done}: {owner}, {values['text'].strip()[:60]}"

    def _next_session_on(self) -> date | None:
        starts = self._card.next_session_on
        return starts.date() if starts else None
