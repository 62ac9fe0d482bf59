"""The walk-in brief before a session, to be read aloud, printed or put into a document. Private to the coach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import Any

from coachtui.domain.brief import Brief
from coachtui.domain.brief_words import head, parts, within
from coachtui.reports.text import as_data, bare, flat

WIDTH = 80
"""Characters in a line of the page."""

KEYS = {
    "today": "the day on which the rest holds",
    "engagement_id": "key of the engagement",
    "client": "name of the client",
    "session_id": "key of the meeting that it is for; null if none is planned",
    "starts_local": "when that begins, on your clock",
    "time_zone": "your zone",
    "kind": "what that meeting is",
    "last_held_on": "day of the last session held; null before the first",
    "last_time": "what it came to: the shared summary, else the first words of the notes",
    "commitments": "open ones: owner, text, made_on, due_on, overdue_days (pauses don't count)",
    "goals": "those that are not closed: number (#1 in notes), baseline, levels oldest first, percent, trend",
    "t_baseline": "T at the baseline: value, and the reason if there is none",
    "t_now": "T as achieved, likewise",
    "feedforward": "not used yet: text, given_on, relation or by, as far as it may be told",
    "blind_spot": "the competency in which others fall furthest short of the client's own view; null if none",
    "blind_spot_difference": "others minus self, on the round's scale",
    "pace": "on, slipping, behind; null while it is not stated",
    "three_way_on": "day of the next three-way; null if none is to come",
    "three_way_in_days": "days until then, negative if it is over",
    "three_way_stage": "start, middle, end",
    "three_way_planned": "whether it is booked; else the day is the one by which it is due",
    "themes": "those of two sessions or more: word, times, last_on",
    "expectations": "the manager's: kind (expectation, success_measure), text, said_on",
    "manager": "name of the manager",
    "state": "state of the engagement",
    "since": "day on which it was paused or ended; null else",
    "stalled": "whether it is quiet for too long and nothing is booked",
    "left_out": "how many of each kind there are besides those listed",
}
"""The keys of `data`, with what each holds."""

EMPTY = (
    "Nothing is known yet. Here will stand what was said last, what is open, the goals, what the manager expects, "
    "feedforward not used yet, and the themes that come back."
)
BEGINS = (
    "`coachtui` opens the screens; there o takes the engagement in hand. Then 4 and n plan the first session, 5 and n "
    "write the first goal, 3 and n note what the manager expects."
)


def lines(brief: Brief, today: date) -> list[str]:
    """Return the brief as a page of text that is read in a minute, wrapped at `WIDTH`."""
    return list(_lines(within(brief, today), today))


def markdown(brief: Brief, today: date) -> list[str]:
    """Return the brief as Markdown; what people wrote is never taken for marks."""
    short = within(brief, today)
    page = [f"# Brief: {bare(short.client)}", "", " ".join(map(flat, head(short, today)))]
    if brief.is_empty:
        page += ["", EMPTY]
    for part in parts(short, today, bare):
        page += ["", f"## {bare(part.title)}", "", *(f"- {line}" for line in part.lines)]
        page += [f"- and {part.more}"] if part.more else []
    return page


def data(brief: Brief, today: date) -> dict[str, Any]:
    """Return the whole of the brief as plain data, by `KEYS`."""
    days = (brief.three_way_on - today).days if brief.three_way_on else None
    return {**as_data(brief), "today": today.isoformat(), "three_way_in_days": days}


def _lines(short: Brief, today: date) -> Iterator[str]:
    yield from _wrapped(f"Brief: {flat(short.client)}")
    for sentence in head(short, today):
        yield from _wrapped(sentence)
    if short.is_empty:
        yield ""
        yield from _wrapped(EMPTY, "")
        if not short.is_over:
            yield from _wrapped(BEGINS, "")
    for part in parts(short, today, flat):
        yield ""
        yield from _wrapped(f"{flat(part.title)}:")
        for line in part.lines:
            yield from _wrapped(f"  {line}", "    ")
        if part.more:
            yield f"  and {part.more}"


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
