"""Alignment: what client and manager agreed, expect and see."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who a report can be made for."""

    CLIENT = "client"
    MANAGER = "manager"
    SPONSOR = "sponsor"
    LEAD = "lead"


class AgreementItem(StrEnum):
    """What an agreement grants or withholds, row by row of design section 7."""

    GOALS = "goals"
    PROCESS = "process"
    PROGRESS = "progress"
    PRIVATE_NOTES = "private_notes"
    SHARED_SUMMARIES = "shared_summaries"
    ASSESSMENTS = "assessments"
    PULSE = "pulse"


class ExpectationKind(StrEnum):
    """What a party brings to the three-way table."""

    EXPECTATION = "expectation"
    SUCCESS_MEASURE = "success_measure"
    SUPPORT = "support"


class OutcomeKind(StrEnum):
    """What a three-way meeting leaves behind besides its follow-ups."""

    AGREED = "agreed"
    DECISION = "decision"
