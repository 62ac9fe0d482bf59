"""The walk-in brief: what to know before a session. A read model, filled by the store; private to the coach."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.assessment import Relation, Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.engagement import RUNNING, EngagementState
from coachtui.domain.goals import NO_SCORE, Trend, TScore
from coachtui.domain.pace import Pace
from coachtui.domain.people import Party


class BriefCommitment(NamedTuple):
    """An open commitment. `overdue_days` is 0 while it is not late; days of a pause don't count."""

    commitment_id: str
    owner: Party
    text: str
    due_on: date | None
    overdue_days: int = 0
    made_on: date | None = None


class BriefGoal(NamedTuple):
    """A goal's way so far: levels (−2…+2) oldest first, the baseline not among them; `percent` is 0…100.

    `number` is the one that `#1` means in a session's notes: its place among all goals, from 1.
    """

    goal_id: str
    title: str
    baseline: int
    levels: tuple[int, ...] = ()
    percent: int | None = None
    trend: Trend | None = None
    weight: int = 1
    number: int = 0
    agreed: bool = True

    @property
    def now(self) -> int:
        """The latest level, or the baseline while there is none."""
        return self.levels[-1] if self.levels else self.baseline

    @property
    def in_percent(self) -> bool:
        """Whether only a percentage says where it stands."""
        return self.percent is not None and not self.levels


class BriefFeedforward(NamedTuple):
    """A suggestion that was not used yet; the relation only where the round's threshold lets it be told.

    `by` is the name of a person whom the coach named in a session; empty for all that a mini-survey brought.
    """

    feedforward_id: str
    text: str
    relation: Relation | None
    given_on: date
    by: str = ""


class BriefExpectation(NamedTuple):
    """What the manager expects, or measures success by, and the day on which that was said or noted."""

    expectation_id: str
    kind: ExpectationKind
    text: str
    said_on: date | None = None


class BriefTheme(NamedTuple):
    """A theme that came up in two sessions or more: in how many, and when last."""

    word: str
    times: int
    last_on: date | None = None


class LeftOut(NamedTuple):
    """How many of each kind there are besides those in the brief."""

    commitments: int = 0
    goals: int = 0
    expectations: int = 0
    feedforward: int = 0
    themes: int = 0


class Brief(NamedTuple):
    """What to know before the next session. The first of each list are those that matter most.

    `since` is the day on which the engagement was paused or ended; None in any other state.
    """

    engagement_id: str
    client: str
    session_id: str | None = None
    starts_local: datetime | None = None
    time_zone: str = ""
    kind: SessionKind = SessionKind.COACHING
    last_held_on: date | None = None
    last_time: str = ""
    commitments: tuple[BriefCommitment, ...] = ()
    goals: tuple[BriefGoal, ...] = ()
    t_baseline: TScore = NO_SCORE
    t_now: TScore = NO_SCORE
    feedforward: tuple[BriefFeedforward, ...] = ()
    blind_spot: str | None = None
    blind_spot_difference: float | None = None
    pace: Pace | None = None
    three_way_on: date | None = None
    three_way_stage: Stage | None = None
    three_way_planned: bool = False
    themes: tuple[BriefTheme, ...] = ()
    expectations: tuple[BriefExpectation, ...] = ()
    manager: str = ""
    state: EngagementState = EngagementState.ACTIVE
    since: date | None = None
    stalled: bool = False
    left_out: LeftOut = LeftOut()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet that one would want to read."""
        known = (self.last_held_on, self.commitments, self.goals, self.feedforward, self.blind_spot)
        return not any((*known, self.themes, self.expectations))

    @property
    def is_over(self) -> bool:
        """Whether the engagement has ended, so that nothing more is to come."""
        return self.state not in (*RUNNING, EngagementState.DRAFT)
