"""Writing something to a file of the coach's choice; one that is there is never replaced by mistake."""

from __future__ import annotations

import asyncio
import os
from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.exchange.written import ThereAlready, save
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, NEEDS, WRONG, joined, paragraph
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer


class FileField(Field):
    """The only field of its dialog: left by `esc`, it leaves the keys to the dialog."""

    def action_leave(self) -> None:
        self.screen.set_focus(None)


class ExportDialog(Dialog[str]):
    """Asks for a file; one that is there is replaced only when the coach says so again. Returns what was written."""

    PLACE = Place.EXPORTING
    BINDINGS = bindings(Place.EXPORTING)

    WHAT: ClassVar[str]
    """What is written: "the rollup"."""
    KINDS: ClassVar[tuple[str, ...]]
    """What the name of the file may end in, and so says what to write."""

    def __init__(self, suggested: str):
        super().__init__()
        self._suggested = suggested
        self._may_replace: Path | None = None

    @abstractmethod
    def content(self, kind: str) -> str | bytes:
        """Return what a file of this kind holds."""

    @abstractmethod
    def explained(self) -> Content:
        """Return what each kind holds, in words."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Export {self.WHAT}"
            yield FileField(self._suggested)
            yield Static(self.explained(), id="export-told")
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
        self._tell(self.explained())

    def action_write(self) -> None:
        typed = self.query_one(Field).value.strip()
        path = Path(os.path.expanduser(typed)).absolute()  # noqa: PTH111  (a home that isn't known stays)
        *others, last = self.KINDS
        if not typed:
            names = f"{', '.join(others)} or {last}" if others else last
            self._tell(joined((f"Name a file that ends in {names}.", WRONG)))
        elif path.suffix.lower() not in self.KINDS:
            ends = f"ends in neither {', '.join(others)} nor {last}, and says so what to write. Add one."
            self._tell(joined((f"The name {ends if others else f'does not end in {last}. Add that.'}", WRONG)))
        else:
            self._write(path)

    def action_close(self) -> None:
        self.dismiss(None)

    @work(exclusive=True, group="write")
    async def _write(self, path: Path) -> None:
        try:
            content = await asyncio.to_thread(self.content, path.suffix.lower())
            await asyncio.to_thread(save, path, content, replacing=path == self._may_replace)
        except ThereAlready as error:
            self._may_replace = path
            again = joined(("enter", f"bold {NEEDS}"), (" once more replaces it; another name leaves it.", LABEL))
            self._tell(paragraph(str(error), WRONG) + "\n" + again)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.dismiss(str(path))

    def _tell(self, told: Content) -> None:
        self.query_one("#export-told", Static).update(told)
