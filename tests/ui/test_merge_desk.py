"""The merge desk, the bin and the badges, as the coach uses them."""

from __future__ import annotations

from pathlib import Path

from coachtui.ui.app import CoachApp
from coachtui.ui.screens.merge_desk import MergeDesk
from coachtui.ui.widgets.versions import VersionPane
from tests.ui import conflicts_story
from tests.ui.conftest import NARROW, WIDE, MakeApp, press, seen, settled, until

told_conflicts, with_conflicts = conflicts_story.told_conflicts, conflicts_story.with_conflicts


async def test_choosing_goes_to_the_next_and_undo_brings_it_back(make_app: MakeApp, with_conflicts: Path) -> None:
    async with make_app(with_conflicts).run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "M")
        assert "Conflicts · 6" in seen(coach)
        assert "engagement P-" in seen(coach)
        await press(coach, "j", "j")
        text = seen(coach)
        assert "notes of the session of 5 Nov, Dana Okafor" in text
        assert "‹only›" in text
        assert "‹mostly›" in text
        assert "‹Ask Marc in a fortnight" in text
        await press(coach, "b")
        await until(coach, lambda: "Kept both versions" in seen(coach))
        await settled(coach)
        text = seen(coach)
        assert "Conflicts · 5" in text
        assert "␛[31m" in text  # the next one, whose hostile text is shown and does nothing
        assert not {"\x1b", "\u202e"} & set(text)
        await press(coach, "u")
        await until(coach, lambda: "Conflicts · 6" in seen(coach))
        # Two choices in one breath are two conflicts.
        await press(coach, "g")
        desk = coach.app.screen
        assert isinstance(desk, MergeDesk)
        desk.action_leave_it()
        desk.action_mine()
        await settled(coach)
        assert "Conflicts · 4" in seen(coach)
        await press(coach, "v")
        assert "Settled: left as it stands" in seen(coach)
        await press(coach, "v", "G")
        assert "in the bin" in seen(coach).lower()
        await press(coach, "a", "j", "j", "enter")
        await until(coach, lambda: "Conflicts · " not in seen(coach))
        assert "No conflict." in seen(coach)


async def test_a_small_terminal_has_the_versions_one_under_the_other(make_app: MakeApp, with_conflicts: Path) -> None:
    async with make_app(with_conflicts).run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await press(coach, "M", "j", "j", "tab", "tab", "G")
        pane = coach.app.screen.query_one("#theirs", VersionPane)
        assert pane.has_focus
        assert pane.scroll_offset.y > 0
        assert "fortnight" in seen(coach)
        await press(coach, "tab", "enter")
        assert "4 Sessions" in seen(coach)
        text = seen(coach)
        assert "Dana Okafor" in text
        assert "session 4 of 8 ≠ 2 versions" in text
        await press(coach, "M", "G", "r")
        await until(coach, lambda: "Restored" in seen(coach))
        await press(coach, "p")
        assert "≠" in next(line for line in seen(coach).splitlines() if "Dana Okafor" in line and "COO" not in line)


async def test_the_bin_gives_back(make_app: MakeApp, with_conflicts: Path) -> None:
    async with make_app(with_conflicts).run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "B")
        text = seen(coach)
        assert "Iris Novák" in text
        assert "went 4 sessions" in " ".join(text.split())
        assert "person Ådne Ø [/b]" in text
        await press(coach, "f", *"adne", "enter", "r")
        await until(coach, lambda: "Out of the bin: person" in seen(coach))
        await settled(coach)
        assert "Nothing matches" in seen(coach)
        await press(coach, "u")
        await until(coach, lambda: "took back: took person" in seen(coach))


async def test_empty_screens_say_what_belongs_there(fresh_app: CoachApp) -> None:
    async with fresh_app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await press(coach, "M")
        assert "No conflict." in seen(coach)
        await press(coach, "m", "a", "enter", "v")
        assert "Nothing was settled yet." in seen(coach)
        await press(coach, "B", "r")
        assert "The bin is empty." in seen(coach)
