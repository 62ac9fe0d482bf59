"""The clock of the cockpit: it runs in a lane of GROW, stands still, and tells when the end comes near."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from coachtui.domain.captured import Line
from coachtui.domain.lanes import Clock, Lane, passed
from coachtui.domain.words import duration
from coachtui.ui import marks
from coachtui.ui.screens.cockpit_keeping import Keeping
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, NEEDS, joined
from coachtui.ui.widgets.cockpit_bar import CockpitBar
from coachtui.ui.widgets.session_clock import Face, Lanes, title

if TYPE_CHECKING:
    from collections.abc import Sequence

TICK_S = 10.0
"""Seconds between two looks at the clock: a coach counts minutes, and what moves draws the eye."""
SAVE_CLOCK_S = 60
"""Seconds after which a clock that runs is stored although nothing was typed."""


class Timing(Keeping, Frame):
    """A screen with the clock of a session. A key, a click, or a heading that is written switches its lane."""

    clock: Clock
    minutes: int
    """How long the session is planned to be."""
    marked: Sequence[int]
    """The minutes before the end at which the clock changes."""
    _stored_at: datetime
    _headings: tuple[Lane, ...] = ()

    def begin_timing(self) -> None:
        """Let the clock be seen."""
        self.show_clock()
        self.set_interval(TICK_S, self.tick)

    def tell(self, told: Content | None) -> None:
        """Show something under the notes until the coach types."""
        raise NotImplementedError

    def action_lane(self) -> None:
        lanes = tuple(Lane)
        at = lanes.index(self.clock.lane) if self.clock.lane else -1
        self.run_in(lanes[(at + 1) % len(lanes)])

    @on(Lanes.Pressed)
    def _lane_pressed(self, event: Lanes.Pressed) -> None:
        self.run_in(event.lane)

    def action_pause(self) -> None:
        now = self.desk.present_now()
        self.clock = self.clock.resumed(now) if self.clock.is_paused else self.clock.paused(now)
        self.touch()
        self.show_clock()

    def run_in(self, lane: Lane) -> None:
        """Let the clock run, or stand, in a lane."""
        self.clock = self.clock.switched(lane, self.desk.present_now())
        self.touch()
        self.show_clock()

    def tick(self) -> None:
        """Count on; a gap that is too long to count stops the clock, and is told."""
        now = self.desk.present_now()
        slept = self.clock.slept(now)
        if slept:
            self.clock = self.clock.paused(now)
            self.tell(stood_still(slept))
        self.clock = self.clock.counted(now)
        if slept or (not self.clock.is_paused and (now - self._stored_at).total_seconds() >= SAVE_CLOCK_S):
            self.touch()
        self.show_clock()

    def follow_headings(self, lines: Sequence[Line], row: int, *, at_first: bool = False) -> None:
        """Let the clock run in the lane whose heading was written, above the `row` on which the coach types.

        One that is half typed on that row is waited for: "## R" may become anything.
        """
        written = tuple(
            line.lane for at, line in enumerate(lines) if line.lane and (at != row or len(line.text.strip("# ")) > 1)
        )
        if not at_first and len(written) >= len(self._headings) and written != self._headings:
            above = [line.lane for line in lines[: row + 1] if line.lane]
            if above and above[-1] is not self.clock.lane:
                self.run_in(above[-1])
        self._headings = written

    def show_clock(self) -> None:
        """Draw the clock as it stands now: beside the notes, or on a narrow screen under them."""
        if not self.is_mounted:
            return
        now = self.desk.present_now()
        seconds = self.clock.total(now)
        face = Face(
            seconds,
            self.minutes,
            self.clock.lane,
            self.clock.elapsed(now),
            self.clock.is_paused,
            passed(seconds, self.minutes, self.marked),
        )
        self.query_one(Lanes).face = face
        self.query_one("#right").border_title = title(face)
        self.query_one(CockpitBar).clock = title(face) if self.has_class("-narrow") else Content("")


def stood_still(slept: timedelta) -> Content:
    """Return what is told about a clock that nobody saw for too long."""
    minutes = int(slept.total_seconds() // 60)
    return joined(
        (f"{marks.NEEDS_YOU} Nothing was seen of this session for {duration(minutes)}: that is not counted. ", NEEDS),
        ("^t", f"bold {NEEDS}"),
        (" lets the clock run on.", LABEL),
    )
