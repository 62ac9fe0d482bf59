"""coachtui undo"""

from __future__ import annotations

import click

from coachtui.cli import streams
from coachtui.cli.passing import pass_place
from coachtui.cli.place import Place


@click.command("undo")
@click.option("--redo", "again", is_flag=True, help="Do again what was taken back last.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken back, or done again.")
@pass_place
def command(place: Place, again: bool, dry_run: bool) -> None:
    """Take back what was done last on this device, or do it again.

    Undo goes back action by action, over restarts. What someone has changed since is left as it is.
    """
    from coachtui.store import undo
    from coachtui.store.errors import NothingToUndo

    verb = "Did again" if again else "Took back"
    with place.open() as practice:
        if dry_run:
            step = undo.steps(practice)[again]
            if step is None:
                raise NothingToUndo("There is nothing to redo." if again else "There is nothing to undo.")
            streams.say(f"Would {'do again' if again else 'take back'}: {step.words}")
            return
        done = undo.redo(practice) if again else undo.undo(practice)
    streams.say(f"{verb}: {done.words}")
    if done.left:
        streams.tell(done.left_words)
