"""The commands of one practice on several devices."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

COMMANDS: tuple[Command, ...] = (
    Command(
        "sync",
        ("S",),
        "other devices",
        "The practice on your other devices: the folder, what came in, what waits, and an exchange now.",
        Place.EVERYWHERE,
        needs=frozenset({Need.WRITABLE}),
    ),
    Command(
        "now", ("n",), "now", "Take in what lies in the folder, and put your own there, now.", Place.SYNC, 1,
        frozenset({Need.FOLDER}),
    ),
    Command("folder", ("f",), "folder", "Type the folder in which your devices meet; empty is off.", Place.SYNC, 2),
    Command(
        "passphrase", ("p",), "passphrase", "Type the passphrase of a file that has another than yours.",
        Place.SYNC, 3, frozenset({Need.OTHER_KEY}), hides=True,
    ),
    Command(
        "settle", ("M",), "merge desk", "Go to the merge desk, where both versions of a conflict stand.", Place.SYNC, 4,
        frozenset({Need.CONFLICT}), hides=True,
    ),
    Command("close", ("escape",), "close", "Leave; an exchange under way goes on.", Place.SYNC, 3),
)  # fmt: skip
