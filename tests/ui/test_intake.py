"""Intake by pilot: what stands on the screen, ratings by keys, stages, evidence, the model, goals from gaps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from coachtui.domain.assessment import Stage
from coachtui.store import driver, writes
from coachtui.store.errors import DamagedPractice, DiskFull
from coachtui.store.reads import assessment as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Need, Place
from coachtui.ui.forms.evidence_form import EvidenceForm
from coachtui.ui.forms.goal_form import GoalForm
from coachtui.ui.forms.model_form import ModelForm
from coachtui.ui.forms.stage_form import StageForm
from coachtui.ui.screens.frame import Frame
from tests.ui import intake_story
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.filling import choose, field, write, wrong
from tests.ui.intake_story import MEI, NOBODY, screen, stored, take
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable

told_intake, assessed = intake_story.told_intake, intake_story.assessed
TEAM = "Inspires and retains a strong team"


def told(coach: Coach) -> str:
    """Return what is seen without frames and breaks."""
    return " ".join(seen(coach).replace("│", " ").split())


def place(coach: Coach) -> Place:
    """Return which screen is seen."""
    assert isinstance(coach.app.screen, Frame)
    return coach.app.screen.PLACE


async def until(coach: Coach, so: Callable[[], bool]) -> None:
    """Wait for what an undo leads to: `settled` does not wait for it, since it may ask first."""
    for _ in range(200):
        if so():
            return
        await coach.pause(0.02)
    raise AssertionError(seen(coach))


async def test_where_the_leader_is_today_is_on_the_screen(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=WIDE) as coach:
        await take(coach)
        shown = seen(coach)
        for words in (
            "Levels at the middle, Wed 18 Nov · ▲ 1 without a goal",
            "1 2 3 4 5  gap × imp",
            "· · ●━◎ ·      1 × 3  ✓ 1 goal",
            "· · ●━◎ ·      1 × 2  ▲ no goal",
            "· · ◉ · ·      0 × 1",
            "● 3 now", "◎ 4 target", "Draws in people who are better",
            "none at the middle yet; E writes it", "People stay, and say why", "A leadership KPI.",
            "Survey of autumn", "self            1 of 1", "manager         1 of 1", "peers           3 of 4",
            "direct reports  2 of 2   omitted: fewer than 3", "others          0 of 2", "all but self",
            "▲ blind spot −1.8  Inspires", "✓ hidden strength +1.5  Moves innovation",
            "2 → 4", "3 → 4", "↑ +1", "= 0", "Start to end · Tue 1 Sep → Wed 18 Nov",
        ):  # fmt: skip
            assert words in shown, words
        await press(coach, "s")
        assert "Levels at the start" in seen(coach)
        assert "✎ private Two people left within a year" in told(coach)


async def test_levels_are_set_by_keys_alone_and_each_is_taken_back(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=WIDE, notifications=True) as coach:
        here = await take(coach, MEI)
        assert "1–5 set" not in seen(coach)
        await press(coach, "4")
        assert place(coach) is Place.CADENCE
        await press(coach, "2", "enter", "2")
        assert place(coach) is Place.ASSESSMENT
        assert "1–5 set the level now" in seen(coach)
        assert "1–5 set" in seen(coach).splitlines()[-1]
        first = stored(assessed, "Mei Tan").competencies[0]
        assert (first.name, first.ratings[Stage.START][1:4]) == (TEAM, (2, 3, 1))
        await press(coach, "right", "space", "5", "left", "space", "3")
        assert stored(assessed, "Mei Tan").competencies[0].ratings[Stage.START][1:4] == (3, 4, 3)
        await press(coach, "4")
        assert "The importance runs from 0 to 3." in seen(coach)
        await press(coach, "9")
        assert "Levels run from 1 to 5." in seen(coach)
        await press(coach, "enter", "space", "1")
        two = stored(assessed, "Mei Tan").competencies
        assert two[1].ratings[Stage.START][1:4] == (1, 2, 1)
        # While the coach rates, every row keeps its place.
        assert here.ratings.order == tuple(one.competency_id for one in two)
        await press(coach, "k", "space", "backspace", "space", "0")
        assert stored(assessed, "Mei Tan").competencies[0].ratings[Stage.START][1:4] == (3, None, 0)
        await press(coach, "escape")
        assert here.ratings.order[0] == two[1].competency_id
        assert here.focused is here.ratings
        for after in ((3, None, 3), (3, 4, 3)):
            await press(coach, "u")
            await until(coach, lambda after=after: here.intake.competencies[0].ratings[Stage.START][1:4] == after)
        assert stored(assessed, "Mei Tan").competencies[0].ratings[Stage.START][1:4] == (3, 4, 3)
        await press(coach, "1")
        assert place(coach) is Place.TODAY


async def test_keys_that_come_quicker_than_the_file_are_all_stored(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=NARROW) as coach:
        await take(coach, MEI)
        await coach.press("enter", "1", "right", "right", "down", "5", "left", "left", "left", "down", "3", "escape")
        await settled(coach)
        found = stored(assessed, "Mei Tan")
        assert [one.ratings[Stage.START].current for one in found.competencies[:3]] == [3, 2, 3]
        # What one rating rests on stays with it, however quickly the cursor goes on.
        here = await take(coach)
        await press(coach, "s", "enter")
        before = stored(assessed).competencies
        for digit in "151":
            here.ratings.action_rate(digit)
            here.ratings.action_cursor_down()
        await settled(coach)
        after = stored(assessed).competencies
        assert [one.ratings[Stage.START].evidence for one in after[:6]] == [
            one.ratings[Stage.START].evidence for one in before[:6]
        ]
        assert before[0].ratings[Stage.START].evidence


async def test_rating_ends_with_the_engagement_and_a_rating_that_fails_is_not_shown(
    make_app: MakeApp, assessed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_app(assessed).run_test(size=WIDE, notifications=True) as coach:
        here = await take(coach, MEI)
        await press(coach, "enter", "3")
        await take(coach)
        assert not here.ratings.rating

        def full(*_: object) -> None:
            raise DiskFull("There is no room left to write.")

        monkeypatch.setattr(writes.assessment, "rate", full)
        before = here.ratings.marks
        await press(coach, "enter", "1")
        assert "There is no room left to write." in seen(coach)
        assert here.ratings.marks == before


async def test_it_is_assessed_again_and_stages_stand_side_by_side(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=WIDE, notifications=True) as coach:
        here = await take(coach)
        await press(coach, "b")
        assert isinstance(coach.app.screen, StageForm)
        assert field(coach, "stage").value == Stage.END
        await write(coach, "held_on", "1 dec 2027")
        await press(coach, "ctrl+g")
        assert "That day is to come" in wrong(coach)["held_on"]
        await write(coach, "held_on", "today")
        await press(coach, "ctrl+g")
        assert here.stage is Stage.END
        assert "Began the assessment at the end" in seen(coach)
        carried = stored(assessed).competencies[0].ratings[Stage.END]
        assert carried[1:4] == (None, 4, 3)
        await press(coach, "enter", "5", "escape", "b")
        assert "were all begun" in seen(coach)
        assert "5 → 4    ↑ +" in seen(coach)
        await press(coach, "s", "s", "s", "d")
        assert "Put this assessment in the bin?" in seen(coach)
        await press(coach, "y")
        assert [one.stage for one in stored(assessed).stages] == [Stage.START, Stage.MIDDLE]
        assert here.stage is Stage.MIDDLE
        await press(coach, "u")
        await until(coach, lambda: Stage.END in stored(assessed).competencies[0].ratings)
        assert stored(assessed).competencies[0].ratings[Stage.END].current == 5
        await press(coach, "t")
        assert here.ratings.order == tuple(one.competency_id for one in stored(assessed).competencies)


async def test_what_a_rating_rests_on_is_written_and_a_gap_becomes_a_goal(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        await press(coach, "E")
        assert isinstance(coach.app.screen, EvidenceForm)
        await write(coach, "evidence", "Nobody left since August.")
        await choose(coach, "current", "4")
        assert "Draws in people" in told(coach)
        await press(coach, "ctrl+g")
        rating = stored(assessed).competencies[0].ratings[Stage.MIDDLE]
        assert (rating.current, rating.target, rating.importance, rating.evidence) == (
            4,
            4,
            3,
            "Nobody left since August.",
        )
        assert "✎ private Nobody left since August." in told(coach)
        # Digits keep it.
        await press(coach, "enter", "3", "escape")
        assert stored(assessed).competencies[0].ratings[Stage.MIDDLE].evidence == "Nobody left since August."
        await press(coach, "g", "j")
        named = screen(coach.app).competency
        assert named is not None
        assert named.unaddressed(Stage.MIDDLE)
        await press(coach, "n")
        assert isinstance(coach.app.screen, GoalForm)
        await press(coach, "ctrl+g")
        (after,) = [one for one in stored(assessed).competencies if one.competency_id == named.competency_id]
        assert len(after.goals) == 1
        assert not after.unaddressed(Stage.MIDDLE)


async def test_a_model_is_chosen_while_nothing_is_rated(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=NARROW, notifications=True) as coach:
        here = await take(coach, NOBODY)
        assert "No competency model yet." in seen(coach)
        assert Need.COMPETENCY not in here.having()
        await press(coach, "enter", "m")
        assert isinstance(coach.app.screen, ModelForm)
        assert TEAM in told(coach)
        await press(coach, "ctrl+g")
        assert "Chose the model Leadership in practice 1.0" in told(coach)
        assert TEAM in seen(coach)
        await press(coach, "u")
        await until(coach, lambda: "No competency model yet." in seen(coach))
        await take(coach)
        assert Need.UNRATED not in screen(coach.app).having()


async def test_everything_can_be_reached_at_the_small_size(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=NARROW) as coach:
        await take(coach)
        await press(coach, "s", "tab", *"jjjjjjjjjjjjjjjjjj")
        assert "Others come to learn how the team was built" in told(coach)
        await press(coach, "g")
        assert "● 2 now" in seen(coach)
        await press(coach, "v", "G")
        assert "hidden strength" in seen(coach)
        await press(coach, "v")
        assert "↑ +1" in seen(coach)
        await press(coach, "G")
        assert "Carries weight with board" in seen(coach).splitlines()[-3]
        await press(coach, "v")
        assert "levels · 360 · start to end" in seen(coach)
        assert coach.app.focused is not None
        assert coach.app.focused.id == "levels"


async def test_whatever_a_model_says_is_drawn_as_text(make_app: MakeApp, assessed: Path) -> None:
    async with make_app(assessed).run_test(size=NARROW, notifications=True) as coach:
        await take(coach)
        await press(coach, "s")
        kinds = [storable(words) for words in TOGETHER]
        for first in range(0, len(kinds), 3):
            # Every competency has a kind of its own, and so has all else; each pass it is another.
            words = cycle(kinds[first:] + kinds[:first])
            db = driver.connect(assessed)
            for (key,) in db.execute("SELECT id FROM competency ORDER BY position").fetchall():
                one = (next(words), key)
                db.execute("UPDATE competency SET name = ?1 || position, description = ?1 WHERE id = ?2", one)
                db.execute("UPDATE competency_level SET description = ?1 WHERE competency_id = ?2", one)
            for table, column in (("competency_model", "name"), ("rating_evidence", "body"), ("feedback_round", "name"),
                                  ("goal", "title")):  # fmt: skip
                db.execute(f"UPDATE {table} SET {column} = ?", (next(words),))
            db.close()
            for keys in (("1", "2", "v"), ("v",), ("v", "enter"), ("escape", "E"), ("escape", "escape")):
                await press(coach, *keys)
                keeps_its_shape(coach)
        await press(coach, "enter", "3", "escape", "u")
        keeps_its_shape(coach)
    assert coach.app.return_code in (None, 0)


async def test_an_error_is_told_in_place_of_the_assessment(
    make_app: MakeApp, assessed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_app(assessed).run_test(size=NARROW) as coach:
        await take(coach)
        right = reads.intake

        def damaged(*_: object) -> None:
            raise DamagedPractice("practice.coach is damaged.")

        monkeypatch.setattr(reads, "intake", damaged)
        await press(coach, "1", "2")
        assert "practice.coach is damaged." in seen(coach)
        monkeypatch.setattr(reads, "intake", right)
        await press(coach, "1", "2")
        assert TEAM in seen(coach)


async def test_the_list_of_engagements_stands_where_none_is_in_hand(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await press(coach, "2")
        assert "Engagements" in seen(coach)
        assert screen(app).having() == set()
