"""Opens the screens. The practice is opened and Today is read on a thread of its own while Textual is imported."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.cli import outline, streams
from coachtui.cli.faults import guarded
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.config import Settings


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

    # Nothing becomes garbage while a program starts; the app looks for it again once the first frame is drawn.
    gc.disable()
    from coachtui.store.gateway import Gateway
    from coachtui.ui.ahead import with_today

    opening, first = with_today(place.opened, place.clock)
    gateway = Gateway(opening)
    gateway.start()
    try:
        settings = _settings(place)
        theme, ascii_marks = _theme(settings), settings.marks == "ascii"
        from coachtui.ui.app import run

        if gateway.opened.done():
            # A file that can't be opened is told in the terminal, not on a screen.
            gateway.opened.result()
        return run(gateway, place.paths, place.clock, first=first, theme=theme, ascii_marks=ascii_marks)
    finally:
        gateway.close()


def _settings(place: Place) -> Settings:
    from coachtui.config import load

    settings, faults = load(place.paths.settings)
    for fault in faults:
        streams.tell(str(fault))
    return settings


def _theme(settings: Settings) -> str:
    from coachtui.ui import themes

    known = [*themes.shipped(), *themes.TERMINAL]
    if not settings.theme or settings.theme in known:
        return settings.theme or themes.DARK
    streams.tell(f"There is no theme {settings.theme!r}; there are {', '.join(known)}. The default is taken.")
    return themes.DARK
