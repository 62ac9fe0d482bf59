"""Cadence: sessions, allocation, pace and commitments."""

from __future__ import annotations

from enum import StrEnum


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
