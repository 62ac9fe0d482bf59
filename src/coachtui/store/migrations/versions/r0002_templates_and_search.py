"""Programme templates, and the tables of the search index, which is filled when all scripts have run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coachtui.store.migrations import parts

revision = "0002"
down_revision = "0001"

SEARCH = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='', contentless_delete=1, tokenize='ascii')",
    "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, row TEXT NOT NULL, digest INTEGER NOT NULL)",
    "CREATE INDEX search_entry_row ON search_entry (row)",
    "CREATE TABLE search_queue (tbl TEXT NOT NULL, row TEXT NOT NULL, purged INTEGER NOT NULL, PRIMARY KEY (tbl, row)) "
    "WITHOUT ROWID",
)


def upgrade() -> None:
    """Add what is new; no row is touched."""
    _templates()
    _meetings_and_grants()
    _goals()
    for statement in SEARCH:
        op.execute(statement)


def downgrade() -> None:
    """Files never go back; their backups do."""


def _templates() -> None:
    op.create_table(
        "engagement_template",
        *parts.row(),
        parts.text("name"),
        parts.text("folded"),
        sa.Column("model_id", sa.String(32), sa.ForeignKey("competency_model.id", ondelete="SET NULL")),
        parts.text("form"),
        parts.whole("span_days"),
        sa.Column("allocation", sa.Float(), nullable=False),
        parts.text("unit"),
        parts.whole("interval_weeks"),
        parts.whole("session_minutes"),
        parts.whole("notice_hours"),
        parts.yes_or_no("notice_counts"),
        parts.yes_or_no("paid"),
        parts.text("roles"),
        parts.text("logistics"),
        parts.filled("name"),
        parts.rule("form_known", "form IN ('individual', 'group')"),
        parts.rule("unit_known", "unit IN ('sessions', 'hours')"),
        parts.rule("allocation_positive", "allocation > 0"),
        parts.between("span_days", 1, 3660),
        parts.between("interval_weeks", 1, 26),
        parts.between("session_minutes", 15, 480),
        parts.between("notice_hours", 0, 336),
        parts.limited("roles"),
        parts.limited("logistics"),
    )
    parts.index("engagement_template", "model_id")
    parts.unique("template_name", "engagement_template", "folded")


def _meetings_and_grants() -> None:
    op.create_table(
        "template_meeting",
        *parts.row(),
        parts.part_of("engagement_template", "template_id"),
        parts.text("stage"),
        parts.whole("day"),
        parts.whole("minutes"),
        parts.rule("stage_known", "stage IN ('start', 'middle', 'end')"),
        parts.between("day", 0, 3660),
        parts.between("minutes", 5, 600),
    )
    parts.index("template_meeting", "template_id")
    parts.unique("template_stage", "template_meeting", "template_id", "stage")
    op.create_table(
        "template_grant",
        *parts.row(),
        parts.part_of("engagement_template", "template_id"),
        parts.text("item"),
        parts.text("audience"),
        parts.yes_or_no("granted"),
        parts.rule(
            "item_known",
            "item IN ('goals', 'process', 'progress', 'private_notes', 'shared_summaries', 'assessments', 'pulse')",
        ),
        parts.rule("audience_known", "audience IN ('client', 'manager', 'sponsor', 'lead')"),
        parts.rule("notes_never", "NOT (granted AND item = 'private_notes')"),
        parts.rule("lead_never", "NOT (granted AND audience = 'lead' AND item IN ('shared_summaries', 'assessments'))"),
    )
    parts.index("template_grant", "template_id")
    parts.unique("template_grant_once", "template_grant", "template_id", "item", "audience")


def _goals() -> None:
    op.create_table(
        "template_goal",
        *parts.row(),
        parts.part_of("engagement_template", "template_id"),
        parts.whole("position"),
        parts.text("title"),
        parts.text("measure"),
        parts.whole("importance"),
        parts.whole("difficulty"),
        parts.whole("baseline"),
        sa.Column("due_day", sa.Integer()),
        parts.filled("title"),
        parts.limited("measure"),
        parts.between("importance", 0, 3),
        parts.between("difficulty", 0, 3),
        parts.between("baseline", -2, -1),
        parts.between("due_day", 0, 3660),
    )
    parts.index("template_goal", "template_id")
    op.create_table(
        "template_goal_level",
        *parts.row(),
        parts.part_of("template_goal", "goal_id"),
        parts.whole("level"),
        parts.text("description"),
        parts.between("level", -2, 2),
        parts.filled("description"),
    )
    parts.index("template_goal_level", "goal_id")
    parts.unique("template_level_once", "template_goal_level", "goal_id", "level")
    op.create_table(
        "template_goal_competency",
        *parts.row(),
        parts.part_of("template_goal", "goal_id"),
        sa.Column("competency_id", sa.String(32), sa.ForeignKey("competency.id", ondelete="RESTRICT"), nullable=False),
    )
    parts.index("template_goal_competency", "competency_id")
    parts.index("template_goal_competency", "goal_id")
    parts.unique("template_competency_once", "template_goal_competency", "goal_id", "competency_id")
