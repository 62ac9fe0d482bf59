"""A row of a former coaching log."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on

from coachtui.domain.engagement import CoachingForm
from coachtui.domain.log_entry import LogEntryDraft
from coachtui.domain.words import number
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.person_form import CONSENTS
from coachtui.ui.forms.reading import Reading
from coachtui.ui.showing import shown_if

FORMS = ((CoachingForm.INDIVIDUAL, "one person"), (CoachingForm.GROUP, "a group"))


class LogEntryForm(Form[str]):
    """Changes a row of a former log; returns its id."""

    FORM = "log entry"

    def __init__(self, desk: Desk, entry_id: str, draft: LogEntryDraft):
        super().__init__(desk, entry_id)
        self._draft = draft

    def heading(self) -> str:
        return f"From a former log: {self._draft.client_name}"

    def fields(self) -> Iterator[FormField]:
        draft, today = self._draft, self.desk.today()
        yield TextField("client_name", "client", draft.client_name)
        yield ChoiceField("form", "coached was", FORMS, draft.form)
        size = TextField(
            "group_size", "of", "" if draft.group_size is None else str(draft.group_size), "people, 2 to 15"
        )
        yield shown_if(draft.form is CoachingForm.GROUP, size)
        yield TextField("contact", "contact", draft.contact)
        yield DayField("starts_on", "start", today, draft.starts_on)
        yield DayField("ends_on", "end", today, draft.ends_on, "Empty while it goes on.")
        yield TextField("paid_hours", "paid hours", number(draft.paid_hours))
        yield TextField("pro_bono_hours", "pro-bono hours", number(draft.pro_bono_hours))
        yield ChoiceField("consented", "coaching log", CONSENTS, "yes" if draft.consented else "no")

    @on(FormField.Edited)
    def _fit(self) -> None:
        size = self.query_one("#field-group-size", FormField)
        shown_if(self.values["form"] == CoachingForm.GROUP, size)

    async def save(self, values: dict[str, str]) -> str:
        read, record = Reading(values, self.desk.today()), self.record
        form = CoachingForm(values["form"])
        draft = LogEntryDraft(
            client_name=read.text("client_name"),
            starts_on=read.day("starts_on") or self._draft.starts_on,
            ends_on=read.day("ends_on"),
            paid_hours=read.number("paid_hours", 0),
            pro_bono_hours=read.number("pro_bono_hours", 0),
            form=form,
            group_size=read.optional_whole("group_size") if form is CoachingForm.GROUP else None,
            contact=read.text("contact"),
            consented=read.yes("consented"),
        )
        read.check(*draft.problems(self.desk.today()))
        await self.store(lambda practice: writes.log.edit_entry(practice, record, draft))
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Changed the former log of {values['client_name'].strip()}"
