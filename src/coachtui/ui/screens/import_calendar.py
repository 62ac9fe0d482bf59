"""Taking a calendar in: it is read, what each event comes to is shown and asked, then all of it is one action."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.words import plural
from coachtui.exchange import calendar
from coachtui.exchange.calendar import CalendarError, Import, Preview
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined, paragraph
from coachtui.ui.widgets import calendar_rows
from coachtui.ui.widgets.calendar_rows import NOBODY, Asked, asked_event, asked_gone
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from coachtui.store.gateway import LongWork, Task
    from coachtui.store.practice import Practice

NOTES_SHOWN = 2


class ImportCalendar(Dialog[None]):
    """Asks for a calendar, shows what it comes to, asks what is not clear, and takes it in."""

    PLACE = Place.CALENDAR
    BINDINGS = bindings(Place.CALENDAR)
    CSS_PATH = "../styles/calendar.tcss"
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._import: Import | None = None
        self._preview: Preview | None = None
        self._asked: list[Asked] = []
        self._reading: LongWork[Any] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Import a calendar"
            yield Field(placeholder="the file, for instance ~/Downloads/coaching.ics", select_on_focus=False)
            yield Static(_explained(), id="calendar-told")
            yield Rows(calendar_rows.COLUMNS)
            yield Static(id="calendar-line")
            yield Footer()

    def having(self) -> set[Need]:
        found = {Need.PREVIEW} if self._preview and (self._preview.writes or self._answered) else set()
        chosen = self._chosen
        if chosen is not None and self.query_one(Rows).has_focus:
            found |= {Need.QUESTION} | ({Need.EVENT} if self._asked[chosen].question else set())
        return found

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    @property
    def _answered(self) -> bool:
        return any(one.chosen for one in self._asked)

    @property
    def _chosen(self) -> int | None:
        """Which of what is asked is under the cursor."""
        kind, _, place = (self.query_one(Rows).key or "").partition(" ")
        return int(place) if kind == "ask" else None

    @on(Field.Submitted)
    def _wanted(self, event: Field.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.read_file(event.value.strip())

    @on(Field.Changed)
    def _typed(self) -> None:
        self._stop()
        self._forget()
        self._tell(_explained())

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell_line()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_answer(1)

    @work(exclusive=True, group="read")
    async def read_file(self, typed: str) -> None:
        """Read the file and show what it comes to."""
        path = Path(os.path.expanduser(typed)).absolute()  # noqa: PTH111  (a home that isn't known stays)
        self._stop()
        self._forget()
        self._tell(joined(("Reading … esc stops it.", LABEL)))
        self.query_one(Rows).focus()

        def progress(done: int, total: int) -> None:
            if total and self.is_mounted:
                self._tell(joined((f"Reading … {100 * done // total} %, esc stops it.", LABEL)))

        def read(practice: Practice, task: Task) -> tuple[Import, Preview]:
            coming = calendar.begin(practice, path, progress=task.step)
            return coming, coming.preview(task.step)

        reading = self._reading = self._desk.gateway.long(read, progress)
        try:
            coming, preview = await reading
        except (CalendarError, PracticeError) as error:
            self._tell(paragraph(str(error), WRONG))
            self.query_one(Field).focus()
        else:
            self._import = coming
            self._asked = [*map(asked_event, preview.questions), *map(asked_gone, preview.gone)]
            self._show(preview)
        finally:
            if self._reading is reading:
                self._reading = None

    @work(exclusive=True, group="import")
    async def action_take_in(self) -> None:
        coming = self._import
        if coming is None or self._preview is None:
            return
        self._tell(joined(("Importing …", LABEL)))
        try:
            took = await self._desk.gateway.long(lambda practice, _: _apply(practice, coming))
        except PracticeError as error:
            self._tell(paragraph(str(error), WRONG))
        else:
            self.app.post_message(Frame.Wrote(took))
            self.dismiss(None)

    def action_answer(self, by: int) -> None:
        chosen = self._chosen
        if chosen is not None:
            one = self._asked[chosen]
            self._answer(chosen, (one.chosen + by) % len(one.answers))

    def action_nobody(self) -> None:
        chosen = self._chosen
        if chosen is not None and self._asked[chosen].question is not None:
            self._answer(chosen, len(self._asked[chosen].answers) - 1)

    def action_close(self) -> None:
        if self._reading is not None:
            self._stop()
            return
        self.dismiss(None)

    def _answer(self, place: int, choice: int) -> None:
        """Take an answer in, and show what the calendar comes to with it."""
        coming = self._import
        if coming is None:
            return
        one = self._asked[place] = self._asked[place]._replace(chosen=choice)
        value = one.answers[choice][0]
        if one.question is not None:
            coming.forget(one.question.title)
            if isinstance(value, str):
                coming.answer(one.question.title, None if value == NOBODY else value)
        elif one.step is not None:
            coming.keep(one.step, keep=value if isinstance(value, bool) else None)
        self._look_again(coming.as_answered())

    @work(exclusive=True, group="answer")
    async def _look_again(self, answered: Import) -> None:
        preview = await asyncio.to_thread(answered.preview)
        known = {asked.question.title for asked in self._asked if asked.question}
        self._asked += [asked_event(question) for question in preview.questions if question.title not in known]
        gone = {asked.step.session_id for asked in self._asked if asked.step}
        self._asked += [asked_gone(step) for step in preview.gone if step.session_id not in gone]
        self._show(preview)

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    def _forget(self) -> None:
        self._import = self._preview = None
        self._asked = []
        self.query_one(Rows).set_rows([])
        self._tell_line()

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self.query_one(Rows).set_rows(calendar_rows.rows(preview, self._asked, self._desk.today()))
        self._tell(_summary(preview, sum(not one.chosen for one in self._asked)))
        self._tell_line()

    def _tell_line(self) -> None:
        """Show the whole of what the row under the cursor says."""
        told = Content("")
        if self._preview is not None:
            told = calendar_rows.line(self._preview, self._asked, self.query_one(Rows).key)
        self.query_one("#calendar-line", Static).update(told)
        self.refresh_bindings()

    def _tell(self, told: Content) -> None:
        self.query_one("#calendar-told", Static).update(told)


def _apply(practice: Practice, coming: Import) -> str:
    preview = calendar.apply(practice, coming)
    taken = sum(step.kind in calendar.WRITTEN for step in preview.steps)
    if not taken:
        return f"Noted your answers about {preview.source}"
    return f"Took {plural(taken, 'session')} from {preview.source}"


def _explained() -> Content:
    return joined(
        ("A calendar (.ics) exported from Google, Apple, Outlook or another program. Whose an event is, ", LABEL),
        ("is known by the address of a client who takes part, or by the name in its title. ", LABEL),
        ("Events of nobody's engagement are never stored, and nothing is written before you have seen it.", VALUE),
    )  # fmt: skip


def _summary(preview: Preview, open_questions: int) -> Content:
    parts = [joined((f"{preview.source}: ", LABEL), (f"{preview.counted}.", STRONG))]
    if preview.writes:
        parts[0] += joined((" ^g", f"bold {NEEDS}"), (" takes them in.", LABEL))
    if open_questions:
        parts.append(
            joined((f"{plural(open_questions, 'question')} open: what has no answer is left as it is.", NEEDS))
        )
    if preview.faults:
        parts.append(
            joined((f"{plural(len(preview.faults), 'error')}: what could not be understood was left out.", WRONG))
        )
    parts += [paragraph(note, LABEL) for note in preview.notes[:NOTES_SHOWN]]
    if preview.others:
        others = plural(preview.others, "other event")
        parts.append(
            joined(
                (
                    f"{others} {'is' if preview.others == 1 else 'are'} nobody's engagement; nothing is kept of them.",
                    LABEL,
                )
            )
        )
    return Content("\n").join(parts)
