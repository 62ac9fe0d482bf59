"""coachtui templates"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

MOST = 1000


@click.command("templates")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, words: tuple[str, ...], as_json: bool) -> None:
    """The programme templates, and what an engagement made from each looks like.

    WORDS are a few letters of a name. `coachtui template` makes them and starts engagements from them.
    """
    from coachtui.cli.client import readable
    from coachtui.reports import templates as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import templates as reads

    with place.open() as practice:
        found = reads.templates(practice.db, readable(" ".join(words)), limit=MOST)
    if as_json:
        streams.say_json(as_data(found))
    elif found:
        for one in found:
            streams.say(report.one_line(one))
    else:
        none = "There are no templates yet. `coachtui template save CLIENT NAME` makes the first one."
        streams.tell("No template is like that." if words else none)
