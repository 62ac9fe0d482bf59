"""The way to the screens: the practice is opened, and Today read, on a thread of its own while Textual is imported."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from coachtui.domain.manner import speak
from coachtui.ui.commands import rebind

if TYPE_CHECKING:
    from coachtui.clock import Clock
    from coachtui.config import Settings
    from coachtui.paths import Paths
    from coachtui.store.door import Door


def show(door: Door, paths: Paths, clock: Clock, *, begin: str = "") -> int:
    """Show the practice until the coach leaves, and return the exit code; `begin` is an action to start with.

    One that is locked asks for its passphrase first, on a screen.
    What is wrong with the settings is told on the screen. Raises the PracticeError with which opening failed.
    """
    # Nothing becomes garbage while a program starts; the app looks for it again once the first frame is drawn.
    gc.disable()
    from coachtui.store.gateway import Gateway
    from coachtui.ui.ahead import with_today

    opened, first = with_today(door, clock)
    gateway = Gateway(opened)
    if not door.is_locked:
        gateway.start()
    try:
        settings, notes = settings_of(paths)
        from coachtui.ui.app import run

        if gateway.opened.done():
            # A file that can't be opened is told in the terminal, not on a screen.
            gateway.opened.result()
        return run(gateway, paths, clock, first=first, settings=settings, notes=notes, begin=begin, door=door)
    finally:
        gateway.close()


def settings_of(paths: Paths) -> tuple[Settings, list[str]]:
    """Return the user's settings, with a theme that is there, and what could not be taken, in words.

    What holds for the whole program is set here: how dates are written, and the keys of commands. It must come before
    the screens are imported, whose bindings are made from the commands.
    """
    from coachtui import config
    from coachtui.ui import themes

    file = paths.settings
    settings, faults = config.load(file)
    manner, why = config.manner(settings)
    speak(manner)
    wrong = {"locale": why} if why else {}
    wrong |= {f"{config.KEYS}.{name}": why for name, why in rebind(settings.keys).items()}
    offered, broken = themes.offered(paths.themes)
    if settings.theme not in offered and settings.theme not in themes.files(paths.themes):
        wrong["theme"] = f"there is no theme {settings.theme!r}. There are: {', '.join(offered)}."
    notes = [*map(str, faults), *(str(config.fault(file, key, why)) for key, why in wrong.items()), *broken]
    return settings if settings.theme in offered else replace(settings, theme=themes.DARK), notes
