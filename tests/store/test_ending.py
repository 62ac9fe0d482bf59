"""Ending a session: one action with all that was captured, one undo, and nothing lost when it changed meanwhile."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import (
    CommitmentDraft,
    CommitmentState,
    SessionDraft,
    SessionKind,
    SessionNoteDraft,
    SessionState,
)
from coachtui.domain.capture import read
from coachtui.domain.captured import Around, Goal, Person
from coachtui.domain.cockpit import FORM, Cockpit
from coachtui.domain.drafts import Invalid
from coachtui.domain.ending import Ending, EndingDraft, Underneath
from coachtui.domain.lanes import Clock, Lane
from coachtui.domain.people import Party
from coachtui.domain.proposal import next_session
from coachtui.domain.public_holidays import Where
from coachtui.domain.time_off import TimeOffDraft
from coachtui.paths import Paths
from coachtui.store import drafts, errors, undo
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import cadence as lines
from coachtui.store.reads import cockpit as cockpits
from coachtui.store.reads import conflicts
from coachtui.store.reads import ending as reads
from coachtui.store.reads import goals as goal_reads
from coachtui.store.reads.under_way import open_here
from coachtui.store.writes import cadence, goals
from coachtui.store.writes import ending as writes
from coachtui.store.writes import time_off as time_off_writes
from tests.conftest import NOW, THOROUGH, StandingClock
from tests.store.goals import begin, drafted
from tests.store.rows import content

STARTED = NOW - timedelta(minutes=50)
PLANNED = datetime(2026, 11, 21, 8, 0)
TEXT = """## Reality
Priya runs the plan, Dana still sits in.
!do @dana fri tell Marc what stops
!do @me send the questions
#1 0 handed over
#1 +1 without a review meeting
?ff @dana say early what you do not know
~letting go
~Letting Go
>> Dana chose to leave the plan to Priya.
>> She tells Marc.
!do @nobody this can't be read"""


@pytest.fixture
def engagement(practice: Practice) -> str:
    return begin(practice)


@pytest.fixture
def session(practice: Practice, engagement: str) -> str:
    return cadence.plan(practice, SessionDraft(engagement, PLANNED, "UTC"))


@pytest.fixture
def goal(practice: Practice, engagement: str) -> str:
    return goals.add(practice, drafted(engagement))


def around(goal: str = "") -> Around:
    people = (Person("p", "Dana Okafor", Party.CLIENT), Person("", "Ada Quist", Party.COACH))
    return Around(people, (Goal(goal, "Delegate outcomes", 1, -1),) if goal else (), NOW.date())


def captured(session: str, text: str = TEXT, goal: str = "", **other: Any) -> Ending:
    clock = Clock((60.0, 600.0, 2_342.0, 0.0, 0.0), Lane.REALITY)
    known = around(goal)
    draft = EndingDraft.of(session, "Dana", Cockpit(text, clock, STARTED), read(text, known), known, NOW)
    return Ending.of(draft, **other)


def rows(practice: Practice, table: str, columns: str) -> list[tuple[Any, ...]]:
    return practice.db.execute(f"SELECT {columns} FROM {table} WHERE deleted_at IS NULL ORDER BY id").fetchall()


