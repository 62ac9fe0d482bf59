"""Where a record that is in conflict is shown."""

from __future__ import annotations

from typing import NamedTuple

from coachtui.domain.conflicts import ConflictLine
from coachtui.store.driver import Connection
from coachtui.store.reads.record_words import words
from coachtui.store.reads.search_rows import told
from coachtui.store.search import SOURCES
from coachtui.ui.commands import Place
from coachtui.ui.widgets.hits import PLACES

_SOURCES = {source.table: source for source in SOURCES}


class Shown(NamedTuple):
    """The screen of a record, the engagement that it is around, and the row of the screen."""

    place: Place
    engagement_id: str | None
    record: str


def place_of(db: Connection, one: ConflictLine) -> Shown | None:
    """Return where a record is shown, None for one that is in the bin or gone."""
    (said,) = words(db, [(one.table, one.row)]).values()
    if said.gone or said.binned:
        return None
    if source := _SOURCES.get(one.table):
        row = next(told(db, source, [one.row]), None)
        return Shown(PLACES[source.spot], row.engagement_id, row.record) if row else None
    if one.engagement_id is None:
        return None
    return Shown(Place.CADENCE, one.engagement_id, one.row if one.table == "session" else "")
