"""What was captured, beside the notes: rows that follow the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.text import LABEL, paragraph
from coachtui.ui.widgets.rows import Column, Row, Rows

EMPTY = paragraph(
    "!do @who when what\n#goal level what shows it\n?ff @who a suggestion\n~theme\n>> shared summary", LABEL
)


class CapturePane(Commanding, Rows):
    """The items; the key of a row is the index of its line."""

    PLACE = Place.CAPTURED
    BINDINGS = bindings(Place.CAPTURED)

    @dataclass
    class Jump(Message):
        """The coach wants to see a line."""

        line: int

    @dataclass
    class Remove(Message):
        """The coach wants a line taken out."""

        line: int

    @dataclass
    class Go(Message):
        """The coach wants to be in another part of the screen: "notes" or "brief"."""

        part: str

    def __init__(self) -> None:
        super().__init__((Column(grows=True, most=200),), empty=EMPTY, id="captured")

    def having(self) -> set[Need]:
        return {Need.ROW} if self.key else set()

    def follow(self, rows: Sequence[Row], line: int) -> None:
        """Show these rows if they are others than before, and the one of the cursor's line, or the last before it."""
        if not self.change_rows(rows):
            keys = [row.key for row in rows if row.key and int(row.key) <= line]
            self.set_rows(rows, None if self.has_focus or not keys else keys[-1])

    def action_jump(self) -> None:
        if self.key:
            self.post_message(self.Jump(int(self.key)))

    def action_remove(self) -> None:
        if self.key:
            self.post_message(self.Remove(int(self.key)))

    def action_notes(self) -> None:
        self.post_message(self.Go("notes"))

    def action_brief(self) -> None:
        self.post_message(self.Go("brief"))
