"""coachtui passphrase copies"""

from __future__ import annotations

import click

from coachtui.cli import plain_copies
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("copies")
@click.option("--remove", is_flag=True, help="Remove them, without asking.")
@pass_place
def command(place: Place, remove: bool) -> None:
    """List the copies of the practice on this machine that anyone can read: backups, and snapshots that it published.

    Nothing is removed unless you say so. What other devices published is theirs to replace.
    """
    plain_copies.deal_with(place, remove=remove)
