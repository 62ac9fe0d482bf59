"""coachtui engagements"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

PAGE = 200


@click.command("engagements")
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1), help="Only so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@as_of
@pass_place
def command(place: Place, words: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """List engagements: yours first, those that run before those that ended.

    WORDS are a few letters of client, organisation, programme or code; every one must occur.
    """
    from coachtui.cli.client import readable
    from coachtui.domain.today import EngagementCard
    from coachtui.reports.engagement import one_line
    from coachtui.reports.text import as_data
    from coachtui.store.reads.engagement import cards

    with place.open() as practice:
        found: list[EngagementCard] = []
        sought = readable(" ".join(words))
        while limit is None or len(found) < limit:
            size = PAGE if limit is None else min(PAGE, limit - len(found))
            page = cards(practice.db, place.now, words=sought, limit=size, offset=len(found))
            found += page
            if len(page) < size:
                break
    if as_json:
        streams.say_json([as_data(card) for card in found])
    elif found:
        streams.say("\n".join(one_line(card) for card in found))
    else:
        streams.tell("No engagement is like that." if words else "There are no engagements yet.")
