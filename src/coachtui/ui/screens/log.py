"""The coaching log: clients and hours in the credentialing body's form, and what a credential still asks for."""

from __future__ import annotations

import asyncio
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.coaching_log import Aside, CoachingLog, LogRow
from coachtui.domain.credentials import Credential
from coachtui.domain.drafts import Invalid
from coachtui.domain.log_period import read_period
from coachtui.domain.today import EngagementCard
from coachtui.reports.coaching_log import notes, period_words
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import log as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, STRONG, WRONG, joined, paragraph
from coachtui.ui.widgets import log_rows
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.log_rows import StandingPane
from coachtui.ui.widgets.rows import Rows

NO_TRAINING = joined(("When did your coach training begin?", STRONG)) + "\n\n" + joined(
    ("Only sessions from that day on count. ", LABEL), ("y", f"bold {NEEDS}"), (" opens the form about you, where you "
     "give it.", LABEL),
)  # fmt: skip
EMPTY = joined(("Nothing to count yet.", STRONG)) + "\n\n" + joined(
    ("Each coaching session that you close as held (", LABEL), ("h", f"bold {NEEDS}"),
    (" in Sessions) is counted here. A log that you kept so far comes in with ", LABEL),
    ("i", f"bold {NEEDS}"), (".", LABEL),
)  # fmt: skip
NOT_THEN = joined(("Nothing in this period. ", LABEL), ("f", f"bold {NEEDS}"), (" changes it.", LABEL))


