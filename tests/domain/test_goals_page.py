"""What an agreed goal needs to change, the step of one key, T over a page, and the parts of a goal as typed."""

from __future__ import annotations

from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.goal_page import GoalLine, ProgressLine, change_of
from coachtui.domain.goal_parts import MilestoneDraft, ObjectiveDraft, ReflectionDraft
from coachtui.domain.goals import (
    LEVELS,
    REVISED,
    GoalDraft,
    GoalState,
    ProgressDraft,
    RevisionDraft,
    contracted,
    revised,
    t_score,
)
from coachtui.domain.people import Party

TODAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 22)
GOAL = GoalDraft(
    "e",
    "Delegate outcomes, not tasks",
    measure="Priya runs the plan alone",
    due_on=date(2027, 2, 28),
    levels={-1: "sits in", 0: "stays out"},
)

CHANGES = {
    "title": "Delegate outcomes",
    "measure": "",
    "due_on": date(2027, 3, 31),
    "levels": {-1: "sits in", 0: "stays out", 1: "is not asked"},
    "baseline": -2,
    "importance": 3,
    "difficulty": 0,
    "achievable": True,
    "objective_id": "o",
    "competency_ids": ("c",),
    "author": Party.MANAGER,
}


@given(st.sets(st.sampled_from(sorted(CHANGES))))
def test_what_a_goal_is_judged_by_changes_with_a_reason_only(names: set[str]) -> None:
    after = GOAL._replace(**{name: CHANGES[name] for name in names})  # type: ignore[arg-type]  # fields by name
    assert set(revised(GOAL, after)) == names & REVISED.keys()


def test_blanks_and_cleared_levels_are_no_revision() -> None:
    assert revised(GOAL, GOAL._replace(title=f" {GOAL.title} ", levels={**GOAL.levels, 2: "  "})) == ()
    assert revised(GOAL, GOAL._replace(levels={-1: "sits in"})) == ("levels",)


@pytest.mark.parametrize(
    ("state", "agreed_on", "expected"),
    [
        (GoalState.DRAFT, None, False),
        (GoalState.AGREED, TODAY, True),
        (GoalState.CLOSED, TODAY, True),
        (GoalState.CLOSED, None, False),
    ],
)
def test_contracted(state: GoalState, agreed_on: date | None, expected: bool) -> None:
    assert contracted(state, agreed_on) is expected


def test_every_level_alike_is_told_at_its_own_field() -> None:
    problems = GOAL._replace(levels={-2: "a", -1: "Á", 0: "b", 1: "a ", 2: ""}).problems()
    assert [(problem.field, "−2" in problem.message) for problem in problems] == [("less", True), ("better", True)]


def test_dates_that_do_not_fit() -> None:
    (problem,) = GOAL.problems(starts_on=date(2027, 3, 1))
    assert (problem.field, "before the engagement's start" in problem.message) == ("due_on", True)
    assert GOAL.problems(starts_on=GOAL.due_on) == ()
    assert [warning.field for warning in GOAL.warnings(ends_on=date(2027, 2, 27))] == ["due_on"]
    assert [warning.field for warning in GOAL._replace(difficulty=0).warnings()] == ["importance"]
    entry = ProgressDraft("g", date(2026, 8, 31), Party.CLIENT, level=0)
    assert [warning.field for warning in entry.warnings(starts_on=date(2026, 9, 1))] == ["noted_on"]
    assert entry.warnings(starts_on=entry.noted_on) == entry.warnings() == ()
    milestone = MilestoneDraft("g", "Handed over", date(2027, 3, 1))
    (warning,) = milestone.warnings(goal_due_on=GOAL.due_on, ends_on=date(2027, 2, 27))
    assert "the goal's own date" in warning.message
    assert "engagement's end" in milestone.warnings(ends_on=date(2027, 2, 27))[0].message
    assert milestone.warnings(goal_due_on=milestone.due_on) == ()


