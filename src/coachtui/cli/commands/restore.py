"""coachtui restore"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.backups import Backup
    from coachtui.store.keys import Key


@click.command("restore")
@click.argument("name")
@click.option("--as-edits", is_flag=True, help="Bring every record back by ordinary edits, as one action.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@pass_place
def command(place: Place, name: str, as_edits: bool, dry_run: bool) -> None:
    """Go back to the backup NAME, one of those that `coachtui backup --list` names.

    Without options the backup takes the place of the practice file; the file as it is becomes a backup before. Do so
    when the file is damaged, or when the practice is on this device alone. If you sync, the newer edits come in again
    from the other devices.

    With --as-edits the file stays, and its records become what they were: those made since go to the bin, those binned
    since come back, changed values are set back. Do so when you sync, or when the screens are open: it is one action,
    which goes to the other devices, and which `u` or `coachtui undo` takes back. What was removed for good since
    doesn't come back.
    """
    from coachtui.store import backups

    backup = backups.named(place.paths.backups, Path(place.path).resolve(), name)
    key = place.key(backup.path)
    if as_edits:
        _by_edits(place, backup, key, dry_run)
    elif dry_run:
        _would_replace(place, backup, key)
    else:
        _replace(place, backup, key)


def _by_edits(place: Place, backup: Backup, key: Key | None, dry_run: bool) -> None:
    from coachtui.domain.record_words import counted
    from coachtui.domain.words import plural
    from coachtui.store.restore_edits import compare, restore_as_edits

    with place.open() as practice:
        if dry_run:
            done = compare(practice, backup, key=key)
        else:
            done = restore_as_edits(
                practice, backup, key=key, step=lambda done, total: streams.progress(f"Going back: {done} of {total}")
            )
            streams.progress("")
    streams.say(done.words(would=dry_run))
    for one in done.differences:
        if any(one[1:]):
            parts = zip(("changed", "to the bin", "back", "gone for good"), one[1:], strict=True)
            streams.say(f"  {', '.join(f'{counted(one.table, count)} {what}' for what, count in parts if count)}")
    if not dry_run and not done.nothing:
        streams.tell("`coachtui undo` takes it back.")
    if done.left:
        streams.tell(f"{plural(done.left, 'value')} stayed, since a rule needs what was removed for good.")


def _would_replace(place: Place, backup: Backup, key: Key | None) -> None:
    from coachtui.store import errors
    from coachtui.store.restore import opened
    from coachtui.store.restore_edits import compare

    with opened(backup, place.paths.backups, place.path, key):
        streams.say(f"Would put {backup.name} in the place of {place.path}, which would become a backup before.")
    try:
        with place.open() as practice:
            streams.say(f"The same by edits: {compare(practice, backup, key=key).words(would=True)}.")
    except (errors.DamagedPractice, errors.ForeignFile, errors.NoPractice):
        streams.tell("What would change can't be said: the file as it is can't be read.")


def _replace(place: Place, backup: Backup, key: Key | None) -> None:
    from coachtui.store import errors
    from coachtui.store.restore import restore
    from coachtui.store.sync import folder_of

    try:
        present = place.key()
    except (errors.NoPractice, errors.DamagedPractice, errors.ForeignFile):
        present = None
    except errors.Locked:
        present = key  # it can't be asked for: what is damaged is put aside as it is
    was = restore(place.path, place.paths, backup, place.now, key=present, backup_key=key)
    streams.say(str(place.path))
    streams.tell(
        f"{backup.name} is in its place. The file as it was is kept as {was.name}."
        if was
        else f"{backup.name} is in its place. There was no file before."
    )
    with place.open() as practice:
        folder = folder_of(practice)
    if folder:
        streams.tell(
            f"This practice meets its other devices in {folder}: newer edits come in again from there. "
            f"`coachtui restore --as-edits {backup.name}` undoes those too."
        )
