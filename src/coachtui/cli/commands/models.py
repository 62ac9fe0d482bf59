"""coachtui models"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("models")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, words: tuple[str, ...], as_json: bool) -> None:
    """The competency models, version by version, newest first, with how many engagements keep each.

    WORDS are a few letters of name or version. An engagement keeps the version that it began with.
    """
    from coachtui.cli.client import readable
    from coachtui.domain.words import plural
    from coachtui.reports.text import as_data, flat, joined
    from coachtui.store.reads.assessment import MOST_MODELS, model_lines

    with place.open() as practice:
        found = model_lines(practice.db, readable(" ".join(words)), limit=MOST_MODELS)
    if as_json:
        streams.say_json(as_data(found))
    elif found:
        for one in found:
            told = joined(
                f"{flat(one.name)} {flat(one.version)}",
                plural(one.competencies, "competency", "competencies"),
                plural(one.engagements, "engagement"),
            )
            streams.say(told)
    else:
        streams.tell("No model is like that." if words else "There are no competency models yet.")
