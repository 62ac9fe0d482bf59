"""coachtui passphrase"""

from __future__ import annotations

import click

from coachtui.cli import outline
from coachtui.cli.root import LazyGroup


@click.command("passphrase", cls=LazyGroup, lazy=outline.GROUPS["passphrase"], prefix="passphrase")
def command() -> None:
    """Give the practice file a passphrase, change it, or take it away.

    With a passphrase the file, its backups and what it publishes for other devices are encrypted (AES-256): whoever
    finds the file can't read it. A passphrase that is forgotten can't be recovered, by anybody.

    It is taken from `coachtui --passphrase-file FILE`, COACHTUI_PASSPHRASE_FILE or COACHTUI_PASSPHRASE, else from the
    keyring of this machine, else it is asked for.
    """
