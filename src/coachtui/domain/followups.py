"""Follow-ups as they are typed in a meeting, one to a line: who, by when, what. "@marc fri send the list"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coachtui.domain.dates import longest_date
from coachtui.domain.people import Party, first_name
from coachtui.domain.words import exact, folded

DASHES = ("-", "–", "—")


class FollowUp(NamedTuple):
    """What one line says; without an owner it can't be saved."""

    owner: Party | None
    due_on: date | None
    text: str


def owners(names: Mapping[Party, str]) -> dict[str, Party]:
    """Return the words that mean an owner: first names, parts, and a letter where it is clear."""
    found = {"client": Party.CLIENT, "manager": Party.MANAGER} | dict.fromkeys(("coach", "you", "me", "i"), Party.COACH)
    for party, name in names.items():
        first = folded(first_name(name))
        # Two of the same first name can't be told apart by it.
        if first and first not in found:
            found[first] = party
        elif first and found[first] is not party:
            found.pop(first)
    return found


def read(line: str, words: Mapping[str, Party], today: date) -> FollowUp:
    """Return what a line says: the owner's word first, then the longest date, then what is to be done.

    A dash between blanks ends the date: what follows it is text, though it may look like one.
    """
    parts = line.split()
    owner = words.get(bare(parts[0])) if parts else None
    rest = parts[1:] if owner is not None else parts
    try:
        found = longest_date(rest, today)
    except ValueError:
        # A date that does not exist is left in the text.
        found = None
    text = rest[found.length :] if found else rest
    if text and text[0] in DASHES:
        text = text[1:]
    at = [found.at_text] if found and found.at_text else []
    return FollowUp(owner, found.day if found else None, " ".join([*at, *text]))


def written(owner: str, due_on: date | None, text: str, words: Mapping[str, Party], today: date) -> str:
    """Return a follow-up as a line that reads back as the same; breaks and runs of blanks become one blank."""
    what = " ".join(text.split())
    before = " ".join(part for part in (f"@{owner}", exact(due_on) if due_on else "") if part)
    said = f"{before} {what}"
    found = read(said, words, today)
    return said if (found.due_on, found.text) == (due_on, what) else f"{before} – {what}"


def bare(word: str) -> str:
    """Return a word as it is known among the owners: without what marks it, accents and case."""
    return folded(word.removeprefix("@").rstrip(":,"))
