"""coachtui goals"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("goals")
@click.argument("client")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row for each goal, without private evidence.")
@as_of
@pass_place
def command(place: Place, client: str, as_json: bool, as_csv: bool) -> None:
    """Goals with their ladders, where each stands and who says so, and T.

    The evidence of progress is private to you. CLIENT is a few letters of a name, an organisation, a programme or a
    code.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv can't go together. Give one of them.")
    from coachtui.cli.client import find
    from coachtui.reports import goals as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads.goals import goals

    with place.open() as practice:
        page = goals(practice.db, find(practice.db, client, place.now).id, place.now)
    if as_json:
        streams.say_json(as_data(page) | {"t_change": page.change.change})
    elif as_csv:
        streams.say_csv(report.COLUMNS, report.rows(page))
    else:
        streams.say("\n".join(report.lines(page)))
