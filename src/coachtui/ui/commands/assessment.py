"""The commands of assessment."""

from __future__ import annotations

from coachtui.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = ()
