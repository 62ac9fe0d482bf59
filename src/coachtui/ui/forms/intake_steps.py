"""What the wizard has beside the fields of an engagement: the step indicator, the first ratings, suggested goals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coachtui.domain.assessment import RatingDraft
from coachtui.domain.competency_model import Model, ModelCompetency
from coachtui.domain.goals import GoalDraft
from coachtui.domain.intake import SuggestedGoal
from coachtui.ui import marks
from coachtui.ui.forms.fields import FormField, FormText, LongField
from coachtui.ui.forms.form import SaveLine
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, joined
from coachtui.ui.widgets import levels
from coachtui.ui.widgets.oneline import OneLine, Part
from coachtui.ui.widgets.ratings import Marks, RatedRow, Ratings
from coachtui.ui.widgets.rows import Rows


class Step(NamedTuple):
    """One step: its key, its name in the indicator, and what it is about."""

    key: str
    name: str
    title: str


STEPS = (
    Step("people", "people", "client and people"),
    Step("role", "role", "role and context"),
    Step("span", "span", "span and terms"),
    Step("model", "model", "competency model"),
    Step("ratings", "ratings", "first ratings"),
    Step("goals", "goals", "goals from the largest gaps"),
    Step("summary", "summary", "all of it"),
)


class Indicator(OneLine):
    """The steps in one line: done, here, still to come; a click goes back to one that is done."""

    @dataclass
    class Pressed(Message):
        """A step was clicked."""

        at: int

    def __init__(self, at: int, steps: Sequence[Step] = STEPS) -> None:
        super().__init__(classes="control")
        self.at = at
        self.steps = steps

    def parts(self, width: int) -> Sequence[Part]:
        found: list[Part] = []
        for index, step in enumerate(self.steps):
            if index < self.at:
                drawn = joined((f"{marks.FINE} ", RIGHT), (step.name, LABEL))
            elif index == self.at:
                drawn = joined((f"{marks.HELD} ", DATA), (step.name, STRONG))
            else:
                drawn = joined((f"{marks.PLANNED} {step.name}", LABEL))
            found.append(Part(joined("   " if index else "", drawn), self.Pressed(index)))
        return found


class StepField(FormField):
    """Which step the coach is on; a field, so that the draft keeps it."""

    def __init__(self, key: str, steps: Sequence[Step] = STEPS):
        super().__init__("step", "", key)
        self.steps = steps

    def compose(self) -> ComposeResult:
        yield Indicator(self._place(self._first), self.steps)
        yield Static(classes="under")

    @property
    def at(self) -> int:
        """The step, counted from 0."""
        return self.query_one(Indicator).at

    @property
    def value(self) -> str:
        return self.steps[self.at].key

    def give_back(self, kept: str) -> None:
        self.turn(self._place(kept))

    def turn(self, at: int) -> None:
        """Show another step as the present one."""
        indicator = self.query_one(Indicator)
        indicator.at = at
        indicator.refresh()

    def take_focus(self) -> None:
        """Leave the focus to the fields of the step."""

    def _place(self, key: str) -> int:
        """Return where a step stands; the first one for a key that is none."""
        return next((index for index, step in enumerate(self.steps) if step.key == key), 0)


class NextLine(SaveLine, inherit_bindings=False):
    """The last stop of each step; it says what comes, so the footer need not."""

    BINDINGS = [Binding("enter,space", "press", show=False)]  # noqa: RUF012  (Textual's own class variable)
    words = "next"

    def render(self) -> Content:
        return joined(self.words)

    def say(self, words: str) -> None:
        """Say what comes."""
        self.words = words
        self.refresh(layout=True)


class RatingsField(FormField):
    """The competencies of a model with their first levels, set by digits and arrows. `value` is JSON by competency."""

    def __init__(self, name: str):
        super().__init__(name, "")
        self._set: dict[str, Marks] = {}
        self._model: Model | None = None

    def compose(self) -> ComposeResult:
        yield Static(classes="digits")
        yield Ratings(always=True, classes="control")
        yield Static(classes="under")

    @property
    def value(self) -> str:
        known = {one.id for one in self._model.competencies} if self._model else set()
        return json.dumps({key: list(found) for key, found in self._set.items() if key in known})

    @property
    def kept(self) -> str:
        return json.dumps({key: list(found) for key, found in self._set.items()})

    def give_back(self, kept: str) -> None:
        self._set = {key: Marks(*found) for key, found in json.loads(kept).items()}
        self.rate(self._model)

    @property
    def drafts(self) -> tuple[RatingDraft, ...]:
        """What was rated of the model in hand."""
        known = self._model.competencies if self._model else ()
        return tuple(RatingDraft(one.id, *self._set[one.id]) for one in known if one.id in self._set)

    def rate(self, model: Model | None) -> None:
        """Show the competencies of a model; what was set of another one is kept for when it comes back."""
        self._model = model
        found = model.competencies if model else ()
        self.query_one(Ratings).show([RatedRow(one.id, one.name, self._set.get(one.id, Marks())) for one in found])
        self._tell_reading()

    @on(Ratings.Rated)
    def _rated(self, event: Ratings.Rated) -> None:
        event.stop()
        self._set[event.key] = event.marks
        self._tell_reading()
        self.post_message(self.Edited(self))

    @on(Rows.Moved)
    @on(Ratings.Turned)
    def _moved(self, event: Rows.Moved | Ratings.Turned) -> None:
        event.stop()
        self._tell_reading()

    @on(Ratings.Done)
    def _done(self, event: Ratings.Done) -> None:
        event.stop()
        self.post_message(self.Done(self))

    @on(Ratings.Refused)
    def _refused(self, event: Ratings.Refused) -> None:
        event.stop()
        self._tell(joined((event.reason, NEEDS)))

    def on_key(self, event: events.Key) -> None:
        # `esc` leaves the field for the line that goes on, as in every field of a form.
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.screen.query_one("SaveLine").focus()

    def show(self, problem: str | None, *, warning: bool = False) -> None:
        if problem:
            super().show(problem, warning=warning)
        else:
            self.remove_class("-problem")

    def _tell_reading(self) -> None:
        ratings = self.query_one(Ratings)
        self.query_one(".digits", Static).update(ratings.told() or joined(("tab comes back to the ratings", LABEL)))
        one = self._competency(ratings.key)
        if one is not None and ratings.marks is not None:
            self._tell(levels.reading(one.levels, ratings.marks, ratings.setting))

    def _competency(self, key: str | None) -> ModelCompetency | None:
        known = self._model.competencies if self._model else ()
        return next((one for one in known if one.id == key), None)


class GoalText(FormText):
    """The control of a proposed goal: two lines of one sentence, in which `enter` goes on."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.screen.focus_next()


class GoalField(LongField):
    """A goal proposed from a gap, to be put into the client's own words; emptied, it is left out."""

    def __init__(self, number: int):
        super().__init__(f"goal_{number}", f"goal {number}")
        self._goal: SuggestedGoal | None = None
        self._for = ""

    def control(self) -> Widget:
        return GoalText(self._first, classes="control", soft_wrap=True, tab_behavior="focus", compact=False)

    @property
    def kept(self) -> str:
        return f"{self._for}\t{self.value}"

    def give_back(self, kept: str) -> None:
        self._for, _, words = kept.partition("\t")
        super().give_back(words)

    def propose(self, goal: SuggestedGoal | None, why: str = "") -> None:
        """Propose another goal; what the coach made of the one for the same competency stays."""
        self._goal = goal
        if goal is not None and goal.competency_id != self._for:
            self._for = goal.competency_id
            super().give_back(goal.title)
        self.advise(why)

    @property
    def draft(self) -> GoalDraft | None:
        """The goal as it stands, or None where it is left out."""
        words = " ".join(self.value.split())
        return self._goal.draft()._replace(title=words) if self._goal and words else None
