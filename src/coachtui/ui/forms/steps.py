"""A form in steps: one of them in sight at a time, each checked when it is left, and the last one saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from coachtui.domain.drafts import Problem
from coachtui.store.errors import PracticeError
from coachtui.ui.commands import Need
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.find import UNCHOSEN, FindField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.intake_steps import Indicator, NextLine, Step, StepField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, WRONG, joined, plain
from coachtui.ui.widgets.footer import Footer

T = TypeVar("T")


class Stepping(Form[T]):
    """A subclass names its `STEPS`, yields the fields of each `step`, and says what is `wrong` in what was typed.

    Every step can be left, and the form is found again at the step where it was left.
    """

    STEPS: ClassVar[Sequence[Step]]
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    _left_at = ""
    _step_field: StepField | None = None

    def begin_at(self, key: str) -> None:
        """Open at the step with this key, or at the first if there is none such."""
        self._left_at = key if key in {step.key for step in self.STEPS} else self.STEPS[0].key

    def step(self, key: str) -> ComposeResult:
        """Yield what a step shows."""
        raise NotImplementedError

    def prepare(self, key: str) -> None:
        """Fit a step to those before it, just before it is shown."""

    def ahead(self) -> str:
        """Return what the line under the last step does."""
        raise NotImplementedError

    async def wrong(self, values: dict[str, str]) -> Sequence[Problem]:
        """Return what is wrong in all that was typed so far. Raises PracticeError."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        # Told before anything is laid out, the size costs no second look at every field.
        for length, names in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class([name for least, name in names if length >= least][-1], update=False)
        with Vertical(classes="box") as box:
            box.border_title = plain(self.heading())
            self._step_field = StepField(self._left_at, self.STEPS)
            yield self._step_field
            yield Static(id="form-told")
            with VerticalScroll(can_focus=False):
                for step in self.STEPS:
                    with shown_if(step.key == self._left_at, Vertical(id=f"step-{step.key}", classes="step")):
                        yield from self.step(step.key)
            with Vertical(id="ahead"):
                yield NextLine()
            yield Footer()

    def fields(self) -> Iterator[FormField]:
        yield from self.query(FormField)

    def having(self) -> set[Need]:
        around = {Need.EARLIER_STEP: self.at > 0, Need.LATER_STEP: not self.at_last}
        return {need for need, is_there in around.items() if is_there}

    @property
    def at(self) -> int:
        """The step in sight, counted from 0."""
        return self._step_field.at if self._step_field else 0

    @property
    def at_last(self) -> bool:
        """Whether the last step is in sight."""
        return self.at == len(self.STEPS) - 1

    async def on_mount(self) -> None:
        # Later: what was kept of an earlier try is given back first, the step among it.
        self.call_later(self.resume)

    def resume(self) -> None:
        """Show the step at which the form was left."""
        self.turn(self.at)

    def turn(self, at: int) -> None:
        """Show a step with what it takes from the ones before, and begin at its first field."""
        assert self._step_field
        self._step_field.turn(at)
        for index, step in enumerate(self.STEPS):
            container = self.query_one(f"#step-{step.key}")
            if container.display != (index == at):
                shown_if(index == at, container)
        self.prepare(self.STEPS[at].key)
        told = f"step {at + 1} of {len(self.STEPS)}, {self.STEPS[at].title}"
        self.query_one(".box").border_subtitle = joined((told, LABEL))
        ahead = self.ahead() if self.at_last else f"next: {self.STEPS[at + 1].title}"
        self.query_one(NextLine).say(ahead)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._begin_step(at)
        self.refresh_bindings()

    def _begin_step(self, at: int) -> None:
        shown = [field for field in self.fields_of(at) if field.display]
        if shown:
            shown[0].take_focus()
        else:
            self.query_one(NextLine).focus()

    def fields_of(self, at: int) -> Sequence[FormField]:
        """Return the fields of a step."""
        return list(self.query_one(f"#step-{self.STEPS[at].key}").query(FormField))

    @on(NextLine.Pressed)
    def _pressed_on(self, event: NextLine.Pressed) -> None:
        # A form saves here; one in steps goes on first.
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        """Go on to the next step once this one is right; save on the last."""
        if self.at_last:
            self.save_all()
        else:
            self._leave_step()

    def save_all(self) -> None:
        """Save all steps, whichever is in sight."""
        super().action_save()

    def action_back(self) -> None:
        """Go back to the step before."""
        if self.at:
            self._go_back(self.at - 1)

    @on(Indicator.Pressed)
    def _pressed(self, event: Indicator.Pressed) -> None:
        if event.at < self.at:
            self._go_back(event.at)

    def _go_back(self, at: int) -> None:
        self.turn(at)
        self._keep_soon()

    async def action_start_over(self) -> None:
        self._left_at = self.STEPS[0].key
        await super().action_start_over()
        if not self._sure:
            self.resume()

    @work(exclusive=True, group="save")
    async def _leave_step(self) -> None:
        """Go on, unless something in this step is wrong, or unusual and not yet seen to be so."""
        values, fields = self.values, {field.field: field for field in self.fields_of(self.at)}
        for field in fields.values():
            field.show(None)
        unchosen = [
            Problem(name, f"“{field.value[1:]}” is not chosen yet. {field.hint_to_choose}")
            for name, field in fields.items()
            if isinstance(field, FindField) and field.value.startswith(UNCHOSEN)
        ]
        try:
            wrong = [*unchosen, *await self.wrong(values)]
            here = [problem for problem in wrong if problem.field in fields]
            unusual = [] if wrong else await self.warnings(values)
        except PracticeError as error:
            self._tell(plain(str(error), WRONG))
            return
        if here:
            self._show(here)
            return
        unseen = [one for one in unusual if one.field in fields and one.message not in self._accepted]
        if unseen:
            self._accepted |= {one.message for one in unseen}
            self._show(unseen, warning=True)
            self._tell(plain("Please look at what is marked; going on keeps it as it is.", NEEDS))
            return
        self._tell(None)
        self.turn(self.at + 1)
        self._keep_soon()

    def _show(self, problems: Sequence[Problem], *, warning: bool = False) -> None:
        named = {problem.field for problem in problems}
        steps = range(len(self.STEPS))
        at = next((at for at in steps if named & {one.field for one in self.fields_of(at)}), self.at)
        if at != self.at:
            self.turn(at)
        super()._show(problems, warning=warning)
