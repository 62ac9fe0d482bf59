"""What the fields of forms find as letters are typed: people, organisations, programmes, coaches, time zones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from coachtui.clock import Clock
from coachtui.domain.line import Named
from coachtui.domain.words import clock, folded
from coachtui.store.reads import people as reads
from coachtui.ui.desk import Desk
from coachtui.ui.forms.find import Find

LOOKED_AT = 50
"""Matches read for a field; it shows the first few, and offers to add a name only when none of these is it."""


def people(desk: Desk) -> Find:
    """Return how a field finds people."""

    async def ask(words: str) -> Sequence[Named]:
        rows = await desk.gateway.read(reads.people, words, LOOKED_AT)
        return [Named(row.id, row.name, _joined(row.role_title, row.organisation)) for row in rows]

    return _finder(ask)


def organisations(desk: Desk) -> Find:
    """Return how a field finds organisations."""

    async def ask(words: str) -> Sequence[Named]:
        rows = await desk.gateway.read(reads.organisations, words, LOOKED_AT)
        return [Named(row.id, row.name) for row in rows]

    return _finder(ask)


def programmes(desk: Desk) -> Find:
    """Return how a field finds programmes."""
    return _finder(lambda words: desk.gateway.read(reads.programmes, words, LOOKED_AT))


def coaches(desk: Desk) -> Find:
    """Return how a field finds coaches."""
    return _finder(lambda words: desk.gateway.read(reads.coaches, words, LOOKED_AT))


def zones(present: Clock) -> Find:
    """Return how a field finds time zones: by a city or a continent, with the time that it is there."""

    async def ask(words: str) -> Sequence[Named]:
        parts = folded(words).replace("_", " ").split()
        names = [name for name, plain in _zones() if all(part in plain for part in parts)]
        now = present()
        return [Named(name, name, clock(now.astimezone(ZoneInfo(name)))) for name in names[:LOOKED_AT]]

    return _finder(ask)


def _finder(ask: Find) -> Find:
    """Return a search that offers the likeliest first."""

    async def find(words: str) -> Sequence[Named]:
        return _best(await ask(words), words)

    return find


@cache
def _zones() -> tuple[tuple[str, str], ...]:
    """Every zone of the database that stands for a place, with its name for finding."""
    names = [name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))]
    return tuple((name, folded(name).replace("_", " ")) for name in [*sorted(names), "UTC"])


def _best(found: Sequence[Named], words: str) -> list[Named]:
    """Return the matches, those that are or begin with what was typed before the others."""
    typed = folded(words.strip())
    return sorted(found, key=lambda one: (folded(one.name) != typed, not folded(one.name).startswith(typed)))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
