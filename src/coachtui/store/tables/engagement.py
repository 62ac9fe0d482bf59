"""Engagements with their pauses and what the coach writes about them as a whole."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.domain.cadence import NoteKind
from coachtui.domain.engagement import AllocationUnit, CoachingForm, EngagementState, RoleChange
from coachtui.store.tables.base import Row, between, check, filled, limited, link, one_of, unique_live


class Engagement(Row, table=True):
    """One client, one coach, one agreed span."""

    __table_args__ = (
        one_of("state", EngagementState),
        one_of("role_change", RoleChange),
        one_of("form", CoachingForm),
        one_of("unit", AllocationUnit),
        check("allocation_positive", "allocation > 0"),
        between("interval_weeks", 1, 26),
        between("session_minutes", 15, 480),
        between("notice_hours", 0, 336),
        check("engagement_span", "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on"),
        check("begun_has_span", "state IN ('draft', 'cancelled') OR (starts_on IS NOT NULL AND ends_on IS NOT NULL)"),
        check("manager_is_not_client", "manager_id <> client_id"),
        check("group_has_size", "(form = 'group') = (group_size IS NOT NULL)"),
        between("group_size", 2, 15),
        unique_live("engagement_code", "code"),
    )

    code: str = Field(description="what a lead may know it by: P-0142")
    client_id: str = link("person", "RESTRICT")
    coach_id: str = link("coach", "RESTRICT")
    organisation_id: str | None = link("organisation", "RESTRICT", optional=True)
    manager_id: str | None = link("person", "SET NULL", optional=True)
    sponsor_id: str | None = link("person", "SET NULL", optional=True)
    programme_id: str | None = link("programme", "SET NULL", optional=True)
    model_id: str | None = link("competency_model", "RESTRICT", optional=True)
    role_title: str = ""
    role_from: str = ""
    role_change: str = RoleChange.NONE
    form: str = CoachingForm.INDIVIDUAL
    group_size: int | None = None
    state: str = EngagementState.DRAFT
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = Field(default=None, description="when it was completed, discontinued or cancelled")
    allocation: float = 8
    unit: str = AllocationUnit.SESSIONS
    interval_weeks: int = 3
    session_minutes: int = 60
    time_zone: str
    notice_hours: int = 24
    notice_counts: bool = Field(default=True, description="no-shows and late cancellations use the allocation")
    paid: bool = True


class EngagementPrivate(Row, table=True):
    """Context and the reason for an early end. Private."""

    __table_args__ = (limited("context"), limited("end_reason"))

    id: str = link("engagement", key=True)
    context: str = ""
    end_reason: str = ""


class Pause(Row, table=True):
    """A stretch of days in which every clock stands still; open while `until_on` is empty."""

    __table_args__ = (
        check("pause_span", "until_on IS NULL OR until_on >= from_on"),
        limited("reason"),
        unique_live("pause_start", "engagement_id", "from_on"),
    )

    engagement_id: str = link("engagement")
    from_on: date
    until_on: date | None = Field(default=None, description="the first day on which the clocks run again")
    reason: str = ""


class CoachNote(Row, table=True):
    """Journal and hypotheses. Private."""

    __table_args__ = (one_of("kind", NoteKind), filled("body"))

    engagement_id: str = link("engagement")
    kind: str
    written_on: date
    body: str


class BehaviourObservation(Row, table=True):
    """An observation that counts for or against a desired behaviour. Private."""

    __table_args__ = (filled("body"),)

    behaviour_id: str = link("desired_behaviour", "RESTRICT")
    engagement_id: str = link("engagement")
    observed_on: date
    shown: bool = Field(description="the behaviour was shown, rather than missed")
    body: str


class LogEntry(Row, table=True):
    """A row of the coaching log from before, or beside, this practice file."""

    __table_args__ = (
        filled("client_name"),
        one_of("form", CoachingForm),
        between("group_size", 2, 15),
        check("log_span", "ends_on IS NULL OR ends_on >= starts_on"),
        check("log_hours", "paid_hours >= 0 AND pro_bono_hours >= 0"),
    )

    coach_id: str = link("coach")
    client_name: str
    form: str = CoachingForm.INDIVIDUAL
    group_size: int | None = None
    contact: str = ""
    starts_on: date
    ends_on: date | None = None
    paid_hours: float = 0
    pro_bono_hours: float = 0
    consented: bool = False
