"""The logged tables as the file has them: what a merge must know of columns, links and unique indexes."""

from __future__ import annotations

from typing import NamedTuple

from coachtui.store import changelog
from coachtui.store.driver import Connection


class Link(NamedTuple):
    """A foreign key: its column, the table that it leads to, and whether the row can't be without it."""

    column: str
    parent: str
    required: bool


class Unique(NamedTuple):
    """A unique index of live rows."""

    name: str
    sql: str
    columns: tuple[str, ...]


class Table(NamedTuple):
    """A logged table; `columns` leaves out `id`."""

    name: str
    columns: tuple[str, ...]
    links: tuple[Link, ...]
    uniques: tuple[Unique, ...]

    @property
    def listed(self) -> str:
        """All columns, quoted."""
        return quoted(("id", *self.columns))

    def row_json(self, alias: str) -> str:
        """Return the SQL of a whole row as a JSON object."""
        pairs = (f"'{column}', {alias}.\"{column}\"" for column in ("id", *self.columns))
        return f"json_object({', '.join(pairs)})"


Shape = dict[str, Table]
"""The logged tables by name."""


def quoted(columns: tuple[str, ...] | list[str], alias: str = "") -> str:
    """Return the columns for a list in SQL."""
    return ", ".join(f'{alias}"{column}"' for column in columns)


def read(db: Connection) -> Shape:
    """Return the logged tables of an open file."""
    columns: dict[str, list[str]] = {}
    required: set[tuple[str, str]] = set()
    for table, column, filled in db.execute(_COLUMNS):
        columns.setdefault(table, []).append(column)
        if filled:
            required.add((table, column))
    links: dict[str, list[Link]] = {}
    for table, column, parent in db.execute(_LINKS):
        links.setdefault(table, []).append(Link(column, parent, (table, column) in required))
    uniques: dict[str, list[Unique]] = {}
    for table, index, sql, listed in db.execute(_UNIQUES):
        uniques.setdefault(table, []).append(Unique(index, sql, tuple(listed.split())))
    return {
        name: Table(
            name, tuple(c for c in names if c != "id"), tuple(links.get(name, ())), tuple(uniques.get(name, ()))
        )
        for name, names in columns.items()
        if name not in changelog.OWN_TABLES
    }


_COLUMNS = """
SELECT m.name, c.name, c."notnull" FROM main.sqlite_master m JOIN pragma_table_info(m.name, 'main') c
WHERE m.type = 'table' ORDER BY m.name, c.cid
"""
_LINKS = """
SELECT m.name, k."from", k."table" FROM main.sqlite_master m JOIN pragma_foreign_key_list(m.name, 'main') k
WHERE m.type = 'table' ORDER BY m.name, k."from"
"""
_UNIQUES = """
SELECT m.tbl_name, m.name, m.sql, group_concat(c.name, ' ' ORDER BY c.seqno) FROM main.sqlite_master m
JOIN pragma_index_info(m.name, 'main') c WHERE m.type = 'index' AND m.sql LIKE 'CREATE UNIQUE%'
GROUP BY m.name ORDER BY 1, 2
"""
