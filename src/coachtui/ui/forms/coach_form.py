"""The coach's own particulars."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.drafts import Problem
from coachtui.domain.people import CoachDraft
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms import finding
from coachtui.ui.forms.fields import DayField, FormField, TextField
from coachtui.ui.forms.find import FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading

TRAINING = "The first day of your coach training: only sessions from then on count in the coaching log."


class CoachForm(Form[str]):
    """Changes what is known about the owner of the practice; returns the coach's id."""

    FORM = "coach"
    TITLE_WORDS = "About you"

    def __init__(self, desk: Desk, coach_id: str, draft: CoachDraft):
        super().__init__(desk, coach_id)
        self._draft = draft

    def fields(self) -> Iterator[FormField]:
        draft, desk = self._draft, self.desk
        yield TextField("name", "name", draft.name)
        yield TextField("email", "e-mail", draft.email)
        yield FindField("time_zone", "time zone", finding.zones(desk.clock), value=draft.time_zone,
                        shown=draft.time_zone, hint="Your own clock, which Today follows.")  # fmt: skip
        yield DayField("training_started_on", "training began", desk.today(), draft.training_started_on, TRAINING)

    async def save(self, values: dict[str, str]) -> str:
        read = Reading(values, self.desk.today())
        draft = CoachDraft(
            read.text("name"), read.text("time_zone"), read.text("email"), read.day("training_started_on")
        )
        began = draft.training_started_on
        ahead = began is not None and began > self.desk.today()
        words = "That day lies ahead. Give the first day of your training, with its year."
        read.check(*draft.problems(), *([Problem("training_started_on", words)] if ahead else []))
        await self.store(lambda practice: writes.log.edit_coach(practice, draft))
        return self.record

    def said(self, result: str, values: dict[str, str]) -> str:
        return "Changed what is known about you"
