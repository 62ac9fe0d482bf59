"""Every command, declared once: bindings, footer, palette, `?` help and `coachtui keys` are made from this list.

Nothing here knows Textual. A command's `action` is carried out by the method `action_<action>` of whatever has its
place as `PLACE`: the app (`EVERYWHERE`), a screen, or a widget.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a command works."""

    EVERYWHERE = "everywhere"
    TODAY = "today"
    ASSESSMENT = "assessment"
    ALIGNMENT = "alignment"
    CADENCE = "cadence"
    COMMITMENTS = "commitments"
    CLOSING = "closing"
    CANCELLING = "cancelling"
    NOTES = "notes"
    GOALS = "goals"
    GROWTH = "growth"
    ROLLUP = "rollup"
    ENGAGEMENTS = "engagements"
    PEOPLE = "people"
    IMPORTING = "importing"
    FIRST_RUN = "first run"
    BEGINNING = "beginning"
    PICKING = "picking"
    LIST = "list"
    FIELD = "field"
    DIALOG = "dialog"
    CONFIRM = "confirm"
    FORM = "form"
    CHOICE = "choice"
    SAVE = "save"
    SWITCHER = "switcher"


TITLES = {
    Place.EVERYWHERE: "Everywhere",
    Place.TODAY: "Today",
    Place.ASSESSMENT: "Intake",
    Place.ALIGNMENT: "Alignment",
    Place.CADENCE: "Sessions",
    Place.COMMITMENTS: "Commitments",
    Place.CLOSING: "Close what is over",
    Place.CANCELLING: "Cancel a meeting that is over",
    Place.NOTES: "Notes of a session",
    Place.GOALS: "Goals",
    Place.GROWTH: "Growth",
    Place.ROLLUP: "Rollup",
    Place.ENGAGEMENTS: "Engagements",
    Place.PEOPLE: "People",
    Place.IMPORTING: "Import clients",
    Place.FIRST_RUN: "The first start",
    Place.BEGINNING: "How to begin",
    Place.PICKING: "In the list of engagements",
    Place.LIST: "In a list",
    Place.FIELD: "In a text field",
    Place.DIALOG: "In a dialog",
    Place.FORM: "In a form",
    Place.CHOICE: "In a choice",
    Place.SAVE: "On the line that saves",
    Place.CONFIRM: "Before something is done",
    Place.SWITCHER: "Take in hand",
}
"""How a place is called on the screen."""


class Need(StrEnum):
    """What must be there before a command can be given; the value completes "this needs …"."""

    IN_HAND = "an engagement in hand (o takes one)"
    ROW = "a row to act on"
    PREVIEW = "a file that has been read (enter reads it)"
    WRITABLE = "a practice file that can be written"
    MEETING = "a meeting under the cursor"
    PLANNED = "a meeting that is still planned"
    BEGUN = "a planned meeting whose time has come"
    UNCLOSED = "a meeting that is over and still planned"
    COMMITMENT = "a commitment under the cursor"
    DRAFT = "an engagement in draft"
    ACTIVE = "an active engagement"
    PAUSED = "a paused engagement"
    RUNNING = "an engagement that has begun and is not over"
    COMPLETED = "a completed engagement"
    TAKING_PART = "somebody who takes part in an engagement"
    UNDO = "something to undo"
    REDO = "something that was undone"


@dataclass(eq=False)
class Command:
    """One command. `keys` in Textual's names, the first is the one shown; none: it is in the palette only.

    `rank` orders the footer, 1 first; the highest goes first when the line is too narrow, and 0 never stands there.
    Without what it `needs` a command is dimmed, or hidden if it `hides`. One that is heard `before_fields` is so even
    while the coach types; never one with a printable key.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    place: Place
    rank: int = 0
    needs: frozenset[Need] = frozenset()
    hides: bool = False
    action: str = ""
    before_fields: bool = False

    def __post_init__(self) -> None:
        if not self.action:
            self.action = self.id

    def missing(self, having: Collection[Need]) -> tuple[Need, ...]:
        """Return what the command needs and the place doesn't have."""
        return tuple(need for need in Need if need in self.needs and need not in having)

    def allowed(self, having: Collection[Need]) -> bool | None:
        """Return whether the command can be given now: None dims it, False hides it."""
        if not self.missing(having):
            return True
        return False if self.hides else None

    @property
    def key(self) -> str:
        """The key as it is shown: "^p", "⏎", "J"; empty for a command without one."""
        return shown(self.keys[0]) if self.keys else ""


