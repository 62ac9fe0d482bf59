"""Competencies with their levels, to be rated without typing: digits and arrows, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.domain.assessment import FIVE_LEVELS
from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Need, Place
from coachtui.ui.text import LABEL, NEEDS, VALUE, joined, plain
from coachtui.ui.widgets import gaps
from coachtui.ui.widgets.rows import Column, Row, Rows

KEY = f"bold {NEEDS}"
MOST_IMPORTANT = 3
"""The end of the scale of importance, which begins at 0."""


class Setting(StrEnum):
    """What digits set."""

    CURRENT = "current"
    TARGET = "target"
    IMPORTANCE = "importance"


SAID = {
    Setting.CURRENT: "the level now",
    Setting.TARGET: "the target",
    Setting.IMPORTANCE: "the importance",
}


class Marks(NamedTuple):
    """What is set of one competency: levels 1–5, importance 0–3."""

    current: int | None = None
    target: int | None = None
    importance: int = 1

    @property
    def gap(self) -> int | None:
        """Target − current; None if one of the two is not set."""
        return None if self.current is None or self.target is None else self.target - self.current

    def value(self, setting: Setting) -> int | None:
        """Return what is set of this."""
        return {Setting.CURRENT: self.current, Setting.TARGET: self.target}.get(setting, self.importance)

    def put(self, setting: Setting, value: int | None) -> Marks:
        """Return the marks with a value set; the first level proposes the next one as the target."""
        if setting is Setting.CURRENT:
            proposed = None if value is None else min(value + 1, FIVE_LEVELS.high)
            return self._replace(current=value, target=proposed if self.target is None else self.target)
        if setting is Setting.TARGET:
            return self._replace(target=value)
        return self._replace(importance=value or 0)


class RatedRow(NamedTuple):
    """A competency to rate, and what is told at the end of its row."""

    key: str
    name: str
    marks: Marks
    tail: Content = Content("")


COLUMNS = (
    Column("competency", most=60, grows=True),
    Column(gaps.heading(), most=gaps.width()),
    Column("gap × imp", most=9, right=True),
    Column(most=14),
)


class Ratings(Commanding, Rows):
    """Rows with a level on its axis. While `rating` is on, digits set what `setting` says, and ← → step it.

    With `always` it is on whenever the list has the focus; otherwise whoever shows the list begins it, and `esc` or
    leaving the list ends it.
    """

    PLACE = Place.RATINGS
    BINDINGS = bindings(Place.RATINGS)

    setting: reactive[Setting] = reactive(Setting.CURRENT, init=False)
    rating: reactive[bool] = reactive(False, init=False)

    @dataclass
    class Rated(Message):
        """Something was set."""

        ratings: Ratings
        key: str
        setting: Setting
        marks: Marks

        @property
        def control(self) -> Ratings:
            return self.ratings

    @dataclass
    class Turned(Message):
        """Rating began or ended, or digits set something else now."""

        ratings: Ratings

        @property
        def control(self) -> Ratings:
            return self.ratings

    @dataclass
    class Done(Message):
        """`enter` on the last row."""

        ratings: Ratings

        @property
        def control(self) -> Ratings:
            return self.ratings

    @dataclass
    class Refused(Message):
        """A key that sets nothing, and why."""

        reason: str

    def __init__(
        self,
        *,
        always: bool = False,
        title: str = "",
        empty: Content | None = None,
        id: str | None = None,
        classes: str | None = None,
    ):
        super().__init__(COLUMNS, title=title, empty=empty, id=id, classes=classes)
        self._always = always
        self._rated: dict[str, RatedRow] = {}

    @property
    def marks(self) -> Marks | None:
        """What is set of the competency under the cursor."""
        found = self._rated.get(self.key or "")
        return found.marks if found else None

    @property
    def all_marks(self) -> dict[str, Marks]:
        """What is set, by competency."""
        return {key: row.marks for key, row in self._rated.items()}

    @property
    def order(self) -> tuple[str, ...]:
        """The competencies as they stand in the list."""
        return tuple(self._rated)

    def show(self, rated: Sequence[RatedRow], key: str | None = None) -> None:
        """Show these competencies; the cursor goes to `key`, or stays on its row."""
        self._rated = {row.key: row for row in rated}
        self.set_rows([_drawn(row) for row in rated], key)
        if not rated:
            self.rating = False

    def told(self) -> Content:
        """Return what digits do now, in words."""
        if not self.rating:
            return Content("")
        span = f"0–{MOST_IMPORTANT}" if self.setting is Setting.IMPORTANCE else "1–5"
        following = SAID[self._after(self.setting)]
        return joined(
            (f"{span} set ", LABEL), (SAID[self.setting], KEY), ("   space", KEY), (f" turns to {following}", LABEL)
        )

    def having(self) -> set[Need]:
        return {Need.RATING} if self.rating and self.key else set()

    def cells_of(self, index: int) -> Sequence[Content]:
        cells = list(super().cells_of(index))
        if self.rating and index == self.cursor and self.marks:
            value = self.marks.value(self.setting)
            if self.setting is Setting.IMPORTANCE:
                cells[2] = gaps.keys(value, 0, MOST_IMPORTANT)
            else:
                cells[1] = gaps.keys(value, FIVE_LEVELS.low, FIVE_LEVELS.high)
        return cells

    def watch_rating(self, rating: bool) -> None:
        self.set_class(rating, "-rating")
        self._turned()

    def watch_setting(self) -> None:
        self._turned()

    def on_focus(self) -> None:
        if self._always:
            self.rating = bool(self._rated)

    def on_blur(self) -> None:
        self.rating = False

    def on_key(self, event: events.Key) -> None:
        """Keep the digits that set nothing from switching screens."""
        if self.rating and event.key in ("6", "7", "8", "9"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Refused("Levels run from 1 to 5. After esc, digits switch screens again."))

    def action_rate(self, digit: str) -> None:
        value = int(digit)
        if self.setting is Setting.IMPORTANCE and value > MOST_IMPORTANT:
            self.post_message(self.Refused(f"The importance runs from 0 to {MOST_IMPORTANT}."))
        else:
            self._put(value)

    def action_clear(self) -> None:
        self._put(0 if self.setting is Setting.IMPORTANCE else None)

    def action_step(self, by: int) -> None:
        if self.marks is None:
            return
        low, high = (0, MOST_IMPORTANT) if self.setting is Setting.IMPORTANCE else FIVE_LEVELS
        value = self.marks.value(self.setting)
        if value is not None:
            self._put(min(max(value + by, low), high))
        elif by > 0:
            self._put(low)

    def action_turn(self) -> None:
        self.setting = self._after(self.setting)

    def action_next(self) -> None:
        if self.cursor is not None and self.cursor >= self.count - 1:
            self.post_message(self.Done(self))
        else:
            self.action_cursor_down()

    def action_stop(self) -> None:
        self.rating = False

    @staticmethod
    def _after(setting: Setting) -> Setting:
        settings = list(Setting)
        return settings[(settings.index(setting) + 1) % len(settings)]

    def _put(self, value: int | None) -> None:
        row = self._rated.get(self.key or "")
        if row is None:
            return
        marks = row.marks.put(self.setting, value)
        if marks == row.marks:
            return
        # Shown at once: the next key may come before what was stored is read again.
        self._rated[row.key] = row._replace(marks=marks)
        self.set_rows([_drawn(one) for one in self._rated.values()])
        self.post_message(self.Rated(self, row.key, self.setting, marks))

    def _turned(self) -> None:
        self.refresh()
        self.refresh_bindings()
        self.post_message(self.Turned(self))


def _drawn(row: RatedRow) -> Row:
    marks = row.marks
    tone = VALUE if marks.current is not None else LABEL
    axis = gaps.axis(marks.current, marks.target)
    return Row(row.key, (plain(row.name, tone), axis, gaps.weighed(marks.gap, marks.importance), row.tail))
