"""A client is taken in step by step: who, what role, what span, which model, first ratings, first goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from coachtui.domain.drafts import Invalid, Problem
from coachtui.domain.engagement import EngagementState
from coachtui.domain.intake import IntakeDraft, suggested_goals
from coachtui.store import drafts, writes
from coachtui.store.driver import Connection
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.forms import intake_summary
from coachtui.ui.forms.engagement_fields import EngagementFields
from coachtui.ui.forms.engagement_reading import Start, read_start
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.find import FindField
from coachtui.ui.forms.intake_steps import STEPS, GoalField, RatingsField
from coachtui.ui.forms.model_form import Choice, ModelField, read_choice
from coachtui.ui.forms.steps import Stepping
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, joined
from coachtui.ui.widgets.sheet import Sheet

GOALS = 3
"""Goals that are proposed at most."""
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


class IntakeWizard(EngagementFields[str], Stepping[str]):  # in this order: styles follow the first base only
    """Takes a client in, and returns the engagement's id. Every step can be left and is found again as it was."""

    PLACE = Place.WIZARD
    BINDINGS = bindings(Place.WIZARD)
    FORM = FORM
    STEPS = STEPS
    TITLE_WORDS = "New engagement"
    CSS_PATH = ["../styles/people.tcss", "../styles/assessment.tcss"]  # noqa: RUF012  (Textual's own class variable)

    def __init__(self, desk: Desk, opening: Opening):
        super().__init__(desk, opening.start)
        self._choice = opening.choice
        self.begin_at(opening.step)
        self._told = ""
        self._in_full = True

    def step(self, key: str) -> ComposeResult:
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

    def resume(self) -> None:
        self.query_one(RatingsField).rate(self.query_one(ModelField).model)
        super().resume()

    def prepare(self, key: str) -> None:
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

    def ahead(self) -> str:
        values = self.values
        name = self.shown("client_id", values)
        return f"begin with {name}" if values["state"] == EngagementState.ACTIVE else f"take {name} in, as a draft"

    def action_save(self) -> None:
        self._in_full = True
        super().action_save()

    def action_begin_now(self) -> None:
        """Take the client in with what is there; ratings and goals wait."""
        self._in_full = False
        self.save_all()

    async def wrong(self, values: dict[str, str]) -> Sequence[Problem]:
        return self.typed(values).problems

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
