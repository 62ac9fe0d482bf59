"""What all dialogs share: they stand over a screen, never over another dialog, and `esc` leaves them."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from coachtui.ui.bindings import bindings
from coachtui.ui.commanding import Commanding
from coachtui.ui.commands import Place
from coachtui.ui.standing import Standing

Result = TypeVar("Result")


class Dialog(Commanding, ModalScreen[Result]):
    """A dialog; it returns its result to whoever opened it, and None when it is left."""

    PLACE = Place.DIALOG
    BINDINGS = bindings(Place.DIALOG)

    def action_close(self) -> None:
        self.dismiss(None)

    def renew(self) -> None:
        """Take in what was changed underneath, by another device or program; what was typed stays."""

    def stand(self, standing: Standing) -> None:
        """Follow how this device stands to the others."""

    def keep_typed(self) -> None:
        """Store what was typed and not stored yet, now: the coach leaves."""
