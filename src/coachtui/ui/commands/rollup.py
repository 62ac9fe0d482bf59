"""The commands of the rollup, and of what opens over it."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

COMMANDS: tuple[Command, ...] = (
    Command(
        "open_row",
        ("enter",),
        "arithmetic",
        "What stands behind the highlighted line: the formula, the counts, and which engagements.",
        Place.ROLLUP,
        10,
        frozenset({Need.ROW}),
    ),
    Command(
        "take",
        ("t",),
        "take in hand",
        "Take the engagement that is next to look at in hand, and go to its sessions.",
        Place.ROLLUP,
        15,
        frozenset({Need.LOOK}),
        hides=True,
    ),
    Command(
        "next_cut",
        ("b",),
        "other cut",
        "Cut the practice by coach, programme, organisation, or the month of the start.",
        Place.ROLLUP,
        20,
    ),
    Command(
        "filter",
        ("f",),
        "filter",
        "Narrow all of it by letters of coach, programme, organisation, code or state; outcomes are withheld then.",
        Place.ROLLUP,
        21,
    ),
    Command(
        "export",
        ("x",),
        "export",
        "Write what is shown to a file, as CSV or JSON.",
        Place.ROLLUP,
        30,
        frozenset({Need.COUNTED}),
    ),
    Command("again", ("r",), "count again", "Count anew, as of now.", Place.ROLLUP, 40),
    Command(
        "stop",
        ("escape",),
        "stop",
        "Stop the counting; the figures from before stay.",
        Place.ROLLUP,
        5,
        frozenset({Need.COUNTING}),
        hides=True,
    ),
    Command(
        "open_row",
        ("enter",),
        "take in hand",
        "Take the highlighted engagement in hand and go to its sessions.",
        Place.WHY,
        2,
        frozenset({Need.ROW}),
    ),
    Command("close", ("escape",), "close", "Back to the figures.", Place.WHY, 1),
    Command("write", ("ctrl+g",), "write", "Write the file; asks before it replaces one.", Place.EXPORTING, 1),
    Command(
        "close", ("escape",), "close", "Leave the field, then the question; nothing is written.", Place.EXPORTING, 2
    ),
)
