"""Every command, declared once: bindings, footer, palette, `?` help and `coachtui keys` are made from this list.

Nothing here knows Textual. A command's `action` is carried out by the method `action_<action>` of whatever has its
place as `PLACE`: the app (`EVERYWHERE`), a screen, or a widget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coachtui.ui.commands import (
    alignment,
    assessment,
    backups,
    calendar,
    cockpit,
    ending,
    goals,
    locking,
    log,
    merge_desk,
    rollup,
    search,
    sync,
    templates,
    themes,
)
from coachtui.ui.commands.cadence import CADENCE, CANCELLING, CLOSING, COMMITMENTS, NOTES, OF_SERIES, TODAY
from coachtui.ui.commands.command import TITLES, Command, Need, Place, shown
from coachtui.ui.commands.engagement import BEGINNING, ENGAGEMENTS, FIRST_RUN, IMPORTING, PEOPLE, PICKING
from coachtui.ui.commands.everywhere import (
    AS_OF,
    CHOICE,
    CONFIRM,
    DIALOG,
    EVERYWHERE,
    FIELD,
    FORM,
    HISTORY,
    LIST,
    SAVE,
    SCREENS,
    SWITCHER,
    THEME,
)

__all__ = ["COMMANDS", "SCREENS", "TITLES", "Command", "Need", "Place", "at", "find", "rebind", "shown"]

COMMANDS = (
    *EVERYWHERE, *TODAY, *CADENCE, *COMMITMENTS, *CLOSING, *CANCELLING, *OF_SERIES, *NOTES, *ENGAGEMENTS,
    *PICKING, *PEOPLE, *LIST,
    *assessment.COMMANDS, *alignment.COMMANDS, *goals.COMMANDS, *rollup.COMMANDS, *log.COMMANDS, *search.COMMANDS,
    *templates.COMMANDS, *calendar.COMMANDS, *cockpit.COMMANDS, *ending.COMMANDS, *themes.COMMANDS, *sync.COMMANDS,
    *backups.COMMANDS, *locking.COMMANDS, *merge_desk.COMMANDS,
    *IMPORTING, *FIRST_RUN, *BEGINNING, *FIELD, *DIALOG, *FORM, *CHOICE, *SAVE, *CONFIRM, *SWITCHER, *THEME,
    *HISTORY, *AS_OF,
)  # fmt: skip
"""All of them. A screen that is added declares its commands in a tuple of its own above, and adds it here."""


def at(place: Place) -> tuple[Command, ...]:
    """Return the commands of a place, in the order in which they are declared."""
    return tuple(command for command in COMMANDS if command.place is place)


def find(place: Place, action: str, parameters: tuple[object, ...] = ()) -> Command | None:
    """Return the command of a place that an action carries out, or None if the action is no command."""
    written = f"{action}({', '.join(map(repr, parameters))})" if parameters else action
    return next((command for command in at(place) if command.action == (action if command.each else written)), None)


def rebind(wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Give commands other keys, by `place.id`; return why some could not be, by the same names.

    Bindings are made when a screen's module is imported, so this comes first.
    """
    if not wanted:
        return {}
    from coachtui.ui.commands import keymap

    given, faults = keymap.checked(COMMANDS, wanted)
    for command, keys in given.items():
        command.keys = keys
    return faults
