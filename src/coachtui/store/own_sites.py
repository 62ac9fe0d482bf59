"""The sites under which this device has written: the present one, and former ones up to when the present one began.

A file that was copied or restored gets a new site. What was done before on this device stays the coach's own to take
back; what a copy that lives on elsewhere does under the former site afterwards does not become so.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from coachtui.store import device
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

LAST = 1 << 63


class Own(NamedTuple):
    """The present site, the former ones, and the stamp before which those count."""

    site: int
    former: frozenset[int]
    until: int

    def has(self, stamp: int, site: int) -> bool:
        """Tell whether the action (stamp, site) was done on this device."""
        return site == self.site or (site in self.former and stamp < self.until)


def of(practice: Practice) -> Own:
    """Return the sites of this device in the practice."""
    return own(practice.db, device.former_sites(practice.paths.state, practice.db_id))


def own(db: Connection, former: Collection[int] = ()) -> Own:
    """Return the site of the file, and with it these former ones of the device."""
    (site,) = db.execute("SELECT site FROM local").fetchone()
    others = frozenset(former) - {site}
    # A site that has done nothing yet has only what came before it.
    first = db.execute("SELECT min(stamp) FROM action WHERE site = ?", (site,)).fetchone()[0] if others else None
    return Own(site, others, LAST if first is None else first)
