"""Examines a practice file: does it hold together, is it private, does its change log tell the truth?

Only reads, and says nothing of what the records hold. The file's own schema is compared with the one that a new file
gets, so SQLModel is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from coachtui.store import backups, changelog, drafts, driver, schema
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice

FAST_CLOCK = timedelta(minutes=5)
"""How far the newest change may lie ahead of this machine's clock before that is told."""
OLD_BACKUP = timedelta(days=7)
RESTORE = "Copy the file away, then go back to a backup: `coachtui backup --list` names them."


class Level(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, where, and what to do (empty when it is well)."""

    level: Level
    what: str
    where: str
    todo: str = ""


Trouble = Iterator[Finding]


def examine(practice: Practice) -> list[Finding]:
    """Look at everything; what is well is told in one finding for each matter, what is not in as many as it takes."""
    found: list[Finding] = []
    for well, look in _MATTERS:
        try:
            with driver.plain_words(practice.path):
                troubles = list(look(practice))
        except Exception as error:  # a file can be so damaged that looking at it fails in any way
            troubles = [_fault(f"could not be looked at: {well} ({type(error).__name__})", practice.path, RESTORE)]
        found += troubles or [Finding(Level.OK, well, str(practice.path))]
    return found


def is_well(findings: list[Finding]) -> bool:
    """Tell whether no finding is a fault."""
    return all(finding.level is not Level.FAULT for finding in findings)


def _fault(what: str, where: object, todo: str = RESTORE) -> Finding:
    return Finding(Level.FAULT, what, str(where), todo)


def _warn(what: str, where: object, todo: str) -> Finding:
    return Finding(Level.WARN, what, str(where), todo)


def _count(db: Connection, query: str, *values: object) -> int:
    return int(db.execute(query, values).fetchone()[0])


def _integrity(practice: Practice) -> Trouble:
    for (line,) in practice.db.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield _fault(f"the file does not hold together: {line}", practice.path)


def _links(practice: Practice) -> Trouble:
    rows = practice.db.execute(
        'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2'
    )
    for table, parent, count in rows.fetchall():
        yield _fault(f"{count} links to {parent} lead nowhere", table)


def _schema(practice: Practice) -> Trouble:
    wanted, present = _wanted_shape(), _shape(practice.db)
    for name in sorted(wanted.keys() | present.keys()):
        if name not in present:
            yield _fault("is missing from the schema", name)
        elif name not in wanted:
            yield _warn("is no part of the schema", name, "Leave it if you put it there; coachtui does not use it.")
        elif wanted[name] != present[name]:
            yield _fault("is not as the schema has it", name)


@cache
def _wanted_shape() -> dict[str, str]:
    with closing(driver.memory()) as pattern:
        schema.create(pattern)
        return _shape(pattern)


def _shape(db: Connection) -> dict[str, str]:
    """Return every table's columns, rules and links, and every index and trigger, in words that can be compared."""
    shape = {}
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
        shape[f"{kind} {name}"] = _plain(sql) if kind != "table" else ""
        if kind == "table":
            columns = db.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY name', (name,))
            links = db.execute(
                'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY 1, 2', (name,)
            )
            rules = sorted(re.findall(r"CHECK\s*\((.*?)\)\s*(?:,|$|\))", _plain(sql)))
            shape[f"{kind} {name}"] = f"{columns.fetchall()} {links.fetchall()} {rules}"
    return shape


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', ""))


def _births(practice: Practice) -> Trouble:
    db = practice.db
    tables = schema.logged_columns()
    for table, columns in tables.items():
        unborn = _count(
            db,
            f'SELECT count(*) FROM "{table}" AS t'
            " WHERE NOT EXISTS (SELECT 1 FROM cell WHERE tbl = ? AND row = t.id AND col = '')",
            table,
        )
        if unborn:
            yield _fault(f"{unborn} records are unknown to the change log", table)
        lost = _count(
            db,
            "SELECT count(*) FROM cell AS c WHERE tbl = ?1"
            f' AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE id = c.row)'
            " AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tbl = ?1 AND row = c.row)",
            table,
        )
        if lost:
            yield _fault(f"{lost} entries of the change log are about records that vanished", table)
        undead = _count(
            db,
            f'SELECT count(*) FROM tombstone AS d WHERE tbl = ? AND EXISTS (SELECT 1 FROM "{table}" WHERE id = d.row)',
            table,
        )
        if undead:
            yield _fault(f"{undead} records are there that were removed for good", table)
        values = " ".join(f"WHEN '{column}' THEN t.\"{column}\"" for column in columns)
        untrue = _count(
            db,
            f'SELECT count(*) FROM cell AS c JOIN "{table}" AS t ON t.id = c.row'
            " LEFT JOIN change AS h USING (stamp, site, tbl, row, col)"
            " WHERE c.tbl = ? AND c.col <> ''"
            f" AND (h.tbl IS NULL OR h.after IS NOT CASE c.col {values} END)",
            table,
        )
        if untrue:
            yield _fault(f"{untrue} values are not those that the change log has", table)
    marks = ", ".join("?" * len(tables))
    strangers = _count(db, f"SELECT count(*) FROM cell WHERE tbl NOT IN ({marks})", *tables)
    if strangers:
        yield _fault(f"{strangers} entries are about tables that are not there", "change log")


def _actions(practice: Practice) -> Trouble:
    for log in ("change", "cell", "tombstone"):
        orphans = _count(
            practice.db,
            f"SELECT count(*) FROM (SELECT DISTINCT stamp, site FROM {log}) AS l"
            " WHERE NOT EXISTS (SELECT 1 FROM action AS a WHERE a.stamp = l.stamp AND a.site = l.site)",
        )
        if orphans:
            yield _fault(f"{orphans} changes belong to no action", log)


def _vector(practice: Practice) -> Trouble:
    db = practice.db
    if _count(db, "SELECT count(*) FROM local WHERE NOT acting AND NOT still") != 1:
        yield _fault("the change log stands still, or an action was never closed", "local")
    if not _count(db, "SELECT count(*) FROM seen JOIN local USING (site)"):
        yield _fault("this file's own site is missing from the version vector", "seen")
    for log in ("action", "cell", "tombstone", "seen"):
        if _count(db, f"SELECT coalesce((SELECT max(stamp) FROM {log}) > (SELECT stamp FROM local), 0)"):
            yield _fault("the change log's clock is behind its own entries", log)
    for log in ("action", "cell", "tombstone"):
        uncovered = _count(
            db,
            f"SELECT count(*) FROM (SELECT site, max(stamp) AS newest FROM {log} GROUP BY site)"
            " LEFT JOIN seen USING (site) WHERE seen.stamp IS NULL OR seen.stamp < newest",
        )
        if uncovered:
            yield _fault(f"the version vector does not cover {uncovered} sites", log)


def _clock(practice: Practice) -> Trouble:
    (stamp,) = practice.db.execute("SELECT stamp FROM local").fetchone()
    ahead = changelog.moment(stamp) - practice.clock()
    if ahead > FAST_CLOCK:
        yield _warn(
            f"the newest change is {_span(ahead)} ahead of this machine's clock",
            practice.path,
            "Set the clocks of your machines right. Nothing is lost: the order of changes holds.",
        )


def _privacy(practice: Practice) -> Trouble:
    if os.name == "nt":  # its modes say nothing about who may read
        return
    kept = backups.listed(practice.paths.backups, practice.path)
    for place, mode in (
        (practice.path, 0o600),
        (practice.path.parent, 0o700),
        *((practice.paths.backups, 0o700) for _ in kept[:1]),
        *((backup.path, 0o600) for backup in kept),
    ):
        if place.stat().st_mode & 0o077:
            yield _warn("others on this machine can look into it", place, f"Run `chmod {mode:o} '{place}'`.")
    if not practice.writable:
        yield _warn("is read-only", practice.path, "Give yourself the right to write the file and its directory.")


def _backups(practice: Practice) -> Trouble:
    directory = practice.paths.backups
    own = [b for b in backups.listed(directory, practice.path) if b.practice == backups.short_id(practice.db_id)]
    todo = "Run `coachtui backup`, and keep a copy on another disk."
    if not own:
        yield _warn("there is no backup", directory, todo)
    elif (age := practice.clock() - own[0].made_at) > OLD_BACKUP:
        yield _warn(f"the newest of {len(own)} backups is {_span(age)} old", directory, todo)
    for place in (practice.path.parent, directory):
        for stray in _strays(place, practice.path):
            yield _warn("was left behind by work that was cut short", stray, "Remove it when no coachtui is running.")


def _strays(directory: Path, path: Path) -> list[Path]:
    files = directory.iterdir() if directory.is_dir() else ()
    return sorted(
        file
        for file in files
        if file.name.startswith((path.stem, f".{path.name}.")) and file.suffix in (".part", ".migrating")
    )


def _drafts(practice: Practice) -> Trouble:
    for draft in drafts.waiting(practice.db):
        where = "here" if draft.here else f"on {draft.device or 'another device'}"
        yield Finding(
            Level.OK, f"a draft waits {where}, saved {draft.saved_at}", draft.form, "Finish it, or let it go."
        )


def _span(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24} days"
    return f"{hours} hours" if hours else f"{int(span.total_seconds() // 60)} minutes"


_MATTERS: tuple[tuple[str, Callable[[Practice], Trouble]], ...] = (
    ("the file holds together", _integrity),
    ("every link leads somewhere", _links),
    ("tables, rules, indexes and triggers are all there", _schema),
    ("the change log agrees with the records", _births),
    ("every change belongs to an action", _actions),
    ("the version vector covers the change log", _vector),
    ("the change log's clock is right", _clock),
    ("only you can look into the file, its directory and its backups", _privacy),
    ("there is a fresh backup", _backups),
    ("no draft waits", _drafts),
)
