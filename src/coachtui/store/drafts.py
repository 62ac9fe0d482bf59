"""What is typed and not yet saved: kept outside the change log, by device, form and record."""

from __future__ import annotations

import json
from datetime import UTC
from typing import NamedTuple

from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

ENDED = "cockpit ended"
"""The form under which what was typed in a session is kept when it was ended, for an undo; nobody waits for it."""


class Unfinished(NamedTuple):
    """A draft that waits: on which device, of which form and record, saved when (UTC, ISO)."""

    device: str
    form: str
    record: str
    saved_at: str
    here: bool


def save(practice: Practice, form: str, record: str, values: dict[str, str]) -> None:
    """Keep the fields of a form as they are typed; `record` is empty for a new one."""
    with practice.transaction() as db:
        db.execute(
            "INSERT INTO draft SELECT site, ?, ?, ?, ? FROM local WHERE true ON CONFLICT (site, form, record) "
            "DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            (
                form,
                record,
                json.dumps(values, ensure_ascii=False),
                f"{practice.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            ),
        )


def load(db: Connection, form: str, record: str) -> dict[str, str] | None:
    """Return what this device kept for a form, or None."""
    row = db.execute(
        "SELECT body FROM draft WHERE form = ? AND record = ? AND site = (SELECT site FROM local)", (form, record)
    ).fetchone()
    return json.loads(row[0]) if row else None


def discard(practice: Practice, form: str, record: str) -> None:
    """Forget a draft: it was saved, or its coach let it go."""
    with practice.transaction() as db:
        discard_within(db, form, record)


def discard_within(db: Connection, form: str, record: str) -> None:
    """Forget a draft inside the transaction that stores what it became."""
    db.execute("DELETE FROM draft WHERE form = ? AND record = ? AND site = (SELECT site FROM local)", (form, record))


def end_within(db: Connection, form: str, record: str) -> None:
    """Lay a draft by that became records in this transaction; the one laid by before is forgotten."""
    ours = "site = (SELECT site FROM local)"
    if db.execute(f"SELECT 1 FROM draft WHERE form = ? AND record = ? AND {ours}", (form, record)).fetchone():
        db.execute(f"DELETE FROM draft WHERE form = ? AND {ours}", (ENDED,))
        db.execute(f"UPDATE draft SET form = ? WHERE form = ? AND record = ? AND {ours}", (ENDED, form, record))


def waiting(db: Connection) -> list[Unfinished]:
    """Return all drafts, newest first, those of other devices too."""
    rows = db.execute(
        "SELECT coalesce(name, ''), form, record, saved_at, site = (SELECT site FROM local) "
        "FROM draft LEFT JOIN device USING (site) WHERE form <> ? ORDER BY saved_at DESC LIMIT 50",
        (ENDED,),
    )
    return [Unfinished(device, form, record, saved_at, bool(here)) for device, form, record, saved_at, here in rows]
