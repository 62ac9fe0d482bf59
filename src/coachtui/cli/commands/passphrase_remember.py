"""coachtui passphrase remember"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("remember")
@pass_place
def command(place: Place) -> None:
    """Keep the key in this machine's keyring, so that the practice opens without asking.

    What is kept is the key that comes from the passphrase, not the passphrase. Whoever is logged in as you on this
    machine can open the practice then; the program still asks after it was locked.
    """
    from coachtui.store import errors, keyrings

    key = place.key()
    if key is None:
        raise errors.Refused(f"{place.path} has no passphrase, so there is nothing to remember.")
    keyrings.remember(key)
    streams.tell(f"This machine's keyring opens {place.path} from now on. `coachtui passphrase forget` ends that.")
