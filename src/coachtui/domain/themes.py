"""Themes: words that come back over an engagement's sessions. How they are compared, counted and drawn over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from coachtui.domain.drafts import Problem, gather, required
from coachtui.domain.rules import DEFAULT, Rules
from coachtui.domain.words import folded


class Mention(NamedTuple):
    """A theme in one session, as it was written there."""

    session_id: str
    word: str


class Met(NamedTuple):
    """A session in which themes can have come up: its day on the client's clock, and what it is called."""

    session_id: str
    on: date
    called: str


class Theme(NamedTuple):
    """A theme of an engagement: its latest spelling, and the sessions in which it came up, by place, oldest first.

    `places` index the sessions of the `Themes` that it belongs to; `spellings` are all of them, the latest first.
    """

    word: str
    places: tuple[int, ...]
    first_on: date
    last_on: date
    spellings: tuple[str, ...]

    @property
    def times(self) -> int:
        """In how many sessions it came up, 1 or more; twice in one session is once."""
        return len(self.places)

    @property
    def key(self) -> str:
        """What its spellings have in common."""
        return key(self.word)


class Themes(NamedTuple):
    """The themes of one engagement, those that came up most often first, over its sessions, oldest first."""

    engagement_id: str
    code: str
    client: str
    sessions: tuple[Met, ...] = ()
    themes: tuple[Theme, ...] = ()

    @property
    def recurring(self) -> tuple[Theme, ...]:
        """Those that came up in two sessions or more."""
        return tuple(theme for theme in self.themes if theme.times > 1)

    def find(self, word: str) -> Theme | None:
        """Return the theme that a word, however it is spelt, stands for."""
        sought = key(word)
        return next((theme for theme in self.themes if theme.key == sought), None)

    def timeline(self, theme: Theme, most: int = 24) -> tuple[bool, ...]:
        """Return for each session whether the theme came up in it, oldest first; of very many the latest `most`."""
        last = len(self.sessions)
        places = set(theme.places)
        return tuple(place in places for place in range(max(0, last - most), last))


class Said(NamedTuple):
    """What was said in one of the sessions in which a theme came up: a line of the coach's notes. Private."""

    met: Met
    passage: str


class ThemeDraft(NamedTuple):
    """A theme's new spelling, as typed."""

    word: str

    @property
    def key(self) -> str:
        """What it has in common with other spellings."""
        return key(self.word)

    def problems(self, *, rules: Rules = DEFAULT) -> tuple[Problem, ...]:
        """Return what must be put right before the theme can be called so."""
        lines = len(self.word.splitlines()) > 1
        return gather(
            required("word", self.word, "The theme", limit=rules.line_limit),
            Problem("word", "A theme is one line. Leave the rest out.") if lines else None,
        )


def key(word: str) -> str:
    """Return what all spellings of a theme have in common: accents, case and the width of blanks don't matter.

    >>> key("Letting  Gó") == key("letting go"), key("letting-go") == key("letting go")
    (True, False)
    """
    return folded(" ".join(word.split()))


def gathered(sessions: Sequence[Met], mentions: Iterable[Mention]) -> tuple[Theme, ...]:
    """Return the themes of these sessions (oldest first), the most frequent first, then the one that was last.

    Mentions in other sessions, and empty ones, are passed over.
    """
    place_of = {met.session_id: place for place, met in enumerate(sessions)}
    found: dict[str, dict[int, str]] = {}
    spelt: dict[str, dict[str, int]] = {}
    for session_id, word in mentions:
        place, word = place_of.get(session_id), " ".join(word.split())
        if place is None or not word:
            continue
        folds = key(word)
        found.setdefault(folds, {})[place] = word
        latest = spelt.setdefault(folds, {})
        latest[word] = max(place, latest.get(word, 0))
    themes = []
    for folds, by_place in found.items():
        places = tuple(sorted(by_place))
        spellings = tuple(sorted(spelt[folds], key=lambda word: (-spelt[folds][word], word)))
        themes.append(Theme(spellings[0], places, sessions[places[0]].on, sessions[places[-1]].on, spellings))
    return tuple(sorted(themes, key=lambda theme: (-theme.times, -theme.places[-1], theme.key)))


def passage(theme: Theme, notes: str, summary: str) -> str:
    """Return the line of a session's texts in which a theme stands, else the one before it was noted, on one line.

    A line that holds nothing but the theme tells nothing; empty if there is no other.
    """
    sought = [key(word) for word in theme.spellings]
    before = ""
    for text in (*notes.splitlines(), *summary.splitlines()):
        line = " ".join(text.split())
        held = folded(line)
        if not any(word in held for word in sought):
            # A heading tells what was talked about as well as nothing.
            before = line if line and not line.startswith("#") else before
        elif len(held.strip("~# ").removeprefix("theme:").strip()) > max(map(len, sought)):
            return line
        elif before:
            return before
    return ""


def nth_time(number: int) -> str:
    """Return which time it is: "1st time", "2nd time", "3rd time", "11th time".

    >>> nth_time(3), nth_time(12), nth_time(22)
    ('3rd time', '12th time', '22nd time')
    """
    teens = 11 <= number % 100 <= 13
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending} time"
