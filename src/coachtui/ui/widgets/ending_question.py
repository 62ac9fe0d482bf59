"""The line in which one thing about the end of a session is changed: how long it took, or when the next one is."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from coachtui.domain.dates import read_moment, read_whole
from coachtui.domain.drafts import within
from coachtui.domain.ending import LONGEST_MINUTES
from coachtui.domain.proposal import Around
from coachtui.ui.text import LABEL, STRONG, WRONG, joined, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.rows import Rows

NONE = "none"
"""What is typed when no next session is to be planned."""


def read_minutes(text: str) -> int:
    """Return how long a session took, as typed. Raises ValueError, in words."""
    minutes = read_whole(text, "60")
    if problem := within("minutes", minutes, 1, LONGEST_MINUTES, "The length", "minutes"):
        raise ValueError(problem.message)
    return minutes


def read_next(text: str, around: Around) -> datetime | None:
    """Return when the next session begins on the client's clock, as typed; None for none. Raises ValueError, in words.

    Without a time it begins when the last one did.
    """
    if not text.strip() or text.strip().casefold() == NONE:
        return None
    on, at = read_moment(text, around.today)
    starts = datetime.combine(on, at or around.usual_start.time())
    if problems := around.draft(starts).problems():
        raise ValueError(problems[0].message)
    if around.draft(starts).starts_utc() <= around.now:
        raise ValueError("That time has passed. Give a day to come.")
    return starts


class EndingField(Field):
    """What is changed about a row; `esc` leaves the row as it was."""

    def action_leave(self) -> None:
        self.screen.query_one(Rows).focus()


class EndingQuestion(Horizontal):
    """A label, a field, and how what is typed is read. It is there while its field has the focus."""

    asked = ""
    """The row that is changed; empty while none is."""

    def compose(self) -> ComposeResult:
        yield Static(id="ending-label")
        yield EndingField(select_on_focus=True)
        yield Static(id="ending-read")

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(EndingField).value

    def ask(self, row: str, words: str, value: str) -> None:
        """Ask about a row; `value` stands in the field."""
        self.asked = row
        self.query_one("#ending-label", Static).update(plain(f"{words}  ", STRONG))
        field = self.query_one(EndingField)
        field.value = value
        self.add_class("-shown")
        field.focus()

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """Show beside the field how what is typed is read, or what is wrong with it."""
        self.query_one("#ending-read", Static).update(joined("  ", (words, WRONG if wrong else LABEL)))

    def hide(self) -> None:
        """Ask nothing any more."""
        self.asked = ""
        self.remove_class("-shown")
