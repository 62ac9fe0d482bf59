"""Read models of an engagement's line: its sessions and what was promised in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.engagement import EngagementState
from coachtui.domain.pace import Forecast, PaceReading, Usage
from coachtui.domain.people import Party


class SessionLine(NamedTuple):
    """One meeting on the line. `number` counts coaching sessions that use the allocation, from 1; else None.

    `paid` and `group_size` are None where they are as the engagement's.
    """

    id: str
    engagement_id: str
    kind: SessionKind
    state: SessionState
    stage: Stage | None
    number: int | None
    starts_local: datetime
    time_zone: str
    starts_utc: datetime
    minutes: int
    held_minutes: int | None
    series_id: str | None
    moved_to: datetime | None
    has_note: bool
    has_summary: bool
    commitments: int
    paid: bool | None = None
    group_size: int | None = None


class Cadence(NamedTuple):
    """How an engagement's sessions stand against what was agreed; empty where a clock does not run."""

    usage: Usage
    interval_weeks: int
    actual_interval: float | None
    pace: PaceReading | None
    quiet_days: int | None
    stalled: bool
    forecast: Forecast | None
    ends_on: date | None


class CommitmentLine(NamedTuple):
    """Something that someone said they would do."""

    id: str
    engagement_id: str
    session_id: str | None
    owner: Party
    body: str
    made_on: date
    due_on: date | None
    state: CommitmentState
    closed_on: date | None


class Summary(NamedTuple):
    """The shared summary of a session, and whether the client releases it to manager and sponsor."""

    body: str
    released: bool


class PersonRow(NamedTuple):
    """A person in a list."""

    id: str
    name: str
    email: str
    role_title: str
    organisation: str
    engagements: int


class OrganisationRow(NamedTuple):
    """An organisation in a list, with its people and engagements counted."""

    id: str
    name: str
    people: int
    engagements: int


class Standing(NamedTuple):
    """Where a person or an organisation stands in the list of its like, from 0."""

    name: str
    place: int
    is_person: bool


class PartIn(NamedTuple):
    """The part that somebody has in an engagement: as its client, line manager or sponsor."""

    engagement_id: str
    client: str
    part: str
    role_title: str
    state: EngagementState
    starts_on: date | None
    ends_on: date | None


class Named(NamedTuple):
    """A record to choose in a form."""

    id: str
    name: str
    detail: str = ""
