"""CLIENT on the command line: a few letters that must lead to one engagement."""

from __future__ import annotations

from datetime import datetime

from coachtui.domain.today import EngagementCard
from coachtui.domain.words import folded
from coachtui.reports.engagement import one_line
from coachtui.store.driver import Connection
from coachtui.store.errors import NotFound
from coachtui.store.reads.engagement import cards

LISTED = 20
_OPEN = ("active", "paused", "draft")


def readable(words: str) -> str:
    """Return words from the command line without halves of characters, which no record can hold."""
    return words.encode("utf-8", "replace").decode()


def find(db: Connection, words: str, now: datetime) -> EngagementCard:
    """Return the engagement that the words lead to: of one client, the open one. Raises NotFound."""
    words = readable(words)
    if not words.strip():
        raise NotFound("CLIENT is empty. Give a few letters of a name, an organisation, a programme or a code.")
    found = cards(db, now, words=words, limit=LISTED + 1)
    if not found:
        raise NotFound(f"No engagement has “{words}” in its client, organisation, programme or code.")
    # A full name or code counts for more than a word of a name, and that for more than letters that others have too.
    asked = folded(words.strip())
    exact = [card for card in found if asked in (folded(card.client), folded(card.code))]
    named = [card for card in found if asked in folded(card.client).split()]
    chosen = exact or named or found
    if len(chosen) > 1 and len({card.client_id for card in chosen}) == 1:
        chosen = [card for card in chosen if card.state in _OPEN] or chosen
    if len(chosen) == 1:
        return chosen[0]
    listed = "\n".join(f"  {one_line(card)}" for card in chosen[:LISTED])
    more = "\n  and more" if len(chosen) > LISTED else ""
    raise NotFound(f"“{words}” could be one of these; give more letters, or the code:\n{listed}{more}")
