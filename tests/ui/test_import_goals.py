"""Importing goals on the screen: from the palette and from Goals, faults first, as one action."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from coachtui.store import driver
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.import_goals import ImportGoals
from tests.conftest import NOW
from tests.ui.conftest import NARROW, WIDE, Coach, pictures, press, seen, settled

ROWS = (
    "client,goal,measure,due,progress,milestones\n"
    "Dana Okafor,Delegate [/b] outcomes,Priya runs it,2027-02-26,35,Name them;Hand them over;A month alone\n"
    "Mei Tan,Hire a deputy,,2026-12-31,140,\n"
    "Mei Tan,Let go of the old role,,2026-12-31,5,\n"
    "Nobody Known,=1+1,,,,\n"
)


def titles(file: Path) -> list[str]:
    """Return the titles of all live goals."""
    db = driver.connect(file, read_only=True)
    found = [title for (title,) in db.execute("SELECT title FROM goal WHERE deleted_at IS NULL ORDER BY title")]
    db.close()
    return found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with two good rows and two that aren't."""
    file = tmp_path / "goals.csv"
    file.write_text(ROWS)
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    return file


async def named(coach: Coach, file: Path) -> None:
    """Name a file in the dialog, and have it read."""
    assert isinstance(coach.app.screen, ImportGoals)
    coach.app.screen.query_one(Input).value = str(file)
    await press(coach, "enter")


async def by_palette(coach: Coach, file: Path) -> None:
    await settled(coach)
    await press(coach, "ctrl+p", *"import goals")
    await press(coach, "enter")
    await named(coach, file)


async def test_faults_come_first_and_all_else_is_taken_in_as_one_action(
    app: CoachApp, storied: Path, table: Path
) -> None:
    before = titles(storied)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "5", "i")
        await named(coach, table)
        words = " ".join(seen(coach).split())
        for told in ("2 new, 2 error", "errors are left out", "on Sat 21 Nov 2026", "Delegate [/b] outcomes", "^g"):
            assert told in words
        lines = [line for line in seen(coach).splitlines() if " error" in line or " new" in line]
        marked = [line for line in lines if "▲ error" in line or "+ new" in line]
        assert ["▲" in line for line in marked] == [True, True, False, False]
        assert "progress: “140” is outside the scale" in words
        await press(coach, "j")
        assert "No client here is called “Nobody Known”" in " ".join(seen(coach).split())
        assert titles(storied) == before
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, Frame)
        assert "Imported 2 goals from goals.csv · u takes it back" in seen(coach)
        assert titles(storied) == sorted([*before, "Delegate [/b] outcomes", "Let go of the old role"])
        await press(coach, "u", "y")
        assert titles(storied) == before
        await press(coach, "U", "y")
        await by_palette(coach, table)
        assert "2 same, 2 error" in seen(coach)
        assert "There is nothing to take in." in seen(coach)
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, ImportGoals)
        coach.app.screen.query_one(Input).value = str(table.parent)
        await press(coach, "tab", "shift+tab", "enter")
        await settled(coach)
        coach.app.screen.query_one(Input).value = str(table.with_name("none.csv"))
        await settled(coach)
        coach.app.screen.query_one(Input).focus()
        await press(coach, "enter")
        assert "can't be read" in seen(coach)
        await press(coach, "escape", "escape")
        assert isinstance(coach.app.screen, Frame)


@pictures
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_picture(
    snap_compare: Callable[..., bool],
    app: CoachApp,
    table: Path,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(table.parent)

    async def run(coach: Coach) -> None:
        await by_palette(coach, Path("goals.csv"))

    assert snap_compare(app, terminal_size=size, run_before=run)
