"""The badge of a record that two devices wrote at the same time, until the coach has chosen."""

from __future__ import annotations

from textual.content import Content

from coachtui.ui import marks
from coachtui.ui.text import NEEDS, cell, cut, plain

ROOM = 24
"""Cells from which on a column has room for the word beside the mark."""
_WAYS = tuple(plain(said, f"bold {NEEDS}") for said in (f"{marks.VERSIONS} 2 versions", marks.VERSIONS))


def badged(content: Content, width: int) -> Content:
    """Return a line of exactly `width` cells that ends in the badge, right behind the text."""
    badge = _WAYS[0] if width >= ROOM else _WAYS[1]
    return cell(cut(content, width - badge.cell_length - 1).rstrip() + " " + badge, width)
