"""Unites their change log with ours, once the rows are in."""

from __future__ import annotations

from coachtui.store.driver import Connection

_UNITE = """
INSERT INTO main.action (stamp, site, kind, words, about, of_stamp, of_site)
    SELECT stamp, site, kind, words, about, of_stamp, of_site FROM incoming CROSS JOIN theirs.action USING (n)
    ORDER BY key ON CONFLICT DO NOTHING;
UPDATE incoming SET mine = (
    SELECT m.n FROM theirs.action t JOIN main.action m ON (m.stamp, m.site) = (t.stamp, t.site) WHERE t.n = incoming.n);
INSERT INTO main.record (tbl, row, born)
    SELECT t.tbl, t.row, m.n FROM touched t JOIN theirs.record r USING (n) JOIN theirs.action b ON b.n = r.born
    JOIN main.action m ON (m.stamp, m.site) = (b.stamp, b.site) WHERE t.fresh ORDER BY t.n;
UPDATE touched SET mine = (SELECT m.n FROM main.record m WHERE m.row = touched.row AND m.tbl = touched.tbl) WHERE fresh;
INSERT INTO main.tombstone (tbl, row, action, erase)
    SELECT tbl, row, i.mine, erase FROM incoming i CROSS JOIN theirs.tombstone d ON d.action = i.n WHERE true
    ON CONFLICT (tbl, row) DO UPDATE SET action = excluded.action, erase = excluded.erase
    WHERE (excluded.erase, (SELECT stamp FROM main.action WHERE n = excluded.action),
            (SELECT site FROM main.action WHERE n = excluded.action))
        > (erase, (SELECT stamp FROM main.action WHERE n = action), (SELECT site FROM main.action WHERE n = action));
INSERT INTO main.change (record, col, action, before, after)
    SELECT t.mine, c.col, i.mine, c.before, c.after
    FROM incoming i CROSS JOIN theirs.change c ON c.action = i.n JOIN touched t ON t.n = c.record
    ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
INSERT INTO main.change (record, col, action)
    SELECT t.mine, '', i.mine FROM touched t JOIN theirs.record r USING (n) JOIN incoming i ON i.n = r.born
    WHERE NOT t.fresh AND i.mine <> (SELECT born FROM main.record WHERE n = t.mine) ON CONFLICT DO NOTHING;
INSERT INTO main.device SELECT site, name FROM theirs.device WHERE true
    ON CONFLICT (site) DO UPDATE SET name = excluded.name WHERE site = (SELECT site FROM theirs.local);
UPDATE main.local SET stamp = max(stamp, (SELECT stamp FROM theirs.local), (SELECT max(stamp) FROM theirs.seen))
"""
"""Of two tombstones the one that erases stays, else the later. A `change` of no column is a birth. What a device is
called, it knows best itself."""
_DRAFTS = """
DELETE FROM main.draft WHERE site IN ({theirs});
INSERT INTO main.draft SELECT * FROM theirs.draft WHERE site IN ({theirs})
""".format(
    theirs="""
    SELECT site FROM theirs.seen t LEFT JOIN main.seen m USING (site)
    WHERE site <> (SELECT site FROM main.local) AND (t.stamp > coalesce(m.stamp, -1)
        OR (t.stamp = m.stamp AND site = (SELECT site FROM theirs.local)))"""
)
"""A device's drafts are taken from whoever has seen more of that device, and from itself."""
_SEEN = """
INSERT INTO main.seen SELECT site, stamp FROM theirs.seen WHERE true
ON CONFLICT (site) DO UPDATE SET stamp = max(stamp, excluded.stamp)
"""
_BIRTHS = """
SELECT a.n FROM (SELECT born AS n FROM main.record WHERE n = ?1 UNION SELECT action FROM main.change WHERE record = ?1
    AND col = '') JOIN main.action a USING (n) ORDER BY a.stamp DESC, a.site DESC LIMIT 1
"""


def unite(db: Connection) -> None:
    """Take over what they have done and seen; the clock goes on from the later of the two."""
    for statement in (*_UNITE.split(";\n"), *_DRAFTS.split(";\n"), _SEEN):
        db.execute(statement)
    for (record,) in db.execute("SELECT mine FROM touched WHERE reborn").fetchall():
        _set_birth(db, record)


def _set_birth(db: Connection, record: int) -> None:
    """Let the last of a row's births be its birth, and each other one a change of no column."""
    (last,) = db.execute(_BIRTHS, (record,)).fetchone()
    db.execute(
        "INSERT INTO main.change (record, col, action) SELECT n, '', born FROM main.record WHERE n = ? AND born <> ?",
        (record, last),
    )
    db.execute("DELETE FROM main.change WHERE record = ? AND col = '' AND action = ?", (record, last))
    db.execute("UPDATE main.record SET born = ? WHERE n = ?", (last, record))


def brings_drafts(db: Connection) -> bool:
    """Tell whether their drafts are others than those that we have of them."""
    own = "SELECT form, record, body, saved_at FROM {}.draft WHERE site = (SELECT site FROM theirs.local)"
    here, there = own.format("main"), own.format("theirs")
    newer = (
        "SELECT 1 FROM theirs.seen t JOIN main.seen m USING (site) WHERE site = (SELECT site FROM theirs.local)"
        " AND site <> (SELECT site FROM main.local) AND t.stamp >= m.stamp"
    )
    differ = f"SELECT EXISTS ({newer}) AND (EXISTS ({here} EXCEPT {there}) OR EXISTS ({there} EXCEPT {here}))"
    return bool(db.execute(differ).fetchone()[0])
