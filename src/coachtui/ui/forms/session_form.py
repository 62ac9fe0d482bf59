"""Planning, moving and correcting one meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from textual import on

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.drafts import Invalid, Problem, gather
from coachtui.domain.line import SessionLine
from coachtui.domain.wall_time import to_utc, to_wall
from coachtui.domain.words import clock, day, label
from coachtui.store import writes
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.screens.session_page import Page

KINDS = (
    ("coaching", "session"),
    *((f"three_way {stage}", f"three-way, {label(stage)}") for stage in Stage),
    ("check_in", label(SessionKind.CHECK_IN)),
    ("chemistry", label(SessionKind.CHEMISTRY)),
    ("debrief", label(SessionKind.DEBRIEF)),
)
"""What a meeting can be; a three-way with its stage, since there is none without."""

OUTCOMES = (SessionState.HELD, SessionState.NO_SHOW, SessionState.CANCELLED, SessionState.LATE_CANCELLED)

USUAL_TIME = time(9)
"""When a meeting is proposed while no other tells the client's habit."""


class TimeField(TextField):
    """A time of day; when it is on the coach's own clock stands under it."""

    def tell(self, told: str) -> None:
        """Show something else under the field."""
        self._hint = told
        self.show(None)


class SessionForm(Form[str]):
    """What the forms of a meeting share: its day, time, zone and length, read into a draft."""

    def __init__(self, desk: Desk, page: Page, meeting: SessionLine | None = None):
        super().__init__(desk, meeting.id if meeting else page.engagement_id)
        self.page = page
        self.meeting = meeting

    def draft(self, values: dict[str, str]) -> SessionDraft:
        """Return what was typed. Raises Invalid with all that can't be read."""
        read = Reading(values, self.page.today)
        kind, stage = read_kind(values["kind"]) if "kind" in values else self._same_kind()
        on, at = read.day("starts_local"), read.time("time", time())
        minutes = read.whole("minutes", self.page.terms.session_minutes)
        if on is None and not read.problems:
            read.problems.append(Problem("starts_local", "The date is missing. Type it."))
        draft = SessionDraft(
            engagement_id=self.page.engagement_id,
            starts_local=datetime.combine(on or self.page.today, at),
            time_zone=read.text("time_zone"),
            kind=kind,
            minutes=minutes,
            stage=stage,
        )
        read.check(*draft.problems())
        return draft

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft = self.draft(values)
        return (*draft.warnings(span=self.page.span), *gather(self._same_day(draft)))

    def when(self, starts: datetime, zone: str, minutes: int) -> Iterator[FormField]:
        """Yield the fields of a time, filled with this one."""
        yield DayField("starts_local", "date", self.page.today, starts.date())
        yield TimeField("time", "time", clock(starts), self._on_own_clock(starts, zone))
        yield TextField("time_zone", "time zone", zone, "The client's clock; its changes don't move the meeting.")
        yield TextField("minutes", "minutes", str(minutes))

    def named(self, starts: datetime) -> str:
        """Return a time as it is said."""
        return f"{day(starts.date(), self.page.today)} {clock(starts)}"

    @on(FormField.Edited)
    def _tell_own_clock(self, event: FormField.Edited) -> None:
        if event.field.field not in ("starts_local", "time", "time_zone"):
            return
        try:
            draft = self.draft(self.values)
        except Invalid:
            told = ""
        else:
            told = self._on_own_clock(draft.starts_local, draft.time_zone)
        self.query_one(TimeField).tell(told)

    def _on_own_clock(self, starts: datetime, zone: str) -> str:
        """Return when that is on the coach's own clock, if it shows another time."""
        own = self.page.coach_zone
        ours = to_wall(to_utc(starts, zone), own)
        if ours == starts:
            return ""
        other_day = f" on {day(ours.date(), self.page.today)}" if ours.date() != starts.date() else ""
        return f"{clock(starts)} there is {clock(ours)}{other_day} for you ({own})."

    def _same_kind(self) -> tuple[SessionKind, Stage | None]:
        return (self.meeting.kind, self.meeting.stage) if self.meeting else (SessionKind.COACHING, None)

    def _same_day(self, draft: SessionDraft) -> Problem | None:
        there = next(
            (
                one
                for one in self.page.meetings
                if one.state is SessionState.PLANNED
                and one.starts_local.date() == draft.starts_local.date()
                and one != self.meeting
            ),
            None,
        )
        if there is None:
            return None
        words = f"There is a {label(there.kind)} meeting that day already, at {clock(there.starts_local)}."
        return Problem("starts_local", f"{words} Save anyway if a second one is meant.")


