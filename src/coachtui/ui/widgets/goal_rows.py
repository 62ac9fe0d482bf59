"""The goals of an engagement as rows, and T over them as one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.domain.goal_page import GoalLine, GoalsPage
from coachtui.domain.goals import GoalState, Smart
from coachtui.domain.words import due, label, level, plural, t
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, fitted, joined, plain
from coachtui.ui.widgets.rows import Column, Row
from coachtui.ui.widgets.sparkline import bar, spark

COLUMNS = (
    Column(most=2, right=True),
    Column(most=200, grows=True),
    Column(most=20),
    Column(most=9),
    Column(most=8, from_width=86),
    Column(most=20, from_width=100),
    Column(most=12, from_width=64),
    Column(most=8, from_width=56),
)

_KEY = f"bold {NEEDS}"
EMPTY = Content("\n\n").join(
    [
        joined(("No goal yet.", STRONG)),
        joined(
            (
                "A goal says what will be different, how anyone could tell, and by when. Five levels are written "
                "before the work starts; progress is then a step on that ladder.",
                LABEL,
            )
        ),
        joined(("n", _KEY), (" writes the first", VALUE), ("   2", _KEY), (" shows the gaps it may come from", VALUE)),
    ]
)

_LETTERS = {letter: letter.value[0].upper() for letter in Smart}
_CHOSEN = 50
"""T of goals that are all at the expected outcome."""
_LOWEST, _HIGHEST = 20, 80
"""Ends of the scale on which T is drawn; it can lie beyond them, and is then drawn at the end."""


def rows(goals: Sequence[GoalLine], today: date) -> list[Row]:
    """Return a row for each goal, numbered in their order."""
    return [Row(goal.id, _cells(goal, number, today)) for number, goal in enumerate(goals, 1)]


def title(goals: Sequence[GoalLine]) -> str:
    """Return how many goals there are, and how many of them are not agreed or closed."""
    states = [goal.state for goal in goals]
    drafts, closed = states.count(GoalState.DRAFT), states.count(GoalState.CLOSED)
    parts = [f"Goals · {len(goals)}" if goals else "Goals"]
    parts += [plural(drafts, "draft")] if drafts else []
    parts += [f"{closed} closed"] if closed else []
    return ", ".join(parts)


def missing(goal: GoalLine) -> Content:
    """Return the letters of SMART that a goal lacks: "lacks MA", or that it lacks none."""
    if not goal.smart:
        return joined((f"{marks.FINE} SMART", RIGHT if goal.state is not GoalState.CLOSED else LABEL))
    letters = "".join(_LETTERS[gap.letter] for gap in goal.smart)
    return joined((f"lacks {letters}", NEEDS if goal.state is not GoalState.CLOSED else LABEL))


def state(goal: GoalLine) -> Content:
    """Return mark and word of a goal's state."""
    mark, tone = marks.GOALS[goal.state]
    return joined((f"{mark} {label(goal.state)}", tone))


def trend(goal: GoalLine) -> Content:
    """Return mark and word of where a goal is heading; nothing before its second entry."""
    if goal.trend is None:
        return Content("")
    mark, word, tone = marks.TRENDS[goal.trend]
    return joined((f"{mark} {word}", tone))


def way(goal: GoalLine, most: int = 8) -> Content:
    """Return a goal's way so far: where it began, its latest entries as bars, where it stands."""
    if goal.in_percent:
        percents = [one.percent for one in goal.entries if one.percent is not None]
        return bar(percents or [goal.percent or 0], most)
    return spark(goal.baseline, [one.level for one in goal.entries if one.level is not None], most)


def _cells(goal: GoalLine, number: int, today: date) -> tuple[Content, ...]:
    closed = goal.state is GoalState.CLOSED
    return (
        plain(str(number), LABEL),
        plain(goal.title, LABEL if closed else VALUE),
        way(goal),
        trend(goal),
        joined(("weight ", LABEL), (str(goal.weight), VALUE if goal.weight else NEEDS)),
        _due(goal, today),
        missing(goal),
        state(goal),
    )


def _due(goal: GoalLine, today: date) -> Content:
    if goal.due_on is None:
        return joined(("no date", LABEL))
    late = goal.due_on < today and goal.state is GoalState.AGREED
    return plain(due(goal.due_on, today), WRONG if late else LABEL)


class GoalFigure(Widget):
    """T at the baseline and now, their change, and both on a scale whose middle is the expected outcome."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    GoalFigure { height: 1; padding: 0 2; }
    """

    page: reactive[GoalsPage | None] = reactive(None)

    def render(self) -> Content:
        if self.page is None:
            return Content("")
        change, width = self.page.change, self.content_size.width
        if change.baseline.value is None or change.achieved.value is None:
            return joined(("T ", LABEL), ("none yet: ", VALUE), (change.baseline.reason, LABEL))
        gained = change.change or 0.0
        tone = RIGHT if gained > 0 else WRONG if gained < 0 else LABEL
        figures = joined(
            ("T ", LABEL), (t(change.baseline.value), VALUE), (" → ", LABEL), (t(change.achieved.value), STRONG),
            (f"  {level(gained)}", tone),
        )  # fmt: skip
        scales = [_scale(change.baseline.value, change.achieved.value, room) for room in (61, 41, 31)]
        told = joined((f"{_CHOSEN} is the outcome expected", LABEL))
        parts = ((figures,), scales, (told, joined((f"{_CHOSEN} = expected", LABEL)), Content("")))
        return Content("    ").join(fitted(width, parts, (1, 2, 1, 2), 4))


def _scale(began: float, now: float, room: int) -> Content:
    """Return the scale of T with what lies between the baseline and now."""

    def place(value: float) -> int:
        share = (value - _LOWEST) / (_HIGHEST - _LOWEST)
        return round(min(1.0, max(0.0, share)) * (room - 1))

    first, last = sorted((place(began), place(now)))
    drawn = [("─", LABEL)] * room
    drawn[first : last + 1] = [("━", DATA)] * (last + 1 - first)
    drawn[place(_CHOSEN)] = ("┼", VALUE)
    drawn[place(began)] = (marks.PLANNED, DATA)
    drawn[place(now)] = (marks.HELD, STRONG)
    return joined((f"{_LOWEST} ", LABEL), *drawn, (f" {_HIGHEST}", LABEL))
