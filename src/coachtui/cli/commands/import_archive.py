"""coachtui import archive"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("archive")
@click.argument("directory", type=click.Path(path_type=Path))
@pass_place
def command(place: Place, directory: Path) -> None:
    """Make a practice file from DIRECTORY, as `coachtui export` wrote it, with its whole history.

    The file is made at the usual place, or where --db says, and must not be there yet. The archive is checked as a
    whole: if anything in it is not as it was written, no file is made. It gets the passphrase that it is given, like
    that of `coachtui new`.
    """
    from coachtui.cli.passphrases import for_new_file
    from coachtui.domain.words import plural
    from coachtui.exchange.archive_reading import import_archive
    from coachtui.store.changelog import OWN_TABLES

    key = for_new_file(place.path, place.passphrase_file)
    counts = import_archive(
        directory.expanduser(),
        place.path,
        place.paths,
        key=key,
        clock=place.clock,
        progress=lambda table, _: streams.progress(f"Reading {table}"),
    )
    streams.progress("")
    streams.say(str(place.path))
    streams.tell(f"{plural(sum(n for table, n in counts.items() if table not in OWN_TABLES), 'record')} read.")
