"""What stands on the screen while the practice is locked, or hidden: nothing of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from coachtui.store.keys import Passphrase
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.form import SaveLine
from coachtui.ui.forms.passphrase import PassphraseField
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer

KEPT = "What you typed is kept, and comes back with the screen you left."
NO_LOCK = "It is not locked: the practice has no passphrase. `coachtui passphrase set` gives it one."
TRIES = 3
"""After so many passphrases that don't fit, what else may be wrong is told."""
WRONG_ONCE = "That passphrase does not open the practice. Type it again."
WRONG_OFTEN = (
    f"{WRONG_ONCE} A forgotten passphrase can't be recovered, by anybody. If you are sure of it, the beginning of the "
    "file may be damaged, which nobody can tell from outside: `coachtui backup --list` names the backups."
)


class _Cover(Commanding, Screen[None]):
    """What both screens share."""

    CSS_PATH = "../styles/lock.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    async def action_leave(self) -> None:
        await self.app.run_action("app.quit")


class UnlockLine(SaveLine):
    """The last stop: opens the practice."""

    def render(self) -> Content:
        return Content("unlock")


class LockScreen(_Cover):
    """Asks for the passphrase; at the start it says of which file, later of none."""

    PLACE = Place.LOCKED
    BINDINGS = bindings(Place.LOCKED)

    @dataclass
    class Given(Message):
        """A passphrase was typed."""

        passphrase: Passphrase

    def __init__(self, file: str = ""):
        super().__init__()
        self._file = file
        self._wrong = 0
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "coachtui"
            yield Static(self._welcome(), id="welcome")
            yield PassphraseField("passphrase", "passphrase", "Enter opens the practice.")
            yield UnlockLine()
            yield Static(id="told")
            yield Footer()

    def on_mount(self) -> None:
        self.query_one(FormField).take_focus()

    def wrong(self) -> None:
        """Say that the passphrase does not open the file."""
        self._wrong += 1
        self.trouble(WRONG_OFTEN if self._wrong >= TRIES else WRONG_ONCE)

    def trouble(self, reason: str) -> None:
        """Say why the practice could not be opened, and let another passphrase be typed."""
        self._busy = False
        self._tell(paragraph(reason, WRONG))
        self.query_one(FormField).take_focus()

    @on(FormField.Done)
    @on(SaveLine.Pressed)
    def action_unlock(self) -> None:
        field = self.query_one(PassphraseField)
        if self._busy:
            return
        if not field.value:
            self._tell(plain("Type the passphrase of the practice.", LABEL))
            field.take_focus()
            return
        self._busy = True
        self._tell(plain("Opening …", LABEL))
        self.post_message(self.Given(Passphrase(field.value)))
        field.clear()

    def _tell(self, told: Content) -> None:
        self.query_one("#told", Static).update(told)

    def _welcome(self) -> Content:
        if self._file:
            return joined(("This practice is encrypted.", STRONG)) + "\n\n" + plain(self._file, VALUE)
        return joined(("Locked. ", STRONG), (KEPT, LABEL))


class HiddenScreen(_Cover):
    """Covers a plain practice, which has nothing that it could ask for."""

    PLACE = Place.HIDDEN
    BINDINGS = bindings(Place.HIDDEN)

    @dataclass
    class Revealed(Message):
        """The coach is back."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "coachtui"
            yield Static(
                joined(("Hidden. ", STRONG), (KEPT, LABEL)) + "\n\n" + joined((NO_LOCK, LABEL)),
                id="welcome",
            )
            yield Footer()

    def action_reveal(self) -> None:
        self.post_message(self.Revealed())

    def on_click(self) -> None:
        self.action_reveal()
