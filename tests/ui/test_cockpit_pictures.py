"""Pictures of the cockpit; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from coachtui.ui.screens import cockpit_keeping
from coachtui.ui.screens.cockpit import CockpitScreen
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, settled

pytestmark = pictures


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store when a picture says so, and not after a second, which may pass anywhere."""
    monkeypatch.setattr(cockpit_keeping, "KEEP_S", 1_000.0)


Compare = Callable[..., bool]
NOTES = """## Reality
Marc runs the plan, Dana still sits in.

!do @dana fri tell Marc what stops
!do @me send the questions
?ff @peer say early what you do not know
!do @nobody this can't be read
~letting-go

>> Dana chose to leave the plan to Marc.
"""


def under_way(*keys: str, text: str = NOTES, **passed: float) -> Callable[[Coach], Awaitable[None]]:
    """Return what a picture runs before it is taken: a session with these notes, after this time, then these keys."""

    async def run(coach: Coach) -> None:
        await settled(coach)
        await press(coach, "s")
        screen = coach.app.screen
        assert isinstance(screen, CockpitScreen)
        screen.area.insert(text)
        await settled(coach)
        screen._keep()
        await settled(coach)
        clock = screen.desk.clock
        assert isinstance(clock, StandingClock)
        for _ in range(6):
            clock.forward(**{unit: number / 6 for unit, number in passed.items()})
            screen.tick()
        await press(coach, *keys)

    return run


@pytest.mark.parametrize(
    ("theme", "size", "before"),
    [
        pytest.param("ink", WIDE, under_way(text=""), id="begun"),
        pytest.param("paper", WIDE, under_way("up", "up", "up", "up", minutes=23), id="full"),
        pytest.param("ink", WIDE, under_way("ctrl+t", *"!do @", minutes=52), id="paused, completing"),
        pytest.param("ink", NARROW, under_way("up", "up", "up", "up", minutes=23), id="narrow"),
        pytest.param("ink", NARROW, under_way("tab", minutes=63), id="captured, over time"),
        pytest.param("paper", NARROW, under_way("shift+tab", "d", minutes=57), id="brief, near the end"),
    ],
)
def test_cockpit(
    snap_compare: Compare,
    make_app: MakeApp,
    storied: Path,
    theme: str,
    size: tuple[int, int],
    before: Callable[[Coach], Awaitable[None]],
) -> None:
    assert snap_compare(make_app(storied, theme=theme), terminal_size=size, run_before=before)


def test_cockpit_announced(snap_compare: Compare, make_app: MakeApp, storied: Path) -> None:
    assert snap_compare(
        make_app(storied), terminal_size=NARROW, run_before=under_way("escape", "1", text="x", minutes=5)
    )
