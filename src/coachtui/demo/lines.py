"""The line of meetings of an engagement: usual ones drawn by chance, the owner's from a short notation."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

from coachtui.demo.diary import Diary, utc, wall, workday, workday_before
from coachtui.demo.plan import Fate, Meeting, Plan
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import AllocationUnit, EngagementState
from coachtui.domain.span import Pause, Span

KIND_MINUTES = {
    SessionKind.CHEMISTRY: 45,
    SessionKind.THREE_WAY: 60,
    SessionKind.DEBRIEF: 75,
    SessionKind.CHECK_IN: 20,
}
STARTS = (time(9), time(9), time(10), time(11), time(13), time(14), time(15), time(16))
QUIET = (33, 70)
"""Days since the last meeting of a stalled engagement."""


def span_of(plan: Plan) -> Span:
    """Return the engagement's span with its pauses."""
    return Span(plan.starts_on, plan.ends_on, tuple(Pause(pause.start, pause.until) for pause in plan.pauses))


def sessions_agreed(plan: Plan) -> int:
    """Return the allocation as a number of sessions."""
    if plan.unit is AllocationUnit.SESSIONS:
        return int(plan.allocation)
    return int(plan.allocation * 60 / plan.minutes)


def draw(plan: Plan, now: datetime, random: Random) -> None:
    """Give an engagement its line, by its state and manner."""
    line = _Usual(plan, now, random)
    if not plan.begun:
        line.before_the_start()
    else:
        line.chemistry()
        line.three_ways()
        line.debrief()
        line.coaching()
    finish(plan)


def finish(plan: Plan) -> None:
    """Put the meetings into order and number the coaching sessions that were held or lie ahead."""
    plan.meetings.sort(key=lambda meeting: meeting.starts(plan.zone))
    number = 0
    for meeting in plan.meetings:
        if meeting.kind is SessionKind.COACHING and meeting.fate in (Fate.HELD, Fate.PLANNED, Fate.UNCLOSED):
            number += 1
            meeting.number = number


def room_for_check_ins(plan: Plan) -> list[date]:
    """Return the days on which a check-in could have been held: midway between two sessions well apart."""
    held = [m.at.date() for m in plan.meetings if m.kind is SessionKind.COACHING and m.fate is Fate.HELD]
    taken = {m.at.date() for m in plan.meetings}
    between = (first + (second - first) / 2 for first, second in pairwise(held) if 10 <= (second - first).days <= 45)
    return [day for day in between if day not in taken and not span_of(plan).paused_on(day)]


def add_check_in(plan: Plan, day: date, now: datetime, random: Random) -> bool:
    """Add a check-in that was held about that day; tell whether there was room."""
    hour = plan.coach.diary.usual_hour(day, random.choice(STARTS), plan.zone)
    at = plan.coach.diary.book(day, hour, plan.zone, 20)
    if utc(at, plan.zone) + timedelta(minutes=30) > now or span_of(plan).paused_on(at.date()):
        return False
    plan.meetings.append(Meeting(SessionKind.CHECK_IN, at, 20, Fate.HELD))
    return True


