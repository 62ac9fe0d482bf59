"""The time zones that events name: those of the IANA database, of Windows, and those that only the file describes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coachtui.domain.drafts import known_zone
from coachtui.exchange.calendar_lines import Block

_YEARLY = re.compile(r"RRULE(;[^:]*)?:(.*;)?FREQ=YEARLY(;.*)?$", re.IGNORECASE)
_RULES_LIMIT = 400
"""Rules of one zone; the history of a place since railways has fewer."""


class Zone(NamedTuple):
    """A zone: its IANA name, empty if only the file describes it, and its clock."""

    name: str
    clock: tzinfo


class Zones:
    """The zones of one file. `described` are told with the line on which the file describes them."""

    def __init__(self) -> None:
        self._blocks: dict[str, Block] = {}
        self._known: dict[str, Zone | None] = {"UTC": Zone("UTC", UTC)}
        self.described: dict[str, int] = {}

    def add(self, block: Block) -> None:
        """Take in a zone that the file describes."""
        for line in block.text:
            name, _, value = line.partition(":")
            if name.upper().partition(";")[0] == "TZID":
                self._blocks.setdefault(value.strip(), block)
                self._known.pop(value.strip(), None)
                return

    def find(self, name: str) -> Zone | None:
        """Return the zone of this name: by the database, by the name that Windows gives it, by the file; else None."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> Zone | None:
        iana = iana_name(name)
        block = self._blocks.get(name)
        if not iana and block is not None:
            located = next((line for line in block.text if line.upper().startswith("X-LIC-LOCATION:")), "")
            iana = iana_name(located.partition(":")[2].strip())
        if iana:
            return Zone(iana, ZoneInfo(iana))
        described = _described(block) if block is not None else None
        if described is None or block is None:
            return None
        self.described[name] = block.line
        return Zone("", described)


def iana_name(name: str) -> str:
    """Return the name that the IANA database has for a zone, empty if it has none.

    Some producers put a path of their own before it ("/mozilla.org/20050126_1/Europe/Berlin"); Windows has names of
    its own ("W. Europe Standard Time").
    """
    if not name:
        return ""
    parts = name.strip().strip("/").split("/")
    for begin in range(len(parts)):
        tail = "/".join(parts[begin:])
        # "UTC" and the like are names too, but a bare city or a word like "Local" is none.
        if tail and known_zone(tail) and (begin == 0 or "/" in tail or tail == "UTC"):
            return tail
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    found = WINDOWS_TO_OLSON.get(name.strip(), "")
    return found if found and known_zone(found) else ""


def _described(block: Block) -> tzinfo | None:
    """Return the clock of a zone as the file describes it; None if that can't be used."""
    rules = [line for line in block.text if line.upper().startswith("RRULE")]
    # Rules by the day or hour are nothing that a zone has; working them out would take for ever.
    if len(block.text) > 20 * _RULES_LIMIT or len(rules) > _RULES_LIMIT or not all(map(_YEARLY.match, rules)):
        return None
    from icalendar import Timezone

    try:
        zone = Timezone.from_ical("\r\n".join(("BEGIN:VTIMEZONE", *block.text, "END:VTIMEZONE", "")))
        assert isinstance(zone, Timezone)
        clock: tzinfo = zone.to_tz(lookup_tzid=False)
        # What it can't say of a day of our time it does not describe.
        datetime(2026, 1, 1, tzinfo=clock).astimezone(UTC)
    except Exception:  # the library raises whatever it stumbles over
        return None
    return clock
