"""Many conflicts at once: a record's, a device's, or all that are listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coachtui.domain.conflicts import ConflictLine, Resolution
from coachtui.domain.words import plural
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import LABEL, VALUE, joined, plain
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.rows import Column, Row, Rows


class Settle(NamedTuple):
    """Which conflicts are to be settled and how, with the words for it: before, and when it is done."""

    lines: tuple[ConflictLine, ...]
    choice: Resolution
    asked: str
    said: str


class Many(Dialog[Settle]):
    """Lists what can be done at once; returns what was chosen."""

    PLACE = Place.MANY
    BINDINGS = bindings(Place.MANY)
    CSS_PATH = "../styles/merge_desk.tcss"

    def __init__(self, one: ConflictLine, listed: Sequence[ConflictLine]):
        super().__init__()
        self._about = one.what
        self._ways = {str(number): way for number, way in enumerate(_ways(one, listed))}

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = joined("Many at once · ", self._about)
            yield Rows((Column(grows=True, most=200), Column(most=14, right=True)))
            yield Static(joined(("All of it is one action; u takes it back.", LABEL)))
            yield Footer()

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.set_rows(
            [
                Row(key, (plain(way.asked, VALUE), plain(plural(len(way.lines), "conflict"), LABEL)))
                for key, way in self._ways.items()
            ]
        )
        rows.focus()

    def action_choose(self) -> None:
        self.dismiss(self._ways.get(self.query_one(Rows).key or ""))

    @on(Rows.Opened)
    def _opened(self) -> None:
        self.action_choose()


def _ways(one: ConflictLine, listed: Sequence[ConflictLine]) -> list[Settle]:
    record = [other for other in listed if (other.table, other.row) == (one.table, one.row)]
    devices = one.mine_device, one.theirs_device
    alike = [other for other in record if (other.mine_device, other.theirs_device) == devices]
    device = [other for other in listed if (other.lost_device, other.ours) == (one.lost_device, one.ours)]
    lost = Resolution.THEIRS if one.kept_is_mine else Resolution.MINE
    wrote = f"all that {one.lost_device} wrote"
    found = [
        _settle(record, Resolution.LEFT, "Leave as it stands", "this record"),
        _settle(device, Resolution.LEFT, "Leave as it stands", wrote),
        _settle(listed, Resolution.LEFT, "Leave as it stands", "all that are listed"),
        _settle(alike, Resolution.MINE, f"Keep the version of {one.mine_device}", "this record"),
        _settle(alike, Resolution.THEIRS, f"Keep the version of {one.theirs_device}", "this record"),
        _settle(device, lost, f"Keep the version of {one.lost_device}", wrote),
    ]
    return [way for way in found if way.lines]


def _settle(lines: Sequence[ConflictLine], choice: Resolution, how: str, which: str) -> Settle:
    fitting = tuple(line for line in lines if choice in line.choices)
    done = "Left as they stand" if choice is Resolution.LEFT else how.replace("Keep", "Kept", 1)
    return Settle(fitting, choice, f"{how}: {which}", f"{done}: {plural(len(fitting), 'conflict')}")
