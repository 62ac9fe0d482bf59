"""The templates, each with its shape in words: to start a cohort from one, to change it, or to bin it."""

from __future__ import annotations

from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.template import Template, TemplateLine
from coachtui.reports import templates as report
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import templates as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import Entry, Sheet

MOST = 200
"""Templates that are listed."""
COLUMNS = (Column("template", most=34), Column("", grows=True), Column("", most=8))
EMPTY = joined(
    ("A template is the shape of an engagement: length, sessions, three-ways, agreement, goals.\n\n", LABEL),
    ("Take an engagement in hand that went the way others should (", LABEL), ("o", f"bold {NEEDS}"),
    ("), and find “save as template” with ", LABEL), ("^p", f"bold {NEEDS}"), (".", LABEL),
)  # fmt: skip


class Chosen(NamedTuple):
    """What was chosen in the list: a template, to start from it or to change it."""

    template: Template
    edit: bool = False


class Templates(Dialog[Chosen]):
    """Lists the templates; returns the one that was chosen."""

    PLACE = Place.TEMPLATES
    BINDINGS = bindings(Place.TEMPLATES)
    CSS_PATH = "../styles/templates.tcss"
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._asked = ""
        self._chosen: Template | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Templates"
            yield Rows(COLUMNS)
            yield shown_if(False, Static(EMPTY, id="no-templates"))
            yield Static(id="templates-told")
            yield Sheet(id="template")
            yield Footer()

    def having(self) -> set[Need]:
        rows = self.query(Rows)
        return {Need.ROW} if rows and rows.first().key else set()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            found = await self._desk.gateway.read(reads.templates, "", MOST)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
            return
        rows = self.query_one(Rows)
        rows.set_rows([_row(one) for one in found])
        shown_if(bool(found), rows)
        shown_if(bool(found), self.query_one(Sheet))
        shown_if(not found, self.query_one("#no-templates"))
        self.refresh_bindings()
        self._show()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._ask("")
        self._show()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    @work(exclusive=True, group="one")
    async def _show(self) -> None:
        """Show what the highlighted template holds."""
        key = self.query_one(Rows).key
        if not key:
            self._chosen = None
            return
        try:
            self._chosen = found = await self._desk.gateway.read(reads.template, key)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
            return
        self.query_one(Sheet).set_entries(entries(found))

    def action_open_row(self) -> None:
        self._choose(edit=False)

    def action_edit(self) -> None:
        self._choose(edit=True)

    @work(exclusive=True, group="one")
    async def _choose(self, *, edit: bool) -> None:
        key = self.query_one(Rows).key
        if not key:
            return
        try:
            found = await self._desk.gateway.read(reads.template, key)
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
            return
        problems = found.problems()
        if problems and not edit:
            self._tell(paragraph(" ".join(problem.message for problem in problems), WRONG))
        else:
            self.dismiss(Chosen(found, edit))

    def action_remove(self) -> None:
        """Put the highlighted template in the bin; the first time it asks, here, since no dialog lies on another."""
        key = self.query_one(Rows).key
        if not key or not self._chosen or self._chosen.id != key:
            return
        if self._asked != key:
            self._ask(key)
            name = self._chosen.draft.name
            self._tell(joined(("d", f"bold {NEEDS}"), (" again puts ", LABEL), (f"“{name}”", STRONG),
                              (" in the bin. What was started from it stays.", LABEL)))  # fmt: skip
        else:
            self._ask("")
            self._remove(key, self._chosen.draft.name)

    @work(exclusive=True, group="remove")
    async def _remove(self, key: str, name: str) -> None:
        try:
            await self._desk.gateway.write(lambda practice: writes.templates.remove(practice, key))
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.app.post_message(Frame.Wrote(f"In the bin: the template {name}"))
            self._load()

    def _ask(self, key: str) -> None:
        self._asked = key
        self._tell(Content(""))

    def _tell(self, told: Content) -> None:
        self.query_one("#templates-told", Static).update(told)


def entries(template: Template) -> list[Entry]:
    """Return what a template holds as labelled lines."""
    facts = report.facts(template.draft, template.model, model_gone=template.model_gone)
    found = [
        Entry(name, plain(words, WRONG if name == "model" and template.model_gone else VALUE), most=6)
        for name, words in facts
    ]
    for place, goal in enumerate(template.draft.goals):
        found.append(Entry("" if place else "goals", plain(f"{marks.WAITING} {goal.title}", VALUE)))
    return found if template.draft.goals else [*found, Entry("goals", plain("none", LABEL))]


def _row(one: TemplateLine) -> Row:
    gone = joined((f"{marks.NEEDS_YOU} model", WRONG)) if one.model_gone else Content("")
    return Row(one.id, (plain(one.name, STRONG), plain(report.shape(one), LABEL), gone))
