"""The commands of search."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place

COMMANDS: tuple[Command, ...] = (
    Command(
        "search",
        ("slash",),
        "search",
        "Find people, notes, goals and commitments by their words, over all engagements.",
        Place.EVERYWHERE,
        55,
        frozenset({Need.PRESENT}),
    ),
    Command(
        "open_hit",
        ("enter",),
        "go there",
        "Go to the highlighted record: its engagement comes in hand, and its screen is shown.",
        Place.SEARCH,
        1,
        before_fields=True,
    ),
    Command("next", ("down", "ctrl+n"), "next", "Go to the next one found.", Place.SEARCH, 2),
    Command("previous", ("up",), "previous", "Go to the one before.", Place.SEARCH, 3),
    Command("page_down", ("pagedown",), "page down", "Go down by a screenful.", Place.SEARCH),
    Command("page_up", ("pageup",), "page up", "Go up by a screenful.", Place.SEARCH),
    Command("close", ("escape",), "close", "Leave the search; nothing of it is kept.", Place.SEARCH, 4),
)
