"""Pictures of templates, in both sizes; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.ui.app import CoachApp
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, settled
from tests.ui.filling import write
from tests.ui.test_templates import PASTED, with_template

pytestmark = pictures

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_list(
    snap_compare: Compare,
    make_app: MakeApp,
    storied: Path,
    paths: Paths,
    clock: StandingClock,
    size: tuple[int, int],
    theme: str,
) -> None:
    with_template(storied, paths, clock)
    assert snap_compare(make_app(storied, theme=theme), terminal_size=size, run_before=pressing("e", "t"))


def test_none_yet(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("e", "t"))


def test_form(snap_compare: Compare, make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock) -> None:
    with_template(storied, paths, clock)
    assert snap_compare(make_app(storied), terminal_size=NARROW, run_before=pressing("e", "t", "E"))


@pytest.mark.parametrize(
    ("step", "size"),
    [("terms", NARROW), ("members", NARROW), ("members", WIDE), ("summary", NARROW)],
    ids=["terms-narrow", "members-narrow", "members-wide", "summary-narrow"],
)
def test_cohort(
    snap_compare: Compare,
    make_app: MakeApp,
    storied: Path,
    paths: Paths,
    clock: StandingClock,
    step: str,
    size: tuple[int, int],
) -> None:
    with_template(storied, paths, clock)

    async def run(coach: Coach) -> None:
        await settled(coach)
        await press(coach, "e", "t", "enter")
        if step != "terms":
            await write(coach, "starts_on", "11 jan 2027")
            await press(coach, "ctrl+g")
            await write(coach, "members", f"Dana Okafor\n{PASTED}")
        if step == "summary":
            await press(coach, "ctrl+g")

    assert snap_compare(make_app(storied), terminal_size=size, run_before=run)
