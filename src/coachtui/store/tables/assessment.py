"""Competency models, capability ratings and multi-rater rounds."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from coachtui.domain.assessment import Relation, RoundState, Stage
from coachtui.store.tables.base import Row, between, check, filled, limited, link, one_of, unique_live


class CompetencyModel(Row, table=True):
    """A named version of a model; an engagement keeps the version that it began with."""

    __table_args__ = (filled("name"), unique_live("model_version", "name", "version"))

    name: str
    version: str


class Competency(Row, table=True):
    """One competency of a model."""

    __table_args__ = (filled("name"), unique_live("competency_name", "model_id", "name"))

    model_id: str = link("competency_model")
    position: int
    name: str
    description: str = ""
    kpi: bool = Field(default=False, description="one of the leadership KPIs")


class CompetencyLevel(Row, table=True):
    """What a level of a competency looks like."""

    __table_args__ = (
        between("level", 1, 5),
        filled("description"),
        unique_live("level_once", "competency_id", "level"),
    )

    competency_id: str = link("competency")
    level: int
    description: str


class Assessment(Row, table=True):
    """The ratings taken at one point of an engagement."""

    __table_args__ = (one_of("stage", Stage), unique_live("assessment_stage", "engagement_id", "stage"))

    engagement_id: str = link("engagement")
    stage: str
    held_on: date


class CompetencyRating(Row, table=True):
    """Current and target level and importance of one competency; the gap is target − current."""

    __table_args__ = (
        between("current", 1, 5),
        between("target", 1, 5),
        between("importance", 0, 3),
        unique_live("rating_once", "assessment_id", "competency_id"),
    )

    assessment_id: str = link("assessment")
    competency_id: str = link("competency", "RESTRICT")
    current: int | None = None
    target: int | None = None
    importance: int = 1


class RatingEvidence(Row, table=True):
    """What a rating rests on. Private."""

    __table_args__ = (limited("body"),)

    id: str = link("competency_rating", key=True)
    body: str


class FeedbackRound(Row, table=True):
    """A multi-rater round; scale and threshold freeze when it opens."""

    __table_args__ = (
        filled("name"),
        one_of("state", RoundState),
        check("scale_order", "scale_high > scale_low"),
        between("threshold", 3, 99),
        check("round_span", "closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on"),
    )

    engagement_id: str = link("engagement")
    name: str
    state: str = RoundState.DRAFT
    opened_on: date | None = None
    closed_on: date | None = None
    scale_low: int = 1
    scale_high: int = 5
    threshold: int = 3


class RoundItem(Row, table=True):
    """A question of a round."""

    __table_args__ = (filled("wording"), unique_live("item_position", "round_id", "position"))

    round_id: str = link("feedback_round")
    competency_id: str | None = link("competency", "SET NULL", optional=True)
    position: int
    wording: str


class Rater(Row, table=True):
    """Someone who is asked; whether they answered is known, what they answered is never shown by name."""

    __table_args__ = (one_of("relation", Relation),)

    round_id: str = link("feedback_round")
    person_id: str | None = link("person", "SET NULL", optional=True)
    relation: str
    answered_on: date | None = None


class ItemAnswer(Row, table=True):
    """One rater's number for one item, on the round's scale. Confidential."""

    __table_args__ = (unique_live("answer_once", "rater_id", "item_id"),)

    rater_id: str = link("rater")
    item_id: str = link("round_item")
    value: int


class RaterComment(Row, table=True):
    """One rater's words, to an item or to the round. Confidential."""

    __table_args__ = (filled("body"),)

    rater_id: str = link("rater")
    item_id: str | None = link("round_item", optional=True)
    body: str
