"""The commands of alignment: what each side says, joint ratings, three-ways, check-ins, the agreement."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import HAND

_WRITE = HAND | {Need.WRITABLE}
_SAID = _WRITE | {Need.SAID}
_MEETING = _WRITE | {Need.MEETING}

ALIGNMENT = (
    Command(
        "open_row",
        ("enter",),
        "open",
        "Open what is highlighted: change the words, rate the goal, or record the meeting.",
        Place.ALIGNMENT,
        20,
        HAND,
    ),
    Command(
        "expect",
        ("n",),
        "new",
        "Note what a side expects, measures success by, or promises in support.",
        Place.ALIGNMENT,
        21,
        _WRITE,
    ),
    Command(
        "rate",
        ("r",),
        "rate",
        "Let client or manager rate every open goal, without seeing what the other said.",
        Place.ALIGNMENT,
        12,
        _WRITE | {Need.RATABLE},
    ),
    Command(
        "record",
        ("m",),
        "record",
        "Record the three-way meeting: who came, what was agreed and decided, who does what by when.",
        Place.ALIGNMENT,
        11,
        _WRITE,
    ),
    Command(
        "three_way",
        ("t",),
        "three-way",
        "Plan a three-way meeting; the stage that comes next is proposed.",
        Place.ALIGNMENT,
        14,
        _WRITE,
    ),
    Command(
        "check_in",
        ("i",),
        "check-in",
        "Record the check-in under the cursor: what moved, what next; or plan one.",
        Place.ALIGNMENT,
        15,
        _WRITE,
    ),
    Command(
        "agreement",
        ("a",),
        "agreement",
        "Show the agreement: who may see what, its versions and consents; again to go back.",
        Place.ALIGNMENT,
        13,
        HAND,
    ),
    Command(
        "edit",
        ("E",),
        "edit",
        "Change the words under the cursor, the meeting's record, or the agreement.",
        Place.ALIGNMENT,
        23,
        _WRITE,
    ),
    Command("bin", ("D",), "bin", "Put the words under the cursor in the bin; asks first.", Place.ALIGNMENT, 24, _SAID,
            hides=True),
    Command("turn", ("tab",), "pane", "Go to the next pane; in a small terminal it comes to the front.",
            Place.ALIGNMENT, 10, HAND, action="turn(1)"),
    Command("turn_back", ("shift+tab",), "pane before", "Go to the pane before.", Place.ALIGNMENT, needs=HAND,
            action="turn(-1)"),
)  # fmt: skip

SIDES = (
    Command("left_side", ("h", "left"), "left side", "Go to what the client says.", Place.SIDES, action="side(0)"),
    Command("right_side", ("l", "right"), "right side", "Go to what the manager says.", Place.SIDES, action="side(1)"),
)

AGREEMENT = (
    Command(
        "change",
        ("E",),
        "change",
        "Change the agreement: it becomes a new version; the old ones stay.",
        Place.AGREEMENT,
        10,
        _WRITE,
    ),
    Command(
        "consent",
        ("c",),
        "consent",
        "Note a party's consent to the latest version, with its date.",
        Place.AGREEMENT,
        11,
        _WRITE | {Need.AGREED},
    ),
    Command("leave", ("escape",), "back", "Go back to what each side says.", Place.AGREEMENT, 12),
)

_ASKED = frozenset({Need.ASKED})
_LADDER = frozenset({Need.LADDER})

ACROSS = (
    Command("left_cell", ("h", "left"), "left", "Go to the column before.", Place.ACROSS, action="across(-1)"),
    Command("right_cell", ("l", "right"), "right", "Go to the next column.", Place.ACROSS, action="across(1)"),
)

GRANTS = (
    Command(
        "toggle",
        ("space",),
        "give or withhold",
        "Give what is highlighted, or withhold it.",
        Place.GRANTS,
        10,
        action="switch",
    ),
    Command("confirm", ("enter",), "go on", "Go on to the next field.", Place.GRANTS),
)

RATING = (
    Command("client", ("c",), "client", "The client rates.", Place.RATING, 1, _ASKED, hides=True),
    Command("manager", ("m",), "manager", "The manager rates.", Place.RATING, 2, _ASKED, hides=True),
    Command("when", ("d",), "day", "As of another day: today, or that of the meeting.", Place.RATING, 3, _ASKED,
            hides=True),
    Command("higher", ("k", "up", "right"), "higher", "One level higher.", Place.RATING, 12, _LADDER, hides=True,
            action="step(1)"),
    Command("lower", ("j", "down", "left"), "lower", "One level lower.", Place.RATING, 11, _LADDER, hides=True,
            action="step(-1)"),
    Command("level", ("0", "1", "2"), "level", "0, +1 or +2; after a minus −1 or −2.", Place.RATING, 2, _LADDER,
            hides=True, each=True),
    Command("minus", ("minus",), "minus", "The next digit is below what was expected.", Place.RATING, 0, _LADDER,
            hides=True),
    Command("next", ("enter",), "next", "The level stands; go to the next goal, and from the last save.",
            Place.RATING, 1, _LADDER, hides=True),
    Command("back", ("backspace",), "goal before", "Go to the goal before.", Place.RATING, 14, _LADDER, hides=True),
    Command("skip", ("space",), "leave out", "Leave this goal without a rating.", Place.RATING, 13, _LADDER,
            hides=True),
    Command("save", ("ctrl+g",), "save", "Save the ratings of this side.", Place.RATING, 3, _LADDER, hides=True),
    Command("close", ("escape",), "close", "Leave; what was rated so far is kept for the next time.", Place.RATING, 4),
)  # fmt: skip

TOGGLES = (
    Command("next_box", ("right",), "next box", "Go to the next name.", Place.TOGGLES, action="go(1)"),
    Command("previous_box", ("left",), "box before", "Go to the name before.", Place.TOGGLES, action="go(-1)"),
    Command("toggle", ("space",), "set or clear", "Set the box, or clear it.", Place.TOGGLES, 10, action="switch"),
    Command("confirm", ("enter",), "go on", "Go on to the next field.", Place.TOGGLES),
)

COMMANDS: tuple[Command, ...] = (*ALIGNMENT, *SIDES, *AGREEMENT, *ACROSS, *GRANTS, *RATING, *TOGGLES)
