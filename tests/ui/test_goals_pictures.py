"""Pictures of Goals, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.store.errors import DamagedPractice
from coachtui.store.reads import goals as reads
from coachtui.ui.app import CoachApp
from tests.ui import goals_story
from tests.ui.conftest import NARROW, WIDE, MakeApp, pictures, pressing

pytestmark = pictures
told_goals, told_many = goals_story.told_goals, goals_story.told_many
with_goals, with_many = goals_story.with_goals, goals_story.with_many

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
DANA = ("o", *"da", "enter", "5")
MEI = ("o", *"mei", "enter", "5")


@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_goals(snap_compare: Compare, make_app: MakeApp, with_goals: Path, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(make_app(with_goals, theme=theme), terminal_size=size, run_before=pressing(*DANA))


def test_goals_none_yet(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing(*MEI))


def test_goals_many(snap_compare: Compare, make_app: MakeApp, with_many: Path) -> None:
    assert snap_compare(make_app(with_many), terminal_size=WIDE, run_before=pressing(*MEI, "G", "enter"))


def test_goals_error(snap_compare: Compare, app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise DamagedPractice("practice.coach is damaged. It was left as it is; a backup lies beside it.")

    monkeypatch.setattr(reads, "goals", damaged)
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing(*DANA))


def test_in_the_goal(snap_compare: Compare, make_app: MakeApp, with_goals: Path) -> None:
    assert snap_compare(make_app(with_goals), terminal_size=NARROW, run_before=pressing(*DANA, "enter", "G"))


def test_goal_without_much(snap_compare: Compare, make_app: MakeApp, with_goals: Path) -> None:
    assert snap_compare(make_app(with_goals), terminal_size=NARROW, run_before=pressing(*DANA, "j"))


def test_step(snap_compare: Compare, make_app: MakeApp, with_goals: Path) -> None:
    assert snap_compare(make_app(with_goals), terminal_size=NARROW, run_before=pressing(*DANA, "plus", "tab"))


def test_goal_form(snap_compare: Compare, make_app: MakeApp, with_goals: Path) -> None:
    keys = (*DANA, "E", "tab", "tab", "right")
    assert snap_compare(make_app(with_goals), terminal_size=NARROW, run_before=pressing(*keys))


def test_plan(snap_compare: Compare, make_app: MakeApp, with_goals: Path) -> None:
    assert snap_compare(make_app(with_goals), terminal_size=NARROW, run_before=pressing(*DANA, "d"))
