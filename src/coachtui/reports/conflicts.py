"""Conflicts and the bin as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coachtui.domain.conflicts import BinLine, ConflictLine, Versions
from coachtui.domain.difference import Kind, compare
from coachtui.domain.words import clock, exact
from coachtui.reports.text import flat
from coachtui.store.reads.facts import Here

_MARKS = {Kind.SAME: "{}", Kind.MINE: "[-{}-]", Kind.THEIRS: "{{+{}+}}"}


def line(number: int, one: ConflictLine, here: Here) -> str:
    """Return a conflict on one line."""
    if one.resolution is not None:
        return f"{number:>3}  {flat(one.named)}: {flat(one.settled) or one.resolution.value}"
    if one.in_bin:
        told = "in the bin; `restored` takes it out"
    elif one.is_field:
        since = ", edited since" if one.changed_since else ""
        told = f"{one.kept_device}, {_at(one.kept_at, here)} stands{since}; {one.lost_device}, {_at(one.lost_at, here)}"
    else:
        told = f"removed for good on {one.kept_device}; `restored` puts it back, or its text in the journal"
    return f"{number:>3}  {flat(one.named)}: {flat(told)}"


def versions(found: Versions, here: Here) -> Iterator[str]:
    """Yield both versions, and where they are of one field how they differ."""
    one = found.line
    whose = ("mine", "theirs") if one.ours else (one.mine_device, one.theirs_device)
    yield flat(one.named)
    for name, device, text, stands in (
        (whose[0], one.mine_device, found.mine, one.kept_is_mine),
        (whose[1], one.theirs_device, found.theirs, not one.kept_is_mine),
    ):
        at = one.kept_at if stands else one.lost_at
        standing = ", stands now" if stands and one.is_field else ""
        yield f"\n--- {name}: {flat(device)}, {_at(at, here)}{standing}\n"
        yield text or "nothing"
    if one.is_field and not one.is_value:
        yield "\n--- what differs\n"
        yield "".join(_MARKS[piece.kind].format(piece.text) for piece in compare(found.mine, found.theirs))


def binned(number: int, one: BinLine, here: Here) -> str:
    """Return what lies in the bin on one line."""
    along = f" (with {one.along})" if one.along else ""
    device = f" on {flat(one.device)}" if one.device else ""
    how = f": {flat(one.words)}" if one.words else ""
    return f"{number:>3}  {flat(one.what)}{along}, {_at(one.binned_at, here)}{device}{how}"


def _at(at: datetime, here: Here) -> str:
    wall = here.wall(at.isoformat())
    return f"{exact(wall.date())} {clock(wall)}"
