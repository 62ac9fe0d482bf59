"""The agreement and its versions, expectations, three-way meetings, joint ratings and check-ins."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.domain.alignment import AgreementItem, Audience, ExpectationKind, OutcomeKind
from coachtui.domain.people import Party
from coachtui.store.tables.base import Row, between, check, filled, limited, link, one_of, unique_live


class AgreementVersion(Row, table=True):
    """One version of the agreement; a change is a new version."""

    __table_args__ = (
        check("version_positive", "number >= 1"),
        limited("roles"),
        limited("logistics"),
        unique_live("agreement_number", "engagement_id", "number"),
    )

    engagement_id: str = link("engagement")
    number: int
    drawn_up_on: date
    roles: str = ""
    logistics: str = ""


class AgreementGrant(Row, table=True):
    """Whether an audience may see an item; what is "never" in the domain can't be granted here."""

    __table_args__ = (
        one_of("item", AgreementItem),
        one_of("audience", Audience),
        check("notes_never", "NOT (granted AND item = 'private_notes')"),
        check(
            "lead_never",
            "NOT (granted AND audience = 'lead' AND item IN ('shared_summaries', 'assessments', 'pulse'))",
        ),
        unique_live("grant_once", "version_id", "item", "audience"),
    )

    version_id: str = link("agreement_version")
    item: str
    audience: str
    granted: bool


class Consent(Row, table=True):
    """A party's consent to a version."""

    __table_args__ = (one_of("party", Party), unique_live("consent_once", "version_id", "party"))

    version_id: str = link("agreement_version")
    party: str
    given_on: date


class Expectation(Row, table=True):
    """What a party expects, measures success by, or promises in support."""

    __table_args__ = (one_of("party", Party), one_of("kind", ExpectationKind), filled("body"))

    engagement_id: str = link("engagement")
    session_id: str | None = link("session", "SET NULL", optional=True)
    party: str
    kind: str
    position: int = 0
    body: str


class Attendance(Row, table=True):
    """Who was, or was not, at a three-way meeting."""

    __table_args__ = (one_of("party", Party), unique_live("attendance_once", "session_id", "party"))

    session_id: str = link("session")
    party: str
    attended: bool = True


class MeetingOutcome(Row, table=True):
    """What a three-way meeting agreed or decided; its follow-ups are commitments. One on a goal closes its gap."""

    __table_args__ = (one_of("kind", OutcomeKind), filled("body"))

    session_id: str = link("session")
    goal_id: str | None = link("goal", "SET NULL", optional=True)
    kind: str
    position: int = 0
    body: str


class JointRating(Row, table=True):
    """A party's own rating of a goal, entered without seeing the other's."""

    __table_args__ = (
        check("rater_known", "party IN ('client', 'manager')"),
        between("level", -2, 2),
        unique_live("joint_once", "goal_id", "party", "rated_on"),
    )

    goal_id: str = link("goal")
    session_id: str | None = link("session", "SET NULL", optional=True)
    party: str
    rated_on: date
    level: int


class CheckIn(Row, table=True):
    """What a check-in brought; its feedforward is a feedforward row."""

    __table_args__ = (limited("moved"), limited("next_step"))

    id: str = link("session", key=True)
    moved: str = ""
    next_step: str = Field(default="")
