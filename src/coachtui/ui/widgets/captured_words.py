"""How what was captured is told beside the notes: a row for each item, and one for each line that can't be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from coachtui.domain.captured import (
    Around,
    Capture,
    CommitmentItem,
    FeedforwardItem,
    Item,
    ProgressItem,
    SummaryItem,
    ThemeItem,
)
from coachtui.domain.people import Party
from coachtui.domain.themes import key, nth_time
from coachtui.domain.words import exact, label, level, month_day, plural, weekday
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined
from coachtui.ui.widgets.rows import Row

THEME = "~"
MOST_KNOWN = 2_000
"""How many items are remembered as they were told; each key in a captured line makes another one."""
CAPTURED = Row("", (joined(("Captured", LABEL)),))
UNREAD = Row("", (joined(("Not read", LABEL)),))


class Telling:
    """Tells what was captured, again and again while it is typed: an item that was told before costs nothing.

    `themes` count the sessions before in which each came up, by `domain.themes.key`.
    """

    def __init__(self, around: Around, themes: Mapping[str, int]):
        self._around = around
        self._themes = themes
        self._known: dict[tuple[int, Item, int | None], tuple[Row, ...]] = {}

    def rows(self, capture: Capture) -> Iterator[Row]:
        """Yield the rows in the order of the lines; the key of an item's first row is the index of its line."""
        standing = {goal.id: goal.level for goal in self._around.goals}
        summary = [index for index, item in capture.items if isinstance(item, SummaryItem)]
        themes: set[str] = set()
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        if capture.items:
            yield CAPTURED
        for index, item in capture.items:
            if isinstance(item, SummaryItem):
                if index == summary[0]:
                    words = f"shared summary, {plural(len(summary), 'line')}"
                    yield Row(str(index), (joined((f"{marks.SHARED} ", DATA), (words, VALUE)),))
                continue
            if isinstance(item, ThemeItem):
                if item.word in themes:
                    continue
                themes.add(item.word)
            before = standing.get(item.goal_id) if isinstance(item, ProgressItem) else None
            known = index, item, before
            if known not in self._known:
                self._known[known] = tuple(self._rows(index, item, before))
            yield from self._known[known]
            if isinstance(item, ProgressItem) and item.level is not None:
                standing[item.goal_id] = item.level
        if capture.marked:
            yield UNREAD
        for index in capture.marked:
            said = capture.lines[index]
            yield Row(str(index), (joined((f"{marks.NEEDS_YOU} ", WRONG), (said.text.strip(), VALUE)),))
            yield Row("", (joined((f"  {said.reason}", LABEL)),))

    def _rows(self, index: int, item: Item, before: int | None) -> Iterator[Row]:
        around = self._around
        if isinstance(item, CommitmentItem):
            when = "by the next session" if item.by_next or item.due is None else _date(item.due, around.today)
            tone = LABEL if item.due is None else NEEDS
            who = _owner(item, around)
            yield Row(str(index), (joined((f"{marks.OPEN} ", LABEL), (who, VALUE), (" · ", LABEL), (when, tone)),))
            yield Row("", (joined(f"  {item.text}"),))
        elif isinstance(item, ProgressItem):
            yield Row(str(index), (_progress(item, around, before),))
        elif isinstance(item, FeedforwardItem):
            yield Row(str(index), (joined((f"{marks.NOTE} ", DATA), (_giver(item, around), VALUE)),))
        elif isinstance(item, ThemeItem):
            yield Row(str(index), (_theme(item, self._themes),))


def _date(when: date, today: date) -> str:
    """Return how a date was read: with its weekday always, with the year if it is another."""
    return exact(when) if when.year != today.year else f"{weekday(when)} {month_day(when)}"


def _owner(item: CommitmentItem, around: Around) -> str:
    if item.owner is Party.COACH:
        return "you"
    named = next((one.name for one in around.people if one.party is item.owner), "")
    return named.split(" ")[0] or label(item.owner)


def _progress(item: ProgressItem, around: Around, before: int | None) -> Content:
    number = next((goal.number for goal in around.goals if goal.id == item.goal_id), "?")
    named = (f"goal {number}  ", VALUE)
    if item.level is None:
        return joined((f"{marks.WAITING} ", LABEL), named, (f"{item.percent} %", STRONG))
    if before is None:
        return joined((f"{marks.WAITING} ", LABEL), named, (level(item.level), STRONG))
    mark, tone = (
        (marks.UP, RIGHT) if item.level > before else (marks.DOWN, WRONG) if item.level < before else ("=", LABEL)
    )
    return joined((f"{mark} ", tone), named, (f"{level(before)} → ", LABEL), (level(item.level), STRONG))


def _giver(item: FeedforwardItem, around: Around) -> str:
    named = next((one.name.split(" ")[0] for one in around.people if one.id and one.id == item.person_id), "")
    whose = named or (f"a {label(item.relation)}" if item.relation else "")
    return f"feedforward from {whose}" if whose else "feedforward"


def _theme(item: ThemeItem, themes: Mapping[str, int]) -> Content:
    count = themes.get(key(item.word), 0) + 1
    again = (f"  {nth_time(count)}", LABEL) if count > 1 else ""
    return joined((f"{THEME} ", DATA), (item.word, VALUE), again)