def test_all_that_was_captured_is_one_action(practice: Practice, engagement: str, session: str, goal: str) -> None:
    before = cadence.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "call Marc"))
    left = cadence.commit(practice, CommitmentDraft(engagement, Party.COACH, "find the article"))
    following = SessionDraft(engagement, datetime(2026, 12, 12, 8, 0), "UTC")
    drafts.save(practice, FORM, session, {"text": TEXT})
    stood = content(practice.db)

    settled = {before: CommitmentState.DONE, left: CommitmentState.OPEN}
    ending = captured(session, goal=goal, settled=settled, next=following)
    assert not ending.problems()
    assert writes.end(practice, ending) == session

    held = lines.session(practice.db, session)
    assert (held.state, held.held_minutes) == (SessionState.HELD, 50), "3,002 seconds are 50 minutes"
    assert rows(practice, "session_lane", "lane, seconds") == [("goal", 600), ("reality", 2_342)]
    assert rows(practice, "session_note", "body") == [(TEXT,)]
    assert rows(practice, "session_summary", "body, released") == [
        ("Dana chose to leave the plan to Priya.\nShe tells Marc.", 0)
    ]
    made = [one for one in lines.commitments(practice.db, engagement) if one.session_id == session]
    assert [(one.owner, one.body, one.due_on, one.made_on) for one in made] == [
        (Party.CLIENT, "tell Marc what stops", date(2026, 11, 27), NOW.date()),
        (Party.COACH, "send the questions", date(2026, 12, 12), NOW.date()),
    ], "without a date it is due by the next session"
    found = {one.id: (one.state, one.closed_on) for one in lines.commitments(practice.db, engagement)}
    assert found[before] == (CommitmentState.DONE, NOW.date())
    assert found[left] == (CommitmentState.OPEN, None)
    assert rows(practice, "progress", "level, party, session_id") == [(0, "coach", session), (1, "coach", session)]
    assert rows(practice, "progress_evidence", "body") == [("handed over",), ("without a review meeting",)]
    assert [one.now for one in goal_reads.goals(practice.db, engagement, NOW).goals] == [1], "the second counts"
    assert rows(practice, "feedforward", "body, person_id, session_id") == [
        ("say early what you do not know", "p", session)
    ]
    assert len(rows(practice, "theme", "word")) == 1, "once a session, however it is spelt"
    assert [one.starts_local for one in lines.line(practice.db, engagement)] == [PLANNED, following.starts_local]
    step = undo.next_undo(practice.db)
    assert step is not None
    assert (step.words, step.about) == ("held the session with Dana Okafor on Sat 21 Nov 2026", engagement)

    assert undo.undo(practice).words == step.words
    assert content(practice.db) == stood, "one undo takes it all back"
    ended = content(practice.db)
    undo.redo(practice)
    assert lines.session(practice.db, session).state is SessionState.HELD
    assert rows(practice, "session_note", "body") == [(TEXT,)]
    assert len(rows(practice, "progress", "id")) == 2
    undo.undo(practice)
    assert content(practice.db) == ended


def test_after_an_undo_the_cockpit_has_its_text_again(practice: Practice, engagement: str, session: str) -> None:
    drafts.save(practice, FORM, session, {"text": TEXT, "clock": "x"})
    writes.end(practice, captured(session))
    assert drafts.load(practice.db, FORM, session) is None
    assert open_here(practice.db) is None, "nothing is under way"
    assert not drafts.waiting(practice.db), "and nothing waits to be finished"
    assert reads.kept(practice.db, session) is None, "it is held"
    undo.undo(practice)
    assert reads.kept(practice.db, session) == {"text": TEXT, "clock": "x"}
    assert cockpits.page(practice.db, session, NOW, STARTED).draft == {"text": TEXT, "clock": "x"}
    writes.end(practice, captured(session, "Another text"))
    assert rows(practice, "session_note", "body") == [("Another text",)], "it can be ended again"
    assert not rows(practice, "commitment", "id")

    other = cadence.plan(practice, SessionDraft(engagement, PLANNED + timedelta(hours=2), "UTC"))
    drafts.save(practice, FORM, other, {"text": "of another"})
    writes.end(practice, captured(other, "of another"))
    assert practice.db.execute("SELECT record FROM draft").fetchall() == [(other,)], "only the last is kept"


def test_ending_twice_doubles_nothing(practice: Practice, engagement: str, session: str, goal: str) -> None:
    ending = captured(session, goal=goal)
    writes.end(practice, ending)
    before = content(practice.db)
    writes.end(practice, ending._replace(held_minutes=45))
    assert lines.session(practice.db, session).held_minutes == 45
    tables = ("commitment", "progress", "feedforward", "theme", "session_lane", "session_summary", "conflict")
    after = content(practice.db)
    assert {name: after[name] for name in tables} == {name: before[name] for name in tables}


def test_what_is_wrong_is_told_and_nothing_recorded(
    practice: Practice, engagement: str, session: str, goal: str
) -> None:
    for wrong in (
        captured(session, minutes=0),
        captured(session, "x" * 1_000_001),
        captured(session, next=SessionDraft(engagement, PLANNED, "Europe/Nowhere")),
    ):
        with pytest.raises(Invalid):
            writes.end(practice, wrong)
    with pytest.raises(errors.NotFound, match="Copy what you need"):
        writes.end(practice, captured("gone"))
    assert lines.session(practice.db, session).state is SessionState.PLANNED
    assert not rows(practice, "session_note", "id")


