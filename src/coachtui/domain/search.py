"""What can be searched for, what a search finds, and how texts and the words that are sought become alike.

Texts are folded (no accents, no case) and cut into words; scripts that write no blanks between words are cut into
single characters, and a run of them is sought as a phrase. So "ō" finds "o", and a name of two characters is found
inside a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from coachtui.domain.words import folded

MOST_WORDS = 16
"""Words of a question that are looked for; more are left out."""
MOST_TOKENS = 64
"""Pieces of one word that are looked for: a long run of Chinese characters is cut here."""
EXCERPT = 160
"""The length of an excerpt, in characters."""
BEFORE = 48
"""How much of an excerpt comes before the first word found, at most, in characters."""
_MARKS = 50
_STRETCH, _OVERLAP, _STRETCHES = 4_000, 250, 25
"""A long text is looked through in stretches of so many characters, each reaching so far into the next; and how many
are looked at in search of a better one."""

_ALONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul, as folding spreads it
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x31FF),  # kana, bopomofo
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
"""Characters that are words of their own."""
_UNSEEN = ((0x034F, 0x034F), (0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Marks that say how the character before them is drawn, and are no letters."""
_ZERO_WIDTH_BLANK = 0x200B


class Kind(StrEnum):
    """What a hit is. The order is the order of equals: names and titles come before long notes."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    ENGAGEMENT = "engagement"
    GOAL = "goal"
    MILESTONE = "milestone"
    OBJECTIVE = "objective"
    COMMITMENT = "commitment"
    THEME = "theme"
    SUMMARY = "shared_summary"
    OUTCOME = "meeting_outcome"
    EXPECTATION = "expectation"
    CHECK_IN = "check_in"
    AGREEMENT = "agreement"
    GOAL_LEVEL = "goal_level"
    REVISION = "goal_revision"
    REFLECTION = "reflection"
    FEEDFORWARD = "feedforward"
    BEHAVIOUR = "desired_behaviour"
    NOTE = "session_note"
    DEBRIEF = "debrief"
    COACH_NOTE = "coach_note"
    CONTEXT = "context"
    PROGRESS = "progress_evidence"
    RATING = "rating_evidence"
    OBSERVATION = "observation"
    PERSON_NOTE = "person_note"


class Spot(StrEnum):
    """Where a hit is shown."""

    INTAKE = "intake"
    ALIGNMENT = "alignment"
    SESSIONS = "sessions"
    GOALS = "goals"
    PEOPLE = "people"


Marks = tuple[tuple[int, int], ...]
"""Stretches of a text, each from its first character until behind its last."""


class Hit(NamedTuple):
    """One record that holds every word sought.

    `whose` is the client or organisation that it belongs to, empty for what belongs to none. `record` is the row to
    look for on its spot, empty if there is none: in Sessions the session, in Goals the goal, in Intake the competency
    or the desired behaviour, among People the person or organisation, in Alignment the expectation, the agreement's
    version, or the session of what a meeting or check-in brought. `marks` are stretches of the excerpt.
    """

    kind: Kind
    id: str
    whose: str
    engagement_id: str | None
    spot: Spot
    record: str
    on: date | None
    excerpt: str
    marks: Marks
    private: bool


class Found(NamedTuple):
    """The best hits, how many there are in all, and whether there are more than were looked at."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


class Term(NamedTuple):
    """A word sought: its pieces stand side by side; `prefix` when the last of them may go on."""

    pieces: tuple[str, ...]
    prefix: bool


class Question(NamedTuple):
    """What is sought: every term must be there. A single letter is sought in names and titles only."""

    terms: tuple[Term, ...]
    titles_only: bool


class _Cutting(dict[int, str]):
    """By character: itself folded within words, apart when it is a word alone, a blank for all else.

    What only says how letters around it are drawn (joiners, soft hyphens, variation selectors, frames) is left out.
    """

    def __missing__(self, code: int) -> str:
        self[code] = cut = "".join(map(_cut, folded(chr(code)))) if code != _ZERO_WIDTH_BLANK else " "
        return cut


def _cut(mark: str) -> str:
    code, category = ord(mark), unicodedata.category(mark)
    if category in ("Cf", "Me") or any(first <= code <= last for first, last in _UNSEEN):
        return ""
    if category[0] not in "LNM":
        return " "
    return f" {mark} " if any(first <= code <= last for first, last in _ALONE) else mark


class _Folding(dict[int, str]):
    """By character of a text as it is: the one that it becomes, or a sign that it becomes none, or several."""

    def __missing__(self, code: int) -> str:
        cut = spaced(chr(code))
        alike = cut.strip() or " "
        self[code] = alike if len(alike) == 1 and cut else _UNLIKE
        return self[code]


_CUTTING = _Cutting()
_ALIKE = _Folding()
_UNLIKE = "\0"
SINGLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _ALONE)
"""The characters that are words of their own, as a pattern's class holds them."""
_INSIDE = f"[^ {SINGLE}]"
"""A character of a word that has several."""
_PIECE = re.compile(f"[{SINGLE}]|{_INSIDE}+")
_BREAK = re.compile(r"\s")


def spaced(text: str) -> str:
    """Return a text folded, with a blank between any two words and around each character that is a word alone."""
    # Folding looks at one character at a time, so one table does it all, and at once.
    return text.translate(_CUTTING)


