"""coachtui history"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coachtui.cli import streams
from coachtui.cli.as_of import as_of
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.domain.history import Change, Event


@click.command("history")
@click.argument("client")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--full", is_flag=True, help="Also what each changed: record, field, before and after.")
@click.option("--record", "words", metavar="WORDS", help="Only records with these words: “session of 24 nov”. Full.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@as_of
@pass_place
def command(place: Place, client: str, limit: int, full: bool, words: str | None, as_json: bool) -> None:
    """What was done around a client's engagement, newest first: when, in words, and on which device.

    The values that a record was made with are not logged, those that were changed are. CLIENT is a few letters of a
    name, an organisation, a programme or a code.
    """
    from coachtui.cli.client import find, readable
    from coachtui.domain.history import KINDS
    from coachtui.domain.wall_time import to_wall
    from coachtui.domain.words import clock, exact, folded
    from coachtui.reports.text import as_data, flat
    from coachtui.store.history import around, changes, of_row

    sought = folded(readable(words or "")).split()
    with place.open() as practice:
        card, here = find(practice.db, client, place.now), place.here(practice)
        events = around(practice.db, card.id, limit=limit)
        # What an import did is about many, so the record's own history tells the rest.
        known = {event.action for event in events}
        events += [event for event in of_row(practice.db, card.id, limit=limit) if event.action not in known]
        events = sorted(events, key=lambda event: event.at, reverse=True)[:limit]
        found: list[tuple[Event, list[Change]]] = []
        for event in events:
            # Of what is about many only what is about this one.
            row = None if event.action in known else card.id
            made = changes(practice.db, event.action, row=row, today=here.today) if full or sought else []
            made = [change for change in made if all(word in folded(change.what) for word in sought)]
            if made or not sought:
                found.append((event, made))
    if as_json:
        streams.say_json(
            [as_data(event) | ({"changes": as_data(made)} if full or sought else {}) for event, made in found]
        )
        return
    for event, made in found:
        when = to_wall(event.at, here.zone)
        said = f"{KINDS.get(event.kind, '')}{flat(event.words)}"
        streams.say(f"{exact(when.date())} {clock(when)}  {said} ({flat(event.device)})")
        for change in made:
            streams.say(f"    {_told(change)}")
    if not found:
        streams.tell("No such record was touched." if sought else "Nothing was recorded yet.")


def _told(change: Change) -> str:
    from coachtui.domain.record_words import title
    from coachtui.reports.text import flat

    private = " (private)" if change.private else ""
    if not change.column:
        return f"{flat(change.what)}: {change.way}{private}"
    if change.withheld:
        return f"{flat(change.what)}: {change.field} changed; what raters answer is not told"
    before, after = (title(value, 200) or "nothing" for value in (change.before, change.after))
    return f"{flat(change.what)}: {change.field}{private}: {before} → {after}"
