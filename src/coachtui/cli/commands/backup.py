"""coachtui backup"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("backup")
@click.option("--list", "only_list", is_flag=True, help="List the backups that there are, newest first.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@pass_place
def command(place: Place, only_list: bool, as_json: bool) -> None:
    """Make a checked backup of the practice file, or list those there are.

    The last ten are kept, and the newest of 7 days, 4 weeks and 12 months. To go back to one, close coachtui, remove
    the practice file and what lies beside it with -journal at its end, and copy the backup to its place.
    """
    from coachtui.store import backups

    if not only_list and not as_json:
        with place.open() as practice:
            made = backups.make(practice.db, practice.path, place.paths.backups, place.now, "asked")
        streams.say(str(made.path))
        return
    found = backups.listed(place.paths.backups, place.path.resolve())
    if as_json:
        streams.say_json(
            [
                {"path": str(one.path), "made_at": one.made_at.isoformat(), "reason": one.reason, "bytes": one.size}
                for one in found
            ]
        )
        return
    from coachtui.domain.words import clock, exact

    for one in found:
        when = one.made_at.astimezone()
        streams.say(f"{exact(when.date())} {clock(when)}, {one.reason}, {one.size / 1e6:.1f} MB: {one.path}")
    if not found:
        streams.tell(f"There are no backups of {place.path} yet. `coachtui backup` makes one.")
