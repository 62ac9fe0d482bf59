"""Saving the shape of an engagement as a template, and changing one: all that goes in is in sight first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual import on

from coachtui.domain.assessment import Stage
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.template import Template, TemplateDraft, TemplateGoal, TemplateMeeting, rewritten, written
from coachtui.domain.words import number
from coachtui.store import writes
from coachtui.store.reads import assessment as reads
from coachtui.ui.desk import Desk
from coachtui.ui.forms import grants
from coachtui.ui.forms.engagement_fields import UNITS, ShortField
from coachtui.ui.forms.fields import ChoiceField, FormField, TextField
from coachtui.ui.forms.find import Find, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.grants import GrantsField
from coachtui.ui.forms.lines import LinesField
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.toggles import TogglesField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if

GOES_IN = (("yes", "goes in"),)
OTHERS = "No notes, no evidence, no progress and nobody's name go in; read the texts with other people in mind."


class GoalTextField(LinesField):
    """The text of a goal: its title, its measure and its written levels, all of them in sight."""

    most_lines = 14


class TemplateForm(Form[str]):
    """Saves the shape of an engagement as a template, or changes one; returns the template's id.

    `source` is the engagement that it is taken from, or "" when the template `template_id` is changed.
    """

    FORM = "template"
    CSS_PATH = "../styles/templates.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(
        self, desk: Desk, template: Template, today: date, *, source: str = "", client: str = "",
        people: Sequence[str] = (),
    ):  # fmt: skip
        super().__init__(desk, source or template.id)
        self._template = template
        self._draft = template.draft
        self._today = today
        self._source, self._client = source, client
        self._people = tuple(people)

    def heading(self) -> str:
        return f"The engagement with {self._client}, as a template" if self._source else "Edit the template"

    def fields(self) -> Iterator[FormField]:
        draft = self._draft
        yield TextField("name", "name", draft.name, OTHERS if self._source else "")
        yield ShortField("span_days", "length", str(draft.span_days), "days, the last one included")
        yield ShortField("allocation", "agreed", number(draft.allocation))
        yield ChoiceField("unit", "counted in", UNITS, draft.unit)
        yield ShortField("interval_weeks", "one every", str(draft.interval_weeks), "weeks")
        yield ShortField("session_minutes", "of", str(draft.session_minutes), "minutes")
        yield ShortField("notice_hours", "notice", str(draft.notice_hours), "hours before a session")
        model = "" if self._template.model_gone else draft.model_id or ""
        shown = self._template.model if model else ""
        yield FindField("model_id", "model", _models(self.desk), value=model, shown=shown, hint="Empty: none.")
        days = {meeting.stage: str(meeting.day + 1) for meeting in draft.meetings}
        for stage in Stage:
            hint = "on this day, 1 is the first; empty: none"
            yield ShortField(stage.value, f"three-way, {stage}", days.get(stage, ""), hint)
        for place, goal in enumerate(draft.goals, start=1):
            yield TogglesField(f"goal_{place}_in", f"goal {place}", GOES_IN, ("yes",))
            yield GoalTextField(f"goal_{place}", "", written(goal))
        yield LinesField("roles", "roles", draft.roles)
        yield LinesField("logistics", "logistics", draft.logistics)
        yield GrantsField("grants", "who may see what", draft.grants)

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self._fit)

    @on(FormField.Edited)
    def _fit(self) -> None:
        values = self.values
        for place in range(1, len(self._draft.goals) + 1):
            shown_if(values[f"goal_{place}_in"] == "yes", self.query_one(f"#field-goal-{place}"))

    def typed(self, values: dict[str, str]) -> TemplateDraft:
        """Return the template as typed. Raises Invalid with all that is wrong."""
        reading, before = Reading(values, self._today), self._draft
        minutes = {meeting.stage: meeting.minutes for meeting in before.meetings}
        days = {stage: reading.optional_whole(stage.value) for stage in Stage}
        draft = before._replace(
            name=reading.text("name"),
            span_days=reading.whole("span_days", before.span_days),
            allocation=reading.number("allocation", before.allocation),
            unit=AllocationUnit(values["unit"]),
            interval_weeks=reading.whole("interval_weeks", before.interval_weeks),
            session_minutes=reading.whole("session_minutes", before.session_minutes),
            notice_hours=reading.whole("notice_hours", before.notice_hours),
            model_id=reading.optional_id("model_id"),
            meetings=tuple(
                TemplateMeeting(stage, day - 1, minutes.get(stage, 60))
                for stage, day in days.items()
                if day is not None
            ),
            goals=tuple(goal for _, goal in self._goals(values)),
            roles=values["roles"].strip(),
            logistics=values["logistics"].strip(),
            grants=grants.read(values["grants"]),
        )
        reading.check(*self._at_fields(draft.problems(), values))
        return draft

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        return self._at_fields(self.typed(values).warnings(self._people), values)

    async def save(self, values: dict[str, str]) -> str:
        draft, source, record = self.typed(values), self._source, self._template.id
        try:
            if source:
                return await self.store(
                    lambda practice: writes.templates.save_from(practice, source, draft.name, draft)
                )
            await self.store(lambda practice: writes.templates.edit(practice, record, draft))
        except Invalid as invalid:
            raise Invalid(self._at_fields(invalid.problems, values)) from None
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Saved the template {values['name'].strip()}" if self._source else "Changed the template"

    def _goals(self, values: dict[str, str]) -> Iterator[tuple[int, TemplateGoal]]:
        """Yield the goals that go in, with their places in the form."""
        for place, goal in enumerate(self._draft.goals, start=1):
            found = rewritten(goal, values[f"goal_{place}"]) if values[f"goal_{place}_in"] == "yes" else None
            if found:
                yield place, found

    def _at_fields(self, problems: Sequence[Problem], values: dict[str, str]) -> list[Problem]:
        """Return the problems of goals and grants at the fields in which these are."""
        places = [place for place, _ in self._goals(values)]
        found = []
        for problem in problems:
            part, _, rest = problem.field.partition(".")
            if part == "goals" and rest:
                field = f"goal_{places[int(rest.partition('.')[0]) - 1]}"
                found.append(problem._replace(field=field))
            else:
                found.append(problem._replace(field="grants") if rest else problem)
        return found


def _models(desk: Desk) -> Find:
    """Return how a field finds competency models."""
    return lambda words: desk.gateway.read(reads.models, words, 50)
