"""coachtui template show"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, name: str, as_json: bool) -> None:
    """All that a template holds.

    NAME is a template's name, or a few letters of it.
    """
    from coachtui.cli.client import readable
    from coachtui.reports import templates as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import templates as reads

    with place.open() as practice:
        found = reads.template(practice.db, reads.find(practice.db, readable(name)))
    if as_json:
        grants = [
            {"item": item.value, "audience": to.value, "granted": granted}
            for (item, to), granted in sorted(found.draft.grants.items())
        ]
        data = as_data(found.draft._replace(grants={})) | {"grants": grants, "model": found.model}
        streams.say_json(data | {"id": found.id, "model_gone": found.model_gone})
    else:
        streams.say("\n".join(report.lines(found)))
