"""The commands of engagements and people, of the import and of the first start."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import ROW

PICKING = (
    Command(
        "open_row",
        ("enter",),
        "take in hand",
        "Take the highlighted engagement in hand and go to its sessions.",
        Place.PICKING,
        10,
        ROW,
    ),
    Command(
        "filter",
        ("f",),
        "filter",
        "Narrow the list by a few letters of client, organisation or programme.",
        Place.PICKING,
        20,
    ),
)

_CHANGED = ROW | {Need.WRITABLE}

ENGAGEMENTS = (
    Command(
        "new",
        ("n",),
        "new",
        "Take a client in: a new engagement, with all who come with it.",
        Place.ENGAGEMENTS,
        20,
        frozenset({Need.WRITABLE}),
        action="app.new_engagement",
    ),
    Command(
        "edit",
        ("E",),
        "edit",
        "Change what was agreed: people, role, dates, sessions, terms.",
        Place.ENGAGEMENTS,
        22,
        _CHANGED,
    ),
    Command(
        "begin",
        ("b",),
        "begin",
        "Begin a draft: it is active from that day on.",
        Place.ENGAGEMENTS,
        30,
        _CHANGED | {Need.DRAFT},
        hides=True,
    ),
    Command(
        "cancel",
        ("X",),
        "cancel",
        "Cancel a draft that never got going.",
        Place.ENGAGEMENTS,
        36,
        _CHANGED | {Need.DRAFT},
        hides=True,
    ),
    Command(
        "pause",
        ("P",),
        "pause",
        "Pause it: pace, stall and due dates stand still.",
        Place.ENGAGEMENTS,
        31,
        _CHANGED | {Need.ACTIVE},
        hides=True,
    ),
    Command(
        "resume",
        ("r",),
        "resume",
        "Resume it after a pause; the end may move by as long as that was.",
        Place.ENGAGEMENTS,
        32,
        _CHANGED | {Need.PAUSED},
        hides=True,
    ),
    Command(
        "complete",
        ("C",),
        "complete",
        "Complete it: the work is done.",
        Place.ENGAGEMENTS,
        33,
        _CHANGED | {Need.RUNNING},
        hides=True,
    ),
    Command(
        "discontinue",
        ("D",),
        "end early",
        "End it before the work is done, with the reason.",
        Place.ENGAGEMENTS,
        34,
        _CHANGED | {Need.RUNNING},
        hides=True,
    ),
    Command(
        "reopen",
        ("R",),
        "reopen",
        "Reopen a completed engagement.",
        Place.ENGAGEMENTS,
        35,
        _CHANGED | {Need.COMPLETED},
        hides=True,
    ),
    Command(
        "history",
        ("H",),
        "history",
        "What happened around the highlighted engagement, and when.",
        Place.ENGAGEMENTS,
        40,
        ROW,
    ),
    Command(
        "remove",
        ("d",),
        "bin",
        "Put it in the bin with all that belongs to it, after asking.",
        Place.ENGAGEMENTS,
        41,
        _CHANGED,
    ),
)

PEOPLE = (
    Command(
        "open_row", ("enter", "E"), "edit", "Change the highlighted person or organisation.", Place.PEOPLE, 10, _CHANGED
    ),
    Command(
        "new",
        ("n",),
        "new",
        "Add a person, or with the cursor among the organisations, one of these.",
        Place.PEOPLE,
        20,
        frozenset({Need.WRITABLE}),
    ),
    Command(
        "filter",
        ("f",),
        "filter",
        "Narrow both lists by a few letters of name, organisation or e-mail.",
        Place.PEOPLE,
        21,
    ),
    Command(
        "take_theirs",
        ("t",),
        "their engagement",
        "Take their engagement in hand and go to its sessions.",
        Place.PEOPLE,
        22,
        frozenset({Need.TAKING_PART}),
        hides=True,
    ),
    Command(
        "turn",
        ("tab", "shift+tab"),
        "other list",
        "Go from the people to the organisations, and back.",
        Place.PEOPLE,
        23,
    ),
    Command(
        "remove",
        ("d",),
        "bin",
        "Put it in the bin, after asking; not while an engagement names it.",
        Place.PEOPLE,
        30,
        _CHANGED,
    ),
)

IMPORTING = (
    Command(
        "take_in",
        ("ctrl+g",),
        "import",
        "Take in what is shown; u takes all of it back.",
        Place.IMPORTING,
        1,
        frozenset({Need.PREVIEW, Need.WRITABLE}),
    ),
    Command("close", ("escape",), "close", "Leave the field, then the import; nothing is written.", Place.IMPORTING, 2),
)

FIRST_RUN = (
    Command("go_on", ("ctrl+g",), "go on", "Go on to how to begin; nothing is written yet.", Place.FIRST_RUN, 1),
    Command(
        "demo",
        ("ctrl+t",),
        "try the demo",
        "Look around among invented people, in a file of its own.",
        Place.FIRST_RUN,
        2,
    ),
)

BEGINNING = (
    Command("pick", ("enter",), "begin", "Begin as highlighted.", Place.BEGINNING, 1),
    Command("client", ("n",), "first client", "Make the practice, and take a first client in.", Place.BEGINNING),
    Command("clients", ("i",), "import", "Make the practice, and import clients from a file.", Place.BEGINNING),
    Command("empty", ("e",), "empty", "Make the practice, and look around in it.", Place.BEGINNING),
    Command("demo", ("d",), "demo", "Open the demo instead; no practice is made.", Place.BEGINNING),
    Command("back", ("escape",), "back", "Go back to name and place.", Place.BEGINNING, 2),
)
