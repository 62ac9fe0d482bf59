"""How long did the meeting take? Asked in a line of the screen, not over it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from coachtui.domain.dates import read_whole
from coachtui.domain.drafts import within
from coachtui.ui.text import LABEL, NEEDS, STRONG, WRONG, joined
from coachtui.ui.widgets.field import Field

LONGEST = 1_440
"""Minutes of a day."""


class MinutesField(Field):
    """The minutes; `esc` leaves the meeting as it is."""

    @dataclass
    class Left(Message):
        """The question is not answered."""

    def action_leave(self) -> None:
        self.post_message(self.Left())


class LengthQuestion(Horizontal):
    """A line with one field. It is hidden until `ask` is called, and again when it is answered or left."""

    DEFAULT_CSS = """
    LengthQuestion { height: 1; padding: 0 2; display: none; background: $panel; }
    LengthQuestion Static { width: auto; }
    """

    @dataclass
    class Answered(Message):
        """The meeting took so many minutes."""

        session_id: str
        minutes: int

    @dataclass
    class Left(Message):
        """The question was left; nothing was changed."""

    def __init__(self) -> None:
        super().__init__()
        self._session_id = ""

    def compose(self) -> ComposeResult:
        yield Static(id="length-asked")
        yield MinutesField(max_length=6, select_on_focus=True)
        yield Static(id="length-told")

    def ask(self, session_id: str, name: str, minutes: int) -> None:
        """Ask for the length of a meeting; its planned minutes stand there already."""
        self._session_id = session_id
        self.query_one("#length-asked", Static).update(joined((f"How long did {name} take?  ", STRONG)))
        self._tell()
        field = self.query_one(MinutesField)
        field.value = str(minutes)
        self.display = True
        field.focus()

    def action_answer(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        try:
            minutes = read_whole(self.query_one(MinutesField).value, "60")
        except ValueError as error:
            self._tell(str(error))
            return
        problem = within("minutes", minutes, 1, LONGEST, "The length", "minutes")
        if problem:
            self._tell(problem.message)
            return
        self.display = False
        self.post_message(self.Answered(self._session_id, minutes))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_answer()

    @on(MinutesField.Left)
    def _left(self, event: MinutesField.Left) -> None:
        event.stop()
        self.display = False
        self.post_message(self.Left())

    def _tell(self, problem: str = "") -> None:
        keys = joined(("⏎", f"bold {NEEDS}"), (" held   ", LABEL), ("esc", f"bold {NEEDS}"), (" leave it", LABEL))
        told = joined((problem, WRONG)) if problem else keys
        self.query_one("#length-told", Static).update(joined((" min   ", LABEL), told))
