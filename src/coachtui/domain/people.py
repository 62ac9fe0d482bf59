"""People, organisations and coaches: who takes part in an engagement."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.drafts import Problem, email, gather, line, ordered, plausible, required, text, zone


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


class PersonDraft(NamedTuple):
    """A client, manager, sponsor or stakeholder as typed; `note` is the coach's own and private."""

    name: str
    email: str = ""
    phone: str = ""
    role_title: str = ""
    organisation_id: str | None = None
    time_zone: str | None = None
    named_in_log: bool = False
    note: str = ""

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be put right before the person can be saved."""
        return gather(
            required("name", self.name, "The name"),
            email("email", self.email),
            line("phone", self.phone, "The phone number"),
            line("role_title", self.role_title, "The role"),
            zone("time_zone", self.time_zone) if self.time_zone else None,
            text("note", self.note, "The note"),
        )


class OrganisationDraft(NamedTuple):
    """A client organisation as typed."""

    name: str

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be put right before the organisation can be saved."""
        return gather(required("name", self.name, "The organisation's name"))


class CoachDraft(NamedTuple):
    """A coach as typed; the coaching log counts sessions from `training_started_on` on."""

    name: str
    time_zone: str
    email: str = ""
    training_started_on: date | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be put right before the coach can be saved."""
        return gather(
            required("name", self.name, "The coach's name"),
            email("email", self.email),
            zone("time_zone", self.time_zone),
            plausible("training_started_on", self.training_started_on, "The start of the training"),
        )


class ProgrammeDraft(NamedTuple):
    """A programme as typed."""

    name: str
    kind: ProgrammeKind = ProgrammeKind.COHORT
    organisation_id: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be put right before the programme can be saved."""
        return gather(
            required("name", self.name, "The programme's name"),
            plausible("starts_on", self.starts_on, "The start"),
            plausible("ends_on", self.ends_on, "The end")
            or ordered("ends_on", self.starts_on, self.ends_on, "The end", "the start"),
        )


def first_name(name: str) -> str:
    """Return the first word of a name that is no title ("Dr. Ursula Ebner" is Ursula); empty for an empty name."""
    words = name.split()
    return next((word for word in words if not word.endswith(".")), words[0] if words else "")
