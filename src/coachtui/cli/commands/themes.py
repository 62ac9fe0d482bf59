"""coachtui themes"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("themes")
@click.argument("client", default="")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row for each theme of an engagement.")
@as_of
@pass_place
def command(place: Place, client: str, as_json: bool, as_csv: bool) -> None:
    """Themes over time: how often each came up in the sessions, first and last.

    Beside them stand the latest sessions, oldest first: ● where it came up, · where it did not. It is private to
    you. CLIENT is a few letters of a name, an organisation, a programme or a code; without one, all your engagements
    are told, as text with the themes that came back.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv can't go together. Give one of them.")
    from coachtui.cli.client import find
    from coachtui.reports import themes as report
    from coachtui.store.reads import themes as reads

    with place.open() as practice:
        today = place.here(practice).today
        one = reads.themes(practice.db, find(practice.db, client, place.now).id) if client else None
        found = [one] if one else reads.of_all(practice.db)
    if as_json:
        streams.say_json(report.data(one) if one else [report.data(each) for each in found])
    elif as_csv:
        streams.say_csv(report.COLUMNS, report.rows(found))
    elif one:
        streams.say("\n".join(report.lines(one, today)))
    elif told := report.lines_of_all(found, today):
        streams.say("\n".join(told))
    else:
        streams.tell("No theme came up in two sessions of an engagement yet.")
