"""Goals through a real practice file: written, agreed, revised, worked towards, closed and removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from coachtui.domain.drafts import Invalid
from coachtui.domain.goal_parts import ObjectiveDraft
from coachtui.domain.goals import GoalState, ProgressDraft, RevisionDraft
from coachtui.domain.people import Party
from coachtui.store import errors, undo
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from coachtui.store.reads.brief import brief
from coachtui.store.writes import goals as writes
from tests.conftest import NOW, StandingClock
from tests.store.goals import TODAY, begin, drafted, only, organisation_of, page, said
from tests.store.rows import content


@pytest.fixture
def engagement(practice: Practice) -> str:
    return begin(practice)


def test_a_goal_is_written_agreed_and_revised(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(
        practice,
        drafted(engagement, author=Party.MANAGER),
        ObjectiveDraft(organisation_of(practice, engagement), "Open the second plant"),
    )
    assert said(practice) == "added the goal Delegate outcomes, not tasks"
    goal = only(practice, engagement)
    assert (goal.state, goal.author, goal.now, goal.unwritten) == (GoalState.DRAFT, Party.MANAGER, -1, (-2, 1, 2))
    assert goal.objective is not None
    assert (goal.objective.name, [one.name for one in goal.competencies]) == (
        "Open the second plant",
        ["Delegates outcomes"],
    )
    assert [gap.letter for gap in goal.smart] == ["achievable"]
    assert reads.draft(practice.db, goal_id).objective_id == goal.objective.id

    # As long as it is a draft, it changes without a word.
    draft = reads.draft(practice.db, goal_id)
    writes.edit(practice, goal_id, draft._replace(measure="Priya runs it"))
    with pytest.raises(Invalid, match="still to come"):
        writes.agree(practice, goal_id, TODAY + timedelta(days=1))
    writes.agree(practice, goal_id, date(2026, 9, 9))
    assert said(practice) == "agreed the goal Delegate outcomes, not tasks"
    goal = only(practice, engagement)
    assert (goal.state, goal.agreed_on, goal.smart, goal.counts) == (GoalState.AGREED, date(2026, 9, 9), (), True)

    changed = reads.draft(practice.db, goal_id)._replace(title="Delegate the whole plan", levels={0: "stays away"})
    with pytest.raises(Invalid) as refused:
        writes.edit(practice, goal_id, changed)
    assert [problem.field for problem in refused.value.problems] == ["reason"]
    assert "title, written levels" in str(refused.value)
    assert only(practice, engagement) == goal
    writes.edit(practice, goal_id, changed, RevisionDraft(goal_id, "The merger", (Party.CLIENT, Party.MANAGER), TODAY))
    assert said(practice) == "revised the goal Delegate the whole plan"
    goal = only(practice, engagement)
    (revision,) = goal.revisions
    assert revision[1:] == (
        TODAY,
        "Delegate outcomes, not tasks",
        "Priya runs it",
        "The merger",
        (Party.CLIENT, Party.MANAGER),
    )
    assert (goal.title, goal.levels) == ("Delegate the whole plan", {0: "stays away"})
    # What it is not judged by changes freely.
    writes.edit(practice, goal_id, reads.draft(practice.db, goal_id)._replace(competency_ids=("c1", "c2")))
    assert [one.id for one in only(practice, engagement).competencies] == ["c1", "c2"]
    for _ in range(2):
        undo.undo(practice)
    assert (only(practice, engagement).title, only(practice, engagement).revisions) == (
        "Delegate outcomes, not tasks",
        (),
    )


def test_what_is_wrong_with_a_goal_is_told_and_nothing_is_stored(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    writes.agree(practice, goal_id, TODAY)
    before = content(practice.db)
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: writes.add(practice, drafted(engagement, due_on=date(2026, 8, 31))), "before the engagement's start"),
        (lambda: writes.add(practice, drafted(engagement, levels={0: "a", 1: "A "})), "says the same"),
        (lambda: writes.add(practice, drafted(engagement), ObjectiveDraft("", "x")), "no organisation"),
        (
            lambda: writes.edit(practice, goal_id, drafted(engagement, title="x"), RevisionDraft(goal_id, " ")),
            "reason",
        ),
        (lambda: writes.note(practice, ProgressDraft(goal_id, TODAY, Party.CLIENT)), "exactly one"),
        (lambda: writes.reflect(practice, goal_id, "x", TODAY + timedelta(days=1)), "still to come"),
        (lambda: writes.add_milestone(practice, goal_id, " ", None), "missing"),
        (lambda: writes.reopen(practice, goal_id), "open already"),
    ]
    for write, words in wrong:
        with pytest.raises(Invalid, match=words):
            write()
    missing: list[Callable[[], object]] = [
        lambda: writes.add(practice, drafted("0" * 32)),
        lambda: writes.add(practice, drafted(engagement, competency_ids=("gone",))),
        lambda: writes.add(practice, drafted(engagement, objective_id="gone")),
        lambda: writes.note(practice, ProgressDraft("gone", TODAY, Party.CLIENT, level=0)),
        lambda: writes.tick(practice, "gone", TODAY),
        lambda: reads.draft(practice.db, "gone"),
        lambda: reads.entry_draft(practice.db, "gone"),
        lambda: reads.milestone_draft(practice.db, "gone"),
        lambda: reads.reflection_draft(practice.db, "gone"),
        lambda: reads.goals(practice.db, "gone", NOW),
    ]
    for access in missing:
        with pytest.raises(errors.NotFound):
            access()
    assert content(practice.db) == before


def test_a_closed_goal_takes_no_progress_and_still_counts(
    practice: Practice, engagement: str, clock: StandingClock
) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    writes.agree(practice, goal_id, TODAY)
    entry = writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level=0))
    assert said(practice) == "noted progress on Delegate outcomes, not tasks: 0"
    clock.forward(minutes=1)
    writes.close(practice, goal_id, ProgressDraft(goal_id, TODAY, Party.CLIENT, level=1, evidence="on her own"))
    assert said(practice) == "closed the goal Delegate outcomes, not tasks at +1"
    closed = reads.goals(practice.db, engagement, NOW)
    assert (closed.goals[0].state, closed.goals[0].entry_count) == (GoalState.CLOSED, 2)
    assert (closed.change.baseline.value, closed.change.achieved.value) == (40, 60)
    for write in (
        lambda: writes.note(practice, ProgressDraft(goal_id, TODAY, Party.CLIENT, level=0)),
        lambda: writes.edit_entry(practice, entry, ProgressDraft(goal_id, TODAY, Party.CLIENT, level=0)),
        lambda: writes.remove_entry(practice, entry),
        lambda: writes.agree(practice, goal_id, TODAY),
        lambda: writes.close(practice, goal_id),
    ):
        with pytest.raises(Invalid, match="Reopen it"):
            write()
    writes.reopen(practice, goal_id)
    assert only(practice, engagement).state is GoalState.AGREED
    writes.remove_entry(practice, entry)
    assert only(practice, engagement).entry_count == 1
    undo.undo(practice)
    undo.undo(practice)
    undo.undo(practice)
    goal = only(practice, engagement)
    assert (goal.state, goal.now, goal.entry_count) == (GoalState.AGREED, 0, 1)


def test_entries_carry_their_evidence_whole(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    long = "a [/b] 私 " * 1_000
    entry = writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level=0, evidence=long, confidence=4))
    assert only(practice, engagement).entries[0].evidence == long[: reads.EXCERPT]
    draft = reads.entry_draft(practice.db, entry)
    assert (draft.evidence, draft.confidence) == (long, 4)
    writes.edit_entry(practice, entry, draft._replace(level=None, percent=40, evidence=" "))
    shown = only(practice, engagement).entries[0]
    assert (shown.level, shown.percent, shown.evidence) == (None, 40, "")
    # Typed again, it comes back out of the bin.
    writes.edit_entry(practice, entry, draft)
    assert reads.entry_draft(practice.db, entry) == draft


def test_progress_belongs_to_a_session_of_its_engagement(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    other = begin(practice)
    with practice.raw_action("filled in by a test") as db:
        for key, of in (("s", engagement), ("t", other)):
            db.execute(
                "INSERT INTO session (id, engagement_id, kind, state, starts_local, time_zone, starts_utc, minutes) "
                "VALUES (?, ?, 'coaching', 'held', '2026-11-17T09:00', 'UTC', '2026-11-17T09:00:00Z', 60)",
                (key, of),
            )
    draft = ProgressDraft(goal_id, TODAY, Party.COACH, level=0, session_id="t")
    with pytest.raises(Invalid, match="another engagement"):
        writes.note(practice, draft)
    writes.note(practice, draft._replace(session_id="s"))
    assert only(practice, engagement).entries[0].session_id == "s"


def test_milestones_and_reflections(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    first = writes.add_milestone(practice, goal_id, "Handed over", date(2026, 12, 1))
    second = writes.add_milestone(practice, goal_id, "Left alone", None)
    assert said(practice) == "added the milestone Left alone to Delegate outcomes, not tasks"
    writes.move_milestone(practice, second, -1)
    writes.tick(practice, first, TODAY)
    assert said(practice) == "reached the milestone Handed over of Delegate outcomes, not tasks"
    writes.edit_milestone(practice, second, "Left quite alone", date(2027, 1, 1))
    assert [(one.title, one.done_on) for one in only(practice, engagement).milestones] == [
        ("Left quite alone", None),
        ("Handed over", TODAY),
    ]
    with pytest.raises(Invalid, match="still to come"):
        writes.tick(practice, second, TODAY + timedelta(days=1))
    writes.tick(practice, first, None)
    writes.remove_milestone(practice, second)
    assert [one.id for one in only(practice, engagement).milestones] == [first]
    undo.undo(practice)
    assert [one.id for one in only(practice, engagement).milestones] == [second, first]
    assert reads.milestone_draft(practice.db, second)[1:] == ("Left quite alone", date(2027, 1, 1))

    early = writes.reflect(practice, goal_id, "I sat in", date(2026, 10, 1))
    late = writes.reflect(practice, goal_id, "I stayed out", TODAY)
    assert said(practice) == "noted the client's reflection on Delegate outcomes, not tasks"
    assert [one.id for one in only(practice, engagement).reflections] == [late, early]
    writes.edit_reflection(practice, early, "I sat in, twice", date(2026, 10, 2))
    assert reads.reflection_draft(practice.db, early)[1:] == ("I sat in, twice", date(2026, 10, 2))
    writes.remove_reflection(practice, late)
    assert [one.id for one in only(practice, engagement).reflections] == [early]


def test_what_was_unlinked_comes_back_out_of_the_bin(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    whole = reads.draft(practice.db, goal_id)
    writes.edit(practice, goal_id, whole._replace(levels={}, competency_ids=()))
    assert (only(practice, engagement).levels, only(practice, engagement).competencies) == ({}, ())
    writes.edit(practice, goal_id, whole._replace(competency_ids=("c0", "c0")))
    assert reads.draft(practice.db, goal_id) == whole
    assert practice.db.execute("SELECT count(*) FROM goal_level").fetchone() == (2,)
    assert practice.db.execute("SELECT count(*) FROM goal_competency").fetchone() == (1,)
    undo.undo(practice)
    assert only(practice, engagement).competencies == ()


def test_a_removed_goal_is_gone_with_its_parts(practice: Practice, engagement: str) -> None:
    kept = writes.add(practice, drafted(engagement, title="Stay"))
    goal_id = writes.add(practice, drafted(engagement))
    writes.agree(practice, goal_id, TODAY)
    writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level=2))
    writes.add_milestone(practice, goal_id, "Handed over", None)
    before = reads.goals(practice.db, engagement, NOW)
    writes.remove(practice, goal_id)
    assert said(practice) == "put the goal Delegate outcomes, not tasks in the bin"
    after = reads.goals(practice.db, engagement, NOW)
    assert ([goal.id for goal in after.goals], after.change.change) == ([kept], None)
    with pytest.raises(errors.NotFound):
        writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level=0))
    undo.undo(practice)
    assert reads.goals(practice.db, engagement, NOW) == before
    with practice.raw_action("filled in by a test") as db:
        db.execute(
            "INSERT INTO session (id, engagement_id, kind, stage, state, starts_local, time_zone, starts_utc, minutes) "
            "VALUES ('s', ?, 'three_way', 'start', 'held', '2026-11-17T09:00', 'UTC', '2026-11-17T09:00:00Z', 60)",
            (engagement,),
        )
        db.execute(
            "INSERT INTO meeting_outcome (id, session_id, goal_id, kind, position, body) "
            "VALUES ('o', 's', ?, 'agreed', 0, 'x')",
            (goal_id,),
        )
    with pytest.raises(errors.Refused, match="Close it instead"):
        writes.remove(practice, goal_id)


def test_goals_and_competencies_to_choose_from(practice: Practice, engagement: str) -> None:
    writes.add_objective(practice, organisation_of(practice, engagement), "Öffne das zweite Werk", date(2027, 6, 1))
    writes.add_objective(practice, organisation_of(practice, engagement), "Grow")
    found = reads.objectives(practice.db, engagement, "offne werk")
    assert [(one.name, one.detail) for one in found] == [("Öffne das zweite Werk", "2027-06-01")]
    assert [one.name for one in reads.objectives(practice.db, engagement)] == ["Grow", "Öffne das zweite Werk"]
    assert [one.id for one in reads.competencies(practice.db, engagement)] == ["c0", "c1", "c2"]
    assert [one.id for one in reads.competencies(practice.db, engagement, "DECIDES")] == ["c1"]
    assert len(reads.competencies(practice.db, engagement, limit=2)) == 2


def test_a_binned_objective_is_revived(practice: Practice, engagement: str) -> None:
    first = writes.add_objective(practice, organisation_of(practice, engagement), "Grow", TODAY)
    undo.undo(practice)
    assert reads.objectives(practice.db, engagement) == []
    assert writes.add_objective(practice, organisation_of(practice, engagement), " grow") == first
    assert [one.detail for one in reads.objectives(practice.db, engagement)] == [""]


def test_nothing_is_lost_between_undo_and_redo(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement))
    first = writes.add_milestone(practice, goal_id, "Handed over", None)
    writes.agree(practice, goal_id, TODAY)
    revision = RevisionDraft(goal_id, "The merger")
    writes.edit(practice, goal_id, drafted(engagement, levels={2: "is not asked"}, competency_ids=("c2",)), revision)
    writes.close(practice, goal_id, ProgressDraft(goal_id, TODAY, Party.CLIENT, level=1, evidence="x"))
    writes.tick(practice, first, TODAY)
    writes.remove(practice, goal_id)
    full = content(practice.db)
    seen = []
    for _ in range(7):
        seen.append(content(practice.db))
        assert undo.undo(practice).left == 0
    assert page(practice, engagement) == ()
    for before in reversed(seen):
        assert undo.redo(practice).left == 0
        assert content(practice.db) == before
    assert content(practice.db) == full


def test_closing_an_agreed_goal_moves_t_nowhere_and_the_brief_lists_it_no_more(practice: Practice) -> None:
    engagement = begin(practice)
    for title, level, weight in (("Delegate outcomes to others", 1, 3), ("Speak for the whole house", 0, 1)):
        goal_id = writes.add(practice, drafted(engagement, title=title, importance=weight))
        writes.agree(practice, goal_id, TODAY)
        writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level))
    writes.add(practice, drafted(engagement, title="Only a draft"))
    before = brief(practice.db, engagement, NOW)
    writes.close(practice, goal_id)
    after = brief(practice.db, engagement, NOW)
    change = reads.goals(practice.db, engagement, NOW).change
    assert (before.t_baseline, before.t_now) == (after.t_baseline, after.t_now) == (change.baseline, change.achieved)
    listed = [(goal.title, goal.number, goal.agreed) for goal in after.goals]
    assert listed == [("Delegate outcomes to others", 1, True), ("Only a draft", 3, False)]
