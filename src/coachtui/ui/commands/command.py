"""What a command is: its keys, its words, where it works and what it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a command works."""

    EVERYWHERE = "everywhere"
    TODAY = "today"
    ASSESSMENT = "assessment"
    ALIGNMENT = "alignment"
    SIDES = "sides"
    AGREEMENT = "agreement"
    ACROSS = "across"
    GRANTS = "grants"
    RATING = "rating"
    CADENCE = "cadence"
    COMMITMENTS = "commitments"
    CLOSING = "closing"
    CANCELLING = "cancelling"
    OF_SERIES = "of a series"
    NOTES = "notes"
    THEMES = "themes"
    COCKPIT = "cockpit"
    WALK_IN = "walk-in"
    CAPTURED = "captured"
    STARTING = "starting"
    ENDING = "ending"
    TIME_OFF = "time off"
    RATINGS = "ratings"
    WIZARD = "wizard"
    TEMPLATES = "templates"
    COHORT = "cohort"
    GOALS = "goals"
    GOAL = "goal"
    PROGRESS = "progress"
    PLAN = "plan"
    GROWTH = "growth"
    ROLLUP = "rollup"
    LOG = "log"
    ENGAGEMENTS = "engagements"
    WHY = "why"
    EXPORTING = "exporting"
    PEOPLE = "people"
    IMPORTING = "importing"
    CALENDAR = "calendar"
    FIRST_RUN = "first run"
    BEGINNING = "beginning"
    PICKING = "picking"
    LIST = "list"
    FIELD = "field"
    DIALOG = "dialog"
    CONFIRM = "confirm"
    FORM = "form"
    CHOICE = "choice"
    TOGGLES = "toggles"
    SAVE = "save"
    SWITCHER = "switcher"
    SEARCH = "search"
    THEME = "theme"
    LOCKED = "locked"
    HIDDEN = "hidden"
    SYNC = "sync"
    BACKUPS = "backups"
    MERGE_DESK = "merge_desk"
    MANY = "many"
    BIN = "bin"
    AS_OF = "as of"
    HISTORY = "history"


TITLES = {
    Place.EVERYWHERE: "Everywhere",
    Place.TODAY: "Today",
    Place.ASSESSMENT: "Intake",
    Place.ALIGNMENT: "Alignment",
    Place.SIDES: "Between the two sides",
    Place.AGREEMENT: "The agreement",
    Place.ACROSS: "In the table of the agreement",
    Place.GRANTS: "What an agreement gives",
    Place.RATING: "Joint rating",
    Place.CADENCE: "Sessions",
    Place.COMMITMENTS: "Commitments",
    Place.CLOSING: "Close what is over",
    Place.CANCELLING: "Cancel a meeting that is over",
    Place.OF_SERIES: "How far a change of a series goes",
    Place.NOTES: "Notes of a session",
    Place.THEMES: "Themes over time",
    Place.COCKPIT: "The session",
    Place.WALK_IN: "In the brief beside the notes",
    Place.CAPTURED: "In what was captured",
    Place.STARTING: "How a session begins",
    Place.ENDING: "Ending a session",
    Place.TIME_OFF: "Days off",
    Place.RATINGS: "While you rate",
    Place.WIZARD: "Taking a client in",
    Place.TEMPLATES: "Templates",
    Place.COHORT: "Starting a cohort",
    Place.GOALS: "Goals",
    Place.GOAL: "In the goal in hand",
    Place.PROGRESS: "While noting progress",
    Place.PLAN: "Development plan",
    Place.GROWTH: "Growth",
    Place.ROLLUP: "Rollup",
    Place.LOG: "Coaching log",
    Place.WHY: "Behind a figure",
    Place.EXPORTING: "Export to a file",
    Place.ENGAGEMENTS: "Engagements",
    Place.PEOPLE: "People",
    Place.IMPORTING: "Import from a file",
    Place.CALENDAR: "Import a calendar",
    Place.FIRST_RUN: "The first start",
    Place.BEGINNING: "How to begin",
    Place.PICKING: "In the list of engagements",
    Place.LIST: "In a list",
    Place.FIELD: "In a text field",
    Place.DIALOG: "In a dialog",
    Place.FORM: "In a form",
    Place.CHOICE: "In a choice",
    Place.TOGGLES: "In a row of boxes",
    Place.SAVE: "On the line that saves",
    Place.CONFIRM: "Before something is done",
    Place.SWITCHER: "Take in hand",
    Place.SEARCH: "Search",
    Place.THEME: "Choosing a theme",
    Place.LOCKED: "While the practice is locked",
    Place.HIDDEN: "While the practice is hidden",
    Place.SYNC: "Other devices",
    Place.BACKUPS: "Backups",
    Place.MERGE_DESK: "Merge desk",
    Place.MANY: "Many conflicts at once",
    Place.BIN: "The bin",
    Place.AS_OF: "As of a day",
    Place.HISTORY: "History",
}
"""How a place is called on the screen."""


