"""Noting who consented to the agreement, and when; or taking a consent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import on

from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.drafts import Problem
from coachtui.domain.people import Party
from coachtui.domain.words import exact, label
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.widgets.alignment_words import called


class ConsentDay(DayField):
    """The day; what an empty one means depends on who it is about."""

    def tell(self, told: str) -> None:
        """Show something else under the field."""
        self._hint = told
        self.show(None)


class ConsentForm(Form[str]):
    """A party and a day; who has not consented yet comes first."""

    FORM = "consent"

    def __init__(self, desk: Desk, page: AlignmentPage, today: date):
        assert page.agreement is not None
        self._standing = page.agreement
        super().__init__(desk, self._standing.id)
        self._page = page
        self._today = today

    def heading(self) -> str:
        return f"Consent to version {self._standing.number} of the agreement"

    def fields(self) -> Iterator[FormField]:
        missing = self._page.consents_missing
        parties = [*missing, *(party for party in self._page.parties if party not in missing)]
        choices = [(party, f"{called(party, self._page)} ({label(party)})") for party in parties]
        yield ChoiceField("party", "who", choices, parties[0])
        yield ConsentDay("given_on", "consented on", self._today, self._today, self._given(parties[0]))

    async def save(self, values: dict[str, str]) -> str:
        party, read = Party(values["party"]), Reading(values, self._today)
        on_day = read.day("given_on")
        version = self._standing.id
        if on_day is not None:
            read.check()
            return await self.store(lambda practice: writes.alignment.consent(practice, version, party, on_day))
        if self._standing.consented(party) is None and not read.problems:
            read.problems.append(Problem("given_on", "The day is missing. Type it."))
        read.check()
        await self.store(lambda practice: writes.alignment.withdraw_consent(practice, version, party))
        return version

    def said(self, result: str, values: dict[str, str]) -> str:
        party = Party(values["party"])
        whose = "your consent" if party is Party.COACH else f"the consent of {called(party, self._page)}"
        if not values["given_on"].strip():
            return f"Took back {whose}"
        return f"Noted {whose} to version {self._standing.number}"

    @on(FormField.Edited)
    def _tell_given(self, event: FormField.Edited) -> None:
        if event.field.field == "party":
            self.query_one(ConsentDay).tell(self._given(Party(event.field.value)))

    def _given(self, party: Party) -> str:
        on_day = self._standing.consented(party)
        if on_day is None:
            return ""
        return f"Consented on {exact(on_day)}. Another day corrects it; an empty one takes the consent back."
