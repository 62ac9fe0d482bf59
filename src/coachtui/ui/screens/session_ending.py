"""The end of a session: what will be recorded is shown before it is; then one undo takes it all back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from coachtui import config
from coachtui.domain.cadence import CommitmentState, SessionDraft
from coachtui.domain.drafts import Invalid
from coachtui.domain.ending import UNDERNEATH, Ended, Ending, EndingDraft, Left, Page
from coachtui.domain.proposal import Proposal, next_session, unusual
from coachtui.domain.words import clock, duration, exact, label, moment
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import ending as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import NEEDS, WRONG, joined, plain
from coachtui.ui.widgets.ending_question import NONE, EndingField, EndingQuestion, read_minutes, read_next
from coachtui.ui.widgets.ending_rows import BLANK, COLUMNS, LENGTH, LINE, NEXT, OPEN, Choice, told
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from coachtui.store.driver import Connection

Keep = Callable[[Mapping[str, CommitmentState], Mapping[str, str]], None]
"""Stores the answers, and what else belongs into the cockpit's draft: called after each of them."""
KEPT = "ending next"
"""The field of the cockpit's draft that holds the next session as the coach changed it."""

AROUND, TOLD, LEAST = 9, 4, 3
"""Lines that the dialog has besides its rows, those told above them, and the fewest that the rows take."""