_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "pageup": "pg up",
    "pagedown": "pg dn",
    "up": "↑",
    "down": "↓",
}


def shown(key: str) -> str:
    """Return a key as it is written on the screen.

    >>> shown("ctrl+p"), shown("enter"), shown("J")
    ('^p', '⏎', 'J')
    """
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return _SHOWN.get(key, key)


def _screen(number: int, place: Place, help: str) -> Command:
    return Command(
        id=f"show_{place}",
        keys=(str(number),),
        label=TITLES[place],
        help=help,
        place=Place.EVERYWHERE,
        action=f"show('{place}')",
    )


_HAND = frozenset({Need.IN_HAND})
_ROW = frozenset({Need.ROW})

SCREENS = {
    Place.TODAY: _screen(1, Place.TODAY, "What needs you: today's sessions, the week, and who waits for what."),
    Place.ASSESSMENT: _screen(2, Place.ASSESSMENT, "Where the leader is today: competencies and the 360 round."),
    Place.ALIGNMENT: _screen(3, Place.ALIGNMENT, "What client and manager each say, and the three-way meetings."),
    Place.CADENCE: _screen(4, Place.CADENCE, "The engagement's sessions, commitments, allocation and pace."),
    Place.GOALS: _screen(5, Place.GOALS, "Goals with their levels, progress and evidence."),
    Place.GROWTH: _screen(6, Place.GROWTH, "What comes after the review: transition, learning, bench."),
    Place.ROLLUP: _screen(7, Place.ROLLUP, "The whole practice in numbers, and who to look at next."),
}
"""The seven screens, in the order of their keys."""

EVERYWHERE = (
    *SCREENS.values(),
    Command(
        "show_engagements",
        ("e",),
        "engagements",
        "All engagements, to take one in hand.",
        Place.EVERYWHERE,
        60,
        action="show('engagements')",
    ),
    Command(
        "show_people",
        ("p",),
        "people",
        "People and organisations: addresses, engagements, your notes.",
        Place.EVERYWHERE,
        61,
        action="show('people')",
    ),
    Command(
        "new_engagement",
        (),
        "new engagement",
        "Take a client in: a new engagement, with all who come with it.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "import_clients",
        (),
        "import clients",
        "Take clients in from a file, after a look at what it does.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "history",
        ("H",),
        "history",
        "What happened around the engagement in hand, and when.",
        Place.EVERYWHERE,
        needs=_HAND,
    ),
    Command("take", ("o",), "in hand", "Take another engagement in hand, by a few letters.", Place.EVERYWHERE, 50),
    Command("let_go", ("O",), "let go", "Put the engagement in hand down again.", Place.EVERYWHERE, needs=_HAND),
    Command(
        "next_engagement",
        ("J", "right_square_bracket"),
        "next engagement",
        "Step to the next engagement.",
        Place.EVERYWHERE,
        action="step(1)",
    ),
    Command(
        "previous_engagement",
        ("K", "left_square_bracket"),
        "previous engagement",
        "Step to the engagement before.",
        Place.EVERYWHERE,
        action="step(-1)",
    ),
    Command(
        "undo",
        ("u",),
        "undo",
        "Take back what you did last; if it is about someone else, it asks first.",
        Place.EVERYWHERE,
        70,
        frozenset({Need.UNDO, Need.WRITABLE}),
    ),
    Command(
        "redo",
        ("U",),
        "redo",
        "Do again what you took back.",
        Place.EVERYWHERE,
        71,
        frozenset({Need.REDO, Need.WRITABLE}),
        hides=True,
    ),
    Command("theme", (), "change the theme", "Choose the colours of the screen.", Place.EVERYWHERE),
    Command(
        "help", ("question_mark",), "help", "Explain the screen in hand, its keys and its marks.", Place.EVERYWHERE, 2
    ),
    Command("command_palette", ("ctrl+p",), "everything", "Find any command by a few letters.", Place.EVERYWHERE, 3),
    Command("quit", ("ctrl+q",), "quit", "Leave coachtui; everything is saved already.", Place.EVERYWHERE),
)