class Need(StrEnum):
    """What must be there before a command can be given; the value completes "this needs …"."""

    IN_HAND = "an engagement in hand (o takes one)"
    ROW = "a row to act on"
    PREVIEW = "a file that has been read (enter reads it)"
    QUESTION = "a row that asks something"
    EVENT = "an event of which it is not clear whose it is"
    WRITABLE = "a practice file that can be written"
    MEETING = "a meeting under the cursor"
    PLANNED = "a meeting that is still planned"
    BEGUN = "a planned meeting whose time has come"
    UNCLOSED = "a meeting that is over and still planned"
    COMMITMENT = "a commitment under the cursor"
    UNPLANNED = "no session that is planned already"
    SESSION = "a row about a client, or a session under way"
    COMPETENCY = "a competency under the cursor (m chooses a model)"
    RATING = "ratings in hand"
    UNRATED = "an engagement in which nothing is rated yet"
    STAGE = "a stage that was begun (b begins one)"
    STAGES = "a second stage (b begins one)"
    ONE_PANE = "a small screen, which shows one part at a time"
    EARLIER_STEP = "a step before this one"
    LATER_STEP = "a step after this one"
    SAID = "somebody's words under the cursor"
    RATABLE = "a goal that is not closed"
    AGREED = "an agreement that is drawn up (E draws it up)"
    ASKED = "the question who rates"
    LADDER = "a goal in sight to rate"
    GOAL = "a goal under the cursor"
    OPEN_GOAL = "a goal that is not closed (x opens it again)"
    ITEM = "a milestone, an entry or a reflection under the cursor"
    MILESTONE = "a milestone under the cursor"
    DRAFT = "an engagement in draft"
    ACTIVE = "an active engagement"
    PAUSED = "a paused engagement"
    RUNNING = "an engagement that has begun and is not over"
    COMPLETED = "a completed engagement"
    TAKING_PART = "somebody who takes part in an engagement"
    LOOK = "an engagement under the cursor"
    COUNTING = "figures that are being counted"
    COUNTED = "figures (r counts them)"
    COUNTED_LOG = "a log that could be counted (y says when your training began)"
    FORMER = "a row of a former log under the cursor"
    OTHER_KEY = "a file in the folder with another passphrase"
    FOLDER = "a folder where your devices meet (f names it)"
    RECORD = "an engagement in hand, or a record under the cursor"
    AROUND = "the history of one record in an engagement"
    THEN = "a day of the past in sight (A asks for one)"
    PRESENT = "the present (esc comes back to it)"
    CONFLICT = "an open conflict under the cursor"
    VERSIONS = "two versions of a field under the cursor"
    TEXTS = "two versions of a text under the cursor"
    LOST = "a record in the bin, or one that was removed, under the cursor"
    UNDO = "something to undo"
    REDO = "something that was undone"


@dataclass(eq=False)
class Command:
    """One command. `keys` in Textual's names, the first is the one shown; none: it is in the palette only.

    `rank` orders the footer, 1 first; the highest goes first when the line is too narrow, and 0 never stands there.
    Without what it `needs` a command is dimmed, or hidden if it `hides`. One that is heard `before_fields` is so even
    while the coach types; never one with a printable key. What an action does that is given its key (`each`) depends
    on which of them was pressed: `action_rate("3")`.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    place: Place
    rank: int = 0
    needs: frozenset[Need] = frozenset()
    hides: bool = False
    action: str = ""
    before_fields: bool = False
    each: bool = False

    def __post_init__(self) -> None:
        if not self.action:
            self.action = self.id

    def missing(self, having: Collection[Need]) -> tuple[Need, ...]:
        """Return what the command needs and the place doesn't have."""
        return tuple(need for need in Need if need in self.needs and need not in having)

    def allowed(self, having: Collection[Need]) -> bool | None:
        """Return whether the command can be given now: None dims it, False hides it."""
        missing = self.missing(having)
        if not missing:
            return True
        # In the past nothing that writes is offered.
        is_past = Need.THEN in having and not {Need.WRITABLE, Need.PRESENT}.isdisjoint(missing)
        return False if self.hides or is_past else None

    @property
    def key(self) -> str:
        """The key as it is shown: "^p", "⏎", "J", "1–5" for one of several; empty for a command without one."""
        if self.each and len(self.keys) > 1:
            return f"{shown(self.keys[0])}–{shown(self.keys[-1])}"
        return shown(self.keys[0]) if self.keys else ""


_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "plus": "+",
    "comma": ",",
    "full_stop": ".",
    "minus": "−",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pageup": "pg up",
    "pagedown": "pg dn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def shown(key: str) -> str:
    """Return a key as it is written on the screen.

    >>> shown("ctrl+p"), shown("enter"), shown("J")
    ('^p', '⏎', 'J')
    """
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return _SHOWN.get(key, key)
