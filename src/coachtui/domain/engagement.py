"""Engagements: one client, one coach, one agreed span."""

from __future__ import annotations

from enum import StrEnum


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
