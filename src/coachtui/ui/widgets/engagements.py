"""The list of engagements, to pick from: paged, narrowed by a few letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from coachtui.domain.engagement import EngagementState
from coachtui.domain.today import EngagementCard
from coachtui.domain.words import label, moment, number
from coachtui.store.errors import PracticeError
from coachtui.store.reads import engagement as reads
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.showing import shown_if
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined, marked, paragraph, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.rows import Column, Row, Rows

PAGE = 50

ROOMY = 96
"""Cells from which on the list has room for role and state; below, the state stands where the pace would."""

COLUMNS = (
    Column("client", most=28),
    Column("role", most=30, grows=True, from_width=ROOMY),
    Column("organisation", most=24),
    Column("state", most=13, from_width=ROOMY),
    Column("month", most=7, right=True, from_width=70),
    Column("held", most=9, right=True),
    Column("pace", most=12, from_width=ROOMY),
    Column("stands", most=13, below=ROOMY),
    Column("next", most=16),
)

EMPTY = Content("\n\n").join(
    (
        joined(("No engagement yet.", STRONG)),
        joined(("An engagement is one client, one coach and one agreed span; all your work stands around it.", LABEL)),
        joined(
            ("On the list of engagements (", LABEL),
            ("e", f"bold {NEEDS}"),
            (") ", LABEL),
            ("n", f"bold {NEEDS}"),
            (" begins one; ", LABEL),
            ("coachtui import clients FILE", VALUE),
            (" brings many in at once.", LABEL),
        ),
    )
)


class EngagementList(Commanding, Vertical):
    """Engagements, open ones first. `enter` or a second click picks one, `f` narrows."""

    PLACE = Place.PICKING
    BINDINGS = bindings(Place.PICKING)

    @dataclass
    class Picked(Message):
        """An engagement was chosen."""

        engagement_id: str

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._cards: dict[str, EngagementCard] = {}
        self._all_read = False

    def compose(self) -> ComposeResult:
        field = Field(placeholder="a few letters of client, organisation or programme", id="filter")
        shown_if(False, field)
        yield field
        yield Rows(COLUMNS, title="Engagements")

    @property
    def chosen(self) -> EngagementCard | None:
        """The engagement under the cursor."""
        return self._cards.get(self.query_one(Rows).key or "")

    def having(self) -> set[Need]:
        return {Need.ROW} if self.chosen else set()

    @work(exclusive=True, group="load")
    async def reload(self, key: str | None = None) -> None:
        """Read the list anew and put the cursor on `key`, or leave it where it is."""
        words = self.query_one(Field).value
        wanted = max(PAGE, len(self._cards))
        try:
            cards = await self._desk.gateway.read(reads.cards, self._desk.now(), words=words, limit=wanted)
        except PracticeError as error:
            self._show_trouble(str(error))
            return
        self._cards = {card.id: card for card in cards}
        self._all_read = len(cards) < wanted
        rows = self.query_one(Rows)
        rows.empty = _nothing(words) if words else EMPTY
        rows.set_rows(self._drawn(cards, words), key)
        rows.border_title = self._title(words)
        self.refresh_bindings()

    def action_open_row(self) -> None:
        if self.chosen:
            self.post_message(self.Picked(self.chosen.id))

    def action_filter(self) -> None:
        field = self.query_one(Field)
        shown_if(True, field)
        field.focus()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_open_row()

    @on(Rows.NearEnd)
    def _near_end(self) -> None:
        if not self._all_read:
            self._read_more()

    @on(Field.Changed)
    def _narrowed(self) -> None:
        self._cards = {}
        self.reload()

    @on(Field.Submitted)
    def _submitted(self) -> None:
        self.query_one(Rows).focus()

    @on(Field.Blurred)
    def _left(self) -> None:
        field = self.query_one(Field)
        shown_if(bool(field.value), field)

    @work(exclusive=True, group="more")
    async def _read_more(self) -> None:
        words, known = self.query_one(Field).value, len(self._cards)
        cards: list[EngagementCard] = []
        try:
            cards = await self._desk.gateway.read(reads.cards, self._desk.now(), words=words, limit=PAGE, offset=known)
        except PracticeError:
            # What is read already stays; the cursor asks again.
            return
        if known == len(self._cards):
            self._cards |= {card.id: card for card in cards}
            self._all_read = len(cards) < PAGE
            rows = self.query_one(Rows)
            rows.add_rows(self._drawn(cards, words))
            rows.border_title = self._title(words)

    def _drawn(self, cards: Iterable[EngagementCard], words: str) -> list[Row]:
        today = self._desk.today()
        return [Row(card.id, _cells(card, words, today)) for card in cards]

    def _title(self, words: str) -> Content:
        count = f"{len(self._cards)}{'' if self._all_read else '+'}"
        return joined("Engagements · ", count, *(" with “", words, "”") if words else ())

    def _show_trouble(self, reason: str) -> None:
        rows = self.query_one(Rows)
        rows.empty = joined(("The engagements can't be shown now.", STRONG)) + "\n\n" + paragraph(reason, WRONG)
        rows.set_rows([])


def _nothing(words: str) -> Content:
    return joined(("Nothing matches “", LABEL), (words, VALUE), ("”. Fewer letters find more.", LABEL))


def _cells(card: EngagementCard, words: str, today: date) -> tuple[Content, ...]:
    open_ = card.state in (EngagementState.ACTIVE, EngagementState.PAUSED)
    # What is over recedes as a whole.
    tone = VALUE if open_ or card.state is EngagementState.DRAFT else LABEL
    return (
        marked(card.client, words).stylize_before(tone),
        plain(card.role_title, LABEL),
        marked(card.organisation or "", words).stylize_before(tone),
        _state(card),
        plain(f"{card.month}/{card.months}" if open_ and card.months else "", VALUE),
        _held(card, tone),
        pace(card),
        pace(card) or _state(card),
        plain(moment(card.next_session_on, today) if card.next_session_on else "", VALUE if open_ else LABEL),
    )


def _state(card: EngagementCard) -> Content:
    return plain(f"{marks.STATE_MARKS[card.state]} {label(card.state)}", marks.STATES.get(card.state, LABEL))


def _held(card: EngagementCard, tone: str) -> Content:
    unit = " h" if card.unit.value == "hours" else ""
    return plain(f"{number(card.held, 1)}/{number(card.allocation, 1)}{unit}", tone)


def pace(card: EngagementCard) -> Content:
    """Return how an active engagement goes, as mark and word; nothing for another."""
    if card.state is not EngagementState.ACTIVE:
        return Content("")
    if card.stalled:
        return plain(f"{marks.NEEDS_YOU} stalled", WRONG)
    if card.unaligned:
        return plain(f"{marks.NEEDS_YOU} unaligned", NEEDS)
    if card.pace is None:
        return Content("")
    mark, tone = marks.PACES[card.pace]
    return plain(f"{mark} {label(card.pace)}", tone)
