"""Engagements: one client, one coach, one agreed span."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.drafts import Problem, chosen, gather, line, ordered, plausible, text, within, zone
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import label, number, plural


class EngagementState(StrEnum):
    """Where an engagement stands; see design section 1 for the moves between states."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"
    CANCELLED = "cancelled"


class AllocationUnit(StrEnum):
    """What the agreed allocation counts."""

    SESSIONS = "sessions"
    HOURS = "hours"


class CoachingForm(StrEnum):
    """Whether one leader is coached or a group."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class RoleChange(StrEnum):
    """The move that gave rise to the engagement, if any."""

    NONE = "none"
    PROMOTION = "promotion"
    TEAM_CHANGE = "team_change"


_State = EngagementState

MOVES: dict[EngagementState, tuple[EngagementState, ...]] = {
    _State.DRAFT: (_State.ACTIVE, _State.CANCELLED),
    _State.ACTIVE: (_State.PAUSED, _State.COMPLETED, _State.DISCONTINUED),
    _State.PAUSED: (_State.ACTIVE, _State.COMPLETED, _State.DISCONTINUED),
    _State.COMPLETED: (_State.ACTIVE,),
    _State.DISCONTINUED: (),
    _State.CANCELLED: (),
}
"""The moves between states; a slip is taken back by undo, not by a move."""

RUNNING = (_State.ACTIVE, _State.PAUSED)
"""The states of an engagement that has begun and is not over."""


def check_move(old: EngagementState, new: EngagementState, *, reason: str = "") -> Problem | None:
    """Say why an engagement can't go from one state to another, or None if it can.

    Ending early (`DISCONTINUED`) needs a reason.
    """
    if new in MOVES[old]:
        if new is _State.DISCONTINUED:
            if not reason.strip():
                return Problem("reason", "Ending early needs a reason. Write one line for your own record.")
            return text("reason", reason, "The reason")
        return None
    return Problem("state", _refusal(old, new))


def _refusal(old: EngagementState, new: EngagementState) -> str:
    if old is new:
        return f"This engagement is {label(old)} already."
    if new is _State.DRAFT:
        return "Nothing returns to draft. Edit the engagement as it is, or undo the step that began it."
    if new is _State.CANCELLED:
        if old in RUNNING:
            return "It has begun, so it can't be cancelled. End it early, with a reason."
        return f"It is {label(old)}, so there is nothing to cancel."
    if old is _State.DRAFT:
        return f"A draft can't become {label(new)}. Start it first, or cancel it if it never got going."
    if old is _State.COMPLETED:
        return "A completed engagement may only be reopened. Reopen it first."
    if old in (_State.CANCELLED, _State.DISCONTINUED):
        return f"It is {label(old)}, and that is final. Begin a new engagement, or undo the step."
    return f"An engagement that is {label(old)} can't become {label(new)}."


class EngagementDraft(NamedTuple):
    """An engagement as typed. `allocation` is in `unit`; a draft may lack dates, one that runs may not."""

    client_id: str
    coach_id: str
    time_zone: str
    organisation_id: str | None = None
    manager_id: str | None = None
    sponsor_id: str | None = None
    programme_id: str | None = None
    model_id: str | None = None
    role_title: str = ""
    role_from: str = ""
    role_change: RoleChange = RoleChange.NONE
    form: CoachingForm = CoachingForm.INDIVIDUAL
    group_size: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    allocation: float = 8
    unit: AllocationUnit = AllocationUnit.SESSIONS
    interval_weeks: int = 3
    session_minutes: int = 60
    notice_hours: int = DEFAULT.notice_hours
    notice_counts: bool = True
    paid: bool = True
    context: str = ""

    def problems(
        self, state: EngagementState = EngagementState.DRAFT, *, rules: Rules = DEFAULT
    ) -> tuple[Problem, ...]:
        """Return what must be put right before the engagement can be saved in this state."""
        dated = state not in (EngagementState.DRAFT, EngagementState.CANCELLED)
        return gather(
            chosen("client_id", self.client_id, "The client"),
            chosen("coach_id", self.coach_id, "The coach"),
            self._other_than_client("manager_id", self.manager_id, "line manager"),
            self._other_than_client("sponsor_id", self.sponsor_id, "sponsor"),
            line("role_title", self.role_title, "The role", rules=rules),
            line("role_from", self.role_from, "The former role", rules=rules),
            self._group_problem(rules),
            _dated("starts_on", self.starts_on, "The start", dated, rules),
            _dated("ends_on", self.ends_on, "The end", dated, rules)
            or ordered("ends_on", self.starts_on, self.ends_on, "The end", "the start"),
            self._allocation_problem(rules),
            within("interval_weeks", self.interval_weeks, 1, rules.interval_limit, "The interval", "weeks"),
            within(
                "session_minutes",
                self.session_minutes,
                rules.session_minutes_low,
                rules.session_minutes_high,
                "The length of a session",
                "minutes",
            ),
            zone("time_zone", self.time_zone),
            within("notice_hours", self.notice_hours, 0, rules.notice_limit, "The notice", "hours"),
            text("context", self.context, "The context", limit=rules.text_limit),
        )

    def warnings(self, *, other_active: int = 0) -> tuple[Problem, ...]:
        """Return what is unusual but allowed.

        `other_active` counts running engagements of the same client with the same coach, this one left out.
        """
        return gather(
            Problem(
                "client_id",
                f"This client already has {plural(other_active, 'running engagement')} with this coach. "
                "Save anyway if a second one is meant.",
            )
            if other_active > 0
            else None,
            self._room_warning(),
        )

    def _other_than_client(self, field: str, person_id: str | None, role: str) -> Problem | None:
        if person_id is None or person_id != self.client_id:
            return None
        return Problem(field, f"The {role} is the client. Choose someone else, or leave it empty.")

    def _group_problem(self, rules: Rules) -> Problem | None:
        if self.form is CoachingForm.INDIVIDUAL:
            if self.group_size is None:
                return None
            return Problem("group_size", "One leader is coached, so there is no group size. Leave it empty.")
        if self.group_size is None:
            return Problem("group_size", f"How many people are in the group? Give 2 to {rules.group_people}.")
        return within("group_size", self.group_size, 2, rules.group_people, "The group", "people")

    def _allocation_problem(self, rules: Rules) -> Problem | None:
        if not self.allocation > 0:
            return Problem(
                "allocation",
                f"The allocation is {number(self.allocation)}. Give the {label(self.unit)} agreed, for instance 8.",
            )
        if self.unit is AllocationUnit.SESSIONS and self.allocation % 1:
            return Problem("allocation", "Sessions are counted whole. Round the number, or agree on hours.")
        return within("allocation", self.allocation, 0, rules.allocation_limit, "The allocation", label(self.unit))

    def _room_warning(self) -> Problem | None:
        """Warn if the sessions do not fit between the dates at the interval."""
        if self.starts_on is None or self.ends_on is None or self.interval_weeks < 1 or self.session_minutes < 1:
            return None
        share = 1 if self.unit is AllocationUnit.SESSIONS else self.session_minutes / 60
        sessions = self.allocation / share
        room = (self.ends_on - self.starts_on).days // (7 * self.interval_weeks) + 1
        if sessions <= room:
            return None
        return Problem(
            "interval_weeks",
            f"At every {plural(self.interval_weeks, 'week')} only {plural(room, 'session')} fit before the end, "
            f"and {number(sessions, 0)} are agreed. Shorten the interval or move the end.",
        )


def _dated(field: str, day: date | None, name: str, dated: bool, rules: Rules) -> Problem | None:
    if day is None:
        return Problem(field, f"{name} is missing. An engagement that has begun needs both dates.") if dated else None
    return plausible(field, day, name, rules=rules)
