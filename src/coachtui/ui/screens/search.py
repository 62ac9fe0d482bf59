"""Search: everything that holds the words, as they are typed, and a way to where it stands."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from coachtui.domain.search import Found, Hit
from coachtui.store.reads import search as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.showing import shown_if
from coachtui.ui.telling import told
from coachtui.ui.widgets import hits as drawn
from coachtui.ui.widgets.field import Symbols
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Row, Rows

PAUSE = 0.06
"""Seconds for which typing rests before it is searched: a word that is typed on is not searched letter by letter."""
LIMIT = 100


class Search(Dialog[Hit]):
    """Searches as letters are typed; returns the hit that the coach wants to go to. Nothing typed here is kept."""

    PLACE = Place.SEARCH
    BINDINGS = bindings(Place.SEARCH)
    CSS_PATH = "../styles/search.tcss"

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._hits: dict[str, Hit] = {}
        self._shown_for: str | None = None
        self._going = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = "Search"
            yield Input(placeholder="words from a note, a goal, a name …", highlighter=Symbols())
            rows = Rows(drawn.COLUMNS, empty=drawn.NOTHING_YET, classes="-led")
            rows.can_focus = False
            yield rows
            yield shown_if(False, Static(id="hit"))
            yield Footer()

    @work(exclusive=True, group="load")
    async def look(self, words: str) -> None:
        """Show what holds every word, once typing rests."""
        found = Found((), 0, False)
        if words.strip():
            await asyncio.sleep(PAUSE)
            with told(self):
                found = await self._desk.gateway.read(reads.search, words, LIMIT)
        today = self._desk.today()
        self._hits = {f"{hit.kind} {hit.id}": hit for hit in found.hits}
        rows = self.query_one(Rows)
        rows.empty = drawn.nothing_with(words) if words.strip() else drawn.NOTHING_YET
        lines = [Row(key, drawn.cells(hit, words, today)) for key, hit in self._hits.items()]
        rows.set_rows(lines, lines[0].key if lines else None)
        self.query_one(".box").border_subtitle = drawn.told(found)
        self._shown_for = words
        self._show_hit()
        if self._going:
            self.action_open_hit()

    def action_open_hit(self) -> None:
        hit = self._hits.get(self.query_one(Rows).key or "")
        if self._shown_for != self.query_one(Input).value:
            # Enter was quicker than the search: what was typed decides.
            self._going = True
        elif hit:
            self.dismiss(hit)
        else:
            self._going = False

    def action_next(self) -> None:
        self.query_one(Rows).action_cursor_down()

    def action_previous(self) -> None:
        self.query_one(Rows).action_cursor_up()

    def action_page_down(self) -> None:
        self.query_one(Rows).action_page_down()

    def action_page_up(self) -> None:
        self.query_one(Rows).action_page_up()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._going = False
        self.look(event.value)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_hit()

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_open_hit()

    def _show_hit(self) -> None:
        hit = self._hits.get(self.query_one(Rows).key or "")
        about = shown_if(hit is not None, self.query_one("#hit", Static))
        if hit:
            roomy = self.size.width >= drawn.ROOMY
            about.update(drawn.about(hit, self._shown_for or "", self._desk.today(), roomy=roomy))
