"""Reads of series: the rules by which sessions were planned."""

from __future__ import annotations

from datetime import datetime

from coachtui.domain.series import Series
from coachtui.store import errors
from coachtui.store.driver import Connection

_SERIES = "SELECT id, engagement_id, rule, starts_local, time_zone FROM session_series"


def series(db: Connection, series_id: str) -> Series:
    """Return the rule of a series. Raises NotFound."""
    row = db.execute(f"{_SERIES} WHERE id = ? AND deleted_at IS NULL", (series_id,)).fetchone()
    if row is None:
        raise errors.NotFound("That series is not there any more.")
    return _read(row)


def of_engagement(db: Connection, engagement_id: str) -> list[Series]:
    """Return the series of an engagement, the latest first."""
    rows = db.execute(
        f"{_SERIES} WHERE engagement_id = ? AND deleted_at IS NULL ORDER BY starts_local DESC, id LIMIT 200",
        (engagement_id,),
    )
    return [_read(row) for row in rows]


def _read(row: tuple[str, ...]) -> Series:
    return Series(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4])
