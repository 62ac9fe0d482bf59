"""Themes over time: as lines of text that read well aloud, as plain data, and as the rows of a table. Private."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from coachtui.domain import words
from coachtui.domain.themes import Theme, Themes
from coachtui.reports.text import flat

WIDTH = 80
LONGEST = 24
"""Characters up to which the words of a list make its column wider."""
COLUMNS = (
    "code", "client", "theme", "sessions", "of_sessions", "first_on", "last_on", "came_up_in", "spellings",
)  # fmt: skip
"""The columns of the table. `came_up_in` are the sessions by their place among those held, from 1."""
NONE_YET = "No theme yet. A line ~letting-go in the notes of a session notes one."


def lines(found: Themes, today: date) -> list[str]:
    """Return the themes of an engagement, each with its sessions in words and as a line of them."""
    return list(_lines(found, found.themes, today))


def lines_of_all(found: Sequence[Themes], today: date) -> list[str]:
    """Return the themes that came back, engagement by engagement."""
    told: list[str] = []
    for one in found:
        if one.recurring:
            told += ["", *_lines(one, one.recurring, today)]
    return told[1:]


def data(found: Themes) -> dict[str, Any]:
    """Return the themes of an engagement as plain data; `came_up_in` index `sessions`, from 0."""
    return {
        "engagement_id": found.engagement_id,
        "code": found.code,
        "client": found.client,
        "sessions": [
            {"session_id": met.session_id, "on": met.on.isoformat(), "called": met.called} for met in found.sessions
        ],
        "themes": [
            {
                "theme": theme.word,
                "sessions": theme.times,
                "first_on": theme.first_on.isoformat(),
                "last_on": theme.last_on.isoformat(),
                "came_up_in": list(theme.places),
                "spellings": list(theme.spellings),
            }
            for theme in found.themes
        ],
    }


def rows(found: Iterable[Themes]) -> Iterator[tuple[str | int, ...]]:
    """Yield the table's rows, one for each theme of an engagement."""
    for one in found:
        for theme in one.themes:
            yield (
                one.code,
                flat(one.client),
                flat(theme.word),
                theme.times,
                len(one.sessions),
                theme.first_on.isoformat(),
                theme.last_on.isoformat(),
                " ".join(str(place + 1) for place in theme.places),
                "; ".join(map(flat, theme.spellings)),
            )


def _lines(found: Themes, themes: Sequence[Theme], today: date) -> Iterator[str]:
    yield f"Themes of {flat(found.client)}, {words.plural(len(found.sessions), 'session')}"
    if not themes:
        yield from wrap(NONE_YET, WIDTH)
    column = min(max((len(flat(theme.word)) for theme in themes), default=0), LONGEST)
    for theme in themes:
        told = f"  {flat(theme.word):{column}}  {theme.times} of {len(found.sessions)}, {_since(theme, today)}"
        drawn = "".join("●" if came_up else "·" for came_up in found.timeline(theme))
        if len(told) + len(drawn) + 2 <= WIDTH:
            yield f"{told}  {drawn}"
        else:
            yield from wrap(told, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
            yield f"    {drawn}"


def _since(theme: Theme, today: date) -> str:
    if theme.times == 1:
        return _day(theme.last_on, today)
    return f"first {_day(theme.first_on, today)}, last {_day(theme.last_on, today)}"


def _day(day: date, today: date) -> str:
    return words.month_day(day) if day.year == today.year else words.day_and_year(day)
