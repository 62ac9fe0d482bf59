"""The engagements of a cohort are started from a template: terms, members, then all of it in sight, as one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult

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
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms import cohort_reading, cohort_summary, finding
from coachtui.ui.forms.engagement_fields import BEGINNINGS, ShortField
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField
from coachtui.ui.forms.find import NEW, UNCHOSEN, FindField
from coachtui.ui.forms.intake_steps import Step
from coachtui.ui.forms.lines import split
from coachtui.ui.forms.members import AddField, AddInput, MemberRead, MembersField, read_members
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.session_fields import MomentField
from coachtui.ui.forms.steps import Stepping
from coachtui.ui.showing import shown_if
from coachtui.ui.text import WRONG, plain
from coachtui.ui.widgets.sheet import Sheet

FORM = "cohort"
STEPS = (
    Step("terms", "terms", "programme and start"),
    Step("members", "members", "who takes part"),
    Step("summary", "all of it", "what will be made"),
)
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


class CohortForm(Stepping[list[str]]):
    """Starts an engagement for each member, and returns their ids. Every step can be left and is found as it was."""

    PLACE = Place.COHORT
    BINDINGS = bindings(Place.COHORT)
    FORM = FORM
    STEPS = STEPS
    CSS_PATH = "../styles/templates.tcss"

    def __init__(self, desk: Desk, opening: Opening):
        super().__init__(desk, opening.template.id)
        self.opening = opening
        self.template = opening.template
        self.begin_at(opening.step)
        self._read: list[MemberRead] = []

    def heading(self) -> str:
        return f"From the template {self.template.draft.name}"

    def step(self, key: str) -> ComposeResult:
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
        yield MomentField("first_on", "the first on", today)
        yield ShortField("first_at", "at", "9:00", "on each client's clock")
        yield ChoiceField("state", "then", BEGINNINGS)

    def resume(self) -> None:
        self._fit()
        # What the summary shows is read when the step before it is left.
        self.turn(min(self.at, len(STEPS) - 2))

    def prepare(self, key: str) -> None:
        if key == "members":
            self.query_one(MembersField).look(anew=True)
        elif key == "summary":
            self._summarise(self.values)

    def ahead(self) -> str:
        return f"start {plural(len(self._rows()), 'engagement')}"

    async def wrong(self, values: dict[str, str]) -> Sequence[Problem]:
        self._read = list(await self._recognise(self._rows()))
        try:
            self.typed(values)
        except Invalid as invalid:
            return self._at_fields(invalid.problems)
        return ()

    def _summarise(self, values: dict[str, str]) -> None:
        draft, _ = self.typed(values)
        names = {name: self._shown(name, values) for name in ("programme_id", "organisation_id")}
        found = cohort_summary.entries(self.template.draft, draft, self._read, names, self.opening.today)
        self.query_one("#summary", Sheet).set_entries(found)

    # Following

    @on(FormField.Edited)
    def _fit(self) -> None:
        planned = self._value("sessions") == "now"
        for name in ("first_on", "first_at"):
            shown_if(planned, self.query_one(f"#field-{name.replace('_', '-')}"))

    @on(FormField.Edited)
    def _take_time(self, event: FormField.Edited) -> None:
        """Put a time that was typed with the day where times stand."""
        if isinstance(event.field, MomentField) and event.field.time:
            self.query_one("#field-first-at", ShortField).give_back(event.field.time)

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
        first_on, now = reading.moment("first_on"), values["sessions"] == "now"
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
