"""The commands of every screen, and those of lists, fields, forms and dialogs."""

from __future__ import annotations

from coachtui.ui.commands.command import TITLES, Command, Need, Place


def _screen(number: int, place: Place, help: str) -> Command:
    return Command(
        id=f"show_{place}",
        keys=(str(number),),
        label=TITLES[place],
        help=help,
        place=Place.EVERYWHERE,
        action=f"show('{place}')",
    )


HAND = frozenset({Need.IN_HAND})
ROW = frozenset({Need.ROW})
_PAST = frozenset({Need.THEN})

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
        "import_goals",
        (),
        "import goals",
        "Take goals in from a file, after a look at what it does.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "import_calendar",
        ("I",),
        "import a calendar",
        "Take sessions in from a calendar, or bring them up to date, after a look at what it does.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "export_calendar",
        (),
        "write a calendar file",
        "Write the sessions from today on to a file for Google, Apple, Outlook or another calendar.",
        Place.EVERYWHERE,
    ),
    Command(
        "history",
        ("H",),
        "history",
        "What happened to the record under the cursor, or around the engagement in hand: when, and what it changed.",
        Place.EVERYWHERE,
        needs=frozenset({Need.RECORD}),
    ),
    Command("take", ("o",), "in hand", "Take another engagement in hand, by a few letters.", Place.EVERYWHERE, 50),
    Command("let_go", ("O",), "let go", "Put the engagement in hand down again.", Place.EVERYWHERE, needs=HAND),
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
    Command(
        "as_of",
        ("A",),
        "as of",
        "Show every screen as it stood at a day of the past; nothing can be changed there.",
        Place.EVERYWHERE,
    ),
    Command(
        "come_back",
        ("escape",),
        "back to now",
        "Show the present again.",
        Place.EVERYWHERE,
        5,
        _PAST,
        hides=True,
    ),
    Command(
        "week_before",
        ("comma",),
        "a week back",
        "Look at the day a week earlier.",
        Place.EVERYWHERE,
        80,
        _PAST,
        hides=True,
        action="as_of_step(-1)",
    ),
    Command(
        "week_after",
        ("full_stop",),
        "a week on",
        "Look at the day a week later.",
        Place.EVERYWHERE,
        81,
        _PAST,
        hides=True,
        action="as_of_step(1)",
    ),
    Command("theme", (), "change the theme", "Choose the colours of the screen.", Place.EVERYWHERE),
    Command(
        "help", ("question_mark",), "help", "Explain the screen in hand, its keys and its marks.", Place.EVERYWHERE, 2
    ),
    Command("command_palette", ("ctrl+p",), "everything", "Find any command by a few letters.", Place.EVERYWHERE, 3),
    Command("quit", ("ctrl+q",), "quit", "Leave coachtui; everything is saved already.", Place.EVERYWHERE),
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

HISTORY = (
    Command(
        "read", ("enter",), "read the changes", "Go to what the action changed, to scroll.", Place.HISTORY, 10, ROW
    ),
    Command(
        "around",
        ("a",),
        "this record, or all",
        "Turn between this record and all that was done around the engagement.",
        Place.HISTORY,
        11,
        frozenset({Need.AROUND}),
        hides=True,
    ),
    Command("close", ("escape",), "close", "Close the history.", Place.HISTORY, 1),
)

AS_OF = (
    Command(
        "look", ("enter",), "show that day", "Show every screen as it stood then.", Place.AS_OF, 1, before_fields=True
    ),
    Command(
        "earlier", ("up",), "a week earlier", "Go back a week.", Place.AS_OF, 2, action="step(-1)", before_fields=True
    ),
    Command("later", ("down",), "a week later", "Go on a week.", Place.AS_OF, 3, action="step(1)", before_fields=True),
    Command("close", ("escape",), "close", "Stay where you are.", Place.AS_OF, 4),
)

THEME = (
    Command("keep", ("enter",), "keep", "Keep the theme that is shown, now and the next time.", Place.THEME, 1),
    Command("close", ("escape",), "as it was", "Go back to the theme from before.", Place.THEME, 2),
)
