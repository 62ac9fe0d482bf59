"""The line under the notes: what the coach should know, and on a narrow screen the clock."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive

from coachtui.ui.text import cell
from coachtui.ui.widgets.oneline import OneLine, Part

GAP = 2


class CockpitBar(OneLine):
    """Words left, the clock right; blank as a rule."""

    DEFAULT_CSS = """
    CockpitBar { padding: 0 2; }
    """

    told: reactive[Content] = reactive(Content(""))
    clock: reactive[Content] = reactive(Content(""))

    def parts(self, width: int) -> Sequence[Part]:
        room = width - self.clock.cell_length - (GAP if self.clock else 0)
        if room <= 0:
            return (Part(self.clock),)
        return Part(cell(self.told, room)), Part(Content(" " * GAP)), Part(self.clock)
