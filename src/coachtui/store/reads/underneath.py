"""Reads what was changed about a record since a screen began to show it, from the change log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from coachtui.domain.underneath import Change
from coachtui.store.driver import Connection

LIMIT = 500
"""Changes of one record that are looked at, the latest ones."""

Seen = dict[str, int]
"""How far a reader had read: the last stamp by site, the site in letters, as JSON wants it."""


class Part(NamedTuple):
    """A table whose rows belong to a record, by the column that names it."""

    table: str
    column: str


_SINCE = "stamp > coalesce((SELECT value FROM json_each(:seen) WHERE key = CAST(site AS TEXT)), -1)"
_CHANGES = f"""
    SELECT tbl, row, col, before, after, coalesce(name, ''), stamp, site, site = (SELECT site FROM local)
    FROM edit LEFT JOIN device USING (site) WHERE row = :row AND {_SINCE}
    UNION ALL
    SELECT tbl, row, '', NULL, NULL, coalesce(name, ''), stamp, site, site = (SELECT site FROM local)
    FROM birth LEFT JOIN device USING (site) WHERE row = :row AND {_SINCE}
    ORDER BY 7 DESC, 8 DESC LIMIT {LIMIT}
"""


def seen(db: Connection) -> Seen:
    """Return how far the practice has come on each site, to be asked about later."""
    return {str(site): stamp for site, stamp in db.execute("SELECT site, stamp FROM seen")}


def changed(db: Connection, row: str, since: Seen, parts: Sequence[Part] = ()) -> list[Change]:
    """Return what is not as it was at `since` about a record, and about the rows that are parts of it.

    A record is all rows of this id: what is private of it lies in tables of its own. A value that was changed and
    changed back is left out.
    """
    rows = [row]
    for table, column in parts:
        rows += [child for (child,) in db.execute(f'SELECT id FROM "{table}" WHERE "{column}" = ?', (row,))]
    written = json.dumps(since)
    return [change for one in rows for change in _net(db, one, written)]


def _net(db: Connection, row: str, since: str) -> list[Change]:
    found = db.execute(_CHANGES, {"row": row, "seen": since}).fetchall()
    net: dict[tuple[str, str], Change] = {}
    for table, of, column, before, after, device, stamp, site, ours in reversed(found):
        first = net.get((table, column))
        was = first.before if first else before
        net[table, column] = Change(table, of, column, was, after, "" if ours else device, stamp, site)
    return [change for change in net.values() if not change.column or change.before != change.after]
