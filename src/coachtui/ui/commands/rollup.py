"""The commands of rollup."""

from __future__ import annotations

from coachtui.ui.commands.command import Command

COMMANDS: tuple[Command, ...] = ()
