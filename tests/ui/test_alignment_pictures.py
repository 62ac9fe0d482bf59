"""Pictures of Alignment, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.store.errors import DamagedPractice
from coachtui.ui.app import CoachApp
from coachtui.ui.screens import alignment_reading
from tests.ui.conftest import NARROW, WIDE, MakeApp, pictures, pressing
from tests.ui.test_alignment import aligned, told_aligned

pytestmark = pictures
assert aligned  # a fixture
assert told_aligned  # another

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
both_themes = pytest.mark.parametrize("theme", ["ink", "paper"])
DANA = ("o", *"da", "enter", "3")


@both_sizes
@both_themes
def test_alignment(snap_compare: Compare, make_app: MakeApp, aligned: Path, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(make_app(aligned, theme=theme), terminal_size=size, run_before=pressing(*DANA))


def test_alignment_meetings(snap_compare: Compare, make_app: MakeApp, aligned: Path) -> None:
    assert snap_compare(make_app(aligned), terminal_size=NARROW, run_before=pressing(*DANA, "tab", "g"))


def test_alignment_with_nothing_yet(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("o", *"iris", "enter", "3"))


def test_alignment_error(snap_compare: Compare, app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise DamagedPractice("practice.coach is damaged. It was left as it is; a backup lies beside it.")

    monkeypatch.setattr(alignment_reading, "read", damaged)
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing(*DANA))


@both_sizes
def test_agreement(snap_compare: Compare, make_app: MakeApp, aligned: Path, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(aligned), terminal_size=size, run_before=pressing(*DANA, "a", "j", "l"))


def test_rating_hidden(snap_compare: Compare, make_app: MakeApp, aligned: Path) -> None:
    keys = ("r", "c", "1", "enter", "0", "enter", "escape")
    assert snap_compare(make_app(aligned), terminal_size=NARROW, run_before=pressing(*DANA, *keys))


def test_rating(snap_compare: Compare, make_app: MakeApp, aligned: Path) -> None:
    assert snap_compare(make_app(aligned), terminal_size=NARROW, run_before=pressing(*DANA, "r", "m", "minus", "1"))


def test_recording_a_three_way(snap_compare: Compare, make_app: MakeApp, aligned: Path) -> None:
    keys = ("tab", "g", "m")
    assert snap_compare(make_app(aligned), terminal_size=NARROW, run_before=pressing(*DANA, *keys))


def test_changing_the_agreement(snap_compare: Compare, make_app: MakeApp, aligned: Path) -> None:
    keys = ("a", "E", "l", "j", "j", "space")
    assert snap_compare(make_app(aligned), terminal_size=NARROW, run_before=pressing(*DANA, *keys))
