"""Rollup: the whole practice in numbers, each open to its arithmetic, and what to look at next."""

from __future__ import annotations

import asyncio
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from coachtui.domain.rollup import Cell, Cut, Figure, Rollup
from coachtui.store import errors
from coachtui.store.gateway import LongWork
from coachtui.store.reads import rollup as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens.frame import NOTICED, Frame
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, RIGHT, STRONG, VALUE, joined
from coachtui.ui.widgets import rollup_rows
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.header import Header
from coachtui.ui.widgets.rows import Rows

NOTHING = joined(
    ("No engagement yet. ", STRONG),
    ("When there are some, their states, pace, three-ways and goals are counted here. ", LABEL),
    ("e", f"bold {NEEDS}"), (" opens their list, where one begins.", LABEL),
)  # fmt: skip
STOPPED = joined(("Stopped. ", STRONG), ("r", f"bold {NEEDS}"), (" counts again.", LABEL))
ALL_WELL = joined(
    ("✓ ", RIGHT), ("Nobody to look at: none is stalled, unaligned, behind or has overdue commitments.", LABEL)
)


class RollupScreen(Frame):
    """Counted beside the screens, so that nothing waits for it; `esc` stops the counting."""

    PLACE = Place.ROLLUP
    ANSWERS_WHILE_READING = True
    BINDINGS = bindings(Place.ROLLUP)
    CSS_PATH = "../styles/rollup.tcss"

    rollup: Rollup | None = None
    cut: Cut = Cut.COACH
    moment: datetime | None = None
    """Of which moment the figures are; while a filter is typed they stay of that moment."""
    _narrowing = False
    _counting: LongWork[Rollup] | None = None

    def body(self) -> ComposeResult:
        hint = "a few letters of coach, programme, organisation, code or state"
        yield shown_if(False, Field(placeholder=hint, id="filter"))
        with Container(id="rollup"):
            with Container(id="above"):
                yield Rows(rollup_rows.FIGURES, title="Practice", id="figures", classes="-led")
                yield Rows(rollup_rows.LOOKS, title="Next to look at", id="looks")
            yield Rows(rollup_rows.cell_columns(self.cut), title="By coach", id="cells")

    def having(self) -> set[Need]:
        found = {Need.COUNTED} if self.rollup else set[Need]()
        rows = self.focused
        if isinstance(rows, Rows) and rows.key:
            found.add(Need.ROW)
            if rows.id == "looks":
                found.add(Need.LOOK)
        return found | ({Need.COUNTING} if self._counting else set())

    async def load(self) -> None:
        typed = self.query_one(Field).value
        now = self.moment if self._narrowing and self.moment else self.desk.now()
        self._narrowing = False
        work = self.desk.gateway.long(
            lambda practice, task: reads.rollup(practice.db, now, words=typed, step=task.step), self._progress
        )
        # Whoever has stopped it does not wait for its end any more.
        work.result.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        self._counting = work
        self.refresh_bindings()
        noticed = self.set_timer(NOTICED, self._tell_counting)
        try:
            self.rollup = await asyncio.shield(work.result)
            self.moment = now
        except asyncio.CancelledError:
            work.stop()
            raise
        except errors.Stopped:
            if self.rollup is None:
                self._show_nothing(STOPPED)
            return
        finally:
            noticed.stop()
            if self._counting is work:
                self._counting = None
                self.refresh_bindings()
        self._show(self.rollup)
        if self.focused is None:
            self.query_one("#figures", Rows).focus()

    def _tell_counting(self, progress: str = "") -> None:
        """Say what is done, where there are no figures yet; others stay until the new ones are there."""
        if self.rollup is None:
            self._show_nothing(joined((f"Counting{progress} … ", STRONG), ("esc", f"bold {NEEDS}"), (" stops.", LABEL)))

    def _progress(self, done: int, steps: int) -> None:
        header = self.query_one(Header)
        if header.busy and self._counting:
            header.busy = f"counting {done + 1}/{steps}"
            self._tell_counting(f", step {done + 1} of {steps}")

    def _show(self, rollup: Rollup) -> None:
        figures, looks = self.query_one("#figures", Rows), self.query_one("#looks", Rows)
        figures.border_title = rollup_rows.title(rollup)
        figures.border_subtitle = rollup_rows.growth(rollup)
        nothing = _no_match(rollup.words) if rollup.words else NOTHING
        figures.empty = nothing
        figures.set_rows(rollup_rows.figure_rows(rollup.total) if rollup.total.engagements else [])
        looks.empty = ALL_WELL if rollup.total.engagements else Content("")
        looks.set_rows(rollup_rows.look_rows(rollup))
        looks.border_title = f"Next to look at · {rollup.looks_in_all:,}" if rollup.looks_in_all else "Next to look at"
        self._show_cut(rollup)
        self.refresh_bindings()

    def _show_cut(self, rollup: Rollup) -> None:
        cells = self.query_one("#cells", Rows)
        cells.columns = rollup_rows.cell_columns(self.cut)
        cells.set_rows(rollup_rows.cell_rows(rollup, self.cut))
        names = ((f" {cut.value} ", STRONG if cut is self.cut else LABEL) for cut in Cut)
        cells.border_title = joined(("By", LABEL), *names)
        cells.border_subtitle = joined((f"{len(rollup.cuts[self.cut]):,}", LABEL)) if rollup.cuts[self.cut] else ""

    def _show_nothing(self, words: Content) -> None:
        figures = self.query_one("#figures", Rows)
        figures.empty = words
        figures.set_rows([])

    # Keys

    def action_next_cut(self) -> None:
        cuts = list(Cut)
        self.cut = cuts[(cuts.index(self.cut) + 1) % len(cuts)]
        if self.rollup:
            self._show_cut(self.rollup)

    def action_again(self) -> None:
        self.reload()

    def action_stop(self) -> None:
        if self._counting:
            self._counting.stop()

    def action_filter(self) -> None:
        shown_if(True, self.query_one(Field)).focus()

    @on(Field.Changed)
    def _narrowed(self) -> None:
        self._narrowing = True
        self.reload()

    @on(Field.Submitted)
    def _submitted(self) -> None:
        self.query_one("#figures", Rows).focus()

    @on(Field.Blurred)
    def _left(self) -> None:
        field = self.query_one(Field)
        shown_if(bool(field.value), field)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def action_open_row(self) -> None:
        from coachtui.ui.screens.rollup_why import BehindCell, BehindFigure, BehindLook

        rows, rollup, moment = self.focused, self.rollup, self.moment
        if not isinstance(rows, Rows) or not rows.key or rollup is None or moment is None:
            return
        if rows.id == "figures":
            self.app.push_screen(BehindFigure(self.desk, rollup, moment, Figure(rows.key)), self._left_why)
        elif rows.id == "cells" and (cell := self._cell(rows.key)):
            self.app.push_screen(BehindCell(self.desk, rollup, moment, self.cut, cell), self._left_why)
        elif rows.id == "looks":
            place = next((n for n, look in enumerate(rollup.looks) if look.engagement_id == rows.key), None)
            if place is not None:
                self.app.push_screen(BehindLook(rollup.looks[place], place + 1), self._left_why)

    def action_take(self) -> None:
        key = self.query_one("#looks", Rows).key
        if key:
            self.post_message(self.Take(key, Place.CADENCE))

    def action_export(self) -> None:
        from coachtui.ui.screens.rollup_export import ExportRollup

        if self.rollup:
            self.app.push_screen(ExportRollup(self.rollup, self.cut), self._exported)

    def _exported(self, path: str | None) -> None:
        if path:
            self.post_message(self.Told(f"Written: {path}, readable by you alone."))

    def _left_why(self, taken: str | None) -> None:
        if taken:
            self.post_message(self.Take(taken, Place.CADENCE))

    def _cell(self, key: str) -> Cell | None:
        cells = self.rollup.cuts[self.cut] if self.rollup else ()
        return next((cell for cell in cells if rollup_rows.key_of(self.cut, cell) == key), None)


def _no_match(words: str) -> Content:
    return joined(("Nothing matches “", LABEL), (words, VALUE), ("”. Fewer letters find more; ", LABEL),
                  ("f", f"bold {NEEDS}"), (" changes them.", LABEL))  # fmt: skip
