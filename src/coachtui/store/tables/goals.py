"""Goals with their scale, revisions, progress, pulse rounds and feedforward."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.domain.assessment import Relation, RoundState
from coachtui.domain.goals import GoalState
from coachtui.domain.people import Party
from coachtui.store.tables.base import Row, between, check, filled, limited, link, one_of, unique_live


class Goal(Row, table=True):
    """A goal of an engagement. Weight = importance × difficulty."""

    __table_args__ = (
        filled("title"),
        limited("measure"),
        one_of("state", GoalState),
        one_of("author", Party),
        between("importance", 0, 3),
        between("difficulty", 0, 3),
        between("baseline", -2, -1),
    )

    engagement_id: str = link("engagement")
    objective_id: str | None = link("objective", "SET NULL", optional=True)
    position: int = 0
    title: str
    measure: str = ""
    achievable: bool = Field(default=False, description="agreed as achievable")
    due_on: date | None = None
    state: str = GoalState.DRAFT
    author: str = Party.CLIENT
    agreed_on: date | None = None
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1


class GoalLevel(Row, table=True):
    """A written level of the goal attainment scale."""

    __table_args__ = (
        between("level", -2, 2),
        filled("description"),
        unique_live("goal_level_once", "goal_id", "level"),
    )

    goal_id: str = link("goal")
    level: int
    description: str


class GoalCompetency(Row, table=True):
    """A goal serves a competency."""

    __table_args__ = (unique_live("goal_competency_once", "goal_id", "competency_id"),)

    goal_id: str = link("goal")
    competency_id: str = link("competency", "RESTRICT")


class GoalRevision(Row, table=True):
    """What a goal said before a change, why it changed and who agreed."""

    __table_args__ = (filled("former_title"), filled("reason"))

    goal_id: str = link("goal")
    revised_on: date
    former_title: str
    former_measure: str = ""
    reason: str
    agreed_by: str = Field(default="", description="parties, comma separated")


class Milestone(Row, table=True):
    """A step on the way to a goal."""

    __table_args__ = (filled("title"),)

    goal_id: str = link("goal")
    position: int = 0
    title: str
    due_on: date | None = None
    done_on: date | None = None


class Progress(Row, table=True):
    """Where a goal stood on a day, by whom: a level or a percentage."""

    __table_args__ = (
        between("level", -2, 2),
        between("percent", 0, 100),
        check("level_or_percent", "(level IS NULL) <> (percent IS NULL)"),
        check("rated_by", "party IN ('client', 'manager', 'coach')"),
        between("confidence", 1, 5),
    )

    goal_id: str = link("goal")
    session_id: str | None = link("session", "SET NULL", optional=True)
    noted_on: date
    level: int | None = None
    percent: int | None = None
    party: str
    confidence: int | None = None


class ProgressEvidence(Row, table=True):
    """What a progress entry rests on. Private."""

    __table_args__ = (filled("body"),)

    id: str = link("progress", key=True)
    body: str


class Reflection(Row, table=True):
    """The client's own view of a goal."""

    __table_args__ = (filled("body"),)

    goal_id: str = link("goal")
    written_on: date
    body: str


class PulseRound(Row, table=True):
    """A stakeholder mini-survey on one or two goals; scale and privacy lock with the first round."""

    __table_args__ = (
        one_of("state", RoundState),
        between("threshold", 3, 99),
        check("pulse_positive", "number >= 1"),
        unique_live("pulse_number", "engagement_id", "number"),
    )

    engagement_id: str = link("engagement")
    number: int
    held_on: date
    state: str = RoundState.DRAFT
    threshold: int = 3


class PulseRater(Row, table=True):
    """A stakeholder who is asked; never the client."""

    __table_args__ = (one_of("relation", Relation), check("no_self", "relation <> 'self'"))

    round_id: str = link("pulse_round")
    person_id: str | None = link("person", "SET NULL", optional=True)
    relation: str
    answered_on: date | None = None


class PulseAnswer(Row, table=True):
    """Perceived change on a goal, −3 to +3. Confidential."""

    __table_args__ = (between("change", -3, 3), unique_live("pulse_once", "rater_id", "goal_id"))

    rater_id: str = link("pulse_rater")
    goal_id: str = link("goal")
    change: int


class Feedforward(Row, table=True):
    """A suggestion about the future only. Confidential: of a pulse, who gave it is known by relation at most.

    `person_id` is whom the coach named in a session.
    """

    __table_args__ = (filled("body"), one_of("relation", Relation))

    engagement_id: str = link("engagement")
    session_id: str | None = link("session", "SET NULL", optional=True)
    relation: str | None = None
    given_on: date
    body: str
    used_on: date | None = None
    person_id: str | None = link("person", "SET NULL", optional=True)
