"""The small fixed set of marks, the same on every screen, and what each says."""

from __future__ import annotations

from coachtui.domain.cadence import SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.goals import GoalState, Trend
from coachtui.domain.pace import Pace
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, VALUE, WRONG

HELD, PLANNED, MOVED, LATE, MISSED = "●", "○", "◌", "✕", "∅"
THREE_WAY, NEEDS_YOU, WAITING, FINE = "◆", "▲", "·", "✓"
OPEN, DONE = "☐", "☑"
NOTE, SHARED = "✎", "»"
TARGET, REACHED, WAY = "◎", "◉", "━"
UP, DOWN = "↑", "↓"
VERSIONS, ONLY_FROM, ONLY_TO = "≠", "‹", "›"

WORDS = {
    HELD: "held",
    PLANNED: "planned",
    MOVED: "moved",
    LATE: "cancelled late",
    MISSED: "no-show",
    THREE_WAY: "three-way meeting, or a gap in ratings",
    NEEDS_YOU: "needs you",
    WAITING: "can wait",
    FINE: "fine",
    OPEN: "commitment, open",
    DONE: "commitment, done",
    NOTE: "private notes are there",
    SHARED: "a shared summary is there",
    TARGET: "the level to be reached",
    REACHED: "the level is reached",
    VERSIONS: "two devices wrote this at the same time (M)",
}
"""Every mark with its meaning, as the help explains it."""

SESSIONS = {
    SessionState.HELD: (HELD, DATA),
    SessionState.PLANNED: (PLANNED, VALUE),
    SessionState.RESCHEDULED: (MOVED, LABEL),
    SessionState.CANCELLED: (MOVED, LABEL),
    SessionState.LATE_CANCELLED: (LATE, WRONG),
    SessionState.NO_SHOW: (MISSED, WRONG),
}
"""A session's mark and tone by its state."""

PACES = {
    Pace.ON: (FINE, RIGHT),
    Pace.SLIPPING: (NEEDS_YOU, NEEDS),
    Pace.BEHIND: (NEEDS_YOU, WRONG),
}
"""Mark and tone of a pace."""

STATES = {
    EngagementState.ACTIVE: VALUE,
    EngagementState.PAUSED: NEEDS,
}
"""Tones of an engagement's state; all others recede."""

STATE_MARKS = {
    EngagementState.DRAFT: PLANNED,
    EngagementState.ACTIVE: HELD,
    EngagementState.PAUSED: MOVED,
    EngagementState.COMPLETED: FINE,
    EngagementState.DISCONTINUED: LATE,
    EngagementState.CANCELLED: MISSED,
}
"""Marks of an engagement's state, always with its word: the same as of a session to which the like happened."""

GOALS = {
    GoalState.DRAFT: (PLANNED, NEEDS),
    GoalState.AGREED: (HELD, DATA),
    GoalState.CLOSED: (FINE, LABEL),
}
"""A goal's mark and tone by its state, always with its word."""

TRENDS = {
    Trend.UP: ("↑", "rising", RIGHT),
    Trend.LEVEL: ("=", "level", LABEL),
    Trend.DOWN: ("↓", "falling", WRONG),
}
"""Mark, word and tone of where a goal is heading, always all three."""

BARS = "▁▂▃▄▅▆▇█"


def spark(levels: tuple[int, ...], lowest: int = -2, highest: int = 2) -> str:
    """Return levels as a line of small bars, the lowest level as the lowest bar.

    >>> spark((-2, 0, 2))
    '▁▄█'
    """
    steps = len(BARS) - 1
    return "".join(BARS[(level - lowest) * steps // (highest - lowest)] for level in levels)
