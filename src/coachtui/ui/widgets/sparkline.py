"""The way that a goal has gone, drawn to be read: with its scale, where it began, where it stands, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from coachtui.domain.goals import LEVELS
from coachtui.domain.people import Party
from coachtui.domain.words import level, month_day
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, STRONG, VALUE, cell, joined, plain

LETTERS = {Party.CLIENT: "C", Party.MANAGER: "M", Party.COACH: "K"}
"""Who says where a goal stands."""

PERCENTS = (100, 75, 50, 25, 0)
STEP = 2
"""Cells between two entries of the chart."""
AXIS = 7
"""Cells of the chart's scale at the left."""


EXPECTED = " expected"
"""What stands at the end of the line of the expected outcome, where there is room."""


class Point(NamedTuple):
    """One entry: the day, by whom, and the value on its scale."""

    on: date
    party: Party
    value: int


def spark(baseline: int, levels: Sequence[int], most: int = 8) -> Content:
    """Return the latest levels as bars between where it began and where it stands: "−1 ▃▃▅ 0"."""
    drawn = marks.spark(tuple(levels[-most:])) if levels else ""
    now = level(levels[-1]) if levels else "no entry"
    return joined((f"{level(baseline):>2} ", LABEL), (drawn or "→", DATA if drawn else LABEL), " ",
                  (now, STRONG if levels else LABEL))  # fmt: skip


def bar(percents: Sequence[int], most: int = 8) -> Content:
    """Return the latest percentages as bars between the first and the last of them: "10 ▁▂▅ 60 %"."""
    drawn = marks.spark(tuple(percents[-most:]), 0, 100)
    return joined((f"{percents[0]} ", LABEL), (drawn, DATA), (f" {percents[-1]} %", STRONG))


def chart(points: Sequence[Point], width: int, *, baseline: int | None = None) -> list[Content]:
    """Return entries, oldest first, on their scale: a letter where each party put the goal, dates below.

    With a `baseline` the scale is −2 to +2 and the expected outcome is a line; without, it is per cent.
    What is too wide loses its oldest entries.
    """
    room = max(1, (width - AXIS - 2) // STEP)
    shown = points[-room:]
    span = max(len(shown) * STEP + 1, 13)
    rows = PERCENTS if baseline is None else tuple(reversed(LEVELS))
    named = AXIS + span + len(EXPECTED) <= width
    lines = [_row(row, shown, span, baseline, named=named) for row in rows]
    first, last = shown[0].on, shown[-1].on
    ends = month_day(last) if last != first else ""
    return [*lines, joined((" " * AXIS + month_day(first).ljust(max(0, span - len(ends))) + ends, LABEL))]


def _row(row: int, shown: Sequence[Point], span: int, baseline: int | None, *, named: bool) -> Content:
    expected = baseline is not None and row == 0
    ground = "┄" if expected else " "
    cells = [(ground, LABEL)] * span
    for at, point in enumerate(shown):
        on_row = _nearest(point.value) if baseline is None else point.value
        if on_row == row:
            cells[at * STEP + 1] = (LETTERS[point.party], STRONG if at == len(shown) - 1 else DATA)
    last = shown[-1].value
    if baseline is None and row == _nearest(last):
        # The rows are coarse, so the end value stands beside its letter.
        cells[(len(shown) - 1) * STEP + 2 :] = [(f" {last} %", STRONG)]
    axis = (marks.PLANNED, VALUE) if row == baseline else ("┼" if expected else "┤", LABEL)
    name = f"{row} %" if baseline is None else level(row)
    told = joined((EXPECTED, LABEL)) if expected and named else Content("")
    return cell(plain(name, LABEL), AXIS - 2, right=True) + " " + joined(axis) + joined(*cells) + told


def _nearest(percent: int) -> int:
    return min(PERCENTS, key=lambda row: abs(row - percent))
