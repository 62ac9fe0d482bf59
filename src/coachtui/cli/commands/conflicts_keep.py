"""coachtui conflicts keep"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

CHOICES = ("mine", "theirs", "both", "restored", "left")


@click.command("keep")
@click.argument("conflict")
@click.argument("choice", type=click.Choice(CHOICES))
@pass_place
def command(place: Place, conflict: str, choice: str) -> None:
    """Settle a conflict; `coachtui undo` takes it back.

    CONFLICT is its number in `coachtui conflicts`, or its id. CHOICE is `mine` or `theirs`; for texts also `both`,
    joined with a line between; `restored` for what lies in the bin or was removed; `left` leaves what stands.
    """
    from coachtui.cli.conflicts import find
    from coachtui.domain.conflicts import Resolution
    from coachtui.store import writes

    with place.open() as practice:
        found = find(practice.db, conflict, place.now)
        words: str = writes.conflicts.resolve(practice, found, Resolution(choice))
    streams.tell(f"{words[:1].upper()}{words[1:]}. `coachtui undo` takes it back.")
