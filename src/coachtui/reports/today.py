"""The coach's day: agenda, week ahead, who needs what, the next brief."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain import words
from coachtui.domain.cadence import SessionKind, SessionState
from coachtui.domain.today import AgendaItem, Today
from coachtui.reports import brief
from coachtui.reports.text import flat, joined


def lines(today: Today) -> list[str]:
    """Return the day as lines of text."""
    return list(_lines(today))


def _lines(today: Today) -> Iterator[str]:
    yield f"{words.exact(today.date)}, {flat(today.coach)}"
    yield ""
    yield "Agenda:"
    yield from (f"  {_item(item)}" for item in today.agenda)
    if not today.agenda:
        yield "  Nothing today."
    yield ""
    yield "Week ahead:"
    for one in today.week:
        more = f" and {one.more} more" if one.more else ""
        yield f"  {words.coming(one.day, today.date)}: {', '.join(map(flat, one.clients))}{more}"
    if not today.week:
        yield "  Nothing in the next seven days."
    yield ""
    yield "Needs you:"
    for need in today.needs:
        yield f"  {need.word}: {flat(need.client)}, {flat(need.text)}"
    if today.needs_more:
        yield f"  and {words.plural(today.needs_more, 'more line')}."
    if not today.needs:
        yield "  Nothing."
    if today.brief is not None:
        yield ""
        yield from brief.lines(today.brief, today.date)


def _item(item: AgendaItem) -> str:
    what = words.label(item.kind)
    if item.kind is SessionKind.COACHING and item.number is not None:
        of = f" of {words.number(item.allocation)}" if item.allocation is not None and item.unit == "sessions" else ""
        what = f"session {item.number}{of}"
    state = "" if item.state is SessionState.PLANNED else words.label(item.state)
    stage = words.label(item.stage) if item.stage else ""
    length = words.duration(item.minutes)
    return f"{words.clock(item.starts_local)}  {joined(flat(item.client), what, stage, length, item.there, state)}"
