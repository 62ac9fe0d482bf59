"""The three-way meetings on a line: start, middle and end, each held, planned or due, with the check-ins between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.domain.alignment import OVER, StageCoverage
from coachtui.domain.assessment import Stage
from coachtui.domain.words import day, distance, label, plural
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, WRONG, cell, joined, plain

PAST, AHEAD = "━", "─"
GAP = 2
"""Blank cells between what stands under two stages."""


class Stations(NamedTuple):
    """What the line draws: the stages in order, the days of the check-ins (held or planned), the stage in focus."""

    stages: tuple[StageCoverage, ...]
    check_ins: tuple[date, ...]
    today: date
    running: bool = True
    """Whether the engagement's clocks run; nothing is overdue while they don't."""
    chosen: Stage | None = None


class ThreeWayLine(Widget):
    """Two lines: the stages with the way between them, and under each when it was or will be. A click chooses one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ThreeWayLine { height: 2; padding: 0 2; }
    """

    stations: reactive[Stations | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """A stage was clicked."""

        stage: Stage

    def render(self) -> Content:
        if self.stations is None:
            return Content("")
        return Content("\n").join(drawn(self.stations, self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and self.stations is not None and self.stations.stages:
            part = offset.x * len(self.stations.stages) // max(1, self.content_size.width)
            self.post_message(self.Chosen(self.stations.stages[part].stage))


def drawn(stations: Stations, width: int) -> list[Content]:
    """Return the two lines, each at most `width` cells."""
    stages = stations.stages
    if not stages:
        return [plain("The three-ways fall due once the engagement's dates are agreed.", LABEL), Content("")]
    starts = [index * width // len(stages) for index in range(len(stages))]
    rooms = [end - start for start, end in zip(starts, [*starts[1:], width], strict=True)]
    above, below = [], []
    for index, (stage, room) in enumerate(zip(stages, rooms, strict=True)):
        mark, tone = _mark(stage, stations)
        chosen = stage.stage is stations.chosen
        word = f" {label(stage.stage)} "
        over = " on $cursor" if chosen else ""
        station = joined((mark, tone + over), (word, STRONG + over))
        last = index == len(stages) - 1
        way = Content("") if last else _way(stage, stages[index + 1], stations, room - len(word) - 2)
        above.append(cell(station + way, room))
        below.append(_under(stage, stations, room - GAP).pad_right(GAP) if not last else _under(stage, stations, room))
    return [
        Content("").join(above),
        Content("").join(cell(text, room) for text, room in zip(below, rooms, strict=True)),
    ]


def _mark(stage: StageCoverage, stations: Stations) -> tuple[str, str]:
    if stage.covered:
        return marks.THREE_WAY, DATA
    if stage.unclosed(stations.today):
        return marks.NEEDS_YOU, NEEDS
    if stage.planned_on is not None:
        return marks.THREE_WAY, STRONG
    if _overdue(stage, stations):
        return marks.NEEDS_YOU, WRONG
    return marks.PLANNED, LABEL


def _way(stage: StageCoverage, following: StageCoverage, stations: Stations, room: int) -> Content:
    """Return the line to the next stage, heavy as far as it was gone, with a mark for each check-in between."""
    first, last = _stands_on(stage), max(_stands_on(following), _stands_on(stage))
    days = max(1, (last - first).days)
    cells = [
        (PAST, "$line") if (stations.today - first).days >= index * days / max(1, room) else (AHEAD, "$line")
        for index in range(max(0, room))
    ]
    for on in stations.check_ins:
        if first < on < last and cells:
            at = min(len(cells) - 1, (on - first).days * len(cells) // days)
            cells[at] = (marks.HELD, DATA) if on <= stations.today else (marks.PLANNED, VALUE)
    return joined(*cells, " ")


def _stands_on(stage: StageCoverage) -> date:
    return stage.held_on or stage.expected_on


def _overdue(stage: StageCoverage, stations: Stations) -> bool:
    return stations.running and stage.overdue(stations.today)


def _under(stage: StageCoverage, stations: Stations, room: int) -> Content:
    """Return when a stage's meeting was or will be, in the longest words that fit."""
    return next((way for way in _words(stage, stations) if way.cell_length <= room), _words(stage, stations)[-1])


def _words(stage: StageCoverage, stations: Stations) -> Sequence[Content]:
    today = stations.today
    if stage.held_on is not None:
        on = day(stage.held_on, today)
        return [joined(("held ", LABEL), (on, VALUE), (f", {distance(stage.held_on, today)}", LABEL)),
                joined(("held ", LABEL), (on, VALUE))]  # fmt: skip
    if stage.unclosed(today):
        return [plain(f"{OVER}, {day(stage.expected_on, today)}", NEEDS), plain(OVER, NEEDS)]
    if stage.planned_on is not None:
        on, away = day(stage.planned_on, today), distance(stage.planned_on, today)
        return [joined(("planned ", LABEL), (on, VALUE), (f", {away}" if away != on else "", LABEL)),
                joined(("planned ", LABEL), (on, VALUE))]  # fmt: skip
    on = day(stage.due_on, today)
    if _overdue(stage, stations):
        late = plural((today - stage.due_on).days, "day")
        return [plain(f"overdue by {late}, was due {on}", WRONG), plain(f"{late} overdue", WRONG)]
    return [joined(("due ", LABEL), (on, VALUE), (f", {distance(stage.due_on, today)}", LABEL)),
            joined(("due ", LABEL), (on, VALUE))]  # fmt: skip
