"""What a record and its fields are called when they are told about outside their own screen: "session of 24 Nov 2026".

The phrases are made here from what `store/reads/record_words.py` finds; both know every table that the log covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coachtui.domain.record_names import FIELDS, FIELDS_OF, NOUNS
from coachtui.domain.words import day_and_year, labelled, level, month_day, number, plural

TITLE = 48
"""How much of a record's own text its phrase quotes, in characters."""


class RecordWords(NamedTuple):
    """A record in words.

    `what` names it and whose it is ("session of 24 Nov 2026, Dana Okafor"), `bare` leaves the second out. `client` is
    the person whose record it is, empty for what belongs to nobody. A record that is `gone` is unknown or was removed;
    one that is `binned` lies in the bin itself.
    """

    what: str
    engagement_id: str | None
    client: str
    bare: str
    gone: bool = False
    binned: bool = False


_YES_OR_NO_ANYWHERE = frozenset(
    {
        "achievable",
        "attended",
        "consented",
        "granted",
        "kept",
        "kpi",
        "named_in_log",
        "notice_counts",
        "paid",
        "released",
    }
)
_YES_OR_NO = frozenset({("behaviour_observation", "shown")})
_ENUMS = frozenset(
    {
        "audience",
        "author",
        "form",
        "item",
        "kind",
        "lane",
        "owner",
        "party",
        "relation",
        "role_change",
        "stage",
        "state",
        "unit",
    }
)
_MEETINGS = {"coaching": "session", "chemistry": "chemistry meeting", "debrief": "assessment debrief"}


def noun(table: str) -> str:
    """Return what one record of a table is called: "session", "note of a session"."""
    return NOUNS.get(table, table.replace("_", " "))


def field(table: str, column: str) -> str:
    """Return what the screens call a field: "private notes", "due date"."""
    return FIELDS_OF.get((table, column)) or FIELDS.get(column, column.replace("_", " "))


def value(table: str, column: str, held: str | float | None, *, today: date | None = None) -> str:
    """Return the value of a field on one line: days, times, enums and yes or no in words, long texts cut.

    A moment is told in UTC, a link to another record as its key: `store.reads.record_words.values` names it.
    """
    if held is None or held == "":
        return "nothing"
    if (table, column) in _YES_OR_NO or column in _YES_OR_NO_ANYWHERE:
        return "yes" if held else "no"
    if not isinstance(held, str):
        return level(held) if column in ("level", "change") else number(held)
    if column == "starts_local" or column.endswith(("_at", "_utc")):
        return f"{_day(held, today)} {held[11:16]}{' UTC' if column != 'starts_local' else ''}"
    if column.endswith("_on"):
        return _day(held, today)
    return labelled(held) if column in _ENUMS else title(held)


def counted(table: str, number: int) -> str:
    """Return how many records of a table: "2 commitments", "1 note"."""
    # What a part is a part of is known where this is said.
    one = noun(table).split(" of ")[0].split(" in ")[0].split(" about ")[0]
    return plural(number, one, f"{one[:-1]}ies" if one.endswith("y") and one[-2] not in "aeiou" else None)


def gone(table: str) -> RecordWords:
    """Return the words for a record that is not in the file: "a session that is gone"."""
    said = noun(table)
    said = f"{'an' if said[0] in 'aeiou' else 'a'} {said} that is gone"
    return RecordWords(said, None, "", said, gone=True)


def told(pattern: str, slots: Mapping[str, str | float | None], today: date | None = None) -> str:
    """Fill a phrase's slots: days in the coach's manner, the kind of a meeting, levels with their sign, texts cut.

    A day without its year is one of `today`'s year.
    """
    return pattern.format_map({name: _slot(name, value, today) for name, value in slots.items()})


def _slot(name: str, value: str | float | None, today: date | None) -> str:
    if value is None:
        return "–"
    match name:
        case "day":
            return _day(str(value), today)
        case "meeting":
            return _MEETINGS.get(str(value)) or labelled(str(value))
        case "kind" | "party" | "relation" | "stage" | "item" | "audience":
            return labelled(str(value))
        case "level":
            return level(float(value))
    return title(str(value))


def title(text: str, width: int = TITLE) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text[: width * 4].split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _day(written: str, today: date | None) -> str:
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return title(written)
    return month_day(day) if today and day.year == today.year else day_and_year(day)
