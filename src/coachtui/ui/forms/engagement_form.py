"""An engagement on one page, to change it."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.store import writes
from coachtui.ui.forms.engagement_fields import EngagementFields
from coachtui.ui.forms.fields import FormField


class EngagementForm(EngagementFields[str]):
    """Changes an engagement, and returns its id."""

    FORM = "engagement"

    def heading(self) -> str:
        return f"Engagement with {self.start.names['client_id']}"

    def fields(self) -> Iterator[FormField]:
        yield from self.people_fields()
        yield from self.role_fields()
        yield from self.span_fields()
        yield from self.terms_fields()
        yield self.context_field()

    async def save(self, values: dict[str, str]) -> str:
        draft, newcomers = self.read(values)
        record = self.record
        await self.store(lambda practice: writes.engagement.edit(practice, record, draft, newcomers))
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Changed the engagement with {self.shown('client_id', values)}"
