"""Rows for tests: one in every table, and what a file holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table
from sqlalchemy.dialects import sqlite

from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.schema import logged_columns
from coachtui.store.tables import logged_tables

BY_TYPE: dict[str, Any] = {
    "VARCHAR": "word (“[/b]” 漢字)",
    "INTEGER": 1,
    "FLOAT": 1.5,
    "BOOLEAN": True,
    "DATE": date(2026, 3, 29),
}
DIALECT = sqlite.dialect()
INSTANT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
ALWAYS: dict[str, Any] = {
    "deleted_at": None,
    "created_at": INSTANT,
    "cancelled_at": INSTANT,
    "resolved_at": INSTANT,
    "starts_utc": INSTANT,
    "starts_local": datetime(2026, 3, 29, 3, 30),  # the time on a wall clock has no zone
    "time_zone": "Europe/Amsterdam",
}
EXCEPT: dict[str, dict[str, Any]] = {
    "engagement": {"form": "individual", "group_size": None, "manager_id": None, "session_minutes": 60},
    "engagement_template": {"session_minutes": 60},
    "template_meeting": {"minutes": 60},
    "template_goal": {"baseline": -1},
    "template_grant": {"granted": False},
    "session": {"kind": "coaching", "stage": None, "moved_to_id": None, "minutes": 60},
    "commitment": {"state": "open", "closed_on": None},
    "goal": {"baseline": -1},
    "progress": {"percent": None},
    "feedback_round": {"scale_high": 5, "threshold": 3},
    "pulse_round": {"threshold": 3},
    "pulse_rater": {"relation": "peer"},
    "log_entry": {"group_size": None},
    "conflict": {"lost": '"word"'},
    "agreement_grant": {"granted": False},
}


def _value(table: Table, column: Column[Any], ids: dict[str, str]) -> Any:
    special = {**ALWAYS, **EXCEPT.get(table.name, {})}
    if column.name in special:
        return special[column.name]
    for key in column.foreign_keys:
        return ids.get(key.column.table.name)
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            rule = str(check.sqltext)
            if choices := re.fullmatch(rf"{column.name} IN \('(\w+)'.*\)", rule):
                return choices[1]
            if least := re.fullmatch(rf"{column.name} BETWEEN (-?\d+) AND -?\d+", rule):
                return max(int(least[1]), 0)
    return BY_TYPE[str(column.type).split("(")[0]]


def add_one_of_each(practice: Practice, db: Connection) -> dict[str, str]:
    """Add a row to every table within an action, with every column filled where the rules let it; return the ids."""
    ids = {name: db.execute(f'SELECT id FROM "{name}"').fetchone()[0] for name in ("coach", "practice")}
    for table in logged_tables():
        if table.name in ids:
            continue
        own = [key.column.table.name for key in table.c.id.foreign_keys]
        row = {"id": ids[own[0]] if own else practice.new_id()}
        for column in table.columns:
            if column.name != "id":
                bind = column.type.dialect_impl(DIALECT).bind_processor(DIALECT)
                value = _value(table, column, ids)
                row[column.name] = bind(value) if bind else value
        db.execute(
            f'INSERT INTO "{table.name}" ({", ".join(row)}) VALUES ({", ".join("?" * len(row))})', [*row.values()]
        )
        ids[table.name] = row["id"]
    return ids


def content(db: Connection) -> dict[str, list[Any]]:
    """Return the live rows of every logged table."""
    return {
        table: db.execute(f'SELECT * FROM "{table}" WHERE deleted_at IS NULL ORDER BY id').fetchall()
        for table in logged_columns()
    }


def inside(directory: Path) -> list[str]:
    """Return the names of what lies in a directory."""
    return sorted(path.name for path in directory.iterdir())


def everything(db: Connection) -> dict[str, list[Any]]:
    """Return all rows of all tables, the log's too."""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
