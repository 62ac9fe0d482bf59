"""The commands of the dialog that ends a session, and of the coach's days off."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_WRITABLE = frozenset({Need.WRITABLE})
_COMMITMENT = frozenset({Need.COMMITMENT})

COMMANDS: tuple[Command, ...] = (
    Command(
        "record", ("ctrl+g",), "record it", "Record the session with all that is shown.", Place.ENDING, 1, _WRITABLE
    ),
    Command("settle_done", ("d",), "done", "The commitment is done.", Place.ENDING, 10, _COMMITMENT, hides=True),
    Command(
        "settle_open",
        ("space",),
        "still open",
        "The commitment is still open.",
        Place.ENDING,
        11,
        _COMMITMENT,
        hides=True,
    ),
    Command(
        "settle_dropped", ("x",), "dropped", "Nobody will do it any more.", Place.ENDING, 12, _COMMITMENT, hides=True
    ),
    Command(
        "open_row",
        ("enter",),
        "change",
        "Go back to the line of the notes that says this; or change how long it took, or when the next one is.",
        Place.ENDING,
        13,
        frozenset({Need.ROW}),
        hides=True,
    ),
    Command(
        "no_next",
        ("n",),
        "no next",
        "Plan no next session, or plan it after all.",
        Place.ENDING,
        14,
        frozenset({Need.UNPLANNED}),
        hides=True,
    ),
    Command("close", ("escape",), "write on", "Go back to the notes; nothing is recorded.", Place.ENDING, 2),
    Command(
        "time_off",
        ("F",),
        "days off",
        "Your days off: no session is proposed on them.",
        Place.CADENCE,
        29,
    ),
    Command(
        "remove",
        ("x",),
        "remove",
        "Sessions are proposed on these days again.",
        Place.TIME_OFF,
        10,
        frozenset({Need.ROW, Need.WRITABLE}),
    ),
    Command("add", ("n",), "add", "Type days on which you hold no sessions.", Place.TIME_OFF, 11, _WRITABLE),
    Command("close", ("escape",), "close", "Leave the days off.", Place.TIME_OFF, 2),
)
