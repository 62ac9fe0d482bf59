"""What happened around an engagement, or to one record: the latest first, on which device, and what it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachtui.domain.difference import Kind, compare, shown
from coachtui.domain.history import KINDS, Change, Event, Way
from coachtui.domain.words import clock, distance, exact, plural
from coachtui.store import history
from coachtui.store.errors import PracticeError
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import DATA, LABEL, RIGHT, STRONG, VALUE, WRONG, joined, paragraph, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows
from coachtui.ui.widgets.sheet import BLANK, Entry, Sheet
from coachtui.ui.widgets.versions import drawn

PAGE = 100
LISTED = 200
"""How many changes of one action are told."""
LONG = 20_000
"""Characters of text from which differences are looked for beside the screens."""
TEXT_LINES = 200

COLUMNS = (
    Column("when", most=12),
    Column("exactly", most=22, from_width=60),
    Column("what was done", most=60, grows=True),
    Column("on", most=16, from_width=100),
)
EMPTY = joined(("Nothing was recorded yet.", LABEL))
_TONES = {Way.MADE: RIGHT, Way.BINNED: WRONG, Way.REMOVED: WRONG, Way.RESTORED: RIGHT}


class History(Dialog[None]):
    """Lists what was done; below stands what the highlighted action changed, before and after."""

    CSS_PATH = "../styles/people.tcss"
    PLACE = Place.HISTORY
    BINDINGS = bindings(Place.HISTORY)

    def __init__(self, desk: Desk, engagement_id: str, client: str, record: str = ""):
        """Tell what was done around an engagement, or to the record of this key first; one of both may be empty."""
        super().__init__()
        self._desk = desk
        self._engagement_id = engagement_id
        self._client = client
        self._record = record
        self._wide = not record
        """Whether all that was done around the engagement is told."""
        self._events: list[Event] = []
        self._all_read = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Rows(COLUMNS, empty=EMPTY)
            sheet = Sheet()
            sheet.border_title = "What it changed"
            yield sheet
            yield Footer()

    def on_mount(self) -> None:
        self.read_on()

    def having(self) -> set[Need]:
        return {Need.ROW, Need.AROUND} if self._record and self._engagement_id else {Need.ROW}

    def action_around(self) -> None:
        """Turn between the record and all that was done around the engagement."""
        self._wide = not self._wide
        self._events, self._all_read = [], False
        self.read_on()

    def action_read(self) -> None:
        self.query_one(Sheet).focus()

    @work(exclusive=True, group="load")
    async def read_on(self) -> None:
        """Read the next page."""
        rows = self.query_one(Rows)
        desk, known = self._desk, len(self._events)
        try:
            if self._wide:
                name = self._client
                events = await desk.gateway.read(history.around, self._engagement_id, PAGE, known)
            else:
                name = await desk.gateway.read(history.named, self._record)
                events = await desk.gateway.read(history.of_row, self._record, PAGE, known)
        except PracticeError as error:
            rows.empty = paragraph(str(error), WRONG)
            rows.set_rows([])
            return
        self.query_one(".box").border_title = joined("History · ", name)
        self._all_read = len(events) < PAGE
        now = desk.now()
        made = [Row(str(number), _cells(event, self._client, now)) for number, event in enumerate(events, known)]
        self._events += events
        if known:
            rows.add_rows(made)
        else:
            rows.set_rows(made, "0" if made else None)
            self._tell()

    @on(Rows.NearEnd)
    def _near_end(self) -> None:
        if not self._all_read:
            self.read_on()

    @on(Rows.Moved)
    @work(exclusive=True, group="changes")
    async def _tell(self) -> None:
        """Show what the highlighted action changed."""
        key = self.query_one(Rows).key
        sheet = self.query_one(Sheet)
        if key is None:
            sheet.set_entries([])
            return
        event, today = self._events[int(key)], self._desk.today()
        row = None if self._wide else self._record
        try:
            found = await self._desk.gateway.read(history.changes, event.action, row=row, limit=LISTED, today=today)
        except PracticeError as error:
            sheet.set_entries([Entry("", paragraph(str(error), WRONG))])
            return
        if sum(len(change.before) + len(change.after) for change in found) > LONG:
            entries = await asyncio.to_thread(lambda: [*_entries(found)])
        else:
            entries = [*_entries(found)]
        sheet.set_entries(entries)


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
    # Whose history it is stands above.
    words = event.words.replace(f" with {client}", "", 1) if client else event.words
    return joined((KINDS.get(event.kind, ""), LABEL), (words, VALUE))


def _entries(changes: Sequence[Change]) -> Iterator[Entry]:
    """Yield what was changed, record by record; of texts both versions, with what differs marked."""
    if not changes:
        yield Entry("", joined(("Nothing of it can be told any more.", LABEL)))
    for place, ((what, private), some) in enumerate(groupby(changes, lambda change: (change.what, change.private))):
        if place:
            yield BLANK
        found = [*some]
        # That a record was made is told by the records alone where that is all there is to tell.
        ways = [change.way for change in found if not change.column]
        told = [(what, STRONG), ("  private" if private else "", LABEL)]
        yield Entry("", joined(*told, *((f"  {way}", _TONES[way]) for way in dict.fromkeys(ways))), wide=True)
        for change in found:
            if change.column:
                yield from _fields(change)
    if len(changes) == LISTED:
        yield Entry("", joined((f"The first {plural(LISTED, 'change')} are shown.", LABEL)), wide=True)


def _fields(change: Change) -> Iterator[Entry]:
    if change.withheld:
        yield Entry(change.field, joined(("changed; what raters answer is not told", LABEL)))
    elif not change.is_text or not (change.before and change.after):
        before = paragraph(change.before, LABEL) if change.before else joined(("nothing", LABEL))
        after = paragraph(change.after, VALUE) if change.after else joined(("nothing", LABEL))
        yield Entry(change.field, before + joined(("  →  ", DATA)) + after, most=TEXT_LINES)
    else:
        pieces = compare(change.before, change.after)
        yield Entry(change.field, joined(("before  ", LABEL)) + drawn(shown(pieces, Kind.MINE)), most=TEXT_LINES)
        yield Entry("", joined(("after   ", LABEL)) + drawn(shown(pieces, Kind.THEIRS)), most=TEXT_LINES)
