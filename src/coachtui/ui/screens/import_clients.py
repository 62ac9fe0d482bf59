"""Taking clients in from a file: it is read, what each row would do is shown, then all of it is one action."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.words import plural
from coachtui.exchange import clients, layouts, tables
from coachtui.exchange.clients import Preview
from coachtui.exchange.planning import Line, Status
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

SHOWN = 500
"""Rows of a file that are shown; of a longer one the errors come first."""

COLUMNS = (
    Column("row", most=5, right=True), Column("", most=9), Column("client", most=28), Column("", most=80, grows=True)
)  # fmt: skip
MARKS = {
    Status.NEW: ("+ new", DATA),
    Status.CHANGED: ("~ changed", NEEDS),
    Status.SAME: (f"{marks.FINE} same", RIGHT),
    Status.ERROR: (f"{marks.NEEDS_YOU} error", WRONG),
}
EXPLAINED = joined(
    ("A CSV file whose first row names the columns: client, email, organisation, manager, programme, starts, …, or the "
     "layout of CoachAccountable. ", LABEL),
    ("Nothing is written before you have seen what each row would do.", VALUE),
)  # fmt: skip


class ImportClients(Dialog[None]):
    """Asks for a file, shows what it would do, and takes it in."""

    PLACE = Place.IMPORTING
    BINDINGS = bindings(Place.IMPORTING)
    CSS_PATH = "../styles/people.tcss"

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._preview: Preview | None = None
        self._lines: list[Line] = []
        self._file = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Import clients"
            yield Field(placeholder="the file, for instance ~/clients.csv")
            yield Static(EXPLAINED, id="import-told")
            yield Rows(COLUMNS)
            yield Static(id="import-line")
            yield Footer()

    def having(self) -> set[Need]:
        return {Need.PREVIEW} if self._preview and self._preview.writes else set()

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

        def job(practice: Practice, task: Task) -> Preview:
            understood = layouts.understand(tables.read(path))
            task.step()
            return clients.preview(practice, understood)

        self._tell(joined(("Reading …", LABEL)))
        try:
            found = await self._desk.gateway.long(job)
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
            count = await self._desk.gateway.long(lambda practice, _: clients.apply(practice, planned, name))
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.app.post_message(Frame.Wrote(f"Imported {plural(count, 'client')} from {name}"))
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)

    def _show(self, planned: Preview | None) -> None:
        self._preview = planned
        rows = self.query_one(Rows)
        if planned is None:
            rows.set_rows([])
            self._tell(EXPLAINED)
        else:
            self._lines = sorted(planned.lines, key=lambda line: line.status is not Status.ERROR)[:SHOWN]
            rows.set_rows([_row(place, line) for place, line in enumerate(self._lines)])
            rows.focus()
            self._tell(_summary(planned))
        self._tell_line()
        self.refresh_bindings()

    def _tell_line(self) -> None:
        """Show the whole of what the row under the cursor comes to."""
        key = self.query_one(Rows).key
        self.query_one("#import-line", Static).update(_said(self._lines[int(key)]) if key else Content(""))

    def _tell(self, told: Content) -> None:
        self.query_one("#import-told", Static).update(told)


def _summary(planned: Preview) -> Content:
    counted = ", ".join(f"{planned.count(status)} {status}" for status in Status if planned.count(status))
    notes = [paragraph(note, LABEL) for note in planned.notes]
    if not planned.writes:
        told = joined((f"{counted or 'no rows'}. ", STRONG), ("There is nothing to take in.", LABEL))
    else:
        left = " Rows with errors are left out." if planned.count(Status.ERROR) else ""
        told = joined((f"{counted}.", STRONG), (f"{left} ", LABEL), ("^g", f"bold {NEEDS}"), (" takes them in.", LABEL))
    return Content("\n").join([told, *notes])


def _row(place: int, line: Line) -> Row:
    mark, tone = MARKS[line.status]
    return Row(f"{place}", (plain(str(line.row), LABEL), plain(mark, tone), plain(line.client, VALUE), _said(line)))


def _said(line: Line) -> Content:
    if not line.faults:
        return plain("; ".join((*line.changes, *line.kept)), LABEL)
    faults = (f"{fault.field}: {fault.words}" if fault.field else fault.words for fault in line.faults)
    return plain("; ".join(faults), WRONG)
