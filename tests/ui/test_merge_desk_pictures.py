"""Pictures of the merge desk and the bin, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui import conflicts_story
from tests.ui.conftest import NARROW, WIDE, MakeApp, pictures, pressing

pytestmark = pictures
told_conflicts, with_conflicts = conflicts_story.told_conflicts, conflicts_story.with_conflicts

Compare = Callable[..., bool]


@pytest.mark.parametrize(("size", "theme"), [(WIDE, "ink"), (NARROW, "paper")], ids=["wide", "narrow"])
def test_two_versions(
    snap_compare: Compare, make_app: MakeApp, with_conflicts: Path, size: tuple[int, int], theme: str
) -> None:
    run = pressing("M", "j", "j")
    assert snap_compare(make_app(with_conflicts, theme=theme), terminal_size=size, run_before=run)


def test_bin(snap_compare: Compare, make_app: MakeApp, with_conflicts: Path) -> None:
    assert snap_compare(make_app(with_conflicts, theme="paper"), terminal_size=WIDE, run_before=pressing("B"))


def test_badges(snap_compare: Compare, make_app: MakeApp, with_conflicts: Path) -> None:
    keys = ("o", *"da", "enter", "4")
    assert snap_compare(make_app(with_conflicts), terminal_size=NARROW, run_before=pressing(*keys))
