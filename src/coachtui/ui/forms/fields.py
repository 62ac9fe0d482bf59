"""The fields of forms: a label, a control, and what is wrong or understood in words under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from coachtui.domain.dates import read_day
from coachtui.domain.words import distance, exact
from coachtui.ui.forms.choice import Choice
from coachtui.ui.text import LABEL, NEEDS, WRONG, plain, symbols
from coachtui.ui.widgets.field import Field

YES_NO = (("yes", "yes"), ("no", "no"))


class FormField(Vertical):
    """One field. `value` is what the form saves; `kept` and `give_back` are what its draft holds."""

    @dataclass
    class Edited(Message):
        """Something was typed or chosen."""

        field: FormField

    @dataclass
    class Done(Message):
        """`enter` was pressed in the field: the next one is wanted."""

        field: FormField

    def __init__(self, name: str, label: str, value: str = "", hint: str = ""):
        super().__init__(id=f"field-{name.replace('_', '-')}")
        self.field = name
        self.label = label
        self._hint = hint
        self._first = value
        self._told: Content | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(plain(self.label), classes="label")
            yield self.control()
        yield Static(classes="under")

    def control(self) -> Widget:
        """Return the widget that is typed into; it carries the class `control`."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """What the form saves."""
        raise NotImplementedError

    @property
    def kept(self) -> str:
        """What a draft keeps of the field."""
        return self.value

    def give_back(self, kept: str) -> None:
        """Put back what a draft kept."""
        raise NotImplementedError

    @property
    def first(self) -> str:
        """What the field began with, or has followed since."""
        return self._first

    def drawn(self, stored: str | float | None) -> str:
        """Return how a stored value stands in the field."""
        if isinstance(stored, float) and stored.is_integer():
            stored = int(stored)
        return "" if stored is None else str(stored)

    def in_words(self, value: str) -> str:
        """Return a value of the field as the coach reads it."""
        return value

    def begin_with(self, value: str) -> bool:
        """Begin with another value, which was stored elsewhere meanwhile; False where the field can't show it."""
        return False

    def take_focus(self) -> None:
        """Let the coach type here."""
        self.query_one(".control").focus()

    def show(self, problem: str | None, *, warning: bool = False) -> None:
        """Show what is wrong (or unusual) under the field, or take it away."""
        self.set_class(bool(problem), "-problem")
        self._tell(plain(problem, NEEDS if warning else WRONG) if problem else self.understood())

    def understood(self) -> Content | None:
        """Return how the value is read, for a field whose text can be read in several ways."""
        return plain(self._hint, LABEL) if self._hint else None

    def advise(self, hint: str) -> None:
        """Show another hint under the field; what is wrong with it stays."""
        if hint != self._hint:
            self._hint = hint
            if not self.has_class("-problem"):
                self.show(None)

    def on_mount(self) -> None:
        self.show(None)

    # Not the pseudo-class focus-within: what stands beside the control keeps its looks when the focus goes on.
    def on_descendant_focus(self) -> None:
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        self.remove_class("-here")

    def _edited(self) -> None:
        self.show(None)
        self.post_message(self.Edited(self))

    def _tell(self, told: Content | None) -> None:
        # Saying the same again would lay the whole form out anew, at every key.
        if told != self._told:
            self._told = told
            self.set_class(told is not None, "-told")
            self.query_one(".under", Static).update(told or Content(""))


class FormInput(Field):
    """The one-line control of a form: `esc` leaves it for the line that saves."""

    def action_leave(self) -> None:
        self.screen.query_one("SaveLine").focus()


class TextField(FormField):
    """One line of text, taken as it is typed."""

    def control(self) -> Widget:
        return FormInput(self._first, classes="control")

    @property
    def value(self) -> str:
        return self.query_one(FormInput).value

    def give_back(self, kept: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one(FormInput).value = kept
        self.show(None)

    def begin_with(self, value: str) -> bool:
        self._first = value
        self.give_back(value)
        return True

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._first or self.has_class("-touched"):
            self.add_class("-touched")
            self._edited()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self))


class DayField(TextField):
    """A date as the coach writes it; how it is read stands under it."""

    def __init__(self, name: str, label: str, today: date, value: date | None = None, hint: str = ""):
        super().__init__(name, label, exact(value) if value else "", hint)
        self._today = today

    def drawn(self, stored: str | float | None) -> str:
        return exact(date.fromisoformat(str(stored)[:10])) if stored else ""

    def understood(self) -> Content | None:
        if not self.value.strip():
            return super().understood()
        try:
            day = read_day(self.value, self._today)
        except ValueError:
            return plain("not a date yet", LABEL)
        # What is written out already is not said twice.
        written = "" if self.value.strip() == exact(day) else f"{exact(day)}, "
        return plain(f"{written}{distance(day, self._today)}", LABEL)


class ChoiceField(FormField):
    """One of a few: ← → or the first letter change it."""

    def __init__(self, name: str, label: str, choices: Sequence[tuple[str, str]], value: str = "", hint: str = ""):
        super().__init__(name, label, value or choices[0][0], hint)
        self._choices = choices

    def control(self) -> Widget:
        return Choice(self._choices, self._first, classes="control")

    @property
    def value(self) -> str:
        return self.query_one(Choice).chosen

    def give_back(self, kept: str) -> None:
        if kept in dict(self._choices):
            with self.prevent(Choice.Changed):
                self.query_one(Choice).chosen = kept

    def drawn(self, stored: str | float | None) -> str:
        if set(dict(self._choices)) == set(dict(YES_NO)):
            return "yes" if stored else "no"
        return super().drawn(stored)

    def in_words(self, value: str) -> str:
        return dict(self._choices).get(value, value)

    def begin_with(self, value: str) -> bool:
        if value not in dict(self._choices):
            return False
        self._first = value
        self.give_back(value)
        return True

    @on(Choice.Changed)
    def _changed(self, event: Choice.Changed) -> None:
        event.stop()
        self._edited()

    @on(Choice.Confirmed)
    def _confirmed(self, event: Choice.Confirmed) -> None:
        event.stop()
        self.post_message(self.Done(self))


class FormText(TextArea):
    """The control of a long text: `esc` leaves it for the line that saves."""

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        line.plain = "\t".join(symbols(part) for part in line.plain.split("\t"))
        return line

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.screen.query_one("SaveLine").focus()


class LongField(FormField):
    """Several lines of text."""

    def control(self) -> Widget:
        return FormText(self._first, classes="control", soft_wrap=True, tab_behavior="focus", compact=False)

    @property
    def value(self) -> str:
        return self.query_one(FormText).text

    def give_back(self, kept: str) -> None:
        with self.prevent(TextArea.Changed):
            self.query_one(FormText).text = kept

    def begin_with(self, value: str) -> bool:
        self._first = value
        self.give_back(value)
        return True

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if event.text_area.text != self._first or self.has_class("-touched"):
            self.add_class("-touched")
            self._edited()
