"""What migration scripts are written with. Released ones rest on it: nothing here may come to mean anything else."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

TEXT_LIMIT = 1_000_000


def row() -> tuple[sa.Column[str], sa.Column[str]]:
    """Return what every logged table has: its key, and since when a row is in the bin."""
    return sa.Column("id", sa.String(32), primary_key=True), sa.Column("deleted_at", sa.String())


def text(name: str) -> sa.Column[str]:
    """Return a column of text that is always there."""
    return sa.Column(name, sa.String(), nullable=False)


def whole(name: str) -> sa.Column[int]:
    """Return a column of whole numbers that is always there."""
    return sa.Column(name, sa.Integer(), nullable=False)


def day(name: str) -> sa.Column[date]:
    """Return a column of days that is always there."""
    return sa.Column(name, sa.Date(), nullable=False)


def yes_or_no(name: str) -> sa.Column[bool]:
    """Return a column of truth that is always there."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def part_of(parent: str, column: str, *, optional: bool = False) -> sa.Column[str]:
    """Return the key of what a row is a part of, and with which it is removed for good."""
    return sa.Column(column, sa.String(32), sa.ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=optional)


def rule(name: str, condition: str) -> sa.CheckConstraint:
    """Refuse rows for which the condition is false."""
    return sa.CheckConstraint(condition, name=name)


def filled(column: str) -> sa.CheckConstraint:
    """Refuse empty and oversized text."""
    return rule(f"{column}_filled", f"length({column}) BETWEEN 1 AND {TEXT_LIMIT}")


def limited(column: str) -> sa.CheckConstraint:
    """Refuse oversized text."""
    return rule(f"{column}_limited", f"length({column}) <= {TEXT_LIMIT}")


def between(column: str, low: int, high: int) -> sa.CheckConstraint:
    """Refuse a number outside low..high, both included."""
    return rule(f"{column}_range", f"{column} BETWEEN {low} AND {high}")


def index(table: str, column: str) -> None:
    """Make the index of a key."""
    op.create_index(f"ix_{table}_{column}", table, [column])


def unique(name: str, table: str, *columns: str) -> None:
    """Keep rows outside the bin unique by these columns."""
    live = sa.text("deleted_at IS NULL")
    op.create_index(name, table, [*columns], unique=True, sqlite_where=live, postgresql_where=live)
