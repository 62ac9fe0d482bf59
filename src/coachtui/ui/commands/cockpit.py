"""The commands of a session under way: the cockpit, its brief, what was captured, and how one begins."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_WRITABLE = frozenset({Need.WRITABLE})
_ROW = frozenset({Need.ROW})

COMMANDS: tuple[Command, ...] = (
    Command(
        "session",
        ("s",),
        "session",
        "Begin the session under the cursor, or go back to the one that is under way.",
        Place.TODAY,
        11,
        frozenset({Need.SESSION, Need.WRITABLE, Need.PRESENT}),
        hides=True,
    ),
    Command(
        "session",
        ("s",),
        "session",
        "Begin the planned session, or one that is not planned; or go back to the one that is under way.",
        Place.CADENCE,
        19,
        frozenset({Need.IN_HAND, Need.WRITABLE, Need.PRESENT}),
        hides=True,
    ),
    Command(
        "end",
        ("ctrl+g",),
        "end",
        "End the session: shows what will be recorded before it is.",
        Place.COCKPIT,
        1,
        _WRITABLE,
    ),
    Command("captured", ("tab",), "captured", "Go to what was captured.", Place.COCKPIT, 10),
    Command("brief", ("shift+tab",), "brief", "Go to the brief.", Place.COCKPIT, 11),
    Command("lane", ("ctrl+n", "l"), "lane", "Let the clock run in the next part of GROW.", Place.COCKPIT, 13),
    Command("pause", ("ctrl+t", "space"), "pause", "Let the clock stand still, or run on.", Place.COCKPIT, 12),
    Command(
        "editor",
        ("ctrl+o",),
        "editor",
        "Write the notes in your own editor, if the settings allow it.",
        Place.COCKPIT,
        14,
        _WRITABLE,
    ),
    Command(
        "set_aside",
        ("X",),
        "set aside",
        "Close the cockpit without holding the session: what you wrote becomes its notes.",
        Place.COCKPIT,
        15,
        _WRITABLE,
    ),
    Command("write_on", ("enter",), "write on", "Go back to the notes.", Place.COCKPIT),
    Command("leave_field", ("escape",), "leave", "Leave the notes, so that plain keys are commands.", Place.COCKPIT, 2),
    Command("jump", ("enter",), "its line", "Go to the line of the notes that says this.", Place.CAPTURED, 10, _ROW),
    Command(
        "remove",
        ("d", "delete"),
        "remove",
        "Take its line out of the notes; ctrl+z in the notes brings it back.",
        Place.CAPTURED,
        11,
        _ROW | _WRITABLE,
    ),
    Command("brief", ("tab",), "brief", "Go to the brief.", Place.CAPTURED, 12),
    Command("notes", ("escape", "shift+tab"), "notes", "Go back to the notes.", Place.CAPTURED, 2),
    Command("settle_done", ("d",), "done", "The commitment is done.", Place.WALK_IN, 10, _ROW),
    Command("settle_open", ("space",), "still open", "The commitment is still open.", Place.WALK_IN, 11, _ROW),
    Command("settle_dropped", ("x",), "dropped", "Nobody will do it any more.", Place.WALK_IN, 12, _ROW),
    Command("captured", ("shift+tab",), "captured", "Go to what was captured.", Place.WALK_IN, 13),
    Command("notes", ("escape", "enter", "tab"), "notes", "Go back to the notes.", Place.WALK_IN, 2),
    Command("planned", ("p",), "it is this one", "The planned session begins now.", Place.STARTING, 1),
    Command("new", ("n",), "another one", "A session that was not planned begins now.", Place.STARTING, 2),
    Command("close", ("escape",), "not now", "Begin nothing.", Place.STARTING, 3),
)
