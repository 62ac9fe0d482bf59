"""`--as-of DATE`: the command then tells of the practice as it stood at that date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from coachtui.cli import streams
from coachtui.cli.place import Place

if TYPE_CHECKING:
    from coachtui.clock import Clock
    from coachtui.store.practice import Practice

OPTION = "--as-of"


class AsOf:
    """The clock of a command that tells of the past: once the practice is open, it stands at the moment asked for."""

    def __init__(self, words: str, present: Clock):
        self._words = words
        self._present = present
        self._moment: datetime | None = None

    def __call__(self) -> datetime:
        return self._moment or self._present()

    def rewound(self, practice: Practice) -> Practice:
        """Return the practice as it stood, in place of `practice`. Raises BadParameter, in words; then it is closed."""
        from coachtui.domain.as_of import read_moment, told_from
        from coachtui.domain.words import plural
        from coachtui.store.as_of import PracticeThen, began, removed_since
        from coachtui.store.reads.people import owner

        try:
            now = self._present().astimezone(ZoneInfo(owner(practice.db).detail))
            self._moment = read_moment(self._words, now, began(practice.db))
            then = PracticeThen(practice, self._moment)
        except ValueError as error:
            practice.close()
            raise click.BadParameter(str(error), param_hint=OPTION) from None
        except BaseException:
            practice.close()
            raise
        streams.head(told_from(self._moment, now.date()))
        if removed := removed_since(then.db, self._moment):
            streams.tell(f"{plural(removed, 'record')} removed for good since then can't be shown.")
        return then


def _stand(context: click.Context, _: click.Parameter, words: str | None) -> None:
    place = context.find_object(Place)
    if words is not None and place is not None:
        as_of = AsOf(words, place.clock)
        context.obj = replace(place, clock=as_of, as_of=as_of)


as_of = click.option(
    OPTION,
    metavar="DATE",
    expose_value=False,
    callback=_stand,
    help="As it stood at the end of that day, or at a time of it: 3 oct, 2026-10-03 14:00, 3 weeks ago.",
)
"""Adds the option to a command."""
