"""Invented people of many cultures: a name as it is written, what colleagues say, an ASCII mailbox, a time zone."""

from __future__ import annotations

import random
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from coachtui.demo.cultures import CULTURES, Culture
from coachtui.demo.cultures_south_east import MORE_CULTURES

_DOUBLE_FAMILY = 0.35
"""Share of people with two family names, in cultures where that is the custom."""

_NOT_DECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th"}
    | {"Þ": "th", "ı": "i"}
)
"""Latin letters that Unicode does not take apart into a letter and a mark."""


_INITIALS = "JMAELRSTKNBCDFGHP"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person. `family` is empty for people of a single name; `mailbox` is lower-case ASCII."""

    name: str
    given: str
    family: str
    short: str
    mailbox: str
    culture: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class _Pool:
    key: str
    form: str
    zones: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]


def ascii_slug(text: str) -> str:
    """Latin letters and digits of a text, lower-case, without accents, apostrophes and blanks."""
    plain = unicodedata.normalize("NFKD", text.translate(_NOT_DECOMPOSED))
    return "".join(char for char in plain if char.isascii() and char.isalnum()).lower()


def _entries(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of name and mailbox part from a pool as `cultures` writes it."""
    pairs = (entry.partition("/") for entry in text.split())
    return tuple((name.replace("_", " "), ascii_slug(latin or name)) for name, _, latin in pairs)


def _pool(culture: Culture) -> _Pool:
    return _Pool(culture.key, culture.form, culture.zones, _entries(culture.given), _entries(culture.family))


_ALL = CULTURES + MORE_CULTURES
_POOLS = tuple(_pool(culture) for culture in _ALL)
_SHARES = tuple(accumulate(culture.weight for culture in _ALL))
_POOL_BY_KEY = {pool.key: pool for pool in _POOLS}

CULTURE_KEYS: tuple[str, ...] = tuple(_POOL_BY_KEY)


def person(rng: random.Random, culture: str | None = None) -> Person:
    """One person of the given culture, or of any. Names repeat among many people, as they do: see `people`."""
    draw = rng.random
    pool = _POOL_BY_KEY[culture] if culture else _POOLS[bisect(_SHARES, draw() * _SHARES[-1])]
    given, given_slug = pool.given[int(draw() * len(pool.given))]
    zone = pool.zones[int(draw() * len(pool.zones))]
    if not pool.family:
        return Person(given, given, "", given, given_slug, pool.key, zone)
    family, family_slug = pool.family[int(draw() * len(pool.family))]
    name, short = f"{given} {family}", given
    if pool.form == "family given":
        name = f"{family} {given}"
    elif pool.form == "whole":
        name, short = f"{family} {given}", f"{family}{given}"
    elif pool.form == "given family family" and draw() < _DOUBLE_FAMILY:
        second, second_slug = pool.family[int(draw() * len(pool.family))]
        if second != family:
            family, family_slug = f"{family} {second}", f"{family_slug}.{second_slug}"
            name = f"{given} {family}"
    return Person(name, given, family, short, f"{given_slug}.{family_slug}", pool.key, zone)


def person_name(rng: random.Random) -> str:
    """The full name of one person of any culture."""
    return person(rng).name


def people(rng: random.Random) -> Iterator[Person]:
    """People without end, no two with the same name or mailbox.

    Whoever would bear a name already given away has a middle initial; where none is customary, somebody else comes.
    """
    names: set[str] = set()
    mailboxes: set[str] = set()
    while True:
        someone = person(rng)
        if someone.name in names or someone.mailbox in mailboxes:
            someone = next(
                (
                    other
                    for other in _namesakes(rng, someone)
                    if other.name not in names and other.mailbox not in mailboxes
                ),
                someone,
            )
            if someone.name in names or someone.mailbox in mailboxes:
                continue
        names.add(someone.name)
        mailboxes.add(someone.mailbox)
        yield someone


def _namesakes(rng: random.Random, someone: Person) -> Iterator[Person]:
    """The same person told apart by a middle initial; none where the script or a single name does not allow it."""
    if not someone.family or not someone.name.startswith(someone.given) or not someone.given[0].isascii():
        return
    head, _, tail = someone.mailbox.partition(".")
    first = int(rng.random() * len(_INITIALS))
    for letter in _INITIALS[first:] + _INITIALS[:first]:
        yield replace(
            someone, name=f"{someone.given} {letter}. {someone.family}", mailbox=f"{head}.{letter.lower()}.{tail}"
        )


def email(someone: Person, domain: str) -> str:
    """The address at an organisation's domain (see `organisations.Organisation.domain`)."""
    return f"{someone.mailbox}@{domain}"
