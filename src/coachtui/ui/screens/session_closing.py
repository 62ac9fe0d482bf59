"""Closing what is over: each meeting that is still planned, one key each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachtui.domain.cadence import SessionState
from coachtui.domain.drafts import Invalid
from coachtui.domain.line import SessionLine
from coachtui.domain.words import clock, day, label, prime
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.session_rows import differs, what, yours

if TYPE_CHECKING:
    from coachtui.store.practice import Practice

COLUMNS = (
    Column(most=1), Column(most=15), Column(most=18), Column(most=30, grows=True), Column(most=4), Column(most=16)
)  # fmt: skip


class Closing(Dialog[str]):
    """What became of them? Returns the meeting that is to be moved, if that was the answer."""

    PLACE = Place.CLOSING
    BINDINGS = bindings(Place.CLOSING)

    def __init__(self, desk: Desk, page: Page):
        super().__init__()
        self._desk = desk
        self._page = page
        self._meetings = {one.id: one for one in page.unclosed(desk.now())}
        self._became: dict[str, SessionState] = {}
        self._pending = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "What became of them?" if len(self._meetings) > 1 else "What became of it?"
            yield Rows(COLUMNS)
            yield Footer()

    def on_mount(self) -> None:
        self._draw()

    def action_held(self) -> None:
        self._close(SessionState.HELD, lambda one: lambda practice: writes.cadence.hold(practice, one.id))

    def action_no_show(self) -> None:
        self._close(SessionState.NO_SHOW, lambda one: lambda practice: writes.cadence.no_show(practice, one.id))

    def action_cancelled(self) -> None:
        self._correct(SessionState.CANCELLED)

    def action_cancelled_late(self) -> None:
        self._correct(SessionState.LATE_CANCELLED)

    def action_moved(self) -> None:
        key = self.query_one(Rows).key
        if key and key not in self._became:
            self.dismiss(key)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()

    def _correct(self, to: SessionState) -> None:
        self._close(to, lambda one: lambda practice: writes.cadence.correct(practice, one.id, to))

    @work(group="close")
    async def _close(self, to: SessionState, job: Callable[[SessionLine], Callable[[Practice], None]]) -> None:
        """Store what became of the meeting under the cursor, and go on to the next."""
        key = self.query_one(Rows).key
        if not key or key in self._became:
            return
        # At once, so that the next key already means the next meeting.
        self._became[key] = to
        self._pending += 1
        self._draw()
        meeting = self._meetings[key]
        try:
            await self._desk.gateway.write(job(meeting))
        except (Invalid, PracticeError) as error:
            del self._became[key]
            self._draw()
            self.app.post_message(Frame.Failed(_reason(error)))
            return
        finally:
            self._pending -= 1
        said = f"{label(to).capitalize()}: {what(meeting, None)}, {self._day(meeting)}"
        self.app.post_message(Frame.Wrote(said))
        if len(self._became) == len(self._meetings) and not self._pending and self.is_current:
            self.dismiss(None)

    def _draw(self) -> None:
        rows = self.query_one(Rows)
        waiting = next((key for key in self._meetings if key not in self._became), None)
        here = rows.key if rows.key not in self._became else waiting
        rows.set_rows([Row(key, self._cells(one)) for key, one in self._meetings.items()], here)

    def _cells(self, one: SessionLine) -> tuple[Content, ...]:
        became = self._became.get(one.id)
        mark, tone = marks.SESSIONS[became] if became else (marks.NEEDS_YOU, f"bold {NEEDS}")
        own = yours(one, self._page.coach_zone) if differs(one, self._page.coach_zone) else ""
        return (
            plain(mark, tone),
            plain(self._day(one), VALUE),
            joined((clock(one.starts_local), STRONG), (f"  you {own}" if own else "", LABEL)),
            plain(what(one, self._page.cadence.usage), LABEL if became else VALUE),
            plain(prime(one.minutes), LABEL),
            joined((label(became), tone)) if became else Content(""),
        )

    def _day(self, one: SessionLine) -> str:
        return day(one.starts_local.date(), self._page.today)


def _reason(error: Invalid | PracticeError) -> str:
    if isinstance(error, Invalid):
        return " ".join(problem.message for problem in error.problems)
    return str(error)
