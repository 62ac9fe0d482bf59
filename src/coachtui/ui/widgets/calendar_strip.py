"""The calendar strip: an engagement's span on a line, with a mark for every meeting and one for today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coachtui.domain.cadence import SessionKind, SessionState, is_unclosed
from coachtui.domain.line import SessionLine
from coachtui.domain.span import Span
from coachtui.domain.time_off import TimeOff, off_on
from coachtui.domain.words import exact, month
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, plain

PAST, AHEAD, PAUSED = "━", "─", "┄"
MONTH_PAST, MONTH_AHEAD = "┷", "┴"
START, END, TODAY = "┝", "┥", "┃"
NEAR = timedelta(days=45)
"""Today is drawn when it lies within the line or no further than this beyond its end."""
MARGIN = timedelta(days=3)


class Picture(NamedTuple):
    """What the strip draws: the meetings in order, the agreed days, the present, the meeting in focus, days off."""

    meetings: tuple[SessionLine, ...]
    span: Span | None
    now: datetime
    today: date
    chosen: str | None = None
    time_off: tuple[TimeOff, ...] = ()


class CalendarStrip(Widget):
    """Three lines: the months, the line with its marks, and today with the agreed end. A click chooses a meeting."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CalendarStrip { height: 3; padding: 0 2; }
    """

    picture: reactive[Picture | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """A meeting's mark was clicked."""

        session_id: str

    def render(self) -> Content:
        if self.picture is None:
            return Content("")
        return Content("\n").join(drawn(self.picture, self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        scale = _scale(self.picture, self.content_size.width) if self.picture else None
        if offset is None or scale is None or self.picture is None:
            return
        places = _places(self.picture.meetings, scale)
        near = min(places, key=lambda cell: abs(cell - offset.x), default=None)
        if near is not None and abs(near - offset.x) <= 1:
            self.post_message(self.Chosen(places[near].id))


class _Scale(NamedTuple):
    """Days to cells."""

    first: date
    last: date
    width: int

    @property
    def per_month(self) -> float:
        """Cells that a month takes."""
        return self.width * 30 / max(1, (self.last - self.first).days)

    def cell(self, day: date) -> int:
        days = max(1, (self.last - self.first).days)
        return round((day - self.first).days / days * (self.width - 1))

    def day(self, cell: int) -> date:
        return self.first + timedelta(days=round(cell * (self.last - self.first).days / max(1, self.width - 1)))


def _scale(picture: Picture, width: int) -> _Scale | None:
    days = [meeting.starts_local.date() for meeting in picture.meetings]
    if picture.span is not None:
        days += [picture.span.starts_on, picture.span.ends_on]
    if not days or width < 8:
        return None
    first, last = min(days), max(days)
    if first - NEAR <= picture.today <= last + NEAR:
        first, last = min(first, picture.today), max(last, picture.today)
    return _Scale(first - MARGIN, last + MARGIN, width)


def drawn(picture: Picture, width: int) -> list[Content]:
    """Return the three lines of the strip, each at most `width` cells."""
    scale = _scale(picture, width)
    if scale is None:
        told = "No dates are agreed yet; the line begins with the first meeting."
        return [Content(""), plain(told, LABEL), Content("")]
    return [_months(scale), _line(picture, scale), _feet(picture, scale)]


def _months(scale: _Scale) -> Content:
    """Return the months' names where they begin, the first with its year; those without room are left out."""
    written, at = Content(""), 0
    for start in _month_starts(scale):
        cell = max(0, scale.cell(start))
        name = month(start)
        with_year = f"{name} {start.year}" if start.month == 1 or not written else name
        # Where a month is too short for its name, some are left out, and the others may reach into the next.
        following = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        ends = scale.cell(following) if scale.per_month >= 5 else scale.width
        room = min(scale.width, ends) - cell
        shown = with_year if len(with_year) < room else name if len(name) <= room else ""
        if shown and cell >= at + bool(at):
            written = written + plain(" " * (cell - at) + shown, LABEL)
            at = cell + len(shown)
    return written


def _month_starts(scale: _Scale) -> list[date]:
    found = [scale.first]
    while found[-1] <= scale.last:
        found.append((found[-1].replace(day=28) + timedelta(days=4)).replace(day=1))
    return found[:-1]


def _line(picture: Picture, scale: _Scale) -> Content:
    span, today = picture.span, picture.today
    starts = {scale.cell(start) for start in _month_starts(scale)[1:]}
    cells: list[tuple[str, str]] = []
    for cell in range(scale.width):
        day = scale.day(cell)
        if span is not None and not span.starts_on <= day <= span.ends_on:
            cells.append((" ", LABEL))
        elif (span is not None and span.paused_on(day)) or off_on(picture.time_off, day):
            cells.append((PAUSED, LABEL))
        elif day < today:
            cells.append((MONTH_PAST if cell in starts else PAST, "$line"))
        else:
            cells.append((MONTH_AHEAD if cell in starts else AHEAD, "$line"))
    if span is not None:
        cells[scale.cell(span.starts_on)] = (START if span.starts_on <= today else "├", LABEL)
        cells[scale.cell(span.ends_on)] = (END if span.ends_on < today else "┤", LABEL)
    if scale.first <= today <= scale.last:
        cells[scale.cell(today)] = (TODAY, f"bold {NEEDS}")
    for cell, meeting in _places(picture.meetings, scale).items():
        mark, tone = drawn_mark(meeting, picture.now)
        cells[cell] = (mark, f"{tone} on $cursor" if meeting.id == picture.chosen else tone)
    return Content("").join(plain(mark, tone) for mark, tone in cells)


def _feet(picture: Picture, scale: _Scale) -> Content:
    """Return what stands under the line: today, and beside it the agreed end."""
    feet: list[_Foot] = []
    if scale.first <= picture.today <= scale.last:
        feet.append(_under(scale, scale.cell(picture.today), "today", NEEDS))
    if picture.span is not None:
        end = picture.span.ends_on
        foot = _under(scale, scale.cell(end), f"agreed end {exact(end).partition(' ')[2]}", LABEL)
        if feet:
            foot = _aside(foot, feet[0], after=end > picture.today)
        if foot.cell >= 0 and foot.end <= scale.width:
            feet.append(foot)
    written, at = Content(""), 0
    for foot in sorted(feet):
        written = written + " " * (foot.cell - at) + plain(foot.words, foot.tone)
        at = foot.end
    return written


class _Foot(NamedTuple):
    """Words under the line, and where they begin."""

    cell: int
    words: str
    tone: str

    @property
    def end(self) -> int:
        return self.cell + len(self.words)


def _aside(foot: _Foot, other: _Foot, *, after: bool) -> _Foot:
    """Move words out of the way of others, to the side where they belong."""
    if after:
        return foot._replace(cell=max(foot.cell, other.end + 2))
    return foot._replace(cell=min(foot.cell, other.cell - 2 - len(foot.words)))


def _under(scale: _Scale, cell: int, words: str, tone: str) -> _Foot:
    return _Foot(max(0, min(cell - len(words) // 2, scale.width - len(words))), words, tone)


def _places(meetings: Sequence[SessionLine], scale: _Scale) -> dict[int, SessionLine]:
    """Give each meeting a cell: its own, or the nearest free one, so that none hides another while there is room."""
    places: dict[int, SessionLine] = {}
    for meeting in sorted(meetings, key=_precedence):
        own = scale.cell(meeting.starts_local.date())
        around = (own, own + 1, own - 1, own + 2, own - 2)
        free = next((cell for cell in around if cell not in places and 0 <= cell < scale.width), None)
        if free is not None:
            places[free] = meeting
    return places


def _precedence(meeting: SessionLine) -> tuple[int, datetime]:
    order = (SessionState.HELD, SessionState.PLANNED, SessionState.NO_SHOW, SessionState.LATE_CANCELLED)
    return order.index(meeting.state) if meeting.state in order else len(order), meeting.starts_utc


def drawn_mark(meeting: SessionLine, now: datetime) -> tuple[str, str]:
    """Return a meeting's mark and tone: a three-way's own while it stands, else that of its state."""
    if is_unclosed(meeting.state, meeting.starts_utc, meeting.minutes, now):
        return marks.NEEDS_YOU, f"bold {NEEDS}"
    mark, tone = marks.SESSIONS[meeting.state]
    if meeting.kind is SessionKind.THREE_WAY and meeting.state in (SessionState.HELD, SessionState.PLANNED):
        return marks.THREE_WAY, DATA if meeting.state is SessionState.HELD else STRONG
    return mark, tone if tone != VALUE else STRONG
