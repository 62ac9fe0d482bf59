"""The coach's own days off: listed, added by a line, taken back by a key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from coachtui.domain.drafts import Invalid
from coachtui.domain.time_off import TimeOff, TimeOffDraft, read_time_off
from coachtui.domain.words import distance, plural
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import time_off as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, STRONG, VALUE, WRONG, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

if TYPE_CHECKING:
    from coachtui.store.practice import Practice

COLUMNS = (Column(most=40), Column(most=40, grows=True), Column(most=9, right=True), Column(most=12, right=True))
EMPTY = plain("No days off are ahead. n types the first ones.", LABEL)
HOW = "24 dec - 2 jan Christmas"


class TimeOffField(Field):
    """Days off as they are typed; `esc` leaves it for the list."""

    def action_leave(self) -> None:
        self.screen.query_one(Rows).focus()


class TimeOffDialog(Dialog[None]):
    """No session is proposed on these days; one that is planned on them by hand is warned about."""

    PLACE = Place.TIME_OFF
    BINDINGS = bindings(Place.TIME_OFF)
    CSS_PATH = "../styles/ending.tcss"

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._there: dict[str, TimeOff] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Days off"
            yield Rows(COLUMNS, empty=EMPTY)
            yield TimeOffField(placeholder=HOW)
            yield Static(id="time-off-told")
            yield Footer()

    def on_mount(self) -> None:
        self._tell("")
        self.query_one(Rows).focus()
        self._read()

    def having(self) -> set[Need]:
        return {Need.ROW} if self.query_one(Rows).key and not isinstance(self.focused, TimeOffField) else set()

    def renew(self) -> None:
        self._read()

    @work(exclusive=True, group="time off")
    async def _read(self) -> None:
        today = self._desk.today()
        try:
            there = await self._desk.gateway.read(reads.own, self._desk.now())
        except PracticeError as error:
            self._tell(str(error), wrong=True)
            return
        self._there = {one.id: one for one in there}
        self.query_one(Rows).set_rows(
            [
                Row(
                    one.id,
                    (
                        plain(one.draft._replace(words="").said(today), STRONG),
                        plain(one.words, VALUE),
                        plain(plural((one.until_on - one.from_on).days + 1, "day"), LABEL),
                        plain("now" if one.holds(today) else distance(one.from_on, today), LABEL),
                    ),
                )
                for one in there
            ]
        )
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def action_add(self) -> None:
        self.query_one(TimeOffField).focus()

    def action_remove(self) -> None:
        found = self._there.get(self.query_one(Rows).key or "")
        if found is not None:
            said = f"No longer off: {found.draft.said(self._desk.today())}"
            self._write(lambda practice: writes.time_off.remove(practice, found.id), said)

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        typed = self._typed()
        self._tell(typed.said(self._desk.today()) if isinstance(typed, TimeOffDraft) else "")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = self._typed()
        if isinstance(typed, TimeOffDraft):
            draft = typed
            said = f"Off: {draft.said(self._desk.today())}"
            self._write(lambda practice: writes.time_off.add(practice, draft), said, clears=True)
        else:
            self._tell(typed, wrong=True)

    def _typed(self) -> TimeOffDraft | str:
        """Return what was typed, or why it can't be read."""
        try:
            return read_time_off(self.query_one(TimeOffField).value, self._desk.today())
        except ValueError as error:
            return str(error)

    @work(group="write")
    async def _write(self, job: Callable[[Practice], object], said: str, *, clears: bool = False) -> None:
        try:
            await asyncio.shield(self._desk.gateway.write(job))
        except Invalid as invalid:
            self._tell(" ".join(problem.message for problem in invalid.problems), wrong=True)
        except PracticeError as error:
            self._tell(str(error), wrong=True)
        else:
            if clears:
                self.query_one(TimeOffField).value = ""
                self.query_one(Rows).focus()
            self.app.post_message(Frame.Wrote(said))
            self._read()

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        hint = f"The first day, the last one if it is another, and what for: {HOW}"
        self.query_one("#time-off-told", Static).update(plain(words or hint, WRONG if wrong else LABEL))
