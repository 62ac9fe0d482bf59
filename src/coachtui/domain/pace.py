"""Allocation, pace, stall and forecast: how the sessions held stand against the time that has passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from coachtui.domain.cadence import MISSED, SessionKind, SessionState, is_unclosed
from coachtui.domain.engagement import AllocationUnit
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span

_PLACES = 9
"""Ratios are rounded to this many decimals, so that 0.9 as computed is 0.9 as meant."""


class Pace(StrEnum):
    """How the sessions held stand against the time elapsed."""

    ON = "on"
    SLIPPING = "slipping"
    BEHIND = "behind"


@dataclass(frozen=True)
class Amount:
    """A number of sessions and their minutes in all."""

    sessions: int = 0
    minutes: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.sessions + other.sessions, self.minutes + other.minutes)

    def within(self, unit: AllocationUnit) -> float:
        """Return the amount in the unit of an allocation: sessions, or clock hours."""
        return float(self.sessions) if unit is AllocationUnit.SESSIONS else self.minutes / 60


class Slot(NamedTuple):
    """What the rules need to know of one session; `minutes` are those held, if it was held."""

    kind: SessionKind
    state: SessionState
    starts_utc: datetime
    minutes: int


class Tally(NamedTuple):
    """The coaching sessions of an engagement, summed. Planned are those ahead; unclosed ones stand apart."""

    held: Amount = Amount()
    missed: Amount = Amount()
    planned: Amount = Amount()
    unclosed: Amount = Amount()


def tally(slots: Iterable[Slot], now: datetime) -> Tally:
    """Sum the coaching sessions among these; other kinds never burn the allocation."""
    held = missed = planned = unclosed = Amount()
    for slot in slots:
        if slot.kind is not SessionKind.COACHING:
            continue
        amount = Amount(1, slot.minutes)
        if slot.state is SessionState.HELD:
            held += amount
        elif slot.state in MISSED:
            missed += amount
        elif is_unclosed(slot.state, slot.starts_utc, slot.minutes, now):
            unclosed += amount
        elif slot.state is SessionState.PLANNED:
            planned += amount
    return Tally(held, missed, planned, unclosed)


class Usage(NamedTuple):
    """How an allocation stands, all in its `unit`. `left` is negative if more was used than agreed."""

    unit: AllocationUnit
    agreed: float
    held: float
    used: float
    planned: float

    @property
    def left(self) -> float:
        """What is neither held nor otherwise used."""
        return round(self.agreed - self.used, _PLACES)

    @property
    def unplanned(self) -> float:
        """What is left and has no date yet; never negative."""
        return max(0.0, round(self.left - self.planned, _PLACES))


def allocation(unit: AllocationUnit, agreed: float, counted: Tally, *, missed_count: bool = True) -> Usage:
    """Return how an allocation stands; `missed_count` says whether no-shows and late cancellations use it."""
    held = counted.held.within(unit)
    missed = counted.missed.within(unit) if missed_count else 0.0
    return Usage(unit, agreed, held, held + missed, counted.planned.within(unit))


def one_session(unit: AllocationUnit, session_minutes: int) -> float:
    """Return one session in the unit of an allocation."""
    return Amount(1, session_minutes).within(unit)


class PaceReading(NamedTuple):
    """Pace with its arithmetic; `pace` and `ratio` are None until one session is expected."""

    held: float
    expected: float
    ratio: float | None
    pace: Pace | None

    @property
    def shortfall(self) -> float:
        """How much more was expected than held, in the unit of the allocation; never negative."""
        return max(0.0, round(self.expected - self.held, _PLACES))


def pace(
    held: float, agreed: float, elapsed: float, *, one_session: float = 1.0, rules: Rules = DEFAULT
) -> PaceReading:
    """Return held ÷ (agreed × elapsed fraction of the active span), and what it means.

    Args:
        held: sessions or hours held, in the unit of `agreed`.
        agreed: the allocation.
        elapsed: fraction of the active span, 0.0 to 1.0 (`Span.elapsed`).
        one_session: one session in the same unit. Pace is not stated until one is expected, and "behind" needs a
            shortfall of a whole one; less than that is slipping.
    """
    expected = round(agreed * elapsed, _PLACES)
    if expected < round(one_session, _PLACES) or expected <= 0:
        return PaceReading(held, expected, None, None)
    ratio = round(held / expected, _PLACES)
    if ratio >= rules.pace_on:
        stated = Pace.ON
    elif ratio >= rules.pace_slipping or round(expected - held, _PLACES) < round(one_session, _PLACES):
        stated = Pace.SLIPPING
    else:
        stated = Pace.BEHIND
    return PaceReading(held, expected, ratio, stated)


def quiet_days(span: Span, last_held_on: date | None, today: date) -> int:
    """Return the active days since the last held session of any kind, or since the start if there was none."""
    since = span.starts_on if last_held_on is None else last_held_on
    return span.active_days(since, today)


def stalled(span: Span, last_held_on: date | None, planned_ahead: int, today: date, *, rules: Rules = DEFAULT) -> bool:
    """Whether an active engagement stands still: quiet for 30 active days and no session of any kind ahead."""
    return planned_ahead == 0 and quiet_days(span, last_held_on, today) >= rules.stall_days


class Forecast(NamedTuple):
    """When the allocation will be used up at this interval (days between sessions), and where that comes from."""

    ends_on: date
    interval_days: float
    from_held: bool


def _median(numbers: Sequence[int]) -> float:
    """Return the middle one, or the mean of the middle two (the module `statistics` would slow the first screen)."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def actual_interval(held_on: Sequence[date], span: Span) -> float | None:
    """Return the median of the active days between held sessions; None with fewer than two different days.

    The median, because one long holiday should not move the forecast.
    """
    days = sorted(set(held_on))
    gaps = [span.active_days(first, second) for first, second in pairwise(days)]
    middle = _median(gaps) if gaps else 0.0
    return middle if middle > 0 else None


def forecast_end(
    usage: Usage,
    held_on: Sequence[date],
    span: Span,
    today: date,
    *,
    interval_weeks: int,
    one_session: float = 1.0,
) -> Forecast | None:
    """Return when the last session falls if the rest follow at the actual interval, else at the agreed one.

    The next session is never forecast for a day that is past. None if nothing is left, or if the date lies beyond
    the calendar.
    """
    left = ceil(round(usage.left / one_session, _PLACES))
    if left <= 0:
        return None
    actual = actual_interval(held_on, span)
    interval = actual if actual is not None else interval_weeks * 7.0
    try:
        following = span.after(max(held_on), ceil(interval)) if held_on else span.starts_on
        following = max(following, today)
        ends_on = span.after(following, ceil(interval * (left - 1)))
        # Room for a screen to step past it.
        ends_on + timedelta(days=366)
    except OverflowError:
        return None
    return Forecast(ends_on, interval, actual is not None)
