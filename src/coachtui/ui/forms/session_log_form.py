"""How a session counts in the coaching log, where it counts otherwise than its engagement."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.engagement import EngagementDraft
from coachtui.domain.line import SessionLine
from coachtui.domain.words import plural
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading

SAME, PAID, PRO_BONO = "same", "paid", "pro bono"


class SessionLogForm(Form[str]):
    """Asks whether a session was paid, and how many came; returns its id."""

    FORM = "session log"

    def __init__(self, desk: Desk, meeting: SessionLine, terms: EngagementDraft, named: str):
        super().__init__(desk, meeting.id)
        self._meeting, self._terms, self._named = meeting, terms, named

    def heading(self) -> str:
        return f"In the coaching log: {self._named}"

    def fields(self) -> Iterator[FormField]:
        meeting, terms = self._meeting, self._terms
        usual = PAID if terms.paid else PRO_BONO
        choices = ((SAME, f"as the engagement: {usual}"), (PAID, PAID), (PRO_BONO, PRO_BONO))
        chosen = SAME if meeting.paid is None else PAID if meeting.paid else PRO_BONO
        yield ChoiceField("paid", "paid", choices, chosen)
        size = "" if meeting.group_size is None else str(meeting.group_size)
        usually = "one person" if terms.group_size is None else plural(terms.group_size, "person", "people")
        yield TextField("group_size", "how many came", size, f"2 to 15; empty: as the engagement, {usually}.")

    async def save(self, values: dict[str, str]) -> str:
        read, record = Reading(values, self.desk.today()), self.record
        people = read.optional_whole("group_size")
        read.check()
        paid = None if values["paid"] == SAME else values["paid"] == PAID
        await self.store(lambda practice: writes.log.count(practice, record, paid, people))
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Changed how it counts: {self._named}"
