"""A passphrase in a form: typed without being shown, and never part of a draft."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from coachtui.store.passphrases import advice
from coachtui.ui.forms.fields import FormInput, TextField
from coachtui.ui.text import NEEDS, plain


class PassphraseField(TextField):
    """A passphrase; one that is being chosen is advised upon under the field."""

    def __init__(self, name: str, label: str, hint: str = "", *, advised: bool = False):
        super().__init__(name, label, "", hint)
        self._advised = advised

    def control(self) -> Widget:
        return FormInput("", password=True, classes="control")

    @property
    def kept(self) -> str:
        return ""

    def understood(self) -> Content | None:
        told = advice(self.value) if self._advised and self.is_mounted else ""
        return plain(told, NEEDS) if told else super().understood()

    def clear(self) -> None:
        """Forget what was typed."""
        self.give_back("")
