"""Writes by noun. Each module is imported when first used, since SQLModel costs a third of a second."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import (
        alignment,
        assessment,
        bin,
        cadence,
        calendar,
        cockpit,
        conflicts,
        ending,
        engagement,
        goal_import,
        goals,
        log,
        people,
        practice,
        series,
        templates,
        themes,
        time_off,
    )

__all__ = [
    "alignment", "assessment", "bin", "cadence", "calendar", "cockpit", "conflicts", "ending", "engagement",
    "goal_import", "goals", "log", "people", "practice", "series", "templates", "themes", "time_off",
]  # fmt: skip


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(name)
