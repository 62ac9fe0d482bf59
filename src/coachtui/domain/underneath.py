"""What was changed about a record while somebody had it open: by another device, or by another program on this one."""

from __future__ import annotations

from typing import NamedTuple

Value = str | int | float | None

QUOTED = 60
"""How much of the other's text a form quotes, in characters."""


class Change(NamedTuple):
    """A column that is not as it was, or for column "" a row that is new: before, after, and who wrote it last.

    `device` is empty for another program on this device; (stamp, site) is the last writing.
    """

    table: str
    row: str
    column: str
    before: Value
    after: Value
    device: str
    stamp: int
    site: int

    @property
    def where(self) -> str:
        """Where it was changed: "on the laptop", "on adas-macbook", "by another program"."""
        return f"on {the(self.device)}" if self.device else "by another program"


def the(device: str) -> str:
    """Return a device as one speaks of it: "the laptop", but "adas-macbook"."""
    return f"the {device}" if device.isalpha() and device.islower() else device


def quoted(text: str) -> str:
    """Return the beginning of another's text in quotation marks, on one line; for none "empty"."""
    words = " ".join(text.split())
    if not words:
        return "empty"
    return f"“{words[:QUOTED]}…”" if len(words) > QUOTED else f"“{words}”"
