"""coachtui alignment"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("alignment")
@click.argument("client")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row for each thing said, rated, met over or agreed.")
@as_of
@pass_place
def command(place: Place, client: str, as_json: bool, as_csv: bool) -> None:
    """What client and manager say, three-ways, check-ins, the agreement.

    A rating that the other side has not answered yet is left out. CLIENT is a few letters of a name, an organisation, a
    programme or a code.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv can't go together. Give one of them.")
    from coachtui.cli.client import find
    from coachtui.reports import alignment as report
    from coachtui.store.reads.alignment import alignment

    with place.open() as practice:
        here = place.here(practice)
        page = alignment(practice.db, find(practice.db, client, place.now).id, place.now)
    if as_json:
        streams.say_json(report.data(page))
    elif as_csv:
        streams.say_csv(report.COLUMNS, report.rows(page, here))
    else:
        streams.say("\n".join(report.lines(page, here)))
