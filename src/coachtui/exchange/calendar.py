"""Takes a calendar in: its events become sessions, compared with those that are here, as one undoable action.

The file is read once; what it comes to is worked out anew after each answer of the coach, and written only in the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from coachtui.domain.calendar import (
    AHEAD_YEARS,
    OWN_UID,
    WRITTEN,
    Answer,
    Engaged,
    Occurrence,
    Placed,
    Question,
    Step,
    StepKind,
)
from coachtui.domain.calendar_matching import Answers, How, Match, Roster, kind_of, on_day, plain
from coachtui.domain.calendar_planning import Stored, plan
from coachtui.domain.rules import DEFAULT
from coachtui.domain.wall_time import to_wall
from coachtui.domain.words import exact, plural
from coachtui.exchange.calendar_events import Event, EventError
from coachtui.exchange.calendar_lines import Fault
from coachtui.exchange.calendar_reading import CalendarError, Progress, Reading, read
from coachtui.exchange.calendar_series import occurrences
from coachtui.store import writes
from coachtui.store.practice import Practice
from coachtui.store.reads import calendar as reads
from coachtui.store.reads.facts import here

__all__ = ["NAMES", "WRITTEN", "CalendarError", "Import", "Preview", "apply", "begin"]

QUESTION_DAYS = 5
"""Days of an event in question that are shown."""


class Preview(NamedTuple):
    """What an import would do: a step for each event, what is to be asked first, what is wrong, what is worth knowing.

    `others` counts the events that are nobody's engagement; nothing is kept of them. `zone` is the coach's own.
    """

    source: str
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    others: int
    zone: str

    @property
    def writes(self) -> bool:
        """Whether anything would be written about sessions."""
        return any(step.kind in WRITTEN for step in self.steps)

    @property
    def gone(self) -> tuple[Step, ...]:
        """The sessions whose event is in the calendar no more, and of which the coach has said nothing yet."""
        return tuple(step for step in self.steps if step.kind is StepKind.GONE)

    def count(self, kind: StepKind) -> int:
        """How many events come to this."""
        return sum(step.kind is kind for step in self.steps)

    @property
    def counted(self) -> str:
        """How many events come to what, in words, as far as there are any."""
        return ", ".join(f"{self.count(kind)} {WORDS[kind]}" for kind in StepKind if self.count(kind)) or "no sessions"


WORDS = {
    StepKind.NEW: "new",
    StepKind.LINKED: "here already",
    StepKind.MOVED: "moved",
    StepKind.LENGTH: "of another length",
    StepKind.CANCELLED: "cancelled",
    StepKind.DECLINED: "declined",
    StepKind.GONE: "vanished",
    StepKind.KEPT: "kept",
    StepKind.SAME: "as before",
    StepKind.STAYS: "left as they are here",
    StepKind.LEFT: "not taken",
}
"""How each step is counted."""
NAMES = {
    **WORDS,
    StepKind.LENGTH: "longer or shorter",
    StepKind.STAYS: "stays",
}
"""How each step is called."""


@dataclass
class Import:
    """One file that is being taken in. Answers may be given until it is written."""

    reading: Reading
    roster: Roster
    stored: Stored
    answers: Answers
    now: datetime
    zone: str
    given: dict[str, Answer] = field(default_factory=dict)
    asked: dict[str, bool] = field(default_factory=dict)
    _times: dict[tuple[str, date, date], list[Occurrence]] = field(default_factory=dict)

    def answer(self, words: str, engagement_id: str | None) -> None:
        """Say whose engagement the events with this title, or address, are; None: nobody's."""
        self.given[plain(words)] = Answer(words, engagement_id)

    def forget(self, words: str) -> None:
        """Take an answer back."""
        self.given.pop(plain(words), None)

    def keep(self, step: Step, *, keep: bool | None) -> None:
        """Say of a session whose event vanished that it is kept, or cancelled; None: nothing yet."""
        if step.link and keep is not None:
            self.asked[step.link.id] = keep
        elif step.link:
            self.asked.pop(step.link.id, None)

    def as_answered(self) -> Import:
        """Return the import with the answers given so far, which later ones do not change: for another thread."""
        return replace(self, given=dict(self.given), asked=dict(self.asked))

    def preview(self, progress: Progress | None = None) -> Preview:
        """Work out what the file comes to, with the answers given so far; `progress` is told of events, of how many."""
        return _Previewing(self).preview(progress)

    def times(self, uid: str, first: date, last: date) -> list[Occurrence]:
        """Return when the events of a UID take place. Raises EventError."""
        key = (uid, first, last)
        if key not in self._times:
            since, until = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=2)))
            events = self.reading.events[uid]
            self._times[key] = occurrences(events, self.reading.zones, self.zone, since, until)
        return self._times[key]

    @property
    def last_day(self) -> date:
        """The last day on which events are taken."""
        today = to_wall(self.now, self.zone).date()
        return today + timedelta(days=round(AHEAD_YEARS * 365.25))


