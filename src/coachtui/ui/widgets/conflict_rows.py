"""Conflicts as rows, by client, and what is said about the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from textual.content import Content

from coachtui.domain.conflicts import ConflictKind, ConflictLine, Resolution
from coachtui.domain.words import clock, day
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.rows import Column, Row

COLUMNS = (Column(most=60, grows=True), Column(most=16))
_KEY = f"bold {NEEDS}"
EMPTY = Content("\n\n").join(
    [
        joined((f"{marks.FINE} ", RIGHT), ("No conflict.", STRONG)),
        joined(
            (
                "When you write the same field on two devices before they meet, the later text stands and the other "
                "one waits here, word by word beside it. What you wrote in different fields comes together by itself.",
                LABEL,
            )
        ),
        joined(("v", _KEY), (" shows what was settled", VALUE), ("   S", _KEY), (" your other devices", VALUE)),
    ]
)
NONE_SETTLED = joined(("Nothing was settled yet. ", LABEL), ("v", _KEY), (" goes back to what is open.", LABEL))


def rows(found: Sequence[ConflictLine]) -> Iterator[Row]:
    """Yield a row for each conflict, under its client's name."""
    for client, some in groupby(found, key=lambda one: one.client):
        yield Row("", (plain(client or "The practice as a whole", STRONG),))
        for one in some:
            yield Row(one.id, (plain(one.bare, VALUE), plain(short(one), LABEL)))


def short(one: ConflictLine) -> str:
    """Return what a conflict is about in a word or two."""
    if one.in_bin:
        return "in the bin"
    return {
        ConflictKind.PURGED: "removed",
        ConflictKind.ORPHAN: "without a place",
    }.get(one.kind, one.field)


def about(one: ConflictLine, now: datetime) -> Content:
    """Return what happened, in a sentence or two."""
    head = joined((one.named, STRONG)) + "\n"
    if one.resolution is not None:
        at = joined((f"{marks.FINE} ", RIGHT), ("Settled: ", LABEL), (one.settled or one.resolution.value, VALUE))
        return head + at
    lost, kept = one.lost_device, one.kept_device
    unique = (
        f"Another record has its place, so it went to the bin on {kept}."
        if one.in_bin
        else f"No two records may have one {one.field}, so the one of {lost} gave way."
    )
    told = {
        ConflictKind.EDIT: f"Written on {lost} and on {kept} before they met; what {kept} wrote later stands.",
        ConflictKind.UNIQUE: unique,
        ConflictKind.BINNED: "In the bin on one device, and edited on the other. It lies in the bin, with the edit.",
        ConflictKind.PURGED: f"Removed for good on {kept}, while {lost} still wrote it. What it held is kept here.",
        ConflictKind.ORPHAN: f"What it belongs to was removed for good on {kept}. What it held is kept here.",
    }[one.kind]
    since = ""
    if one.changed_since:
        since = " It came out of the bin since." if one.in_bin else " It was edited since; that stands now."
    return head + joined((told, LABEL), (since, NEEDS))


def title(one: ConflictLine, mine: bool, now: datetime) -> Content:
    """Return whose version it is and from when."""
    if one.resolution is not None and mine == one.kept_is_mine:
        return joined(("As it stands now", STRONG))
    device = one.mine_device if mine else one.theirs_device
    at = one.kept_at if mine == one.kept_is_mine else one.lost_at
    wall = at.astimezone(now.tzinfo)
    when = clock(wall) if wall.date() == now.date() else f"{day(wall.date(), now.date())} {clock(wall)}"
    whose = ("Mine" if mine else "Theirs") if one.ours else ""
    return joined((f"{whose} · " if whose else "", STRONG), (device, STRONG), (f", {when}", LABEL))


def note(one: ConflictLine, mine: bool) -> Content:
    """Return whether a version is the one that stands."""
    if not one.is_field or one.resolution is not None:
        return Content("")
    if mine == one.kept_is_mine:
        since = ", edited since" if one.changed_since else ""
        return joined((f"{marks.FINE} stands now{since}", RIGHT))
    return joined(("kept beside it", LABEL))


def said(one: ConflictLine, choice: Resolution) -> str:
    """Return what a choice did, for the toast."""
    device = one.mine_device if choice is Resolution.MINE else one.theirs_device
    return {
        Resolution.MINE: f"Kept the version of {device}",
        Resolution.THEIRS: f"Kept the version of {device}",
        Resolution.BOTH: "Kept both versions",
        Resolution.RESTORED: "Restored",
        Resolution.LEFT: "Left as it stands",
    }[choice] + f": {one.named}"


def heading(count: int, settled: bool, most: int) -> Content:
    """Return what the list shows, and how much of it."""
    more = "+" if count >= most else ""
    return joined(("Settled" if settled else "Conflicts", ""), (f" · {count}{more}" if count else "", DATA))
