"""Days as they are said from today in other languages than English: "übermorgen", "dans 2 semaines".

Dateparser reads them, and only them: of its parsers, the others take words such as "die", "un" or "mai" for days.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

MOST_WORDS = 4
LONGEST = 40
"""Characters of such a phrase at most."""
_LENGTH_ALONE = re.compile(r"\d+\s*\w+")
"""How long something takes, which is no day: "2 Wochen"."""


@lru_cache(256)
def said(words: str, today: date, language: str) -> date | None:
    """Return the day that the words mean in a language (a code like "de"), seen from today; None if they mean none."""
    if language == "en" or ":" in words or _LENGTH_ALONE.fullmatch(words):
        return None
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS:
        return None
    parser = _parser(language, today)
    if parser is None:
        return None
    try:
        found = parser.get_date_data(words).date_obj
    except (ValueError, OverflowError):
        return None
    # Hours and minutes from now are no day.
    return found.date() if found is not None and found.time() == time() else None


@lru_cache(4)
def _parser(language: str, today: date) -> DateDataParser | None:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time()),
        "PARSERS": ["relative-time"],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        return DateDataParser(languages=[language], settings=settings)
    except ValueError:
        # A language that the library does not know.
        return None
