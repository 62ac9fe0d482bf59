"""What the brief is read from: the latest of each kind, the numbers that captures mean, how much more there is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coachtui.domain.alignment import ExpectationKind
from coachtui.domain.alignment_drafts import ExpectationDraft
from coachtui.domain.brief import Brief
from coachtui.domain.cadence import CommitmentDraft, SessionDraft, SessionKind, SessionNoteDraft
from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party, PersonDraft
from coachtui.domain.words import plural
from coachtui.reports import brief as report
from coachtui.store import errors, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import brief, goals, people, themes
from tests.conftest import NOW, StandingClock

ZONE = "Europe/Zurich"


@pytest.fixture
def engagement(practice: Practice) -> str:
    client, manager = (writes.people.add_person(practice, PersonDraft(name)) for name in ("Dana Okafor", "Marc Held"))
    draft = EngagementDraft(
        client, people.owner(practice.db).id, ZONE, manager_id=manager,
        starts_on=date(2026, 8, 1), ends_on=date(2027, 2, 28),
    )  # fmt: skip
    return writes.engagement.start(practice, draft, EngagementState.ACTIVE)


def held(practice: Practice, engagement: str, day: int, note: str = "", summary: str = "", *said: str) -> str:
    """Hold a session in September, with texts and themes."""
    session = writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 9, day, 9), ZONE))
    writes.cadence.hold(practice, session)
    if note or summary:
        writes.cadence.write_texts(practice, session, SessionNoteDraft(note, summary), released=False)
    with practice.raw_action("noted themes") as db:
        for number, word in enumerate(said):
            db.execute(
                "INSERT INTO theme (id, session_id, word) VALUES (?, ?, ?)", (f"{session[:-1]}{number}", session, word)
            )
    return session


def read(practice: Practice, engagement: str) -> Brief:
    return brief.brief(practice.db, engagement, NOW)


def test_a_fresh_engagement_has_an_empty_brief_that_says_how_it_begins(practice: Practice, engagement: str) -> None:
    told = read(practice, engagement)
    assert told.is_empty
    assert (told.manager, told.state, told.since) == ("Marc Held", EngagementState.ACTIVE, None)
    assert "Nothing is known yet." in "\n".join(report.lines(told, NOW.date()))
    with pytest.raises(errors.NotFound):
        read(practice, "0" * 32)


def test_last_time_is_the_summary_else_the_first_words_that_are_no_capture(practice: Practice, engagement: str) -> None:
    held(practice, engagement, 1, "## Goal\n~letting-go\n!do @dana fri call\nPriya runs the plan.\nMore.")
    assert (read(practice, engagement).last_time, read(practice, engagement).last_held_on) == (
        "Priya runs the plan.", date(2026, 9, 1),
    )  # fmt: skip
    held(practice, engagement, 8, "Other notes.", "Dana hands over.\nFor good.")
    assert read(practice, engagement).last_time == "Dana hands over. For good."
    last = held(practice, engagement, 15)
    assert read(practice, engagement).last_time == ""
    # Of a session that was held since, it is the brief with which one went in.
    walked_in = brief.brief(practice.db, engagement, NOW, session_id=last)
    assert (walked_in.session_id, walked_in.last_time) == (last, "Dana hands over. For good.")


def test_what_is_late_comes_first_then_what_has_waited_longest_and_the_rest_is_counted(
    practice: Practice, engagement: str, clock: StandingClock
) -> None:
    for number in range(30):
        clock.now = NOW - timedelta(days=30 - number)
        due = date(2026, 11, 20) if number == 29 else date(2026, 12, 24) if number % 2 else None
        writes.cadence.commit(practice, CommitmentDraft(engagement, Party.COACH, f"thing {number}", due_on=due))
    clock.now = NOW
    told = read(practice, engagement)
    assert [one.text for one in told.commitments[:3]] == ["thing 29", "thing 0", "thing 1"]
    assert [one.overdue_days for one in told.commitments[:2]] == [1, 0]
    assert told.commitments[1].made_on == date(2026, 10, 22)
    assert len(told.commitments) + told.left_out.commitments == 30
    shown = sum(line.startswith("  you: thing") for line in report.lines(told, NOW.date()))
    assert f"  and {plural(30 - shown, 'more commitment')}" in report.lines(told, NOW.date())


def test_goals_have_the_numbers_that_the_screen_of_goals_gives_them(practice: Practice, engagement: str) -> None:
    made = [writes.goals.add(practice, GoalDraft(engagement, f"goal {number}")) for number in range(4)]
    writes.goals.agree(practice, made[3], NOW.date())
    writes.goals.agree(practice, made[0], NOW.date())
    writes.goals.close(practice, made[0])
    told = read(practice, engagement).goals
    assert [(one.title, one.number, one.agreed) for one in told] == [
        ("goal 3", 4, True), ("goal 1", 2, False), ("goal 2", 3, False),
    ]  # fmt: skip
    numbered = {goal.id: number for number, goal in enumerate(goals.goals(practice.db, engagement, NOW).goals, 1)}
    assert {one.goal_id: one.number for one in told}.items() <= numbered.items()


def test_what_the_manager_expects_is_the_latest_said_and_nobody_elses(
    practice: Practice, engagement: str, clock: StandingClock
) -> None:
    meeting = writes.cadence.plan(
        practice, SessionDraft(engagement, datetime(2026, 9, 4, 9), ZONE, SessionKind.CHECK_IN)
    )

    def expect(party: Party, kind: ExpectationKind, body: str, session: str | None = None) -> None:
        writes.alignment.expect(practice, ExpectationDraft(engagement, party, kind, body, session))

    expect(Party.MANAGER, ExpectationKind.EXPECTATION, "in the meeting", meeting)
    expect(Party.MANAGER, ExpectationKind.SUCCESS_MEASURE, "now, a measure")
    expect(Party.MANAGER, ExpectationKind.EXPECTATION, "now")
    expect(Party.MANAGER, ExpectationKind.SUPPORT, "an hour a week")
    expect(Party.CLIENT, ExpectationKind.EXPECTATION, "the client's own")
    told = read(practice, engagement).expectations
    assert [(one.text, one.said_on) for one in told] == [
        ("now", date(2026, 11, 21)), ("now, a measure", date(2026, 11, 21)), ("in the meeting", date(2026, 9, 4)),
    ]  # fmt: skip


def test_feedforward_that_a_person_gave_in_a_session_names_them(practice: Practice, engagement: str) -> None:
    priya = writes.people.add_person(practice, PersonDraft("Priya Nair"))
    with practice.raw_action("took in feedforward") as db:
        for number, (person, used_on) in enumerate(((priya, None), (None, None), (None, "2026-10-01"))):
            db.execute(
                "INSERT INTO feedforward (id, engagement_id, relation, given_on, body, used_on, person_id) "
                "VALUES (?, ?, 'peer', '2026-09-10', ?, ?, ?)",
                (f"{number:032}", engagement, f"say {number}", used_on, person),
            )
    told = read(practice, engagement).feedforward
    # A relation of which fewer than three answered stays untold, unless the coach named the person.
    assert [(one.text, one.by, one.relation) for one in told] == [
        ("say 0", "Priya Nair", "peer"), ("say 1", "", None),
    ]  # fmt: skip


def test_themes_that_come_back_are_told_with_their_count(practice: Practice, engagement: str) -> None:
    held(practice, engagement, 1, "", "", "Letting-go", "control")
    held(practice, engagement, 8, "", "", "letting-go", "LETTING-GO")
    held(practice, engagement, 15, "", "", "brevity", "control")
    held(practice, engagement, 22, "", "", "létting-go")
    told = read(practice, engagement).themes
    assert [(one.word, one.times, one.last_on) for one in told] == [
        ("létting-go", 3, date(2026, 9, 22)), ("control", 2, date(2026, 9, 15)),
    ]  # fmt: skip
    assert [theme.word for theme in themes.themes(practice.db, engagement).recurring] == [one.word for one in told]


def test_an_engagement_that_is_paused_or_over_says_since_when(practice: Practice, engagement: str) -> None:
    held(practice, engagement, 1, "", "Done.")
    writes.engagement.move(practice, engagement, EngagementState.PAUSED, on=date(2026, 11, 2))
    told = read(practice, engagement)
    assert (told.state, told.since, told.pace) == (EngagementState.PAUSED, date(2026, 11, 2), None)
    writes.engagement.move(practice, engagement, EngagementState.ACTIVE, on=date(2026, 11, 9))
    writes.engagement.move(practice, engagement, EngagementState.COMPLETED, on=date(2026, 11, 20))
    told = read(practice, engagement)
    assert (told.state, told.since) == (EngagementState.COMPLETED, date(2026, 11, 20))
    assert "Completed on 20 Nov 2026." in report.lines(told, NOW.date())
