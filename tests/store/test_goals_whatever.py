"""What must hold for goals whatever is written in whatever order: the page, its figures, its order, its links."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain.assessment import Relation, RoundState
from coachtui.domain.goal_page import GoalLine
from coachtui.domain.goal_parts import ObjectiveDraft
from coachtui.domain.goals import ProgressDraft, Trend
from coachtui.domain.people import Party
from coachtui.domain.words import folded
from coachtui.store import undo
from coachtui.store.practice import Practice
from coachtui.store.reads import development_plan
from coachtui.store.reads import goals as reads
from coachtui.store.writes import goals as writes
from tests.conftest import NOW, StandingClock
from tests.store.goals import TODAY, begin, drafted, organisation_of, page, said

PARTIES = (Party.CLIENT, Party.MANAGER, Party.COACH)


@pytest.fixture
def engagement(practice: Practice) -> str:
    return begin(practice)


TITLES = st.sampled_from(["Grow", "grow ", "GRÖW", "Open  the plant", "open the Plant", "Ship"])


@given(st.lists(st.tuples(TITLES, st.booleans()), max_size=8))
def test_an_objective_is_never_doubled_in_one_organisation(practice: Practice, added: list[tuple[str, bool]]) -> None:
    engagement = begin(practice)
    organisation = organisation_of(practice, engagement)
    writes.add_objective(practice, organisation_of(practice, begin(practice)), "Grow")
    ids = {"ship": practice.new_id()}
    with practice.raw_action("filled in by a test") as db:  # under a key of its own, as an import may make it
        db.execute(
            "INSERT INTO objective (id, organisation_id, title, due_on) VALUES (?, ?, 'SHIP', '2027-06-01')",
            (ids["ship"], organisation),
        )
    for title, with_goal in added:
        if with_goal:
            writes.add(practice, drafted(engagement), ObjectiveDraft(organisation, title))
            objective = page(practice, engagement)[-1].objective
            assert objective is not None
            key = objective.id
        else:
            key = writes.add_objective(practice, organisation, title)
        assert ids.setdefault(" ".join(folded(title).split()), key) == key
    found = reads.objectives(practice.db, engagement)
    assert {one.id for one in found} == set(ids.values())
    assert len(found) == len(ids)
    assert ("SHIP", "2027-06-01") in [one[1:] for one in found]


@given(st.integers(1, 5), st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1, 0])), max_size=8))
def test_reordering_keeps_the_positions_a_permutation(
    practice: Practice, number: int, moves: list[tuple[int, int]]
) -> None:
    engagement = begin(practice)
    order = [writes.add(practice, drafted(engagement)) for _ in range(number)]
    # Two goals in one place, as a merge may leave them.
    practice.db.execute("UPDATE goal SET position = 0 WHERE id = ?", (order[-1],))
    order = [goal.id for goal in page(practice, engagement)]
    for pick, by in moves:
        goal_id = order[pick % len(order)]
        if by == 0 and len(order) > 1:
            writes.remove(practice, goal_id)
            order.remove(goal_id)
            continue
        by = by or 1
        at = order.index(goal_id)
        writes.reorder(practice, goal_id, by)
        to = min(len(order) - 1, max(0, at + by))
        order.insert(to, order.pop(at))
        shown = page(practice, engagement)
        assert [goal.id for goal in shown] == order
        assert [goal.position for goal in shown] == list(range(len(order)))


ENTRY = st.tuples(
    st.just("note"),
    st.integers(0, 1),
    st.integers(0, 40),
    st.sampled_from(PARTIES),
    st.one_of(st.tuples(st.integers(-2, 2), st.none()), st.tuples(st.none(), st.integers(0, 100))),
)
STEPS = st.lists(
    st.one_of(
        ENTRY,
        ENTRY.map(lambda step: ("edit", *step[1:])),
        st.tuples(st.just("remove"), st.integers(0, 40)),
        st.tuples(st.sampled_from(["undo", "redo", "later"])),
    ),
    max_size=40,
)


@given(STEPS)
def test_the_page_is_what_the_rows_say(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[Any, ...]]
) -> None:
    monkeypatch.setattr(reads, "ENTRIES", 4)
    assert isinstance(practice.clock, StandingClock)
    engagement = begin(practice)
    goals = [
        writes.add(practice, drafted(engagement, importance=2)),
        writes.add(practice, drafted(engagement, baseline=-2)),
    ]
    for goal_id in goals:
        writes.agree(practice, goal_id, TODAY)
    for name, *rest in steps:
        entries = [
            key for (key,) in practice.db.execute("SELECT id FROM progress WHERE deleted_at IS NULL ORDER BY id")
        ]
        if name in ("note", "edit"):
            which, ago, party, (level, percent) = rest
            draft = ProgressDraft(goals[which], TODAY - timedelta(days=ago), party, level, percent)
            if name == "note":
                writes.note(practice, draft)
            elif entries:
                writes.edit_entry(practice, entries[ago % len(entries)], draft)
        elif name == "remove" and entries:
            writes.remove_entry(practice, entries[rest[0] % len(entries)])
        elif name == "later":
            practice.clock.forward(minutes=1)
        elif name == "undo" and said(practice).split()[0] != "agreed":
            undo.undo(practice)
        elif name == "redo" and undo.next_redo(practice.db):
            undo.redo(practice)
    for goal in page(practice, engagement):
        rows = practice.db.execute(
            "SELECT noted_on, id, party, level, percent FROM progress WHERE goal_id = ? AND deleted_at IS NULL",
            (goal.id,),
        ).fetchall()
        check(goal, sorted(rows))
    assert_t(reads.goals(practice.db, engagement, NOW).goals, reads.goals(practice.db, engagement, NOW).change)


def check(goal: GoalLine, rows: list[tuple[Any, ...]]) -> None:
    """Compare a goal with a recomputation from its rows, oldest first."""
    levels = [level for *_, level, _ in rows if level is not None]
    percents = [percent for *_, percent in rows if percent is not None]
    assert [entry.id for entry in goal.entries] == [row[1] for row in rows[-reads.ENTRIES :]]
    assert goal.entry_count == len(rows)
    assert goal.now == (levels[-1] if levels else goal.baseline)
    assert goal.percent == (percents[-1] if percents else None)
    assert {party: entry.id for party, entry in goal.latest.items()} == {row[2]: row[1] for row in rows}
    assert {party: entry.id for party, entry in goal.latest_levels.items()} == {
        row[2]: row[1] for row in rows if row[3] is not None
    }
    way = [goal.baseline, *levels] if levels else percents
    before = way[:-1][-3:]
    mean = sum(before) / len(before) if before else None
    expected = None if mean is None else (Trend.LEVEL, Trend.UP, Trend.DOWN)[(way[-1] > mean) - (way[-1] < mean)]
    assert goal.trend is expected


def test_what_was_said_long_ago_still_stands(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "ENTRIES", 2)
    goal_id = writes.add(practice, drafted(begin(practice)))
    told = [(40, Party.MANAGER, 2), *((30 - i, Party.COACH, level) for i, level in enumerate((2, 2, 1, 1)))]
    for days, party, level in told:
        writes.note(practice, ProgressDraft(goal_id, TODAY - timedelta(days=days), party, level))
    for percent in (10, 20, 30):
        writes.note(
            practice, ProgressDraft(goal_id, TODAY - timedelta(days=9 - percent // 10), Party.CLIENT, None, percent)
        )
    engagement = reads.draft(practice.db, goal_id).engagement_id
    (goal,) = page(practice, engagement)
    assert [entry.percent for entry in goal.entries] == [20, 30]
    assert (goal.entry_count, goal.now, goal.percent, goal.trend) == (8, 1, 30, Trend.DOWN)
    assert {party: entry.level for party, entry in goal.latest_levels.items()} == {Party.MANAGER: 2, Party.COACH: 1}
    assert {party: entry.percent for party, entry in goal.latest.items()} == {
        Party.MANAGER: None,
        Party.COACH: None,
        Party.CLIENT: 30,
    }


def assert_t(goals: tuple[GoalLine, ...], change: Any) -> None:
    weights = [goal.importance * goal.difficulty for goal in goals]
    deviation = (
        sum(w * v * (1 if i == j else 0.3) for i, w in enumerate(weights) for j, v in enumerate(weights))
    ) ** 0.5
    for score, levels in ((change.baseline, [g.baseline for g in goals]), (change.achieved, [g.now for g in goals])):
        weighted = sum(w * level for w, level in zip(weights, levels, strict=True))
        assert score.value == pytest.approx(50 + 10 * weighted / deviation)


def test_many_goals_take_no_more_queries_than_one(practice: Practice, engagement: str) -> None:
    def queries() -> int:
        told: list[str] = []
        practice.db.set_trace_callback(told.append)
        reads.goals(practice.db, engagement, NOW)
        development_plan.plan(practice.db, engagement, NOW)
        practice.db.set_trace_callback(None)
        return len(told)

    first = writes.add(practice, drafted(engagement))
    with practice.raw_action("filled in by a test") as db:
        db.execute("INSERT INTO pulse_round (id, engagement_id, number, held_on, state, threshold) "
                   "VALUES ('r', ?, 1, '2026-11-01', 'closed', 3)", (engagement,))  # fmt: skip
    few = queries()
    with practice.raw_action("filled in by a test") as db:
        for number in range(1, 40):
            key = f"{first[:28]}{number:04}"
            db.execute(
                "INSERT INTO goal (id, engagement_id, position, title, measure, achievable, state, author, importance, "
                "difficulty, baseline) VALUES (?, ?, ?, 'x', '', 0, 'agreed', 'client', 1, 1, -1)",
                (key, engagement, number),
            )
            for days in range(40):
                db.execute(
                    "INSERT INTO progress (id, goal_id, noted_on, level, party) VALUES (?, ?, ?, ?, 'coach')",
                    (f"{key}{days}", key, f"{TODAY - timedelta(days=days)}", days % 5 - 2),
                )
    assert queries() == few <= 30
    goal = page(practice, engagement)[7]
    assert (len(goal.entries), goal.entry_count, goal.entries[-1].noted_on, goal.now) == (24, 40, TODAY, -2)
    assert [entry.noted_on for entry in reads.entries(practice.db, goal.id, limit=2, offset=1)] == [
        TODAY - timedelta(days=1),
        TODAY - timedelta(days=2),
    ]


GROUPS = st.dictionaries(
    st.sampled_from([relation for relation in Relation if relation is not Relation.SELF]),
    st.lists(st.tuples(st.integers(-3, 3), st.booleans()), max_size=6),
)


@given(GROUPS, st.integers(3, 5), st.sampled_from(RoundState))
@example({Relation.PEER: [(1, True)] * 4}, 4, RoundState.CLOSED)
@example({Relation.PEER: [(1, True)] * 3, Relation.MANAGER: [(-1, True)]}, 4, RoundState.CLOSED)
def test_a_pulse_shows_what_its_threshold_allows(
    practice: Practice,
    groups: dict[Relation, list[tuple[int, bool]]],
    threshold: int,
    state: RoundState,
) -> None:
    engagement = begin(practice)
    goal_id = writes.add(practice, drafted(engagement))
    round_id = practice.new_id()
    with practice.raw_action("filled in by a test") as db:
        db.execute(
            "INSERT INTO pulse_round (id, engagement_id, number, held_on, state, threshold) "
            "VALUES (?, ?, 1, '2026-11-01', ?, ?)",
            (round_id, engagement, state, threshold),
        )
        for relation, answers in groups.items():
            for change, about_goal in answers:
                key = practice.new_id()
                db.execute(
                    "INSERT INTO pulse_rater (id, round_id, relation, answered_on) VALUES (?, ?, ?, '2026-11-02')",
                    (key, round_id, relation),
                )
                if about_goal:
                    db.execute(
                        "INSERT INTO pulse_answer (id, rater_id, goal_id, change) VALUES (?, ?, ?, ?)",
                        (key, key, goal_id, change),
                    )
    (shown,) = reads.goals(practice.db, engagement, NOW).pulse
    assert shown.answered == shown.asked == {relation: len(answers) for relation, answers in groups.items() if answers}
    given_on = {relation: [change for change, on in answers if on] for relation, answers in groups.items()}
    if not any(given_on.values()):
        assert shown.goals == ()
        return
    (goal,) = shown.goals
    enough = {r: c for r, c in given_on.items() if len(c) >= (1 if r is Relation.MANAGER else threshold)}
    allowed = [change for changes in enough.values() for change in changes]
    if state is not RoundState.CLOSED or not allowed:
        assert (goal.mean, goal.answers, goal.reached) == (None, 0, False)
        assert goal.withheld
    else:
        assert (goal.mean, goal.answers) == (pytest.approx(sum(allowed) / len(allowed)), len(allowed))
        left_out = any(changes for relation, changes in given_on.items() if relation not in enough)
        assert bool(goal.withheld) is left_out


def test_the_development_plan_leads_from_gap_to_effect(practice: Practice, engagement: str) -> None:
    goal_id = writes.add(practice, drafted(engagement, competency_ids=("c0", "c1")))
    writes.agree(practice, goal_id, TODAY)
    writes.add_milestone(practice, goal_id, "Handed over", TODAY)
    writes.note(practice, ProgressDraft(goal_id, TODAY, Party.COACH, level=1))
    loose = writes.add(practice, drafted(engagement, title="Speak early", competency_ids=()))
    ratings = {
        "start": {"c0": (1, 4, 1), "c1": (None, 5, 2), "c2": (2, 3, 1)},
        # Where nothing was rated anew, what was said before still stands.
        "middle": {"c0": (3, None, 3), "c1": (2, 4, 2), "c2": (None, 3, 1)},
    }
    with practice.raw_action("filled in by a test") as db:
        for stage, rated in ratings.items():
            db.execute(
                "INSERT INTO assessment (id, engagement_id, stage, held_on) VALUES (?, ?, ?, '2026-09-01')",
                (stage, engagement, stage),
            )
            for competency, values in rated.items():
                db.execute(
                    "INSERT INTO competency_rating (id, assessment_id, competency_id, current, target, importance) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (stage + competency, stage, competency, *values),
                )
        db.execute(
            "INSERT INTO commitment (id, engagement_id, owner, body, made_on, state) "
            "VALUES ('k', ?, 'client', 'tell Marc', '2026-11-01', 'open')",
            (engagement,),
        )
    plan = development_plan.plan(practice.db, engagement, NOW)
    assert [
        (row.competency and row.competency.id, row.importance, row.began, row.current, row.target, row.gap, row.effect)
        for row in plan.rows
    ] == [
        ("c1", 2, 2, 2, 4, 2, None),
        ("c0", 3, 1, 3, 4, 1, 2),
        ("c2", 1, 2, 2, 3, 1, None),
        (None, 1, None, None, None, None, None),
    ]
    assert [[goal.goal_id for goal in row.goals] for row in plan.rows] == [[goal_id], [goal_id], [], [loose]]
    assert [row.unaddressed for row in plan.rows] == [False, False, True, False]
    goal = plan.rows[0].goals[0]
    assert ([one.title for one in goal.actions], goal.effect) == (["Handed over"], 2)
    assert plan.rows[3].goals[0].effect is None
    assert [one.body for one in plan.promised] == ["tell Marc"]
    assert (plan.client, plan.organisation, plan.change.change) == ("Dana Okafor", "Northwind", 20)
