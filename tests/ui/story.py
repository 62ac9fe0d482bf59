"""A small practice, told through the store's own writes: a coach of seven clients on Saturday, 21 November."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionKind, SessionNoteDraft
from coachtui.domain.engagement import EngagementDraft, EngagementState, RoleChange
from coachtui.domain.people import OrganisationDraft, Party, PersonDraft
from coachtui.store import writes
from coachtui.store.practice import Practice
from tests.conftest import StandingClock

ZONE = "Europe/Amsterdam"

CLIENTS = (
    ("Dana Okafor", "Northwind", "VP Operations", "COO", date(2026, 8, 24)),
    ("Mei Tan", "Rheinwerk", "", "Head of Design", date(2026, 7, 1)),
    ("Sam Hart", "Northwind", "CFO", "CEO", date(2026, 10, 12)),
    ("Luis Prado", "Rheinwerk", "", "Plant manager", date(2026, 6, 15)),
    ("Iris Novák", "Umami", "Director", "VP Sales", date(2026, 8, 3)),
    ("Ravi Shah", "Umami", "", "Chief of staff", date(2026, 5, 4)),
    ("Zoë Ćosić", "Northwind", "", "General counsel", date(2026, 9, 7)),
)


def tell(practice: Practice, clock: StandingClock) -> None:
    """Write the story into a fresh practice, each thing at the moment at which it happened."""
    now = clock.now
    engagements = {}
    organisations: dict[str, str] = {}
    coach_id = practice.db.execute("SELECT id FROM coach").fetchone()[0]
    for name, organisation, role_from, role_title, begins in CLIENTS:
        clock.now = datetime(begins.year, begins.month, begins.day, 9, tzinfo=now.tzinfo)
        if organisation not in organisations:
            organisations[organisation] = writes.people.add_organisation(practice, OrganisationDraft(organisation))
        engagements[name] = writes.engagement.start(
            practice,
            EngagementDraft(
                client_id=writes.people.add_person(practice, PersonDraft(name)),
                coach_id=coach_id,
                time_zone=ZONE,
                organisation_id=organisations[organisation],
                role_from=role_from,
                role_title=role_title,
                role_change=RoleChange.PROMOTION if role_from else RoleChange.NONE,
                starts_on=begins,
                ends_on=begins + timedelta(days=181),
                allocation=8,
            ),
            EngagementState.ACTIVE,
        )
    _hold(practice, clock, engagements["Dana Okafor"], (8, 27), (9, 17), (10, 8), (11, 5), aligned=True)
    _hold(practice, clock, engagements["Mei Tan"], (7, 9), (7, 30), (9, 3), (10, 1), (10, 29), aligned=True)
    _hold(practice, clock, engagements["Sam Hart"], (10, 19), aligned=True)
    _hold(practice, clock, engagements["Luis Prado"], (6, 22), (7, 20), (8, 31), (10, 5), aligned=True)
    _hold(practice, clock, engagements["Iris Novák"], (8, 10), (9, 1), (10, 2), aligned=False)
    clock.now = now
    _today(practice, engagements)
    writes.engagement.move(practice, engagements["Ravi Shah"], EngagementState.COMPLETED, on=date(2026, 11, 2))
    writes.engagement.move(practice, engagements["Zoë Ćosić"], EngagementState.PAUSED, on=date(2026, 10, 26))


def _hold(practice: Practice, clock: StandingClock, engagement_id: str, *days: tuple[int, int], aligned: bool) -> None:
    for index, (month, day) in enumerate(days):
        starts = datetime(2026, month, day, 9)
        clock.now = starts.replace(tzinfo=clock.now.tzinfo) + timedelta(hours=2)
        if aligned and index == 0:
            draft = SessionDraft(
                engagement_id, starts - timedelta(days=1), ZONE, kind=SessionKind.THREE_WAY, stage=Stage.START
            )
            writes.cadence.hold(practice, writes.cadence.plan(practice, draft))
        session_id = writes.cadence.plan(practice, SessionDraft(engagement_id, starts, ZONE))
        writes.cadence.hold(practice, session_id)
        texts = SessionNoteDraft(
            "## Reality\nPriya runs the plan, and Dana still sits in.",
            "Hand the capacity plan to Priya for good; she was relieved, Dana was not.",
        )
        writes.cadence.write_texts(practice, session_id, texts, released=False)


def _today(practice: Practice, engagements: dict[str, str]) -> None:
    dana, mei, sam = (engagements[name] for name in ("Dana Okafor", "Mei Tan", "Sam Hart"))
    plan = writes.cadence.plan
    plan(practice, SessionDraft(dana, datetime(2026, 11, 21, 11), ZONE))
    plan(practice, SessionDraft(mei, datetime(2026, 11, 21, 12, 30), ZONE, SessionKind.THREE_WAY, stage=Stage.MIDDLE))
    plan(practice, SessionDraft(sam, datetime(2026, 11, 21, 16), ZONE, minutes=90))
    plan(practice, SessionDraft(sam, datetime(2026, 11, 26, 9), ZONE))
    plan(practice, SessionDraft(engagements["Iris Novák"], datetime(2026, 11, 24, 14), ZONE))
    plan(practice, SessionDraft(mei, datetime(2026, 11, 24, 16), ZONE))
    commit = writes.cadence.commit
    commit(practice, CommitmentDraft(dana, Party.CLIENT, "tell Marc what stops", due_on=date(2026, 11, 20)))
    commit(practice, CommitmentDraft(dana, Party.COACH, "send the listening-tour questions"))
    commit(practice, CommitmentDraft(sam, Party.CLIENT, "name a deputy", due_on=date(2026, 11, 12)))
