"""Showing and hiding a widget."""

from __future__ import annotations

from typing import TypeVar

from textual.widget import Widget

W = TypeVar("W", bound=Widget)


def shown_if(wanted: bool, widget: W) -> W:
    """Show a widget or hide it, and return it; what is hidden can't take the focus."""
    widget.display = wanted
    widget.disabled = not wanted
    return widget
