"""Whose clock is ahead of ours, as the change log shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from coachtui.domain.syncing import OUT_OF_STEP
from coachtui.store.driver import Connection


class Ahead(NamedTuple):
    """By how much the stamps of a device are ahead of our clock; it is so much ahead, or more. "" is this device."""

    device: str
    by: timedelta


def ahead(db: Connection, now: datetime) -> Ahead | None:
    """Return the device whose clock is the furthest ahead, None when all are in step with ours.

    A device that saw the stamps of a fast clock counts on from them, within the same millisecond: of all that share the
    greatest one, the least counter is that of the clock that was ahead.
    """
    row = db.execute(
        """
        SELECT stamp >> 16, CASE WHEN site = (SELECT site FROM local) THEN '' ELSE coalesce(name, 'another device') END
        FROM seen LEFT JOIN device USING (site)
        WHERE stamp >> 16 = (SELECT max(stamp >> 16) FROM seen) ORDER BY stamp, site LIMIT 1
        """
    ).fetchone()
    if row is None:
        return None
    by = timedelta(milliseconds=row[0] - int(now.timestamp() * 1000))
    return Ahead(row[1], by) if by >= OUT_OF_STEP else None
