"""The commands of taking a calendar in: whose an event is, what becomes of what vanished, and taking it in."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_ASKED = frozenset({Need.QUESTION})

COMMANDS: tuple[Command, ...] = (
    Command(
        "take_in",
        ("ctrl+g",),
        "import",
        "Take in what is shown, with your answers; u takes all of it back.",
        Place.CALENDAR,
        1,
        frozenset({Need.PREVIEW, Need.WRITABLE}),
    ),
    Command(
        "answer_next",
        ("space", "right"),
        "answer",
        "Turn to the next answer: an engagement, nobody's, or not now; for what vanished, keep it or cancel it.",
        Place.CALENDAR,
        3,
        _ASKED,
        hides=True,
        action="answer(1)",
    ),
    Command(
        "answer_previous",
        ("left",),
        "answer before",
        "Turn to the answer before.",
        Place.CALENDAR,
        needs=_ASKED,
        hides=True,
        action="answer(-1)",
    ),
    Command(
        "nobody",
        ("n",),
        "nobody's",
        "It is nobody's engagement: it is not asked again, and no word of it is kept.",
        Place.CALENDAR,
        4,
        _ASKED | {Need.EVENT},
        hides=True,
    ),
    Command("close", ("escape",), "close", "Leave the field, then the import; nothing is written.", Place.CALENDAR, 2),
)
