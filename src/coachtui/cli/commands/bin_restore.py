"""coachtui bin restore"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place

MOST = 10_000
"""Records that are numbered."""
LONGEST_NUMBER = 5
"""Digits of a number; what is longer is an id."""


@click.command("restore")
@click.argument("record")
@pass_place
def command(place: Place, record: str) -> None:
    """Take a record out of the bin, with what it lies under; `coachtui undo` puts it back.

    RECORD is its number in `coachtui bin`, or its id.
    """
    from coachtui.store import writes
    from coachtui.store.errors import NotFound
    from coachtui.store.reads import bin as reads

    with place.open() as practice:
        found = reads.binned(practice.db, place.now, MOST)
        if record.isdecimal() and len(record) <= LONGEST_NUMBER:
            named = found[int(record) - 1 : int(record)] if int(record) else []
        else:
            named = [one for one in found if one.row == record]
        if not named:
            raise NotFound(f"{record} is not in the bin; `coachtui bin` lists what is. Nothing was changed.")
        restored = writes.bin.restore(practice, named[0].table, named[0].row)
    also = f", with {', '.join(restored.also)}" if restored.also else ""
    streams.tell(f"Out of the bin: {restored.what}{also}. `coachtui undo` puts it back.")
