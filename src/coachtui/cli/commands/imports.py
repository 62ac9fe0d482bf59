"""coachtui import"""

from __future__ import annotations

import click

from coachtui.cli import outline
from coachtui.cli.root import LazyGroup


@click.command("import", cls=LazyGroup, lazy=outline.GROUPS["import"], prefix="import")
def command() -> None:
    """Take in clients or goals from a table, a competency model, or a whole practice."""
