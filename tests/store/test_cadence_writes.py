"""Sessions and commitments through a real practice file, and the sums that the rules stand on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.cadence import (
    CommitmentDraft,
    CommitmentState,
    SessionDraft,
    SessionKind,
    SessionNoteDraft,
    SessionState,
)
from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import AllocationUnit, EngagementDraft, EngagementState
from coachtui.domain.line import Cadence
from coachtui.domain.pace import Slot, allocation, tally
from coachtui.domain.people import Party, PersonDraft
from coachtui.domain.rules import DEFAULT
from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.reads import brief, cadence, facts, people, today
from coachtui.store.reads.columns import utc
from coachtui.store.writes import cadence as writes
from coachtui.store.writes import engagement as engagements
from coachtui.store.writes import people as people_writes
from tests.conftest import NOW

ZONE = "Europe/Zurich"


@pytest.fixture
def engagement(practice: Practice) -> str:
    return begin(practice)


def begin(practice: Practice, **other: object) -> str:
    client = people_writes.add_person(practice, PersonDraft("Dana Okafor"))
    values = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 28)} | other
    draft = EngagementDraft(client, people.owner(practice.db).id, ZONE, **values)  # type: ignore[arg-type]  # by name
    return engagements.start(practice, draft, EngagementState.ACTIVE)


def stands(practice: Practice, engagement: str) -> Cadence:
    return cadence.cadence(practice.db, engagement, facts.here(practice.db, NOW), cadence.line(practice.db, engagement))


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)


def test_of_very_many_sessions_the_latest_are_told(practice: Practice, engagement: str) -> None:
    with practice.raw_action("filled in by a test") as db:
        for number in range(510):
            starts = datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=number)
            db.execute(
                "INSERT INTO session (id, engagement_id, kind, state, starts_local, time_zone, starts_utc, minutes) "
                "VALUES (?, ?, 'coaching', 'held', ?, 'UTC', ?, 60)",
                (f"{number:032}", engagement, f"{starts:%Y-%m-%dT%H:%M}", utc(starts)),
            )
    assert [session.number for session in cadence.line(practice.db, engagement)] == list(range(11, 511))


def test_a_moved_session_leaves_its_slot_linked(practice: Practice, engagement: str) -> None:
    old = writes.plan(practice, SessionDraft(engagement, at(11, 24), ZONE))
    new = writes.move(practice, old, SessionDraft(engagement, at(11, 26, 14), ZONE, minutes=90))
    before, after = cadence.line(practice.db, engagement)
    assert (before.id, before.state, before.moved_to, before.number) == (old, "rescheduled", at(11, 26, 14), None)
    assert (after.id, after.state, after.minutes, after.number) == (new, "planned", 90, 1)
    with pytest.raises(Invalid, match="was moved"):
        writes.hold(practice, old)


def test_cancelling_within_the_notice_is_late(practice: Practice, engagement: str) -> None:
    soon = writes.plan(practice, SessionDraft(engagement, at(11, 21, 15), ZONE))
    later = writes.plan(practice, SessionDraft(engagement, at(11, 23, 15), ZONE))
    assert writes.cancel(practice, soon, NOW) is SessionState.LATE_CANCELLED
    assert writes.cancel(practice, later, NOW) is SessionState.CANCELLED
    used = stands(practice, engagement).usage
    assert (used.held, used.used, used.left) == (0, 1, 7)


def test_a_session_that_lies_ahead_is_not_held(practice: Practice, engagement: str) -> None:
    ahead = writes.plan(practice, SessionDraft(engagement, at(12, 3), ZONE))
    with pytest.raises(Invalid, match="lies ahead"):
        writes.hold(practice, ahead)
    assert cadence.session(practice.db, ahead).state is SessionState.PLANNED


def test_notes_and_summary_stay_apart(practice: Practice, engagement: str) -> None:
    held = writes.plan(practice, SessionDraft(engagement, at(11, 17), ZONE))
    writes.hold(practice, held, 75)
    writes.write_texts(practice, held, SessionNoteDraft("## Goal\nprivate [/b] 私", "shared"), released=False)
    assert cadence.note(practice.db, held) == "## Goal\nprivate [/b] 私"
    assert cadence.summary(practice.db, held).body == "shared"
    found = cadence.session(practice.db, held)
    assert (found.held_minutes, found.has_note, found.has_summary) == (75, True, True)
    with pytest.raises(Invalid, match="most"):
        writes.write_texts(practice, held, SessionNoteDraft("x" * (DEFAULT.text_limit + 1)), released=False)
    assert cadence.note(practice.db, held).startswith("## Goal")


def test_commitments_are_carried_into_the_brief(practice: Practice, engagement: str) -> None:
    kept = writes.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "tell Marc", due_on=date(2026, 11, 19)))
    done = writes.commit(practice, CommitmentDraft(engagement, Party.COACH, "send the questions"))
    writes.settle(practice, done, CommitmentState.DONE)
    told = brief.brief(practice.db, engagement, NOW)
    assert [(c.commitment_id, c.owner, c.overdue_days) for c in told.commitments] == [(kept, Party.CLIENT, 2)]
    writes.settle(practice, done, CommitmentState.OPEN)
    assert len(cadence.commitments(practice.db, engagement, open_only=True)) == 2
    with pytest.raises(Invalid, match="missing"):
        writes.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "  "))


def test_today_is_the_coachs_own_day(practice: Practice, engagement: str) -> None:
    # 23:30 in Auckland on the 21st is 11:30 on the 21st in Amsterdam, where the coach lives.
    writes.plan(practice, SessionDraft(engagement, at(11, 21, 23), "Pacific/Auckland"))
    writes.plan(practice, SessionDraft(engagement, at(11, 24), ZONE, SessionKind.CHECK_IN))
    shown = today.today(practice.db, NOW)
    assert [(item.client, item.starts_local.hour, item.number) for item in shown.agenda] == [("Dana Okafor", 11, 1)]
    assert [(day.day, day.clients) for day in shown.week] == [(date(2026, 11, 24), ("Dana Okafor",))]
    assert shown.brief is not None
    assert shown.brief.session_id == shown.agenda[0].session_id


def test_what_is_gone_is_told(practice: Practice) -> None:
    for read in (cadence.session, cadence.commitment):
        with pytest.raises(errors.NotFound):
            read(practice.db, "0" * 32)
    with pytest.raises(errors.NotFound):
        writes.hold(practice, "0" * 32)


session_rows = st.tuples(
    st.sampled_from(SessionKind),
    st.sampled_from([state for state in SessionState if state is not SessionState.RESCHEDULED]),
    st.integers(-200, 60),
    st.integers(15, 120),
)


@given(rows=st.lists(session_rows, max_size=12), unit=st.sampled_from(AllocationUnit), counts=st.booleans())
def test_the_sums_in_sql_are_those_of_the_rules(
    practice: Practice, rows: list[tuple[SessionKind, SessionState, int, int]], unit: AllocationUnit, counts: bool
) -> None:
    engagement = begin(practice, unit=unit, notice_counts=counts)
    slots = []
    with practice.raw_action("filled in by a test") as db:
        for number, (kind, state, days, minutes) in enumerate(rows):
            starts = datetime(2026, 11, 21, 6, tzinfo=UTC) + timedelta(days=days)
            slots.append(Slot(kind, state, starts, minutes))
            db.execute(
                "INSERT INTO session (id, engagement_id, kind, state, stage, starts_local, time_zone, starts_utc, "
                "minutes, held_minutes) VALUES (?, ?, ?, ?, ?, ?, 'UTC', ?, ?, ?)",
                (
                    f"{engagement[:24]}{number:08}",
                    engagement,
                    kind,
                    state,
                    "start" if kind is SessionKind.THREE_WAY else None,
                    f"{starts:%Y-%m-%dT%H:%M}",
                    utc(starts),
                    minutes,
                    minutes if state is SessionState.HELD else None,
                ),
            )
    ruled = allocation(unit, 8, tally(slots, NOW), missed_count=counts)
    summed = facts.standings(practice.db, [engagement], facts.here(practice.db, NOW), DEFAULT)[0].facts
    assert (summed.held, summed.used) == pytest.approx((ruled.held, ruled.used))
    assert stands(practice, engagement).usage == ruled
    numbers = [session.number for session in cadence.line(practice.db, engagement) if session.number]
    assert numbers == list(range(1, len(numbers) + 1))
