"""coachtui template"""

from __future__ import annotations

import click

from coachtui.cli import outline
from coachtui.cli.root import LazyGroup


@click.command("template", cls=LazyGroup, lazy=outline.GROUPS["template"], prefix="template")
def command() -> None:
    """Save an engagement's shape as a template, and start a cohort from it; `coachtui templates` lists them."""
