"""coachtui plan"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("plan")
@click.argument("client")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="How it is written."
)
@as_of
@pass_place
def command(place: Place, client: str, form: str) -> None:
    """The development plan on one page: gap, goal, action, effect.

    Nothing private is on it. CLIENT is a few letters of a name, an organisation, a programme or a code.
    """
    from coachtui.cli.client import find
    from coachtui.reports import development_plan as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads.development_plan import plan

    with place.open() as practice:
        found = plan(practice.db, find(practice.db, client, place.now).id, place.now)
    if form == "json":
        streams.say_json(as_data(found) | {"t_change": found.change.change})
    else:
        streams.say("\n".join(report.markdown(found) if form == "markdown" else report.lines(found)))
