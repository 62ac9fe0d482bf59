"""Screens that come later: each says what will be there and what can be done now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coachtui.ui.commands import SCREENS, TITLES, Place
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined

WHAT = {
    Place.CADENCE: (
        "The engagement's sessions on one line, notes and commitments, allocation, pace and forecast.",
        "The brief of the next session stands on Today",
        Place.TODAY,
    ),
    Place.GROWTH: (
        "The transition plan on its 26 weeks, feedback in the moment, learning tied to gaps, bench and talent reviews.",
        "What was promised is kept as commitments",
        Place.CADENCE,
    ),
}
"""By screen: what will be there, what can be done now, and where."""

_KEYS = {place: command.key for place, command in SCREENS.items()} | {Place.ENGAGEMENTS: "e"}


def told(place: Place) -> Content:
    """Return the text of a screen that comes later."""
    will, now, where = WHAT[place]
    return Content("\n\n").join(
        (
            joined((TITLES[place], STRONG), ("  comes in a later release", LABEL)),
            joined((will, VALUE)),
            joined((f"{now}:  ", LABEL), (_KEYS[where], f"bold {NEEDS}"), (f" {TITLES[where]}", VALUE)),
        )
    )


class LaterScreen(AroundEngagement):
    """One of the screens around an engagement, before it is built."""

    def content(self) -> ComposeResult:
        yield Static(told(self.PLACE), classes="told")


class LaterGrowth(LaterScreen):
    """What comes after the review, before it is built."""

    PLACE = Place.GROWTH
