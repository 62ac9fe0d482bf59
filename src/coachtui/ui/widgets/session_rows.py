"""The meetings of an engagement as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from textual.content import Content

from coachtui.domain.cadence import SessionKind, SessionState, is_unclosed
from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.line import SessionLine
from coachtui.domain.pace import Usage
from coachtui.domain.wall_time import city, to_wall
from coachtui.domain.words import clock, day, exact, label, month_day, number, prime
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.calendar_strip import drawn_mark
from coachtui.ui.widgets.rows import Column, Row

"""A session has private notes; it has a shared summary."""

_KEY = f"bold {NEEDS}"
EMPTY = Content("\n\n").join(
    [
        joined(("No meeting yet.", STRONG)),
        joined(
            ("Sessions, three-ways and check-ins will stand here in order of time, with what becomes of them.", LABEL)
        ),
        joined(
            ("n", f"bold {NEEDS}"), (" plans the first", VALUE), ("   N", f"bold {NEEDS}"), (" plans a series", VALUE)
        ),
    ]
)

_LENGTH = Column(most=4, right=True, from_width=66)
_COLUMNS = (Column(most=1), Column(most=11), Column(most=5), Column(most=20, grows=True), _LENGTH)
_COLUMNS_ABROAD = (
    *_COLUMNS[:3], Column(most=13, from_width=56), _COLUMNS[3], _LENGTH._replace(from_width=79)
)  # fmt: skip
_LAST = (Column(most=14), Column(most=5))


def columns(meetings: Sequence[SessionLine], coach_zone: str) -> tuple[Column, ...]:
    """Return the columns of the list; the coach's own time has one only where it differs from the client's."""
    abroad = any(differs(meeting, coach_zone) for meeting in meetings)
    return (*(_COLUMNS_ABROAD if abroad else _COLUMNS), *_LAST)


def rows(meetings: Sequence[SessionLine], usage: Usage, coach_zone: str, now: datetime, today: date) -> list[Row]:
    """Return a row for each meeting."""
    with_yours = any(differs(meeting, coach_zone) for meeting in meetings)
    return [Row(meeting.id, _cells(meeting, usage, coach_zone, now, today, with_yours)) for meeting in meetings]


def differs(meeting: SessionLine, coach_zone: str) -> bool:
    """Whether the coach's clock shows another time than the client's."""
    return to_wall(meeting.starts_utc, coach_zone) != meeting.starts_local


def what(meeting: SessionLine, usage: Usage | None) -> str:
    """Return what a meeting is: "session 5 of 8", "three-way, middle", "check-in"."""
    if meeting.kind is SessionKind.COACHING:
        counted = usage is not None and usage.unit is AllocationUnit.SESSIONS
        of = f" of {number(usage.agreed, 0)}" if usage is not None and counted else ""
        return f"session {meeting.number}{of}" if meeting.number else "session"
    kind = meeting.kind.value if meeting.kind is SessionKind.DEBRIEF else label(meeting.kind)
    return f"{kind}, {label(meeting.stage)}" if meeting.stage else kind


def state_words(meeting: SessionLine, now: datetime, today: date) -> str:
    """Return what became of a meeting: "held", "moved 3 Dec", "to close"."""
    if is_unclosed(meeting.state, meeting.starts_utc, meeting.minutes, now):
        return "to close"
    if meeting.state is SessionState.RESCHEDULED and meeting.moved_to:
        return f"moved {month_day(meeting.moved_to)}"
    return label(meeting.state)


def short(when: date, today: date) -> str:
    """Return a date in at most eleven cells: "Wed", "Thu 3 Dec", "14 Dec 2027"."""
    written = day(when, today)
    return written if when.year == today.year else written.partition(" ")[2]


def yours(meeting: SessionLine, coach_zone: str) -> str:
    """Return the time on the coach's own clock, with the day where that is another one."""
    wall = to_wall(meeting.starts_utc, coach_zone)
    return clock(wall) if wall.date() == meeting.starts_local.date() else f"{exact(wall)[:3]} {clock(wall)}"


def both_clocks(meeting: SessionLine, coach_zone: str) -> str:
    """Return when a meeting begins, on both clocks where they differ: "09:00 Zurich · 15:00 yours"."""
    there = clock(meeting.starts_local)
    if not differs(meeting, coach_zone):
        return there
    return f"{there} {city(meeting.time_zone)} · {yours(meeting, coach_zone)} yours"


def _cells(
    meeting: SessionLine, usage: Usage, coach_zone: str, now: datetime, today: date, with_yours: bool
) -> tuple[Content, ...]:
    unclosed = is_unclosed(meeting.state, meeting.starts_utc, meeting.minutes, now)
    gone = meeting.state in (SessionState.RESCHEDULED, SessionState.CANCELLED)
    value = LABEL if gone else VALUE
    mark, tone = drawn_mark(meeting, now)
    state_tone = marks.SESSIONS[meeting.state][1]
    length = meeting.held_minutes or meeting.minutes
    own = yours(meeting, coach_zone) if differs(meeting, coach_zone) else ""
    found = (
        plain(mark, tone),
        plain(short(meeting.starts_local.date(), today), value),
        plain(clock(meeting.starts_local), LABEL if gone else STRONG),
        plain(f"you {own}" if own else "", LABEL),
        plain(what(meeting, usage), value),
        plain(prime(length), LABEL),
        plain(state_words(meeting, now, today), f"bold {NEEDS}" if unclosed else LABEL if gone else state_tone),
        _extras(meeting),
    )
    return found if with_yours else (*found[:3], *found[4:])


def _extras(meeting: SessionLine) -> Content:
    promised = f"{marks.OPEN}{meeting.commitments}" if meeting.commitments else ""
    return joined(
        (marks.NOTE if meeting.has_note else " ", DATA),
        (marks.SHARED if meeting.has_summary else " ", DATA),
        (promised, LABEL),
    )
