"""The arithmetic behind a line of the rollup: formula, counts, and which engagements, by their codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.rollup import OUTCOMES, Cell, Cut, Figure, Look, Member, Rollup, said
from coachtui.domain.words import label, number
from coachtui.reports.rollup_why import Term, why, why_cell, why_look
from coachtui.store.errors import PracticeError
from coachtui.store.reads import rollup as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, NEEDS, RIGHT, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets import rollup_rows
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import Entry, Sheet

PAGE = 100

COLUMNS = (
    Column("code", most=10),
    Column("coach", most=24),
    Column("state", most=13),
    Column("held", most=11, right=True),
    Column("expected", most=8, right=True, from_width=56),
    Column("pace", most=5, right=True),
    Column("", most=12, grows=True),
)


class Behind(Dialog[str]):
    """Shows terms, and pages through the engagements; returns the one that is to be taken in hand."""

    PLACE = Place.WHY
    BINDINGS = bindings(Place.WHY)
    CSS_PATH = "../styles/rollup.tcss"

    def __init__(self, title: Content, terms: Sequence[Term]):
        super().__init__()
        self._title = title
        self._terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Sheet(id="terms")
            yield from self.listed()
            yield Footer()

    def listed(self) -> ComposeResult:
        """Yield what stands under the terms."""
        yield from ()

    def on_mount(self) -> None:
        entries = [Entry(term.name, paragraph(term.words, VALUE), most=6) for term in self._terms]
        self.query_one(Sheet).set_entries(entries)

    @property
    def chosen(self) -> str | None:
        """The engagement that enter takes in hand."""
        return None

    def having(self) -> set[Need]:
        return {Need.ROW} if self.chosen else set()

    def action_open_row(self) -> None:
        self.dismiss(self.chosen)

    def action_close(self) -> None:
        self.dismiss(None)


class BehindLook(Behind):
    """Why an engagement is next to look at."""

    def __init__(self, look: Look, place: int):
        title = joined(f"{look.code} · coach ", look.coach)
        super().__init__(title, why_look(look, place))
        self._engagement_id = look.engagement_id

    @property
    def chosen(self) -> str | None:
        return self._engagement_id


class BehindMany(Behind):
    """The terms of a figure or a cell, and the engagements behind it."""

    def __init__(
        self,
        desk: Desk,
        rollup: Rollup,
        moment: datetime,
        title: Content,
        terms: Sequence[Term],
        figure: Figure,
        cell: tuple[Cut, str] | None = None,
    ):
        super().__init__(title, terms)
        self._desk, self._words, self._moment = desk, rollup.words, moment
        self._figure, self._cell = figure, cell
        self._read = 0
        self._all_read = False

    def listed(self) -> ComposeResult:
        yield Rows(COLUMNS, title="Engagements", empty=joined(("None.", LABEL)))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Rows).focus()
        self.read_on()

    @property
    def chosen(self) -> str | None:
        return self.query_one(Rows).key

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_row()

    @on(Rows.NearEnd)
    def _near_end(self) -> None:
        if not self._all_read:
            self.read_on()

    @work(exclusive=True, group="load")
    async def read_on(self) -> None:
        """Read the next page, from the rows that were worked out for the figures."""
        rows = self.query_one(Rows)
        try:
            page = await self._desk.gateway.long(
                lambda practice, task: reads.members(
                    practice.db, self._moment, self._figure, cell=self._cell, words=self._words,
                    limit=PAGE, offset=self._read, step=task.step,
                )
            )  # fmt: skip
        except PracticeError as error:
            rows.empty = paragraph(str(error), WRONG)
            rows.set_rows([])
            return
        drawn = [_row(member, self._figure) for member in page]
        if self._read:
            rows.add_rows(drawn)
        else:
            rows.set_rows(drawn)
        self._read += len(page)
        self._all_read = len(page) < PAGE
        rows.border_title = f"Engagements · {self._read:,}{'' if self._all_read else '+'}"
        self.refresh_bindings()


class BehindFigure(BehindMany):
    """What stands behind one figure of the whole practice."""

    def __init__(self, desk: Desk, rollup: Rollup, moment: datetime, figure: Figure):
        terms = why(figure, rollup.total, rollup)
        whose = f"with “{rollup.words}”" if rollup.words else "the whole practice"
        super().__init__(desk, rollup, moment, joined(f"{said(figure)} · {whose}"), terms, figure)


class BehindCell(BehindMany):
    """The figures of one coach, programme, organisation or month, and its engagements."""

    def __init__(self, desk: Desk, rollup: Rollup, moment: datetime, cut: Cut, cell: Cell):
        title = joined(f"By {cut.value} · ", rollup_rows.called(cut, cell))
        super().__init__(desk, rollup, moment, title, why_cell(cell, rollup), Figure.ENGAGEMENTS, (cut, cell.key))


def _row(member: Member, figure: Figure) -> Row:
    # What an engagement brought is never told; of those that stand behind an outcome only that they do.
    told = Content("")
    if member.met is not None:
        told = plain(f"{marks.THREE_WAY} held", RIGHT) if member.met else plain(f"{marks.THREE_WAY} not held", WRONG)
    elif member.pace is not None and figure not in OUTCOMES:
        mark, tone = marks.PACES[member.pace]
        told = plain(f"{mark} {label(member.pace)}", tone)
    unit = " h" if member.unit is AllocationUnit.HOURS else ""
    return Row(
        member.engagement_id,
        (
            plain(member.code, VALUE),
            plain(member.coach, LABEL),
            plain(f"{marks.STATE_MARKS[member.state]} {label(member.state)}", marks.STATES.get(member.state, LABEL)),
            plain(f"{number(member.held, 1)}/{number(member.allocation, 1)}{unit}", VALUE),
            plain("" if member.expected is None else number(member.expected, 1), LABEL),
            plain("" if member.ratio is None else number(member.ratio, 3), NEEDS if _short(member) else VALUE),
            told,
        ),
    )


def _short(member: Member) -> bool:
    return member.pace is not None and member.pace.value != "on"
