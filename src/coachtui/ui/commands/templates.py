"""The commands of templates: saving one, choosing one, starting a cohort from it."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_WRITABLE = frozenset({Need.WRITABLE})
_CHOSEN = frozenset({Need.ROW, Need.WRITABLE})

COMMANDS: tuple[Command, ...] = (
    Command(
        "save_as_template",
        (),
        "save as template",
        "Save the shape of the engagement in hand, to start others like it.",
        Place.EVERYWHERE,
        needs=_WRITABLE | {Need.IN_HAND},
    ),
    Command(
        "templates",
        (),
        "start from a template",
        "The templates: start the engagements of a cohort from one, change it, or bin it.",
        Place.EVERYWHERE,
    ),
    Command(
        "templates",
        ("t",),
        "from a template",
        "The templates: start the engagements of a cohort from one, change it, or bin it.",
        Place.ENGAGEMENTS,
        37,
        action="app.templates",
    ),
    Command(
        "open_row",
        ("enter",),
        "start from it",
        "Start the engagements of a cohort from the highlighted template.",
        Place.TEMPLATES,
        1,
        _CHOSEN,
    ),
    Command("edit", ("E",), "edit", "Change what the template holds, and its name.", Place.TEMPLATES, 2, _CHOSEN),
    Command(
        "remove",
        ("d",),
        "bin",
        "Put it in the bin, after asking; what was started from it stays.",
        Place.TEMPLATES,
        3,
        _CHOSEN,
    ),
    Command("close", ("escape",), "close", "Close without starting anything.", Place.TEMPLATES, 4),
    Command("save", ("ctrl+g",), "go on", "Go on to the next step; on the last one, start them all.", Place.COHORT, 1),
    Command(
        "back",
        ("ctrl+o",),
        "back",
        "Go back to the step before; nothing typed is lost.",
        Place.COHORT,
        2,
        frozenset({Need.EARLIER_STEP}),
        hides=True,
    ),
    Command("close", ("escape",), "leave", "Leave the field, then this; it goes on here next time.", Place.COHORT, 3),
    Command("start_over", ("ctrl+r",), "start over", "Forget what was typed, and begin anew.", Place.COHORT),
)
