"""The commands that lock the practice, or hide it, and open it again."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Place

COMMANDS: tuple[Command, ...] = (
    Command(
        "lock",
        ("ctrl+k",),
        "lock",
        "Blank the screen at once; an encrypted practice then asks for its passphrase.",
        Place.EVERYWHERE,
        before_fields=True,
    ),
    Command("unlock", ("ctrl+g",), "unlock", "Open the practice with the passphrase that you typed.", Place.LOCKED, 1),
    Command("leave", ("ctrl+q",), "quit", "Leave coachtui; everything is saved already.", Place.LOCKED, 2),
    Command("reveal", ("enter", "escape", "space"), "show", "Show what was on the screen again.", Place.HIDDEN, 1),
    Command("leave", ("ctrl+q",), "quit", "Leave coachtui; everything is saved already.", Place.HIDDEN, 2),
)