def test_a_fault_in_the_middle_leaves_nothing(
    practice: Practice, session: str, goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.save(practice, FORM, session, {"text": TEXT})
    stood = content(practice.db)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(writes, "_record_themes", full)
    with pytest.raises(sqlite3.OperationalError):
        writes.end(practice, captured(session, goal=goal))
    assert content(practice.db) == stood
    assert drafts.load(practice.db, FORM, session) == {"text": TEXT}


def test_underneath_moved(practice: Practice, engagement: str, session: str) -> None:
    later = cadence.move(practice, session, SessionDraft(engagement, PLANNED + timedelta(days=7), "UTC"))
    assert page(practice, session).underneath is Underneath.MOVED
    own = writes.end(practice, captured(session))
    states = {one.id: one.state for one in lines.line(practice.db, engagement)}
    assert states == {
        session: SessionState.RESCHEDULED,
        later: SessionState.PLANNED,
        own: SessionState.HELD,
    }
    assert lines.note(practice.db, own) == TEXT
    undo.undo(practice)
    assert {one.id for one in lines.line(practice.db, engagement)} == {session, later}


def test_underneath_ahead(practice: Practice, engagement: str) -> None:
    ahead = cadence.plan(practice, SessionDraft(engagement, PLANNED + timedelta(days=3), "UTC"))
    found = page(practice, ahead)
    assert found.underneath is Underneath.AHEAD
    assert found.around.last == PLANNED, "the interval counts from the day on which it is held"
    own = writes.end(practice, captured(ahead))
    old, new = lines.session(practice.db, ahead), lines.session(practice.db, own)
    assert (old.state, old.moved_to) == (SessionState.RESCHEDULED, new.starts_local)
    assert (new.state, new.starts_local) == (SessionState.HELD, STARTED.replace(tzinfo=None))


@pytest.mark.parametrize("became", [SessionState.NO_SHOW, SessionState.CANCELLED])
def test_underneath_closed(practice: Practice, session: str, became: SessionState) -> None:
    cadence.correct(practice, session, became)
    assert page(practice, session).underneath is Underneath.CLOSED
    writes.end(practice, captured(session))
    assert lines.session(practice.db, session).state is SessionState.HELD


def test_underneath_binned(practice: Practice, engagement: str, session: str) -> None:
    with practice.raw_action("put the session in the bin") as db:
        db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z' WHERE id = ?", (session,))
    assert page(practice, session).underneath is Underneath.BINNED
    writes.end(practice, captured(session))
    assert lines.session(practice.db, session).state is SessionState.HELD
    undo.undo(practice)
    assert not lines.line(practice.db, engagement)
    with practice.raw_action("put the engagement in the bin") as db:
        db.execute("UPDATE engagement SET deleted_at = '2026-11-21T09:00:00Z'")
    for attempt in (lambda: page(practice, session), lambda: writes.end(practice, captured(session))):
        with pytest.raises(errors.NotFound, match="Take it out again"):
            attempt()


def test_notes_written_elsewhere_meanwhile_are_kept(practice: Practice, session: str, clock: StandingClock) -> None:
    cadence.write_texts(practice, session, SessionNoteDraft("Ask about Marc", "Before"), released=True)
    clock.forward(hours=2)
    ending = captured(session)._replace(started=clock.now)
    assert not reads.theirs(practice.db, session, ending.started, TEXT), "that was before the session began"
    cadence.write_texts(practice, session, SessionNoteDraft("From the phone", "Before"), released=True)
    assert [one.after for one in reads.theirs(practice.db, session, ending.started, TEXT)] == ["From the phone"]
    assert not reads.theirs(practice.db, session, ending.started, f"From the phone\n{TEXT}"), "nothing would be lost"
    writes.end(practice, ending)
    assert conflicts.count(practice.db) == 1
    assert rows(practice, "session_note", "body") == [(TEXT,)]
    (summary,) = rows(practice, "session_summary", "body, released")
    assert summary == ("Before\nDana chose to leave the plan to Priya.\nShe tells Marc.", 1), "the flag stays"
    undo.undo(practice)
    assert rows(practice, "session_note", "body") == [("From the phone",)]
    assert conflicts.count(practice.db) == 0


def test_what_was_closed_elsewhere_stays_as_it_is(practice: Practice, engagement: str, session: str) -> None:
    promised = cadence.commit(practice, CommitmentDraft(engagement, Party.CLIENT, "call Marc"))
    cadence.settle(practice, promised, CommitmentState.DONE)
    writes.end(practice, captured(session, settled={promised: CommitmentState.DROPPED, "gone": CommitmentState.DONE}))
    assert lines.commitment(practice.db, promised).state is CommitmentState.DONE


def test_a_closed_goal_is_told_by_name(practice: Practice, session: str, goal: str) -> None:
    with practice.raw_action("closed a goal") as db:
        db.execute("UPDATE goal SET state = 'closed'")
    with pytest.raises(Invalid, match="is closed"):
        writes.end(practice, captured(session, goal=goal))
    assert lines.session(practice.db, session).state is SessionState.PLANNED


def page(practice: Practice, session: str) -> Any:
    return reads.page(practice.db, session, NOW.astimezone(UTC), STARTED, TEXT)


def test_what_the_next_session_is_proposed_from(practice: Practice, engagement: str, session: str) -> None:
    before = page(practice, session).around
    assert (before.last, before.left, before.agreed, before.planned) == (PLANNED, 7, "8 sessions", None)
    assert before.usual == frozenset()
    mei = begin(practice)
    cadence.plan(practice, SessionDraft(mei, PLANNED + timedelta(weeks=3), "UTC", minutes=90))
    three_way = SessionDraft(
        engagement, PLANNED + timedelta(days=5), "UTC", kind=SessionKind.THREE_WAY, stage=Stage.MIDDLE
    )
    cadence.plan(practice, three_way)
    off = time_off_writes.add(practice, TimeOffDraft(date(2026, 12, 14), date(2026, 12, 18), "skiing"))
    found = reads.page(practice.db, session, NOW, STARTED, "", (Where("CH", "ZH"),)).around
    assert [(one.starts_utc.date(), one.client) for one in found.busy] == [
        (date(2026, 11, 26), "Dana Okafor"),
        (date(2026, 12, 12), "Dana Okafor"),
    ], "all that is planned with anybody"
    assert found.planned is None, "a three-way is no session"
    assert [one.id for one in found.time_off] == [off]
    assert found.holidays[date(2026, 12, 25)] == "Christmas Day (CH-ZH)"
    proposed = next_session(found)
    assert proposed.draft is not None
    assert proposed.draft.starts_local == datetime(2026, 12, 21, 8)
    writes.end(practice, captured(session, next=proposed.draft))
    assert page(practice, session).around.planned == proposed.draft.starts_local
    with practice.raw_action("agreed on less") as db:
        db.execute("UPDATE engagement SET allocation = 2")
        db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z' WHERE starts_local > '2026-12-20'")
    assert page(practice, session).around.left == 1
    cadence.hold(practice, cadence.plan(practice, SessionDraft(engagement, PLANNED, "UTC")))
    assert next_session(page(practice, session).around).why == (
        "all that was agreed is held or planned: 2 sessions",
        "the three-way at the start was due Tue 15 Sep 2026",
    )
    with practice.raw_action("completed") as db:
        db.execute("UPDATE engagement SET state = 'completed'")
    assert next_session(page(practice, session).around).words == "the engagement is completed"


LINE = st.sampled_from([*TEXT.splitlines(), "!do later", "#1 40 % so far", "## Will", "", "?ff @ada [/b] \x1b"])


@settings(max_examples=500 if THOROUGH else 3)
@given(st.lists(LINE, max_size=16))
def test_whatever_was_captured_one_undo_takes_it_back(fresh: Path, paths: Paths, said: list[str]) -> None:
    whole, text = fresh.read_bytes(), "\n".join(said)
    with open_practice(fresh, paths, clock=StandingClock(), random=Random(5)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        engagement = begin(practice)
        goal = goals.add(practice, drafted(engagement))
        session = cadence.plan(practice, SessionDraft(engagement, PLANNED, "UTC"))
        stood = content(practice.db)
        writes.end(practice, captured(session, text, goal))
        ended = content(practice.db)
        assert rows(practice, "session_note", "body") == ([(text,)] if text else [])
        undo.undo(practice)
        assert content(practice.db) == stood
        undo.redo(practice)
        assert content(practice.db) == ended
    fresh.write_bytes(whole)
