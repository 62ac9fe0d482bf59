"""The moves of an engagement from one state to another: each a small form with its day and what it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from textual import on
from textual.content import Content

from coachtui.domain.dates import read_day
from coachtui.domain.drafts import Problem, gather, ordered
from coachtui.domain.engagement import EngagementState, check_move
from coachtui.domain.span import Span
from coachtui.domain.words import exact, plural
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.reads import cadence, engagement
from coachtui.store.reads.facts import here
from coachtui.ui.desk import Desk
from coachtui.ui.forms.engagement_reading import USUAL
from coachtui.ui.forms.fields import YES_NO, ChoiceField, DayField, FormField, TextField
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.reading import Reading
from coachtui.ui.text import LABEL, plain

PRIVATE = "For your own record; no report shows it."


class Standing(NamedTuple):
    """How an engagement stands before it moves."""

    engagement_id: str
    client: str
    state: EngagementState
    starts_on: date | None
    ends_on: date | None
    span: Span | None
    ahead: int
    today: date


def read_standing(db: Connection, engagement_id: str, now: datetime) -> Standing:
    """Read how an engagement stands. Raises NotFound."""
    card = engagement.card(db, engagement_id, now)
    span = cadence.span(db, engagement_id)
    ahead, today = engagement.meetings_ahead(db, engagement_id, now), here(db, now).today
    return Standing(engagement_id, card.client, card.state, card.starts_on, card.ends_on, span, ahead, today)


class MoveForm(Form[str]):
    """Moves an engagement; returns its id. A subclass says where to, and asks for what that needs."""

    CSS_PATH = "../styles/people.tcss"

    TO: ClassVar[EngagementState]
    VERB: ClassVar[str]
    """What is done, for the title."""
    SAID: ClassVar[str]
    """What was done, for the toast."""
    DAY: ClassVar[str]
    """What its day is called."""

    def __init__(self, desk: Desk, standing: Standing):
        super().__init__(desk, standing.engagement_id)
        self.standing = standing

    def heading(self) -> str:
        return f"{self.VERB} · {self.standing.client}"

    def fields(self) -> Iterator[FormField]:
        yield self.when()

    def when(self, value: date | None = None) -> DayField:
        """Return the field of the day on which it happens, today unless another is given."""
        return DayField("on", self.DAY, self.standing.today, value or self.standing.today)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        on_day, standing = self.read(values)[0], self.standing
        ahead = Problem("on", "That day is still ahead; the state changes now all the same.")
        return gather(ahead if on_day > standing.today and self.TO is not EngagementState.ACTIVE else None)

    async def save(self, values: dict[str, str]) -> str:
        on_day, ends_on = self.read(values)
        reason, record, to = values.get("reason", "").strip(), self.record, self.TO
        starts_on = on_day if self.standing.state is EngagementState.DRAFT and to is EngagementState.ACTIVE else None
        await self.store(
            lambda practice: writes.engagement.move(
                practice, record, to, on=on_day, reason=reason, starts_on=starts_on, ends_on=ends_on
            )
        )
        return record

    def said(self, result: str, values: dict[str, str]) -> str:
        return f"{self.SAID} {self.standing.client}"

    def read(self, values: dict[str, str]) -> tuple[date, date | None]:
        """Return the day, and the new end where there is one. Raises Invalid."""
        read = Reading(values, self.standing.today)
        on_day = read.day("on")
        ends_on = self.end(read, values, on_day or self.standing.today)
        missing = Problem("on", "The day is missing. Type it, for instance today.") if on_day is None else None
        reason = check_move(self.standing.state, self.TO, reason=values.get("reason", ""))
        read.check(*gather(missing, reason))
        assert on_day is not None
        return on_day, ends_on

    def end(self, read: Reading, values: dict[str, str], on_day: date) -> date | None:
        """Return the new end, if the move sets one."""
        return None


class EndAsked(MoveForm):
    """A move after which the engagement runs, and needs an end that is still ahead."""

    def end(self, read: Reading, values: dict[str, str], on_day: date) -> date | None:
        ends_on = read.day("ends_on")
        if ends_on is None and not read.problems:
            read.problems.append(Problem("ends_on", "The end is missing. Type it."))
        read.problems += gather(ordered("ends_on", on_day, ends_on, "The end", "that day"))
        return ends_on

    def end_field(self, value: date) -> DayField:
        """Return the field of the end."""
        return DayField("ends_on", "end", self.standing.today, value)


class BeginForm(EndAsked):
    """Begins a draft."""

    FORM, TO, VERB, SAID = "engagement begin", EngagementState.ACTIVE, "Begin", "Began with"
    DAY = "start"

    def fields(self) -> Iterator[FormField]:
        standing = self.standing
        start = standing.starts_on or standing.today
        yield self.when(start)
        yield self.end_field(standing.ends_on or start + USUAL)


class PauseForm(MoveForm):
    """Pauses an engagement: every clock stands still."""

    FORM, TO, VERB, SAID = "engagement pause", EngagementState.PAUSED, "Pause", "Paused:"
    DAY = "paused from"

    def fields(self) -> Iterator[FormField]:
        yield self.when()
        yield TextField("reason", "reason · private", hint="Pace, stall and due dates stand still meanwhile.")


class MoveEnd(ChoiceField):
    """Whether the end moves by as long as the pause was; the end stands under it."""

    def __init__(self, span: Span | None, on_day: date):
        super().__init__("move_end", "move the end too", YES_NO)
        self._span = span
        self._on = on_day

    def follow(self, on_day: date) -> None:
        """Show the end for another day of resuming."""
        self._on = on_day
        self.show(None)

    def understood(self) -> Content | None:
        span = self._span
        if span is None:
            return None
        end = span.end_after_pause(self._on)
        if self.value == "no" or end == span.ends_on:
            return plain(f"It ends on {exact(span.ends_on)}, as agreed.", LABEL)
        return plain(f"It then ends on {exact(end)}, {plural((end - span.ends_on).days, 'day')} later.", LABEL)


class ResumeForm(MoveForm):
    """Resumes a paused engagement, and offers to move the end by as long as it was paused."""

    FORM, TO, VERB, SAID = "engagement resume", EngagementState.ACTIVE, "Resume", "Resumed:"
    DAY = "resumed from"

    def fields(self) -> Iterator[FormField]:
        yield self.when()
        yield MoveEnd(self.standing.span, self.standing.today)

    def end(self, read: Reading, values: dict[str, str], on_day: date) -> date | None:
        span = self.standing.span
        return span.end_after_pause(on_day) if span and read.yes("move_end") else None

    @on(FormField.Edited)
    def _follow(self) -> None:
        with suppress(ValueError):
            self.query_one(MoveEnd).follow(read_day(self.values["on"], self.standing.today))


class CompleteForm(MoveForm):
    """Completes an engagement."""

    FORM, TO, VERB, SAID = "engagement complete", EngagementState.COMPLETED, "Complete", "Completed:"
    DAY = "completed on"

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        return (*await super().warnings(values), *still_planned(self.standing))


class DiscontinueForm(MoveForm):
    """Ends an engagement early, which needs a reason."""

    FORM, TO, VERB, SAID = "engagement discontinue", EngagementState.DISCONTINUED, "End early", "Ended early:"
    DAY = "ended on"

    def fields(self) -> Iterator[FormField]:
        yield self.when()
        yield TextField("reason", "reason · private", hint=PRIVATE)

    async def warnings(self, values: dict[str, str]) -> Sequence[Problem]:
        return (*await super().warnings(values), *still_planned(self.standing))


class CancelForm(MoveForm):
    """Cancels a draft that never got going."""

    FORM, TO, VERB, SAID = "engagement cancel", EngagementState.CANCELLED, "Cancel, it never got going", "Cancelled:"
    DAY = "cancelled on"

    def fields(self) -> Iterator[FormField]:
        yield self.when()
        yield TextField("reason", "reason · private", hint=PRIVATE)


class ReopenForm(EndAsked):
    """Reopens a completed engagement."""

    FORM, TO, VERB, SAID = "engagement reopen", EngagementState.ACTIVE, "Reopen", "Reopened:"
    DAY = "reopened from"

    def fields(self) -> Iterator[FormField]:
        standing = self.standing
        yield self.when()
        yield self.end_field(max(standing.ends_on or standing.today, standing.today))


def still_planned(standing: Standing) -> tuple[Problem, ...]:
    """Say that meetings are planned though the engagement ends."""
    if not standing.ahead:
        return ()
    told = f"{plural(standing.ahead, 'meeting')} ahead, still planned. Cancel under Sessions what won't be held."
    return (Problem("on", told),)


FORMS = {
    "begin": BeginForm,
    "pause": PauseForm,
    "resume": ResumeForm,
    "complete": CompleteForm,
    "discontinue": DiscontinueForm,
    "cancel": CancelForm,
    "reopen": ReopenForm,
}
"""The form of each move, by its command."""
