"""The one place that reads the time: the system's, or the one fixed by COACHTUI_NOW."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

VARIABLE = "COACHTUI_NOW"

Clock = Callable[[], datetime]


def system() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def from_environment() -> Clock:
    """Return the system clock, or one that stands still at COACHTUI_NOW.

    The variable holds a date (09:00 is meant) or a date and time, with an offset or in the machine's zone.
    Raises ValueError, in words for the user, when it is neither.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return system
    try:
        moment = datetime.fromisoformat(f"{text}T09:00" if len(text) == 10 else text)
    except ValueError:
        raise ValueError(
            f"{VARIABLE} is {text!r}, which is no date or time; write 2026-11-21 or 2026-11-21T09:00"
        ) from None
    fixed = moment.astimezone(UTC)
    return lambda: fixed
