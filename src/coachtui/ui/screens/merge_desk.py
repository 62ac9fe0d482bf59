"""The merge desk: what two devices wrote at the same time, both versions side by side, and the coach's choice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from coachtui.domain.conflicts import ConflictKind, ConflictLine, Resolution, Versions
from coachtui.domain.difference import Kind, Piece, compare, shown
from coachtui.domain.today import EngagementCard
from coachtui.store import writes
from coachtui.store.errors import PracticeError
from coachtui.store.reads import conflicts as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.desk import Desk
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, WRONG, joined, paragraph
from coachtui.ui.widgets import conflict_rows
from coachtui.ui.widgets.rows import Rows
from coachtui.ui.widgets.versions import VersionPane, drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.store.practice import Practice

    Job = Callable[[Practice], str]

MOST = 200
"""Conflicts that are listed; the others follow when these are settled."""
LONG = 20_000
"""Characters from which on two versions are compared beside the screen, which stays alive meanwhile."""


class MergeDesk(Frame):
    """The conflicts by client and record; beside the list both versions of the one under the cursor."""

    PLACE = Place.MERGE_DESK
    BINDINGS = bindings(Place.MERGE_DESK)
    CSS_PATH = "../styles/merge_desk.tcss"

    def __init__(self, desk: Desk, in_hand: EngagementCard | None = None):
        super().__init__(desk, in_hand)
        self._lines: dict[str, ConflictLine] = {}
        self._writing: set[str] = set()
        self._settled = False
        self._arriving = False
        self._wanted: str | None = None

    def body(self) -> ComposeResult:
        with Container(id="desk"):
            yield Rows(conflict_rows.COLUMNS, id="conflicts", classes="-led")
            with Vertical(id="versions"):
                yield Static(id="about-conflict")
                with Container(id="sides"):
                    yield VersionPane("mine")
                    yield VersionPane("theirs")

    def on_mount(self) -> None:
        self.query_one("#conflicts").focus()

    @property
    def chosen(self) -> ConflictLine | None:
        """The conflict under the cursor."""
        rows = self.query("#conflicts").results(Rows)
        return next((self._lines[row.key] for row in rows if row.key in self._lines), None)

    def having(self) -> set[Need]:
        one = self.chosen
        if one is None:
            return set()
        found = {Need.ROW}
        choices = one.choices
        found |= {Need.CONFLICT} if choices else set()
        found |= {Need.VERSIONS} if Resolution.MINE in choices else set()
        found |= {Need.TEXTS} if Resolution.BOTH in choices else set()
        return found | ({Need.LOST} if Resolution.RESTORED in choices else set())

    async def load(self) -> None:
        read = reads.settled if self._settled else reads.open_conflicts
        found = await self.desk.gateway.read(read, self.desk.now(), MOST)
        self._show([one for one in found if one.id not in self._writing])

    def on_screen_resume(self) -> None:
        self._arriving = True

    def action_mine(self) -> None:
        self._choose(Resolution.MINE)

    def action_theirs(self) -> None:
        self._choose(Resolution.THEIRS)

    def action_both(self) -> None:
        self._choose(Resolution.BOTH)

    def action_restore(self) -> None:
        self._choose(Resolution.RESTORED)

    def action_leave_it(self) -> None:
        self._choose(Resolution.LEFT)

    def action_many(self) -> None:
        from coachtui.ui.screens.merge_desk_many import Many, Settle

        def chosen(wanted: Settle | None) -> None:
            if wanted:
                ids, choice = [one.id for one in wanted.lines], wanted.choice
                self._write(ids, lambda practice: writes.conflicts.resolve_all(practice, ids, choice), wanted.said)

        if self.chosen:
            self.app.push_screen(Many(self.chosen, list(self._lines.values())), chosen)

    def action_settled(self) -> None:
        self._settled = not self._settled
        self.query_one("#conflicts").focus()
        self.reload()

    def action_turn(self) -> None:
        self.focus_next("#conflicts, VersionPane")

    def action_turn_back(self) -> None:
        self.focus_previous("#conflicts, VersionPane")

    @work(exclusive=True, group="open")
    async def action_open_row(self) -> None:
        from coachtui.ui.screens.merge_desk_place import place_of

        one = self.chosen
        if one is None:
            return
        try:
            found = await self.desk.gateway.read(place_of, one)
        except PracticeError as error:
            self.post_message(self.Failed(str(error)))
            return
        if found is None:
            self.post_message(self.Told(f"{one.what} is on no screen now: it lies in the bin, or was removed."))
        elif found.engagement_id:
            self.post_message(self.Take(found.engagement_id, found.place, found.record))
        else:
            self.post_message(self.Go(found.place, found.record))

    @on(Rows.Moved, "#conflicts")
    def _moved(self) -> None:
        self._show_versions()

    @on(Rows.Opened, "#conflicts")
    def _opened(self) -> None:
        self.action_open_row()

    def _choose(self, choice: Resolution) -> None:
        one = self.chosen
        if one:
            said = conflict_rows.said(one, choice)
            self._write([one.id], lambda practice: writes.conflicts.resolve(practice, one.id, choice), said)

    def _write(self, ids: list[str], job: Job, said: str) -> None:
        """Settle conflicts, and go to the next one at once; what is refused comes back into the list."""
        keys = [*self._lines]
        place = keys.index(ids[0])
        rest = [key for key in (*keys[place:], *reversed(keys[:place])) if key not in ids]
        self._wanted = rest[0] if rest else None
        self._writing |= set(ids)
        future = self.write(job, said)

        def written(done: asyncio.Future[str]) -> None:
            self._writing -= set(ids)
            if done.cancelled():
                return
            if done.exception() is None:
                self.done_here |= {done.result()}
            elif self.is_mounted:
                self._wanted = ids[0]
                self.reload()

        future.add_done_callback(written)
        self._show([one for key, one in self._lines.items() if key not in ids])

    def _show(self, found: list[ConflictLine]) -> None:
        if self._arriving and self.in_hand:
            # What is in hand is what the coach comes for.
            here = (one.id for one in found if self.in_hand and one.engagement_id == self.in_hand.id)
            self._wanted = self._wanted or next(here, None)
        self._arriving = False
        self._lines = {one.id: one for one in found}
        rows = self.query_one("#conflicts", Rows)
        rows.empty = conflict_rows.NONE_SETTLED if self._settled else conflict_rows.EMPTY
        rows.set_rows([*conflict_rows.rows(found)], self._wanted)
        rows.border_title = conflict_rows.heading(len(found), self._settled, MOST)
        self._wanted = None
        self.set_class(not found, "-nothing")
        self._show_versions()

    def _show_versions(self) -> None:
        self.refresh_bindings()
        one = self.chosen
        if one is not None:
            self.query_one("#about-conflict", Static).update(conflict_rows.about(one, self.desk.now()))
            self._read_versions(one)

    @work(exclusive=True, group="versions")
    async def _read_versions(self, one: ConflictLine) -> None:
        try:
            found = await self.desk.gateway.read(reads.versions, one.id, self.desk.now())
        except PracticeError as error:
            self._show_sides(one, paragraph(str(error), WRONG), Content(""))
            return
        if len(found.mine) + len(found.theirs) > LONG:
            comparing = joined(("comparing…", LABEL))
            self._show_sides(one, comparing, comparing)
            sides = await asyncio.to_thread(_sides, found)
        else:
            sides = _sides(found)
        self._show_sides(one, *sides)

    def _show_sides(self, one: ConflictLine, *sides: Content) -> None:
        now = self.desk.now()
        for name, content in zip(("mine", "theirs"), sides, strict=True):
            mine = name == "mine"
            title, note = conflict_rows.title(one, mine, now), conflict_rows.note(one, mine)
            self.query_one(f"#{name}", VersionPane).show(title, note, content)


def _sides(found: Versions) -> tuple[Content, Content]:
    """Return both versions as they are drawn."""
    if found.line.kind in (ConflictKind.PURGED, ConflictKind.ORPHAN):
        gone = joined(("removed for good", LABEL))
        kept, lost = (gone, paragraph(found.theirs)) if found.line.kept_is_mine else (paragraph(found.mine), gone)
        return kept, lost
    if found.line.in_bin:
        return paragraph(found.mine), paragraph(found.theirs)
    if found.line.is_value:
        return drawn([Piece(Kind.MINE, found.mine)]), drawn([Piece(Kind.THEIRS, found.theirs)])
    pieces = compare(found.mine, found.theirs)
    return drawn(shown(pieces, Kind.MINE)), drawn(shown(pieces, Kind.THEIRS))
