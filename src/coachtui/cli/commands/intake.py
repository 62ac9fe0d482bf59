"""coachtui intake"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

# Named here, so that the help loads nothing; `domain.assessment.Stage` has the same.
STAGES = ("start", "middle", "end")


@click.command("intake")
@click.argument("client")
@click.option("--stage", type=click.Choice(STAGES), help="Only what was assessed then.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row for each competency, without private evidence.")
@as_of
@pass_place
def command(place: Place, client: str, stage: str | None, as_json: bool, as_csv: bool) -> None:
    """Where the leader stands: ratings by stage, widest gap × importance first, and the 360.

    Of a 360 the means of closed rounds are shown, for groups that reach the threshold; the others are named as left
    out. The evidence of ratings is private to you. CLIENT is a few letters of a name, an organisation, a programme or
    a code.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv can't go together. Give one of them.")
    from coachtui.cli.client import find
    from coachtui.domain.assessment import Stage
    from coachtui.reports import assessment as report
    from coachtui.store.reads.assessment import intake

    with place.open() as practice:
        found = intake(practice.db, find(practice.db, client, place.now).id, place.now)
    asked = Stage(stage) if stage else None
    if as_json:
        streams.say_json(report.data(found, asked))
    elif as_csv:
        streams.say_csv(*report.rows(found, asked))
    else:
        streams.say("\n".join(report.lines(found, asked)))
