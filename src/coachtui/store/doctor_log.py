"""Does the change log tell the truth about the records?"""

from __future__ import annotations

from coachtui.store import schema
from coachtui.store.findings import Trouble, count, fault
from coachtui.store.practice import Practice

_NAMED = {"change": "change.action", "record": "born", "tombstone": "tombstone.action"}
"""The tables of the log that name an action, and by which column."""
_LATEST = """
CREATE TEMP TABLE latest_change AS
SELECT tbl, row, record, col, action FROM (
    SELECT record, col, action, stamp, site,
        row_number() OVER (PARTITION BY record, col ORDER BY stamp DESC, site DESC) = 1 AS latest
    FROM change JOIN action ON action.n = change.action WHERE col <> ''
) AS e JOIN record ON record.n = e.record JOIN action AS birth ON birth.n = record.born
WHERE latest AND (e.stamp, e.site) > (birth.stamp, birth.site) ORDER BY tbl
"""
"""Which change of each value is the last, unless the record was born anew on another device since."""


def births(practice: Practice) -> Trouble:
    """Tell which records and values the log does not know, and which it has otherwise."""
    db = practice.db
    tables = schema.logged_columns()
    db.execute("DROP TABLE IF EXISTS temp.latest_change")
    db.execute(_LATEST)
    db.execute("CREATE INDEX temp.latest_change_tbl ON latest_change (tbl)")
    for table, columns in tables.items():
        unborn = count(
            db,
            f'SELECT count(*) FROM "{table}" AS t WHERE NOT EXISTS (SELECT 1 FROM record WHERE row = t.id AND tbl = ?)',
            table,
        )
        if unborn:
            yield fault(f"{unborn} records are unknown to the change log", table)
        lost = count(
            db,
            "SELECT count(*) FROM record AS r WHERE tbl = ?1"
            f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE id = r.row)'
            " AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tbl = ?1 AND row = r.row)",
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
            f'SELECT count(*) FROM temp.latest_change AS e JOIN "{table}" AS t ON t.id = e.row'
            f" JOIN change AS c USING (record, col, action) WHERE tbl = ? AND c.after IS NOT CASE c.col {values} END",
            table,
        )
        if untrue:
            yield fault(f"{untrue} values are not those that the change log has", table)
    db.execute("DROP TABLE temp.latest_change")
    marks = ", ".join("?" * len(tables))
    strangers = count(db, f"SELECT count(*) FROM record WHERE tbl NOT IN ({marks})", *tables)
    if strangers:
        yield fault(f"{strangers} entries are about tables that are not there", "change log")


def actions(practice: Practice) -> Trouble:
    """Tell which changes belong to no action."""
    for log, action in _NAMED.items():
        orphans = count(
            practice.db,
            f"SELECT count(DISTINCT {action}) FROM {log} WHERE NOT EXISTS (SELECT 1 FROM action WHERE n = {action})",
        )
        if orphans:
            yield fault(f"{orphans} actions that it names are not there", log)
    nameless = count(
        practice.db, "SELECT count(*) FROM change AS c WHERE NOT EXISTS (SELECT 1 FROM record WHERE n = c.record)"
    )
    if nameless:
        yield fault(f"{nameless} entries are about no record", "change")


def vector(practice: Practice) -> Trouble:
    """Tell whether the log's clock and its version vector cover all that it holds."""
    db = practice.db
    if count(db, "SELECT count(*) FROM local WHERE NOT acting AND NOT still") != 1:
        yield fault("the change log stands still, or an action was never closed", "local")
    if not count(db, "SELECT count(*) FROM seen JOIN local USING (site)"):
        yield fault("this file's own site is missing from the version vector", "seen")
    for log in ("action", "seen"):
        if count(db, f"SELECT coalesce((SELECT max(stamp) FROM {log}) > (SELECT stamp FROM local), 0)"):
            yield fault("the change log's clock is behind its own entries", log)
    uncovered = count(
        db,
        "SELECT count(*) FROM (SELECT site, max(stamp) AS newest FROM action GROUP BY site)"
        " LEFT JOIN seen USING (site) WHERE seen.stamp IS NULL OR seen.stamp < newest",
    )
    if uncovered:
        yield fault(f"the version vector does not cover {uncovered} sites", "action")
