"""A field of several things, one to a line; how each line is read stands under it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.content import Content
from textual.widgets import TextArea

from coachtui.ui.forms.fields import FormText, LongField

MOST_LINES = 7
"""Lines of a field that are in sight at once; more scroll."""

NOTHING = "Nothing was changed yet. Change something, or close (esc)."
"""What is told when there is nothing to save."""

ReadBack = Callable[[str], Content | None]
"""Says how one line is read: None if there is nothing to add to what was typed. Never raises."""


def split(text: str) -> list[str]:
    """Return the lines that say something, without the blanks around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(LongField):
    """One thing to a line. How each line is read stands under the field, while the coach types and after."""

    most_lines = MOST_LINES

    def __init__(self, name: str, label: str, value: str = "", hint: str = "", read_back: ReadBack | None = None):
        super().__init__(name, label, value, hint)
        self._read_back = read_back

    def on_resize(self) -> None:
        # Only now is it known where the lines are wrapped.
        self._fit()

    def understood(self) -> Content | None:
        hint = super().understood() if self.has_class("-here") or not self.value.strip() else None
        read = [found for found in map(self._read_back, split(self.value)) if found] if self._read_back else []
        found = [*([hint] if hint else []), *read]
        return Content("\n").join(found) if found else None

    def give_back(self, kept: str) -> None:
        super().give_back(kept)
        self._fit()
        self.show(None)

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        self._tell_again()

    def on_descendant_blur(self) -> None:
        super().on_descendant_blur()
        self._tell_again()

    @on(TextArea.Changed)
    def _grow(self) -> None:
        self._fit()

    def _tell_again(self) -> None:
        # What is wrong stays under the field until it is typed in again.
        if not self.has_class("-problem"):
            self.show(None)

    def _fit(self) -> None:
        area = self.query_one(FormText)
        area.styles.height = min(max(2, area.wrapped_document.height), self.most_lines)
