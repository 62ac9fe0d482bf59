"""The scale of a goal drawn small: five steps from −2 to +2, the expected outcome in the middle, one of them marked."""

from __future__ import annotations

from textual.content import Content

from coachtui.domain.goals import LEVELS
from coachtui.domain.words import level as signed
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, STRONG, joined

STEPS = dict(zip(LEVELS, ("├", "┼", "┼", "┼", "┤"), strict=True))
WIDTH = 9
"""Cells of a ladder."""

MEANINGS = {
    -2: "much less than expected",
    -1: "less than expected",
    0: "as expected",
    1: "better than expected",
    2: "much better than expected",
}
"""What each level stands for on every goal; its written level says it for one."""


def ladder(level: int | None, tone: str = DATA) -> Content:
    """Return the scale with this level marked, or without any mark."""
    parts: list[Content | tuple[str, str]] = []
    for step, sign in STEPS.items():
        if parts:
            parts.append(("─", LABEL))
        parts.append((marks.HELD, f"bold {tone}") if step == level else (sign, LABEL))
    return joined(*parts)


def ways(level: int, when: str, tone: str = DATA) -> list[Content]:
    """Return a rating on its ladder, with its meaning and its day, in the ways it can be written, longest first."""
    drawn = joined(ladder(level, tone), "  ", (signed(level), STRONG))
    return [
        joined(drawn, f"  {MEANINGS[level]}", (f"  {when}", LABEL)),
        joined(drawn, (f"  {when}", LABEL)),
        drawn,
    ]
