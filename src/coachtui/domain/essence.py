"""What a session was about in one line: for the brief, and wherever it has to be recognised again."""

from __future__ import annotations

from datetime import date


def essence(summary: str, notes: str, today: date) -> str:
    """Return the shared summary as one line, else what the notes say first.

    Lines of the notes that begin with `>>` are the summary where no other was written. Headings and what was captured
    (commitments, progress, feedforward, themes) say nothing of their own; `today` is the day they are read against.
    """
    if summary.strip():
        return " ".join(summary.split())
    if not notes.strip():
        return ""
    # Here, not above: Today is there before anybody reads notes.
    from coachtui.domain.capture import read_line
    from coachtui.domain.captured import Around, Kind, SummaryItem

    around, first, shared = Around((), (), today), "", list[str]()
    for text in notes.splitlines():
        words = " ".join(text.split())
        if not words:
            continue
        line = read_line(text, around)
        if isinstance(line.item, SummaryItem):
            shared.append(line.item.text)
        elif not first and line.kind is Kind.TEXT and not line.reason and any(map(str.isalnum, words)):
            first = words
    return " ".join(shared) or first
