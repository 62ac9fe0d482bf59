"""People, organisations, coaches and programmes."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.domain.people import ProgrammeKind
from coachtui.store.tables.base import Row, check, filled, limited, link, one_of, unique_live


class Organisation(Row, table=True):
    """A client organisation."""

    __table_args__ = (filled("name"), unique_live("organisation_name", "folded"))

    name: str
    folded: str = Field(default="", description="the name without accents and case, for finding and uniqueness")


class Objective(Row, table=True):
    """What an organisation wants to reach; goals serve it."""

    __table_args__ = (filled("title"),)

    organisation_id: str = link("organisation")
    title: str
    due_on: date | None = None


class Person(Row, table=True):
    """A client, manager, sponsor or stakeholder."""

    __table_args__ = (filled("name"), limited("name"))

    name: str
    folded: str = Field(default="", index=True)
    email: str | None = Field(default=None, index=True)
    phone: str | None = None
    role_title: str | None = None
    time_zone: str | None = None
    organisation_id: str | None = link("organisation", "RESTRICT", optional=True)
    named_in_log: bool = Field(default=False, description="consents to be named in the coaching log")


class PersonNote(Row, table=True):
    """What the coach keeps about a person. Private."""

    __table_args__ = (limited("body"),)

    id: str = link("person", key=True)
    body: str


class Coach(Row, table=True):
    """A coach; one of them owns the practice file."""

    __table_args__ = (filled("name"), filled("time_zone"))

    name: str
    folded: str = Field(default="", index=True)
    email: str | None = None
    time_zone: str
    training_started_on: date | None = None


class Programme(Row, table=True):
    """Engagements that belong together."""

    __table_args__ = (
        filled("name"),
        one_of("kind", ProgrammeKind),
        check("programme_span", "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on"),
        unique_live("programme_name", "folded"),
    )

    name: str
    folded: str = ""
    kind: str = ProgrammeKind.COHORT
    organisation_id: str | None = link("organisation", "RESTRICT", optional=True)
    starts_on: date | None = None
    ends_on: date | None = None


class DesiredBehaviour(Row, table=True):
    """A value of an organisation in observable words."""

    __table_args__ = (filled("value"), filled("behaviour"))

    organisation_id: str = link("organisation")
    value: str
    behaviour: str
