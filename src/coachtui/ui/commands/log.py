"""The commands of the coaching log, and of the coach's own particulars."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_WRITABLE = frozenset({Need.WRITABLE})
_ROW = frozenset({Need.ROW, Need.WRITABLE})
_FORMER = frozenset({Need.FORMER, Need.WRITABLE})

COMMANDS: tuple[Command, ...] = (
    Command(
        "show_log",
        ("L",),
        "coaching log",
        "The log of hours for your credential: clients, totals, and what is missing.",
        Place.EVERYWHERE,
        action="show('log')",
    ),
    Command(
        "about_you",
        (),
        "about you",
        "Your name, address, time zone, and when your coach training began.",
        Place.EVERYWHERE,
        needs=_WRITABLE,
    ),
    Command(
        "import_log",
        (),
        "import a coaching log",
        "Take in a coaching log kept so far, from a file, after a look at what it does.",
        Place.EVERYWHERE,
        needs=_WRITABLE,
    ),
    Command(
        "open_row",
        ("enter",),
        "open",
        "Go to the client's sessions; a row of a former log opens to be changed.",
        Place.LOG,
        10,
        frozenset({Need.ROW}),
    ),
    Command(
        "consent",
        ("c",),
        "named or not",
        "Note that the client agreed to be named in the log, or not.",
        Place.LOG,
        11,
        _ROW,
    ),
    Command("credential", ("t",), "other credential", "Hold the log against the next credential.", Place.LOG, 20),
    Command(
        "filter", ("f",), "period", "Count only from one day to another: 2025, 1 jan 2025 – 30 jun.", Place.LOG, 21
    ),
    Command(
        "export",
        ("x",),
        "export",
        "Write the log to a file: CSV, workbook, JSON; or the letter of totals.",
        Place.LOG,
        22,
        frozenset({Need.COUNTED_LOG}),
    ),
    Command("take_in", ("i",), "import", "Take in a coaching log kept so far, from a file.", Place.LOG, 30, _WRITABLE),
    Command(
        "about_you", ("y",), "about you", "Your particulars, and when your training began.", Place.LOG, 31, _WRITABLE
    ),
    Command("edit", ("E",), "change", "Change the row of the former log.", Place.LOG, 40, _FORMER, hides=True),
    Command(
        "remove", ("d",), "to the bin", "Put the row of the former log in the bin.", Place.LOG, 41, _FORMER, hides=True
    ),
)
