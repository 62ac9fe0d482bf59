"""Reads the lines of a calendar file (RFC 5545, section 3.1) piece by piece: its events and zones, with their lines.

Lines are unfolded as bytes, since producers fold in the middle of a letter, and each is decoded by itself: what is no
UTF-8 is read as Windows-1252. What is damaged is a fault with its line; all else is read on.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

LINE_LIMIT = 1_000_000
"""Bytes of one unfolded line that are kept; an attachment may be longer, and nothing of it is used."""
EVENT_LIMIT = 20_000
"""Lines of one event that are kept; what takes part in more is no meeting."""
ZONE_LIMIT = 20_000
BETWEEN_REPORTS = 20_000
"""Lines between two reports of progress."""

_NAME = re.compile(rb"[A-Z0-9_.-]+")

Step = Callable[[int], None]
"""Told how many bytes are read; may raise, to stop."""

PROPERTIES = frozenset(
    {
        "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS",
        "SEQUENCE", "ATTENDEE", "ORGANIZER", "DTSTAMP", "LAST-MODIFIED", "EXRULE",
    }
)  # fmt: skip
"""What is read of an event."""
_CALENDAR_PROPERTIES = frozenset({"METHOD", "X-WR-CALNAME", "PRODID"})


class Fault(NamedTuple):
    """What is wrong at a line, and what was done about it."""

    line: int
    words: str


class Property(NamedTuple):
    """One property: where it stands, its name in capitals, its parameters by name in capitals, and its value."""

    line: int
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str

    def parameter(self, name: str) -> str:
        """Return a parameter, empty if it is not given."""
        return next((value for found, value in self.parameters if found == name), "")


@dataclass
class Block:
    """An event or a zone: where it begins, and its lines. A zone keeps them as they stand."""

    kind: str
    line: int
    properties: list[Property] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    method: str = ""

    def first(self, name: str) -> Property | None:
        """Return the first property of this name."""
        return next((found for found in self.properties if found.name == name), None)

    def all(self, name: str) -> list[Property]:
        """Return all properties of this name."""
        return [found for found in self.properties if found.name == name]

    def value(self, name: str) -> str:
        """Return the value of the first property of this name, empty if there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""


