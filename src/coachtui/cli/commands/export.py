"""coachtui export"""

from __future__ import annotations

import click

from coachtui.cli import outline
from coachtui.cli.root import LazyGroup

ARCHIVE = "archive"


class ToDirectory(LazyGroup):
    """A group in which a name that is none of its commands is the directory of an archive."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in front that a bare directory means."""
        asks = any(one in ctx.help_option_names for one in args)
        return super().parse_args(ctx, args if asks or not self.lazy.keys().isdisjoint(args) else [ARCHIVE, *args])


@click.command("export", cls=ToDirectory, lazy=outline.GROUPS["export"], prefix="export")
def command() -> None:
    """Write every record to a directory (`export DIRECTORY`), or the sessions to a calendar (`export calendar`).

    A directory that is called like one of the commands is written as ./calendar.
    """
