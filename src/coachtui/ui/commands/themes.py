"""The commands of the themes that come up over an engagement's sessions."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import HAND, ROW

COMMANDS = (
    Command(
        "themes",
        ("T",),
        "themes",
        "What keeps coming up in the sessions: each theme, when first and last, and what was said.",
        Place.CADENCE,
        29,
        HAND,
    ),
    Command(
        "open_theme",
        ("enter",),
        "sessions",
        "Go to the sessions in which the theme came up; there, go to the session.",
        Place.THEMES,
        10,
        ROW,
        action="open",
    ),
    Command(
        "rename",
        ("r",),
        "spell otherwise",
        "Spell the theme otherwise in all sessions; spelt like another one, both become one.",
        Place.THEMES,
        11,
        ROW | {Need.WRITABLE},
    ),
    Command("close", ("escape",), "close", "Go back to the sessions.", Place.THEMES, 1),
)
