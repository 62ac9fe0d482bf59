"""The forms of goals by pilot: what SMART misses while typing, what an agreed goal asks, drafts, steps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachtui.domain.goals import GoalDraft
from coachtui.domain.people import Party
from coachtui.ui.forms.goal_form import GoalForm
from coachtui.ui.forms.progress_form import read_stand
from tests.ui import goals_story
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.filling import choose, field, pick, told, write, wrong
from tests.ui.goals_story import first, stored, take

told_goals, with_goals = goals_story.told_goals, goals_story.with_goals


def letters(coach: Coach) -> str:
    """Return the letters of SMART as the form shows them."""
    return seen(coach).splitlines()[-1].rstrip("╯─ ").rpartition("─")[2].strip()


async def test_a_goal_is_written_and_smart_is_told_while_typing(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=NARROW, notifications=True) as coach:
        screen = await take(coach)
        await press(coach, "n")
        assert letters(coach) == "S? M? A? R? T?"
        assert told(coach, "title") == "It names a topic. Say what will be different."
        await write(coach, "title", "Say no early and stay")
        assert told(coach, "title") == ""
        assert letters(coach) == "S✓ M? A? R? T?"
        await write(coach, "measure", "Disagreements raised in the meeting")
        await choose(coach, "achievable", "yes")
        assert told(coach, "objective_id") == "It is not linked to an objective of the organisation."
        await write(coach, "due_on", "19 feb 2027")
        assert letters(coach) == "S✓ M✓ A✓ R? T✓"
        await pick(coach, "objective_id", "second line")
        assert told(coach, "competency_ids") == "It is not linked to a competency."
        await pick(coach, "competency_ids", "strong team")
        await pick(coach, "competency_ids", "pressure")
        assert len(field(coach, "competency_ids").value.split()) == 2
        await press(coach, "backspace")
        assert len(field(coach, "competency_ids").value.split()) == 1
        assert letters(coach) == "S✓ M✓ A✓ R✓ T✓"
        await write(coach, "expected", "Says so in the meeting, before the vote.")
        await write(coach, "better", "Says so in the meeting, before the vote.")
        await choose(coach, "importance", "3")
        await press(coach, "ctrl+g")
        assert "It says the same as 0" in wrong(coach)["better"]
        await write(coach, "better", "Says so, and asks the others.")
        await press(coach, "ctrl+g")
        goal = (await stored(coach)).goals[-1]
        assert (goal.title, goal.due_on, goal.importance, goal.smart) == (
            "Say no early and stay", date(2027, 2, 19), 3, (),
        )  # fmt: skip
        assert goal.levels == {0: "Says so in the meeting, before the vote.", 1: "Says so, and asks the others."}
        assert goal.objective is not None
        assert [one.name for one in goal.competencies] == ["Inspires and retains a strong team"]
        assert "Wrote the goal: Say no early and stay" in seen(coach)
        assert screen.goal is not None
        assert screen.goal.id == goal.id
        await press(coach, "u")
        assert len((await stored(coach)).goals) == 3


async def test_an_objective_that_is_new_is_added_with_the_goal(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "j", "E")
        await pick(coach, "objective_id", "Be known to the board")
        assert "added when you save" in told(coach, "objective_id")
        await write(coach, "title", "Be asked by the board")
        await press(coach, "ctrl+g")
        goal = (await stored(coach)).goals[1]
        assert goal.objective is not None
        assert (goal.title, goal.objective.name) == ("Be asked by the board", "Be known to the board")
        assert not goal.revisions
        await press(coach, "u")
        goal = (await stored(coach)).goals[1]
        assert (goal.title, goal.objective) == ("Board presence", None)


async def test_an_agreed_goal_asks_why_and_keeps_what_it_said(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        await press(coach, "E")
        assert not field(coach, "reason").display
        await choose(coach, "author", "manager")
        assert not field(coach, "reason").display
        await write(coach, "title", "Delegate outcomes for good")
        assert field(coach, "reason").display
        assert "Changed: title." in told(coach, "reason")
        before = await first(coach)
        await press(coach, "ctrl+g")
        assert "reason for the change is missing" in wrong(coach)["reason"]
        assert await first(coach) == before
        await write(coach, "reason", "[/b] she asked")
        await press(coach, "enter", "space", "ctrl+g")
        goal = await first(coach)
        assert (goal.title, goal.author) == ("Delegate outcomes for good", Party.MANAGER)
        revision = goal.revisions[0]
        assert (revision.former_title, revision.reason, revision.agreed_by) == (
            "Delegate outcomes, not tasks", "[/b] she asked", (Party.MANAGER,),
        )  # fmt: skip
        assert "Revised: Delegate outcomes for good" in seen(coach)
        await press(coach, "u")
        assert await first(coach) == before


async def test_what_was_typed_is_kept_and_given_back(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "n")
        await write(coach, "title", "Half a goal only")
        await pick(coach, "competency_ids", "pressure")
        await write(coach, "less", "half a level")
        await press(coach, "escape", "escape")
        assert coach.app.screen is screen
        await press(coach, "n")
        assert "Your unsaved text is back" in seen(coach)
        assert (field(coach, "title").value, field(coach, "less").value) == ("Half a goal only", "half a level")
        assert len(field(coach, "competency_ids").value.split()) == 1
        assert "✓ Decides well under pressure" in seen(coach)
        assert letters(coach).startswith("S✓") or "S✓ M?" in seen(coach)
        await press(coach, "escape", "escape")
        # A step keeps its evidence, and never an old level.
        await press(coach, "plus", *"because", "escape", "escape", "minus")
        assert (field(coach, "evidence").value, field(coach, "level").value) == ("because", "−1")


async def test_progress_is_noted_with_all_that_belongs_to_it(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "v", *"7", "ctrl+g")
        assert "There is no level +7" in wrong(coach)["level"]
        await write(coach, "level", "+2")
        assert "The direct reports hand outcomes on" in told(coach, "level")
        await write(coach, "noted_on", "24 dec 2026")
        await write(coach, "evidence", "two\nlines")
        await choose(coach, "party", "manager")
        await choose(coach, "confidence", "4")
        await press(coach, "ctrl+g")
        assert "still to come" in wrong(coach)["noted_on"]
        await write(coach, "noted_on", "12 aug 2026")
        await press(coach, "ctrl+g")
        assert "before the engagement starts" in wrong(coach)["noted_on"]
        await write(coach, "noted_on", "yesterday")
        await press(coach, "ctrl+g")
        entry = (await first(coach)).entries[-1]
        assert (entry.level, entry.party, entry.confidence, entry.evidence, entry.noted_on) == (
            2, Party.MANAGER, 4, "two\nlines", date(2026, 11, 20),
        )  # fmt: skip


async def test_a_suggestion_fills_the_form_and_becomes_a_goal(make_app: MakeApp, with_goals: Path) -> None:
    app = make_app(with_goals)
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        engagement_id = (await stored(coach)).engagement_id
        served = (await first(coach)).competencies[1]
        title = "From asking for views to sharing them"
        draft = GoalDraft(engagement_id, title, competency_ids=(served.id,), levels={0: "Shares first."})
        saved: list[str | None] = []
        await app.push_screen(GoalForm(app.desk, engagement_id, goals_story.TODAY, suggestion=draft), saved.append)
        await settled(coach)
        assert field(coach, "expected").value == "Shares first."
        assert f"✓ {served.name}" in seen(coach)
        await press(coach, "ctrl+g")
        goal = (await stored(coach)).goals[-1]
        assert saved == [goal.id]
        assert (goal.title, goal.levels, goal.competencies[0].id) == (title, {0: "Shares first."}, served.id)


@pytest.mark.parametrize(
    ("typed", "stand"),
    [("+1", (1, None)), ("-1", (-1, None)), ("−2", (-2, None)), ("0", (0, None)), ("60%", (None, 60)),
     (" 60 % ", (None, 60)), ("100 %", (None, 100))],
)  # fmt: skip
def test_where_a_goal_stands_is_read_as_it_is_said(typed: str, stand: tuple[int | None, int | None]) -> None:
    assert read_stand(typed) == stand


@pytest.mark.parametrize(
    ("typed", "words"),
    [("3", r"no level \+3"), ("60", "write 60 %"), ("-5 %", "0 to 100"), ("101%", "0 to 100"), ("", "Write a level"),
     ("up", "Write a level"), ("1.5", "Write a level")],
)  # fmt: skip
def test_what_cannot_be_read_says_how_it_is_written(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_stand(typed)
