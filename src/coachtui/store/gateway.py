"""The async face of the store: no screen ever waits on the database.

Two lanes, each a thread with a connection of its own: one for the screens, whose jobs are short and keep their order,
and one for long work (backup, import, export, reports), which reports how far it has come and can be stopped.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import suppress
from time import monotonic
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from coachtui.store import driver, errors
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

P = ParamSpec("P")
T = TypeVar("T")
Job = Callable[[Practice], Any]
Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all; 0 in all when that is not known."""
Unheard = Callable[[BaseException], None]

BREATH_S = 1.0
"""How often an idle lane looks whether the program has ended without closing it, in seconds."""
BETWEEN_REPORTS_S = 0.05
"""The least time between two reports of progress, in seconds: a screen can't show more."""
STEPS_BETWEEN_LOOKS = 10_000
"""How many steps of SQLite's machine pass before a long statement looks whether it was stopped."""


class Gateway:
    """Runs reads and writes in the order in which they were asked for, on a thread of its own.

    The practice is opened on that thread, by the `opening` given, before anything else runs. All methods but
    `start` and `close` are for the event loop.
    """

    def __init__(self, opening: Callable[[], Practice]):
        self._screens = _Lane("practice", opening)
        self._long = _Lane("long work", opening)

    def hear(self, unheard: Unheard) -> None:
        """Let `unheard` be told, on the event loop, of the error of a job for which nobody waits any more."""
        self._screens.unheard = self._long.unheard = unheard

    @property
    def opened(self) -> Future[Practice]:
        """The practice of the screens, or what went wrong with its opening."""
        return self._screens.opened

    def start(self) -> None:
        """Open the practice; what goes wrong is raised by `opened.result()` and by every job."""
        self._screens.start()

    def ready(self) -> asyncio.Future[Practice]:
        """Return what to await until the practice is open; unlike `opened` it minds an event loop that ends first."""
        return self.write(lambda practice: practice)

    def read(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[T]:
        """Queue `function(db, …)` and return what to await."""
        return self.write(lambda practice: function(practice.db, *args, **kwargs))

    def write(self, job: Callable[[Practice], T]) -> asyncio.Future[T]:
        """Queue `job(practice)` at once; cancelling what is returned does not withdraw it."""
        return self._screens.put(job)

    def long(self, job: Callable[[Practice, Task], T], progress: Progress | None = None) -> LongWork[T]:
        """Queue `job(practice, task)` on the second connection and return what to await, or to stop.

        The job calls `task.step(done, total)` now and then; `progress` is told on the event loop. Long work is done
        one after the other.
        """
        task = Task(asyncio.get_running_loop(), progress)

        def stoppable(practice: Practice) -> T:
            practice.db.set_progress_handler(lambda: task.stopped, STEPS_BETWEEN_LOOKS)
            # Without this a large write would shut the readers out before it commits.
            practice.db.execute("PRAGMA cache_spill = OFF")
            try:
                task.step()
                return job(practice, task)
            finally:
                practice.db.set_progress_handler(None, 0)

        self._long.start()
        return LongWork(task, self._long.put(stoppable))

    def close(self) -> None:
        """Finish what is queued, long work too, close the practice and end the threads."""
        self._screens.close()
        self._long.close()


class Task:
    """How a long job tells how far it has come, and learns that it was stopped."""

    def __init__(self, loop: asyncio.AbstractEventLoop, progress: Progress | None):
        self._loop = loop
        self._progress = progress
        self._stop = threading.Event()
        self._reported_at = 0.0

    @property
    def stopped(self) -> bool:
        """Whether the coach has stopped the work."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the job to stop at its next step, or in the middle of a long statement."""
        self._stop.set()

    def step(self, done: int = 0, total: int = 0) -> None:
        """Tell how far the job has come. Raises Stopped when it was stopped: an open action is then rolled back."""
        if self.stopped:
            raise errors.Stopped("Stopped. Nothing was changed.")
        now = monotonic()
        if self._progress is not None and (done == total or now - self._reported_at >= BETWEEN_REPORTS_S):
            self._reported_at = now
            _call_on(self._loop, self._progress, done, total)


class LongWork(Generic[T]):
    """Long work under way: await it for its result. Cancelling the wait does not stop the work; `stop` does."""

    def __init__(self, task: Task, result: asyncio.Future[T]):
        self._task = task
        self.result = result

    def stop(self) -> None:
        """Stop the work; awaiting it then raises Stopped, unless it was done before."""
        self._task.stop()

    def __await__(self) -> Generator[Any, None, T]:
        return self.result.__await__()


class _Lane:
    """A thread that owns a practice, and its queue."""

    def __init__(self, name: str, opening: Callable[[], Practice]):
        self._opening = opening
        self.unheard: Unheard | None = None
        self._queue: queue.SimpleQueue[tuple[Job, asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=False)
        self.opened: Future[Practice] = Future()

    def start(self) -> None:
        if self._thread.ident is None and not self._closing:
            self._thread.start()

    def put(self, job: Callable[[Practice], T]) -> asyncio.Future[T]:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self._closing:
            future.set_exception(errors.PracticeClosed("The practice file is closed; nothing was changed."))
        else:
            self._queue.put((job, future))
        return future

    def close(self) -> None:
        self._closing = True
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            practice = self._opening()
        except BaseException as error:  # whoever waits must hear of it, or waits for ever
            self.opened.set_exception(error)
            while (queued := self._next()) is not None:
                self._settle(queued[1], None, error)
            return
        self.opened.set_result(practice)
        try:
            while (queued := self._next()) is not None:
                job, future = queued
                try:
                    with driver.plain_words(practice.path):
                        result = job(practice)
                except BaseException as error:  # whoever waits must hear of it, or waits for ever
                    self._settle(future, None, error)
                else:
                    self._settle(future, result, None)
        finally:
            practice.close()

    def _next(self) -> tuple[Job, asyncio.Future[Any]] | None:
        """Wait for the next job; None when the lane is closed, or the program ended without closing it."""
        while True:
            try:
                return self._queue.get(timeout=BREATH_S)
            except queue.Empty:
                if not threading.main_thread().is_alive():
                    return None

    def _settle(self, future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
        def settle() -> None:
            if future.cancelled():
                if error is not None and self.unheard is not None:
                    self.unheard(error)
            elif error is None:
                future.set_result(result)
            elif isinstance(error, StopIteration):  # a future can't carry it
                future.set_exception(RuntimeError("a job raised StopIteration"))
            else:
                future.set_exception(error)

        _call_on(future.get_loop(), settle)


def _call_on(loop: asyncio.AbstractEventLoop, function: Callable[..., None], *args: Any) -> None:
    """Call on the event loop; when that has ended there is nobody left to tell."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function, *args)
