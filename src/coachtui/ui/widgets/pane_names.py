"""The line that names the panes of Alignment in a low terminal, where one is in sight at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.ui.text import LABEL, NEEDS, STRONG, joined
from coachtui.ui.widgets.oneline import OneLine, Part

SIDES, MET, AGREEMENT = "sides", "met", "agreement"
NAMES = {SIDES: "What each side says", MET: "Meetings", AGREEMENT: "Agreement"}
GAP = 5


class PaneNames(OneLine):
    """The pane in front stands out; beside another stands the key that brings it there. A click does so too."""

    DEFAULT_CSS = """
    PaneNames { padding: 0 2; background: $panel; }
    """

    front: reactive[str] = reactive(SIDES)

    @dataclass
    class Pressed(Message):
        """A pane is wanted in front."""

        pane: str

    def parts(self, width: int) -> Sequence[Part]:
        found: list[Part] = []
        for name, words in NAMES.items():
            if found:
                found.append(Part(Content(" " * GAP)))
            here = name == self.front
            tone = f"{STRONG} underline" if here else LABEL
            key = "" if here else f"  {self._key(name)}"
            found.append(Part(joined((words, tone), (key, f"bold {NEEDS}")), self.Pressed(name)))
        return found

    def _key(self, name: str) -> str:
        if AGREEMENT in (name, self.front):
            return "a" if name in (AGREEMENT, SIDES) else ""
        return "tab"
