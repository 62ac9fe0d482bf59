"""Time by lane, paid and group size of a session, who gave feedforward, and what ties sessions to calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coachtui.store.migrations import parts

revision = "0004"
down_revision = "0003"


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
    parts.index("feedforward", "person_id")
    op.create_table(
        "session_lane",
        *parts.row(),
        parts.part_of("session", "session_id"),
        parts.text("lane"),
        parts.whole("seconds"),
        parts.rule("lane_known", "lane IN ('goal', 'reality', 'options', 'will')"),
        parts.rule("seconds_positive", "seconds >= 0"),
    )
    parts.index("session_lane", "session_id")
    parts.unique("session_lane_once", "session_lane", "session_id", "lane")
    op.create_table(
        "calendar_event",
        *parts.row(),
        parts.part_of("session", "session_id"),
        parts.text("source"),
        parts.text("uid"),
        parts.text("recurrence"),
        parts.whole("sequence"),
        parts.text("digest"),
        parts.yes_or_no("kept"),
        parts.filled("source"),
        parts.filled("uid"),
        parts.limited("recurrence"),
        parts.rule("sequence_positive", "sequence >= 0"),
        parts.filled("digest"),
    )
    parts.index("calendar_event", "session_id")
    parts.unique("calendar_event_once", "calendar_event", "source", "uid", "recurrence")
    op.create_table(
        "calendar_match",
        *parts.row(),
        parts.part_of("engagement", "engagement_id", optional=True),
        parts.text("digest"),
        parts.text("words"),
        parts.filled("digest"),
        parts.limited("words"),
        parts.rule("nobody_has_no_words", "engagement_id IS NOT NULL OR words = ''"),
    )
    parts.index("calendar_match", "engagement_id")
    parts.unique("calendar_match_once", "calendar_match", "digest")
    op.create_table(
        "time_off",
        *parts.row(),
        parts.part_of("coach", "coach_id"),
        parts.day("from_on"),
        parts.day("until_on"),
        parts.text("words"),
        parts.rule("time_off_span", "until_on >= from_on"),
        parts.limited("words"),
    )
    parts.index("time_off", "coach_id")
    parts.unique("time_off_start", "time_off", "coach_id", "from_on")


def downgrade() -> None:
    """Files never go back; their backups do."""
