"""Drawing up the agreement, and changing it: what is saved is a new version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachtui.domain.alignment_drafts import AgreementDraft
from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.drafts import Invalid, Problem, refuse
from coachtui.store import writes
from coachtui.store.reads.underneath import Part
from coachtui.ui.desk import Desk
from coachtui.ui.forms import grants
from coachtui.ui.forms.fields import DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.grants import GrantsField
from coachtui.ui.forms.lines import LinesField
from coachtui.ui.forms.reading import Reading
from coachtui.ui.screens.frame import Frame


class AgreementForm(Form[str]):
    """Who may see what, roles, logistics, notice, and the day; it begins with what stands."""

    FORM = "agreement"
    PARTS = (Part("agreement_version", "engagement_id"),)
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, page: AlignmentPage, draft: AgreementDraft, today: date):
        super().__init__(desk, page.engagement_id)
        self._page = page
        self._draft = draft
        self._today = today

    def heading(self) -> str:
        standing = self._page.agreement
        if standing is None:
            return "Draw up the agreement"
        return f"Change the agreement: version {standing.number + 1}"

    def fields(self) -> Iterator[FormField]:
        draft = self._draft
        yield GrantsField("grants", "who may see what", draft.grants)
        yield LinesField("roles", "roles", draft.roles)
        yield LinesField("logistics", "logistics", draft.logistics)
        yield TextField("notice_hours", "notice, hours", str(draft.notice_hours),
                        "Cancelling later than this uses a session.")  # fmt: skip
        yield DayField("drawn_up_on", "drawn up on", self._today, draft.drawn_up_on)

    async def save(self, values: dict[str, str]) -> str:
        read = Reading(values, self._today)
        notice, on = read.whole("notice_hours", self._draft.notice_hours), read.day("drawn_up_on")
        if on is None and not read.problems:
            read.problems.append(Problem("drawn_up_on", "The day is missing. Type it."))
        draft = AgreementDraft(
            on or self._today,
            values["roles"].strip(),
            values["logistics"].strip(),
            notice,
            grants.read(values["grants"]),
        )
        read.check(*draft.problems())
        standing = self._page.agreement
        if standing and draft == self._draft._replace(drawn_up_on=draft.drawn_up_on):
            refuse(
                [Problem("", f"Nothing differs from version {standing.number} yet. Change something, or close (esc).")]
            )
        try:
            return await self.store(
                lambda practice: writes.alignment.draw_up(practice, self._page.engagement_id, draft)
            )
        except Invalid as invalid:
            # A grant that is refused is told under the table.
            known = {field.field for field in self.query(FormField)}
            refuse(
                problem if problem.field in known else Problem("grants", problem.message)
                for problem in invalid.problems
            )
            raise

    def said(self, result: str, values: dict[str, str]) -> str:
        standing = self._page.agreement
        if standing is None:
            return "Drew up the agreement; c notes who consents"
        return f"Changed the agreement: version {standing.number + 1}, to be consented anew"
