"""The read of a session under way that every start makes."""

from __future__ import annotations

from datetime import datetime

from coachtui.domain.under_way import FORM, Open
from coachtui.store.driver import Connection

_OPEN = """
SELECT d.record, s.engagement_id, p.name, d.saved_at FROM draft d JOIN session s ON s.id = d.record
JOIN engagement e ON e.id = s.engagement_id JOIN person p ON p.id = e.client_id
WHERE e.deleted_at IS NULL AND d.form = ? AND d.site = (SELECT site FROM local) ORDER BY d.saved_at DESC LIMIT 1
"""


def open_here(db: Connection) -> Open | None:
    """Return the session that is under way on this device, the latest if there are several."""
    row = db.execute(_OPEN, (FORM,)).fetchone()
    return Open(row[0], row[1], row[2], datetime.fromisoformat(row[3])) if row else None
