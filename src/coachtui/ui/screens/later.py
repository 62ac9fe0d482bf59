"""Screens that come later: each says what will be there and what can be done now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coachtui.ui.commands import SCREENS, TITLES, Place
from coachtui.ui.screens.around import AroundEngagement
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined

WHAT = {
    Place.ASSESSMENT: (
        "The competency model with current level, target and gap; the 360 round by relation, with blind spots and "
        "hidden strengths; start, middle and end side by side.",
        "Sessions of the kind “assessment debrief” can be planned and held now",
        Place.CADENCE,
    ),
    Place.ALIGNMENT: (
        "What client and manager each expect, their two ratings of every goal with the difference, the three-way "
        "meetings with their outcomes, and the agreement on who may see what.",
        "Three-way meetings and check-ins can be planned and held now",
        Place.CADENCE,
    ),
    Place.CADENCE: (
        "The engagement's sessions on one line, notes and commitments, allocation, pace and forecast.",
        "The brief of the next session stands on Today",
        Place.TODAY,
    ),
    Place.GOALS: (
        "Each goal as a ladder from −2 to +2 with its written levels, who says where it stands, the trend, and T from "
        "baseline to now.",
        "The goals of the engagement in hand are in the brief on Today",
        Place.TODAY,
    ),
    Place.GROWTH: (
        "The transition plan on its 26 weeks, feedback in the moment, learning tied to gaps, bench and talent reviews.",
        "What was promised is kept as commitments",
        Place.CADENCE,
    ),
    Place.ROLLUP: (
        "The whole practice for a coaching lead: states, pace, alignment and outcomes, every number open to its "
        "arithmetic, and never the content of a session.",
        "The engagements with their pace are in one list",
        Place.ENGAGEMENTS,
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


class LaterIntake(LaterScreen):
    """The intake, before it is built."""

    PLACE = Place.ASSESSMENT


class LaterAlignment(LaterScreen):
    """The alignment, before it is built."""

    PLACE = Place.ALIGNMENT


class LaterGoals(LaterScreen):
    """The goals, before they are built."""

    PLACE = Place.GOALS


class LaterGrowth(LaterScreen):
    """What comes after the review, before it is built."""

    PLACE = Place.GROWTH


class LaterRollup(Frame):
    """The rollup, before it is built; it stands around no engagement."""

    PLACE = Place.ROLLUP

    def body(self) -> ComposeResult:
        yield Static(told(self.PLACE), classes="told")
