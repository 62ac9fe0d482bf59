"""coachtui passphrase forget"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("forget")
@pass_place
def command(place: Place) -> None:
    """Remove the key of the practice from this machine's keyring: the passphrase is asked for again."""
    from coachtui.store import driver, errors, keyrings, recognise

    if not recognise.is_encrypted(place.path):
        raise errors.Refused(f"{place.path} has no passphrase, so there is nothing to forget.")
    if keyrings.forget(driver.beginning(place.path)):
        streams.tell(f"The keyring does not open {place.path} any more: the passphrase is asked for.")
    else:
        streams.tell(f"The keyring kept nothing for {place.path}.")