def begin(
    practice: Practice, path: Path, *, answers: Iterable[Answer] = (), progress: Progress | None = None
) -> Import:
    """Read a file and what it is compared with; nothing is written. Raises CalendarError."""
    roster = reads.roster(practice.db)
    given = {plain(answer.words): answer for answer in answers}
    remembered = reads.remembered(practice.db, practice.db_id)
    reading = read(path, roster, remembered.with_given(given.values()), reads.known_uids(practice.db), progress)
    now = practice.clock()
    return Import(reading, roster, _stored(practice, reading), remembered, now, here(practice.db, now).zone, given)


def _stored(practice: Practice, reading: Reading) -> Stored:
    stored = reads.stored(practice.db)
    own = (uid.removesuffix(OWN_UID) for uid in reading.events if uid.endswith(OWN_UID))
    stored.changes = reads.changes(practice.db, own)
    return stored


def apply(practice: Practice, coming: Import) -> Preview:
    """Write what the import comes to, with what was answered; return what was written. Raises a PracticeError."""
    # Compared with what is here now: something may have been planned, or taken in, since the file was read.
    preview = replace(coming, stored=_stored(practice, coming.reading)).preview()
    taken = sum(step.kind in WRITTEN for step in preview.steps)
    words = f"took {plural(taken, 'session')} from the calendar {preview.source}"
    if not taken:
        words = f"noted whose events of the calendar {preview.source} are"
    if taken or coming.given:
        writes.calendar.take_in(practice, preview.steps, coming.given.values(), words)
    return preview


