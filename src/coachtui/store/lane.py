"""A thread that owns an open practice, and its queue: jobs run one after the other, in the order they were asked for.

A lane can be shut: the practice is let go of, what is asked meanwhile waits, and runs when it is opened again.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from coachtui.store import driver, errors
from coachtui.store.practice import Practice

T = TypeVar("T")
Job = Callable[[Practice], Any]
Opening = Callable[[], Practice]
Unheard = Callable[[BaseException], None]

BREATH_S = 1.0
"""How often an idle lane looks whether the program has ended without closing it, in seconds."""


class Rescue:
    """What the lanes do about a file that was replaced under them: the first that meets it mends it for all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failed: tuple[errors.PracticeError, tuple[int, int] | None] | None = None
        self.by: Callable[[Practice], object] | None = None
        """Saves what only the opened file holds, and brings it into the one that took its place."""
        self.told: Callable[[], None] | None = None
        """Told on the event loop when that is done."""
        self.generation = 0
        """How often the file was replaced and mended."""

    def mend(self, practice: Practice, generation: int) -> bool:
        """Bring both files together, unless that was done since `generation`; return whether it was done by this call.

        Raises the PracticeError that says what could not be done, and where what was saved lies. It is raised again
        without another attempt, each of which would save another copy, until yet another file is at the path.
        """
        with self._lock:
            if generation != self.generation:
                return False
            there = _identity(practice.path)
            if self._failed is not None and self._failed[1] == there:
                raise self._failed[0]
            assert self.by is not None
            try:
                with driver.plain_words(practice.path):
                    self.by(practice)
            except errors.PracticeError as error:
                self._failed = error, there
                raise
            self._failed = None
            self.generation += 1
            return True


class Lane:
    """One thread, one practice, one queue. All methods are for the event loop."""

    def __init__(self, name: str, opening: Opening, rescue: Rescue, *, daemon: bool = False):
        self._opening = opening
        self._rescue = rescue
        self._generation = 0
        self._practice: Practice | None = None
        self._failure: BaseException | None = None
        self._queue: queue.SimpleQueue[tuple[Job | None, asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._door: queue.SimpleQueue[tuple[Opening, asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._begins_shut = False
        self._closing = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=daemon)
        self.unheard: Unheard | None = None
        self.opened: Future[Practice] = Future()

    @property
    def _started(self) -> bool:
        return self._thread.ident is not None

    def start(self) -> None:
        if not self._started and not self._closing:
            self._thread.start()

    def put(self, job: Callable[[Practice], T]) -> asyncio.Future[T]:
        """Queue a job and return what to await."""
        return self._put(job)

    def shut(self) -> asyncio.Future[None]:
        """Let go of the practice after what is queued; return what to await until it is."""
        if self._started:
            return self._put(None)
        self._begins_shut = True
        return _done()

    def reopen(self, opening: Opening) -> asyncio.Future[None]:
        """Open a lane that is shut; it stays shut when that fails."""
        if not self._started:
            # The practice is opened when the lane is first wanted.
            self._opening = opening
            self._begins_shut = False
            return _done()
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._closing:
            future.set_exception(_closed())
        else:
            self._door.put((opening, future))
        return future

    def close(self, patience: float | None = None) -> None:
        """Finish what is queued, let the practice go and end the thread; what waits for a shut lane is not done.

        After `patience`, in seconds, a daemon's thread is left to its fate: the program ends all the same.
        """
        self._closing = True
        self._queue.put(None)
        self._door.put(None)
        if self._started:
            self._thread.join(patience)

    def _put(self, job: Job | None) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self._closing:
            future.set_exception(_closed())
        else:
            self._queue.put((job, future))
        return future

    def _work(self) -> None:
        if self._begins_shut:
            self._stay_shut()
        else:
            try:
                self._open(self._opening)
            except BaseException as error:  # whoever waits must hear of it, or waits for ever
                self._failure = error
                self.opened.set_exception(error)
        try:
            while (queued := self._next(self._queue)) is not None:
                job, future = queued
                if job is None:
                    self._let_go()
                    self._settle(future, None, None)
                    self._stay_shut()
                else:
                    self._run(job, future)
        finally:
            self._let_go()

    def _run(self, job: Job, future: asyncio.Future[Any]) -> None:
        try:
            result = self._result(job, future)
        except BaseException as error:  # whoever waits must hear of it, or waits for ever
            self._settle(future, None, error)
        else:
            self._settle(future, result, None)

    def _result(self, job: Job, future: asyncio.Future[Any]) -> Any:
        if self._generation != self._rescue.generation:
            self._open_again()
        practice = self._ours()
        try:
            with driver.plain_words(practice.path):
                return job(practice)
        except errors.ReplacedPractice:
            if self._rescue.by is None:
                raise
            mended = self._rescue.mend(practice, self._generation)
        self._open_again()
        if mended and self._rescue.told is not None:
            call_on(future.get_loop(), self._rescue.told)
        practice = self._ours()
        with driver.plain_words(practice.path):
            return job(practice)

    def _ours(self) -> Practice:
        if self._practice is None:
            raise self._failure or _closed()
        return self._practice

    def _open(self, opening: Opening) -> None:
        # Read before: a file that is replaced while it is opened is looked at again.
        generation = self._rescue.generation
        self._practice = opening()
        self._opening, self._generation, self._failure = opening, generation, None
        if not self.opened.done():
            self.opened.set_result(self._practice)

    def _open_again(self) -> None:
        """Take the file that is at the path now, in place of the one that was replaced."""
        self._let_go()
        try:
            self._open(self._opening)
        except BaseException as error:
            self._failure = error
            raise

    def _let_go(self) -> None:
        if self._practice is not None:
            self._practice.close()
            self._practice = None

    def _stay_shut(self) -> None:
        """Wait until the practice is opened again, or the lane is closed."""
        while (asked := self._next(self._door)) is not None:
            opening, future = asked
            try:
                self._open(opening)
            except BaseException as error:  # told to whoever asked; the lane stays shut
                self._settle(future, None, error)
            else:
                self._settle(future, None, None)
                return
        self._failure = _closed()

    def _next(self, waiting: queue.SimpleQueue[T]) -> T | None:
        """Wait for what comes next; None when the lane is closed, or the program ended without closing it."""
        while True:
            try:
                return waiting.get(timeout=BREATH_S)
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

        call_on(future.get_loop(), settle)


def call_on(loop: asyncio.AbstractEventLoop, function: Callable[..., None], *args: Any) -> None:
    """Call on the event loop; when that has ended there is nobody left to tell."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function, *args)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return by what a file is known from another at the same path; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _closed() -> errors.PracticeClosed:
    return errors.PracticeClosed("The practice file is closed; nothing was changed.")


def _done() -> asyncio.Future[None]:
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    future.set_result(None)
    return future
