"""coachtui passphrase set"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import passphrases, plain_copies, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("set")
@click.option(
    "--new-passphrase-file", type=click.Path(path_type=Path), metavar="FILE", help="Holds it; else it is asked for."
)
@click.option("--remove-plain", is_flag=True, help="Remove the backups and snapshots that are not encrypted.")
@pass_place
def command(place: Place, new_passphrase_file: Path | None, remove_plain: bool) -> None:
    """Encrypt the practice file, under a passphrase that it has from now on.

    A copy is written, compared with the file row by row, and put in its place; nothing else changes. Backups and
    snapshots from before stay as they are, readable by anyone, unless you have them removed.
    """
    from coachtui.store import errors, keys
    from coachtui.store.passphrases import rewrite

    if place.key() is not None:
        raise errors.Refused(f"{place.path} has a passphrase already. `coachtui passphrase change` gives it another.")
    with place.open():
        pass  # it is brought to the present schema, and told if it is damaged
    passphrase = passphrases.given(place.passphrase_file) if new_passphrase_file is None else None
    if passphrase is not None:
        passphrases.advise(passphrase)
    else:
        passphrase = passphrases.chosen(new_passphrase_file, may_be_none=False)
    if passphrase is None:
        raise errors.Locked("There is nobody to ask for one. Name a file that holds it: --new-passphrase-file.")
    key = keys.fresh(passphrase)
    rewrite(place.path, place.paths, key=None, new=key)
    place.keys[key.salt] = key
    streams.say(str(place.path))
    streams.tell(
        "It is encrypted now. A forgotten passphrase can't be recovered, by anybody: keep it in a password manager, or "
        "on paper in a safe place. `coachtui passphrase remember` lets this machine's keyring open the practice."
    )
    plain_copies.deal_with(place, remove=remove_plain)
