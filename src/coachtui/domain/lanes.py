"""The lanes of GROW, and the clock of a session that runs in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, NamedTuple

SILENCE = timedelta(minutes=15)
"""The longest time without a sign of the program that still counts as session time (*ours*).

A coach who starts the program anew after a crash, or opens a lid that was shut, goes on talking meanwhile; after an
hour or a night the session was over.
"""


class Lane(StrEnum):
    """The four parts of a coaching conversation (Whitmore's GROW)."""

    GOAL = "goal"
    REALITY = "reality"
    OPTIONS = "options"
    WILL = "will"


LANES: tuple[Lane | None, ...] = (None, *Lane)
"""The lanes in their order; None is the time before the first of them."""


class Clock(NamedTuple):
    """How long a session has run, by lane. `seconds` are those counted so far, in the order of `LANES`.

    `running_since` is the moment (aware) up to which they are counted; None while the clock is paused. A clock set
    back takes nothing away, and a gap longer than `SILENCE` adds nothing.
    """

    seconds: tuple[float, ...] = (0.0,) * len(LANES)
    lane: Lane | None = None
    running_since: datetime | None = None

    @classmethod
    def started(cls, now: datetime) -> Clock:
        """Return a clock that runs from now on, in no lane yet."""
        return cls(running_since=now)

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still."""
        return self.running_since is None

    def elapsed(self, now: datetime) -> dict[Lane, int]:
        """Return the whole seconds of each lane, those in which there were any; never negative."""
        counted = self.counted(now).seconds
        return {lane: int(spent) for lane, spent in zip(LANES, counted, strict=True) if lane and spent >= 1}

    def total(self, now: datetime) -> int:
        """Return the whole seconds of the session, those before the first lane among them."""
        return int(sum(self.counted(now).seconds))

    def slept(self, now: datetime) -> timedelta | None:
        """Return how long nothing was seen of a running clock, if that was too long to count."""
        gap = now - self.running_since if self.running_since else timedelta()
        return gap if gap > SILENCE else None

    def counted(self, now: datetime) -> Clock:
        """Return the clock counted up to now; it is to be asked at least every few minutes while the program runs."""
        if self.running_since is None:
            return self
        gap = now - self.running_since
        passed = gap.total_seconds() if timedelta() < gap <= SILENCE else 0.0
        at = LANES.index(self.lane)
        spent = (*self.seconds[:at], self.seconds[at] + passed, *self.seconds[at + 1 :])
        return self._replace(seconds=spent, running_since=now)

    def switched(self, lane: Lane | None, now: datetime) -> Clock:
        """Return the clock running, or standing, in another lane."""
        return self.counted(now)._replace(lane=lane)

    def paused(self, now: datetime) -> Clock:
        """Return the clock standing still."""
        return self.counted(now)._replace(running_since=None)

    def resumed(self, now: datetime) -> Clock:
        """Return the clock running on; one that runs is as it is."""
        return self._replace(running_since=now) if self.is_paused else self

    @property
    def json(self) -> str:
        """The clock as text, for `from_json`."""
        since = self.running_since.isoformat() if self.running_since else None
        return json.dumps({"seconds": self.seconds, "lane": self.lane, "running_since": since})

    @classmethod
    def from_json(cls, text: str) -> Clock:
        """Return the clock that `json` wrote. Raises ValueError for anything else."""
        try:
            written: dict[str, Any] = json.loads(text)
            seconds = tuple(float(spent) for spent in written["seconds"])
            lane = Lane(written["lane"]) if written["lane"] is not None else None
            since = datetime.fromisoformat(written["running_since"]) if written["running_since"] is not None else None
        except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise ValueError("this is not a clock") from error
        if len(seconds) != len(LANES) or not all(isfinite(spent) and spent >= 0 for spent in seconds):
            raise ValueError("a clock has a number of seconds for each lane")
        if since is not None and since.tzinfo is None:
            raise ValueError("a clock runs since an aware moment")
        return cls(seconds, lane, since)


def passed(seconds: int, minutes: int, marked: Sequence[int]) -> int | None:
    """Return the latest mark that was passed, in minutes before the end, which is one too; None before the first."""
    left = minutes * 60 - seconds
    return min((mark for mark in (*marked, 0) if left <= mark * 60), default=None)
