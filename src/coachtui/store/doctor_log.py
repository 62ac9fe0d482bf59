"""Does the change log tell the truth about the records?"""

from __future__ import annotations

from coachtui.store import schema
from coachtui.store.findings import Trouble, count, fault
from coachtui.store.practice import Practice


def births(practice: Practice) -> Trouble:
    """Tell which records and values the log does not know, and which it has otherwise."""
    db = practice.db
    tables = schema.logged_columns()
    for table, columns in tables.items():
        unborn = count(
            db,
            f'SELECT count(*) FROM "{table}" AS t'
            " WHERE NOT EXISTS (SELECT 1 FROM cell WHERE tbl = ? AND row = t.id AND col = '')",
            table,
        )
        if unborn:
            yield fault(f"{unborn} records are unknown to the change log", table)
        lost = count(
            db,
            "SELECT count(*) FROM cell AS c WHERE tbl = ?1"
            f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE id = c.row)'
            " AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tbl = ?1 AND row = c.row)",
            table,
        )
        if lost:
            yield fault(f"{lost} entries of the change log are about records that vanished", table)
        undead = count(
            db,
            f'SELECT count(*) FROM tombstone AS d WHERE tbl = ? AND EXISTS (SELECT 1 FROM "{table}" WHERE id = d.row)',
            table,
        )
        if undead:
            yield fault(f"{undead} records are there that were removed for good", table)
        values = " ".join(f"WHEN '{column}' THEN t.\"{column}\"" for column in columns)
        untrue = count(
            db,
            f'SELECT count(*) FROM cell AS c JOIN "{table}" AS t ON t.id = c.row'
            " LEFT JOIN change AS h USING (stamp, site, tbl, row, col)"
            " WHERE c.tbl = ? AND c.col <> ''"
            f" AND (h.tbl IS NULL OR h.after IS NOT CASE c.col {values} END)",
            table,
        )
        if untrue:
            yield fault(f"{untrue} values are not those that the change log has", table)
    marks = ", ".join("?" * len(tables))
    strangers = count(db, f"SELECT count(*) FROM cell WHERE tbl NOT IN ({marks})", *tables)
    if strangers:
        yield fault(f"{strangers} entries are about tables that are not there", "change log")


def actions(practice: Practice) -> Trouble:
    """Tell which changes belong to no action."""
    for log in ("change", "cell", "tombstone"):
        orphans = count(
            practice.db,
            f"SELECT count(*) FROM (SELECT DISTINCT stamp, site FROM {log}) AS l"
            " WHERE NOT EXISTS (SELECT 1 FROM action AS a WHERE a.stamp = l.stamp AND a.site = l.site)",
        )
        if orphans:
            yield fault(f"{orphans} changes belong to no action", log)


def vector(practice: Practice) -> Trouble:
    """Tell whether the log's clock and its version vector cover all that it holds."""
    db = practice.db
    if count(db, "SELECT count(*) FROM local WHERE NOT acting AND NOT still") != 1:
        yield fault("the change log stands still, or an action was never closed", "local")
    if not count(db, "SELECT count(*) FROM seen JOIN local USING (site)"):
        yield fault("this file's own site is missing from the version vector", "seen")
    for log in ("action", "cell", "tombstone", "seen"):
        if count(db, f"SELECT coalesce((SELECT max(stamp) FROM {log}) > (SELECT stamp FROM local), 0)"):
            yield fault("the change log's clock is behind its own entries", log)
    for log in ("action", "cell", "tombstone"):
        uncovered = count(
            db,
            f"SELECT count(*) FROM (SELECT site, max(stamp) AS newest FROM {log} GROUP BY site)"
            " LEFT JOIN seen USING (site) WHERE seen.stamp IS NULL OR seen.stamp < newest",
        )
        if uncovered:
            yield fault(f"the version vector does not cover {uncovered} sites", log)
