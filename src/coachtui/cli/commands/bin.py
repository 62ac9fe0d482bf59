"""coachtui bin"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place
from coachtui.cli.root import LazyGroup


@click.command("bin", cls=LazyGroup, lazy=outline.GROUPS["bin"], prefix="bin", invoke_without_command=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
@click.pass_context
def command(context: click.Context, place: Place, limit: int, as_json: bool) -> None:
    """What lies in the bin, the latest first: since when, by which action, and what went with it.

    `coachtui bin restore N` takes a record out again.
    """
    if context.invoked_subcommand is not None:
        return
    from coachtui.reports import conflicts as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import bin as reads

    with place.open() as practice:
        found, here = reads.binned(practice.db, place.now, limit), place.here(practice)
    if as_json:
        streams.say_json([as_data(one) for one in found])
        return
    for number, one in enumerate(found, 1):
        streams.say(report.binned(number, one, here))
    if not found:
        streams.tell("The bin is empty.")
