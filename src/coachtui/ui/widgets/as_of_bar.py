"""A line under the header, in the accent's colour, while the screens show a day of the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from coachtui.domain.as_of import told, told_from
from coachtui.ui.desk import Desk
from coachtui.ui.showing import shown_if
from coachtui.ui.text import plain
from coachtui.ui.widgets.oneline import OneLine, Part

FIXED = "nothing can be changed here"
BACK = ("esc back to now",)
KEYS = (", a week back", ". a week on", *BACK)
GAP = 3


class AsOfBar(OneLine):
    """Says which day is in sight, and how to come back; a click comes back. In the present it isn't there."""

    DEFAULT_CSS = """
    AsOfBar { padding: 0 1; background: $needs; color: $background; text-style: bold; }
    """

    @dataclass
    class Pressed(Message):
        """The present is wanted."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        shown_if(desk.then is not None, self)

    def follow(self) -> None:
        """Show the moment that the desk shows, or go away."""
        shown_if(self._desk.then is not None, self)
        self.refresh()

    def parts(self, width: int) -> Sequence[Part]:
        then = self._desk.then
        if then is None:
            return []
        long = told_from(then, self._desk.present_now().date())
        short = told(then)
        ways = ((f"{long} · {FIXED}", KEYS), (f"{short} · {FIXED}", KEYS), (f"{short} · {FIXED}", BACK), (short, BACK))
        drawn = [(left, (" " * GAP).join(keys)) for left, keys in ways]
        left, right = next((way for way in drawn if len("".join(way)) + GAP <= width), drawn[-1])
        blank = " " * max(GAP, width - len(left) - len(right))
        return [Part(plain(left) + Content(blank) + plain(right), self.Pressed())]