@dataclass
class Reader:
    """Reads one file. When `blocks` is exhausted, the rest says how the file was."""

    faults: list[Fault] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    calendars: int = 0
    lines: int = 0
    whole: bool = True
    """Whether the file ends where its calendar does."""

    def blocks(self, stream: IO[bytes], step: Step | None = None) -> Iterator[Block]:
        """Yield the events and zones of a file; what is nested in an event (alarms) is left out."""
        stack: list[tuple[str, int]] = []
        block: Block | None = None
        method = ""
        for number, raw in self._unfolded(_without_mark(stream), step):
            colon = raw.find(b":")
            head = raw[: max(colon, 0)].upper()
            if head == b"BEGIN":
                name = _text(raw[colon + 1 :]).strip().upper()
                if name in ("VEVENT", "VCALENDAR", "VTIMEZONE") and any(found != "VCALENDAR" for found, _ in stack):
                    self._unended(stack)
                    block = None
                stack.append((name, number))
                if name == "VCALENDAR":
                    self.calendars += 1
                    method = ""
                elif name in ("VEVENT", "VTIMEZONE") and block is None:
                    block = Block(name, number, method=method)
                elif block is not None and block.kind == "VTIMEZONE":
                    block.text.append(f"BEGIN:{name}")
            elif head == b"END":
                name = _text(raw[colon + 1 :]).strip().upper()
                block = yield from self._ended(name, number, stack, block)
            elif block is not None and block.kind == "VTIMEZONE":
                if len(block.text) < ZONE_LIMIT:
                    block.text.append(_text(raw))
            elif block is not None:
                if stack[-1][0] == "VEVENT":
                    self._take(number, raw, head, block)
            elif stack and stack[-1][0] == "VCALENDAR":
                found = self._property(number, raw, head)
                if found is not None and found.name in _CALENDAR_PROPERTIES:
                    self.properties.setdefault(found.name, found.value.strip())
                    method = found.value.strip().upper() if found.name == "METHOD" else method
        if stack:
            self.whole = False
            self._unended(stack, at_the_end=True)

    def _ended(
        self, name: str, number: int, stack: list[tuple[str, int]], block: Block | None
    ) -> Generator[Block, None, Block | None]:
        """Close what ends here, yield the event or zone that is complete now, and return the one that is still open."""
        names = [found for found, _ in stack]
        if name not in names:
            words = f"END:{_shown(name)} closes nothing that was begun; the line was left out"
            self.faults.append(Fault(number, words))
            return block
        while stack[-1][0] != name:
            inner, began = stack.pop()
            if inner in ("VEVENT", "VTIMEZONE"):
                self.faults.append(_unended_fault(inner, began))
                block = None
        stack.pop()
        if block is None:
            return None
        if name == block.kind:
            yield block
            return None
        if block.kind == "VTIMEZONE":
            block.text.append(f"END:{name}")
        return block

    def _take(self, number: int, raw: bytes, head: bytes, block: Block) -> None:
        found = self._property(number, raw, head)
        if found is None or found.name not in PROPERTIES:
            return
        if len(block.properties) < EVENT_LIMIT:
            block.properties.append(found)
        elif len(block.properties) == EVENT_LIMIT:
            self.faults.append(Fault(number, f"this event has more than {EVENT_LIMIT:,} lines; the rest was left out"))
            block.properties.append(found)

    def _property(self, number: int, raw: bytes, head: bytes) -> Property | None:
        name = head.partition(b";")[0].strip()
        if b":" not in raw or not _NAME.fullmatch(name):
            words = "this line is no property of a calendar; it was left out, the rest was read"
            self.faults.append(Fault(number, words))
            return None
        wanted = name.decode("ascii")
        if wanted not in PROPERTIES and wanted not in _CALENDAR_PROPERTIES:
            return Property(number, wanted, (), "")
        parameters, value = _parted(_text(raw)[len(name) :])
        return Property(number, wanted, parameters, value)

    def _unended(self, stack: list[tuple[str, int]], *, at_the_end: bool = False) -> None:
        while stack and (at_the_end or stack[-1][0] != "VCALENDAR"):
            name, began = stack.pop()
            if name in ("VEVENT", "VTIMEZONE", "VCALENDAR"):
                self.faults.append(_unended_fault(name, began))

    def _unfolded(self, stream: IO[bytes], step: Step | None) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that say something, unfolded, with the number of the line on which each begins."""
        done = number = began = 0
        parts: list[bytes] = []
        kept = 0
        for physical in _physical(stream):
            number += 1
            done += len(physical)
            if step is not None and number % BETWEEN_REPORTS == 0:
                step(done)
            bare = physical.rstrip(b"\r\n")
            if bare[:1] in (b" ", b"\t") and parts:
                if kept < LINE_LIMIT:
                    parts.append(bare[1:])
                    kept += len(bare)
                continue
            if parts:
                yield began, parts[0] if len(parts) == 1 else b"".join(parts)
            parts, began, kept = ([bare], number, len(bare)) if bare.strip() else ([], 0, 0)
        if parts:
            yield began, b"".join(parts)
        self.lines = number


def _physical(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines as they stand; those of more than a megabyte in pieces, as if they were folded."""
    begins = True
    while line := stream.readline(LINE_LIMIT):
        yield line if begins else b" " + line
        begins = line.endswith(b"\n")


def _without_mark(stream: IO[bytes]) -> IO[bytes]:
    """Return the file without its byte-order mark, as UTF-8 if it is UTF-16."""
    beginning = stream.read(4)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if beginning.startswith(mark):
            rest = (beginning[2:] + stream.read()).decode(encoding, "replace")
            return io.BytesIO(rest.encode("utf-8", "replace"))
    stream.seek(3 if beginning.startswith(codecs.BOM_UTF8) else 0)
    return stream


def _text(raw: bytes) -> str:
    # No record can hold a NUL character.
    raw = raw.replace(b"\0", b"?")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _parted(rest: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the parameters and the value of what follows a property's name: `;TZID="a:b";X=1:value`."""
    quoted = False
    parts: list[str] = []
    begin = 0
    for place, letter in enumerate(rest):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in ";:":
            parts.append(rest[begin:place])
            begin = place + 1
            if letter == ":":
                break
    else:
        # A quotation mark that is never closed: the value begins at the first colon all the same.
        head, _, value = rest.partition(":")
        parts, begin, rest = head.split(";"), 0, value
    named = (part.partition("=") for part in parts if "=" in part)
    return tuple((name.strip().upper(), value.strip().strip('"')) for name, _, value in named), rest[begin:]


def _unended_fault(name: str, began: int) -> Fault:
    if name == "VCALENDAR":
        return Fault(began, "the calendar that begins here does not end: the file was cut off")
    what = "event" if name == "VEVENT" else "time zone"
    return Fault(began, f"the {what} that begins here does not end; it was not taken")


def _shown(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
