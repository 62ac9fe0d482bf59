"""Goal attainment, SMART and progress."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.goals import (
    GoalDraft,
    GoalStanding,
    ProgressDraft,
    RevisionDraft,
    Smart,
    Trend,
    t_change,
    t_score,
    trend,
    weight,
)
from coachtui.domain.people import Party

TODAY = date(2026, 11, 21)
LEVELS = st.integers(-2, 2)
WEIGHTS = st.integers(0, 9)
GOALS = st.lists(st.tuples(WEIGHTS, LEVELS), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ([(1, -1)] * 4, 35.49),
        ([(1, -2)] * 4, 20.98),
        ([(6, -2)] * 4, 20.98),
        ([(1, 1), (1, 0), (1, 1)], 59.13),
        ([(9, 0), (4, 1), (1, -1)], 52.66),
        ([(4, 1)], 60.00),
    ],
)
def test_t_as_published(goals: list[tuple[float, float]], expected: float) -> None:
    value = t_score(goals).value
    assert value is not None
    assert round(value, 2) == expected


def test_no_score_says_why() -> None:
    assert t_score([]).value is None
    assert "no goal" in t_score([]).reason.lower()
    assert t_score([(0, 1), (0, -2)]).value is None
    assert "weights are zero" in t_score([(0, 1)]).reason


@pytest.mark.parametrize("goal", [(-1, 0), (float("nan"), 0), (1, float("inf"))])
def test_t_refuses_nonsense(goal: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        t_score([goal])


@given(GOALS, st.data())
def test_t_never_falls_when_a_level_rises(goals: list[tuple[int, int]], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(goals) - 1))
    w, x = goals[index]
    if x == 2:
        return
    higher = [*goals[:index], (w, x + 1), *goals[index + 1 :]]
    before, after = t_score(goals).value, t_score(higher).value
    if before is None or after is None:
        assert before is after is None
    elif w == 0:
        assert after == before
    else:
        assert after > before


@given(st.lists(st.integers(1, 9), min_size=1))
def test_t_is_50_at_the_expected_outcome(weights: list[int]) -> None:
    assert t_score([(w, 0) for w in weights]).value == 50


@given(GOALS)
def test_t_mirrors_around_50_and_ignores_the_unit_of_weights(goals: list[tuple[int, int]]) -> None:
    value = t_score(goals).value
    if value is None:
        return
    assert t_score([(w, -x) for w, x in goals]).value == pytest.approx(100 - value)
    assert t_score([(w * 7, x) for w, x in goals]).value == pytest.approx(value)


def test_change_counts_a_goal_without_entries_at_its_baseline() -> None:
    change = t_change([GoalStanding(1, -1, 0), GoalStanding(1, -1), GoalStanding(1, -1, -1), GoalStanding(1, -1, -1)])
    assert change.baseline.value == pytest.approx(35.49, abs=0.005)
    assert change.change == pytest.approx((50 - 35.4908) / 4, abs=0.005)
    assert t_change([GoalStanding(0, -1, 2)]).change is None


@pytest.mark.parametrize(("importance", "difficulty", "expected"), [(3, 3, 9), (0, 3, 0), (2, 1, 2)])
def test_weight(importance: int, difficulty: int, expected: int) -> None:
    assert weight(importance, difficulty) == expected


FULL = GoalDraft(
    "e",
    "Delegate outcomes, not tasks",
    measure="Priya runs the plan alone",
    achievable=True,
    objective_id="o",
    competency_ids=("c",),
    due_on=date(2027, 2, 28),
    levels={-2: "a", 0: "b"},
)


def test_smart_goal_has_no_gaps() -> None:
    assert FULL.problems() == ()
    assert FULL.smart_gaps() == ()


@pytest.mark.parametrize(
    ("change", "letter", "words"),
    [
        ({"title": "Board presence"}, Smart.SPECIFIC, "topic"),
        ({"measure": "  "}, Smart.MEASURABLE, "measure"),
        ({"achievable": False}, Smart.ACHIEVABLE, "agreed"),
        ({"objective_id": None}, Smart.RELEVANT, "objective"),
        ({"competency_ids": ()}, Smart.RELEVANT, "competency"),
        ({"due_on": None}, Smart.TIMED, "date"),
    ],
)
def test_smart_names_what_is_missing(change: dict[str, object], letter: Smart, words: str) -> None:
    (gap,) = FULL._replace(**change).smart_gaps()  # type: ignore[arg-type]  # fields by name
    assert gap.letter is letter
    assert words in gap.reason


def test_a_bare_title_can_be_saved_and_lacks_the_rest() -> None:
    draft = GoalDraft("e", "Presence")
    assert draft.problems() == ()
    assert [gap.letter for gap in draft.smart_gaps()] == list(Smart)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"importance": 4}, "importance"),
        ({"difficulty": -1}, "difficulty"),
        ({"baseline": 0}, "baseline"),
        ({"levels": {3: "x"}}, "levels"),
        ({"levels": {0: "a\0"}}, "expected"),
        ({"levels": {-1: "Sits in", 0: "  SITS  in "}}, "expected"),
        ({"engagement_id": ""}, "engagement_id"),
        ({"due_on": date(202, 1, 1)}, "due_on"),
        ({"measure": "x" * 1_000_001}, "measure"),
    ],
)
def test_goal_draft_problems(change: dict[str, object], field: str) -> None:
    assert [problem.field for problem in FULL._replace(**change).problems()] == [field]  # type: ignore[arg-type]  # fields by name


ENTRY = ProgressDraft("g", TODAY, Party.CLIENT, level=1)


@pytest.mark.parametrize("entry", [ENTRY, ENTRY._replace(level=None, percent=0), ENTRY._replace(confidence=5)])
def test_progress_entries_that_are_fine(entry: ProgressDraft) -> None:
    assert entry.problems(TODAY) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"level": None}, "level"),
        ({"percent": 40}, "level"),
        ({"level": 3}, "level"),
        ({"level": -3}, "level"),
        ({"level": 0.5}, "level"),
        ({"level": None, "percent": 101}, "percent"),
        ({"level": None, "percent": -1}, "percent"),
        ({"confidence": 0}, "confidence"),
        ({"party": Party.SPONSOR}, "party"),
        ({"noted_on": date(2026, 11, 22)}, "noted_on"),
    ],
)
def test_progress_problems(change: dict[str, object], field: str) -> None:
    problems = ENTRY._replace(**change).problems(TODAY)  # type: ignore[arg-type]  # fields by name
    assert [problem.field for problem in problems] == [field]


def test_revision_needs_a_reason() -> None:
    assert RevisionDraft("g", "The merger took the plant out of scope").problems() == ()
    assert [problem.field for problem in RevisionDraft("g", "").problems()] == ["reason"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], None),
        ([1], None),
        ([-1, 0], Trend.UP),
        ([0, -1], Trend.DOWN),
        ([0, 0, 0], Trend.LEVEL),
        ([2, 2, 2, 0, 0, 0, 0], Trend.LEVEL),
        ([0, 1, 0, 1], Trend.UP),
    ],
)
def test_trend(entries: list[float], expected: Trend | None) -> None:
    assert trend(entries) is expected
