"""When the next session could be: the interval after the last one, on the first day that nothing speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coachtui.domain.cadence import SessionDraft
from coachtui.domain.drafts import Problem
from coachtui.domain.span import Span
from coachtui.domain.time_off import TimeOff, off_on
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.domain.words import clock, day, exact, moment, plural

HORIZON_DAYS = 120
"""Ours: how far behind the interval a free day is looked for; after four months a plan is a new agreement."""

QUARTER_MINUTES = 15
"""Ours: a session that was not planned began at any minute; the next is proposed on the nearest quarter of an hour."""

WORKING_DAYS = frozenset(range(5))
"""Monday to Friday; a day of the weekend only where they meet on it as a rule."""


class Busy(NamedTuple):
    """When the coach is with somebody (aware), and with whom."""

    starts_utc: datetime
    ends_utc: datetime
    client: str


class Around(NamedTuple):
    """What a proposal is made from.

    `last` is when the last session began, on the clock in `time_zone`, the client's; `own_zone` is the coach's.
    `left` is what of the allocation has no date yet, in `agreed`, its words ("8 sessions"); `planned` a session ahead
    that is planned already, on the client's clock. `over` says how the engagement ended, if it has; `due` what else is
    to come when nothing is left. `usual` are the weekdays (0 is Monday) on which the two meet as a rule. `holidays`
    hold the names of those of the days ahead.
    """

    engagement_id: str
    now: datetime
    last: datetime
    time_zone: str
    own_zone: str
    minutes: int
    interval_weeks: int
    left: float = 1
    agreed: str = ""
    planned: datetime | None = None
    over: str = ""
    due: str = ""
    usual: frozenset[int] = frozenset()
    span: Span | None = None
    busy: tuple[Busy, ...] = ()
    time_off: tuple[TimeOff, ...] = ()
    holidays: Mapping[date, str] = {}

    @property
    def today(self) -> date:
        """The day that it is for the coach."""
        return to_wall(self.now, self.own_zone).date()

    @property
    def usual_start(self) -> datetime:
        """When the last session began, on the nearest quarter of an hour if it was not planned."""
        if self.last.minute % 5 == 0:
            return self.last
        quarters = (self.last.minute + QUARTER_MINUTES // 2) // QUARTER_MINUTES
        return self.last.replace(minute=0) + timedelta(minutes=quarters * QUARTER_MINUTES)

    def draft(self, starts_local: datetime, minutes: int | None = None) -> SessionDraft:
        """Return a session on the client's clock, as long as was agreed unless told otherwise."""
        return SessionDraft(
            self.engagement_id, starts_local=starts_local, time_zone=self.time_zone, minutes=minutes or self.minutes
        )


class Proposal(NamedTuple):
    """The next session, or None; `why` says in words why that day, or why none, one reason each."""

    draft: SessionDraft | None
    why: tuple[str, ...]

    @property
    def words(self) -> str:
        """All reasons in one line: "3 weeks on; Fri 25 Dec is Christmas Day (CH-ZH), so Mon 28 Dec"."""
        return "; ".join(self.why)


def next_session(around: Around) -> Proposal:
    """Return when the next session could be.

    It begins at the same wall time as the last on the client's clock, the interval later; on the first day from then
    on that is no weekend (unless they usually meet then), no holiday, no day off, in no pause, and on which the coach
    is with nobody else at that time. None after the end, and none if all that was agreed is used or planned.
    """
    if around.planned is not None:
        return Proposal(None, (f"next: {moment(around.planned, around.today)}, planned",))
    if around.over:
        return Proposal(None, (f"the engagement is {around.over}",))
    if around.left <= 0:
        used = f"all that was agreed is held or planned{around.agreed and f': {around.agreed}'}"
        return Proposal(None, tuple(filter(None, (used, around.due))))
    opened = around.span and next((pause for pause in around.span.pauses if pause.until_on is None), None)
    if opened:
        return Proposal(None, (f"paused since {day(opened.from_on, around.today)}: no next one until it goes on",))
    first = _first(around)
    weeks = round((first.date() - around.last.date()).days / 7)
    why = [f"{plural(weeks, 'week')} on"]
    last = first + timedelta(days=HORIZON_DAYS)
    if around.span:
        last = min(last, datetime.combine(around.span.ends_on, first.time()))
    held_back = ""
    weekdays = WORKING_DAYS | around.usual
    for starts in _days(first, last, weekdays | {first.weekday()}):
        draft = around.draft(starts).settled()
        against = next(objections(draft, around), "")
        if starts.weekday() not in weekdays:
            if starts > first:
                continue
            against = against or f"{day(starts.date(), around.today)} is at the weekend"
        if not against:
            if held_back:
                why[-1] += f", so {day(starts.date(), around.today)}"
            return Proposal(draft, tuple(why))
        if against != held_back:
            held_back = against
            why.append(against)
    if around.span and first.date() > around.span.ends_on:
        return Proposal(None, (f"{why[0]} is after the end, {exact(around.span.ends_on)}",))
    return Proposal(None, (*why, f"no free day until {day(last.date(), around.today)}"))


