"""A client is taken in step by step: who, what role, what span, which model, first ratings, first goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import EngagementState
from coachtui.domain.intake import IntakeDraft, suggested_goals
from coachtui.store import drafts, writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms import intake_summary
from coachtui.ui.forms.engagement_fields import EngagementFields
from coachtui.ui.forms.engagement_reading import Start, read_start
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.find import UNCHOSEN, FindField
from coachtui.ui.forms.intake_steps import STEPS, GoalField, Indicator, NextLine, RatingsField, StepField
from coachtui.ui.forms.model_form import Choice, ModelField, read_choice
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, WRONG, joined, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.sheet import Sheet

GOALS = 3
"""Goals that are proposed at most."""
LAST = len(STEPS) - 1
NOTHING_TO_RATE = "No model is chosen, so there is nothing to rate yet. On Intake, m chooses one later."
OWN_WORDS = "Put them into the client's own words; one that is emptied is left out."
NO_GAPS = "No gap was rated, so no goal is proposed. On Intake, n makes a goal from a gap whenever there is one."


FORM = "intake"
"""Under which name the draft is kept."""


class Opening(NamedTuple):
    """What the wizard begins with: what is usual for an engagement, the models, the step at which it was left."""

    start: Start
    choice: Choice
    step: str = STEPS[0].key


def read_opening(db: Connection, now: datetime) -> Opening:
    """Read what the wizard begins with. Raises NotFound for a practice without an owner."""
    kept = drafts.load(db, FORM, "") or {}
    return Opening(read_start(db, None, now), read_choice(db), kept.get("step", STEPS[0].key))


class IntakeWizard(EngagementFields[str]):
    """Takes a client in, and returns the engagement's id. Every step can be left and is found again as it was."""

    PLACE = Place.WIZARD
    BINDINGS = bindings(Place.WIZARD)
    FORM = FORM
    CSS_PATH = ["../styles/people.tcss", "../styles/assessment.tcss"]  # noqa: RUF012  (Textual's own class variable)

    def __init__(self, desk: Desk, opening: Opening):
        super().__init__(desk, opening.start)
        self._choice = opening.choice
        self._left_at = opening.step if opening.step in {step.key for step in STEPS} else STEPS[0].key
        self.at = 0
        """The step in sight, counted from 0."""
        self._told = ""
        self._in_full = True

    def compose(self) -> ComposeResult:
        # Told before anything is laid out, the size costs no second look at every field.
        for length, names in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class([name for least, name in names if length >= least][-1], update=False)
        with Vertical(classes="box") as box:
            box.border_title = "New engagement"
            yield StepField(self._left_at)
            yield Static(id="form-told")
            with VerticalScroll(can_focus=False):
                for step in STEPS:
                    with shown_if(step.key == self._left_at, Vertical(id=f"step-{step.key}", classes="step")):
                        yield from self._step(step.key)
            with Vertical(id="ahead"):
                yield NextLine()
            yield Footer()

    def _step(self, key: str) -> ComposeResult:
        if key == "people":
            yield from self.people_fields()
        elif key == "role":
            yield from self.role_fields()
            yield self.context_field()
        elif key == "span":
            yield from self.span_fields()
            yield from self.terms_fields()
            yield self.state_field()
        elif key == "model":
            yield ModelField("model_id", "model", self._choice, may_be_none=True)
        elif key == "ratings":
            yield RatingsField("ratings")
            yield Static(joined((NOTHING_TO_RATE, LABEL)), id="nothing-to-rate")
        elif key == "goals":
            yield Static(joined((OWN_WORDS, LABEL)), id="own-words")
            yield from (GoalField(number) for number in range(1, GOALS + 1))
            yield Static(joined((NO_GAPS, LABEL)), id="no-gaps")
        else:
            yield Sheet(id="summary")

    def fields(self) -> Iterator[FormField]:
        yield from self.query(FormField)

    def having(self) -> set[Need]:
        around = {Need.EARLIER_STEP: self.at > 0, Need.LATER_STEP: self.at < LAST}
        return {need for need, is_there in around.items() if is_there}

    async def on_mount(self) -> None:
        # Later: what was kept of an earlier try is given back first, the step among it.
        self.call_later(self._resume)

    def _resume(self) -> None:
        self.query_one(RatingsField).rate(self.query_one(ModelField).model)
        self._turn(self.query_one(StepField).at)

    # From step to step

    def _turn(self, at: int) -> None:
        """Show a step with what it takes from the ones before, and begin at its first field."""
        self.at = at
        self.query_one(StepField).turn(at)
        for index, step in enumerate(STEPS):
            container = self.query_one(f"#step-{step.key}")
            if container.display != (index == at):
                shown_if(index == at, container)
        self._prepare(STEPS[at].key)
        self.query_one(".box").border_subtitle = joined((f"step {at + 1} of {len(STEPS)}, {STEPS[at].title}", LABEL))
        self.query_one(NextLine).say(self._ahead(at))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._begin_step(at)
        self.refresh_bindings()

    def _begin_step(self, at: int) -> None:
        shown = [field for field in self._fields_of(at) if field.display]
        if shown:
            shown[0].take_focus()
        else:
            self.query_one(NextLine).focus()

    def _prepare(self, key: str) -> None:
        ratings, model = self.query_one(RatingsField), self.query_one(ModelField).model
        if key == "ratings":
            ratings.rate(model)
            shown_if(model is not None, ratings)
            shown_if(model is None, self.query_one("#nothing-to-rate"))
        if key in ("goals", "summary"):
            self._propose()
        if key == "summary":
            self._summarise()

    def _propose(self) -> None:
        """Propose goals for the widest gaps that were rated."""
        ratings, model = self.query_one(RatingsField), self.query_one(ModelField).model
        drafts = {one.competency_id: one for one in ratings.drafts}
        found = suggested_goals(model.competencies, drafts.values()) if model else []
        for index, field in enumerate(self.query(GoalField)):
            goal = found[index] if index < len(found) else None
            rated = drafts[goal.competency_id] if goal else None
            why = f"{goal.competency}, {rated.current} → {rated.target}" if goal and rated else ""
            field.propose(goal, why)
            shown_if(goal is not None, field)
        shown_if(not found, self.query_one("#no-gaps"))
        shown_if(bool(found), self.query_one("#own-words"))

    def _summarise(self) -> None:
        values = self.values
        draft = self.typed(values).draft
        names = {name: self.shown(name, values) for name in values if isinstance(self.field(name), FindField)}
        state, model = EngagementState(values["state"]), self.query_one(ModelField).model
        found = intake_summary.entries(draft, names, state, self._intake(), model, self.start.today)
        self.query_one("#summary", Sheet).set_entries(found)

    def _ahead(self, at: int) -> str:
        if at < LAST:
            return f"next: {STEPS[at + 1].title}"
        values = self.values
        name = self.shown("client_id", values)
        return f"begin with {name}" if values["state"] == EngagementState.ACTIVE else f"take {name} in, as a draft"

    def _fields_of(self, at: int) -> Sequence[FormField]:
        return list(self.query_one(f"#step-{STEPS[at].key}").query(FormField))

    @on(NextLine.Pressed)
    def _pressed_on(self, event: NextLine.Pressed) -> None:
        # A form saves here; the wizard goes on first.
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        """Go on to the next step once this one is right; on the last, take the client in."""
        if self.at == LAST:
            self._in_full = True
            super().action_save()
        else:
            self._leave_step()

    def action_begin_now(self) -> None:
        """Take the client in with what is there; ratings and goals wait."""
        self._in_full = False
        super().action_save()

    def action_back(self) -> None:
        """Go back to the step before."""
        if self.at:
            self._turn(self.at - 1)
            self._keep_soon()

    @on(Indicator.Pressed)
    def _pressed(self, event: Indicator.Pressed) -> None:
        if event.at < self.at:
            self._turn(event.at)
            self._keep_soon()

    async def action_start_over(self) -> None:
        self._left_at = STEPS[0].key
        await super().action_start_over()
        if not self._sure:
            self._resume()

    @work(exclusive=True, group="save")
    async def _leave_step(self) -> None:
        """Go on, unless something in this step is wrong, or unusual and not yet seen to be so."""
        fields = {field.field: field for field in self._fields_of(self.at)}
        values = self.values
        for field in fields.values():
            field.show(None)
        unchosen = [
            Problem(name, f"“{field.value[1:]}” is not chosen yet. {field.hint_to_choose}")
            for name, field in fields.items()
            if isinstance(field, FindField) and field.value.startswith(UNCHOSEN)
        ]
        wrong = [problem for problem in (*unchosen, *self.typed(values).problems) if problem.field in fields]
        if wrong:
            self._show(wrong)
            return
        try:
            unusual = [] if self.typed(values).problems else await self.warnings(values)
        except PracticeError as error:
            self._tell(plain(str(error), WRONG))
            return
        unseen = [one for one in unusual if one.field in fields and one.message not in self._accepted]
        if unseen:
            self._accepted |= {one.message for one in unseen}
            self._show(unseen, warning=True)
            self._tell(plain("Please look at what is marked; going on keeps it as it is.", NEEDS))
            return
        self._tell(None)
        self._turn(self.at + 1)
        self._keep_soon()

    def _show(self, problems: Sequence[Problem], *, warning: bool = False) -> None:
        named = {problem.field for problem in problems}
        at = next((at for at in range(len(STEPS)) if named & {one.field for one in self._fields_of(at)}), self.at)
        if at != self.at:
            self._turn(at)
        super()._show(problems, warning=warning)

    @on(FormField.Edited)
    def _follow_model(self, event: FormField.Edited) -> None:
        if isinstance(event.field, ModelField):
            self.query_one(RatingsField).rate(event.field.model)

    # Storing

    async def save(self, values: dict[str, str]) -> str:
        draft, newcomers = self.read(values)
        state = EngagementState(values["state"])
        intake, name = self._intake(), self.shown("client_id", values)
        self._told = f"Began with {name}" if state is EngagementState.ACTIVE else f"Took {name} in, as a draft"
        try:
            return await self.store(
                lambda practice: writes.assessment.take_in(practice, draft, newcomers, state, intake)
            )
        except Invalid as invalid:
            raise Invalid(self._at_fields(invalid.problems)) from None

    def said(self, result: str, values: dict[str, str]) -> str:
        return self._told

    def _intake(self) -> IntakeDraft:
        """Return what is taken in beside the engagement; in a hurry the model only."""
        model_id = self.query_one(ModelField).value
        model = self._choice.unstored(model_id) if model_id else None
        if not self._in_full:
            return IntakeDraft(model_id or None, model=model)
        typed = self.typed(self.values).draft
        goals = tuple(draft._replace(due_on=typed.ends_on) for field in self._goals() if (draft := field.draft))
        return IntakeDraft(model_id or None, self.query_one(RatingsField).drafts, goals, model)

    def _goals(self) -> list[GoalField]:
        return [field for field in self.query(GoalField) if field.draft]

    def _at_fields(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """Yield problems of ratings and goals at the fields of their steps."""
        goals = [field.field for field in self._goals()]
        for problem in problems:
            part, _, rest = problem.field.partition(".")
            if part == "goals":
                yield problem._replace(field=goals[int(rest.partition(".")[0]) - 1])
            else:
                yield problem._replace(field="ratings") if part == "ratings" else problem