class _Previewing:
    def __init__(self, coming: Import):
        self._import = coming
        self._answers = coming.answers.with_given(coming.given.values())
        self._questions: dict[str, Question] = {}
        self._placed: list[Placed] = []
        self._left: list[Step] = []
        self._faults: list[Fault] = []
        self._notes: list[str] = []
        self._unsure: set[str] = set()
        self._others = 0

    def preview(self, progress: Progress | None) -> Preview:
        coming, reading = self._import, self._import.reading
        for number, (uid, events) in enumerate(reading.events.items()):
            if progress is not None:
                progress(number, len(reading.events))
            try:
                self._place(uid, events)
            except EventError as error:
                self._faults.append(error.fault)
                self._unsure.add(uid)
        until = datetime.combine(coming.last_day, time(), UTC)
        steps = plan(
            self._placed,
            coming.stored,
            reading.source,
            coming.now,
            unsure=frozenset(self._unsure | reading.broken),
            whole=not reading.partial,
            until=until,
            asked=coming.asked,
        )
        steps = sorted((*steps, *self._left), key=lambda step: (step.client, step.starts_local, step.line))
        return Preview(
            reading.source,
            tuple(steps),
            tuple(self._questions.values()),
            tuple(sorted({*reading.faults, *self._faults})),
            tuple(self._said()),
            reading.others + self._others,
            coming.zone,
        )

    def _place(self, uid: str, events: list[Event]) -> None:
        coming = self._import
        match = self._match(uid, events)
        if not match.engagements:
            self._others += len(events)
            return
        dated = [one for one in match.engagements if one.starts_on and one.ends_on]
        if not dated:
            self._leave(events[0], match.engagements[0], "the engagement has no dates yet")
            return
        first = min(one.starts_on for one in dated if one.starts_on)
        last = min(coming.last_day, max(one.ends_on for one in dated if one.ends_on))
        found = coming.times(uid, first, max(first, last))
        within = [one for one in found if any(engaged.on(self._day(one)) for engaged in dated)]
        if not match.sure:
            self._ask(uid, events, within, match)
            return
        if not within:
            self._outside(uid, events, found, dated)
        for one in within:
            self._take(one, match)
        if any(event.endless for event in events) and within:
            which = events[0].line
            self._notes.append(f"Line {which}: this event recurs without end; it was taken until {exact(last)}.")

    def _match(self, uid: str, events: list[Event]) -> Match:
        """Return whose the events of a UID are: the sessions taken from them before say it best."""
        coming = self._import
        matches = [coming.roster.match(event.about, self._answers) for event in events]
        best = next((found for found in matches if found.sure), None) or matches[0]
        known = [uid.removesuffix(OWN_UID), *(link.session_id for link in coming.stored.links_of(uid))]
        for session_id in known:
            session = coming.stored.sessions.get(session_id)
            engaged = coming.roster.by_id.get(session.engagement_id) if session is not None else None
            if engaged is not None and (best.how is not How.ADDRESS or engaged in best.engagements):
                return coming.roster.answered(engaged.id)
        return best

    def _take(self, one: Occurrence, match: Match) -> None:
        day = self._day(one)
        candidates = on_day(match, day)
        if len(candidates) > 1:
            which = ", ".join(found.code for found in candidates)
            words = f"two engagements run on that day ({which}); say which with its title"
            self._ask(one.uid, (), [one], match._replace(engagements=candidates, why=words))
            return
        engaged = candidates[0]
        about = one.about
        if one.whole_day:
            self._leave(one, engaged, "it takes whole days, and a session has a time")
            return
        low, high = DEFAULT.meeting_minutes_low, DEFAULT.meeting_minutes_high
        if one.minutes is not None and not low <= one.minutes <= high:
            self._leave(one, engaged, f"it does not take {low} to {high} minutes")
            return
        kind, stage = kind_of(engaged, about, day)
        self._placed.append(Placed(one, engaged, kind, stage, bool(engaged.email) and engaged.email in about.declined))

    def _ask(self, uid: str, events: Iterable[Event], within: list[Occurrence], match: Match) -> None:
        """Ask whose an event is, once for all that have its title; what changes nothing here needs no answer."""
        self._unsure.add(uid)
        within = [one for one in within if not one.cancelled or self._is_here(one, match)]
        if not within:
            self._others += sum(1 for _ in events)
            return
        title = within[0].about.title
        days = {self._day(one) for one in within}
        candidates = tuple(one for one in match.engagements if any(one.on(day) for day in days))
        before = self._questions.get(plain(title))
        lines = {one.line for one in within}
        if before is not None:
            lines |= {*before.lines}
            days |= {*before.days}
            candidates = tuple(dict.fromkeys((*before.candidates, *candidates)))
        shown = tuple(sorted(days)[:QUESTION_DAYS])
        self._questions[plain(title)] = Question(title, tuple(sorted(lines)), shown, candidates, match.why)

    def _is_here(self, one: Occurrence, match: Match) -> bool:
        """Whether one of those it could be about has a session at its time."""
        here = (session for engaged in match.engagements for session in self._import.stored.of_engagement(engaged.id))
        return any(session.starts_utc == one.starts_utc for session in here)

    def _outside(self, uid: str, events: list[Event], found: list[Occurrence], dated: list[Engaged]) -> None:
        # Nothing that was taken before vanishes by this: the event is still in the calendar.
        self._unsure.add(uid)
        first, last = (
            min(filter(None, (one.starts_on for one in dated))),
            max(filter(None, (one.ends_on for one in dated))),
        )
        words = f"outside the engagement, which runs from {exact(first)} to {exact(last)}"
        self._leave(found[0] if found else events[0], dated[0], words)

    def _leave(self, what: Occurrence | Event, engaged: Engaged, words: str) -> None:
        self._unsure.add(what.uid)
        if isinstance(what, Event):
            starts, whole_day, zone = what.starts.wall, what.starts.whole_day, ""
        else:
            zone = what.zone or engaged.time_zone
            starts = what.starts_local or to_wall(what.starts_utc, zone)
            whole_day = what.whole_day
        about = (engaged.id, engaged.client, engaged.code, what.line, starts, words)
        self._left.append(Step(StepKind.LEFT, *about, whole_day=whole_day, time_zone=zone))

    def _day(self, one: Occurrence) -> date:
        """Return the day on which an event is where it takes place."""
        return (one.starts_local or to_wall(one.starts_utc, one.zone or self._import.zone)).date()

    def _said(self) -> Iterable[str]:
        coming, reading = self._import, self._import.reading
        yield from self._notes
        for name, line in reading.zones.described.items():
            yield (
                f"Line {line}: the time zone “{name}” is known from this file alone; its times are kept in the "
                "client's zone."
            )
        if reading.partial and coming.stored.links:
            yield "The file is not a whole calendar, so nothing is asked about events that are not in it."
        if reading.more_faults:
            yield f"{reading.more_faults:,} more faults are not listed."
