"""What a side expects, measures success by, or promises in support."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.alignment_drafts import ExpectationDraft
from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.people import Party
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField, LongField
from coachtui.ui.forms.form import Form
from coachtui.ui.widgets.alignment_rows import Target
from coachtui.ui.widgets.alignment_words import called

KINDS = (
    (ExpectationKind.EXPECTATION, "expectation"),
    (ExpectationKind.SUCCESS_MEASURE, "measure of success"),
    (ExpectationKind.SUPPORT, "support"),
)


class ExpectationForm(Form[str]):
    """Who says it, what kind it is, and the words; opened on one that is there, it changes that one."""

    FORM = "expectation"

    def __init__(self, desk: Desk, page: AlignmentPage, target: Target):
        self._one = target.expectation
        super().__init__(desk, self._one.id if self._one else page.engagement_id)
        self._page = page
        self._target = target

    def heading(self) -> str:
        return "Change what a side says" if self._one else "Note what a side says"

    def fields(self) -> Iterator[FormField]:
        one = self._one
        kind = self._target.kind or ExpectationKind.EXPECTATION
        parties = [(party, called(party, self._page)) for party in self._parties()]
        # The words first: who and what are known from where the cursor stood.
        yield LongField("body", "words", one.body if one else "", "As they were said; enter begins another line.")
        yield ChoiceField("party", "who", parties, self._target.party)
        yield ChoiceField("kind", "what", KINDS, kind)

    async def save(self, values: dict[str, str]) -> str:
        one = self._one
        draft = ExpectationDraft(
            self._page.engagement_id,
            Party(values["party"]),
            ExpectationKind(values["kind"]),
            values["body"].strip(),
            one.session_id if one else None,
        )
        if one is None:
            return await self.store(lambda practice: writes.alignment.expect(practice, draft))
        await self.store(lambda practice: writes.alignment.edit_expectation(practice, one.id, draft))
        return one.id

    def said(self, result: str, values: dict[str, str]) -> str:
        done = "Changed" if self._one else "Noted"
        return f"{done}: {called(Party(values['party']), self._page)}, {values['body'].strip()[:60]}"

    def _parties(self) -> list[Party]:
        """Return who can say something: client and manager, and who else takes part."""
        return [party for party in Party if party in (*self._page.parties, Party.MANAGER, self._target.party)]
