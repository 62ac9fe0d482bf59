"""coachtui join"""

from __future__ import annotations

from pathlib import Path

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("join")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--practice", default="", metavar="ID", help="Which practice, when the folder holds several.")
@pass_place
def command(place: Place, folder: Path, practice: str) -> None:
    """Begin on this machine with a practice that another one publishes in FOLDER.

    The other machine has run `coachtui sync FOLDER`, and the folder has arrived here. The practice file is made at the
    usual place, or where --db says, and never over another one; from then on both meet in FOLDER.
    """
    from coachtui.domain.words import exact, plural
    from coachtui.store import sync

    folder = folder.expanduser().absolute()
    if not place.path.exists():
        found = [one for one in sync.practices_in(folder) if practice in ("", one.practice)]
        if len(found) > 1:
            for one in found:
                when = exact(one.newest.astimezone().date())
                streams.say(f"{one.practice}: from {', '.join(one.devices)}; {when}")
            streams.tell(f"{folder} holds {plural(len(found), 'practice')}. Say which: --practice {found[0].practice}")
            raise click.exceptions.Exit(outline.NOT_FOUND)
        key = place.key(found[0].files[0].path) if found and found[0].salt else None
    else:
        key = None
    path = sync.join(
        folder,
        place.path,
        place.paths,
        key=key,
        practice=practice,
        clock=place.clock,
        step=lambda done, total: streams.progress(f"Copying {100 * done // total} %" if total else "Merging"),
    )
    streams.progress("")
    with place.at(path).open() as joined:
        status = sync.status(joined)
    streams.say(str(path))
    streams.tell(f"This machine has joined in: {status.words}. `coachtui` opens the practice.")
