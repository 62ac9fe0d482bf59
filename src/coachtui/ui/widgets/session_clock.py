"""The clock of a session as it is drawn: how long it has run, what is left, and in which part of GROW it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from coachtui.domain.lanes import Lane
from coachtui.domain.words import label
from coachtui.ui import marks
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, WRONG, joined
from coachtui.ui.widgets.oneline import OneLine, Part

_RUNNING = f"bold {NEEDS}"


class Face(NamedTuple):
    """What the clock shows: whole seconds so far, the minutes planned, the lane, those of each lane, whether it stands.

    `mark` is how many minutes before the end the latest mark was passed, None before the first.
    """

    seconds: int
    minutes: int
    lane: Lane | None
    lanes: Mapping[Lane, int]
    is_paused: bool
    mark: int | None

    @property
    def left(self) -> int:
        """Whole minutes that are left, a begun one counted; none or less once the time is over."""
        return -((self.seconds - self.minutes * 60) // 60)


def title(face: Face) -> Content:
    """Return the clock in one line: so far, of how many minutes, and what there is to know about it."""
    hours, rest = divmod(face.seconds, 3600)
    told = f"{hours:02}:{rest // 60:02}:{rest % 60:02}" + f" of {face.minutes}"
    over = (face.seconds - face.minutes * 60) // 60
    if face.is_paused:
        what, tone = " · paused", STRONG
    elif over >= 0:
        what, tone = f" {marks.NEEDS_YOU} {over} min over" if over else f" {marks.NEEDS_YOU} time", WRONG
    else:
        what, tone = "" if face.mark is None else f" · {face.left} min left", _tone(face)
    return joined((told, _tone(face)), (what, tone))


def _tone(face: Face) -> str:
    if face.seconds >= face.minutes * 60:
        return WRONG
    return LABEL if face.mark is None else f"bold {NEEDS}" if face.left <= 5 else NEEDS


class Lanes(OneLine):
    """The four parts of GROW with their times; a click lets the clock run there."""

    DEFAULT_CSS = """
    Lanes { margin: 0 0 1 0; padding: 0 1; }
    """

    face: reactive[Face | None] = reactive(None)

    @dataclass
    class Pressed(Message):
        """A part was clicked."""

        lane: Lane

    def parts(self, width: int) -> Sequence[Part]:
        if self.face is None:
            return ()
        found: list[Part] = []
        for lane in Lane:
            here = lane is self.face.lane
            seconds = self.face.lanes.get(lane, 0)
            name = label(lane).capitalize()[: 1 if width < 48 else None]
            time = f" {seconds // 60}:{seconds % 60:02}" if seconds or here else ""
            tone = _RUNNING if here else VALUE if seconds else LABEL
            if found:
                found.append(Part(Content("  ")))
            found.append(Part(joined((name, _RUNNING if here else LABEL), (time, tone)), self.Pressed(lane)))
        return found
