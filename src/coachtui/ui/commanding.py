"""What the app, screens and widgets with commands share: `check_action`, the one truth about what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.dom import DOMNode

from coachtui.ui import commands
from coachtui.ui.commands import Need, Place

if TYPE_CHECKING:
    _Base = DOMNode
else:
    _Base = object


class Commanding(_Base):
    """Mixed into whatever carries the commands of a place out; it stands first among the bases."""

    PLACE: Place

    def having(self) -> set[Need]:
        """Return what is there now of what commands need; the app adds what holds everywhere."""
        return set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be carried out now: None dims its command, False hides it."""
        command = commands.find(self.PLACE, action, parameters)
        if command is None:
            return super().check_action(action, parameters)
        return command.allowed(self.having_all())

    def having_all(self) -> set[Need]:
        """Return what is there now, here and everywhere."""
        everywhere = self.app.having() if isinstance(self.app, Commanding) else set()
        return self.having() | everywhere
