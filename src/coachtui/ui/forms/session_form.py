"""Planning, moving and correcting one meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from textual import on

from coachtui import config
from coachtui.domain import proposal
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.dates import read_moment
from coachtui.domain.drafts import Invalid, Problem, gather
from coachtui.domain.line import SessionLine
from coachtui.domain.proposal import Around
from coachtui.domain.series import Scope, SeriesChange, can_reach_more, change
from coachtui.domain.unusual import merged, unusual
from coachtui.domain.words import clock, day, label, plural
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.reads import proposal as proposals
from coachtui.ui.desk import Desk
from coachtui.ui.forms.fields import ChoiceField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.forms.session_fields import Dates, MomentField, ScopeField, TimeField, drawn_change, on_own_clock
from coachtui.ui.screens.session_page import Page
from coachtui.ui.text import LABEL, joined

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
        on, at = read.moment("starts_local"), read.time("time", time())
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
        around = await self.around()
        return merged(
            (
                *draft.warnings(span=self.page.span),
                *gather(self._same_day(draft)),
                *proposal.warnings(draft.settled(), self._without_this_day(around, draft)),
            )
        )

    async def around(self) -> Around:
        """Read what else the coach has on, holidays among it."""
        ending = self.meeting.id if self.meeting else ""
        engagement_id, now = self.page.engagement_id, self.desk.now()
        settings = config.load(self.desk.paths.settings)[0]

        def read(db: Connection) -> Around:
            # On the store's thread: the library of holidays takes its time.
            return proposals.around(db, engagement_id, now, config.holiday_places(settings)[0], ending)

        return await self.desk.gateway.read(read)

    def when(self, starts: datetime, zone: str, minutes: int) -> Iterator[FormField]:
        """Yield the fields of a time, filled with this one."""
        yield MomentField("starts_local", "date", self.page.today, starts.date())
        yield TimeField("time", "time", clock(starts), self._on_own_clock(starts, zone))
        yield TextField("time_zone", "time zone", zone, "The client's clock; its changes don't move the meeting.")
        yield TextField("minutes", "minutes", str(minutes))

    def named(self, starts: datetime) -> str:
        """Return a time as it is said."""
        return f"{day(starts.date(), self.page.today)} {clock(starts)}"

    @on(FormField.Edited)
    def _typed(self, event: FormField.Edited) -> None:
        if event.field.field in ("starts_local", "time", "time_zone"):
            self._tell_own_clock(event.field)
        self.preview()

    def preview(self) -> None:
        """Show what would come of what is typed."""

    def _tell_own_clock(self, typed: FormField) -> None:
        time_field = self.query_one(TimeField)
        if isinstance(typed, MomentField):
            with suppress(ValueError):
                on, at = read_moment(typed.value, self.page.today)
                if at is not None:
                    time_field.follow(clock(datetime.combine(on, at)))
        try:
            draft = self.draft(self.values)
        except Invalid:
            told = ""
        else:
            told = self._on_own_clock(draft.starts_local, draft.time_zone)
        time_field.advise(told)

    def _on_own_clock(self, starts: datetime, zone: str) -> str:
        return on_own_clock(starts, zone, self.page.coach_zone, self.page.today)

    def _without_this_day(self, around: Around, draft: SessionDraft) -> Around:
        """Leave out what is told already: pauses, and the engagement's own meetings of that day."""
        own = {one.starts_utc for one in self.page.meetings if one.starts_local.date() == draft.starts_local.date()}
        return around._replace(span=None, busy=tuple(one for one in around.busy if one.starts_utc not in own))

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
        return merged((*await super().warnings(values), *gather(self._beyond(draft), self._past(draft))))

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


