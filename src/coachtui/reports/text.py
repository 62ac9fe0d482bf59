"""What the reports share: a person's text within a line, and read models as plain data."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from coachtui.domain.words import day

_MEANT = re.compile(r"([\\`*_\[\]<>#|~&])")


def flat(text: str) -> str:
    """Return a person's text as one line."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Return a person's text as one line of Markdown in which nothing is taken for a mark."""
    return _MEANT.sub(r"\\\1", flat(text))


def joined(*parts: str) -> str:
    """Return the parts that say something, separated by commas."""
    return ", ".join(part for part in parts if part)


def dated(when: date | None, today: date) -> str:
    """Return a date as one says it today, with the exact one behind it."""
    if when is None:
        return "not set"
    said = day(when, today)
    return said if str(when.year) in said else f"{said} ({when.isoformat()})"


def as_data(value: Any) -> Any:
    """Return a read model as dictionaries, lists, numbers and text; dates and times in ISO form."""
    if is_dataclass(value):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: as_data(item) for name, item in value._asdict().items()}
    if isinstance(value, Enum):
        # A need is ordered by number and known by name.
        return value.value if isinstance(value.value, str) else value.name.lower()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    return value
