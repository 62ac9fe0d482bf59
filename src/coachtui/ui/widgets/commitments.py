"""The commitments of an engagement: who does what by when; the open ones are carried into the next brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from coachtui.domain.cadence import CommitmentState, overdue_days
from coachtui.domain.line import CommitmentLine
from coachtui.domain.people import Party
from coachtui.domain.span import Span
from coachtui.domain.words import day, due, label, plural
from coachtui.ui import marks
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.text import LABEL, NEEDS, RIGHT, VALUE, WRONG, joined, plain
from coachtui.ui.widgets.rows import Column, Row, Rows

COLUMNS = (Column(most=1), Column(most=10), Column(most=200, grows=True), Column(most=18, right=True))

EMPTY = joined(
    ("Nothing was promised yet. ", LABEL), ("t", f"bold {NEEDS}"), (" notes what someone said they would do.", LABEL)
)

MARKS = {
    CommitmentState.OPEN: (marks.OPEN, VALUE),
    CommitmentState.DONE: (marks.DONE, RIGHT),
    CommitmentState.DROPPED: ("–", LABEL),
}


class Commitments(Commanding, Vertical):
    """The list; `space` ticks one off, `d` drops it, `enter` changes it."""

    PLACE = Place.COMMITMENTS
    BINDINGS = bindings(Place.COMMITMENTS)

    @dataclass
    class Settle(Message):
        """A commitment is to be closed or opened again."""

        commitment: CommitmentLine
        to: CommitmentState

    @dataclass
    class Edit(Message):
        """A commitment is to be changed."""

        commitment: CommitmentLine

    def __init__(self, id: str | None = None):
        super().__init__(id=id)
        self._found: dict[str, CommitmentLine] = {}

    def compose(self) -> ComposeResult:
        yield Rows(COLUMNS, title="Commitments", empty=EMPTY)

    @property
    def chosen(self) -> CommitmentLine | None:
        """The commitment under the cursor."""
        return self._found.get(self.query_one(Rows).key or "")

    def having(self) -> set[Need]:
        return {Need.COMMITMENT} if self.chosen else set()

    def show(self, found: Sequence[CommitmentLine], client: str, today: date, span: Span | None) -> None:
        """Show these commitments, in their order."""
        self._found = {one.id: one for one in found}
        rows = self.query_one(Rows)
        rows.set_rows([Row(one.id, _cells(one, client, today, span)) for one in found])
        rows.border_title = _title(found, today, span)

    def action_tick(self) -> None:
        one = self.chosen
        if one:
            is_open = one.state is CommitmentState.OPEN
            self.post_message(self.Settle(one, CommitmentState.DONE if is_open else CommitmentState.OPEN))

    def action_drop(self) -> None:
        if self.chosen and self.chosen.state is not CommitmentState.DROPPED:
            self.post_message(self.Settle(self.chosen, CommitmentState.DROPPED))

    def action_edit(self) -> None:
        if self.chosen:
            self.post_message(self.Edit(self.chosen))

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_edit()

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()


def owner(party: Party, client: str) -> str:
    """Return how an owner is called: the client's first name, "manager", "you"."""
    return {Party.CLIENT: client.split(" ")[0], Party.COACH: "you"}.get(party, label(party))


def line(one: CommitmentLine, client: str, today: date, span: Span | None = None) -> Content:
    """Return a commitment as one line."""
    mark, tone = MARKS[one.state]
    value = VALUE if one.state is CommitmentState.OPEN else LABEL
    when = _when(one, today, span)
    return joined((f"{mark} ", tone), (f"{owner(one.owner, client)}  ", LABEL), (one.body, value), "  ", when)


def _title(found: Sequence[CommitmentLine], today: date, span: Span | None) -> Content:
    open_ = [one for one in found if one.state is CommitmentState.OPEN]
    late = sum(overdue_days(one.state, one.due_on, today, span) > 0 for one in open_)
    counts = f" · {len(open_)} open" if found else ""
    return joined("Commitments", counts, (f", {late} overdue", WRONG) if late else "")


def _cells(one: CommitmentLine, client: str, today: date, span: Span | None) -> tuple[Content, ...]:
    mark, tone = MARKS[one.state]
    value = VALUE if one.state is CommitmentState.OPEN else LABEL
    return plain(mark, tone), plain(owner(one.owner, client), LABEL), plain(one.body, value), _when(one, today, span)


def _when(one: CommitmentLine, today: date, span: Span | None) -> Content:
    if one.state is not CommitmentState.OPEN:
        return plain(f"{label(one.state)} {day(one.closed_on, today)}" if one.closed_on else label(one.state), LABEL)
    if one.due_on is None:
        return plain("no date", LABEL)
    late = overdue_days(one.state, one.due_on, today, span)
    if late:
        return plain(f"{plural(late, 'day')} overdue", WRONG)
    return plain(due(one.due_on, today), NEEDS if one.due_on <= today else LABEL)
