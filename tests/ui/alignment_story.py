"""The story with all that Alignment shows: Dana and her manager, apart on one goal; Mei, whose three-way is today."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

from coachtui.domain.alignment import AgreementItem, Audience, ExpectationKind, OutcomeKind
from coachtui.domain.alignment_drafts import (
    AgreementDraft,
    CheckInDraft,
    ExpectationDraft,
    FollowUpDraft,
    JointRatingDraft,
    MeetingDraft,
    OutcomeDraft,
)
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionDraft, SessionKind
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party, PersonDraft
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import engagement as engagement_reads
from tests.conftest import StandingClock
from tests.ui.test_cadence import ZONE, engagement_of

LEVELS = {
    -2: "Work is given out as lists of tasks.",
    -1: "One outcome handed over, taken back at the first slip.",
    0: "Three outcomes are owned for a full quarter.",
    1: "All direct reports own at least one outcome.",
    2: "Direct reports delegate outcomes in turn.",
}
KEPT = "Fewer than ten hours a week in meetings that are not mine."


def tell(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """Write it into the practice with the story."""
    with open_practice(storied, paths, clock=clock, random=Random(5)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        for client in ("Dana Okafor", "Mei Tan"):
            engagement_id = engagement_of(practice, client)
            manager = writes.people.add_person(practice, PersonDraft(f"Marc Visser {client[0]}"))
            terms = engagement_reads.draft(practice.db, engagement_id)
            writes.engagement.edit(practice, engagement_id, terms._replace(manager_id=manager))
            _say(practice, engagement_id)
            _goals(practice, engagement_id, rated=client.startswith("Dana"))
        _dana(practice, engagement_of(practice, "Dana Okafor"))
    return storied


def _say(practice: Practice, engagement_id: str) -> None:
    client, manager = Party.CLIENT, Party.MANAGER
    said = (
        (client, ExpectationKind.EXPECTATION, "I want evenings that are not spent correcting other people's papers."),
        (manager, ExpectationKind.EXPECTATION, "I expect papers of five pages and an opening I could repeat."),
        (client, ExpectationKind.SUCCESS_MEASURE, KEPT),
        (manager, ExpectationKind.SUPPORT, "Will ask Priya directly and copy nobody."),
    )
    for party, kind, body in said:
        writes.alignment.expect(practice, ExpectationDraft(engagement_id, party, kind, body))


def _goals(practice: Practice, engagement_id: str, *, rated: bool) -> None:
    goals = []
    for title in ("Delegate outcomes, not tasks", "Board presence: one message, three minutes"):
        draft = GoalDraft(engagement_id, title, measure="owned outcomes", levels=LEVELS)
        goals.append(writes.goals.add(practice, draft))
    if rated:
        pairs = ((Party.CLIENT, 1), (Party.MANAGER, -1))
        for party, level in pairs:
            writes.alignment.rate(practice, JointRatingDraft(goals[0], party, level, date(2026, 11, 12)))


def _dana(practice: Practice, engagement_id: str) -> None:
    plan = writes.cadence.plan
    (start,) = practice.db.execute(
        "SELECT id FROM session WHERE engagement_id = ? AND kind = 'three_way'", (engagement_id,)
    ).fetchone()
    there = dict.fromkeys((Party.CLIENT, Party.MANAGER, Party.COACH), True)
    outcomes = (
        OutcomeDraft("", OutcomeKind.AGREED, "Agreed what Dana stops doing, and what Marc stops asking."),
        OutcomeDraft("", OutcomeKind.DECISION, "The page of decision rights is in force for three months."),
    )
    followups = (FollowUpDraft(Party.MANAGER, "agree the page of decision rights", date(2026, 9, 13)),)
    writes.alignment.record_meeting(practice, start, MeetingDraft(there, outcomes, followups))
    plan(
        practice,
        SessionDraft(engagement_id, datetime(2026, 11, 27, 9), ZONE, SessionKind.THREE_WAY, stage=Stage.MIDDLE),
    )
    met = plan(practice, SessionDraft(engagement_id, datetime(2026, 10, 26, 9), ZONE, SessionKind.CHECK_IN, 20))
    brought = CheckInDraft("The opening is down to three minutes.", "Speak once outside my own item.", ("Ask first.",))
    writes.alignment.record_check_in(practice, met, brought, 20)
    plan(practice, SessionDraft(engagement_id, datetime(2026, 11, 20, 9), ZONE, SessionKind.CHECK_IN, 20))
    item, to = AgreementItem, Audience
    grants = {(item.GOALS, to.MANAGER): True, (item.PROCESS, to.MANAGER): True}
    first = AgreementDraft(date(2026, 8, 24), "Client Dana; manager Marc.", "By video.", 24, grants)
    version = writes.alignment.draw_up(practice, engagement_id, first)
    for party in (Party.CLIENT, Party.MANAGER, Party.COACH):
        writes.alignment.consent(practice, version, party, date(2026, 8, 26))
    second = first._replace(drawn_up_on=date(2026, 11, 16), grants=grants | {(item.PULSE, to.MANAGER): True})
    version = writes.alignment.draw_up(practice, engagement_id, second)
    writes.alignment.consent(practice, version, Party.COACH, date(2026, 11, 16))
