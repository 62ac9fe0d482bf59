"""Goals by pilot: what stands on the screen, and every key that changes a goal or what hangs on it."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from coachtui.domain.goals import GoalState
from coachtui.domain.people import Party
from coachtui.ui.app import CoachApp
from coachtui.ui.ascii import TABLE
from coachtui.ui.commands import Need
from coachtui.ui.widgets.goal_sheet import GoalSheet
from coachtui.ui.widgets.rows import Rows
from tests.conftest import StandingClock
from tests.ui import goals_story
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen
from tests.ui.goals_story import first, stored, take
from tests.ui.test_hostile_text import FORBIDDEN

told_goals, told_many, told_hostile = goals_story.told_goals, goals_story.told_many, goals_story.told_hostile
with_goals, with_many, with_hostile = goals_story.with_goals, goals_story.with_many, goals_story.with_hostile


def told(coach: Coach) -> str:
    """Return what is seen without frames and breaks."""
    return " ".join(seen(coach).replace("\N{NO-BREAK SPACE}", " ").replace("│", " ").split())


async def test_everything_about_the_goal_in_hand_is_on_the_screen(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        await take(coach)
        shown = seen(coach)
        for words in (
            "Goals · 3, 2 drafts", "T 40.0 → 50.0  +10", "50 is the outcome expected", "weight 6", "✓ SMART",
            "lacks SMART", "10 ▁▃▅ 60 %", "−1 ▂▂▄▄ 0", "↑ rising", "● agreed", "○ draft",
            "+2  │", "The direct reports hand outcomes on", "0  ● CK", "−1  ○ M", "○ baseline  ● now  C Dana",
            "Way so far", "expected", "17 Sep", "importance 3 × difficulty 2", "agreed Tue 1 Sep",
            "Run the business through the second line", "1 of 3 done, 1 overdue", "8 days overdue", "due Fri 15 Jan",
            "2 days late", "4 entries, latest first · evidence is private", "you, sure 5/5  Heard of the hiring",
        ):  # fmt: skip
            assert words in shown.replace("\N{NO-BREAK SPACE}", " "), words
        # Whatever is drawn has its letter for terminals that lack the mark.
        assert {mark for mark in shown if not mark.isascii() and ord(mark) not in TABLE} == set()
        await press(coach, "enter", "G")
        shown = seen(coach)
        for words in ("What Dana says", "I had thought", "The board moved its date", "agreed by"):
            assert words in shown, words
        await press(coach, "escape", "j")
        shown = seen(coach)
        for words in ("−2", "much less: not written", "S  It names a topic", "no objective", "none yet", "nothing yet"):
            assert words in shown, words
        assert "● baseline" in shown
        await press(coach, "j")
        shown = seen(coach)
        for words in ("Followed in per cent", "100 % ┤", "C C 60 %", "it does not"):
            assert words in shown, words


async def test_every_line_can_be_reached_at_the_small_size(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=NARROW) as coach:
        screen = await take(coach)
        assert "Board presence" in seen(coach)
        await press(coach, "enter")
        assert screen.has_class("-inside")
        assert "Board presence" not in seen(coach)
        read = seen(coach)
        for _ in range(8):
            await press(coach, "pagedown")
            read += seen(coach)
        for words in (
            "Two more outcomes", "Way so far", "weight", "A month without", "still in every", "I was checking",
            "The board moved",
        ):  # fmt: skip
            assert words in read, words
        await press(coach, "escape")
        assert screen.focused is screen.query_one("#goals", Rows)
        assert "Board presence" in seen(coach)


async def test_a_step_is_one_key_the_evidence_and_enter(
    make_app: MakeApp, with_goals: Path, clock: StandingClock
) -> None:
    async with make_app(with_goals).run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        await press(coach, "plus", *"two owners now", "enter")
        goal = await first(coach)
        entry = goal.entries[-1]
        assert (entry.level, entry.party, entry.evidence, entry.noted_on) == (
            1, Party.COACH, "two owners now", goals_story.TODAY,
        )  # fmt: skip
        assert "Noted: Delegate outcomes, not tasks at +1, by you" in seen(coach)
        assert "+1  ● K" in seen(coach)
        await press(coach, "u")
        assert len((await first(coach)).entries) == 4
        # Another party steps from where it saw the goal last: the manager said −1.
        await press(coach, "w", "w")
        assert "note what manager says" in seen(coach)
        await press(coach, "minus", "enter")
        entry = (await first(coach)).entries[-1]
        assert (entry.level, entry.party) == (-2, Party.MANAGER)
        clock.forward(minutes=1)
        # In the form the arrows change the level, and ^t the party, without leaving the evidence.
        await press(coach, "plus", "ctrl+t", *"said so", "down", "enter")
        entry = (await first(coach)).entries[-1]
        assert (entry.level, entry.party, entry.evidence) == (0, Party.COACH, "said so")
        # A goal followed in per cent steps by ten.
        await press(coach, "j", "j", "plus", "enter")
        goal = (await stored(coach)).goals[2]
        assert [one.percent for one in goal.entries] == [10, 40, 60, 70]


async def test_agreeing_closing_ordering_and_the_bin(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "j", "a", "ctrl+g")
        assert "These levels are not written: −2, −1, +1, +2." in told(coach)
        await press(coach, "ctrl+g")
        goal = (await stored(coach)).goals[1]
        assert (goal.state, goal.agreed_on) == (GoalState.AGREED, goals_story.TODAY)
        await press(coach, "x")
        assert (await stored(coach)).goals[1].state is GoalState.CLOSED
        assert Need.OPEN_GOAL not in screen.having()
        await press(coach, "plus")
        assert coach.app.screen is screen
        await press(coach, "x")
        assert (await stored(coach)).goals[1].state is GoalState.AGREED
        await press(coach, "less_than_sign")
        assert [one.title for one in (await stored(coach)).goals][:2] == [
            "Board presence",
            "Delegate outcomes, not tasks",
        ]
        assert screen.goal is not None
        assert screen.goal.title == "Board presence"
        await press(coach, "less_than_sign", "greater_than_sign", "k")
        assert [one.title for one in (await stored(coach)).goals][1] == "Board presence"
        await press(coach, "D")
        assert "4 progress entries, 3 milestones, 1 reflection" in seen(coach)
        await press(coach, "n")
        assert len((await stored(coach)).goals) == 3
        await press(coach, "D", "y")
        assert len((await stored(coach)).goals) == 2
        await press(coach, "u")
        assert (await first(coach)).entry_count == 4


async def test_milestones_are_added_ticked_moved_changed_and_binned(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "m", *"Name a deputy", "enter", *"1 apr 2027", "ctrl+g")
        assert "after the goal's own date" in seen(coach)
        await press(coach, "ctrl+g")
        assert [one.title for one in (await first(coach)).milestones][-1] == "Name a deputy"
        await press(coach, "enter")
        assert screen.query_one(GoalSheet).key.startswith("milestone:")
        await press(coach, "space")
        assert (await first(coach)).milestones[-1].done_on == goals_story.TODAY
        await press(coach, "less_than_sign")
        assert [one.title for one in (await first(coach)).milestones].index("Name a deputy") == 2
        await press(coach, "space", "E", "end", *" soon", "ctrl+g", "ctrl+g")
        milestone = (await first(coach)).milestones[2]
        assert (milestone.title, milestone.done_on) == ("Name a deputy soon", None)
        await press(coach, "D", "y")
        assert len((await first(coach)).milestones) == 3
        await press(coach, "u")
        assert len((await first(coach)).milestones) == 4


async def test_entries_and_reflections_are_changed_and_binned(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "r", *"[/b] I let it be", "ctrl+g")
        assert (await first(coach)).reflections[0].body == "[/b] I let it be"
        sheet = screen.query_one(GoalSheet)
        await press(coach, "enter")
        assert sheet.key.startswith("reflection:")
        await press(coach, "D", "y")
        assert len((await first(coach)).reflections) == 1
        while not sheet.key.startswith("entry:"):
            await press(coach, "k")
        oldest = (await first(coach)).entries[0]
        assert sheet.key == f"entry:{oldest.id}"
        await press(coach, "enter", "up", "ctrl+g")
        assert (await first(coach)).entries[0].level == 0
        await press(coach, "D")
        assert "0 by you, Thu 17 Sep" in seen(coach)
        await press(coach, "y")
        assert (await first(coach)).entry_count == 3


async def test_many_goals_with_many_entries_are_listed_and_all_entries_can_be_reached(
    make_app: MakeApp, with_many: Path
) -> None:
    async with make_app(with_many).run_test(size=NARROW) as coach:
        screen = await take(coach, "mei")
        assert "Goals · 40, 40 drafts" in seen(coach)
        await press(coach, "G")
        assert "Goal number 40" in seen(coach)
        await press(coach, "k", "k", "enter", "G")
        goal = screen.goal
        assert goal is not None
        assert (goal.title, goal.entry_count, len(goal.entries)) == ("Goal number 38 of a great many", 30, 24)
        read = seen(coach)
        for _ in range(4):
            await press(coach, "pageup")
            read += seen(coach)
        assert "Thu 9 Jul" in read
        assert "latest 24 of 30" in seen(coach) or "latest 24 of 30" in read


async def test_no_goal_yet_says_how_to_begin(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        screen = await take(coach)
        assert "No goal yet." in seen(coach)
        assert Need.GOAL not in screen.having()
        await press(coach, "plus", "E", "D", "enter", "d")
        assert "Development plan" in seen(coach)
        await press(coach, "d", "n")
        assert "New goal" in seen(coach)


async def test_the_plan_shows_gap_goal_action_and_effect(make_app: MakeApp, with_goals: Path) -> None:
    async with make_app(with_goals).run_test(size=NARROW) as coach:
        screen = await take(coach)
        await press(coach, "d")
        read = seen(coach)
        for _ in range(3):
            await press(coach, "pagedown")
            read += seen(coach)
        for words in (
            "2 → 4", "gap 2", "Delegate outcomes", "☑ The outcomes", "☐ Priya runs", "−1 → 0", "↑ rising",
            "serves no competency", "60 %", "no entry yet", "tell Marc what stops",
        ):  # fmt: skip
            assert words in read, words
        await press(coach, "escape")
        assert coach.app.screen is screen


async def test_hostile_texts_are_drawn_as_text(make_app: MakeApp, with_hostile: Path) -> None:
    async with make_app(with_hostile).run_test(size=WIDE, notifications=True) as coach:
        screen = await take(coach, "mei")
        shapes = [("j",)] * 6 + [
            ("enter", "G"), ("k", "D"), ("n", "escape", "E"), ("escape", "escape", "plus"), ("escape", "escape", "d"),
            ("G",), ("escape", "g", "D"), ("n", "x"), ("x", "<"),
        ]  # fmt: skip
        for keys in shapes:
            await press(coach, *keys)
            for line in seen(coach).splitlines():
                assert not FORBIDDEN & set(line), keys
                assert cell_len(line) <= WIDE[0]
        assert screen.page is not None
        assert len(screen.page.goals) == 7
    assert coach.app.return_code in (None, 0)
