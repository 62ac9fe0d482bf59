"""coachtui history"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

_KINDS = {"do": "", "undo": "took back: ", "redo": "did again: ", "merge": "merged: "}


@click.command("history")
@click.argument("client")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@pass_place
def command(place: Place, client: str, limit: int, as_json: bool) -> None:
    """What was done around a client's engagement, newest first: when, in words, and on which device.

    CLIENT is a few letters of a name, an organisation, a programme or a code.
    """
    from coachtui.cli.client import find
    from coachtui.domain.wall_time import to_wall
    from coachtui.domain.words import clock, exact
    from coachtui.reports.text import as_data, flat
    from coachtui.store.history import Event, around, of_record

    with place.open() as practice:
        card, here = find(practice.db, client, place.now), place.here(practice)
        events = around(practice.db, card.id, limit=limit)
        # What an import did is about many, so the record's own history tells the rest.
        own = of_record(practice.db, "engagement", card.id, limit=limit)
    known = {(event.at, event.device) for event in events}
    rest = {(edit.at, edit.device): edit.words for edit in own if (edit.at, edit.device) not in known}
    events += [Event(at, device, "do", words) for (at, device), words in rest.items()]
    events.sort(key=lambda event: event.at, reverse=True)
    if as_json:
        streams.say_json([as_data(event) for event in events[:limit]])
        return
    for event in events[:limit]:
        when = to_wall(event.at, here.zone)
        words = f"{_KINDS.get(event.kind, '')}{flat(event.words)}"
        streams.say(f"{exact(when.date())} {clock(when)}  {words} ({flat(event.device)})")
