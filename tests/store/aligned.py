"""An engagement to align, for tests: begun with its people, goals, meetings and ratings."""

from __future__ import annotations

from datetime import date, datetime

from coachtui.domain.alignment_drafts import JointRatingDraft
from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party, PersonDraft
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment as reads
from coachtui.store.reads import people
from coachtui.store.writes import alignment, cadence, engagement, goals
from coachtui.store.writes import people as people_writes
from tests.conftest import NOW

ZONE = "Europe/Zurich"
DAY = date(2026, 11, 21)
BOTH = {Party.CLIENT: True, Party.MANAGER: True, Party.COACH: True}


def begin(practice: Practice, *, manager: bool = True, sponsor: bool = False) -> str:
    ids = [people_writes.add_person(practice, PersonDraft(name)) for name in ("Dana Okafor", "Marc Held", "Helen Adeb")]
    draft = EngagementDraft(
        ids[0],
        people.owner(practice.db).id,
        ZONE,
        manager_id=ids[1] if manager else None,
        sponsor_id=ids[2] if sponsor else None,
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 2, 28),
    )
    return engagement.start(practice, draft, EngagementState.ACTIVE)


def plan(
    practice: Practice,
    engagement_id: str,
    month: int,
    day: int,
    kind: SessionKind = SessionKind.THREE_WAY,
    stage: Stage | None = Stage.START,
) -> str:
    at = datetime(2026, month, day, 9)
    stage = stage if kind is SessionKind.THREE_WAY else None
    return cadence.plan(practice, SessionDraft(engagement_id, at, ZONE, kind, 60, stage))


def goal(practice: Practice, engagement_id: str, title: str = "Delegate outcomes, not tasks") -> str:
    return goals.add(practice, GoalDraft(engagement_id, title))


def page(practice: Practice, engagement_id: str) -> AlignmentPage:
    return reads.alignment(practice.db, engagement_id, NOW)


def said(practice: Practice, goal_id: str, client: int | None, manager: int | None, on: date = DAY) -> None:
    for party, level in ((Party.CLIENT, client), (Party.MANAGER, manager)):
        if level is not None:
            alignment.rate(practice, JointRatingDraft(goal_id, party, level, on))
