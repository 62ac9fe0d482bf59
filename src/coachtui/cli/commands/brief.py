"""coachtui brief"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


class _WithKeys(click.Command):
    """Ends its help with the keys of its JSON, as `reports.brief` documents them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from coachtui.reports.brief import KEYS

        with formatter.section("Keys of --json"):
            formatter.write_dl(list(KEYS.items()))


@click.command("brief", cls=_WithKeys)
@click.argument("client")
@click.option("--markdown", "as_markdown", is_flag=True, help="As Markdown.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with all that was left out to keep it short.")
@as_of
@pass_place
def command(place: Place, client: str, as_markdown: bool, as_json: bool) -> None:
    """The brief before the next session, read in a minute: what matters most in at most 200 words.

    It is private to you. CLIENT is a few letters of a name, an organisation, a programme or a code.
    """
    if as_json and as_markdown:
        raise click.UsageError("--json and --markdown can't go together. Give one of them.")
    from coachtui.cli.client import find
    from coachtui.reports import brief as report
    from coachtui.store.reads.brief import brief

    with place.open() as practice:
        today = place.here(practice).today
        card = find(practice.db, client, place.now)
        found = brief(practice.db, card.id, place.now)
    if as_json:
        streams.say_json(report.data(found, today))
    else:
        streams.say("\n".join((report.markdown if as_markdown else report.lines)(found, today)))
