"""coachtui today"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@as_of
@pass_place
def command(place: Place, as_json: bool) -> None:
    """What needs you today: the agenda, the week ahead, who waits for what, and the next brief."""
    from coachtui.reports import today as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads.today import today

    with place.open() as practice:
        found = today(practice.db, place.now)
    if as_json:
        streams.say_json(as_data(found))
    else:
        streams.say("\n".join(report.lines(found)))
