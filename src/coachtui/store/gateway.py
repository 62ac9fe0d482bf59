"""The async face of the store: no screen ever waits on the database.

Two lanes, each a thread with a connection of its own: one for the screens, whose jobs are short and keep their order,
and one for long work (backup, import, export, reports), which reports how far it has come and can be stopped.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from time import monotonic
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from coachtui.store import errors
from coachtui.store.driver import Connection
from coachtui.store.lane import Lane, Opening, Rescue, Unheard, call_on
from coachtui.store.practice import Practice

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all; 0 in all when that is not known."""

BETWEEN_REPORTS_S = 0.05
"""The least time between two reports of progress, in seconds: a screen can't show more."""
PATIENCE_S = 3.0
"""How long work that is done aside may take to stop when the program ends, in seconds."""
STEPS_BETWEEN_LOOKS = 10_000
"""How many steps of SQLite's machine pass before a long statement looks whether it was stopped."""


class Gateway:
    """Runs reads and writes in the order in which they were asked for, on a thread of its own.

    The practice is opened on that thread, by the `opening` given, before anything else runs. All methods but
    `start` and `close` are for the event loop.
    """

    def __init__(self, opening: Opening):
        self._rescue = Rescue()
        self._screens = Lane("practice", opening, self._rescue)
        self._long = Lane("long work", opening, self._rescue, daemon=True)
        self._opening = opening
        self._shutting: asyncio.Future[Any] | None = None
        self._aside: set[Task] = set()

    def opening_as(self, another: Callable[[Practice], Practice]) -> Opening:
        """Return an opening, for another gateway, of what `another` makes of the same practice."""
        return lambda: another(self._opening())

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

    def leave(self, job: Callable[[Practice], object]) -> None:
        """Queue `job(practice)` for which nobody waits: what goes wrong with it is told to whoever hears."""
        self.write(job).cancel()

    def long(
        self, job: Callable[[Practice, Task], T], progress: Progress | None = None, *, aside: bool = False
    ) -> LongWork[T]:
        """Queue `job(practice, task)` on the second connection and return what to await, or to stop.

        The job calls `task.step(done, total)` now and then; `progress` is told on the event loop. Long work is done
        one after the other. Work that is done `aside`, without the coach having asked, is stopped by `close`.
        """
        task = Task(asyncio.get_running_loop(), progress)
        if aside:
            self._aside.add(task)

        def stoppable(practice: Practice) -> T:
            practice.db.set_progress_handler(lambda: task.stopped, STEPS_BETWEEN_LOOKS)
            # Without this a large write would shut the readers out before it commits.
            practice.db.execute("PRAGMA cache_spill = OFF")
            try:
                task.step()
                return job(practice, task)
            finally:
                self._aside.discard(task)
                practice.db.set_progress_handler(None, 0)

        self._long.start()
        return LongWork(task, self._long.put(stoppable))

    @property
    def is_shut(self) -> bool:
        """Whether the practice is shut, or about to be: what is asked waits until it is opened again."""
        return self._shutting is not None

    async def shut(self) -> None:
        """Finish what is queued, long work too, and let go of the practice; work done aside is stopped.

        What is asked from now on waits until `reopen`. To shut what is shut already does nothing more.
        """
        if self._shutting is None:
            for task in tuple(self._aside):
                task.stop()
            self._shutting = asyncio.gather(self._screens.shut(), self._long.shut())
        await asyncio.shield(self._shutting)

    async def reopen(self, opening: Opening | None = None) -> None:
        """Open the practice that was shut, by another `opening` if one is given, and do what waits.

        Raises what the opening raised; then the practice stays shut.
        """
        if self._shutting is None:
            raise RuntimeError("only a practice that is shut can be opened again")
        opening = opening or self._opening
        await self._screens.reopen(opening)
        try:
            await self._long.reopen(opening)
        except BaseException:
            await self._screens.shut()
            raise
        self._opening, self._shutting = opening, None

    def rescue_by(self, rescue: Callable[[Practice], object], told: Callable[[], None]) -> None:
        """Let `rescue` bring the file that was opened and one that took its place together, when a job finds that out.

        The practice is then opened anew, `told` is called on the event loop, and the job is done again, once. What
        `rescue` raises is raised by the job.
        """
        self._rescue.by, self._rescue.told = rescue, told

    def close(self) -> None:
        """Finish what is queued, long work too, close the practice and end the threads.

        Work done aside is stopped, and left behind when it hangs, as in a network share that doesn't answer.
        """
        for task in tuple(self._aside):
            task.stop()
        self._screens.close()
        self._long.close(PATIENCE_S if self._aside else None)


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
            call_on(self._loop, self._progress, done, total)


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
