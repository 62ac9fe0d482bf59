"""Opens the screens, without click: it takes a tenth of the time to the first of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.cli import outline, streams
from coachtui.cli.faults import guarded
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.store.door import Door


def open_named(db: str | None) -> int:
    """Open the practice file of this name, or the usual one; return the exit code."""
    named = db or os.environ.get("COACHTUI_DB")

    def job() -> int:
        try:
            place = Place.of(Path(named) if named else None, by_hand=db is not None)
        except ValueError as error:
            streams.tell(str(error))
            return outline.USAGE
        return open_screens(place)

    return guarded(job)


def open_screens(place: Place) -> int:
    """Open the practice file, or begin with the first run if there is none; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        streams.tell("The screens need a terminal. In a pipe, `coachtui today` says the same; see `coachtui --help`.")
        return outline.USAGE
    if not place.path.exists():
        from coachtui.ui.first_run_app import run_first

        return run_first(place.paths, place.clock, place.path)

    from coachtui.ui.start import show

    with place.naming_a_way_back():
        return show(_door(place), place.paths, place.clock)


def _door(place: Place) -> Door:
    """Return the way into the practice, unlocked if that needs nobody; else the screens ask."""
    from coachtui.store.door import Door

    door = Door(place.path, place.paths, place.clock)
    if door.is_locked:
        from coachtui.cli.passphrases import unasked

        door.key = unasked(place.path, place.passphrase_file)
    return door
