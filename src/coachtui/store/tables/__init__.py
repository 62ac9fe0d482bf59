"""The tables, by noun; growth.py (design section 6) takes its place here beside them.

Only the store imports this package: importing SQLModel costs a third of a second.
"""

from coachtui.store.tables import (
    alignment,
    assessment,
    cadence,
    calendar,
    engagement,
    goals,
    people,
    practice,
    templates,
)
from coachtui.store.tables.base import Row, logged_tables, metadata

__all__ = [
    "Row",
    "alignment",
    "assessment",
    "cadence",
    "calendar",
    "engagement",
    "goals",
    "logged_tables",
    "metadata",
    "people",
    "practice",
    "templates",
]
