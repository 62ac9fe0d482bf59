"""Taking a table in: it is read, what each row would do is shown, then all of it is one action."""

from __future__ import annotations

import os
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.exchange import tables
from coachtui.exchange.preview import Line, Preview, Status
from coachtui.store.errors import PracticeError
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

if TYPE_CHECKING:
    from coachtui.store.gateway import Task
    from coachtui.store.practice import Practice

P = TypeVar("P", bound=Preview)

SHOWN = 500
"""Rows of a file that are shown; of a longer one the errors come first."""

MARKS = {
    Status.NEW: ("+ new", DATA),
    Status.CHANGED: ("~ changed", NEEDS),
    Status.SAME: (f"{marks.FINE} same", RIGHT),
    Status.ERROR: (f"{marks.NEEDS_YOU} error", WRONG),
}


class ImportDialog(Dialog[None], Generic[P]):
    """Asks for a file, shows what it would do, and takes it in. A subclass knows what the rows are about."""

    PLACE = Place.IMPORTING
    BINDINGS = bindings(Place.IMPORTING)
    CSS_PATH = "../styles/people.tcss"

    KIND: ClassVar[str]
    """What is taken in, in the plural: "clients"."""
    ABOUT: ClassVar[tuple[Column, ...]]
    """The columns that say whom, or what, a row is about."""
    EXPLAINED: ClassVar[str]
    """Which files are understood, in a sentence or two."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._preview: P | None = None
        self._lines: list[Line] = []
        self._file = ""

    @abstractmethod
    def plan(self, practice: Practice, task: Task, path: Path) -> P:
        """Read a file and plan what it does; runs beside the screens. Raises TableError or a PracticeError."""

    @abstractmethod
    def apply(self, practice: Practice, planned: P, source: str) -> str:
        """Write what was planned; return how much it was, in words. Raises a PracticeError."""

    @abstractmethod
    def about(self, line: Line) -> tuple[str, ...]:
        """Return what the columns of `ABOUT` say of a row."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Import {self.KIND}"
            yield Field(placeholder=f"the file, for instance ~/{self.KIND.replace(' ', '-')}.csv")
            yield Static(self._explained, id="import-told")
            yield Rows(
                (Column("row", most=5, right=True), Column("", most=9), *self.ABOUT, Column("", most=80, grows=True))
            )
            yield Static(id="import-line")
            yield Footer()

    def having(self) -> set[Need]:
        return {Need.PREVIEW} if self._preview and self._preview.writes else set()

    @property
    def _explained(self) -> Content:
        promise = "Nothing is written before you have seen what each row would do."
        return joined((f"{self.EXPLAINED} ", LABEL), (promise, VALUE))

    @on(Field.Submitted)
    def _wanted(self, event: Field.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.read_file(event.value.strip())

    @on(Field.Changed)
    def _typed(self) -> None:
        self._show(None)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell_line()

    @work(exclusive=True, group="read")
    async def read_file(self, typed: str) -> None:
        """Read the file and show what each row would do."""
        path = Path(os.path.expanduser(typed)).absolute()  # noqa: PTH111  (a home that isn't known stays)
        self._tell(joined(("Reading …", LABEL)))
        try:
            found = await self._desk.gateway.long(lambda practice, task: self.plan(practice, task, path))
        except (tables.TableError, PracticeError) as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self._file = path.name
            self._show(found)

    @work(exclusive=True, group="import")
    async def action_take_in(self) -> None:
        planned, name = self._preview, self._file
        if planned is None:
            return
        self._show(None)
        self._tell(joined(("Importing …", LABEL)))
        try:
            said = await self._desk.gateway.long(lambda practice, _: self.apply(practice, planned, name))
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.app.post_message(Frame.Wrote(f"Imported {said} from {name}"))
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)

    def _show(self, planned: P | None) -> None:
        self._preview = planned
        rows = self.query_one(Rows)
        if planned is None:
            rows.set_rows([])
            self._tell(self._explained)
        else:
            self._lines = sorted(planned.lines, key=lambda line: line.status is not Status.ERROR)[:SHOWN]
            rows.set_rows([self._row(place, line) for place, line in enumerate(self._lines)])
            rows.focus()
            self._tell(_summary(planned))
        self._tell_line()
        self.refresh_bindings()

    def _row(self, place: int, line: Line) -> Row:
        mark, tone = MARKS[line.status]
        about = (plain(words, VALUE) for words in self.about(line))
        return Row(f"{place}", (plain(str(line.row), LABEL), plain(mark, tone), *about, _said(line)))

    def _tell_line(self) -> None:
        """Show the whole of what the row under the cursor comes to."""
        key = self.query_one(Rows).key
        self.query_one("#import-line", Static).update(_said(self._lines[int(key)]) if key else Content(""))

    def _tell(self, told: Content) -> None:
        self.query_one("#import-told", Static).update(told)


def _summary(planned: Preview) -> Content:
    notes = [paragraph(note, LABEL) for note in planned.notes]
    if any(line.kept for line in planned.lines):
        stays = "Where the practice says something else, it stays; on the command line, --update lets the file win."
        notes.append(paragraph(stays, LABEL))
    if not planned.writes:
        told = joined((f"{planned.counted}. ", STRONG), ("There is nothing to take in.", LABEL))
    else:
        left = " Rows with errors are left out." if planned.count(Status.ERROR) else ""
        took = joined(("^g", f"bold {NEEDS}"), (" takes them in.", LABEL))
        told = joined((f"{planned.counted}.", STRONG), (f"{left} ", LABEL)) + took
    return Content("\n").join([told, *notes])


def _said(line: Line) -> Content:
    return plain(line.said, WRONG if line.faults else LABEL)
