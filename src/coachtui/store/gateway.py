"""The async face of the store: one thread that owns the practice, so that no screen ever waits on the database."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Concatenate, ParamSpec, TypeVar

from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

P = ParamSpec("P")
T = TypeVar("T")
Job = tuple[Callable[[Practice], Any], "Future[Any]"]


class Gateway:
    """Runs reads and writes in the order in which they were asked for, on a thread of its own.

    The practice is opened on that thread, by the `opening` given, before anything else runs.
    """

    def __init__(self, opening: Callable[[], Practice]):
        self._opening = opening
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="practice", daemon=False)
        self.opened: Future[Practice] = Future()

    def start(self) -> None:
        """Open the practice; what went wrong is raised by `opened.result()` and by every job."""
        self._thread.start()

    def read(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[T]:
        """Queue `function(db, …)` and return what to await."""
        return self.write(lambda practice: function(practice.db, *args, **kwargs))

    def write(self, job: Callable[[Practice], T]) -> asyncio.Future[T]:
        """Queue `job(practice)` at once; cancelling what is returned does not withdraw it."""
        future: Future[T] = Future()
        # A running future can't be cancelled, so a cancelled worker leaves its write in the queue.
        future.set_running_or_notify_cancel()
        self._jobs.put((job, future))
        return asyncio.wrap_future(future)

    def close(self) -> None:
        """Finish what is queued, close the practice and end the thread."""
        self._jobs.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            practice = self._opening()
        except BaseException as error:
            self.opened.set_exception(error)
            while (job := self._jobs.get()) is not None:
                job[1].set_exception(error)
            return
        self.opened.set_result(practice)
        while (job := self._jobs.get()) is not None:
            function, future = job
            try:
                future.set_result(function(practice))
            except BaseException as error:
                future.set_exception(error)
        practice.close()
