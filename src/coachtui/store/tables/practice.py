"""The practice itself and what the change log shares between machines as ordinary rows."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from coachtui.store.tables.base import Instant, Row, check, filled, link

LOST_LIMIT = 16_000_000
"""What a conflict may hold, in characters: a whole row with several of the longest texts, as JSON."""


class Practice(Row, table=True):
    """One row: whose practice this file is. Its id is the practice's `db_id`."""

    __table_args__ = (filled("name"),)

    name: str
    owner_coach_id: str | None = link("coach", "SET NULL", optional=True)
    created_at: datetime = Field(sa_type=Instant)


class Conflict(Row, table=True):
    """A value that lost a merge and is kept; its id is made from the loser, so that every device has the same.

    `lost` is JSON: the value alone, or an object of a whole row's columns where the row itself is gone.
    """

    __table_args__ = (
        check("kind_known", "kind IN ('edit', 'binned', 'purged', 'unique', 'orphan')"),
        check("resolution_known", "resolution IN ('mine', 'theirs', 'both', 'restored', 'left')"),
        check("lost_limited", f"length(lost) <= {LOST_LIMIT}"),
        check("lost_is_json", "json_valid(lost)"),
    )

    kind: str
    table_name: str = Field(index=True)
    row_id: str = Field(index=True)
    column_name: str = ""
    lost: str | None = None
    lost_stamp: int
    lost_site: int
    kept_stamp: int
    kept_site: int
    resolution: str | None = None
    resolved_at: datetime | None = Field(default=None, sa_type=Instant)