def question(words: str) -> Question:
    """Return what these words, as typed, ask for: every one of them, the last perhaps only begun.

    Marks and signs are blanks; a word that they cut ("R&D", "o'neil") is sought with its pieces side by side.
    """
    cut = [tuple(spaced(word).split()[:MOST_TOKENS]) for word in words.split()]
    kept = [pieces for pieces in cut if pieces][:MOST_WORDS]
    # A sign typed after a word has ended it, but "dan?" is still begun: only what stands last counts.
    terms = [Term(pieces, number == len(kept) and not _alone(pieces[-1])) for number, pieces in enumerate(kept, 1)]
    single = len(terms) == 1 and terms[0].prefix and len(terms[0].pieces) == 1 and len(terms[0].pieces[0]) == 1
    return Question(tuple(terms), single)


def holds(title: str, body: str, asked: Question) -> bool:
    """Tell whether spaced texts hold every term, as the index would."""
    cut = [f" {' '.join(text.split())} " for text in ([title] if asked.titles_only else [title, body])]
    return bool(asked.terms) and all(any(_held(term, text) for text in cut) for term in asked.terms)


def excerpt(text: str, asked: Question, width: int = EXCERPT) -> tuple[str, Marks]:
    """Return the stretch of a text in which most of the words are found, on one line, and where they stand in it."""
    start = _best_stretch(text, asked)
    stretch = text[start : start + _STRETCH]
    marks = _marks(stretch, asked)
    first = start + _first_of_most(stretch, marks, width - BEFORE)
    begin = _beginning(text, max(0, first - BEFORE), first) if len(text) > width else 0
    line = _BREAK.sub(" ", text[begin : begin + width])
    ahead, behind = "…" if begin else "", "…" if begin + width < len(text) else ""
    moved = start - begin + len(ahead)
    least, most = len(ahead), len(ahead) + len(line)
    shown = ((max(a + moved, least), min(b + moved, most)) for a, b in marks)
    return f"{ahead}{line}{behind}", tuple((a, b) for a, b in shown if a < b)


def pieces(text: str) -> list[str]:
    """Return the words of a text as `spaced` cuts them, by the way on which they are marked in it."""
    return _PIECE.findall(_traced(text)[0])


def _traced(text: str) -> tuple[str, list[int] | None]:
    """Return a text folded and, unless each character became one, by character the place from which it comes."""
    alike = text.translate(_ALIKE)
    if _UNLIKE not in alike:
        return alike, None
    pairs = [(cut, place) for place, mark in enumerate(text) for cut in _CUTTING[ord(mark)]]
    return "".join([cut for cut, _ in pairs]), [place for _, place in pairs]


def _alone(piece: str) -> bool:
    return len(piece) == 1 and len(spaced(piece)) > 1


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a term in a folded text: its pieces whole and side by side, the last perhaps only begun."""
    first = re.escape(term.pieces[0])
    # What stands before is looked at last: a pattern that begins with letters is found much faster.
    parts = [first] if _alone(term.pieces[0]) else [first, f"(?<!{_INSIDE}{first})"]
    for before, piece in pairwise(term.pieces):
        parts += [" *" if _alone(before) or _alone(piece) else " +", re.escape(piece)]
    if not _alone(term.pieces[-1]):
        parts.append(f"{_INSIDE}*" if term.prefix else f"(?!{_INSIDE})")
    return re.compile("".join(parts))


def _marks(text: str, asked: Question) -> list[tuple[int, int]]:
    """Return where the terms stand in a text, in order, none over another."""
    line, places = _traced(text)
    spans = sorted(found.span() for term in asked.terms for found in _pattern(term).finditer(line))
    if places is not None:
        spans = [(places[begin], _end(text, places[end - 1])) for begin, end in spans]
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _end(text: str, last: int) -> int:
    """Return where a stretch ends whose last character is this; an accent written by itself belongs to its letter."""
    return next((at for at in range(last + 1, len(text)) if not unicodedata.combining(text[at])), len(text))


def _best_stretch(text: str, asked: Question) -> int:
    """Return where a stretch of the text begins that holds most terms: a long text is not cut letter by letter."""
    best = most = looked = 0
    if len(text) > _STRETCH:
        for place in range(0, len(text), _STRETCH - _OVERLAP):
            cut = f" {' '.join(spaced(text[place : place + _STRETCH]).split())} "
            held = sum(_held(term, cut) for term in asked.terms)
            if held > most:
                best, most = place, held
            looked += most > 0
            if most == len(asked.terms) or looked == _STRETCHES:
                break
    return best


def _first_of_most(text: str, marks: list[tuple[int, int]], width: int) -> int:
    """Return where the first of the marks stands from which on most different words fit into `width` characters."""
    best = most = 0
    words = [text[begin:end].lower() for begin, end in marks[:_MARKS]]
    for place, (first, _) in enumerate(marks[:_MARKS]):
        near = {word for word, (_, end) in zip(words[place:], marks[place:], strict=False) if end - first <= width}
        if len(near) > most:
            best, most = first, len(near)
    return best


def _held(term: Term, cut: str) -> bool:
    return f" {' '.join(term.pieces)}{'' if term.prefix else ' '}" in cut


def _beginning(text: str, earliest: int, first: int) -> int:
    """Return where an excerpt begins: behind a blank, where there is one."""
    if earliest == 0:
        return 0
    blank = next((place for place in range(earliest, first) if text[place].isspace()), None)
    return earliest if blank is None else blank + 1
