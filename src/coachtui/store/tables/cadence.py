"""Sessions and their series, what was written in them, commitments and themes."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.lanes import Lane
from coachtui.store.tables.base import (
    Instant,
    Row,
    WallTime,
    between,
    check,
    filled,
    limited,
    link,
    one_of,
    unique_live,
)


class SessionSeries(Row, table=True):
    """The rule that a run of sessions was planned by (RFC 5545)."""

    __table_args__ = (filled("rule"), filled("time_zone"))

    engagement_id: str = link("engagement")
    rule: str
    starts_local: datetime = Field(sa_type=WallTime)
    time_zone: str


class Session(Row, table=True):
    """A meeting on the engagement's line. Wall time and zone are what was agreed; UTC is derived, for ordering."""

    __table_args__ = (
        one_of("kind", SessionKind),
        one_of("state", SessionState),
        one_of("stage", Stage),
        check("three_way_has_stage", "(kind = 'three_way') = (stage IS NOT NULL)"),
        between("minutes", 5, 600),
        between("held_minutes", 1, 1440),
        check("not_moved_to_itself", "moved_to_id <> id"),
        check("only_moved_is_linked", "moved_to_id IS NULL OR state = 'rescheduled'"),
        between("group_size", 2, 15),
    )

    engagement_id: str = link("engagement")
    series_id: str | None = link("session_series", "SET NULL", optional=True)
    kind: str = SessionKind.COACHING
    state: str = SessionState.PLANNED
    stage: str | None = None
    starts_local: datetime = Field(sa_type=WallTime)
    time_zone: str
    starts_utc: datetime = Field(sa_type=Instant, index=True)
    minutes: int = 60
    held_minutes: int | None = None
    cancelled_at: datetime | None = Field(default=None, sa_type=Instant)
    moved_to_id: str | None = link("session", "SET NULL", optional=True)
    paid: bool | None = Field(default=None, description="empty: as the engagement")
    group_size: int | None = Field(default=None, description="how many came; empty: as the engagement")


class SessionLane(Row, table=True):
    """How long a held session stood in one lane of GROW."""

    __table_args__ = (
        one_of("lane", Lane),
        check("seconds_positive", "seconds >= 0"),
        unique_live("session_lane_once", "session_id", "lane"),
    )

    session_id: str = link("session")
    lane: str
    seconds: int


class SessionNote(Row, table=True):
    """The coach's notes of a session. Private."""

    __table_args__ = (limited("body"),)

    id: str = link("session", key=True)
    body: str


class SessionSummary(Row, table=True):
    """The summary shared with the client."""

    __table_args__ = (limited("body"),)

    id: str = link("session", key=True)
    body: str
    released: bool = Field(default=False, description="the client releases it to manager and sponsor")


class Commitment(Row, table=True):
    """Something that someone said they would do, by when."""

    __table_args__ = (
        check("owner_known", "owner IN ('client', 'manager', 'coach')"),
        one_of("state", CommitmentState),
        filled("body"),
        check("closed_is_dated", "(state = 'open') = (closed_on IS NULL)"),
    )

    engagement_id: str = link("engagement")
    session_id: str | None = link("session", "SET NULL", optional=True)
    owner: str
    body: str
    made_on: date
    due_on: date | None = None
    state: str = CommitmentState.OPEN
    closed_on: date | None = None


class Debrief(Row, table=True):
    """A debrief of real work: was it achieved, and how were people led? Private."""

    __table_args__ = (filled("work"), limited("execution"), limited("leadership"))

    session_id: str = link("session")
    work: str
    execution: str = ""
    leadership: str = ""


class Theme(Row, table=True):
    """A word that comes back in sessions; one row for each session and word."""

    __table_args__ = (filled("word"), unique_live("theme_once", "session_id", "word"))

    session_id: str = link("session")
    word: str = Field(index=True)
