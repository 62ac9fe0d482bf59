"""Cadence: sessions, what becomes of them, and commitments. Allocation and pace are in `pace.py`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.drafts import Problem, chosen, gather, known_zone, plausible, required, text, within, zone
from coachtui.domain.people import Party
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.span import Span
from coachtui.domain.wall_time import ends_at, existing, to_utc
from coachtui.domain.words import clock, exact, label


class SessionKind(StrEnum):
    """What a meeting is; only coaching burns the allocation."""

    COACHING = "coaching"
    CHEMISTRY = "chemistry"
    DEBRIEF = "debrief"
    THREE_WAY = "three_way"
    CHECK_IN = "check_in"


class SessionState(StrEnum):
    """What became of a session."""

    PLANNED = "planned"
    HELD = "held"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    LATE_CANCELLED = "late_cancelled"
    NO_SHOW = "no_show"


class CommitmentState(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class NoteKind(StrEnum):
    """A coach's own writing outside sessions."""

    JOURNAL = "journal"
    HYPOTHESIS = "hypothesis"


_State = SessionState

_OUTCOMES = (_State.HELD, _State.CANCELLED, _State.LATE_CANCELLED, _State.NO_SHOW)

SESSION_MOVES: dict[SessionState, tuple[SessionState, ...]] = {
    _State.PLANNED: (_State.HELD, _State.RESCHEDULED, _State.CANCELLED, _State.LATE_CANCELLED, _State.NO_SHOW),
    _State.RESCHEDULED: (),
    **{old: tuple(new for new in _OUTCOMES if new is not old) for old in _OUTCOMES},
}
"""The moves between states: an outcome may be corrected into another, and a moved slot stays as it is."""

MISSED = (_State.LATE_CANCELLED, _State.NO_SHOW)
"""The outcomes that use the allocation although nobody met, if the agreement says so."""


def check_session_move(
    old: SessionState,
    new: SessionState,
    *,
    starts_utc: datetime | None = None,
    now: datetime | None = None,
    rules: Rules = DEFAULT,
) -> Problem | None:
    """Say why a session can't go from one state to another, or None if it can.

    With `starts_utc` and `now` (both aware), a session that lies ahead can't be recorded as held or missed.
    """
    if new not in SESSION_MOVES[old]:
        return Problem("state", _refusal(old, new))
    if starts_utc is not None and now is not None:
        return check_outcome(new, starts_utc, now, rules=rules)
    return None


def check_outcome(
    outcome: SessionState, starts_utc: datetime, now: datetime, *, rules: Rules = DEFAULT
) -> Problem | None:
    """Say why a session that begins then can't have this outcome yet, or None if it can (both moments aware)."""
    if outcome in (_State.HELD, _State.NO_SHOW):
        ahead = starts_utc - now
        # A session may be held earlier in the day than planned; nobody is missed before it begins.
        if ahead > timedelta(hours=rules.early_hours if outcome is _State.HELD else 0):
            return Problem(
                "state",
                f"This session lies ahead, so it can't be recorded as {label(outcome)} yet. "
                "Move it, or wait for its day.",
            )
    return None


def _refusal(old: SessionState, new: SessionState) -> str:
    if old is new:
        return f"This session is {label(old)} already."
    if old is _State.RESCHEDULED:
        return "This slot was moved. Open the session that took its place and change that one."
    if new is _State.PLANNED:
        return f"This session is {label(old)}. Plan a new one, or undo the step that closed it."
    return f"A session that is {label(old)} can't be moved. Plan a new one."


def is_late(cancelled_at: datetime, starts_utc: datetime, notice_hours: int) -> bool:
    """Whether a cancellation comes within the notice agreed (hours); exactly on the hour is in time."""
    return starts_utc - cancelled_at < timedelta(hours=notice_hours)


def cancelled_state(cancelled_at: datetime, starts_utc: datetime, notice_hours: int) -> SessionState:
    """Return the state of a session that is cancelled at this instant."""
    return _State.LATE_CANCELLED if is_late(cancelled_at, starts_utc, notice_hours) else _State.CANCELLED


def is_over(starts_utc: datetime, minutes: int, now: datetime) -> bool:
    """Whether a session's time has passed; its last minute still belongs to it."""
    return starts_utc + timedelta(minutes=minutes) <= now


def is_unclosed(state: SessionState, starts_utc: datetime, minutes: int, now: datetime) -> bool:
    """Whether a session is still planned although its time has passed. It doesn't count as planned then."""
    return state is _State.PLANNED and is_over(starts_utc, minutes, now)