class _Usual:
    """Draws the usual line of one engagement."""

    def __init__(self, plan: Plan, now: datetime, random: Random) -> None:
        self.plan = plan
        self.now = now
        self.random = random
        self.today = wall(now, plan.zone).date()
        self.span = span_of(plan)
        self.hour = plan.coach.diary.usual_hour(plan.starts_on, random.choice(STARTS), plan.zone)
        open_pause = next((pause.start for pause in plan.pauses if pause.until is None), None)
        self.last = plan.ended_on or open_pause or self.today
        """The day after which nothing is held."""
        if plan.manner == "stalled":
            self.last = self.today - timedelta(days=random.randint(*QUIET))

    def before_the_start(self) -> None:
        """A draft has a chemistry meeting at most; a cancelled one had it and went no further."""
        if self.plan.state is EngagementState.CANCELLED:
            self._add(SessionKind.CHEMISTRY, self.plan.taken_in + timedelta(days=self.random.randint(3, 8)))
        elif self.random.random() < 0.7:
            self._add(SessionKind.CHEMISTRY, self.plan.taken_in + timedelta(days=self.random.randint(4, 16)))

    def chemistry(self) -> None:
        """A first meeting to see whether the two fit, between intake and start."""
        days = (self.plan.starts_on - self.plan.taken_in).days
        self._add(SessionKind.CHEMISTRY, self.plan.taken_in + timedelta(days=max(2, days // 2)))

    def three_ways(self) -> None:
        """Start, middle and end, as far as the engagement has come."""
        if not self.plan.aligned:
            return
        length = self.span.active_length()
        for stage, day in (
            (Stage.START, self.span.after(self.plan.starts_on, self.random.randint(0, 9))),
            (Stage.MIDDLE, self.span.after(self.plan.starts_on, length // 2 + self.random.randint(-6, 10))),
            (Stage.END, self.plan.ends_on - timedelta(days=self.random.randint(6, 15))),
        ):
            if self._over() and stage is Stage.END and self.plan.state is EngagementState.COMPLETED:
                day = min(day, self.last - timedelta(days=self.random.randint(1, 6)))
            if day <= self.today + timedelta(days=24):
                self._add(SessionKind.THREE_WAY, day, stage)

    def debrief(self) -> None:
        """The 360 is read together about a month after the start."""
        if self.plan.surveyed:
            self._add(SessionKind.DEBRIEF, self.span.after(self.plan.starts_on, self.random.randint(24, 34)))

    def coaching(self) -> None:
        """Sessions at the interval, with what happens to them, until the allocation is used or booked."""
        plan, random = self.plan, self.random
        left, ahead = sessions_agreed(plan), random.randint(1, 3)
        behind = plan.manner == "behind"
        first = random.randint(4, 9)
        for index in range(left * 3):
            day = workday(self.span.after(plan.starts_on, first + index * plan.interval_weeks * 7))
            if left <= 0 or ahead <= 0 or day > plan.ends_on:
                return
            meeting = self._add(SessionKind.COACHING, day)
            if meeting is None:
                continue
            if meeting.fate is Fate.PLANNED:
                ahead -= 1
                left -= 1
                continue
            chance = random.random()
            cancelled = 0.4 if behind else 0.03
            if chance < cancelled:
                meeting.fate = Fate.CANCELLED
            elif chance < cancelled + 0.03:
                meeting.fate = Fate.LATE
            elif chance < cancelled + 0.05:
                meeting.fate = Fate.NO_SHOW
            elif chance < cancelled + 0.15:
                self._move(meeting)
            elif plan.state is EngagementState.ACTIVE and plan.manner == "steady" and (self.today - day).days <= 3:
                meeting.fate = Fate.UNCLOSED if random.random() < 0.12 else Fate.HELD
            missed = meeting.fate in (Fate.LATE, Fate.NO_SHOW) and plan.notice_counts
            left -= missed or meeting.fate in (Fate.HELD, Fate.PLANNED, Fate.UNCLOSED)

    def _over(self) -> bool:
        return self.plan.ended_on is not None

    def _add(self, kind: SessionKind, day: date, stage: Stage | None = None) -> Meeting | None:
        """Book a meeting unless it would come after all is over, or quiet; it is held if its time has passed."""
        plan = self.plan
        quiet = self._over() or plan.state is EngagementState.PAUSED or plan.manner == "stalled"
        if quiet and day > self.last:
            return None
        minutes = KIND_MINUTES.get(kind, plan.minutes)
        at = plan.coach.diary.book(day, self.hour, plan.zone, minutes)
        # The diary may have pushed it on.
        late = at.date() > (self.last if quiet else plan.ends_on if kind is SessionKind.COACHING else at.date())
        if late or self.span.paused_on(at.date()):
            return None
        past = utc(at, plan.zone) + timedelta(minutes=minutes + 10) <= self.now
        meeting = Meeting(kind, at, minutes, Fate.HELD if past else Fate.PLANNED, stage)
        plan.meetings.append(meeting)
        return meeting

    def _move(self, meeting: Meeting) -> None:
        """Move a meeting by some days, unless that takes it past the end of things."""
        day = meeting.at.date() + timedelta(days=self.random.randint(1, 6))
        at = self.plan.coach.diary.book(day, self.hour, self.plan.zone, meeting.minutes)
        if at.date() < min(self.last, self.today) and not self.span.paused_on(at.date()):
            meeting.moved_from, meeting.at = meeting.at, at


_TOKEN = re.compile(
    r"(?P<kind>chem|start|middle|end|debrief|check|c)(?P<day>[+-]?\d+)"
    r"(?:<(?P<from>[+-]?\d+))?(?:@(?P<slot>\w))?(?:!(?P<fate>late|off|noshow|open))?"
)
_KINDS: dict[str, tuple[SessionKind, Stage | None]] = {
    "c": (SessionKind.COACHING, None),
    "chem": (SessionKind.CHEMISTRY, None),
    "debrief": (SessionKind.DEBRIEF, None),
    "check": (SessionKind.CHECK_IN, None),
    "start": (SessionKind.THREE_WAY, Stage.START),
    "middle": (SessionKind.THREE_WAY, Stage.MIDDLE),
    "end": (SessionKind.THREE_WAY, Stage.END),
}
_FATES = {"late": Fate.LATE, "off": Fate.CANCELLED, "noshow": Fate.NO_SHOW, "open": Fate.UNCLOSED}


def script(plan: Plan, notation: str, slots: dict[str, datetime], now: datetime, hour: time) -> None:
    """Give an engagement the line written as words like `c-14<-21`: kind, day from today, and what came of it.

    `<` the day it was moved from, `@` one of today's `slots` (instants), `!` late, off, noshow, open (not closed).
    Raises ValueError for a word that can't be read.
    """
    diary: Diary = plan.coach.diary
    today, span = wall(now, plan.coach.zone).date(), span_of(plan)
    for word in notation.split():
        read = _TOKEN.fullmatch(word)
        if read is None:
            raise ValueError(f"no meeting can be read from {word!r}")
        kind, stage = _KINDS[read["kind"]]
        minutes = KIND_MINUTES.get(kind, plan.minutes)
        if read["slot"]:
            at = wall(slots[read["slot"]], plan.zone)
            diary.take(slots[read["slot"]], minutes)
        else:
            day = _near(today, int(read["day"]))
            if kind is SessionKind.COACHING:
                day = max(day, plan.starts_on)
            while int(read["day"]) < 0 and span.paused_on(workday(day)):
                day += timedelta(days=1)
            at = diary.book(day, hour, plan.zone, minutes)
        past = utc(at, plan.zone) + timedelta(minutes=minutes + 10) <= now
        fate = _FATES[read["fate"]] if read["fate"] else Fate.HELD if past else Fate.PLANNED
        meeting = Meeting(kind, at, minutes, fate, stage)
        if read["from"]:
            meeting.moved_from = diary.book(_near(today, int(read["from"])), hour, plan.zone, minutes)
        plan.meetings.append(meeting)
    finish(plan)


def _near(today: date, days: int) -> date:
    """Return the working day near today ± days: one that is past stays past."""
    day = today + timedelta(days=days)
    return workday_before(day) if days < 0 else day