class OfSeriesForm(SessionForm):
    """Changes a meeting that is there; of a series it asks how far, and shows what comes of it."""

    def __init__(self, desk: Desk, page: Page, meeting: SessionLine):
        super().__init__(desk, page, meeting)
        self.there = meeting
        self.series = page.series_of(meeting)
        self.members = page.members(self.series) if self.series else ()
        self._done = ""

    def scope(self) -> Iterator[FormField]:
        """Yield the field that asks how far the change goes, if there is anything to ask."""
        if self.series and can_reach_more(self.members, self.there, self.desk.now()):
            yield ScopeField()

    def outcome(self) -> Iterator[FormField]:
        """Yield the field that shows what becomes of the series."""
        if self.series and can_reach_more(self.members, self.there, self.desk.now()):
            yield Dates("dates", "what changes")

    def how_far(self, values: dict[str, str]) -> Scope:
        """Return how far the change goes."""
        return Scope(values.get("scope", Scope.ONE))

    def planned(self, values: dict[str, str]) -> SeriesChange:
        """Return what becomes of the series. Raises Invalid."""
        assert self.series is not None
        draft, far = self.draft(values), self.how_far(values)
        return change(self.series, self.members, self.there, draft, far, self.desk.now())

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        if self.how_far(values) is Scope.ONE:
            return await super().warnings(values)
        planned = self.planned(values)
        drafts, former = [new for _, new in planned.touched], [one for one, _ in planned.touched]
        return merged(unusual(drafts, await self.around(), instead_of=former))

    async def alter(self, values: dict[str, str]) -> str:
        """Store the change of this meeting and of others with it; return its id. Raises Invalid."""
        planned, draft, far = self.planned(values), self.draft(values), self.how_far(values)
        read = Reading(values, self.page.today)
        read.check(*gather(None if planned.touched else Problem("scope", "Nothing would change. Give something else.")))
        await self.store(lambda practice: writes.series.alter(practice, self.there.id, draft, far))
        count = plural(len(planned.touched), "meeting")
        self._done = f"{count}, the first {self.named(planned.touched[0][1].starts_local)}"
        return self.there.id

    def on_show(self) -> None:
        # Later: what was kept of an earlier try is given back first.
        self.call_later(self.preview)

    def preview(self) -> None:
        for field in self.query(Dates):
            if self.how_far(self.values) is Scope.ONE:
                field.tell(joined(("only this meeting", LABEL)))
                continue
            try:
                planned = self.planned(self.values)
            except Invalid as invalid:
                field.tell(joined((invalid.problems[0].message, LABEL)))
            else:
                field.tell(drawn_change(planned, self.page.coach_zone, self.page.today))


class SessionMoveForm(OfSeriesForm):
    """Moves a meeting: the old slot stays on the line, linked to the new one. Several of a series move in place."""

    FORM = "session move"

    def heading(self) -> str:
        return f"Move the meeting of {self.named(self.there.starts_local)}"

    def fields(self) -> Iterator[FormField]:
        starts, today = self.there.starts_local, self.page.today
        if starts.date() < today:
            starts = datetime.combine(today, starts.time())
        yield from self.scope()
        yield from self.when(starts, self.there.time_zone, self.there.minutes)
        yield from self.outcome()

    async def save(self, values: dict[str, str]) -> str:
        meeting, draft = self.there, self.draft(values)
        if draft.starts_utc() == meeting.starts_utc:
            Reading(values, self.page.today).check(
                Problem("starts_local", "That is when it is planned now. Give the new date or time.")
            )
        if self.how_far(values) is not Scope.ONE:
            return await self.alter(values)
        return await self.store(lambda practice: writes.cadence.move(practice, meeting.id, draft))

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Moved {self._done or f'to {self.named(self.draft(values).starts_local)}'}"


class EditForm(OfSeriesForm):
    """Corrects a meeting, and what became of it."""

    FORM = "session edit"
    TITLE_WORDS = "Correct the meeting"

    def fields(self) -> Iterator[FormField]:
        meeting = self.there
        kind = f"{meeting.kind} {meeting.stage}" if meeting.stage else str(meeting.kind)
        yield from self.scope()
        yield ChoiceField("kind", "what", KINDS, kind)
        yield from self.when(meeting.starts_local, meeting.time_zone, meeting.minutes)
        if meeting.state in OUTCOMES:
            yield ChoiceField("became", "became", [(state, label(state)) for state in OUTCOMES], meeting.state)
            yield TextField("held_minutes", "minutes held", str(meeting.held_minutes or meeting.minutes))
        yield from self.outcome()

    async def save(self, values: dict[str, str]) -> str:
        if self.how_far(values) is not Scope.ONE:
            return await self.alter(values)
        meeting, draft = self.there, self.draft(values)
        became = SessionState(values["became"]) if "became" in values else None
        held = None
        if became is SessionState.HELD:
            read = Reading(values, self.page.today)
            held = read.whole("held_minutes", meeting.minutes)
            read.check()
        await self.store(lambda practice: writes.cadence.edit(practice, meeting.id, draft, became, held))
        return meeting.id

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"Corrected {self._done or f'the meeting of {self.named(self.draft(values).starts_local)}'}"


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
