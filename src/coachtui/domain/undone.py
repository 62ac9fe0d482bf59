"""What an undo or redo came to, and in words what it left as it is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3
"""How many records that were left are told one by one."""


class Left(NamedTuple):
    """What an undo left of one record: some fields of it, or none for the record as a whole.

    `what` is the record in words, `fields` its fields as the screens call them, `why` says why: "changed on laptop
    since".
    """

    what: str
    fields: tuple[str, ...]
    why: str

    @property
    def words(self) -> str:
        """All in one: "the due date and text of commitment call Marc, Dana Okafor (changed on laptop since)"."""
        # A text that is a record of its own is called alike: "private notes", "notes of the session".
        alike = self.what.split(" ", 1)[0]
        others = [field for field in self.fields if field.rsplit(" ", 1)[-1] != alike]
        fields = " and ".join(filter(None, (", ".join(others[:-1]), *others[-1:])))
        whole = f"the {fields} of {self.what}" if fields else self.what
        return f"{whole} ({self.why})"


class Undone(NamedTuple):
    """What an undo or redo did.

    `left` is how many values and records it left, since someone has changed them or builds on them; `stayed` names
    them, by record.
    """

    words: str
    about: str | None
    left: int
    stayed: tuple[Left, ...] = ()

    @property
    def left_words(self) -> str:
        """What was left, as a sentence; empty when nothing was."""
        return told(self.stayed)


def told(stayed: Sequence[Left]) -> str:
    """Return what was left as a sentence: "Left as it is: the due date of commitment call Marc (…)."."""
    if not stayed:
        return ""
    more = len(stayed) - NAMED
    parts = [left.words for left in stayed[:NAMED]] + ([f"{more:,} more"] if more > 0 else [])
    return f"Left as it is: {'; '.join(parts)}."
