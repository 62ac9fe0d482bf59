"""The period of a coaching log, as it is typed in one line."""

from __future__ import annotations

import re
from datetime import date

from coachtui.domain.dates import read_day

_BETWEEN = re.compile(r"\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-(?:\s+|$)|\s*\.\.+\s*")


def read_period(text: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that `text` means, None for an open end: "2025", "1 jan 2025 – 30 jun 2025",
    "since 3 oct", "to 31 dec 2025"; one day alone is the first. Raises ValueError, in words.
    """
    words = text.strip()
    if re.fullmatch(r"\d{4}", words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    if found := re.fullmatch(r"(?:to|until|till|[–—-])\s*(.+)", words, re.IGNORECASE):
        return None, read_day(found[1], today, past=True)
    words = re.sub(r"^(?:from|since)\s+", "", words, flags=re.IGNORECASE)
    first, *rest = _BETWEEN.split(words, maxsplit=1)
    last = rest[0].strip() if rest else ""
    return (
        read_day(first, today, past=True) if first else None,
        read_day(last, today, past=True) if last else None,
    )
