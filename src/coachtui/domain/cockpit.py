"""A session that is under way: what was typed, its clock, what was answered; and how that lies in a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from coachtui.domain.brief import Brief
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.captured import Around
from coachtui.domain.lanes import Clock
from coachtui.domain.line import SessionLine
from coachtui.domain.under_way import FORM

__all__ = ["FORM", "KINDS", "Beginning", "Cockpit", "Meeting", "Page", "begun", "gone_on"]

KINDS = (SessionKind.COACHING, SessionKind.CHEMISTRY, SessionKind.DEBRIEF)
"""The meetings that are held in the cockpit; the others have forms of their own."""

_KEYS = ("text", "clock", "started", "answers", "cursor")


class Cockpit(NamedTuple):
    """A session under way. `started` is aware, `cursor` a line and a column from 0.

    `answers` say what became of older commitments, by id. What else a draft holds (`rest`) is given back unread, so
    that the dialog that ends the session can keep its own fields in it.
    """

    text: str
    clock: Clock
    started: datetime
    answers: Mapping[str, CommitmentState] = {}
    cursor: tuple[int, int] = (0, 0)
    rest: Mapping[str, str] = {}

    def values(self) -> dict[str, str]:
        """Return the fields of the draft."""
        return {
            **self.rest,
            "text": self.text,
            "clock": self.clock.json,
            "started": self.started.isoformat(),
            "answers": json.dumps(dict(self.answers)),
            "cursor": json.dumps(self.cursor),
        }

    @classmethod
    def of(cls, values: Mapping[str, str], now: datetime) -> Cockpit:
        """Return the session that a draft holds; what of it can't be read begins anew, and the text is always kept."""
        rest = {key: value for key, value in values.items() if key not in _KEYS}
        return cls(
            values.get("text", ""),
            _clock(values.get("clock", "")),
            _moment(values.get("started", ""), now),
            _answers(values.get("answers", "")),
            _cursor(values.get("cursor", "")),
            rest,
        )


class Meeting(NamedTuple):
    """The session of a cockpit. `number` is its place among the coaching sessions that use the allocation."""

    id: str
    engagement_id: str
    kind: SessionKind
    state: SessionState
    starts_local: datetime
    time_zone: str
    minutes: int
    number: int | None = None


class Beginning(NamedTuple):
    """What a session could begin with, in an engagement: the planned one that comes first, if any.

    `today` is the coach's; `elsewhere` names the devices on which that session is under way, each once.
    """

    engagement_id: str
    client: str
    time_zone: str
    minutes: int
    today: date
    meeting: SessionLine | None
    elsewhere: tuple[str, ...] = ()


class Page(NamedTuple):
    """What the cockpit shows beside the notes, and what they are read against.

    `note` is what was written for the session before. `unsaved` and `summary` are what was typed of its notes and of
    its summary and not saved, the former None if nothing was. `draft` is the session under way on this device.
    `is_there` is False once the session is in the bin. `themes` count the sessions before in which each came up, by
    `domain.themes.key`.
    """

    meeting: Meeting
    client: str
    around: Around
    brief: Brief
    themes: Mapping[str, int]
    note: str
    unsaved: str | None
    summary: str
    draft: Mapping[str, str] | None
    is_there: bool = True


def begun(page: Page, now: datetime) -> Cockpit:
    """Return a session that begins now, with what was written for it before; its summary as lines of the notes."""
    note = page.note if page.unsaved is None else page.unsaved
    written = set(note.splitlines())
    lines = [f">> {line}" for line in page.summary.splitlines() if line.strip()]
    brought = [line for line in lines if line not in written]
    text = "\n".join([*([note] if note else ()), *([""] if note and brought else ()), *brought])
    last = text.split("\n")
    return Cockpit(text, Clock.started(now), now, cursor=(len(last) - 1, len(last[-1])))


def gone_on(values: Mapping[str, str], now: datetime) -> tuple[Cockpit, timedelta | None]:
    """Return a session whose draft waits, and how long its clock stood still, if it was too long to count.

    After a short while the clock goes on as if nothing had been; after a long one it is paused.
    """
    found = Cockpit.of(values, now)
    stood = found.clock.slept(now)
    clock = found.clock.paused(now) if stood else found.clock.counted(now)
    return found._replace(clock=clock), stood


def _clock(text: str) -> Clock:
    try:
        return Clock.from_json(text)
    except ValueError:
        return Clock()


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _answers(text: str) -> dict[str, CommitmentState]:
    try:
        return {str(key): CommitmentState(state) for key, state in json.loads(text).items()}
    except (ValueError, AttributeError):
        return {}


def _cursor(text: str) -> tuple[int, int]:
    try:
        line, column = json.loads(text)
        return max(0, int(line)), max(0, int(column))
    except (ValueError, TypeError):
        return 0, 0
