"""Taking another engagement in hand by a few letters."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from coachtui.domain.today import EngagementCard
from coachtui.domain.words import label
from coachtui.store.reads import engagement as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.telling import told
from coachtui.ui.text import LABEL, VALUE, joined, marked, plain
from coachtui.ui.widgets.engagements import pace
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows

LIMIT = 50
COLUMNS = (
    Column(most=28),
    Column(most=24),
    Column(most=24, grows=True),
    Column(most=11),
    Column(most=11, from_width=76),
)


class Switcher(Dialog[str]):
    """Narrows the engagements as letters are typed; returns the id of the one taken."""

    PLACE = Place.SWITCHER
    BINDINGS = bindings(Place.SWITCHER)

    def __init__(self, desk: Desk, in_hand: str | None):
        super().__init__()
        self._desk = desk
        self._in_hand = in_hand
        self._shown_for: str | None = None
        self._taking = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Take in hand"
            yield Input(placeholder="client, organisation or programme")
            rows = Rows(COLUMNS, classes="-led")
            rows.can_focus = False
            yield rows
            yield Footer()

    def on_mount(self) -> None:
        self.narrow("")

    @work(exclusive=True, group="load")
    async def narrow(self, words: str) -> None:
        """Show the engagements that hold every word."""
        cards: list[EngagementCard] = []
        with told(self):
            cards = await self._desk.gateway.read(reads.cards, self._desk.now(), words=words, limit=LIMIT)
        rows = self.query_one(Rows)
        rows.empty = joined(("Nothing matches. Fewer letters find more.", LABEL))
        drawn = [Row(card.id, _cells(card, words)) for card in cards]
        # What is in hand already is not what is looked for.
        keys = [row.key for row in drawn]
        if not words and self._in_hand in keys and len(keys) > 1:
            rows.set_rows(drawn, keys[(keys.index(self._in_hand) + 1) % len(keys)])
        else:
            rows.set_rows(drawn, keys[0] if keys else None)
        self._shown_for = words
        if self._taking:
            self.action_pick()

    def action_pick(self) -> None:
        rows = self.query_one(Rows)
        if self._shown_for != self.query_one(Input).value:
            # Enter was quicker than the list: what was typed decides.
            self._taking = True
        elif rows.key:
            self.dismiss(rows.key)
        else:
            self._taking = False

    def action_next(self) -> None:
        self.query_one(Rows).action_cursor_down()

    def action_previous(self) -> None:
        self.query_one(Rows).action_cursor_up()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._taking = False
        self.narrow(event.value)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.dismiss(event.key)


def _cells(card: EngagementCard, words: str) -> tuple[Content, ...]:
    return (
        marked(card.client, words),
        marked(card.organisation or "", words),
        marked(card.programme or card.role_title, words).stylize_before(LABEL),
        plain(label(card.state), marks.STATES.get(card.state, LABEL)),
        pace(card) or plain("", VALUE),
    )
