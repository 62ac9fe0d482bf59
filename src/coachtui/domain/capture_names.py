"""Whom `@who` and which goal `#goal` means, and why that can't be told. Accents, case and punctuation don't matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from coachtui.domain.assessment import Relation
from coachtui.domain.captured import Goal, Person
from coachtui.domain.people import Party, first_name
from coachtui.domain.words import folded

T = TypeVar("T")

OWNERS = (Party.CLIENT, Party.MANAGER, Party.COACH)
"""Who can own a commitment."""
PARTIES = {
    "client": Party.CLIENT,
    "manager": Party.MANAGER,
    "sponsor": Party.SPONSOR,
    **dict.fromkeys(("coach", "me", "you"), Party.COACH),
}
RELATIONS = {"peer": Relation.PEER, "report": Relation.DIRECT_REPORT, "other": Relation.OTHER}
_AS_GIVER = {Party.CLIENT: Relation.SELF, Party.MANAGER: Relation.MANAGER}
_LISTED = 4
"""People or goals that a reason names at most."""
_SHOWN = 30


class Unread(Exception):  # noqa: N818  # its words are the reason that a line gets
    """A line can't be read as the item that it begins like; what to do is said."""


class Letters(NamedTuple):
    """A name as it is compared: its words, all of them joined, and their first letters."""

    words: tuple[str, ...]
    joined: str
    initials: str


def owner(typed: str, people: Sequence[Person]) -> tuple[Party, Person | None]:
    """Return who is meant to own a commitment, and which person that is, if it is known. Raises Unread."""
    party = PARTIES.get(folded(typed))
    if party in OWNERS:
        return party, next((person for person in people if person.party is party), None)
    found = _unique(meant(typed, people, _name)) if party is None else []
    owning = [person for person in found if person.party in OWNERS]
    if len(owning) == 1 and owning[0].party:
        return owning[0].party, owning[0]
    ways = _listed([f"@{word(one, people)}" for one in people if one.party in OWNERS] or ["@client", "@me"], "or")
    if owning:
        raise Unread(_ambiguous(typed, owning, people))
    if not found and party is None:
        raise Unread(f"Nobody here is called “{_cut(typed)}”. Write {ways}.")
    who = _listed([_cut(one.name) for one in found], "or") if found else "The sponsor"
    raise Unread(f"{who} can't own a commitment: client, manager or coach can. Write {ways}, and name others after.")


def giver(typed: str, people: Sequence[Person]) -> tuple[Person | None, Relation | None]:
    """Return who gave feedforward and what they are to the client, as far as that is known. Raises Unread."""
    bare = folded(typed)
    if bare in RELATIONS:
        return None, RELATIONS[bare]
    if party := PARTIES.get(bare):
        return next((person for person in people if person.party is party), None), _AS_GIVER.get(party, Relation.OTHER)
    found = _unique(meant(typed, people, _name))
    if not found:
        raise Unread(f"Nobody here is called “{_cut(typed)}”. Write more of a name, @peer or @report, or no @ at all.")
    if len(found) > 1:
        raise Unread(_ambiguous(typed, found, people))
    person = found[0]
    by_party = _AS_GIVER.get(person.party, Relation.OTHER) if person.party else None
    return person, person.relation or by_party


def goal(typed: str, goals: Sequence[Goal]) -> Goal:
    """Return the goal that a number or letters of its title mean. Raises Unread."""
    if not goals:
        raise Unread("There is no goal yet. Add one on Goals; until then this line is text.")
    if typed.isdecimal():
        found = [one for one in goals if one.number == int(typed)]
    else:
        found = meant(typed, goals, lambda one: one.title)
    if len(found) == 1:
        return found[0]
    shown = _listed([f"#{one.number} {_cut(one.title)}" for one in found or goals], "or" if found else "and")
    if found:
        raise Unread(f"“{_cut(typed)}” can be {shown}. Write the number.")
    if typed.isdecimal():
        raise Unread(f"There is no goal {_cut(typed)}; there is {shown}.")
    raise Unread(f"No goal is called “{_cut(typed)}”; there is {shown}. A heading has a blank after its mark.")


def meant(typed: str, among: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return those whose names hold the letters best: a whole word, then beginnings, initials, anywhere."""
    letters = _letters(typed)
    if not letters.joined:
        return []
    best: list[list[T]] = [[], [], [], []]
    for one in among:
        fit = _fit(letters, _letters(name(one)))
        if fit is not None:
            best[fit].append(one)
    return next(filter(None, best), [])


def word(person: Person, people: Sequence[Person]) -> str:
    """Return the shortest word that means this person alone: the first name, the whole one, or the role."""
    if person.party is Party.COACH:
        return "me"
    first = folded(first_name(person.name))
    for way in ("-".join(_letters(first).words), "-".join(_letters(person.name).words)):
        found = _unique(meant(way, people, _name))
        if way and way not in PARTIES and way not in RELATIONS and [one.id for one in found] == [person.id]:
            return way
    return str(person.party) if person.party else first


@lru_cache(1024)
def _letters(name: str) -> Letters:
    words = tuple(re.findall(r"[^\W_]+", folded(name)))
    return Letters(words, "".join(words), "".join(word[0] for word in words))


def _fit(typed: Letters, name: Letters) -> int | None:
    if typed.joined == name.joined or (len(typed.words) == 1 and typed.joined in name.words):
        return 0
    rest = iter(name.words)
    if name.joined.startswith(typed.joined) or all(any(one.startswith(begun) for one in rest) for begun in typed.words):
        return 1
    if len(typed.joined) > 1 and typed.joined == name.initials:
        return 2
    return 3 if len(typed.joined) > 1 and typed.joined in name.joined else None


def _name(person: Person) -> str:
    return person.name


def _unique(people: Iterable[Person]) -> list[Person]:
    """Return each person once; one who has several parts in the work has that of an owner."""
    found: dict[str, Person] = {}
    for person in people:
        if person.id not in found or (person.party in OWNERS and found[person.id].party not in OWNERS):
            found[person.id] = person
    return list(found.values())


def _ambiguous(typed: str, found: Sequence[Person], people: Sequence[Person]) -> str:
    shown = _listed([_cut(person.name) for person in found], "or")
    return f"“{_cut(typed)}” can be {shown}. Write {_listed([f'@{word(one, people)}' for one in found], 'or')}."


def _listed(shown: Sequence[str], last: str) -> str:
    if len(shown) > _LISTED:
        return f"{', '.join(shown[:_LISTED])} …"
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
