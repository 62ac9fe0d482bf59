"""The brief beside the notes of a session: what is open, the goals, what came in, what was said last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.message import Message

from coachtui.domain.brief import Brief
from coachtui.domain.cadence import CommitmentState
from coachtui.ui import brief as briefs
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.text import LABEL, cell, joined, plain
from coachtui.ui.widgets.commitments import MARKS
from coachtui.ui.widgets.rows import Column, Row, Rows

BLANK = Row("", (Content(""),))


class BriefPane(Commanding, Rows):
    """Open commitments can be answered here; the answers are recorded when the session is ended."""

    PLACE = Place.WALK_IN
    BINDINGS = bindings(Place.WALK_IN)

    @dataclass
    class Answered(Message):
        """The coach says what became of a commitment."""

        commitment_id: str
        state: CommitmentState

    @dataclass
    class Go(Message):
        """The coach wants to be in another part of the screen: "notes" or "captured"."""

        part: str

    def __init__(self) -> None:
        super().__init__((Column(grows=True, most=200),), title="Brief", id="walk-in")
        self._brief: Brief | None = None
        self._today: date | None = None
        self._answers: Mapping[str, CommitmentState] = {}

    def having(self) -> set[Need]:
        return {Need.ROW} if self.key else set()

    def show(self, brief: Brief, answers: Mapping[str, CommitmentState], today: date) -> None:
        """Show a brief, and what was answered about its commitments."""
        self._brief, self._answers, self._today = brief, dict(answers), today
        self._lay()

    def on_resize(self) -> None:
        self._lay()

    def action_settle_done(self) -> None:
        self._answer(CommitmentState.DONE)

    def action_settle_open(self) -> None:
        self._answer(CommitmentState.OPEN)

    def action_settle_dropped(self) -> None:
        self._answer(CommitmentState.DROPPED)

    def action_notes(self) -> None:
        self.post_message(self.Go("notes"))

    def action_captured(self) -> None:
        self.post_message(self.Go("captured"))

    def _answer(self, state: CommitmentState) -> None:
        if self.key:
            self.post_message(self.Answered(self.key, state))

    def _lay(self) -> None:
        width = self.scrollable_content_region.width
        if self._brief is not None and self._today is not None and width > 0:
            found = [*self._drawn_brief(self._brief, self._today, width)]
            if found != list(self.rows):
                self.set_rows(found)

    def _drawn_brief(self, brief: Brief, today: date, width: int) -> Iterator[Row]:
        for index, group in enumerate(briefs.groups(brief, today)):
            if index:
                yield BLANK
            if group.heading:
                yield Row("", (plain(group.heading, LABEL),))
            for thing in group.things:
                yield from self._thing(thing, width)
            if group.more:
                yield Row("", (plain(f"and {group.more}", LABEL),))

    def _thing(self, thing: briefs.Thing, width: int) -> Iterator[Row]:
        mark, tone, what = thing.mark, LABEL, thing.what
        state = self._answers.get(thing.key, CommitmentState.OPEN)
        if state is not CommitmentState.OPEN:
            mark, tone = MARKS[state]
            what = plain(what.plain, LABEL)
        indent = len(mark) + 1 if mark else 0
        if thing.figure is not None:
            room = width - indent - thing.figure.cell_length - 1
            lines = [cell(what, room) + " " + thing.figure]
        else:
            lines = what.wrap(max(1, width - indent)) or [what]
        for index, line in enumerate(lines):
            lead = joined((f"{mark} ", tone)) if mark and not index else plain(" " * indent)
            yield Row("" if index else thing.key, (lead + line,))
