"""What a search found, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from coachtui.domain.search import Hit
from coachtui.domain.words import exact, label
from coachtui.reports.text import flat, joined


def line(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a hit's line, each with whether it is a word that was sought."""
    what = f"{label(hit.kind)}, private" if hit.private else label(hit.kind)
    head = joined(flat(hit.whose), exact(hit.on) if hit.on else "")
    yield f"{what}  {head}: " if head else f"{what}  ", False
    done = 0
    for start, end in hit.marks:
        yield hit.excerpt[done:start], False
        yield hit.excerpt[start:end], True
        done = end
    yield hit.excerpt[done:], False
