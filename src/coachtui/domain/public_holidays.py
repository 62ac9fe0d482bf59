"""Public holidays of countries and their parts, by the library `holidays` (a tenth of a second to import)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holidays import HolidayBase

ENGLISH = ("en_US", "en_GB", "en")
_HOW = 'Write a country, or with a dash one of its parts: "CH-ZH", or several: "CH-ZH, DE-BE".'


class Where(NamedTuple):
    """A country (ISO 3166-1, two letters) or a part of it, as it is written: "CH-ZH"."""

    country: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.country}-{self.part}" if self.part else self.country


def read_places(text: str) -> tuple[Where, ...]:
    """Return the places that a setting names; none for an empty one. Raises ValueError, in words for the user."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    if not named:
        return ()
    places = []
    for name in named:
        written, _, part = (found.strip() for found in name.partition("-"))
        country = written.upper()
        parts = _parts_of(country)
        if parts is None:
            raise ValueError(f"no country {written[:20]!r} is known. {_HOW}")
        found = next((one for one in parts if one.casefold() == part.casefold()), None)
        if part and found is None:
            raise ValueError(f"{country} has no part {part[:20]!r}. {_parts(country, parts)}")
        places.append(Where(country, found or ""))
    return tuple(dict.fromkeys(places))


def between(places: Sequence[Where], first: date, last: date) -> dict[date, str]:
    """Return the public holidays from `first` to `last`, both included, with their names: "Christmas Day (CH-ZH)".

    In English where the library has the names so. What it does not know of a year is left out.
    """
    found: dict[date, dict[str, list[str]]] = {}
    for where in places:
        for on, name in _of(where, first, last).items():
            if first <= on <= last:
                found.setdefault(on, {}).setdefault(name, []).append(str(where))
    return {
        on: ", ".join(f"{name} ({', '.join(where)})" for name, where in names.items())
        for on, names in sorted(found.items())
    }


def _of(where: Where, first: date, last: date) -> HolidayBase:
    from holidays import country_holidays

    years = range(first.year, last.year + 1)
    spoken = country_holidays(where.country).supported_languages
    language = next((one for one in ENGLISH if one in spoken), None)
    return country_holidays(where.country, subdiv=where.part or None, years=years, language=language)


def _parts_of(country: str) -> tuple[str, ...] | None:
    """Return the parts of a country that have holidays of their own; None for a country that the library lacks."""
    from holidays import country_holidays

    if len(country) != 2:
        return None
    try:
        return tuple(country_holidays(country).subdivisions)
    except NotImplementedError:
        return None


def _parts(country: str, parts: Sequence[str]) -> str:
    return f"There are: {', '.join(parts)}." if parts else f"Write {country} alone."
