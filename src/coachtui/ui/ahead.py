"""Asks for Today's rows while Textual is still being imported. Nothing here knows Textual."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from coachtui.clock import Clock
from coachtui.domain.today import Today
from coachtui.store.practice import Practice
from coachtui.store.reads import today as reads


def with_today(opening: Callable[[], Practice], clock: Clock) -> tuple[Callable[[], Practice], Future[Today]]:
    """Return an opening for the gateway that reads Today as soon as the practice is open, and what it will read.

    The second is for `app.run(first=…)`. What goes wrong with opening itself is told by the gateway.
    """
    first: Future[Today] = Future()

    def opened() -> Practice:
        practice = opening()
        # The gateway opens a second connection for long work; Today is read once.
        if not first.running() and not first.done():
            first.set_running_or_notify_cancel()
            try:
                first.set_result(reads.today(practice.db, clock()))
            except BaseException as error:  # whoever waits must hear of it, or waits for ever
                first.set_exception(error)
        return practice

    return opened, first
