"""Read models of what was done, and what it changed: by record and field in words, before and after."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

Value = str | float | None

TEXTS = frozenset(
    {
        "behaviour", "body", "context", "description", "end_reason", "execution", "item", "leadership", "logistics",
        "measure", "moved", "next_step", "reason", "roles", "title", "wording", "work",
    }
)  # fmt: skip
"""Columns whose values are sentences: what differs between two of them is told by words."""
PRIVATE = frozenset(
    {
        "coach_note", "debrief", "engagement_private", "item_answer", "person_note", "progress_evidence",
        "rater_comment", "rating_evidence", "session_note",
    }
)  # fmt: skip
"""Tables whose texts no report shows."""
WITHHELD = frozenset({"item_answer", "pulse_answer", "rater_comment"})
"""Tables of what raters said: that it was changed is told, and not how."""
UNTOLD = frozenset({"folded", "position", "starts_utc"})
"""Columns that follow from others, or say nothing to a coach."""

KINDS = {"do": "", "undo": "took back: ", "redo": "did again: ", "merge": "merged: "}
"""What stands before the words of an action, by its kind."""


class Event(NamedTuple):
    """One action: when (UTC), on which device, of which kind, what the coach did in words; `action` is its number."""

    at: datetime
    device: str
    kind: str
    words: str
    action: int = 0


class Way(StrEnum):
    """What became of a record."""

    MADE = "made"
    CHANGED = "changed"
    BINNED = "put in the bin"
    RESTORED = "taken out of the bin"
    REMOVED = "removed for good"


class Change(NamedTuple):
    """What an action did to a record, or to one field of it if it was changed.

    `what` is the record and `field` the field in words; `before` and `after` are the values in words, a text whole.
    Values that a record was made with are not logged. `private`: no report shows it.
    """

    table: str
    row: str
    what: str
    way: Way
    column: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    private: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the values are texts, to be compared by words."""
        return self.column in TEXTS

    @property
    def withheld(self) -> bool:
        """Whether the values are a rater's own, and not told."""
        return self.table in WITHHELD
