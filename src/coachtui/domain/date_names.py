"""How weekdays and months may be written: in English, and in the language that the manner holds."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from coachtui.domain.manner import ENGLISH, Names
from coachtui.domain.words import folded


class Spelled(NamedTuple):
    """Names with their places (Monday and January are 0), and patterns of any of them."""

    weekdays: dict[str, int]
    months: dict[str, int]
    weekday: str
    month: str


@cache
def spelled(names: Names) -> Spelled:
    """Return how names may be spelled, folded: in full, short, or begun with three letters or more."""
    weekdays, months = (
        {_bare(name): place for group in groups for place, name in enumerate(group)}
        for groups in (
            (ENGLISH.weekdays, ENGLISH.short_weekdays, names.weekdays, names.short_weekdays),
            (ENGLISH.months, ENGLISH.short_months, names.months, names.short_months),
        )
    )
    begun = r"[^\W\d_]{3,}"
    return Spelled(weekdays, months, f"{_any_of(weekdays)}|{begun}", f"{_any_of(months)}|{begun}")


def place(word: str, names: dict[str, int]) -> int | None:
    """Return the place of the name that `word` is, or begins with at least three letters."""
    if word in names:
        return names[word]
    if len(word) < 3:
        return None
    return next((place for name, place in names.items() if name.startswith(word)), None)


def _any_of(names: dict[str, int]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _bare(name: str) -> str:
    return folded(name).rstrip(".")
