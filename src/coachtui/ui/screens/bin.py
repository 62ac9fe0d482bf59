"""The bin: what lies in it, the latest first, and the way out of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.conflicts import BinLine, Restored
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import clock, distance, exact
from coachtui.store import writes
from coachtui.store.reads import bin as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, marked, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.people import nothing_with
from coachtui.ui.widgets.rows import Column, Row, Rows

if TYPE_CHECKING:
    from coachtui.store.practice import Practice

MOST = 500
"""Records that are listed; older ones are found by their words."""
COLUMNS = (
    Column("since", most=12),
    Column("what", most=60, grows=True),
    Column("with it", most=26, from_width=76),
    Column("how it came here", most=44, from_width=100),
    Column("on", most=14, from_width=112),
)
EMPTY = joined(("The bin is empty.", STRONG)) + "\n\n" + joined(
    ("What you remove, and what an undo takes back, lies here until you want it again; ", LABEL),
    ("r", f"bold {NEEDS}"), (" takes it out.", LABEL),
)  # fmt: skip


class BinScreen(Frame):
    """Lists what lies in the bin; below stands how the record under the cursor came there."""

    PLACE = Place.BIN
    BINDINGS = bindings(Place.BIN)
    CSS_PATH = "../styles/merge_desk.tcss"

    def __init__(self, desk: Desk, in_hand: EngagementCard | None = None):
        super().__init__(desk, in_hand)
        self._found: dict[str, BinLine] = {}
        self._wanted: str | None = None

    def body(self) -> ComposeResult:
        field = Field(placeholder="a few letters of what it is, or of how it came here", id="filter")
        yield shown_if(False, field)
        yield Rows(COLUMNS, title="Bin", id="binned", classes="-led")
        yield Static(id="bin-line")

    def on_mount(self) -> None:
        self.query_one("#binned").focus()

    @property
    def chosen(self) -> BinLine | None:
        """The record under the cursor."""
        rows = self.query("#binned").results(Rows)
        return next((self._found[row.key] for row in rows if row.key in self._found), None)

    def having(self) -> set[Need]:
        return {Need.ROW, Need.LOST} if self.chosen else set()

    async def load(self) -> None:
        typed = self.query_one(Field).value
        found = await self.desk.gateway.read(lambda db: reads.binned(db, self.desk.now(), MOST, typed))
        self._found = {f"{one.table} {one.row}": one for one in found}
        rows, now = self.query_one("#binned", Rows), self.desk.now()
        rows.empty = nothing_with(typed) if typed else EMPTY
        rows.set_rows([Row(key, _cells(one, now, typed)) for key, one in self._found.items()], self._wanted)
        more = "+" if len(found) == MOST else ""
        rows.border_title = joined("Bin", (f" · {len(found)}{more}" if found else "", LABEL))
        self._wanted = None
        self._tell_about()

    def action_restore(self) -> None:
        one = self.chosen
        if one is None:
            return
        keys = [*self._found]
        place = keys.index(f"{one.table} {one.row}")
        self._wanted = next(iter((*keys[place + 1 :], *reversed(keys[:place]))), None)
        self.write(_restoring(one), f"Out of the bin: {one.what}").add_done_callback(self._restored)

    def _restored(self, done: asyncio.Future[Restored]) -> None:
        if not done.cancelled() and done.exception() is None:
            self.done_here |= {done.result().done}

    def action_filter(self) -> None:
        field = self.query_one(Field)
        shown_if(True, field)
        field.focus()

    @on(Field.Changed)
    def _narrowed(self) -> None:
        self.reload()

    @on(Field.Submitted)
    def _submitted(self) -> None:
        self.query_one("#binned").focus()

    @on(Field.Blurred)
    def _left(self) -> None:
        field = self.query_one(Field)
        shown_if(bool(field.value), field)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell_about()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_restore()

    def _tell_about(self) -> None:
        one = self.chosen
        self.query_one("#bin-line", Static).update(_about(one, self.desk.now()) if one else "")
        self.refresh_bindings()


def _restoring(one: BinLine) -> Callable[[Practice], Restored]:
    return lambda practice: writes.bin.restore(practice, one.table, one.row)


def _cells(one: BinLine, now: datetime, typed: str) -> tuple[Content, ...]:
    at = one.binned_at.astimezone(now.tzinfo)
    return (
        plain(_when(at, now.date()), LABEL),
        marked(one.what, typed).stylize_before(VALUE),
        plain(one.along, LABEL),
        marked(one.words, typed).stylize_before(LABEL),
        plain(one.device, LABEL),
    )


def _about(one: BinLine, now: datetime) -> Content:
    at = one.binned_at.astimezone(now.tzinfo)
    device = f" on {one.device}" if one.device else ""
    with_it = f" With it went {one.along}; it comes back with it." if one.along else ""
    return joined((one.what, STRONG)) + "\n" + joined(
        (f"In the bin since {exact(at.date())}, {clock(at)}{device}", LABEL),
        (": " if one.words else ".", LABEL), (one.words, VALUE), ("." if one.words else "", LABEL), (with_it, LABEL),
    )  # fmt: skip


def _when(at: datetime, today: date) -> str:
    return clock(at) if at.date() == today else distance(at.date(), today)
