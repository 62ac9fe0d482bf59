"""Waiting without pauses: the event loop itself is asked whether anything is left to do.

Whatever a screen does (a message, a callback, a task, a read on a thread of the store) is in the loop's queue, due at a
time, or under way on another thread. When none of these is left, nothing changes before the coach acts.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import BaseEventLoop, Future
from collections.abc import Callable
from contextvars import copy_context
from typing import Any
from weakref import WeakSet

import pytest
from textual._compositor import Compositor
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from coachtui.store.lane import Job, Lane, Opening

SOON_S = 0.12
"""How far ahead a timer may be due to be waited for: who waits for the next letter waits no longer."""
LOOK_S = 0.0005
"""Between two looks at other threads."""
TIMEOUT_S = 60.0
"""After which what goes on and on is a fault."""

lanes: WeakSet[WatchedLane] = WeakSet()
asked: set[Future[Any]] = set()
"""What was given to other threads than the store's."""
drawn: WeakSet[Screen[Any]] = WeakSet()


class WatchedLane(Lane):
    """A lane that tells whether it has something to do: a job may be under way though nobody waits for it any more."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._asked = self._answered = 0
        self._is_shut = self._reopens = False
        lanes.add(self)

    @property
    def is_at_work(self) -> bool:
        return self._asked != self._answered and (self._reopens or not self._is_shut)

    def reopen(self, opening: Opening) -> Future[None]:
        self._reopens = True
        return self._counted(super().reopen, opening)

    def _put(self, job: Job | None) -> Future[Any]:
        return self._counted(super()._put, job)

    def _counted(self, ask: Callable[..., Future[Any]], *args: Any) -> Future[Any]:
        self._asked += 1  # before: the thread may be done with it when `ask` returns
        future = ask(*args)
        if future.done():  # it was not given to the thread
            self._asked -= 1
            self._reopens = False
        return future

    def _settle(self, future: Future[Any], result: Any, error: BaseException | None) -> None:
        super()._settle(future, result, error)
        self._reopens = False
        self._answered += 1

    def _open(self, opening: Opening) -> None:
        super()._open(opening)
        self._is_shut = False

    def _stay_shut(self) -> None:
        self._is_shut = True
        super()._stay_shut()


def watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch what other threads are asked for, and let Textual's pilot wait in the way of this module.

    A screen is drawn when it comes into sight, when a test looks at it, and at the end; not over and over on the way.
    """
    lanes.clear()
    asked.clear()
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.25)
    monkeypatch.setattr(Compositor, "render_update", _drawn_at_the_end)
    monkeypatch.setattr("coachtui.store.gateway.Lane", WatchedLane)
    monkeypatch.setattr(BaseEventLoop, "run_in_executor", _watched(BaseEventLoop.run_in_executor))
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", lambda _=0: processed())
    monkeypatch.setattr(Pilot, "_wait_for_screen", _all_processed)
    monkeypatch.setattr(App, "_shutdown", _shut_down)


def _watched(run_in_executor: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
    def run(*args: Any) -> Future[Any]:
        future = run_in_executor(*args)
        asked.add(future)
        future.add_done_callback(asked.discard)
        return future

    return run


SHUT_DOWN = App._shutdown


async def _shut_down(app: App[Any]) -> None:
    """End in the order in which the program ends: its workers first, and then the screens that they write on."""
    if app.screen_stack and not app._exception:
        draw_now(app)  # what it came to at last, though no test looked at it
    app.workers.cancel_all()
    await SHUT_DOWN(app)


async def _all_processed(pilot: Pilot[Any], timeout: float = TIMEOUT_S) -> bool:
    await processed()
    return not pilot.app._exception_event.is_set()


async def processed() -> None:
    """Wait until nobody has anything to do at once; what other threads, or timers, will bring is not waited for."""
    ends = time.monotonic() + TIMEOUT_S
    while True:
        await asyncio.sleep(0)
        if not _brought():
            return
        assert time.monotonic() < ends, "something goes on and on"


async def quiet(app: App[Any], *, draw: bool = True) -> None:
    """Wait until all that follows from what was asked for is read and laid out, and a screen that is new is drawn.

    What waits for an answer of the coach is left waiting, and so is what does something now and then.
    """
    ends = time.monotonic() + TIMEOUT_S
    while True:
        await processed()
        if asked or any(lane.is_at_work for lane in lanes) or _holds_back(app):
            await asyncio.sleep(LOOK_S)
        elif wait := _until_timer(app):
            await asyncio.sleep(wait)
        elif not _brought() and not _lays_out(app) and not (draw and _draws(app)):
            return
        if time.monotonic() > ends:
            at_work = [*asked, *(lane for lane in lanes if lane.is_at_work), *app.workers]
            raise AssertionError(f"not at rest after {TIMEOUT_S:.0f} s: {at_work}")


def _until_timer(app: App[Any]) -> float:
    """Return how long it is, in seconds, to the last of the timers that are soon due, and not again and again; or 0."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BaseEventLoop)
    now = loop.time()
    due = [timer for timer in loop._scheduled if timer.when() <= now + SOON_S and not timer.cancelled()]
    if not due:
        return 0
    again = {
        timer._task._fut_waiter
        for pump in (app, *app._registry)
        for timer in pump._timers
        if timer._repeat is None and timer._task
    }
    return max((timer.when() - now + LOOK_S for timer in due if again.isdisjoint(timer._args)), default=0)


def _brought() -> bool:
    """Tell whether something is to be done at once: another thread may have been done just now, after all looked so."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BaseEventLoop)
    return bool(loop._ready)


def _holds_back(app: App[Any]) -> bool:
    """Tell whether the application draws nothing for a moment, as while the palette gives way to a screen."""
    return bool(app._batch_count) and not app._exit and not app._exception


def _lays_out(app: App[Any]) -> bool:
    """Lay out what has changed on the screen in sight; tell whether anything had."""
    if not app.screen_stack:
        return False  # it leaves
    screen = app.screen
    changed = screen._update_timer._active.is_set() or bool(screen._callbacks)
    if changed:
        screen._on_timer_update()
    return changed


def _draws(app: App[Any]) -> bool:
    """Draw the screen that has come into sight, once; tell whether it was. Its changes are drawn for who looks."""
    if not app.screen_stack or app.screen in drawn:
        return False
    drawn.add(app.screen)
    return draw_now(app)


def draw_now(app: App[Any]) -> bool:
    """Draw what has changed on the screen in sight; tell whether anything had."""
    if not app.screen._compositor._dirty_regions:
        return False
    copy_context().run(RENDER, app.screen._compositor, screen_stack=app._background_screens)
    return True


RENDER = Compositor.render_update


def _drawn_at_the_end(compositor: Compositor, full: bool = False, **kwargs: Any) -> Any:
    """Draw for a picture only; the compositor keeps in mind what is still to be drawn on the screen."""
    return RENDER(compositor, full, **kwargs) if full else None