class LogScreen(Frame):
    """How the log stands, its rows, and what is behind the row under the cursor."""

    PLACE = Place.LOG
    BINDINGS = bindings(Place.LOG)
    CSS_PATH = "../styles/log.tcss"

    def __init__(self, desk: Desk, in_hand: EngagementCard | None = None):
        super().__init__(desk, in_hand)
        self._read: reads.Log | None = None
        self._log: CoachingLog | None = None
        self._credential = Credential.ACC
        self._period: tuple[date | None, date | None] = (None, None)

    def body(self) -> ComposeResult:
        yield shown_if(False, Field(placeholder="2025, or 1 jan 2025 – 30 jun 2025; empty for all", id="filter"))
        yield StandingPane()
        yield Rows(log_rows.COLUMNS, title="Coaching log", id="log-rows", classes="-led")
        yield Static(id="log-totals")
        yield Static(id="log-line")

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    @property
    def chosen(self) -> LogRow | Aside | None:
        """What the row under the cursor stands for."""
        rows = self.query("#log-rows").results(Rows)
        key = next((found.key for found in rows), None)
        if self._log is None or key is None:
            return None
        listed = next((row for row in self._log.rows if row.key == key), None)
        return listed or next((aside for aside in self._log.asides if aside.stint.entry_id == key), None)

    @property
    def former(self) -> str:
        """The row of a former log that is under the cursor, or the latest that was joined with it."""
        match self.chosen:
            case Aside() as aside:
                return aside.stint.entry_id
            case LogRow() as row if row.entries:
                return row.entries[-1]
        return ""

    def having(self) -> set[Need]:
        found = {Need.ROW} if self.chosen else set[Need]()
        if self._log is not None:
            found.add(Need.COUNTED_LOG)
        return found | ({Need.FORMER} if self.former else set())

    async def load(self) -> None:
        self._read = await self.desk.gateway.read(reads.log, self.desk.now())
        self._show()

    def _show(self) -> None:
        """Count what was read, and show it."""
        if self._read is None:
            return
        rows, pane = self.query_one(Rows), self.query_one(StandingPane)
        first, last = self._period
        try:
            self._log = log = self._read.counted(first, last)
        except Invalid as invalid:
            self._log = None
            known = self._read.coach.training_started_on
            pane.tell(paragraph(str(invalid), WRONG) if known else Content("–"))
            rows.empty = NOT_THEN if known else NO_TRAINING
            rows.set_rows([])
            rows.border_title = "Coaching log"
        else:
            pane.show(log, self._credential)
            rows.empty = NOT_THEN if first or last else EMPTY
            rows.set_rows([*map(log_rows.aside_row, log.asides), *map(log_rows.row, log.rows)])
            rows.border_title = joined("Coaching log", (f" · {period_words(log)}", LABEL))
        self._tell()

    def _tell(self) -> None:
        """Tell the totals, and what is behind the row under the cursor."""
        log, told = self._log, Content("")
        match self.chosen:
            case Aside() as aside if log:
                told = log_rows.about_aside(aside, log)
            case LogRow() as row:
                told = log_rows.about_row(row, self.desk.today())
        if log and not log.asides and log.too_early and not told.plain:
            told = joined((" ".join(notes(log)), LABEL))
        self.query_one("#log-totals", Static).update(log_rows.totals_line(log, self.size.width) if log else "")
        self.query_one("#log-line", Static).update(told)
        self.refresh_bindings()

    # Keys

    def action_credential(self) -> None:
        found = [*Credential]
        self._credential = found[(found.index(self._credential) + 1) % len(found)]
        if self._log:
            self.query_one(StandingPane).show(self._log, self._credential)

    def action_consent(self) -> None:
        entries: tuple[str, ...]
        match self.chosen:
            case Aside(stint=stint):
                name, person_id, entries, named = stint.client_name, "", (stint.entry_id,), not stint.consented
            case LogRow() as row:
                name, person_id, entries, named = row.client_name, row.client_id, row.entries, not row.consented
            case _:
                return
        said = f"{name} {'may be named' if named else 'is left off'}"
        done = self.write(lambda practice: writes.log.consent(practice, name, person_id, entries, named=named), said)
        done.add_done_callback(self._noted)

    def action_remove(self) -> None:
        entry_id, name = self.former, self._client()
        if entry_id:
            done = self.write(
                lambda practice: writes.log.remove_entry(practice, entry_id), f"In the bin: the former log of {name}"
            )
            done.add_done_callback(self._noted)

    def _noted(self, done: asyncio.Future[str]) -> None:
        if not done.cancelled() and done.exception() is None:
            self.done_here |= {done.result()}

    def _client(self) -> str:
        match self.chosen:
            case Aside(stint=stint):
                return stint.client_name
            case LogRow() as row:
                return row.client_name
        return ""

    @work(exclusive=True, group="open")
    async def action_open_row(self) -> None:
        chosen, read = self.chosen, self._read
        if isinstance(chosen, LogRow) and chosen.client_id and read:
            engagement_id = await self.desk.gateway.read(reads.engagement_with, read.coach_id, chosen.client_id)
            if engagement_id:
                self.post_message(self.Take(engagement_id, Place.CADENCE))
        elif chosen:
            self.action_edit()

    @work(exclusive=True, group="open")
    async def action_edit(self) -> None:
        from coachtui.ui.forms.log_entry_form import LogEntryForm

        entry_id = self.former
        if not entry_id:
            return
        try:
            draft = await self.desk.gateway.read(reads.entry, entry_id)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.push_screen(LogEntryForm(self.desk, entry_id, draft))

    def action_export(self) -> None:
        from coachtui.ui.screens.log_export import ExportLog

        if self._log and self._read:
            self.app.push_screen(ExportLog(self._log, self._read.coach), self._exported)

    def _exported(self, path: str | None) -> None:
        if path:
            self.post_message(self.Told(f"Written: {path}, readable by you alone."))

    async def action_take_in(self) -> None:
        await self.app.run_action("import_log")

    async def action_about_you(self) -> None:
        await self.app.run_action("about_you")

    def action_filter(self) -> None:
        shown_if(True, self.query_one(Field)).focus()

    @on(Field.Changed)
    def _narrowed(self, event: Field.Changed) -> None:
        try:
            self._period = read_period(event.value, self.desk.today())
        except ValueError as error:
            self.query_one("#log-line", Static).update(joined((str(error), WRONG)))
        else:
            self._show()

    @on(Field.Submitted)
    def _submitted(self) -> None:
        self.query_one(Rows).focus()

    @on(Field.Blurred)
    def _left(self) -> None:
        field = self.query_one(Field)
        shown_if(bool(field.value), field)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()
