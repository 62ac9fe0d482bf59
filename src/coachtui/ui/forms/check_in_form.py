"""Recording a check-in: what moved, what comes next, and suggestions for the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coachtui.domain.alignment_drafts import CheckInDraft
from coachtui.domain.alignment_page import CheckInLine
from coachtui.domain.assessment import Relation
from coachtui.domain.cadence import SessionState
from coachtui.domain.drafts import Invalid, Problem, refuse
from coachtui.domain.words import day
from coachtui.store import writes
from coachtui.store.reads.underneath import Part
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.lines import NOTHING, LinesField, split
from coachtui.ui.forms.reading import Reading
from coachtui.ui.screens.frame import Frame

GIVERS = (("", "not told"), (Relation.SELF, "client"), (Relation.MANAGER, "manager"))


class CheckInForm(Form[str]):
    """A short one: three texts. A planned check-in is closed as held."""

    FORM = "check-in"
    PARTS = (Part("feedforward", "session_id"),)
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, meeting: CheckInLine, brought: CheckInDraft, today: date):
        super().__init__(desk, meeting.session_id)
        self._meeting = meeting
        self._brought = brought
        self._today = today

    def heading(self) -> str:
        return f"Record the check-in, {day(self._meeting.starts_local.date(), self._today)}"

    def fields(self) -> Iterator[FormField]:
        brought = self._brought
        yield LinesField("moved", "what moved", brought.moved)
        yield LinesField("next_step", "what comes next", brought.next_step)
        suggestions = "\n".join(" ".join(one.split()) for one in brought.feedforward)
        hint = "One to a line, about the future only; they come back in the brief."
        yield LinesField("feedforward", "feedforward", suggestions, hint)
        yield ChoiceField("given_by", "given by", GIVERS, hint="Of those that are new; others stay anonymous.")
        if self._planned:
            yield TextField("minutes", "minutes", str(self._meeting.minutes), "How long it took; it is held with that.")

    async def save(self, values: dict[str, str]) -> str:
        read = Reading(values, self._today)
        minutes = read.whole("minutes", self._meeting.minutes) if self._planned else None
        read.check()
        # A line that was not touched is the suggestion it was, whatever breaks that one holds.
        known = {" ".join(one.split()): one for one in self._brought.feedforward}
        draft = CheckInDraft(
            values["moved"].strip(),
            values["next_step"].strip(),
            tuple(known.get(line, line) for line in split(values["feedforward"])),
            Relation(values["given_by"]) if values["given_by"] else None,
            self._brought.began_with,
        )
        if draft == self._brought and minutes is None:
            refuse([Problem("", NOTHING)])
        try:
            await self.store(
                lambda practice: writes.alignment.record_check_in(practice, self._meeting.session_id, draft, minutes)
            )
        except Invalid as invalid:
            refuse(Problem(problem.field.partition(".")[0], problem.message) for problem in invalid.problems)
        return self._meeting.session_id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Recorded: check-in, {day(self._meeting.starts_local.date(), self._today)}"

    @property
    def _planned(self) -> bool:
        return self._meeting.state is SessionState.PLANNED
