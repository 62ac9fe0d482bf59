"""The commands of the merge desk and of the bin."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_CONFLICT = frozenset({Need.CONFLICT, Need.WRITABLE})
_VERSIONS = frozenset({Need.VERSIONS, Need.WRITABLE})
_LOST = frozenset({Need.LOST, Need.WRITABLE})

COMMANDS: tuple[Command, ...] = (
    Command(
        "show_conflicts", ("M",), "merge desk",
        "What two devices wrote at the same time: both versions side by side, to keep one or both.",
        Place.EVERYWHERE, action="show('merge_desk')",
    ),
    Command(
        "show_bin", ("B",), "bin", "What lies in the bin, to take it out again.", Place.EVERYWHERE, action="show('bin')"
    ),
    Command(
        "mine", ("m",), "keep mine", "Keep the version on the left, above in a small terminal.",
        Place.MERGE_DESK, 10, _VERSIONS, hides=True,
    ),
    Command(
        "theirs", ("t",), "keep theirs", "Keep the version on the right, below in a small terminal.",
        Place.MERGE_DESK, 11, _VERSIONS, hides=True,
    ),
    Command(
        "both", ("b",), "both", "Keep both texts, one under the other with a line between.",
        Place.MERGE_DESK, 12, frozenset({Need.TEXTS, Need.WRITABLE}), hides=True,
    ),
    Command(
        "restore", ("r",), "restore",
        "Take the record out of the bin, or put what was removed back: as a new record, or its text in the journal.",
        Place.MERGE_DESK, 13, _LOST, hides=True,
    ),
    Command(
        "leave_it", ("l",), "leave it", "Leave it as it stands: the question is settled.",
        Place.MERGE_DESK, 14, _CONFLICT,
    ),
    Command(
        "many", ("a",), "many", "Settle many at once: all of this record, of this device, or all that are listed.",
        Place.MERGE_DESK, 15, _CONFLICT,
    ),
    Command(
        "open_row", ("enter",), "go there", "Go to the record: its engagement comes in hand.",
        Place.MERGE_DESK, 16, frozenset({Need.ROW}),
    ),
    Command(
        "settled", ("v",), "settled", "Show what was settled last, and how; again to go back to what is open.",
        Place.MERGE_DESK, 17,
    ),
    Command(
        "turn", ("tab",), "pane", "Go to the next pane: the list, the one version, the other. j and k scroll it.",
        Place.MERGE_DESK, 18,
    ),
    Command("turn_back", ("shift+tab",), "pane before", "Go to the pane before.", Place.MERGE_DESK),
    Command("choose", ("enter",), "do it", "Do what is highlighted, in one action.", Place.MANY, 1),
    Command("close", ("escape",), "close", "Close without settling anything.", Place.MANY, 2),
    Command(
        "restore", ("r", "enter"), "restore",
        "Take it out of the bin, with what it lies under; what went with it comes back by itself.",
        Place.BIN, 10, _LOST,
    ),
    Command("filter", ("f",), "filter", "Narrow the bin by a few letters of what it is or how it came there.",
            Place.BIN, 11),
)  # fmt: skip
