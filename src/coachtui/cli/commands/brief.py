"""coachtui brief"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("brief")
@click.argument("client")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@as_of
@pass_place
def command(place: Place, client: str, as_json: bool) -> None:
    """The brief before the next session, readable in a minute. It is private to you.

    CLIENT is a few letters of a name, an organisation, a programme or a code.
    """
    from coachtui.cli.client import find
    from coachtui.reports import brief as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads.brief import brief

    with place.open() as practice:
        today = place.here(practice).today
        card = find(practice.db, client, place.now)
        found = brief(practice.db, card.id, place.now)
    if as_json:
        streams.say_json(as_data(found))
    else:
        streams.say("\n".join(report.lines(found, today)))
