"""A gateway that answers from what a test lays out, for pictures that no practice file would give."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from coachtui.domain.line import Named
from coachtui.store.reads import people, under_way


class Answers:
    """Has the interface of the gateway; each read is answered by its function's value, or error."""

    def __init__(self, answers: dict[Callable[..., Any], Any]):
        self.answers = {people.owner: Named("coach", "Ada Quist", "UTC"), under_way.open_here: None} | answers

    def hear(self, unheard: Callable[[Exception], None]) -> None:
        """Nothing fails unheard here."""

    def rescue_by(self, rescue: Callable[[Any], object], told: Callable[[], None]) -> None:
        """No file is replaced here."""

    is_shut = True
    """Nobody looks whether another program has written."""

    def ready(self) -> asyncio.Future[Any]:
        """The practice is open, and can be written."""
        future = asyncio.get_running_loop().create_future()
        future.set_result(SimpleNamespace(writable=True))
        return future

    def read(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> asyncio.Future[Any]:
        """Answer a read; one that isn't laid out is answered with two Nones, as undo is when nothing was done."""
        answer = self.answers.get(function, (None, None))
        future = asyncio.get_running_loop().create_future()
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer(*args, **kwargs) if callable(answer) else answer)
        return future

    def write(self, job: Callable[..., Any]) -> asyncio.Future[Any]:
        """Answer a job as a read; nothing is written."""
        return self.read(job)

    def leave(self, job: Callable[..., Any]) -> None:
        """Nothing is written, and nobody waits."""
