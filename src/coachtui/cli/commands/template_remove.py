"""coachtui template remove"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("remove")
@click.argument("name")
@pass_place
def command(place: Place, name: str) -> None:
    """Put a template in the bin; what was started from it stays. `coachtui undo` takes it back.

    NAME is the template's name in full.
    """
    from coachtui.cli.client import readable
    from coachtui.store import writes
    from coachtui.store.errors import NotFound
    from coachtui.store.reads import templates as reads

    with place.open() as practice:
        template_id = reads.named(practice.db, readable(name))
        if template_id is None:
            raise NotFound(
                f"No template is called “{readable(name)}”. Give the whole name; `coachtui templates` lists."
            )
        writes.templates.remove(practice, template_id)
    streams.tell(f"In the bin: the template {readable(name)}. `coachtui undo` takes it back.")
