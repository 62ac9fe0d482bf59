"""The commands of Today and Sessions: meetings, what became of them, notes, commitments."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import HAND, ROW

TODAY = (
    Command(
        "open_row",
        ("enter",),
        "open",
        "Open what is highlighted: take its engagement in hand and go there.",
        Place.TODAY,
        10,
        ROW,
    ),
)

_MEETING = frozenset({Need.IN_HAND, Need.MEETING, Need.WRITABLE})
_PLANNED = _MEETING | {Need.PLANNED}
_COMMITMENT = frozenset({Need.COMMITMENT, Need.WRITABLE})

CADENCE = (
    Command(
        "open_notes",
        ("enter",),
        "notes",
        "Open the notes of the meeting: private ones, and the shared summary.",
        Place.CADENCE,
        11,
        frozenset({Need.IN_HAND, Need.MEETING}),
        hides=True,
    ),
    Command(
        "close_over",
        ("c",),
        "close",
        "Close the meetings that are over, one key each.",
        Place.CADENCE,
        10,
        frozenset({Need.UNCLOSED, Need.WRITABLE}),
        hides=True,
    ),
    Command(
        "plan",
        ("n",),
        "plan",
        "Plan a meeting: a session, a three-way, a check-in.",
        Place.CADENCE,
        20,
        HAND | {Need.WRITABLE},
    ),
    Command(
        "plan_series",
        ("N",),
        "series",
        "Plan several sessions by a rule: every few weeks, each second Tuesday.",
        Place.CADENCE,
        26,
        HAND | {Need.WRITABLE},
    ),
    Command(
        "hold",
        ("h",),
        "held",
        "The meeting was held; asks how many minutes it took.",
        Place.CADENCE,
        12,
        _PLANNED | {Need.BEGUN},
        hides=True,
    ),
    Command(
        "move",
        ("m",),
        "move",
        "Move the meeting to another time, or those of its series that follow, or all.",
        Place.CADENCE,
        22,
        _PLANNED,
        hides=True,
    ),
    Command(
        "cancel",
        ("x",),
        "cancel",
        "Cancel the meeting; within the notice agreed it counts as late, and says so.",
        Place.CADENCE,
        23,
        _PLANNED,
        hides=True,
    ),
    Command(
        "no_show",
        ("X",),
        "no-show",
        "Nobody came to the meeting.",
        Place.CADENCE,
        24,
        _PLANNED | {Need.BEGUN},
        hides=True,
    ),
    Command(
        "edit",
        ("E",),
        "edit",
        "Correct the meeting: its time, its kind, what became of it.",
        Place.CADENCE,
        27,
        _MEETING,
        hides=True,
    ),
    Command(
        "count",
        ("P",),
        "paid or pro bono",
        "How the session counts in the coaching log: paid or pro bono, and how many came.",
        Place.CADENCE,
        needs=_MEETING,
        hides=True,
    ),
    Command(
        "remove",
        ("D",),
        "bin",
        "Put a planned meeting in the bin, as if it had never been planned; asks first.",
        Place.CADENCE,
        28,
        _PLANNED,
        hides=True,
    ),
    Command(
        "promise",
        ("t",),
        "to do",
        "Note a commitment: what client, manager or you said they would do.",
        Place.CADENCE,
        25,
        HAND | {Need.WRITABLE},
    ),
)

COMMITMENTS = (
    Command(
        "tick", ("space",), "done", "Tick the commitment off, or open it again.", Place.COMMITMENTS, 10, _COMMITMENT
    ),
    Command(
        "drop", ("d",), "drop", "Drop the commitment: nobody will do it any more.", Place.COMMITMENTS, 11, _COMMITMENT
    ),
    Command(
        "edit",
        ("enter", "E"),
        "edit",
        "Change the commitment: its words, its owner, its date.",
        Place.COMMITMENTS,
        12,
        _COMMITMENT,
    ),
)

CLOSING = (
    Command("held", ("h",), "held", "It was held, for as long as was planned.", Place.CLOSING, 1),
    Command("no_show", ("X",), "no-show", "Nobody came.", Place.CLOSING, 2),
    Command("cancelled", ("x",), "cancelled", "It was cancelled in time.", Place.CLOSING, 3),
    Command("cancelled_late", ("l",), "late", "It was cancelled late.", Place.CLOSING, 4),
    Command("moved", ("m",), "moved", "It was moved: asks where to.", Place.CLOSING, 5),
    Command("close", ("escape",), "close", "Leave the others for later.", Place.CLOSING, 6),
)

CANCELLING = (
    Command("in_time", ("t",), "in time", "You were told in time: it doesn't count.", Place.CANCELLING, 1),
    Command("late", ("l",), "late", "You were told late.", Place.CANCELLING, 2),
    Command("close", ("escape",), "leave it", "Leave everything as it is.", Place.CANCELLING, 3),
)

OF_SERIES = (
    Command("one", ("o",), "only this one", "Only the session under the cursor.", Place.OF_SERIES, 1),
    Command("following", ("t",), "this and following", "It, and those after it.", Place.OF_SERIES, 2),
    Command("all", ("a",), "all", "All of the series that are planned and lie ahead.", Place.OF_SERIES, 3),
    Command("close", ("escape",), "leave it", "Leave everything as it is.", Place.OF_SERIES, 4),
)

NOTES = (
    Command("save", ("ctrl+g",), "save", "Save both texts.", Place.NOTES, 1, frozenset({Need.WRITABLE})),
    Command("turn", ("tab", "shift+tab"), "other text", "Go to the other text.", Place.NOTES, 10),
    Command(
        "editor",
        ("ctrl+o",),
        "editor",
        "Write this text in your own editor, if the settings allow it.",
        Place.NOTES,
        11,
        frozenset({Need.WRITABLE}),
    ),
    Command(
        "release",
        ("ctrl+t",),
        "release",
        "The client lets manager and sponsor read the summary, or no longer.",
        Place.NOTES,
        12,
        frozenset({Need.WRITABLE}),
    ),
    Command(
        "forget", ("ctrl+r",), "start over", "Forget what is not saved, and show what was saved last.", Place.NOTES, 13
    ),
    Command("write_on", ("enter",), "write on", "Go back to the text.", Place.NOTES),
    Command("leave", ("escape",), "leave", "Leave the text, then the notes; what you typed is kept.", Place.NOTES, 2),
)
