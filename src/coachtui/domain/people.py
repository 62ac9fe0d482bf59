"""People, organisations and coaches: who takes part in an engagement."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """A role in the work on one engagement."""

    CLIENT = "client"
    MANAGER = "manager"
    COACH = "coach"
    SPONSOR = "sponsor"


class ProgrammeKind(StrEnum):
    """What holds a programme's engagements together."""

    COHORT = "cohort"
    PILOT = "pilot"
    CONTRACT = "contract"
