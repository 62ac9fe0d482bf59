"""Examines a practice file: does it hold together, is it private, does its change log tell the truth?

Only reads, and says nothing of what the records hold. The file's own schema is compared with the one that a new file
gets, so SQLModel is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from coachtui.domain.words import plural
from coachtui.store import (
    changelog,
    doctor_around,
    doctor_log,
    doctor_schema,
    doctor_search,
    drafts,
    driver,
    search_queue,
)
from coachtui.store.findings import REPAIR, RESTORE, Finding, Level, Trouble, fault, warn
from coachtui.store.practice import Practice
from coachtui.store.reads import conflicts

__all__ = ["Finding", "Level", "examine", "is_well"]

FAST_CLOCK = timedelta(minutes=5)
"""How far the newest change may lie ahead of this machine's clock before that is told."""


def examine(practice: Practice) -> list[Finding]:
    """Look at everything; what is well is told in one finding for each matter, what is not in as many as it takes."""
    found: list[Finding] = []
    for well, look in _MATTERS:
        try:
            with driver.plain_words(practice.path):
                troubles = list(look(practice))
        except Exception as error:  # a file can be so damaged that looking at it fails in any way
            troubles = [fault(f"could not be looked at: {well} ({type(error).__name__})", practice.path, RESTORE)]
        found += troubles or [Finding(Level.OK, well, str(practice.path))]
    return found


def is_well(findings: list[Finding]) -> bool:
    """Tell whether no finding is a fault."""
    return all(finding.level is not Level.FAULT for finding in findings)


def _integrity(practice: Practice) -> Trouble:
    for (line,) in practice.db.execute("PRAGMA integrity_check(20)"):
        if search_queue.is_about_index(line):
            yield fault(f"the search index is damaged: {line}", practice.path, REPAIR)
        elif line != "ok":
            yield fault(f"the file does not hold together: {line}", practice.path)


def _links(practice: Practice) -> Trouble:
    rows = practice.db.execute(
        'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2'
    )
    for table, parent, count in rows.fetchall():
        yield fault(f"{count} links to {parent} lead nowhere", table)


def _clock(practice: Practice) -> Trouble:
    (stamp,) = practice.db.execute("SELECT stamp FROM local").fetchone()
    ahead = changelog.moment(stamp) - practice.clock()
    if ahead > FAST_CLOCK:
        yield warn(
            f"the newest change is {doctor_around.span(ahead)} ahead of this machine's clock",
            practice.path,
            "Set the clocks of your machines right. Nothing is lost: the order of changes holds.",
        )


def _conflicts(practice: Practice) -> Trouble:
    waiting = conflicts.count(practice.db)
    if waiting:
        yield warn(f"{plural(waiting, 'conflict')} to settle after a merge", "merge desk", "Choose on the merge desk.")


def _drafts(practice: Practice) -> Trouble:
    for draft in drafts.waiting(practice.db):
        where = "here" if draft.here else f"on {draft.device or 'another device'}"
        yield Finding(
            Level.OK, f"a draft waits {where}, saved {draft.saved_at}", draft.form, "Finish it, or let it go."
        )


_MATTERS: tuple[tuple[str, Callable[[Practice], Trouble]], ...] = (
    ("the file holds together", _integrity),
    ("every link leads somewhere", _links),
    ("tables, rules, indexes and triggers are all there", doctor_schema.look),
    ("the change log agrees with the records", doctor_log.births),
    ("every change belongs to an action", doctor_log.actions),
    ("the version vector covers the change log", doctor_log.vector),
    ("the search index agrees with the records", doctor_search.look),
    ("the change log's clock is right", _clock),
    ("only you can look into the file, its directory and its backups", doctor_around.privacy),
    ("the file lies on a disk of this machine, out of the way of services that replace it", doctor_around.lie),
    ("there is a fresh backup, and it is good", doctor_around.kept),
    ("nothing was left behind by work that was cut short", doctor_around.strays),
    ("the copies on your other devices are in step, or none are wanted", doctor_around.devices),
    ("no conflict waits for you", _conflicts),
    ("no draft waits", _drafts),
)
