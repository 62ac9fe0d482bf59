"""The page of alignment against the rows that it is read from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.alignment import ExpectationKind, OutcomeKind
from coachtui.domain.alignment_drafts import (
    CheckInDraft,
    ExpectationDraft,
    FollowUpDraft,
    JointRatingDraft,
    MeetingDraft,
    OutcomeDraft,
)
from coachtui.domain.alignment_page import AlignmentPage
from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.drafts import Invalid
from coachtui.domain.people import Party
from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment as reads
from coachtui.store.undo import redo, undo
from coachtui.store.writes import alignment
from tests.store.aligned import BOTH, DAY, begin, goal, page, plan, said

AGREED = OutcomeKind.AGREED


@pytest.fixture
def dana(practice: Practice) -> str:
    return begin(practice)


def test_more_of_everything_costs_no_more_reads(practice: Practice, dana: str) -> None:
    def statements() -> int:
        asked: list[str] = []
        practice.db.set_trace_callback(asked.append)
        page(practice, dana)
        practice.db.set_trace_callback(None)
        return len(asked)

    def add_some(day: int) -> None:
        meeting, call = plan(practice, dana, 11, day), plan(practice, dana, 10, day, SessionKind.CHECK_IN)
        said(practice, goal(practice, dana), 1, -1, date(2026, 11, day))
        one = (OutcomeDraft("", AGREED, "x"),)
        alignment.record_meeting(practice, meeting, MeetingDraft(BOTH, one, (FollowUpDraft(Party.COACH, "y"),)), 60)
        alignment.record_check_in(practice, call, CheckInDraft("a", "b", ("c",)), 20)

    add_some(1)
    few = statements()
    for day in range(2, 9):
        add_some(day)
    assert statements() == few
    assert len(page(practice, dana).meetings) == 8


steps = st.one_of(
    st.tuples(
        st.just("rate"),
        st.integers(0, 1),
        st.sampled_from((Party.CLIENT, Party.MANAGER)),
        st.integers(-2, 2),
        st.integers(0, 8),
    ),
    st.tuples(st.just("withdraw"), st.integers(0, 1), st.sampled_from((Party.CLIENT, Party.MANAGER))),
    st.tuples(st.just("meet"), st.integers(0, 1), st.lists(st.integers(0, 2), max_size=3), st.booleans()),
    st.tuples(st.just("expect"), st.sampled_from(Party), st.sampled_from(ExpectationKind)),
    st.tuples(st.sampled_from(("undo", "redo", "bin"))),
)


@given(st.lists(steps, max_size=7))
def test_the_page_is_what_the_rows_say(another: Callable[[], Practice], script: list[tuple[Any, ...]]) -> None:
    practice = another()
    dana = begin(practice)
    titles = [goal(practice, dana, f"Goal {number}") for number in range(2)]
    meetings = [plan(practice, dana, 11, 10), plan(practice, dana, 11, 20, stage=Stage.MIDDLE)]
    for step in script:
        try:
            follow(practice, dana, titles, meetings, step)
        except (errors.PracticeError, Invalid):
            continue
        shown = page(practice, dana)
        assert as_rows(shown) == recomputed(practice.db, dana)


def follow(
    practice: Practice, engagement_id: str, titles: list[str], meetings: list[str], step: tuple[Any, ...]
) -> None:
    match step:
        case ("rate", which, party, level, days):
            alignment.rate(practice, JointRatingDraft(titles[which], party, level, DAY - timedelta(days=days)))
        case ("withdraw", which, party):
            alignment.withdraw_rating(practice, titles[which], party)
        case ("meet", which, bodies, hold):
            draft = reads.meeting_draft(practice.db, meetings[which])
            outcomes = tuple(OutcomeDraft("", AGREED, f"{body}", titles[body % 2]) for body in bodies)
            followups = tuple(FollowUpDraft(Party.COACH, f"{body}") for body in bodies)
            draft = draft._replace(attended=BOTH, outcomes=outcomes, followups=followups)
            alignment.record_meeting(practice, meetings[which], draft, 60 if hold else None)
        case ("expect", party, kind):
            alignment.expect(practice, ExpectationDraft(engagement_id, party, kind, f"{party} {kind}"))
        case ("undo",):
            undo(practice)
        case ("redo",):
            redo(practice)
        case ("bin",):
            for one in page(practice, engagement_id).expectations[:1]:
                alignment.remove_expectation(practice, one.id)


def as_rows(shown: AlignmentPage) -> dict[str, Any]:
    return {
        "expectations": sorted(one[:5] for one in shown.expectations),
        "meetings": {
            one.session_id: (
                dict(one.attended),
                [(outcome.body, outcome.goal_id) for outcome in one.outcomes],
                sorted(followup.body for followup in one.followups),
                one.state,
            )
            for one in shown.meetings
        },
        "goals": {
            one.goal_id: (
                [(view.client.level, view.manager.level) for view in (*one.earlier, *([one.view] if one.view else []))],
                one.hidden,
                bool(one.view and one.view.open_gap),
            )
            for one in shown.goals
        },
        "aligned": (shown.unaligned, sum(stage.covered for stage in shown.stages)),
    }


def recomputed(db: Connection, engagement_id: str) -> dict[str, Any]:
    """What the page should hold, from whole tables and nothing of the code under test."""

    def rows(table: str) -> list[dict[str, Any]]:
        cursor = db.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [one for row in cursor if (one := dict(zip(names, row, strict=True)))["deleted_at"] is None]

    sessions = {one["id"]: one for one in rows("session") if one["engagement_id"] == engagement_id}
    held = [one for one in sessions.values() if one["state"] == "held" and one["kind"] == "three_way"]
    found: dict[str, Any] = {
        "expectations": sorted(
            (one["id"], one["party"], one["kind"], one["body"], one["position"]) for one in rows("expectation")
        ),
        "meetings": {
            key: (
                {one["party"]: bool(one["attended"]) for one in rows("attendance") if one["session_id"] == key},
                [
                    (one["body"], one["goal_id"])
                    for one in sorted(rows("meeting_outcome"), key=lambda one: one["position"])
                    if one["session_id"] == key
                ],
                sorted(one["body"] for one in rows("commitment") if one["session_id"] == key),
                session["state"],
            )
            for key, session in sessions.items()
        },
        "goals": {},
        "aligned": (False, len({one["stage"] for one in held})),
    }
    for one in rows("goal"):
        said = {(r["party"], r["rated_on"]): r["level"] for r in rows("joint_rating") if r["goal_id"] == one["id"]}
        pairs, last, pair_on = [], "", ""
        for day in sorted({day for _, day in said}):
            since = {
                party: max((d for p, d in said if p == party and last < d <= day), default="")
                for party in ("client", "manager")
            }
            if all(since.values()):
                pairs.append((said["client", since["client"]], said["manager", since["manager"]]))
                last = pair_on = day
        waiting = {party for party, day in said if day > last}
        talked = max(
            (
                s["starts_local"][:10]
                for s in held
                for o in rows("meeting_outcome")
                if o["session_id"] == s["id"] and o["goal_id"] == one["id"]
            ),
            default="",
        )
        apart = bool(pairs) and abs(pairs[-1][0] - pairs[-1][1]) >= 2 and talked < pair_on
        found["goals"][one["id"]] = (pairs, next(iter(waiting), None), apart)
    return found
