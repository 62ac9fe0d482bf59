"""What tests of screens share: a practice with a story, the application on it, and waiting without pauses."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from coachtui.paths import Paths
from coachtui.store.gateway import Gateway
from coachtui.store.practice import Practice, open_practice
from coachtui.ui.ahead import with_today
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.confirm import Confirm
from tests.conftest import StandingClock, copy_of
from tests.ui.story import tell

# Looking for garbage is a fifth of what a pilot computes; the application itself freezes what its start has made.
gc.set_threshold(200_000, 50, 100)

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
    # A pilot takes 20 ms of rest for a sign that all is done; `settled` asks for what is not done, so less will do.
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0008)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.25)
    monkeypatch.setattr(Pilot, "_wait_for_screen", all_processed)
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parsed_once)
    for kind, blink in (Input, "_toggle_cursor"), (TextArea, "_toggle_cursor_blink_visible"):
        monkeypatch.setattr(kind, blink, lambda _: None)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}
PARSE = Stylesheet._parse_rules


def parsed_once(sheet: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """Parse a style sheet, once for all applications that give its variables the same values."""
    key = (css, args, *kwargs.items(), *sheet._variables.items())
    if key not in PARSED:
        PARSED[key] = PARSE(sheet, css, *args, **kwargs)
    return PARSED[key]


async def all_processed(pilot: Coach, timeout: float = 30.0) -> bool:
    """Wait until all widgets have processed what they were told, as Textual's own does; False if the app has failed.

    Textual's sends each widget a message and waits until it comes up, which is a third of what a pilot computes.
    """
    ends = time.monotonic() + timeout
    pause = 0.0
    while pilot.app.screen_stack and _processing(pilot.app):
        if pilot.app._exception_event.is_set():
            return False
        if time.monotonic() > ends:
            raise WaitForScreenTimeout
        await asyncio.sleep(pause)
        pause = min(pause + 0.0001, 0.002)
    return True


def _processing(app: App[Any]) -> bool:
    """Tell whether the application, or a widget in sight, processes a message; who is at rest waits for its queue."""
    return any(
        pump._running
        and (pump._message_queue.values or pump._pending_message or not pump._message_queue.ready_event._waiters)
        for pump in (app, *app.screen_stack, *app.screen.walk_children())
    )


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


async def drawn(coach: Coach) -> None:
    """Wait until what the screen shows is laid out and drawn, and nothing more follows from that."""
    await coach.pause()
    while _at_work(coach.app):
        await coach.pause()


def _at_work(app: App[Any]) -> bool:
    if not app.screen_stack:
        return False  # it leaves
    return _processing(app) or app.screen._update_timer._active.is_set() or bool(app.screen._callbacks)


async def settled(coach: Coach) -> None:
    """Wait until all that was asked for is read and drawn; what waits for an answer of the coach is left waiting."""
    await drawn(coach)
    workers = coach.app.workers
    while waiting := [worker for worker in workers if not worker.is_finished]:
        asked = [worker for worker in waiting if worker.group == "undo"]
        if asked and isinstance(coach.app.screen, Confirm):
            waiting = [worker for worker in waiting if worker not in asked]
            if not waiting:
                return
        elif asked:
            # It may yet ask.
            await coach.pause(0.005)
            continue
        with suppress(WorkerCancelled):  # the application may leave meanwhile
            await workers.wait_for_complete(waiting)
        await drawn(coach)


async def until(coach: Coach, so: Callable[[], bool]) -> None:
    """Wait for something that no worker tells of: a size that is followed, a toast."""
    for _ in range(400):
        if so():
            return
        await coach.pause(0.01)
    raise AssertionError(seen(coach))


async def press(coach: Coach, *keys: str) -> None:
    """Press keys one after the other, each after what the one before did is drawn."""
    for key in keys:
        await coach.press(key)
        await settled(coach)


def pressing(*keys: str) -> Callable[[Coach], Awaitable[None]]:
    """Return what a picture runs before it is taken: these keys, and nothing that blinks."""

    async def run(coach: Coach) -> None:
        await settled(coach)
        await press(coach, *keys)

    return run


def seen(coach: Coach) -> str:
    """Return the screen as text, line by line; Textual gives its drawn lines out by no public name."""
    width, height = coach.app.size
    screen = coach.app.screen
    lines = screen._compositor.render_strips(screen.size)
    assert (width, height) == screen.size
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
