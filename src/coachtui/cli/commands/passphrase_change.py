"""coachtui passphrase change"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import passphrases, plain_copies, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("change")
@click.option(
    "--new-passphrase-file", type=click.Path(path_type=Path), metavar="FILE", help="Holds it; else it is asked for."
)
@pass_place
def command(place: Place, new_passphrase_file: Path | None) -> None:
    """Give the practice file another passphrase.

    Backups and snapshots that were made before keep the old one: remember it as long as you keep them.
    """
    from coachtui.store import errors, keyrings, keys
    from coachtui.store.passphrases import rewrite

    key = place.key()
    if key is None:
        raise errors.Refused(f"{place.path} has no passphrase. `coachtui passphrase set` gives it one.")
    with place.open():
        pass  # it is brought to the present schema, and told if it is damaged
    passphrase = passphrases.chosen(new_passphrase_file, may_be_none=False)
    if passphrase is None:
        raise errors.Locked("There is nobody to ask for the new one. Name a file that holds it: --new-passphrase-file.")
    new = keys.fresh(passphrase)
    rewrite(place.path, place.paths, key=key, new=new)
    place.keys[new.salt] = new
    streams.say(str(place.path))
    streams.tell(
        "The passphrase is changed. Backups and snapshots from before keep the old one: remember it as long as you "
        "keep them. Your other devices ask for the new one when they next meet this one."
    )
    if keyrings.recall(key.salt) is not None:
        keyrings.forget(key.salt)
        keyrings.remember(new)
        streams.tell("The keyring opens the practice as before; the old passphrase is not kept there any more.")
    plain_copies.publish_anew(place)
