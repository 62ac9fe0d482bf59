"""A level on its axis: where somebody stands, where the role asks them to be, and the gap between the two."""

from __future__ import annotations

from textual.content import Content

from coachtui.domain.assessment import FIVE_LEVELS, Scale
from coachtui.domain.words import level, number
from coachtui.ui import marks
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, WRONG, joined, plain

STEP = 2
"""Cells from one level to the next."""
MOST = 10
"""Levels of a scale up to which an axis is drawn; a longer one is told in numbers only."""
CHOSEN = f"bold reverse {DATA}"


def width(scale: Scale = FIVE_LEVELS) -> int:
    """Return the cells that an axis takes; 0 where the scale is too long to be drawn."""
    levels = scale.high - scale.low
    return levels * STEP + 1 if 0 < levels < MOST else 0


def heading(scale: Scale = FIVE_LEVELS) -> str:
    """Return the numbers that stand above an axis.

    >>> heading()
    '1 2 3 4 5'
    """
    if not width(scale):
        return ""
    numbers = (str(value)[:STEP].ljust(STEP) for value in range(scale.low, scale.high + 1))
    return "".join(numbers)[: width(scale)]


def axis(current: int | None, target: int | None, scale: Scale = FIVE_LEVELS) -> Content:
    """Return the axis with the current level, the target, and the way between them."""
    both = current is not None and current == target
    low, high = sorted((current or target or 0, target or current or 0))
    way = RIGHT if current is not None and target is not None and current > target else NEEDS
    parts: list[tuple[str, str]] = []
    for value in range(scale.low, scale.high + 1):
        if value > scale.low:
            parts.append((marks.WAY, way) if low < value <= high else (" ", LABEL))
        if both and value == current:
            parts.append((marks.REACHED, RIGHT))
        elif value == current:
            parts.append((marks.HELD, DATA))
        elif value == target:
            parts.append((marks.TARGET, NEEDS))
        else:
            parts.append((marks.WAY, way) if low < value < high else (marks.WAITING, LABEL))
    return joined(*parts)


def keys(value: int | None, low: int, high: int) -> Content:
    """Return the digits that set a value, the one that is set among them shown."""
    parts: list[tuple[str, str]] = []
    for digit in range(low, high + 1):
        parts += [(str(digit), CHOSEN if digit == value else f"bold {VALUE}"), (" ", LABEL)]
    return joined(*parts[:-1])


def mean(value: float, scale: Scale, tone: str = DATA) -> Content:
    """Return a mean on its axis, at the nearest half level."""
    cells = [marks.WAITING if at % STEP == 0 else " " for at in range(width(scale))]
    if not cells:
        return Content("")
    at = min(max(round((value - scale.low) * STEP), 0), len(cells) - 1)
    return joined(("".join(cells[:at]), LABEL), (marks.HELD, tone), ("".join(cells[at + 1 :]), LABEL))


def weighed(gap: int | None, importance: int) -> Content:
    """Return gap × importance as the sum that orders the list: "2 × 3"."""
    if gap is None:
        return plain("" if importance == 1 else f"– × {importance}", LABEL)
    weighs = gap > 0 and importance > 0
    return joined(
        (number(gap), STRONG if weighs else LABEL), (" × ", LABEL), (str(importance), VALUE if weighs else LABEL)
    )


def change(value: int | None) -> Content:
    """Return what became of a level since the start, with mark and sign."""
    if value is None:
        return Content("")
    if value == 0:
        return plain("= 0", LABEL)
    return plain(f"{marks.UP} {level(value)}", RIGHT) if value > 0 else plain(f"{marks.DOWN} {level(value)}", WRONG)
