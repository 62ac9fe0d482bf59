"""An organisation: its name."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.people import OrganisationDraft
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import FormField, TextField
from coachtui.ui.forms.form import Form


class OrganisationForm(Form[str]):
    """Adds an organisation, or renames one; returns its id."""

    FORM = "organisation"

    def __init__(self, desk: Desk, organisation_id: str = "", draft: OrganisationDraft | None = None):
        super().__init__(desk, organisation_id)
        self._draft = draft or OrganisationDraft("")

    def heading(self) -> str:
        return self._draft.name or "New organisation"

    def fields(self) -> Iterator[FormField]:
        yield TextField("name", "name", self._draft.name)

    async def save(self, values: dict[str, str]) -> str:
        draft, record = OrganisationDraft(values["name"].strip()), self.record
        if not record:
            return await self.store(lambda practice: writes.people.add_organisation(practice, draft))
        await self.store(lambda practice: writes.people.edit_organisation(practice, record, draft))
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        name = values["name"].strip()
        return f"Changed {name}" if self.record else f"Added {name}"