class SessionDraft(NamedTuple):
    """A session as typed: naive wall time in a zone. `stage` belongs to three-way meetings and to no other kind."""

    engagement_id: str
    starts_local: datetime
    time_zone: str
    kind: SessionKind = SessionKind.COACHING
    minutes: int = 60
    stage: Stage | None = None

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the session can be saved."""
        return gather(
            chosen("engagement_id", self.engagement_id, "The engagement"),
            Problem("starts_local", "The time carries a zone of its own. Give the time on the clock there.")
            if self.starts_local.tzinfo is not None
            else plausible("starts_local", self.starts_local.date(), "The session", rules=rules),
            zone("time_zone", self.time_zone),
            within(
                "minutes",
                self.minutes,
                rules.meeting_minutes_low,
                rules.meeting_minutes_high,
                "The length",
                "minutes",
            ),
            self._stage_problem(),
        )

    def warnings(self, *, span: Span | None = None) -> tuple[Problem, ...]:
        """Return what is unusual but allowed: a time that clocks skip, a day outside the span or within a pause."""
        moved = self.settled().starts_local
        starts_on = moved.date()
        skipped = paused = outside = None
        if moved != self.starts_local.replace(fold=0):
            new_day = "" if starts_on == self.starts_local.date() else f"{exact(starts_on)}, "
            skipped = Problem(
                "starts_local",
                f"Clocks in {self.time_zone} skip {clock(self.starts_local)} on {exact(self.starts_local.date())}. "
                f"It is planned for {new_day}{clock(moved)} instead.",
            )
        if span is not None and span.paused_on(starts_on):
            paused = Problem("starts_local", "The engagement is paused on that day. Save anyway if this is meant.")
        elif span is not None and not span.starts_on <= starts_on <= span.ends_on:
            # A chemistry meeting, and often the first three-way, precede the start.
            edge = "before the engagement starts" if starts_on < span.starts_on else "after the engagement ends"
            if starts_on > span.ends_on or self.kind is SessionKind.COACHING:
                outside = Problem("starts_local", f"That day is {edge}. Save anyway if this is meant.")
        return gather(skipped, paused, outside)

    def settled(self) -> SessionDraft:
        """Return the draft with a time that clocks show: one within a skipped hour is moved forward by the jump."""
        if self.starts_local.tzinfo is not None or not known_zone(self.time_zone):
            return self
        return self._replace(starts_local=existing(self.starts_local, self.time_zone))

    def starts_utc(self) -> datetime:
        """Return the instant at which the session begins."""
        return to_utc(self.starts_local, self.time_zone)

    def ends_utc(self) -> datetime:
        """Return the instant at which the session is over."""
        return ends_at(self.starts_local, self.time_zone, self.minutes)

    def _stage_problem(self) -> Problem | None:
        if self.kind is SessionKind.THREE_WAY and self.stage is None:
            return Problem("stage", "A three-way meeting belongs to the start, the middle or the end. Choose one.")
        if self.kind is not SessionKind.THREE_WAY and self.stage is not None:
            return Problem("stage", "Only three-way meetings have a stage. Leave it empty.")
        return None


class CommitmentDraft(NamedTuple):
    """Something that someone said they would do, as typed."""

    engagement_id: str
    owner: Party
    text: str
    session_id: str | None = None
    due_on: date | None = None

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the commitment can be saved."""
        return gather(
            chosen("engagement_id", self.engagement_id, "The engagement"),
            Problem("owner", "A commitment belongs to the client, the manager or the coach. Choose one of them.")
            if self.owner not in (Party.CLIENT, Party.MANAGER, Party.COACH)
            else None,
            required("text", self.text, "What was promised", limit=rules.text_limit),
            plausible("due_on", self.due_on, "The due date", rules=rules),
        )


class SessionNoteDraft(NamedTuple):
    """What was written in a session: private notes, and apart from them the summary shared with the client."""

    notes: str = ""
    summary: str = ""

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the texts can be saved."""
        return gather(
            text("notes", self.notes, "The note", limit=rules.text_limit),
            text("summary", self.summary, "The shared summary", limit=rules.text_limit),
        )


def overdue_days(state: CommitmentState, due_on: date | None, today: date, span: Span | None = None) -> int:
    """Return how many days an open commitment is late; 0 if it is not. Days of a pause don't count.

    What is due today is not late yet.
    """
    if state is not CommitmentState.OPEN or due_on is None or today <= due_on:
        return 0
    return span.active_days(due_on, today) if span is not None else (today - due_on).days
