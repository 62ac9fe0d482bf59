"""The change log as the schemas 0001 and 0002 had it, and how it becomes the present one.

A file's migration and the reading of an older archive need it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from coachtui.store.driver import Connection

LAST_SCHEMA = "0002"
TABLES = {
    "action": """
        stamp INTEGER NOT NULL, site INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT 'do', words TEXT NOT NULL,
        about TEXT, of_stamp INTEGER, of_site INTEGER, PRIMARY KEY (stamp, site)""",
    "change": """
        stamp INTEGER NOT NULL, site INTEGER NOT NULL, tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL,
        before, after, PRIMARY KEY (stamp, site, tbl, row, col)""",
    "cell": """
        tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, stamp INTEGER NOT NULL, site INTEGER NOT NULL,
        PRIMARY KEY (tbl, row, col)""",
    "tombstone": """
        tbl TEXT NOT NULL, row TEXT NOT NULL, stamp INTEGER NOT NULL, site INTEGER NOT NULL,
        erase INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tbl, row)""",
}
"""What stood between the brackets of each table; a cell of no column was a row's birth."""
PREFIX = "former_"
BECAME = frozenset({"action", "record", "change", "tombstone"})
"""The tables of the present log that the former ones become."""

_BECOMES = """
INSERT INTO action (stamp, site, kind, words, about, of_stamp, of_site)
    SELECT stamp, site, kind, words, about, of_stamp, of_site FROM former_action ORDER BY stamp, site;
INSERT INTO record (tbl, row, born)
    SELECT tbl, row, n FROM former_cell JOIN action USING (stamp, site) WHERE col = '' ORDER BY n, tbl, row;
INSERT INTO change (record, col, action, before, after)
    SELECT record.n, col, action.n, before, after
    FROM former_change JOIN record USING (row, tbl) JOIN action USING (stamp, site) ORDER BY 1, 2, 3;
INSERT INTO tombstone (tbl, row, action, erase)
    SELECT tbl, row, n, erase FROM former_tombstone JOIN action USING (stamp, site) ORDER BY 1, 2;
"""


def create(db: Connection) -> None:
    """Make the tables of the former log, empty, each named with `PREFIX`."""
    for table, columns in TABLES.items():
        db.execute(f"CREATE TABLE {PREFIX}{table} ({columns})")


def convert(execute: Callable[[str], object]) -> None:
    """Fill the present log from the tables of the former one, each named with `PREFIX`, and drop these."""
    for statement in _BECOMES.split(";\n"):
        if statement.strip():
            execute(statement)
    for table in TABLES:
        execute(f"DROP TABLE {PREFIX}{table}")
