"""Programme templates, and the tables of the search index, which is filled when all scripts have run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT_LIMIT = 1_000_000
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
        *_row(),
        _text("name"),
        _text("folded"),
        sa.Column("model_id", sa.String(32), sa.ForeignKey("competency_model.id", ondelete="SET NULL")),
        _text("form"),
        _whole("span_days"),
        sa.Column("allocation", sa.Float(), nullable=False),
        _text("unit"),
        _whole("interval_weeks"),
        _whole("session_minutes"),
        _whole("notice_hours"),
        _yes_or_no("notice_counts"),
        _yes_or_no("paid"),
        _text("roles"),
        _text("logistics"),
        _filled("name"),
        _rule("form_known", "form IN ('individual', 'group')"),
        _rule("unit_known", "unit IN ('sessions', 'hours')"),
        _rule("allocation_positive", "allocation > 0"),
        _between("span_days", 1, 3660),
        _between("interval_weeks", 1, 26),
        _between("session_minutes", 15, 480),
        _between("notice_hours", 0, 336),
        _limited("roles"),
        _limited("logistics"),
    )
    _index("engagement_template", "model_id")
    _unique("template_name", "engagement_template", "folded")


def _meetings_and_grants() -> None:
    op.create_table(
        "template_meeting",
        *_row(),
        _part_of("engagement_template", "template_id"),
        _text("stage"),
        _whole("day"),
        _whole("minutes"),
        _rule("stage_known", "stage IN ('start', 'middle', 'end')"),
        _between("day", 0, 3660),
        _between("minutes", 5, 600),
    )
    _index("template_meeting", "template_id")
    _unique("template_stage", "template_meeting", "template_id", "stage")
    op.create_table(
        "template_grant",
        *_row(),
        _part_of("engagement_template", "template_id"),
        _text("item"),
        _text("audience"),
        _yes_or_no("granted"),
        _rule(
            "item_known",
            "item IN ('goals', 'process', 'progress', 'private_notes', 'shared_summaries', 'assessments', 'pulse')",
        ),
        _rule("audience_known", "audience IN ('client', 'manager', 'sponsor', 'lead')"),
        _rule("notes_never", "NOT (granted AND item = 'private_notes')"),
        _rule("lead_never", "NOT (granted AND audience = 'lead' AND item IN ('shared_summaries', 'assessments'))"),
    )
    _index("template_grant", "template_id")
    _unique("template_grant_once", "template_grant", "template_id", "item", "audience")


def _goals() -> None:
    op.create_table(
        "template_goal",
        *_row(),
        _part_of("engagement_template", "template_id"),
        _whole("position"),
        _text("title"),
        _text("measure"),
        _whole("importance"),
        _whole("difficulty"),
        _whole("baseline"),
        sa.Column("due_day", sa.Integer()),
        _filled("title"),
        _limited("measure"),
        _between("importance", 0, 3),
        _between("difficulty", 0, 3),
        _between("baseline", -2, -1),
        _between("due_day", 0, 3660),
    )
    _index("template_goal", "template_id")
    op.create_table(
        "template_goal_level",
        *_row(),
        _part_of("template_goal", "goal_id"),
        _whole("level"),
        _text("description"),
        _between("level", -2, 2),
        _filled("description"),
    )
    _index("template_goal_level", "goal_id")
    _unique("template_level_once", "template_goal_level", "goal_id", "level")
    op.create_table(
        "template_goal_competency",
        *_row(),
        _part_of("template_goal", "goal_id"),
        sa.Column("competency_id", sa.String(32), sa.ForeignKey("competency.id", ondelete="RESTRICT"), nullable=False),
    )
    _index("template_goal_competency", "competency_id")
    _index("template_goal_competency", "goal_id")
    _unique("template_competency_once", "template_goal_competency", "goal_id", "competency_id")


def _row() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("id", sa.String(32), primary_key=True), sa.Column("deleted_at", sa.String())


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _part_of(parent: str, column: str) -> sa.Column[str]:
    return sa.Column(column, sa.String(32), sa.ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=False)


def _rule(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=name)


def _filled(column: str) -> sa.CheckConstraint:
    return _rule(f"{column}_filled", f"length({column}) BETWEEN 1 AND {TEXT_LIMIT}")


def _limited(column: str) -> sa.CheckConstraint:
    return _rule(f"{column}_limited", f"length({column}) <= {TEXT_LIMIT}")


def _between(column: str, low: int, high: int) -> sa.CheckConstraint:
    return _rule(f"{column}_range", f"{column} BETWEEN {low} AND {high}")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _unique(name: str, table: str, *columns: str) -> None:
    live = sa.text("deleted_at IS NULL")
    op.create_index(name, table, [*columns], unique=True, sqlite_where=live, postgresql_where=live)
