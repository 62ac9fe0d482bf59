"""Gaps in their order, what changed since the start, and goals suggested from the largest gaps."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.assessment import RatingDraft, Stage
from coachtui.domain.competency_model import ModelCompetency
from coachtui.domain.goals import Smart
from coachtui.domain.intake import Intake, RatedCompetency, Rating, StageLine, suggested_goals
from coachtui.models import shipped

MODEL = shipped().as_model()
DAY = date(2026, 9, 1)
level = st.none() | st.integers(1, 5)
ratings = st.lists(st.tuples(level, level, st.integers(0, 3), st.booleans()), min_size=1, max_size=10)


def rated(key: str, *by_stage: tuple[int | None, int | None, int], goals: tuple[str, ...] = ()) -> RatedCompetency:
    found = {stage: Rating(key, *one, "") for stage, one in zip(Stage, by_stage, strict=False)}
    return RatedCompetency(key, key, "", False, ("a", "b", "c", "d", "e"), goals, found)


def intake(*competencies: RatedCompetency, stages: int = 1) -> Intake:
    lines = tuple(StageLine(stage, stage, DAY) for stage in tuple(Stage)[:stages])
    return Intake("e", "Dana", None, "m", "Own", "1", DAY, lines, competencies)


@given(ratings)
def test_the_order_is_that_of_a_recomputation(rows: list[tuple[int | None, int | None, int, bool]]) -> None:
    found = intake(*(rated(f"{n:02}", row[:3], goals=("goal",) * row[3]) for n, row in enumerate(rows)))
    weights = {}
    for n, (current, target, importance, _) in enumerate(rows):
        if current is not None and target is not None:
            weights[f"{n:02}"] = ((target - current) * importance, target - current)
    expected = sorted(weights, key=lambda key: (-weights[key][0], -weights[key][1], key))
    expected += [f"{n:02}" for n in range(len(rows)) if f"{n:02}" not in weights]
    assert [one.competency_id for one in found.ordered(Stage.START)] == expected
    unaddressed = {one.competency_id for one in found.competencies if one.unaddressed(Stage.START)}
    assert unaddressed == {key for key, (order, _) in weights.items() if order > 0 and not rows[int(key)][3]}
    aims = found.suggested_goals(Stage.START)
    wide = [key for key in expected if weights.get(key, (0, 0))[0] > 0 and not rows[int(key)][3]]
    assert [aim.competency_id for aim in aims] == wide[:3]


def test_what_changed_is_reckoned_from_the_start() -> None:
    one = rated("a", (2, 4, 3), (None, 4, 3), (4, 4, 3))
    assert [one.change(stage) for stage in Stage] == [None, None, 2]
    assert [one.gap(stage) for stage in Stage] == [2, None, 0]
    assert rated("a", (None, 4, 1), (3, 4, 1)).change(Stage.MIDDLE) is None
    assert one.change(None) is one.rating(None) is None


def test_a_closed_goal_addresses_a_gap_but_leaves_room_for_another() -> None:
    one = rated("a", (2, 4, 3))._replace(closed_goals=("reached",))
    assert not one.unaddressed(Stage.START)
    assert [aim.competency_id for aim in intake(one).suggested_goals(Stage.START)] == ["a"]


def test_a_stage_takes_targets_from_the_one_before() -> None:
    one = rated("a", (2, 4, 3))
    assert one.as_draft(Stage.START) == RatingDraft("a", 2, 4, 3)
    assert one.as_draft(Stage.END) == RatingDraft("a", None, 4, 3)
    assert rated("a").as_draft(Stage.START) == RatingDraft("a")


def test_stages_follow_one_another() -> None:
    nothing = intake(stages=0)
    assert (nothing.latest, nothing.next_stage, nothing.round) == (None, Stage.START, None)
    assert intake(stages=2).next_stage is Stage.END
    assert intake(stages=3).next_stage is None
    assert nothing.ordered(None) == ()


def named(name: str) -> ModelCompetency:
    return next(one for one in MODEL.competencies if one.name == name)


def test_a_suggested_goal_speaks_in_the_words_of_the_model() -> None:
    one = named("Delegates outcomes")
    (aim,) = suggested_goals(MODEL.competencies, [RatingDraft(one.id, 2, 3, 3)])
    assert aim.title == "Hands over outcomes with date and boundary, and reviews on the agreed dates only"
    assert (aim.competency, aim.importance, aim.baseline) == ("Delegates outcomes", 3, -1)
    assert aim.levels == {-2: one.levels[0], -1: one.levels[1], 0: one.levels[2], 1: one.levels[3], 2: one.levels[4]}
    goal = aim.draft("engagement", DAY)
    assert goal.competency_ids == (one.id,)
    assert goal.problems() == ()
    assert {gap.letter for gap in goal.smart_gaps()} == {Smart.ACHIEVABLE, Smart.RELEVANT}


def test_where_nothing_worse_is_plausible_the_baseline_is_minus_two() -> None:
    one = named("Delegates outcomes")
    (aim,) = suggested_goals([one], [RatingDraft(one.id, 1, 5, 1)])
    assert (aim.baseline, aim.levels) == (-2, {-2: one.levels[0], -1: one.levels[3], 0: one.levels[4]})
    (aim,) = suggested_goals([one], [RatingDraft(one.id, 1, 2, 1)])
    assert set(aim.levels) == {-2, 0, 1, 2}


words = st.text(max_size=60)


@given(words, st.lists(words, min_size=5, max_size=5), st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
def test_any_words_make_a_goal_that_can_be_saved(
    name: str, levels: list[str], current: int, gap: int, importance: int
) -> None:
    one = ModelCompetency("c", name.replace("\0", ""), "", False, tuple(text.replace("\0", "") for text in levels))
    draft = RatingDraft("c", current, min(5, current + gap), importance)
    (aim,) = suggested_goals([one], [draft])
    goal = aim.draft("engagement", DAY)
    assert goal.problems() == ()
    assert Smart.SPECIFIC not in {missing.letter for missing in goal.smart_gaps()}
    assert len(set(goal.levels.values())) == len(goal.levels)
