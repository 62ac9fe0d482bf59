"""coachtui search"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find people, notes, goals, commitments and more by their words, the best first.

    WORDS must all be there; the last may be only begun, and the name of a client narrows the others. Accents and
    capitals don't matter. What raters wrote and what lies in the bin is not found.
    """
    from coachtui.cli.client import readable
    from coachtui.reports import search as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads.search import search

    sought = readable(" ".join(words))
    with place.open() as practice:
        found = search(practice.db, sought, limit)
    if as_json:
        streams.say_json([as_data(hit) for hit in found.hits])
    else:
        for hit in found.hits:
            streams.say_parts(report.line(hit))
        if found.more or found.total > len(found.hits):
            streams.tell(f"These are the best of {'more than ' if found.more else ''}{found.total:,}.")
    if not found.hits:
        streams.tell(f"Nothing holds “{sought}”.")
        raise click.exceptions.Exit(outline.NOT_FOUND)