class SessionEnding(Dialog[Ended | Left]):
    """Returns `Ended` once the session is recorded, or `Left` when the coach writes on; then nothing is recorded."""

    PLACE = Place.ENDING
    BINDINGS = bindings(Place.ENDING)
    CSS_PATH = "../styles/ending.tcss"
    HORIZONTAL_BREAKPOINTS = Frame.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Frame.VERTICAL_BREAKPOINTS

    def __init__(self, desk: Desk, draft: EndingDraft, keep: Keep):
        super().__init__()
        self._desk = desk
        self._draft = draft
        self._keep = keep
        self._page: Page | None = None
        self._answers = dict(draft.answers)
        self._minutes = draft.minutes
        self._proposal = Proposal(None, ())
        self._typed = draft.rest.get(KEPT)
        self._full: dict[str, Content] = {}
        self._recording = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = joined(f"End the session with {self._draft.client}: this will be recorded")
            yield Static(id="ending-told")
            yield Rows(COLUMNS)
            yield Static(id="ending-full")
            yield EndingQuestion()
            yield Footer()

    def on_mount(self) -> None:
        self._draw()
        self._read()

    def having(self) -> set[Need]:
        row = self.query_one(Rows).key or ""
        found = {Need.COMMITMENT} if row.startswith(OPEN) else set()
        is_free = self._page is not None and self._page.around.planned is None
        if row.startswith(LINE) or row == LENGTH or (row == NEXT and is_free):
            found.add(Need.ROW)
        return found | ({Need.UNPLANNED} if is_free else set())

    # What is there

    def renew(self) -> None:
        self._read()

    @work(exclusive=True, group="ending")
    async def _read(self) -> None:
        """Read what stands in the practice; what was changed there meanwhile is told, and nothing chosen is lost."""
        draft, now = self._draft, self._desk.present_now()
        settings = config.load(self._desk.paths.settings)[0]
        trouble = ""

        def read(db: Connection) -> Page:
            nonlocal trouble
            # On the store's thread: the library of holidays takes its time.
            places, trouble = config.holiday_places(settings)
            return reads.page(db, draft.session_id, now, draft.started, draft.notes, places)

        try:
            page = await self._desk.gateway.read(read)
        except PracticeError as error:
            self._page = None
            self._tell(plain(f"Nothing can be recorded. {error}", WRONG))
            return
        is_first = self._page is None
        self._page = page
        self._proposal = next_session(page.around)
        self._tell(self._about(page, trouble))
        self._draw()
        if is_first:
            self._begin()

    def _about(self, page: Page, trouble: str) -> Content | None:
        parts = [UNDERNEATH.get(page.underneath, "")]
        if page.theirs:
            parts.append(f"Its notes were written {page.theirs[0].where} too: both are kept, for the merge desk.")
        if trouble:
            parts.append(f"In the settings, holidays: {trouble}")
        words = " ".join(filter(None, parts))
        return plain(words, NEEDS) if words else None

    def _begin(self) -> None:
        """Put the cursor on the first thing that is asked, unless what stands above would go out of sight."""
        rows = self.query_one(Rows).rows
        if len(rows) <= self._room:
            self._go(next((row.key for row in rows if row.key.startswith(OPEN)), NEXT))

    def on_resize(self) -> None:
        self._draw()

    @property
    def _room(self) -> int:
        """How many lines the rows may take."""
        is_told = self.query_one("#ending-told").has_class("-shown")
        return max(LEAST, self.size.height - AROUND - (TOLD if is_told else 0))

    @property
    def _next(self) -> SessionDraft | None:
        """The next session as it will be planned."""
        if self._page is None or self._page.around.planned is not None or self._typed == NONE:
            return None
        if self._typed:
            return self._as_typed(self._typed).settled()
        return self._proposal.draft

    def _as_typed(self, starts: str) -> SessionDraft:
        assert self._page is not None
        return self._page.around.draft(datetime.fromisoformat(starts))

    @property
    def _choice(self) -> Choice:
        page, found = self._page, self._next
        if page is None:
            return Choice(self._minutes, self._answers)
        planned = page.around.planned
        against = unusual(self._as_typed(self._typed), page.around) if found and self._typed else ""
        why = "as you chose; n plans one" if self._typed == NONE else "" if self._typed else self._proposal.words
        on = found.starts_local.date() if found else planned.date() if planned else None
        return Choice(self._minutes, self._answers, found, why, against, on)

    def _draw(self, row: str | None = None) -> None:
        shown = list(told(self._draft, self._page, self._choice))
        if len(shown) > self._room:
            shown = [one for one in shown if one.row is not BLANK]
        self._full = {one.row.key: one.full for one in shown if one.row.key}
        rows = self.query_one(Rows)
        rows.set_rows([one.row for one in shown], row)
        # A list is as high as its rows, or as what there is.
        rows.styles.height = min(len(shown), self._room)
        self._show_full()
        self.refresh_bindings()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._show_full()
        self.refresh_bindings()

    def _show_full(self) -> None:
        self.query_one("#ending-full", Static).update(self._full.get(self.query_one(Rows).key or "", Content("")))

    def _go(self, row: str) -> None:
        rows = self.query_one(Rows)
        rows.set_rows(rows.rows, row)
        self._show_full()
        self.refresh_bindings()

    # Commitments from before

    def action_settle_done(self) -> None:
        self._settle(CommitmentState.DONE)

    def action_settle_open(self) -> None:
        self._settle(CommitmentState.OPEN)

    def action_settle_dropped(self) -> None:
        self._settle(CommitmentState.DROPPED)

    def _settle(self, state: CommitmentState) -> None:
        """Take the answer, and go on to the next that is asked."""
        rows = self.query_one(Rows)
        here = rows.key or ""
        if not here.startswith(OPEN):
            return
        self._answers[here.removeprefix(OPEN)] = state
        self._chosen()
        keys = [row.key for row in rows.rows if row.key]
        self._draw(keys[min(keys.index(here) + 1, len(keys) - 1)])

    # Changing a row

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_open_row()

    def action_open_row(self) -> None:
        row = self.query_one(Rows).key or ""
        if row.startswith(LINE):
            self._leave(int(row.removeprefix(LINE)))
        elif row == LENGTH:
            self._ask(row, "How many minutes did it take?", str(self._minutes))
        elif row == NEXT and self._page is not None and self._page.around.planned is None:
            found = self._next
            starts = found.starts_local if found else None
            self._ask(row, "The next session:", f"{exact(starts.date())} {clock(starts)}" if starts else "")

    def action_no_next(self) -> None:
        if self._page is not None and self._page.around.planned is None:
            self._typed = None if self._typed == NONE or self._next is None else NONE
            self._chosen()
            self._draw(NEXT)

    def _ask(self, row: str, words: str, value: str) -> None:
        self.query_one(EndingQuestion).ask(row, words, value)
        self._show_read()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._show_read()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take_typed()

    def on_descendant_focus(self) -> None:
        question = self.query_one(EndingQuestion)
        if question.asked and not isinstance(self.focused, EndingField):
            question.hide()
        self.refresh_bindings()

    def _take_typed(self) -> bool:
        """Take what was typed into the row; False when it can't be read, and then it is told."""
        question = self.query_one(EndingQuestion)
        row = question.asked
        try:
            if row == LENGTH:
                self._minutes = read_minutes(question.typed)
            elif row == NEXT and self._page is not None:
                starts = read_next(question.typed, self._page.around)
                self._typed = starts.isoformat() if starts else NONE
                self._chosen()
        except ValueError as error:
            question.tell(str(error), wrong=True)
            return False
        self.query_one(Rows).focus()
        self._draw(row)
        return True

    def _show_read(self) -> None:
        """Show beside the field how it is read, while it is typed."""
        question = self.query_one(EndingQuestion)
        if question.asked == LENGTH:
            question.tell("minutes")
        elif question.asked == NEXT and self._page is not None:
            try:
                starts = read_next(question.typed, self._page.around)
            except ValueError:
                question.tell("not a date yet")
                return
            against = unusual(self._page.around.draft(starts), self._page.around) if starts else ""
            read = moment(starts, self._page.around.today) if starts else "no next session"
            question.tell(f"{read}{f': {against}' if against else ''}")

    # Leaving

    def action_close(self) -> None:
        self._leave()

    def _leave(self, line: int | None = None) -> None:
        if not self._recording:
            self.dismiss(Left(line))

    def _chosen(self) -> None:
        """Let the cockpit keep what was answered; once the session is being recorded it has nothing to keep."""
        if not self._recording:
            rest = {name: value for name, value in self._draft.rest.items() if name != KEPT}
            self._keep(self._answers, rest | ({KEPT: self._typed} if self._typed else {}))

    def action_record(self) -> None:
        if (
            not self._recording
            and self._page is not None
            and (not self.query_one(EndingQuestion).asked or self._take_typed())
        ):
            self._record(self._page)

    @work(group="record")
    async def _record(self, page: Page) -> None:
        ending = Ending.of(
            self._draft,
            minutes=self._minutes,
            settled=self._answers,
            next=self._next,
            next_on=page.around.planned.date() if page.around.planned else None,
        )
        self._recording = True
        try:
            held = await asyncio.shield(self._desk.gateway.write(lambda practice: writes.ending.end(practice, ending)))
        except Invalid as invalid:
            words = " ".join(problem.message for problem in invalid.problems)
            self._tell(plain(f"Nothing was recorded. {words}", WRONG))
        except PracticeError as error:
            self._tell(plain(f"Nothing was recorded; what you typed is kept. {error}", WRONG))
        else:
            following = f"; next {moment(ending.next.starts_local, page.around.today)}" if ending.next else ""
            kind = "session" if page.meeting.kind == "coaching" else label(page.meeting.kind)
            said = f"Held: {kind} with {self._draft.client}, {duration(ending.held_minutes)}{following}"
            self.app.post_message(Frame.Wrote(said))
            self.dismiss(Ended(held))
        finally:
            self._recording = False

    def _tell(self, words: Content | None) -> None:
        line = self.query_one("#ending-told", Static)
        line.update(words or Content(""))
        line.set_class(words is not None, "-shown")
