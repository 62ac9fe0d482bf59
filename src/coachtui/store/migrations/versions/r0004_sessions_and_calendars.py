"""Time by lane, paid and group size of a session, who gave feedforward, and what ties sessions to calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT_LIMIT = 1_000_000


def upgrade() -> None:
    """Add what is new; no row is touched."""
    # Triggers that name a former table would keep it from being renamed; they are made anew when all scripts have run.
    for (name,) in op.get_bind().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        op.execute(f'DROP TRIGGER "{name}"')
    with op.batch_alter_table("session") as batch:
        batch.add_column(sa.Column("paid", sa.Boolean()))
        batch.add_column(sa.Column("group_size", sa.Integer()))
        batch.create_check_constraint("group_size_range", sa.text("group_size BETWEEN 2 AND 15"))
    with op.batch_alter_table("feedforward") as batch:
        batch.add_column(sa.Column("person_id", sa.String(32)))
        batch.create_foreign_key("feedforward_person", "person", ["person_id"], ["id"], ondelete="SET NULL")
    _index("feedforward", "person_id")
    op.create_table(
        "session_lane",
        *_row(),
        _link("session", "session_id"),
        _text("lane"),
        sa.Column("seconds", sa.Integer(), nullable=False),
        _rule("lane_known", "lane IN ('goal', 'reality', 'options', 'will')"),
        _rule("seconds_positive", "seconds >= 0"),
    )
    _index("session_lane", "session_id")
    _unique("session_lane_once", "session_lane", "session_id", "lane")
    op.create_table(
        "calendar_event",
        *_row(),
        _link("session", "session_id"),
        _text("source"),
        _text("uid"),
        _text("recurrence"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _text("digest"),
        sa.Column("kept", sa.Boolean(), nullable=False),
        _filled("source"),
        _filled("uid"),
        _limited("recurrence"),
        _rule("sequence_positive", "sequence >= 0"),
        _filled("digest"),
    )
    _index("calendar_event", "session_id")
    _unique("calendar_event_once", "calendar_event", "source", "uid", "recurrence")
    op.create_table(
        "calendar_match",
        *_row(),
        _link("engagement", "engagement_id", optional=True),
        _text("digest"),
        _text("words"),
        _filled("digest"),
        _limited("words"),
        _rule("nobody_has_no_words", "engagement_id IS NOT NULL OR words = ''"),
    )
    _index("calendar_match", "engagement_id")
    _unique("calendar_match_once", "calendar_match", "digest")
    op.create_table(
        "time_off",
        *_row(),
        _link("coach", "coach_id"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        _text("words"),
        _rule("time_off_span", "until_on >= from_on"),
        _limited("words"),
    )
    _index("time_off", "coach_id")
    _unique("time_off_start", "time_off", "coach_id", "from_on")


def downgrade() -> None:
    """Files never go back; their backups do."""


def _row() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("id", sa.String(32), primary_key=True), sa.Column("deleted_at", sa.String())


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _link(parent: str, column: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(column, sa.String(32), sa.ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=optional)


def _rule(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def _filled(column: str) -> sa.CheckConstraint:
    return _rule(f"{column}_filled", f"length({column}) BETWEEN 1 AND {TEXT_LIMIT}")


def _limited(column: str) -> sa.CheckConstraint:
    return _rule(f"{column}_limited", f"length({column}) <= {TEXT_LIMIT}")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _unique(name: str, table: str, *columns: str) -> None:
    live = sa.text("deleted_at IS NULL")
    op.create_index(name, table, [*columns], unique=True, sqlite_where=live, postgresql_where=live)
