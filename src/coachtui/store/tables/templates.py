"""Programme templates: the shape of an engagement, to start a cohort from."""

from __future__ import annotations

from coachtui.domain.alignment import AgreementItem, Audience
from coachtui.domain.assessment import Stage
from coachtui.domain.engagement import AllocationUnit, CoachingForm
from coachtui.store.tables.base import Row, between, check, filled, limited, link, one_of, unique_live


class EngagementTemplate(Row, table=True):
    """A named shape: span, allocation, rhythm, model and what the agreement says."""

    __table_args__ = (
        filled("name"),
        one_of("form", CoachingForm),
        one_of("unit", AllocationUnit),
        check("allocation_positive", "allocation > 0"),
        between("span_days", 1, 3660),
        between("interval_weeks", 1, 26),
        between("session_minutes", 15, 480),
        between("notice_hours", 0, 336),
        limited("roles"),
        limited("logistics"),
        unique_live("template_name", "folded"),
    )

    name: str
    folded: str = ""
    model_id: str | None = link("competency_model", "SET NULL", optional=True)
    form: str = CoachingForm.INDIVIDUAL
    span_days: int
    allocation: float = 8
    unit: str = AllocationUnit.SESSIONS
    interval_weeks: int = 3
    session_minutes: int = 60
    notice_hours: int = 24
    notice_counts: bool = True
    paid: bool = True
    roles: str = ""
    logistics: str = ""


class TemplateMeeting(Row, table=True):
    """A three-way meeting of a template: its stage, and on which day of the engagement it is held."""

    __table_args__ = (
        one_of("stage", Stage),
        between("day", 0, 3660),
        between("minutes", 5, 600),
        unique_live("template_stage", "template_id", "stage"),
    )

    template_id: str = link("engagement_template")
    stage: str
    day: int
    minutes: int = 60


class TemplateGrant(Row, table=True):
    """What the agreement of a template grants or withholds; what is "never" can't be granted here either."""

    __table_args__ = (
        one_of("item", AgreementItem),
        one_of("audience", Audience),
        check("notes_never", "NOT (granted AND item = 'private_notes')"),
        check(
            "lead_never",
            "NOT (granted AND audience = 'lead' AND item IN ('shared_summaries', 'assessments', 'pulse'))",
        ),
        unique_live("template_grant_once", "template_id", "item", "audience"),
    )

    template_id: str = link("engagement_template")
    item: str
    audience: str
    granted: bool


class TemplateGoal(Row, table=True):
    """The skeleton of a goal: its words, weight and the day of the engagement on which it is due."""

    __table_args__ = (
        filled("title"),
        limited("measure"),
        between("importance", 0, 3),
        between("difficulty", 0, 3),
        between("baseline", -2, -1),
        between("due_day", 0, 3660),
    )

    template_id: str = link("engagement_template")
    position: int = 0
    title: str
    measure: str = ""
    importance: int = 1
    difficulty: int = 1
    baseline: int = -1
    due_day: int | None = None


class TemplateGoalLevel(Row, table=True):
    """A written level of a goal's skeleton."""

    __table_args__ = (
        between("level", -2, 2),
        filled("description"),
        unique_live("template_level_once", "goal_id", "level"),
    )

    goal_id: str = link("template_goal")
    level: int
    description: str


class TemplateGoalCompetency(Row, table=True):
    """A goal's skeleton serves a competency."""

    __table_args__ = (unique_live("template_competency_once", "goal_id", "competency_id"),)

    goal_id: str = link("template_goal")
    competency_id: str = link("competency", "RESTRICT")
