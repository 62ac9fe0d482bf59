"""Makes a new practice file. Imported only then, and when the schema changes: it brings in SQLModel."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from coachtui.store import changelog, search
from coachtui.store.driver import Connection
from coachtui.store.tables import logged_tables
from coachtui.store.versions import APPLICATION_ID, REVISION


def logged_columns() -> dict[str, list[str]]:
    """Return the columns that the log follows, by table, parents before children."""
    return {table.name: [c.name for c in table.columns if c.name != "id"] for table in logged_tables()}


def create(db: Connection) -> None:
    """Write all tables, indexes and triggers into an empty file, as one transaction."""
    dialect = sqlite.dialect()
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("BEGIN IMMEDIATE")
    for table in logged_tables():
        db.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            db.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for statement in changelog.TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
    search.create(db)
    db.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
    db.execute("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    changelog.regenerate(db, logged_columns())
    search.regenerate(db)
    db.execute("COMMIT")
