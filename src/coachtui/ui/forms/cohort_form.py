"""The engagements of a cohort are started from a template: terms, members, then all of it in sight, as one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from coachtui.domain.cohort import CohortDraft, Rhythm, member_line
from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import CoachingForm, EngagementState
from coachtui.domain.rules import DEFAULT
from coachtui.domain.template import Template
from coachtui.domain.words import plural
from coachtui.store import drafts, writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.reads import people as people_reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms import cohort_reading, cohort_summary, finding
from coachtui.ui.forms.engagement_fields import BEGINNINGS, ShortField
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField
from coachtui.ui.forms.find import NEW, UNCHOSEN, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.intake_steps import Indicator, NextLine, Step, StepField
from coachtui.ui.forms.lines import split
from coachtui.ui.forms.members import AddField, AddInput, MemberRead, MembersField, read_members
from coachtui.ui.forms.reading import Reading
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, WRONG, joined, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.sheet import Sheet

FORM = "cohort"
STEPS = (
    Step("terms", "terms", "programme and start"),
    Step("members", "members", "who takes part"),
    Step("summary", "all of it", "what will be made"),
)
LAST = len(STEPS) - 1
PLANNING = (("later", "plan them later"), ("now", "plan all of them now"))
ELSEWHERE = "new"
"""Stands for an organisation that nobody belongs to yet."""


class Opening(NamedTuple):
    """What the form begins with: the template, the owner, whether there are other coaches, and today."""

    template: Template
    owner_id: str
    owner: str
    several_coaches: bool
    today: date
    step: str = STEPS[0].key


def read_opening(db: Connection, template: Template, today: date) -> Opening:
    """Read what the form begins with. Raises NotFound for a practice without an owner."""
    owner, kept = people_reads.owner(db), drafts.load(db, FORM, template.id) or {}
    several = len(people_reads.coaches(db, limit=2)) > 1
    return Opening(template, owner.id, owner.name, several, today, kept.get("step", STEPS[0].key))


class CohortForm(Form[list[str]]):
    """Starts an engagement for each member, and returns their ids. Every step can be left and is found as it was."""

    PLACE = Place.COHORT
    BINDINGS = bindings(Place.COHORT)
    FORM = FORM
    CSS_PATH = "../styles/templates.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, opening: Opening):
        super().__init__(desk, opening.template.id)
        self.opening = opening
        self.template = opening.template
        self._left_at = opening.step if opening.step in {step.key for step in STEPS} else STEPS[0].key
        self._read: list[MemberRead] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = joined(("From the template ", ""), (self.template.draft.name, ""))
            yield StepField(self._left_at, STEPS)
            yield Static(id="form-told")
            with VerticalScroll(can_focus=False):
                for step in STEPS:
                    with shown_if(step.key == self._left_at, Vertical(id=f"step-{step.key}", classes="step")):
                        yield from self._step(step.key)
            with Vertical(id="ahead"):
                yield NextLine()
            yield Footer()

    def _step(self, key: str) -> ComposeResult:
        if key == "terms":
            yield from self._terms()
        elif key == "members":
            yield AddField("add", "add", finding.people(self.desk), new="somebody new")
            yield MembersField("members", "members", self._recognise)
        else:
            yield Sheet(id="summary")

    def _terms(self) -> Iterator[FormField]:
        desk, today = self.desk, self.opening.today
        yield FindField("programme_id", "programme", finding.programmes(desk), new="a new programme",
                        hint="May stay empty; it keeps a cohort together in the figures.")  # fmt: skip
        yield FindField("organisation_id", "organisation", finding.organisations(desk), new="a new organisation",
                        hint="Empty: each person's own.")  # fmt: skip
        if self.opening.several_coaches:
            yield FindField("coach_id", "coach", finding.coaches(desk), value=self.opening.owner_id,
                            shown=self.opening.owner)  # fmt: skip
        if self.template.draft.form is CoachingForm.GROUP:
            yield ShortField("group_size", "groups of", "", "people")
        yield DayField("starts_on", "first day", today, today)
        yield ShortField("three_ways_at", "three-ways at", f"{DEFAULT.usual_hour}:00", "on each client's clock")
        yield ChoiceField("sessions", "coaching sessions", PLANNING)
        yield DayField("first_on", "the first on", today)
        yield ShortField("first_at", "at", "9:00", "on each client's clock")
        yield ChoiceField("state", "then", BEGINNINGS)

    def fields(self) -> Iterator[FormField]:
        yield from self.query(FormField)

    def having(self) -> set[Need]:
        steps = self.query(StepField)
        return {Need.EARLIER_STEP} if steps and steps.first().at else set()

    @property
    def at(self) -> int:
        """The step in sight, counted from 0."""
        return self.query_one(StepField).at

    async def on_mount(self) -> None:
        # Later: what was kept of an earlier try is given back first, the step among it.
        self.call_later(self._resume)

    def _resume(self) -> None:
        self._fit()
        self._turn(min(self.at, LAST - 1))

    # From step to step

    def _turn(self, at: int) -> None:
        """Show a step and begin at its first field."""
        self.query_one(StepField).turn(at)
        for index, step in enumerate(STEPS):
            shown_if(index == at, self.query_one(f"#step-{step.key}"))
        if STEPS[at].key == "members":
            self.query_one(MembersField).look(anew=True)
        self.query_one(".box").border_subtitle = joined((f"step {at + 1} of {len(STEPS)}, {STEPS[at].title}", LABEL))
        ahead = f"next: {STEPS[at + 1].title}" if at < LAST else f"start {plural(len(self._rows()), 'engagement')}"
        self.query_one(NextLine).say(ahead)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        shown = [field for field in self._fields_of(at) if field.display]
        if shown:
            shown[0].take_focus()
        else:
            self.query_one(NextLine).focus()
        self.refresh_bindings()

    @on(NextLine.Pressed)
    def action_save(self) -> None:
        """Go on to the next step once this one is right; on the last, start them all."""
        if self.at == LAST:
            super().action_save()
        else:
            self._leave_step()

    def action_back(self) -> None:
        """Go back to the step before."""
        if self.at:
            self._turn(self.at - 1)
            self._keep_soon()

    @on(Indicator.Pressed)
    def _pressed(self, event: Indicator.Pressed) -> None:
        if event.at < self.at:
            self._turn(event.at)

    async def action_start_over(self) -> None:
        self._left_at = STEPS[0].key
        await super().action_start_over()
        if not self._sure:
            self._resume()

    @work(exclusive=True, group="save")
    async def _leave_step(self) -> None:
        """Go on, unless something in this step is wrong, or unusual and not yet seen to be so."""
        at, values = self.at, self.values
        fields = {field.field: field for field in self._fields_of(at)}
        for field in fields.values():
            field.show(None)
        wrong = [
            Problem(name, f"“{field.value[1:]}” is not chosen yet. {field.hint_to_choose}")
            for name, field in fields.items()
            if isinstance(field, FindField) and field.value.startswith(UNCHOSEN)
        ]
        try:
            self._read = list(await self._recognise(self._rows()))
            self.typed(values)
        except Invalid as invalid:
            wrong += [problem for problem in self._at_fields(invalid.problems) if problem.field in fields]
        except PracticeError as error:
            self._tell(plain(str(error), WRONG))
            return
        if wrong:
            self._show(wrong)
            return
        unseen = [one for one in await self.warnings(values) if at and one.message not in self._accepted]
        if unseen:
            self._accepted |= {one.message for one in unseen}
            self._show(unseen, warning=True)
            self._tell(plain("Please look at what is marked; going on keeps it as it is.", NEEDS))
            return
        self._tell(None)
        if at + 1 == LAST:
            self._summarise(values)
        self._turn(at + 1)
        self._keep_soon()

    def _summarise(self, values: dict[str, str]) -> None:
        draft, _ = self.typed(values)
        names = {name: self._shown(name, values) for name in ("programme_id", "organisation_id")}
        found = cohort_summary.entries(self.template.draft, draft, self._read, names, self.opening.today)
        self.query_one("#summary", Sheet).set_entries(found)

    def _show(self, problems: Sequence[Problem], *, warning: bool = False) -> None:
        named = {problem.field for problem in problems}
        at = next((at for at in range(len(STEPS)) if named & {one.field for one in self._fields_of(at)}), self.at)
        if at != self.at:
            self._turn(at)
        super()._show(problems, warning=warning)

    def _fields_of(self, at: int) -> Sequence[FormField]:
        return list(self.query_one(f"#step-{STEPS[at].key}").query(FormField))

    # Following

    @on(FormField.Edited)
    def _fit(self) -> None:
        planned = self._value("sessions") == "now"
        for name in ("first_on", "first_at"):
            shown_if(planned, self.query_one(f"#field-{name.replace('_', '-')}"))

    @on(AddField.Added)
    @work(exclusive=True, group="add")
    async def _added(self, event: AddField.Added) -> None:
        line = member_line(event.name)
        if event.person_id:
            try:
                person = await self.desk.gateway.read(people_reads.person_draft, event.person_id)
            except PracticeError as error:
                self._tell(plain(str(error), WRONG))
                return
            line = member_line(person.name, person.email, person.role_title)
        self.query_one(MembersField).add(line)

    @on(AddInput.Pasted)
    def _pasted(self, event: AddInput.Pasted) -> None:
        self.query_one(MembersField).add(*split(event.text))

    async def _recognise(self, lines: Sequence[str]) -> Sequence[MemberRead]:
        organisation, programme = self._value("organisation_id"), self._value("programme_id")
        organisation_id = ELSEWHERE if organisation.startswith(NEW) else organisation or None
        programme_id = None if programme.startswith((NEW, UNCHOSEN)) else programme or None
        return await self.desk.gateway.read(read_members, tuple(lines), organisation_id, programme_id)

    # Reading and storing

    def typed(self, values: dict[str, str]) -> tuple[CohortDraft, int]:
        """Return the cohort as typed, with how many take part. Raises Invalid with all that is wrong."""
        reading, template = Reading(values, self.opening.today), self.template.draft
        starts_on = reading.day("starts_on")
        if starts_on is None:
            reading.problems.append(Problem("starts_on", "The first day is missing. Type it."))
        starts_on = starts_on or self.opening.today
        first_on, now = reading.day("first_on"), values["sessions"] == "now"
        first_at = reading.time("first_at", time(9))
        day = first_on or starts_on + timedelta(days=7)
        newcomers, members = cohort_reading.members(self._rows(), values["organisation_id"])
        draft = CohortDraft(
            values.get("coach_id") or self.opening.owner_id,
            starts_on,
            tuple(members),
            cohort_reading.key(values["programme_id"]),
            cohort_reading.key(values["organisation_id"]),
            newcomers | cohort_reading.named(values, starts_on),
            EngagementState(values["state"]),
            reading.time("three_ways_at", time(DEFAULT.usual_hour)),
            Rhythm((day - starts_on).days, first_at) if now else None,
            reading.optional_whole("group_size") if template.form is CoachingForm.GROUP else None,
        )
        at_first = self.at == 0
        found = [one for one in self._at_fields(draft.problems(template)) if not (at_first and one.field == "members")]
        reading.check(*found)
        return draft, len(members)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        told = [
            f"{one.clients[0].name} runs {one.running.name} in this programme already"
            for one in self._read
            if one.running
        ]
        return [Problem("members", f"{'; '.join(told)}. Go on for a second one, or take them out.")] if told else []

    async def save(self, values: dict[str, str]) -> list[str]:
        draft, _ = self.typed(values)
        draft = draft._replace(again=bool(await self.warnings(values)))
        template_id = self.template.id
        try:
            return await self.store(lambda practice: writes.templates.start_cohort(practice, template_id, draft))
        except Invalid as invalid:
            raise Invalid(self._at_fields(invalid.problems)) from None

    def said(self, result: list[str], values: dict[str, str]) -> str:
        return f"Started {plural(len(result), 'engagement')} from {self.template.draft.name}"

    def _at_fields(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return the problems of members at the list of them, each with its row."""
        found = []
        for problem in problems:
            part, _, rest = problem.field.partition(".")
            if part == "members" and rest:
                rows, number = self._rows(), int(rest.partition(".")[0])
                row = rows[number - 1] if number <= len(rows) else ""
                told = f"{number}. {row[:30]}: {problem.message}"
                found.append(Problem("members", told))
            else:
                found.append(problem._replace(field="first_on") if problem.field == "first_day" else problem)
        return found

    def _rows(self) -> list[str]:
        return split(self._value("members"))

    def _value(self, name: str) -> str:
        return next(field.value for field in self.query(FormField) if field.field == name)

    def _shown(self, name: str, values: dict[str, str]) -> str:
        field = next(field for field in self.query(FormField) if field.field == name)
        return values[name].removeprefix(NEW) if values[name].startswith(NEW) else field.kept.partition("\t")[2].strip()
