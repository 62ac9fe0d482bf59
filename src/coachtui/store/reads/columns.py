"""What the columns of days and moments hold, there and back."""

from __future__ import annotations

from datetime import UTC, date, datetime


def utc(moment: datetime) -> str:
    """Return an aware moment as the text that the tables hold."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(text: str | None) -> date | None:
    """Return the date that a column holds."""
    return date.fromisoformat(text) if text else None