def objections(draft: SessionDraft, around: Around) -> Iterator[str]:
    """Yield what speaks against a session then: the end, a pause, a day off, a holiday, somebody else at that time.

    A day is that of the client's clock and that of the coach's.
    """
    starts, ends, today = draft.starts_utc(), draft.ends_utc(), around.today
    on = draft.starts_local.date()
    days = sorted({on, to_wall(starts, around.own_zone).date()})
    if around.over and starts > around.now:
        yield f"the engagement is {around.over}"
    if around.span and around.span.paused_on(on):
        resumed_on = next(pause.until_on for pause in around.span.pauses if Span(on, on, (pause,)).paused_on(on))
        yield f"the engagement is paused until {day(resumed_on, today)}" if resumed_on else "the engagement is paused"
    if off := next(filter(None, (off_on(around.time_off, one) for one in days)), None):
        for_what = f" ({off.words})" if off.words else ""
        yield f"you are off {'on' if off.from_on == off.until_on else 'until'} {day(off.until_on, today)}{for_what}"
    for one in days:
        if one in around.holidays:
            yield f"{day(one, today)} is {around.holidays[one]}"
    for other in around.busy:
        if other.starts_utc < ends and starts < other.ends_utc:
            at = to_wall(other.starts_utc, around.own_zone)
            yield f"you are with {other.client} on {moment(at, today)}"


def unusual(draft: SessionDraft, around: Around) -> str:
    """Return what speaks against a session that was typed, in one line; also a day after the end, and a skipped hour.

    Empty if nothing does.
    """
    told = list(objections(draft.settled(), around))
    if around.span and draft.starts_local.date() > around.span.ends_on:
        told.append(f"that is after the end, {exact(around.span.ends_on)}")
    if draft.settled().starts_local != draft.starts_local:
        told.append(f"clocks in {draft.time_zone} skip {clock(draft.starts_local)} on that day")
    return "; ".join(told)


def warnings(draft: SessionDraft, around: Around) -> tuple[Problem, ...]:
    """Return what speaks against a session that is planned by hand: told once, and never forbidden."""
    found = "; ".join(objections(draft, around))
    return (Problem("starts_local", f"{found[0].upper()}{found[1:]}. Save anyway if this is meant."),) if found else ()


def _first(around: Around) -> datetime:
    """Return the wall time of the interval's day, later by whole weeks if that has passed or is before the start."""
    wall = around.usual_start + timedelta(weeks=around.interval_weeks)
    earliest = to_wall(around.now, around.time_zone)
    if around.span:
        earliest = max(earliest, datetime.combine(around.span.starts_on, wall.time()))
    weeks = max(0, -((wall - earliest) // timedelta(weeks=1)))
    wall += timedelta(weeks=weeks)
    # A skipped hour lies later than its wall time says.
    return wall if to_utc(wall, around.time_zone) > around.now else wall + timedelta(weeks=1)


def _days(first: datetime, last: datetime, weekdays: frozenset[int]) -> Iterator[datetime]:
    """Yield the same wall time on each of these weekdays."""
    while first <= last:
        if first.weekday() in weekdays:
            yield first
        first += timedelta(days=1)
