"""ctrl+c during long work stops it cleanly: what was under way is taken back, also in the middle of a statement."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.cli import streams

if TYPE_CHECKING:
    from types import FrameType

    from coachtui.store.practice import Practice

STEPS_BETWEEN_LOOKS = 10_000
"""How many steps of SQLite's machine pass before a long statement looks whether it was stopped."""


@contextmanager
def stoppable(practice: Practice, doing: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what long work calls with how much is done, of how much: it is shown, and raises Stopped after ctrl+c.

    A second ctrl+c interrupts at once.
    """
    from coachtui.store.errors import Stopped

    stopped: list[bool] = []

    def stop(_: int, __: FrameType | None) -> None:
        stopped.append(True)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def step(done: int, total: int) -> None:
        if stopped:
            raise Stopped("Stopped. Nothing was changed.")
        streams.progress(f"{doing} {100 * done // total} %" if total else doing)

    former = signal.signal(signal.SIGINT, stop)
    practice.db.set_progress_handler(lambda: bool(stopped), STEPS_BETWEEN_LOOKS)
    try:
        yield step
    finally:
        practice.db.set_progress_handler(None, 0)
        signal.signal(signal.SIGINT, former)
        streams.progress("")
