"""coachtui conflicts show"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("show")
@click.argument("conflict")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, conflict: str, as_json: bool) -> None:
    """Both versions of a conflict in whole, with what differs: [-only mine-] and {+only theirs+}.

    CONFLICT is its number in `coachtui conflicts`, or its id.
    """
    from coachtui.cli.conflicts import find
    from coachtui.reports import conflicts as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import conflicts as reads

    with place.open() as practice:
        found = reads.versions(practice.db, find(practice.db, conflict, place.now), place.now)
        here = place.here(practice)
    if as_json:
        streams.say_json(as_data(found))
    else:
        streams.say("\n".join(report.versions(found, here)))
