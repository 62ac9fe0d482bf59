"""What three-way meetings and check-ins bring, through a real practice file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coachtui.domain.alignment import OutcomeKind
from coachtui.domain.alignment_drafts import CheckInDraft, FollowUpDraft, MeetingDraft, OutcomeDraft
from coachtui.domain.assessment import Relation, Stage
from coachtui.domain.cadence import CommitmentDraft, CommitmentState, SessionDraft, SessionKind, SessionState
from coachtui.domain.drafts import Invalid
from coachtui.domain.engagement import EngagementState
from coachtui.domain.people import Party
from coachtui.store import errors
from coachtui.store.history import around
from coachtui.store.practice import Practice
from coachtui.store.reads import alignment as reads
from coachtui.store.reads import brief
from coachtui.store.undo import redo, undo
from coachtui.store.writes import alignment, cadence, engagement
from tests.conftest import NOW
from tests.store.aligned import BOTH, DAY, ZONE, begin, goal, page, plan
from tests.store.rows import content

AGREED, DECISION = OutcomeKind.AGREED, OutcomeKind.DECISION


@pytest.fixture
def dana(practice: Practice) -> str:
    return begin(practice)


def recorded(practice: Practice, engagement_id: str) -> tuple[str, MeetingDraft]:
    draft = MeetingDraft(
        {**BOTH, Party.SPONSOR: False},
        (
            OutcomeDraft("", AGREED, "delegation first", goal(practice, engagement_id)),
            OutcomeDraft("", DECISION, "trial [/b]"),
            OutcomeDraft("", DECISION, "a second"),
        ),
        tuple(FollowUpDraft(Party.MANAGER, f"ask Priya {number}", date(2026, 12, 1)) for number in range(9)),
    )
    return plan(practice, engagement_id, 11, 20), draft


def test_a_meeting_is_held_and_recorded_as_one_action(practice: Practice, dana: str) -> None:
    meeting, draft = recorded(practice, dana)
    before = content(practice.db)
    alignment.record_meeting(practice, meeting, draft, held_minutes=75)
    (line,) = page(practice, dana).meetings
    assert (line.state, line.held_minutes, line.unclosed, line.stage) == (SessionState.HELD, 75, False, Stage.START)
    assert line.attended == {Party.CLIENT: True, Party.MANAGER: True, Party.COACH: True, Party.SPONSOR: False}
    assert [one.body for one in line.agreed] == ["delegation first"]
    assert [one.body for one in line.decisions] == ["trial [/b]", "a second"]
    assert [one.body for one in line.followups] == [one.text for one in draft.followups]
    assert {(one.owner, one.made_on, one.due_on) for one in line.followups} == {
        (Party.MANAGER, date(2026, 11, 20), date(2026, 12, 1))
    }
    assert len(brief.brief(practice.db, dana, NOW).commitments) == 9
    after = content(practice.db)
    assert undo(practice).words == "recorded the three-way with Dana Okafor on Fri 20 Nov 2026"
    assert content(practice.db) == before
    redo(practice)
    assert content(practice.db) == after


def test_the_same_record_twice_is_once(practice: Practice, dana: str) -> None:
    meeting, draft = recorded(practice, dana)
    alignment.record_meeting(practice, meeting, draft, held_minutes=75)
    after, events = content(practice.db), len(around(practice.db, dana))
    alignment.record_meeting(practice, meeting, draft, held_minutes=75)
    alignment.record_meeting(practice, meeting, reads.meeting_draft(practice.db, meeting))
    assert content(practice.db) == after
    assert len(around(practice.db, dana)) == events


def test_a_record_is_corrected_in_place_and_loses_only_what_it_knew_of(practice: Practice, dana: str) -> None:
    meeting, draft = recorded(practice, dana)
    alignment.record_meeting(practice, meeting, draft, held_minutes=75)
    first = page(practice, dana).meetings[0]
    cadence.settle(practice, first.followups[0].id, CommitmentState.DONE)
    begun = reads.meeting_draft(practice.db, meeting)
    later = cadence.commit(practice, CommitmentDraft(dana, Party.COACH, "noted meanwhile", meeting))
    alignment.record_meeting(
        practice,
        meeting,
        begun._replace(
            attended={Party.SPONSOR: True, **BOTH},
            outcomes=(begun.outcomes[2], begun.outcomes[0]._replace(body="delegation, then the board")),
            followups=(
                begun.followups[0]._replace(text="ask Priya, and copy nobody"),
                FollowUpDraft(Party.CLIENT, "new"),
            ),
        ),
    )
    line = page(practice, dana).meetings[0]
    assert line.attended[Party.SPONSOR]
    assert [(one.id, one.body) for one in line.outcomes] == [
        (first.outcomes[2].id, "a second"),
        (first.outcomes[0].id, "delegation, then the board"),
    ]
    kept = {one.id: one for one in line.followups}
    assert {one.body for one in kept.values()} == {"ask Priya, and copy nobody", "new", "noted meanwhile"}
    assert later in kept
    assert kept[first.followups[0].id].state is CommitmentState.DONE


def test_a_record_that_cannot_be_is_refused_and_nothing_is_written(practice: Practice, dana: str) -> None:
    past, ahead = plan(practice, dana, 11, 20), plan(practice, dana, 12, 3, stage=Stage.MIDDLE)
    coaching, off = plan(practice, dana, 11, 19, SessionKind.COACHING), plan(practice, dana, 11, 18)
    cadence.cancel(practice, off, NOW - timedelta(days=9))
    strange = goal(practice, begin(practice))
    before = content(practice.db)
    whole = MeetingDraft(BOTH)
    for session_id, draft, minutes, words in (
        (past, MeetingDraft({Party.CLIENT: True}), 60, "the manager was not there"),
        (past, whole, 0, "length"),
        (past, whole._replace(outcomes=(OutcomeDraft("", AGREED, "x", strange),)), None, "not one of this engagement"),
        (ahead, whole, None, "lies ahead"),
        (ahead, whole, 60, "lies ahead"),
        (coaching, whole, None, "not a three-way"),
        (off, whole, None, "brought nothing"),
    ):
        with pytest.raises(Invalid, match=words):
            alignment.record_meeting(practice, session_id, draft, minutes)
    assert content(practice.db) == before
    alignment.record_meeting(practice, off, whole, 45)
    assert page(practice, dana).meetings[0].state is SessionState.HELD


def test_a_three_way_without_a_manager_named_says_so(practice: Practice) -> None:
    alone = begin(practice, manager=False)
    meeting = plan(practice, alone, 11, 20)
    draft = reads.meeting_draft(practice.db, meeting)
    assert draft.attended == {Party.CLIENT: True, Party.COACH: True}
    with pytest.raises(Invalid, match="names no line manager"):
        alignment.record_meeting(practice, meeting, draft, 60)


def test_who_is_expected_is_ticked_in_a_new_record(practice: Practice) -> None:
    both = begin(practice, sponsor=True)
    draft = reads.meeting_draft(practice.db, plan(practice, both, 11, 20))
    assert draft.attended == {**BOTH, Party.SPONSOR: False}
    assert (draft.outcomes, draft.followups, draft.began_with) == ((), (), ())
    for read in (reads.meeting_draft, reads.check_in_draft):
        with pytest.raises(errors.NotFound):
            read(practice.db, plan(practice, both, 11, 19, SessionKind.COACHING))


def test_the_line_of_meetings_knows_what_is_due_and_what_is_unclosed(practice: Practice, dana: str) -> None:
    moved = plan(practice, dana, 11, 12)
    cadence.move(
        practice, moved, SessionDraft(dana, datetime(2026, 11, 18, 9), ZONE, SessionKind.THREE_WAY, 60, Stage.START)
    )
    for day in (3, 10, 17):
        cadence.hold(practice, plan(practice, dana, 11, day, SessionKind.COACHING))
    shown = page(practice, dana)
    assert [(one.unclosed, one.state) for one in shown.meetings] == [(True, SessionState.PLANNED)]
    assert shown.unaligned
    assert shown.why == "Unaligned: 3 coaching sessions and 0 three-ways held; a three-way is needed by session 3."
    assert shown.next_due is not None
    assert (shown.next_due.stage, shown.next_due.due_on) == (Stage.START, date(2026, 9, 15))
    alignment.record_meeting(practice, shown.meetings[0].session_id, MeetingDraft(BOTH), 60)
    shown = page(practice, dana)
    assert (shown.unaligned, shown.why) == (False, "Aligned: 3 coaching sessions and 1 three-way held.")
    assert shown.next_due is not None
    assert shown.next_due.stage is Stage.MIDDLE
    engagement.move(practice, dana, EngagementState.COMPLETED, on=DAY)
    assert page(practice, dana).next_due is None


# Check-ins


def test_a_check_in_brings_feedforward_into_the_brief(practice: Practice, dana: str) -> None:
    call = plan(practice, dana, 11, 20, SessionKind.CHECK_IN)
    draft = CheckInDraft("the plan is with Priya", "two coffees", ("ask first", "say less"), Relation.MANAGER)
    before = content(practice.db)
    alignment.record_check_in(practice, call, draft, 20)
    (line,) = page(practice, dana).check_ins
    assert (line.state, line.moved, line.next_step) == (SessionState.HELD, draft.moved, draft.next_step)
    assert line.feedforward == draft.feedforward
    told = brief.brief(practice.db, dana, NOW).feedforward
    assert {(one.text, one.relation, one.given_on) for one in told} == {
        (body, Relation.MANAGER, date(2026, 11, 20)) for body in draft.feedforward
    }
    after = content(practice.db)
    alignment.record_check_in(practice, call, draft, 20)
    alignment.record_check_in(practice, call, reads.check_in_draft(practice.db, call))
    assert content(practice.db) == after
    assert undo(practice).words == "recorded the check-in with Dana Okafor on Fri 20 Nov 2026"
    assert content(practice.db) == before


def test_a_reworded_suggestion_stays_the_same_and_one_left_out_goes(practice: Practice, dana: str) -> None:
    call = plan(practice, dana, 11, 20, SessionKind.CHECK_IN)
    alignment.record_check_in(
        practice, call, CheckInDraft(feedforward=("ask frist", "say less"), given_by=Relation.SELF)
    )
    begun = reads.check_in_draft(practice.db, call)
    alignment.record_check_in(practice, call, begun._replace(feedforward=("ask first", "say less")))
    again = reads.check_in_draft(practice.db, call)
    assert (again.feedforward, again.began_with) == (("ask first", "say less"), begun.began_with)
    assert {one.relation for one in brief.brief(practice.db, dana, NOW).feedforward} <= {Relation.SELF, None}
    alignment.record_check_in(practice, call, again._replace(moved="a", feedforward=("say less",)))
    assert reads.check_in_draft(practice.db, call)[:3] == ("a", "", ("say less",))
    alignment.record_check_in(practice, call, CheckInDraft())
    assert page(practice, dana).check_ins[0].feedforward == ("say less",)
    with pytest.raises(Invalid, match="not a check-in"):
        alignment.record_check_in(practice, plan(practice, dana, 11, 19), begun)
