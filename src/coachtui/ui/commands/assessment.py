"""The commands of Intake: ratings, evidence, stages, the model; and of the wizard that takes a client in."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import HAND

_WRITABLE = HAND | {Need.WRITABLE}
_COMPETENCY = _WRITABLE | {Need.COMPETENCY}
_RATING = frozenset({Need.RATING, Need.WRITABLE})

ASSESSMENT = (
    Command(
        "rate",
        ("enter",),
        "rate",
        "Rate: from here on digits set levels, and no longer switch screens, until esc.",
        Place.ASSESSMENT,
        10,
        _COMPETENCY,
        hides=True,
    ),
    Command(
        "choose_model",
        ("m",),
        "model",
        "Choose the competency model; an engagement keeps it once something is rated.",
        Place.ASSESSMENT,
        11,
        _WRITABLE | {Need.UNRATED},
        hides=True,
    ),
    Command(
        "turn_pane",
        ("v",),
        "next part",
        "Show the next part: levels and evidence, the 360 round, the stages side by side.",
        Place.ASSESSMENT,
        12,
        HAND | {Need.COMPETENCY, Need.ONE_PANE},
        hides=True,
    ),
    Command(
        "write_evidence",
        ("E",),
        "evidence",
        "Write what the rating rests on; it is private.",
        Place.ASSESSMENT,
        20,
        _COMPETENCY,
        hides=True,
    ),
    Command(
        "set_goal",
        ("n",),
        "goal",
        "Make a goal from the gap, in the words of the target level, to be put into the client's own.",
        Place.ASSESSMENT,
        21,
        _COMPETENCY,
        hides=True,
    ),
    Command(
        "begin_stage",
        ("b",),
        "begin",
        "Begin an assessment: at the start, again in the middle, and at the end.",
        Place.ASSESSMENT,
        22,
        _COMPETENCY,
        hides=True,
    ),
    Command(
        "turn_stage",
        ("s",),
        "stage",
        "Show the next stage: start, middle, end.",
        Place.ASSESSMENT,
        23,
        HAND | {Need.STAGES},
        hides=True,
    ),
    Command(
        "turn_order",
        ("t",),
        "order",
        "Order by gap × importance, or as the model has them.",
        Place.ASSESSMENT,
        24,
        HAND | {Need.COMPETENCY},
        hides=True,
    ),
    Command(
        "remove_stage",
        ("d",),
        "bin stage",
        "Put the stage in sight, with its ratings, in the bin, after asking.",
        Place.ASSESSMENT,
        40,
        _WRITABLE | {Need.STAGE},
        hides=True,
    ),
)

RATINGS = (
    Command(
        "rate",
        ("1", "2", "3", "4", "5"),
        "set",
        "Set the level, the target or the importance (0–3) of the row in hand.",
        Place.RATINGS,
        10,
        _RATING,
        hides=True,
        each=True,
    ),
    Command(
        "turn",
        ("space",),
        "turn",
        "Turn to what digits set next: the level now, the target, the importance.",
        Place.RATINGS,
        11,
        _RATING,
        hides=True,
    ),
    Command("next", ("enter",), "next", "Go to the next row.", Place.RATINGS, 12, _RATING, hides=True),
    Command("lower", ("left",), "less", "One less.", Place.RATINGS, 13, _RATING, hides=True, action="step(-1)"),
    Command("higher", ("right",), "more", "One more.", Place.RATINGS, 14, _RATING, hides=True, action="step(1)"),
    Command(
        "clear", ("0", "backspace", "delete"), "clear", "Not rated; an importance of 0.", Place.RATINGS, 15, _RATING,
        hides=True,
    ),
    Command(
        "stop",
        ("escape",),
        "done",
        "Done with rating: digits switch screens again.",
        Place.RATINGS,
        1,
        frozenset({Need.RATING}),
        hides=True,
    ),
)  # fmt: skip

WIZARD = (
    Command(
        "save", ("ctrl+g",), "go on", "Go on to the next step; on the last one, take the client in.", Place.WIZARD, 1
    ),
    Command(
        "back",
        ("ctrl+o",),
        "back",
        "Go back to the step before; nothing typed is lost.",
        Place.WIZARD,
        2,
        frozenset({Need.EARLIER_STEP}),
        hides=True,
    ),
    Command(
        "begin_now",
        ("ctrl+l",),
        "begin, assess later",
        "Take the client in with what is there; ratings and goals wait on screen 2.",
        Place.WIZARD,
        3,
        frozenset({Need.LATER_STEP}),
        hides=True,
    ),
    Command(
        "close", ("escape",), "leave", "Leave the field, then the wizard; it goes on here next time.", Place.WIZARD, 4
    ),
    Command(
        "start_over", ("ctrl+r",), "start over", "Forget what was typed, and begin anew.", Place.WIZARD
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (*ASSESSMENT, *RATINGS, *WIZARD)
