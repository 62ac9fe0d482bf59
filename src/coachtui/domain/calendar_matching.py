"""Whom an event is about: by the addresses of those who take part, by what the coach answered, by names in its title.

Who takes part counts most. A title counts as sure only if it holds the whole name of one client and of nobody else, and
does not name somebody else as taking part; all else that could be a client is asked.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import SessionKind
from coachtui.domain.calendar import About, Answer, Engaged
from coachtui.domain.words import folded

LEAST_LETTERS = 3
"""A part of a name with fewer letters says nothing about whom a title means."""
_WORDS = re.compile(r"\w+")
_STAGES = {
    Stage.START: {"start", "kickoff", "kick", "first", "initial", "opening"},
    Stage.MIDDLE: {"middle", "mid", "midpoint", "midway", "halfway", "interim"},
    Stage.END: {"end", "final", "closing", "last", "wrap"},
}
_KINDS = {
    SessionKind.THREE_WAY: re.compile(r"\b(?:three|four|3|4)[- ]?way\b"),
    SessionKind.CHECK_IN: re.compile(r"\bcheck[- ]?in\b"),
    SessionKind.CHEMISTRY: re.compile(r"\bchemistry\b"),
}
"""What a title calls a meeting that is no coaching session."""


class How(StrEnum):
    """How it is known whose an event is."""

    ADDRESS = "address"
    ANSWER = "answer"
    TITLE = "title"
    UNSURE = "unsure"
    NOBODY = "nobody"
    NONE = "none"


class Match(NamedTuple):
    """Whose engagements an event could be: those of one client when it is sure."""

    how: How
    engagements: tuple[Engaged, ...] = ()
    why: str = ""

    @property
    def sure(self) -> bool:
        """Whether the client is known."""
        return self.how in (How.ADDRESS, How.ANSWER, How.TITLE)


NONE = Match(How.NONE)


def plain(text: str) -> str:
    """Return a title or an address as it is compared: folded, with single blanks."""
    return " ".join((text.lower() if text.isascii() else folded(text)).split())


class Answers:
    """Whose engagement the events with some words are, as the coach answered: now, or before.

    Of what was answered before only digests are known, keyed by the practice: nothing can be read out of them.
    """

    def __init__(self, key: str, remembered: Mapping[str, str | None] | None = None, given: Iterable[Answer] = ()):
        self._key = key.encode()
        self._remembered = dict(remembered or {})
        self._given = {plain(answer.words): answer.engagement_id for answer in given}

    def with_given(self, given: Iterable[Answer]) -> Answers:
        """Return the same with what the coach answers now, which counts more."""
        return Answers(self._key.decode(), self._remembered, given)

    def digest(self, words: str) -> str:
        """Return the digest of a title or an address, by which it is known again in this practice only."""
        return hmac.digest(self._key, plain(words).encode("utf-8", "replace"), "sha256").hex()

    def find(self, words: str) -> tuple[bool, str | None]:
        """Return whether there is an answer for these words, as compared, and the engagement: None, if nobody's."""
        if words in self._given:
            return True, self._given[words]
        if self._remembered and words:
            digest = self.digest(words)
            return digest in self._remembered, self._remembered.get(digest)
        return False, None


