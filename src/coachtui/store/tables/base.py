"""What every table shares: a key, the bin, and constraints that SQLite and PostgreSQL both take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, MetaData, String, Table, TypeDecorator, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

metadata: MetaData = SQLModel.metadata
TEXT_LIMIT = 1_000_000


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as text that sorts by time; a naive value is refused."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone can't be stored")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class WallTime(TypeDecorator[datetime]):
    """A time on the clock of a place, to the minute; the row's `time_zone` says which place."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("a wall time carries no zone of its own")
        return value.strftime("%Y-%m-%dT%H:%M")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Row(SQLModel):
    """A logged row: its key is unique in the world, and deleting it bins it."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """The class's name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    id: str = Field(primary_key=True, max_length=32)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


def one_of(column: str, choices: Iterable[StrEnum]) -> CheckConstraint:
    """Refuse a value outside the enum (NULL passes where the column allows it)."""
    listed = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def between(column: str, low: float, high: float) -> CheckConstraint:
    """Refuse a number outside low..high, both included."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_range")


def filled(column: str) -> CheckConstraint:
    """Refuse empty and oversized text."""
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {TEXT_LIMIT}", name=f"{column}_filled")


def limited(column: str) -> CheckConstraint:
    """Refuse text over one million characters."""
    return CheckConstraint(f"length({column}) <= {TEXT_LIMIT}", name=f"{column}_limited")


def check(name: str, condition: str) -> CheckConstraint:
    """Refuse rows for which the SQL condition is false."""
    return CheckConstraint(condition, name=name)


def unique_live(name: str, *columns: str) -> Index:
    """Keep live rows unique by these columns; binned rows don't count.

    An index, not a constraint: a merge must be able to drop and recreate it.
    """
    live = text("deleted_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=live, postgresql_where=live)


def link(target: str, on_delete: str = "CASCADE", *, optional: bool = False, key: bool = False) -> Any:
    """A foreign key to `target.id` with its delete rule; indexed unless it is the row's own key.

    CASCADE: the row is a part of its target and is purged with it. RESTRICT: the target can't be purged while
    this row exists. SET NULL: the row stays and forgets the target.
    """
    if key:
        return Field(primary_key=True, max_length=32, foreign_key=f"{target}.id", ondelete="CASCADE")
    if optional:
        return Field(default=None, max_length=32, foreign_key=f"{target}.id", ondelete=on_delete, index=True)  # type: ignore[call-overload]  # the stub wants a literal where a parameter is passed
    return Field(max_length=32, foreign_key=f"{target}.id", ondelete=on_delete, index=True)  # type: ignore[call-overload]  # likewise


def logged_tables() -> list[Table]:
    """Every table that the change log covers, parents before children."""
    return list(metadata.sorted_tables)
