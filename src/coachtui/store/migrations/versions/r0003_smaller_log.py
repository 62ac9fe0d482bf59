"""A change log that numbers its records and actions: a third of the size, and half of the time to write."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coachtui.store.former_log import PREFIX, TABLES, convert

revision = "0003"
down_revision = "0002"

LOST_LIMIT = 16_000_000
LEAD_NEVER = "NOT (granted AND audience = 'lead' AND item IN ('shared_summaries', 'assessments', 'pulse'))"
LOG = """
CREATE TABLE action (n INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, site INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo', 'merge')), words TEXT NOT NULL, about TEXT,
    of_stamp INTEGER, of_site INTEGER);
CREATE UNIQUE INDEX action_stamp ON action (stamp, site);
CREATE INDEX action_about ON action (about, stamp) WHERE about IS NOT NULL;
CREATE TABLE record (n INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row TEXT NOT NULL, born INTEGER NOT NULL);
CREATE UNIQUE INDEX record_row ON record (row, tbl);
CREATE INDEX record_born ON record (born);
CREATE TABLE change (record INTEGER NOT NULL, col TEXT NOT NULL, action INTEGER NOT NULL, before, after,
    PRIMARY KEY (record, col, action)) WITHOUT ROWID;
CREATE INDEX change_action ON change (action);
CREATE TABLE tombstone (tbl TEXT NOT NULL, row TEXT NOT NULL, action INTEGER NOT NULL,
    erase INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tbl, row)) WITHOUT ROWID;
CREATE INDEX tombstone_action ON tombstone (action);
CREATE VIEW birth AS
    SELECT stamp, site, born AS action, tbl, row FROM record JOIN action ON action.n = record.born;
CREATE VIEW edit AS
    SELECT stamp, site, action, tbl, row, col, before, after
    FROM change JOIN record ON record.n = change.record JOIN action ON action.n = change.action
    WHERE col <> '';
ALTER TABLE local ADD COLUMN action INTEGER NOT NULL DEFAULT 0;
ALTER TABLE local ADD COLUMN outside INTEGER NOT NULL DEFAULT 0;
"""


def upgrade() -> None:
    """Write the log anew in the other tables; no row is touched.

    A conflict may hold a whole row from now on, and no pulse can be granted to a lead, which the screens never did.
    """
    # Triggers that name a former table would keep it from being renamed; they are made anew when all scripts have run.
    for (name,) in op.get_bind().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        op.execute(f'DROP TRIGGER "{name}"')
    for index in ("action_about", "change_row", "cell_birth"):
        op.execute(f"DROP INDEX {index}")
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} RENAME TO {PREFIX}{table}")
    for statement in LOG.split(";\n"):
        if statement.strip():
            op.execute(statement)
    convert(op.execute)
    # Before this schema only the demo had conflicts, with the bare text of a value.
    op.execute("UPDATE conflict SET lost = json_quote(lost)")
    with op.batch_alter_table("conflict") as batch:
        batch.create_check_constraint("lost_is_json", sa.text("json_valid(lost)"))
    _replace_check("conflict", "lost_limited", f"length(lost) <= {LOST_LIMIT}")
    _replace_check("agreement_grant", "lead_never", LEAD_NEVER)
    _replace_check("template_grant", "lead_never", LEAD_NEVER)


def downgrade() -> None:
    """Files never go back; their backups do."""


def _replace_check(table: str, name: str, condition: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, sa.text(condition))