class PlanForm(SessionForm):
    """Plans one meeting; the interval proposes its day, the last meeting its time."""

    FORM = "session"
    TITLE_WORDS = "Plan a meeting"

    def fields(self) -> Iterator[FormField]:
        terms = self.page.terms
        starts = proposed(self.page, self.page.today)
        yield ChoiceField("kind", "what", KINDS)
        yield from self.when(starts, terms.time_zone, terms.session_minutes)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        draft = self.draft(values)
        return (*await super().warnings(values), *gather(self._beyond(draft), self._past(draft)))

    async def save(self, values: dict[str, str]) -> str:
        draft = self.draft(values)
        return await self.store(lambda practice: writes.cadence.plan(practice, draft))

    def said(self, result: str, values: dict[str, str]) -> str:
        draft = self.draft(values)
        kind = "session" if draft.kind is SessionKind.COACHING else label(draft.kind)
        return f"Planned: {kind}, {self.named(draft.starts_local)}"

    def _beyond(self, draft: SessionDraft) -> Problem | None:
        usage = self.page.cadence.usage
        if draft.kind is not SessionKind.COACHING or usage.left - usage.planned > 0:
            return None
        return Problem("kind", "All that was agreed is used or planned already. Save anyway if one more is meant.")

    def _past(self, draft: SessionDraft) -> Problem | None:
        if draft.ends_utc() > self.desk.now():
            return None
        return Problem("starts_local", "That time has passed; the meeting will wait for you to close it.")


class SessionMoveForm(SessionForm):
    """Moves a meeting: the old slot stays on the line, linked to the new one."""

    FORM = "session move"

    def heading(self) -> str:
        assert self.meeting is not None
        return f"Move the meeting of {self.named(self.meeting.starts_local)}"

    def fields(self) -> Iterator[FormField]:
        meeting = self.meeting
        assert meeting is not None
        starts = meeting.starts_local
        today = self.page.today
        if starts.date() < today:
            starts = datetime.combine(today, starts.time())
        yield from self.when(starts, meeting.time_zone, meeting.minutes)

    async def save(self, values: dict[str, str]) -> str:
        meeting, draft = self.meeting, self.draft(values)
        assert meeting is not None
        if draft.starts_utc() == meeting.starts_utc:
            Reading(values, self.page.today).check(
                Problem("starts_local", "That is when it is planned now. Give the new date or time.")
            )
        return await self.store(lambda practice: writes.cadence.move(practice, meeting.id, draft))

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Moved to {self.named(self.draft(values).starts_local)}"


class EditForm(SessionForm):
    """Corrects a meeting, and what became of it."""

    FORM = "session edit"
    TITLE_WORDS = "Correct the meeting"

    def fields(self) -> Iterator[FormField]:
        meeting = self.meeting
        assert meeting is not None
        kind = f"{meeting.kind} {meeting.stage}" if meeting.stage else str(meeting.kind)
        yield ChoiceField("kind", "what", KINDS, kind)
        yield from self.when(meeting.starts_local, meeting.time_zone, meeting.minutes)
        if meeting.state in OUTCOMES:
            yield ChoiceField("became", "became", [(state, label(state)) for state in OUTCOMES], meeting.state)
            yield TextField("held_minutes", "minutes held", str(meeting.held_minutes or meeting.minutes))

    async def save(self, values: dict[str, str]) -> str:
        meeting, draft = self.meeting, self.draft(values)
        assert meeting is not None
        became = SessionState(values["became"]) if "became" in values else None
        held = None
        if became is SessionState.HELD:
            read = Reading(values, self.page.today)
            held = read.whole("held_minutes", meeting.minutes)
            read.check()
        await self.store(lambda practice: writes.cadence.edit(practice, meeting.id, draft, became, held))
        return meeting.id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Corrected the meeting of {self.named(self.draft(values).starts_local)}"


def read_kind(chosen: str) -> tuple[SessionKind, Stage | None]:
    """Return the kind and, for a three-way, its stage."""
    kind, _, stage = chosen.partition(" ")
    return SessionKind(kind), Stage(stage) if stage else None


def proposed(page: Page, today: date) -> datetime:
    """Return when the next session would be: the interval after the last one, never in the past."""
    lasting = [one for one in page.meetings if one.state in (SessionState.PLANNED, SessionState.HELD)]
    sessions = [one for one in lasting if one.kind is SessionKind.COACHING] or lasting
    at = sessions[-1].starts_local.time() if sessions else USUAL_TIME
    on = page.terms.starts_on or today
    if sessions:
        on = sessions[-1].starts_local.date() + timedelta(weeks=page.terms.interval_weeks)
    while on <= today:
        # Later, on the weekday that the client knows.
        on += timedelta(weeks=1)
    return datetime.combine(on, at)