def test_parts_of_a_goal_as_typed() -> None:
    assert MilestoneDraft("g", "Handed over", TODAY).problems() == ()
    assert [one.field for one in MilestoneDraft("", " ", date(202, 1, 1)).problems()] == ["goal_id", "title", "due_on"]
    assert ReflectionDraft("g", "I let go", TODAY).problems(TODAY) == ()
    assert [one.field for one in ReflectionDraft("g", "", TOMORROW).problems(TODAY)] == ["body", "written_on"]
    assert ObjectiveDraft("o", "Open the plant").problems() == ()
    assert [one.field for one in ObjectiveDraft("", " ").problems()] == ["objective_id", "objective_id"]
    assert RevisionDraft("g", "r", revised_on=TODAY).problems(TODAY) == ()
    assert [one.field for one in RevisionDraft("g", "r", revised_on=TOMORROW).problems(TODAY)] == ["revised_on"]


def line(**values: object) -> GoalLine:
    return GoalLine("g", "e", 0, "Delegate outcomes", **values)  # type: ignore[arg-type]  # fields by name


def entry(party: Party, level: int | None = None, percent: int | None = None) -> ProgressLine:
    return ProgressLine(f"{party}", "g", TODAY, party, level, percent)


@given(st.integers(-2, 2), st.sampled_from([-1, 1]))
def test_a_step_is_the_next_level_within_the_scale(level: int, by: int) -> None:
    mine = entry(Party.CLIENT, level)
    goal = line(reached=2, latest={Party.CLIENT: mine}, latest_levels={Party.CLIENT: mine})
    stepped, percent = goal.step(Party.CLIENT, by)
    assert percent is None
    assert stepped == (level + by if level + by in LEVELS else level)


def test_who_said_nothing_steps_from_where_the_goal_stands() -> None:
    assert line().step(Party.MANAGER, 1) == (0, None)
    assert line(baseline=-2).step(Party.MANAGER, -1) == (-2, None)
    assert line(reached=1).step(Party.MANAGER, -1) == (0, None)
    # A percentage beside levels does not make it a goal in per cent.
    both = line(reached=1, percent=40, latest={Party.CLIENT: entry(Party.CLIENT, percent=40)})
    assert both.step(Party.CLIENT, 1) == (2, None)


@pytest.mark.parametrize(("percent", "by", "expected"), [(40, 1, 50), (95, 1, 100), (5, -1, 0), (40, -1, 30)])
def test_a_goal_in_per_cent_steps_by_ten(percent: int, by: int, expected: int) -> None:
    goal = line(percent=70, latest={Party.CLIENT: entry(Party.CLIENT, percent=percent)})
    assert goal.in_percent
    assert goal.step(Party.CLIENT, by) == (None, expected)
    assert goal.step(Party.COACH, by) == (None, 70 + 10 * by)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-2, 2)), min_size=1, max_size=8), st.floats(0, 1))
def test_t_is_the_weighted_sum_in_its_standard_deviations(goals: list[tuple[int, int]], rho: float) -> None:
    # Goals with a mean of 0, a deviation of 1 and the same correlation between any two: the variance of their
    # weighted sum is w'Rw. T has a mean of 50 and a deviation of 10.
    variance = sum(
        one * other * (1 if i == j else rho) for i, (one, _) in enumerate(goals) for j, (other, _) in enumerate(goals)
    )
    expected = 50 + 10 * sum(w * x for w, x in goals) / sqrt(variance) if variance else None
    assert t_score(goals, rho).value == (None if expected is None else pytest.approx(expected))


def test_t_of_a_page_counts_what_was_agreed() -> None:
    agreed = line(state=GoalState.AGREED, agreed_on=TODAY, reached=1)
    closed = line(state=GoalState.CLOSED, agreed_on=TODAY, reached=2, baseline=-2)
    draft, dropped = line(reached=2), line(state=GoalState.CLOSED, reached=-2)
    change = change_of([agreed, draft, closed, dropped])
    assert change.baseline.value == pytest.approx(50 - 15 * 2 / sqrt(0.7 * 2 + 0.3 * 4))
    assert change.achieved.value == pytest.approx(50 + 15 * 2 / sqrt(0.7 * 2 + 0.3 * 4))
    assert change_of([draft]).change is None
    assert "agreed" in change_of([draft]).achieved.reason
    assert "no goal" in change_of([]).achieved.reason.lower()
