"""How what a search found is drawn: a line in the list, and more of the one under the cursor."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from coachtui.domain.search import Found, Hit, Marks, Spot, excerpt, question
from coachtui.domain.words import day, distance, label
from coachtui.ui import marks
from coachtui.ui.commands import TITLES, Place
from coachtui.ui.text import LABEL, NEEDS, STRONG, VALUE, joined, plain
from coachtui.ui.widgets.rows import Column

ROOMY = 90
"""Cells from which on a list has room for the word beside the mark of what is private, and for the day."""
BEFORE = 14
"""How much of a text comes before the first word found in a line of the list, in characters."""
COLUMNS = (
    Column(most=17),
    Column(most=9, from_width=ROOMY),
    Column(most=1, below=ROOMY),
    Column(most=22),
    Column(most=200, grows=True),
    Column(most=15, right=True, from_width=ROOMY),
)
PRIVATE = f"{marks.NOTE} private"
PLACES = {
    Spot.INTAKE: Place.ASSESSMENT,
    Spot.ALIGNMENT: Place.ALIGNMENT,
    Spot.SESSIONS: Place.CADENCE,
    Spot.GOALS: Place.GOALS,
    Spot.PEOPLE: Place.PEOPLE,
}
"""The screen of each spot."""

NOTHING_YET = Content("\n\n").join(
    (
        joined(("Type a few letters of a word.", STRONG)),
        joined(
            (
                "Found are people, organisations and programmes, goals with their levels and milestones, commitments, "
                "notes and summaries of sessions, themes, feedforward, evidence, expectations, meetings, check-ins and "
                "agreements, over all engagements.",
                LABEL,
            )
        ),
        joined(
            (
                "Several words must all be there, the last may be only begun; the name of a client narrows the rest: ",
                LABEL,
            ),
            ("dana plan", VALUE),
            (". Accents and capitals don't matter.", LABEL),
        ),
        joined(
            (
                "What raters wrote is not searched, since it stays anonymous; nor is what lies in the bin. What you "
                "search for is not kept.",
                LABEL,
            )
        ),
    )
)


def nothing_with(words: str) -> Content:
    """Return what stands where nothing was found."""
    return joined(("Nothing holds “", LABEL), (words, VALUE), ("”. Fewer or shorter words find more.", LABEL))


def told(found: Found) -> str:
    """Return how many were found: "82 found", "the best 100 of 240", "the best 100 of more than 500"."""
    shown, more = len(found.hits), "more than " if found.more else ""
    if not shown:
        return ""
    return f"the best {shown} of {more}{found.total:,}" if found.more or shown < found.total else f"{shown} found"


def cells(hit: Hit, words: str, today: date) -> tuple[Content, ...]:
    """Return a hit as a line of the list."""
    private = hit.private
    return (
        plain(label(hit.kind), LABEL),
        plain(PRIVATE if private else "", NEEDS),
        plain(marks.NOTE if private else "", NEEDS),
        _whose(hit, words),
        _marked(*_short(hit)),
        plain(day(hit.on, today) if hit.on else "", LABEL),
    )


def about(hit: Hit, words: str, today: date, *, roomy: bool) -> Content:
    """Return more of the hit under the cursor: what it is, whose, of when, where it leads, and its words."""
    parts: list[Content] = [joined((label(hit.kind), VALUE))]
    if hit.private:
        parts.append(joined((PRIVATE, NEEDS)))
    if hit.whose:
        parts.append(_whose(hit, words))
    if hit.on:
        ago = f", {distance(hit.on, today)}" if roomy else ""
        parts.append(joined((f"{day(hit.on, today)}{ago}", LABEL)))
    parts.append(joined((f"→ {TITLES[PLACES[hit.spot]]}", LABEL)))
    return Content("  ").join(parts) + "\n" + _marked(hit.excerpt, hit.marks)


def _whose(hit: Hit, words: str) -> Content:
    return _marked(*excerpt(hit.whose, question(words)))


def _short(hit: Hit) -> tuple[str, Marks]:
    """Return an excerpt so that the first word found is near its beginning: a line of the list is short."""
    first = hit.marks[0][0] if hit.marks else 0
    if first <= BEFORE:
        return hit.excerpt, hit.marks
    blank = hit.excerpt.rfind(" ", 0, first - BEFORE // 2)
    start = blank + 1 if first - blank <= 2 * BEFORE else first - BEFORE
    moved = tuple((begin - start + 1, end - start + 1) for begin, end in hit.marks)
    return f"…{hit.excerpt[start:]}", moved


def _marked(text: str, spans: Marks) -> Content:
    content = plain(text, VALUE)
    for start, end in spans:
        content = content.stylize(f"bold {NEEDS}", start, end)
    return content
