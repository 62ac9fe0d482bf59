"""coachtui passphrase remove"""

from __future__ import annotations

import click

from coachtui.cli import passphrases, plain_copies, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("remove")
@click.option("--yes", is_flag=True, help="Don't ask.")
@pass_place
def command(place: Place, yes: bool) -> None:
    """Take the passphrase away: then anyone who gets hold of the file can read it.

    Backups and snapshots that were made before keep it.
    """
    from coachtui.store import errors, keyrings
    from coachtui.store.passphrases import rewrite

    key = place.key()
    if key is None:
        raise errors.Refused(f"{place.path} has no passphrase.")
    if not yes and not passphrases.consented(
        f"Then anyone who gets hold of {place.path}, or of what it publishes for your other devices, can read it, "
        "private notes too. Take the passphrase away?"
    ):
        raise errors.Refused("Nothing was changed. With --yes the passphrase is taken away without asking.")
    with place.open():
        pass  # it is brought to the present schema, and told if it is damaged
    rewrite(place.path, place.paths, key=key, new=None)
    streams.say(str(place.path))
    streams.tell(
        "It is not encrypted any more: anyone with this file can read it. Backups and snapshots from before keep the "
        "passphrase: remember it as long as you keep them."
    )
    if keyrings.recall(key.salt) is not None:
        keyrings.forget(key.salt)
    plain_copies.publish_anew(place)
