"""Writing the rollup to a file of the coach's choice."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.rollup import Cut, Rollup
from coachtui.exchange.written import ThereAlready, csv_text, save
from coachtui.reports import rollup as report
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, NEEDS, VALUE, WRONG, joined, paragraph
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer

KINDS = (".csv", ".json")


class FileField(Field):
    """The only field of its dialog: left by `esc`, it leaves the keys to the dialog."""

    def action_leave(self) -> None:
        self.screen.set_focus(None)


class ExportRollup(Dialog[str]):
    """Asks for a file; one that is there is replaced only when the coach says so again. Returns what was written."""

    PLACE = Place.EXPORTING
    BINDINGS = bindings(Place.EXPORTING)
    CSS_PATH = "../styles/rollup.tcss"

    def __init__(self, rollup: Rollup, cut: Cut):
        super().__init__()
        self._rollup, self._cut = rollup, cut
        self._may_replace: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Export the rollup"
            yield FileField(f"~/rollup-by-{self._cut.value}-{self._rollup.today}.csv")
            yield Static(self._explained(), id="export-told")
            yield Footer()

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    @on(Field.Submitted)
    def _submitted(self, event: Field.Submitted) -> None:
        event.stop()
        self.action_write()

    @on(Field.Changed)
    def _typed(self) -> None:
        self._may_replace = None
        self._tell(self._explained())

    def action_write(self) -> None:
        typed = self.query_one(Field).value.strip()
        path = Path(os.path.expanduser(typed)).absolute()  # noqa: PTH111  (a home that isn't known stays)
        if not typed:
            self._tell(joined(("Name a file that ends in .csv or .json.", WRONG)))
        elif path.suffix.lower() not in KINDS:
            self._tell(joined(("The name ends in neither .csv nor .json, and says so what to write. Add one.", WRONG)))
        else:
            self._write(path)

    def action_close(self) -> None:
        self.dismiss(None)

    @work(exclusive=True, group="write")
    async def _write(self, path: Path) -> None:
        try:
            await asyncio.to_thread(save, path, self._text(path), replacing=path == self._may_replace)
        except ThereAlready as error:
            self._may_replace = path
            again = joined(("enter", f"bold {NEEDS}"), (" once more replaces it; another name leaves it.", LABEL))
            self._tell(paragraph(str(error), WRONG) + "\n" + again)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.dismiss(str(path))

    def _text(self, path: Path) -> str:
        if path.suffix.lower() == ".json":
            return json.dumps(report.data(self._rollup, self._cut), ensure_ascii=False, indent=2) + "\n"
        return csv_text(report.rows(self._rollup, self._cut))

    def _tell(self, told: Content) -> None:
        self.query_one("#export-told", Static).update(told)

    def _explained(self) -> Content:
        return joined(
            (".csv", VALUE), (f" holds the figures by {self._cut.value}, with those of all on top; ", LABEL),
            (".json", VALUE), (" the list of what to look at too. Engagements go by their code, withheld figures are "
             "not in the file, and only you can read it.", LABEL),
        )  # fmt: skip
