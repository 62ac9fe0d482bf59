"""coachtui conflicts"""

from __future__ import annotations

import click

from coachtui.cli import outline, streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place
from coachtui.cli.root import LazyGroup


@click.command(
    "conflicts",
    cls=LazyGroup,
    lazy=outline.GROUPS["conflicts"],
    prefix="conflicts",
    invoke_without_command=True,
)
@click.option("--settled", is_flag=True, help="Those that were settled last, and how.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON; a long text is cut there.")
@pass_place
@click.pass_context
def command(context: click.Context, place: Place, settled: bool, limit: int, as_json: bool) -> None:
    """What two machines wrote at the same time: the later version stands, the other one is kept beside it.

    Numbered, by client and record. `coachtui conflicts show N` prints both versions, `keep N` settles one.
    """
    if context.invoked_subcommand is not None:
        return
    from coachtui.cli.conflicts import MOST
    from coachtui.reports import conflicts as report
    from coachtui.reports.text import as_data
    from coachtui.store.reads import conflicts as reads

    with place.open() as practice:
        read = reads.settled if settled else reads.open_conflicts
        # The numbers are those of the whole list, whatever of it is shown.
        found, here = read(practice.db, place.now, MOST)[:limit], place.here(practice)
        count = len(found) if settled else reads.count(practice.db)
    if as_json:
        streams.say_json([as_data(one) for one in found])
        return
    for number, one in enumerate(found, 1):
        streams.say(report.line(number, one, here))
    if count > len(found):
        streams.tell(f"These are {len(found):,} of {count:,}.")
    if not found:
        streams.tell("Nothing was settled yet." if settled else "No conflict: your machines wrote nothing twice.")
