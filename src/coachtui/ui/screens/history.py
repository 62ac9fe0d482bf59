"""What happened around an engagement: the latest first, with the device on which it was done."""

from __future__ import annotations

from datetime import date, datetime

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachtui.domain.words import clock, distance, exact
from coachtui.store import history
from coachtui.store.errors import PracticeError
from coachtui.store.history import Event
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

PAGE = 100

COLUMNS = (
    Column("when", most=12),
    Column("exactly", most=22, from_width=60),
    Column("what was done", most=60, grows=True),
    Column("on", most=16, from_width=100),
)
EMPTY = joined(("Nothing was recorded yet.", LABEL))


class History(Dialog[None]):
    """Lists what was done around one engagement; `j` and `k` go through it, `esc` leaves."""

    CSS_PATH = "../styles/people.tcss"

    def __init__(self, desk: Desk, engagement_id: str, client: str):
        super().__init__()
        self._desk = desk
        self._engagement_id = engagement_id
        self._client = client
        self._read = 0
        self._all_read = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = joined("History · ", self._client)
            yield Rows(COLUMNS, empty=EMPTY)
            yield Footer()

    def on_mount(self) -> None:
        self.read_on()

    @work(exclusive=True, group="load")
    async def read_on(self) -> None:
        """Read the next page."""
        rows = self.query_one(Rows)
        try:
            events = await self._desk.gateway.read(history.around, self._engagement_id, PAGE, self._read)
        except PracticeError as error:
            rows.empty = paragraph(str(error), WRONG)
            rows.set_rows([])
            return
        self._all_read = len(events) < PAGE
        now = self._desk.now()
        drawn = [Row(str(number), _cells(event, self._client, now)) for number, event in enumerate(events, self._read)]
        if self._read:
            rows.add_rows(drawn)
        else:
            rows.set_rows(drawn)
        self._read += len(events)

    @on(Rows.NearEnd)
    def _near_end(self) -> None:
        if not self._all_read:
            self.read_on()


def _cells(event: Event, client: str, now: datetime) -> tuple[Content, ...]:
    at = event.at.astimezone(now.tzinfo)
    return (
        plain(_when(at, now.date()), STRONG),
        plain(f"{exact(at.date())}, {clock(at)}", LABEL),
        _words(event, client),
        plain(event.device, LABEL),
    )


def _when(at: datetime, today: date) -> str:
    return clock(at) if at.date() == today else distance(at.date(), today)


def _words(event: Event, client: str) -> Content:
    way = {"undo": "took back: ", "redo": "did again: "}.get(event.kind, "")
    # Whose history it is stands above.
    return joined((way, LABEL), (event.words.replace(f" with {client}", "", 1), VALUE))
