"""The commands of the backups."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

_ROW = frozenset({Need.ROW})

COMMANDS: tuple[Command, ...] = (
    Command(
        "backups",
        ("Z",),
        "backups",
        "The backups of the practice: make one, or go back to one.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "by_edits",
        ("enter",),
        "go back by edits",
        "Bring every record back to what it was then, as one action: your other devices follow, and u takes it back.",
        Place.BACKUPS,
        1,
        _ROW,
    ),
    Command(
        "whole",
        ("w",),
        "whole file",
        "Put the backup in the place of the file, which becomes a backup before: when the file itself is damaged.",
        Place.BACKUPS,
        2,
        _ROW,
    ),
    Command("make", ("n",), "back up now", "Make a checked backup of the practice as it is.", Place.BACKUPS, 3),
    Command("close", ("escape",), "close", "Leave everything as it is.", Place.BACKUPS, 4),
)
