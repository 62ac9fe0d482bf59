"""coachtui rollup"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

CUTS = ("coach", "programme", "organisation", "month")


@click.command("rollup")
@click.option("--by", type=click.Choice(CUTS), help="Also one row for each of these; a month is that of the start.")
@click.option("--filter", "words", metavar="WORDS", default="", help="Only engagements that hold every word.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV: the figures, or with --by the rows of the cut.")
@as_of
@pass_place
def command(place: Place, by: str | None, words: str, as_json: bool, as_csv: bool) -> None:
    """The whole practice in numbers: states, pace, alignment, goals, and whom to look at next.

    It reads how the work goes and nothing of what was said: engagements go by their code. WORDS are a few letters of
    coach, programme, organisation, code or state. Outcomes (T, goals reached) are given over 3 people and 3
    engagements or more, and not under a filter.
    """
    from coachtui.cli.client import readable
    from coachtui.domain.rollup import Cut
    from coachtui.reports import rollup as report
    from coachtui.store.reads.rollup import rollup

    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
    cut = Cut(by) if by else None
    with place.open() as practice:
        found = rollup(practice.db, place.now, words=readable(words), step=_progress)
    streams.progress("")
    if as_json:
        streams.say_json(report.data(found, cut))
    elif as_csv:
        titles, *rows = report.rows(found, cut)
        streams.say_csv(titles, rows)
    else:
        streams.say("\n".join(report.lines(found, cut)))
    if words.strip() and not found.total.engagements:
        streams.tell("No engagement is like that.")


def _progress(done: int, steps: int) -> None:
    streams.progress(f"Counting, step {done + 1} of {steps}")
