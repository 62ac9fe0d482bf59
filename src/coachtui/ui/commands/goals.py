"""The commands of goals: writing and agreeing them, noting progress, what hangs on one, the development plan."""

from __future__ import annotations

from coachtui.ui.commands.command import Command, Need, Place
from coachtui.ui.commands.everywhere import HAND

_GOAL = frozenset({Need.IN_HAND, Need.GOAL})
_CHANGED = _GOAL | {Need.WRITABLE}
_OPEN = _CHANGED | {Need.OPEN_GOAL}
_ITEM = frozenset({Need.ITEM, Need.WRITABLE})
_MILESTONE = frozenset({Need.MILESTONE, Need.WRITABLE})

GOALS = (
    Command(
        "into",
        ("enter",),
        "open",
        "Go into the goal: its milestones, its entries, what the client says of it.",
        Place.GOALS,
        10,
        _GOAL,
        hides=True,
    ),
    Command(
        "step_up",
        ("plus",),
        "up",
        "Note one step up: the level is filled in, type what shows it and press enter.",
        Place.GOALS,
        11,
        _OPEN,
        hides=True,
        action="step(1)",
    ),
    Command(
        "step_down",
        ("minus",),
        "down",
        "Note one step down, the same way.",
        Place.GOALS,
        12,
        _OPEN,
        hides=True,
        action="step(-1)",
    ),
    Command(
        "note",
        ("v",),
        "progress",
        "Note where the goal stands: a level or a percentage, by whom, on which day, how sure.",
        Place.GOALS,
        14,
        _OPEN,
        hides=True,
    ),
    Command(
        "agree",
        ("a",),
        "agree",
        "The goal is agreed: asks on which day. From then on a change needs a reason.",
        Place.GOALS,
        25,
        _OPEN,
        hides=True,
    ),
    Command(
        "new", ("n",), "new", "Write a goal; what SMART misses is told as you type.", Place.GOALS, 20,
        HAND | {Need.WRITABLE},
    ),
    Command(
        "edit",
        ("E",),
        "edit",
        "Change the goal; one that was agreed asks why, and who agreed to it.",
        Place.GOALS,
        21,
        _CHANGED,
        hides=True,
    ),
    Command("milestone", ("m",), "milestone", "Add a milestone.", Place.GOALS, 22, _CHANGED, hides=True),
    Command(
        "reflect",
        ("r",),
        "client says",
        "Note what the client says of the goal, in the client's own words.",
        Place.GOALS,
        23,
        _CHANGED,
        hides=True,
    ),
    Command(
        "plan", ("d",), "plan", "The development plan on one page: gap, goal, action, effect.", Place.GOALS, 24, HAND
    ),
    Command(
        "by",
        ("w",),
        "who",
        "Who says where the goal stands, for + and −: you, the client or the manager.",
        Place.GOALS,
        27,
        _OPEN,
        hides=True,
    ),
    Command(
        "close",
        ("x",),
        "close",
        "Close the goal: it is reached, or not pursued any more. Again opens it.",
        Place.GOALS,
        26,
        _CHANGED,
        hides=True,
    ),
    Command(
        "move_up", ("less_than_sign",), "earlier", "Put the goal before the one above it.", Place.GOALS, 41, _CHANGED,
        hides=True, action="reorder(-1)",
    ),
    Command(
        "move_down", ("greater_than_sign",), "later", "Put the goal behind the one below it.", Place.GOALS, 42,
        _CHANGED, hides=True, action="reorder(1)",
    ),
    Command("remove", ("D",), "bin", "Put the goal in the bin, after asking; u brings it back.", Place.GOALS, 40,
            _CHANGED, hides=True),
    Command("import_goals", ("i",), "import", "Take goals in from a file, after a look at what it does.", Place.GOALS,
            needs=frozenset({Need.WRITABLE})),
)  # fmt: skip

GOAL = (
    Command(
        "tick", ("space",), "done", "Tick the milestone off, or open it again.", Place.GOAL, 10,
        _MILESTONE, hides=True,
    ),
    Command(
        "edit",
        ("enter", "E"),
        "edit",
        "Change the milestone, the entry or the reflection under the cursor.",
        Place.GOAL,
        11,
        _ITEM,
        hides=True,
    ),
    Command("remove", ("D",), "bin", "Put it in the bin, after asking; u brings it back.", Place.GOAL, 19, _ITEM,
            hides=True),
    Command(
        "move_up", ("less_than_sign",), "earlier", "Put the milestone before the one above it.", Place.GOAL, 41,
        _MILESTONE, hides=True, action="shift(-1)",
    ),
    Command(
        "move_down", ("greater_than_sign",), "later", "Put the milestone behind the one below it.", Place.GOAL, 42,
        _MILESTONE, hides=True, action="shift(1)",
    ),
    Command("out", ("escape",), "goals", "Back to the list of goals.", Place.GOAL, 9),
)  # fmt: skip

PROGRESS = (
    Command("higher", ("up",), "higher", "One level higher.", Place.PROGRESS, 11, action="raise(1)"),
    Command("lower", ("down",), "lower", "One level lower.", Place.PROGRESS, 12, action="raise(-1)"),
    Command("by", ("ctrl+t",), "who", "Somebody else says so: you, the client or the manager.", Place.PROGRESS, 10),
)

PLAN = (Command("close", ("escape", "d"), "close", "Back to the goals.", Place.PLAN, 1),)

COMMANDS: tuple[Command, ...] = (*GOALS, *GOAL, *PROGRESS, *PLAN)