TODAY = (
    Command(
        "open_row",
        ("enter",),
        "open",
        "Open what is highlighted: take its engagement in hand and go there.",
        Place.TODAY,
        10,
        _ROW,
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
        _HAND | {Need.WRITABLE},
    ),
    Command(
        "plan_series",
        ("N",),
        "series",
        "Plan several sessions, one every few weeks.",
        Place.CADENCE,
        26,
        _HAND | {Need.WRITABLE},
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
        "Move the meeting to another time; the old slot stays and is linked to it.",
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
        "promise",
        ("t",),
        "to do",
        "Note a commitment: what client, manager or you said they would do.",
        Place.CADENCE,
        25,
        _HAND | {Need.WRITABLE},
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

PICKING = (
    Command(
        "open_row",
        ("enter",),
        "take in hand",
        "Take the highlighted engagement in hand and go to its sessions.",
        Place.PICKING,
        10,
        _ROW,
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

_CHANGED = _ROW | {Need.WRITABLE}

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
        _ROW,
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

LIST = (
    Command("cursor_down", ("j", "down"), "down", "Go to the next row.", Place.LIST),
    Command("cursor_up", ("k", "up"), "up", "Go to the row before.", Place.LIST),
    Command("first", ("g", "home"), "first", "Go to the first row.", Place.LIST),
    Command("last", ("G", "end"), "last", "Go to the last row.", Place.LIST),
    Command("page_down", ("pagedown", "ctrl+d"), "page down", "Go down by a screenful.", Place.LIST),
    Command("page_up", ("pageup", "ctrl+u"), "page up", "Go up by a screenful.", Place.LIST),
)

FIELD = (Command("leave", ("escape",), "leave the field", "Leave the field; what you typed stays.", Place.FIELD, 1),)

DIALOG = (Command("close", ("escape",), "close", "Close without changing anything.", Place.DIALOG, 1),)

FORM = (
    Command("save", ("ctrl+g",), "save", "Save the form.", Place.FORM, 1),
    Command(
        "close",
        ("escape",),
        "close, keeping what is typed",
        "Leave the field, then the form; nothing typed is lost.",
        Place.FORM,
        2,
    ),
    Command(
        "start_over", ("ctrl+r",), "start over", "Forget what was typed, and begin from what is stored.", Place.FORM, 3
    ),
)

CHOICE = (
    Command("choose_next", ("right", "space"), "next choice", "Choose the next one.", Place.CHOICE, action="choose(1)"),
    Command(
        "choose_previous", ("left",), "previous choice", "Choose the one before.", Place.CHOICE, action="choose(-1)"
    ),
    Command("confirm", ("enter",), "go on", "Go on to the next field.", Place.CHOICE),
)

SAVE = (Command("press", ("enter", "space"), "save", "Save the form.", Place.SAVE, 1),)

CONFIRM = (
    Command("yes", ("y",), "yes", "Do it.", Place.CONFIRM, 1),
    Command("no", ("n", "escape"), "no", "Leave everything as it is.", Place.CONFIRM, 2),
)

SWITCHER = (
    Command(
        "pick",
        ("enter",),
        "take in hand",
        "Take the highlighted engagement in hand.",
        Place.SWITCHER,
        1,
        before_fields=True,
    ),
    Command("next", ("down", "ctrl+n"), "next", "Go to the next engagement.", Place.SWITCHER, 2),
    Command("previous", ("up",), "previous", "Go to the engagement before.", Place.SWITCHER, 3),
    Command("close", ("escape",), "close", "Leave the engagement in hand as it is.", Place.SWITCHER, 4),
)

COMMANDS = (
    *EVERYWHERE, *TODAY, *CADENCE, *COMMITMENTS, *CLOSING, *CANCELLING, *NOTES, *ENGAGEMENTS, *PICKING, *PEOPLE, *LIST,
    *IMPORTING, *FIRST_RUN, *BEGINNING, *FIELD, *DIALOG, *FORM, *CHOICE, *SAVE, *CONFIRM, *SWITCHER,
)  # fmt: skip
"""All of them. A screen that is added declares its commands in a tuple of its own above, and adds it here."""


def at(place: Place) -> tuple[Command, ...]:
    """Return the commands of a place, in the order in which they are declared."""
    return tuple(command for command in COMMANDS if command.place is place)


def find(place: Place, action: str, parameters: tuple[object, ...] = ()) -> Command | None:
    """Return the command of a place that an action carries out, or None if the action is no command."""
    written = f"{action}({', '.join(map(repr, parameters))})" if parameters else action
    return next((command for command in at(place) if command.action == written), None)