class Roster:
    """The engagements, to be found by address and by name. The coach's own name and addresses tell nothing."""

    def __init__(self, engaged: Iterable[Engaged], coach: str = "", coach_addresses: Iterable[str] = ()):
        self.by_id: dict[str, Engaged] = {}
        self.own = frozenset(coach_addresses)
        self._by_client: dict[str, list[Engaged]] = {}
        self._by_address: dict[str, set[str]] = {}
        self._parts: dict[str, set[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        own_words = _words(coach)
        for one in engaged:
            self.by_id[one.id] = one
            self._by_client.setdefault(one.client_id, []).append(one)
            if one.email and one.email not in self.own:
                self._by_address.setdefault(one.email, set()).add(one.client_id)
            self._names[one.client_id] = _words(one.client)
        for client_id, words in self._names.items():
            for word in words:
                self._parts.setdefault(word, set()).add(client_id)
        self._mute = own_words

    def of_client(self, client_id: str) -> tuple[Engaged, ...]:
        """Return all engagements of a client."""
        return tuple(self._by_client.get(client_id, ()))

    def match(self, about: About, answers: Answers) -> Match:
        """Return whose an event is."""
        clients = {client for address in about.addresses for client in self._by_address.get(address, ())}
        if clients:
            return self._by_those(clients, about, answers)
        return self._by_answer(about, answers) or self._by_title(about)

    def _by_answer(self, about: About, answers: Answers) -> Match | None:
        for words in (plain(about.title), *sorted(about.addresses)):
            answered, engagement_id = answers.find(words)
            if answered and engagement_id is None:
                return Match(How.NOBODY)
            if answered and engagement_id in self.by_id:
                return Match(How.ANSWER, self._of_answer(engagement_id))
        return None

    def _by_those(self, clients: set[str], about: About, answers: Answers) -> Match:
        # A client who takes part as the manager or sponsor of another is there for that one.
        others = {
            client
            for client in clients
            if any(
                self._address(client) in (one.manager_email, one.sponsor_email)
                for other in clients - {client}
                for one in self._by_client[other]
            )
        }
        left = clients - others or clients
        if len(left) == 1:
            found = self.of_client(left.pop())
            # Which of several engagements it is may have been said.
            answer = self._by_answer(about, answers)
            said = answer is not None and answer.engagements[:1] and answer.engagements[0] in found
            return answer if answer is not None and said else Match(How.ADDRESS, found)
        asked = Match(How.UNSURE, self._all(left), f"{len(left)} clients take part")
        return self._by_answer(about, answers) or asked

    def _by_title(self, about: About) -> Match:
        words = _words(about.title)
        found = {client for word in words for client in self._parts.get(word, ())}
        if not found:
            return NONE
        whole = {client for client in found if self._names[client] <= words}
        if len(whole) == 1:
            (client,) = whole
            address = self._address(client)
            if not address or address in about.addresses or not about.addresses - self.own:
                return Match(How.TITLE, self.of_client(client))
            return Match(How.UNSURE, self.of_client(client), "the name is in the title, but others take part")
        if whole:
            return Match(How.UNSURE, self._all(whole), f"{len(whole)} clients have this name")
        part = {
            client for word in words - self._mute if len(word) >= LEAST_LETTERS for client in self._parts.get(word, ())
        }
        if not part:
            return NONE
        why = "only a part of the name is in the title"
        return Match(How.UNSURE, self._all(part), why if len(part) == 1 else f"{len(part)} clients have a name like it")

    def answered(self, engagement_id: str) -> Match:
        """Return the match that names an engagement."""
        return Match(How.ANSWER, self._of_answer(engagement_id))

    def _of_answer(self, engagement_id: str) -> tuple[Engaged, ...]:
        """Return the engagements of the client meant: the one that was named first, as far as days leave a choice."""
        named = self.by_id[engagement_id]
        return (named, *(one for one in self.of_client(named.client_id) if one.id != named.id))

    def _all(self, clients: Iterable[str]) -> tuple[Engaged, ...]:
        found = (one for client in clients for one in self._by_client[client])
        return tuple(sorted(found, key=lambda one: (folded(one.client), one.code)))

    def _address(self, client: str) -> str:
        return next((one.email for one in self._by_client[client] if one.email), "")


def on_day(match: Match, day: date) -> tuple[Engaged, ...]:
    """Return the engagement that was under way on a day: none, or several when that can't be told."""
    there = tuple(one for one in match.engagements if one.on(day))
    if match.how is How.ANSWER:
        return there[:1]
    if len(there) > 1:
        return tuple(one for one in there if one.running) or there
    return there


def kind_of(engaged: Engaged, about: About, day: date) -> tuple[SessionKind, Stage | None]:
    """Return what kind of meeting an event is: what its title says, or a three-way with the manager or sponsor there.

    The stage of a three-way is the one that the title names, else the third of the span in which it lies.
    """
    companions = {address for address in (engaged.manager_email, engaged.sponsor_email) if address}
    title = plain(about.title)
    named = next((kind for kind, said in _KINDS.items() if said.search(title)), None)
    kind = named or (SessionKind.THREE_WAY if companions & about.addresses else SessionKind.COACHING)
    if kind is not SessionKind.THREE_WAY:
        return kind, None
    words = _words(about.title)
    for stage, said in _STAGES.items():
        if said & words:
            return SessionKind.THREE_WAY, stage
    if engaged.starts_on is None or engaged.ends_on is None:
        return SessionKind.THREE_WAY, Stage.START
    third = (engaged.ends_on - engaged.starts_on).days / 3
    passed = (day - engaged.starts_on).days
    return SessionKind.THREE_WAY, Stage.START if passed < third else Stage.MIDDLE if passed < 2 * third else Stage.END


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(plain(text)))
