"""Reads a whole calendar file: keeps the events that could be about a client, and forgets all others at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from coachtui.domain.calendar import OWN_UID
from coachtui.domain.calendar_matching import Answers, How, Roster
from coachtui.exchange.calendar_events import Event, EventError, about, understand
from coachtui.exchange.calendar_lines import Block, Fault, Reader
from coachtui.exchange.calendar_zones import Zones

LARGEST = 100 << 20
"""Bytes of the largest file that is read: more than any calendar holds."""
TIMES_KEPT = 50_000
"""Single times of series that are kept in memory until it is known whose the series are."""
FAULTS_TOLD = 1_000
"""How many faults of one file are kept; more tell nothing new."""

Progress = Callable[[int, int], None]
"""Told how many bytes are read, of how many; may raise, to stop."""


class CalendarError(Exception):
    """A file that is no calendar, or can't be read: nothing of it was taken."""


@dataclass
class Reading:
    """What a file holds: the events that could be somebody's, by UID, and all that is wrong with it.

    `counted` is how many events there are in all; `broken` the UIDs of events that could not be understood.
    """

    name: str
    source: str
    partial: bool
    zones: Zones
    events: dict[str, list[Event]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    counted: int = 0
    others: int = 0
    broken: set[str] = field(default_factory=set)


def read(
    path: Path, roster: Roster, answers: Answers, known: frozenset[str], progress: Progress | None = None
) -> Reading:
    """Read a file. `known` are the UIDs of events that sessions were taken from before. Raises CalendarError."""
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe may never end.
            raise CalendarError(f"{path} can't be read, since it is no file. Name the .ics file itself.")
        size = path.stat().st_size
        if size > LARGEST:
            raise CalendarError(
                f"{path} is larger than {LARGEST >> 20} MB, so it was not read. Export fewer years, or one calendar "
                "at a time. Nothing was taken."
            )
        with path.open("rb") as stream:
            return read_stream(stream, path.name, roster, answers, known, progress, size)
    except OSError as error:
        raise CalendarError(f"{path} can't be read ({error.strerror}). Check the name and your rights.") from None


def read_stream(
    stream: IO[bytes],
    name: str,
    roster: Roster,
    answers: Answers,
    known: frozenset[str],
    progress: Progress | None = None,
    size: int = 0,
) -> Reading:
    """Read a calendar that can be sought in; `name` is how messages call it. Raises CalendarError."""
    reader = Reader()
    reading = Reading(name, "", False, Zones())
    keeping = _Keeping(reading, roster, answers, known)
    told = (lambda done: progress(done, size)) if progress else None
    for block in reader.blocks(stream, told):
        if block.kind == "VTIMEZONE":
            reading.zones.add(block)
        else:
            keeping.take(block)
    if not reader.calendars:
        raise CalendarError(
            f"{name} is no calendar: it does not hold BEGIN:VCALENDAR. Nothing was taken. Export the calendar as .ics."
        )
    keeping.settle()
    faults = sorted({*reading.faults, *reader.faults})
    reading.faults, reading.more_faults = faults[:FAULTS_TOLD], len(faults[FAULTS_TOLD:])
    # A mail with one invitation is no calendar, and says nothing of what it doesn't hold.
    reading.partial = not reader.whole or reader.properties.get("METHOD", "PUBLISH").upper() != "PUBLISH"
    called = " ".join(reader.properties.get("X-WR-CALNAME", "").split())
    # The name of a file may be no text at all.
    reading.source = called[:200] or Path(name).stem.encode("utf-8", "replace").decode() or "calendar"
    return reading


class _Keeping:
    """Sorts the events of a file while it is read."""

    def __init__(self, reading: Reading, roster: Roster, answers: Answers, known: frozenset[str]):
        self._reading = reading
        self._roster = roster
        self._answers = answers
        self._known = known
        self._times: dict[str, list[Event]] = {}
        self._kept = 0
        self._met_before: dict[str, list[Event]] = {}
        self._waiting: list[Block] = []

    def take(self, block: Block) -> None:
        """Keep an event that could be about a client, or a time of a series whose event may yet come."""
        self._reading.counted += 1
        self._take(block, waits=True)

    def settle(self) -> None:
        """Look again at what waited for the rest of the file: zones that come late, times of a series."""
        for block in self._waiting:
            self._take(block, waits=False)
        for uid, events in self._met_before.items():
            # Of several versions with one UID, that count which say themselves whose they are.
            self._reading.events.setdefault(uid, events)
        for uid, times in self._times.items():
            if uid in self._reading.events:
                self._reading.events[uid] += times
            elif uid in self._known:
                self._reading.events[uid] = times
            else:
                self._reading.others += len(times)

    def _take(self, block: Block, *, waits: bool) -> None:
        said = about(block, self._roster.own)
        uid = block.value("UID")
        matched = self._roster.match(said, self._answers).how not in (How.NONE, How.NOBODY)
        try:
            event = understand(block, said, self._reading.zones)
        except EventError as error:
            if waits and any(found.parameter("TZID") for found in block.properties):
                self._waiting.append(block)
            else:
                self._reading.faults.append(error.fault)
                self._reading.broken.add(uid)
            return
        if matched:
            self._reading.events.setdefault(uid, []).append(event)
        elif event.slot is None and (uid in self._known or uid.endswith(OWN_UID)):
            self._met_before.setdefault(uid, []).append(event)
        elif event.slot is not None:
            # Its title is of no use before the series turns out to be a client's.
            if self._kept < TIMES_KEPT:
                self._times.setdefault(uid, []).append(event)
            elif self._kept == TIMES_KEPT:
                words = f"more than {TIMES_KEPT:,} times of series differ from their series; the others were not read"
                self._reading.faults.append(Fault(block.line, words))
            self._kept += 1
        else:
            self._reading.others += 1
