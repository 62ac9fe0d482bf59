"""What tests of screens share: a practice with a story, the application on it, and waiting without pauses."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.store.practice import Practice, open_practice
from coachtui.ui.ahead import with_today
from coachtui.ui.app import CoachApp
from tests.conftest import StandingClock, copy_of
from tests.ui.quiet import draw_now, quiet, watch
from tests.ui.story import tell
from tests.ui.styled import once

WIDE, NARROW = (120, 36), (80, 24)
"""The two sizes in which every screen is looked at."""

Coach = Pilot[Any]
MakeApp = Callable[..., CoachApp]

pictures = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="pictures are compared on Python 3.11 only, on which they were made"
)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in UTC, whose terminal shows colours and moves nothing."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("coachtui.ui.app._look_for_garbage", lambda: None)
    watch(monkeypatch)
    once(monkeypatch)
    for kind, blink in (Input, "_toggle_cursor"), (TextArea, "_toggle_cursor_blink_visible"):
        monkeypatch.setattr(kind, blink, lambda _: None)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def told(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file with the story of `story.py`, written once and copied for each test."""
    directory = tmp_path_factory.mktemp("told")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(template, paths.practice, paths)
    clock = StandingClock()
    with open_practice(paths.practice, paths, clock=clock, random=Random(7)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        tell(practice, clock)
    return paths.practice


@pytest.fixture
def storied(told: Path, paths: Paths) -> Path:
    """A copy of the practice with the story, at the usual place."""
    return copy_of(told, paths.practice, paths)


@pytest.fixture
def make_app(paths: Paths, clock: StandingClock) -> Iterator[MakeApp]:
    """Make the application on a practice file; the gateway is closed after the test."""
    gateways: list[Gateway] = []

    def make(path: Path, *, theme: str = "ink", ahead: bool = False) -> CoachApp:
        def opening() -> Practice:
            return open_practice(path, paths, clock=clock, random=Random(11))

        opened, first = with_today(opening, clock) if ahead else (opening, None)
        gateway = Gateway(opened)
        gateways.append(gateway)
        gateway.start()
        return CoachApp(gateway, paths, clock, first=first, theme=theme)

    yield make
    for gateway in gateways:
        gateway.close()


@pytest.fixture
def app(make_app: MakeApp, storied: Path) -> CoachApp:
    """The application on the practice with the story."""
    return make_app(storied)


@pytest.fixture
def fresh_app(make_app: MakeApp, fresh: Path) -> CoachApp:
    """The application on a practice in which nothing has happened yet."""
    return make_app(fresh)


async def settled(coach: Coach) -> None:
    """Wait until all that was asked for is read and laid out; what waits for an answer of the coach is left waiting."""
    await quiet(coach.app)


async def until(coach: Coach, so: Callable[[], bool]) -> None:
    """Wait for something that no worker tells of: a size that is followed, a toast."""
    for _ in range(4_000):
        if so():
            return
        await coach.pause(0.01)
    raise AssertionError(seen(coach))


async def press(coach: Coach, *keys: str) -> None:
    """Press keys one after the other, each after all that the one before did."""
    await pressing(*keys)(coach)
    await settled(coach)


def pressing(*keys: str) -> Callable[[Coach], Awaitable[None]]:
    """Return what a picture runs before it is taken, which draws: these keys, and nothing that blinks."""

    async def run(coach: Coach) -> None:
        await quiet(coach.app, draw=False)
        for key in keys:
            await coach.press(key)
            await quiet(coach.app, draw=False)

    return run


def seen(coach: Coach) -> str:
    """Return the screen as text, line by line; Textual gives its drawn lines out by no public name."""
    width, height = coach.app.size
    draw_now(coach.app)
    screen = coach.app.screen
    lines = screen._compositor.render_strips(screen.size)
    assert (width, height) == screen.size
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
