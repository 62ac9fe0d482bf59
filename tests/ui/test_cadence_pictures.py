"""Pictures of Sessions, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from coachtui.store.errors import DamagedPractice
from coachtui.ui.app import CoachApp
from coachtui.ui.screens import session_page
from coachtui.ui.widgets.notes_area import NotesArea
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing
from tests.ui.test_cadence import unclosed
from tests.ui.test_cadence_series import serial

pytestmark = pictures
FIXTURES = (unclosed, serial)

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
DANA = ("o", *"dana", "enter", "4")


@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_sessions(snap_compare: Compare, make_app: MakeApp, unclosed: Path, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(make_app(unclosed, theme=theme), terminal_size=size, run_before=pressing(*DANA))


@both_sizes
def test_sessions_none_yet(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("o", *"zo", "enter", "4"))


@both_sizes
def test_sessions_error(
    snap_compare: Compare, app: CoachApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise DamagedPractice("practice.coach is damaged. It was left as it is; a backup lies beside it.")

    monkeypatch.setattr(session_page, "read", damaged)
    assert snap_compare(app, terminal_size=size, run_before=pressing(*DANA))


def test_commitments_in_focus(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing(*DANA, "tab", "tab"))


def test_closing(snap_compare: Compare, make_app: MakeApp, unclosed: Path) -> None:
    assert snap_compare(make_app(unclosed), terminal_size=NARROW, run_before=pressing(*DANA, "c", "h"))


def test_cancelling_late(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing(*DANA, "x"))


@both_sizes
def test_planning(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing(*DANA, "n"))


@both_sizes
def test_notes(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=_notes)


async def _notes(coach: Coach) -> None:
    run: Callable[[Coach], Awaitable[None]] = pressing(*DANA, "k", "enter")
    await run(coach)
    for area in coach.app.screen.query(NotesArea):
        area.cursor_blink = False
    await press(coach, "end")


def test_planning_a_series(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=WIDE, run_before=pressing(*DANA, "N"))


def test_moving_some_of_a_series(snap_compare: Compare, make_app: MakeApp, serial: Path) -> None:
    paper = make_app(serial, theme="paper")
    assert snap_compare(paper, terminal_size=NARROW, run_before=pressing(*DANA, "G", "k", "k", "k", "m", "t"))


def test_cancelling_some_of_a_series(snap_compare: Compare, make_app: MakeApp, serial: Path) -> None:
    assert snap_compare(make_app(serial), terminal_size=NARROW, run_before=pressing(*DANA, "G", "k", "k", "k", "x"))
