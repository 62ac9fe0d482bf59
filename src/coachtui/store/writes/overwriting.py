"""What somebody else wrote, and a write puts something else in place of: kept for the merge desk."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlmodel import Session

from coachtui.domain.ids import natural_id
from coachtui.domain.underneath import Change
from coachtui.store.practice import Practice
from coachtui.store.tables.practice import Conflict

EDIT = "edit"


def keep_theirs(practice: Practice, db: Session, changes: Sequence[Change]) -> None:
    """Keep the latest value of each of these changes as a conflict with what this action writes, inside it."""
    stamp, site = practice.db.execute("SELECT stamp, site FROM local").fetchone()
    for change in changes:
        lost = (EDIT, change.table, change.row, change.column, change.stamp, change.site)
        key = natural_id(*lost)
        if db.get(Conflict, key) is not None:
            continue
        db.add(
            Conflict(
                id=key,
                kind=EDIT,
                table_name=change.table,
                row_id=change.row,
                column_name=change.column,
                lost=json.dumps(change.after, ensure_ascii=False),
                lost_stamp=change.stamp,
                lost_site=change.site,
                kept_stamp=stamp,
                kept_site=site,
            )
        )
