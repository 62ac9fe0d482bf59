"""Goals: SMART texts, Goal Attainment Scaling and progress."""

from __future__ import annotations

from enum import StrEnum


class GoalState(StrEnum):
    """Draft until contracted; closed when it no longer counts."""

    DRAFT = "draft"
    AGREED = "agreed"
    CLOSED = "closed"
