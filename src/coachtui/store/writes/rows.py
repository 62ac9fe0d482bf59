"""What the writes share: finding live rows, one-to-one texts, the bin."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import text
from sqlmodel import Session

from coachtui.store import errors
from coachtui.store.practice import Practice
from coachtui.store.tables.base import Row, metadata

R = TypeVar("R", bound=Row)


def live(session: Session, table: type[R], row_id: str) -> R:
    """Return the row, unless it is gone or binned: then NotFound."""
    row = session.get(table, row_id)
    if row is None or row.deleted_at is not None:
        name = str(table.__tablename__).replace("_", " ")
        raise errors.NotFound(f"That {name} is not there any more.")
    return row


def put(session: Session, table: type[R], row_id: str, **values: Any) -> R:
    """Write a row whose key is known beforehand: make it, change it, or take it out of the bin."""
    row = session.get(table, row_id)
    if row is None:
        row = table(id=row_id, **values)
        session.add(row)
        session.flush()
        return row
    row.deleted_at = None
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def bin_row(practice: Practice, session: Session, table: type[Row], row_id: str) -> None:
    """Put a row in the bin. Raises NotFound; Refused while live rows that restrict it point at it."""
    row = live(session, table, row_id)
    target = str(table.__tablename__)
    for other in metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table.name != target or key.ondelete == "CASCADE":
                continue
            column = key.parent.name
            used = session.connection().execute(
                text(f"SELECT 1 FROM {other.name} WHERE {column} = :id AND deleted_at IS NULL LIMIT 1"), {"id": row_id}
            )
            if used.first():
                raise errors.Refused(
                    f"This {target} is still named by a live {other.name.replace('_', ' ')}, so it was left. "
                    "Take it out there first."
                )
    row.deleted_at = practice.clock()


def say(session: Session, words: str, *, about: str | None = None) -> None:
    """Give the open action its words, and the engagement it is about, once they are known."""
    session.connection().execute(
        text(
            "UPDATE action SET words = :words, about = coalesce(:about, about) "
            "WHERE (stamp, site) = (SELECT stamp, site FROM local)"
        ),
        {"words": words, "about": about},
    )
