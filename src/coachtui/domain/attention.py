"""What needs the coach: a pure function from the facts of an engagement to the lines of "Needs you"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from coachtui.domain.alignment import unaligned
from coachtui.domain.cadence import CommitmentState, overdue_days
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.pace import Pace, PaceReading, one_session, pace, quiet_days, stalled
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span
from coachtui.domain.words import distance, label, number, plural


class Mark(StrEnum):
    """The mark before a line, in the fixed set of all screens."""

    NEEDS = "▲"
    GAP = "◆"
    WAITING = "·"


class Need(IntEnum):
    """What a line is about, in the order in which it is shown."""

    UNCLOSED = 1
    STALLED = 2
    UNALIGNED = 3
    BEHIND = 4
    GAP = 5
    OVERDUE = 6
    THREE_WAY = 7
    OVER_END = 8
    ENDS_SOON = 9
    USED_UP = 10
    DRAFT = 11


class GoalGap(NamedTuple):
    """An open alignment gap: the goal and the levels between client and manager."""

    title: str
    levels: int


class EngagementFacts(NamedTuple):
    """What the rules need to know of an engagement, summed by the store.

    `held` and `used` are in `unit`, of coaching sessions only. `planned_ahead` counts sessions of any kind still
    ahead; unclosed ones are past and apart from them. `three_way_due_on` is the next stage's due day if that three-way
    has no date yet, else None.
    """

    engagement_id: str
    client: str
    state: EngagementState
    span: Span | None = None
    created_on: date | None = None
    allocation: float = 0.0
    unit: AllocationUnit = AllocationUnit.SESSIONS
    session_minutes: int = 60
    held: float = 0.0
    used: float = 0.0
    coaching_held: int = 0
    three_ways_held: int = 0
    last_held_on: date | None = None
    planned_ahead: int = 0
    three_way_due_on: date | None = None
    unclosed_on: tuple[date, ...] = ()
    gaps: tuple[GoalGap, ...] = ()
    overdue: int = 0
    oldest_due_on: date | None = None


class _Finding(NamedTuple):
    """A line before it is known whose it is."""

    need: Need
    mark: Mark
    word: str
    text: str
    urgency: float


class Attention(NamedTuple):
    """One line of "Needs you". `urgency` orders lines of the same need, the greater first."""

    need: Need
    mark: Mark
    word: str
    text: str
    client: str
    engagement_id: str
    urgency: float


def attention(facts: Iterable[EngagementFacts], today: date, *, rules: Rules = DEFAULT) -> tuple[Attention, ...]:
    """Return every line that needs the coach, the most pressing first.

    Order: unclosed, stalled, unaligned, behind, alignment gaps, overdue commitments, then what waits; within each
    the longest or largest first, then by client.
    """
    lines = [line for fact in facts for line in needs_of(fact, today, rules=rules)]
    return tuple(sorted(lines, key=lambda line: (line.need, -line.urgency, line.client.casefold(), line.engagement_id)))


def pace_of(facts: EngagementFacts, today: date, *, rules: Rules = DEFAULT) -> PaceReading | None:
    """Return the pace of an engagement that has a span, else None."""
    if facts.span is None:
        return None
    whole = one_session(facts.unit, facts.session_minutes)
    return pace(facts.held, facts.allocation, facts.span.elapsed(today), one_session=whole, rules=rules)


def needs_of(facts: EngagementFacts, today: date, *, rules: Rules = DEFAULT) -> tuple[Attention, ...]:
    """Return the lines of one engagement. A pause stops every clock: only what is unclosed is shown then."""
    found = [*_unclosed(facts, today), *_waiting_draft(facts, today, rules)]
    if facts.state is EngagementState.ACTIVE and facts.span is not None and not facts.span.paused_on(today):
        found += [
            *_rhythm(facts, facts.span, today, rules),
            *_alignment(facts, today, rules),
            *_overdue(facts, facts.span, today),
            *_end(facts, facts.span, today, rules),
        ]
    return tuple(
        Attention(one.need, one.mark, one.word, one.text, facts.client, facts.engagement_id, one.urgency)
        for one in sorted(found, key=lambda one: one.need)
    )


def _unclosed(facts: EngagementFacts, today: date) -> Iterator[_Finding]:
    if not facts.unclosed_on:
        return
    oldest, many = min(facts.unclosed_on), len(facts.unclosed_on) > 1
    text = f"{plural(len(facts.unclosed_on), 'session')} to close, {'oldest ' if many else ''}{distance(oldest, today)}"
    yield _Finding(Need.UNCLOSED, Mark.NEEDS, "unclosed", text, (today - oldest).days)


def _waiting_draft(facts: EngagementFacts, today: date, rules: Rules) -> Iterator[_Finding]:
    if facts.state is not EngagementState.DRAFT or facts.created_on is None:
        return
    age = (today - facts.created_on).days
    if age >= rules.draft_days:
        text = f"begun {distance(facts.created_on, today)}, not started"
        yield _Finding(Need.DRAFT, Mark.WAITING, "draft", text, age)


def _rhythm(facts: EngagementFacts, span: Span, today: date, rules: Rules) -> Iterator[_Finding]:
    if stalled(span, facts.last_held_on, facts.planned_ahead, today, rules=rules):
        quiet = quiet_days(span, facts.last_held_on, today)
        yield _Finding(Need.STALLED, Mark.NEEDS, "stalled", f"{plural(quiet, 'day')} quiet, nothing booked", quiet)
    reading = pace_of(facts, today, rules=rules)
    if reading is not None and reading.pace is Pace.BEHIND:
        text = f"{number(reading.held, 1)} of {number(reading.expected, 1)} {label(facts.unit)} expected by now"
        yield _Finding(Need.BEHIND, Mark.NEEDS, "behind", text, reading.shortfall)


def _alignment(facts: EngagementFacts, today: date, rules: Rules) -> Iterator[_Finding]:
    if unaligned(facts.coaching_held, facts.three_ways_held, rules=rules):
        text = f"{plural(facts.coaching_held, 'session')} held, no three-way"
        yield _Finding(Need.UNALIGNED, Mark.NEEDS, "unaligned", text, facts.coaching_held)
    elif facts.three_way_due_on is not None:
        ahead = (facts.three_way_due_on - today).days
        if ahead <= rules.three_way_notice_days:
            text = f"due {distance(facts.three_way_due_on, today)}, nothing booked"
            yield _Finding(Need.THREE_WAY, Mark.GAP, "three-way", text, -ahead)
    for gap in facts.gaps:
        yield _Finding(Need.GAP, Mark.GAP, f"gap {gap.levels}", f"“{gap.title}”", gap.levels)


def _overdue(facts: EngagementFacts, span: Span, today: date) -> Iterator[_Finding]:
    if facts.overdue == 0:
        return
    late = 0 if facts.oldest_due_on is None else overdue_days(CommitmentState.OPEN, facts.oldest_due_on, today, span)
    oldest = f", {'oldest ' if facts.overdue > 1 else ''}{plural(late, 'day')}" if late else ""
    text = f"{plural(facts.overdue, 'commitment')}{oldest}"
    yield _Finding(Need.OVERDUE, Mark.NEEDS, "overdue", text, late)


def _end(facts: EngagementFacts, span: Span, today: date, rules: Rules) -> Iterator[_Finding]:
    left = span.days_left(today)
    if left < 0:
        text = f"ended {distance(span.ends_on, today)}, still open: complete it or move the end"
        yield _Finding(Need.OVER_END, Mark.WAITING, "past its end", text, -left)
    elif left <= rules.ends_soon_days:
        yield _Finding(Need.ENDS_SOON, Mark.WAITING, "ends soon", f"ends {distance(span.ends_on, today)}", -left)
    if 0 < facts.allocation <= facts.used:
        used = f"{number(facts.used)} of {number(facts.allocation)} {label(facts.unit)} used"
        yield _Finding(
            Need.USED_UP,
            Mark.WAITING,
            "used up",
            f"{used}: agree on more, or complete it",
            facts.used - facts.allocation,
        )
