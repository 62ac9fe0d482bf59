"""The doctor finds what is wrong, says what to do, and tells nothing of what the records hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import backups, drafts, undo
from coachtui.store.doctor import Level, examine, is_well
from coachtui.store.practice import Practice
from tests.conftest import StandingClock
from tests.store.rows import add_one_of_each, everything
from tests.store.test_bad_files import read_only

SECRET = "Ngozi Okafor"


@pytest.fixture
def filled(practice: Practice, paths: Paths, clock: StandingClock) -> Practice:
    """A practice with a row in every table, edited, undone, binned and backed up."""
    with practice.raw_action("began") as db:
        add_one_of_each(practice, db)
        db.execute("UPDATE person SET name = ?", (SECRET,))
    with practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = ?, email = NULL", (SECRET,))
        db.execute("UPDATE engagement SET allocation = 12")
    undo.undo(practice)
    undo.redo(practice)
    with practice.raw_action("removed a session for good") as db:
        db.execute("DELETE FROM session")
    backups.make(practice.db, practice.path, paths.backups, clock(), "manual")
    return practice


def troubles(practice: Practice) -> list[tuple[str, str, str]]:
    return [(finding.level, finding.what, finding.where) for finding in examine(practice) if finding.todo]


def test_a_healthy_practice_is_told_so_matter_by_matter(filled: Practice) -> None:
    before = everything(filled.db)
    findings = examine(filled)
    assert {finding.level for finding in findings} == {Level.OK}
    assert len(findings) == 15
    assert is_well(findings)
    assert everything(filled.db) == before


LOG_OFF = "UPDATE local SET still = 1"
LOG_ON = "UPDATE local SET still = 0"
FAULTS = {
    "unlogged row": (
        f"{LOG_OFF}; INSERT INTO organisation (id, name, folded) VALUES ('z', 'z', 'z'); {LOG_ON}",
        ("1 records are unknown to the change log", "organisation"),
    ),
    "unlogged edit": (
        f"{LOG_OFF}; UPDATE person SET phone = 'other'; {LOG_ON}",
        ("1 values are not those that the change log has", "person"),
    ),
    "other change": ("UPDATE change SET after = 'other' WHERE col = 'phone'", ("1 values are not those", "person")),
    "lost record": ("UPDATE change SET record = 9999 WHERE col = 'phone'", ("3 entries are about no record", "change")),
    "unlogged removal": (
        f"{LOG_OFF}; DELETE FROM log_entry; {LOG_ON}",
        ("1 entries of the change log are about records that vanished", "log_entry"),
    ),
    "undead": (
        "INSERT INTO tombstone SELECT 'goal', goal.id, action, 0 FROM goal, local",
        ("1 records are there that were removed for good", "goal"),
    ),
    "stranger": (
        "INSERT INTO record (tbl, row, born) SELECT 'nowhere', 'x', action FROM local",
        ("1 entries", "change log"),
    ),
    "lost action": (
        "DELETE FROM action WHERE words = 'edited' AND kind = 'redo'",
        ("1 actions that it names are not there", "change"),
    ),
    "behind": ("UPDATE local SET stamp = 5", ("clock is behind", "action")),
    "uncovered": ("UPDATE seen SET stamp = 5", ("does not cover 1 sites", "action")),
    "unseen": ("DELETE FROM seen", ("own site is missing", "seen")),
    "standing still": (LOG_OFF, ("stands still", "local")),
    "never closed": ("UPDATE local SET acting = 1", ("never closed", "local")),
    "no trigger": ("DROP TRIGGER person_edited", ("is missing from the schema", "trigger person_edited")),
    "other trigger": (
        "DROP TRIGGER person_edited; CREATE TRIGGER person_edited AFTER UPDATE ON person BEGIN SELECT 1; END",
        ("is not as the schema has it", "trigger person_edited"),
    ),
    "no index": ("DROP INDEX programme_name", ("is missing", "index programme_name")),
    "no rule": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'allocation > 0', 'allocation > -9') "
        "WHERE name = 'engagement'; PRAGMA writable_schema = RESET",
        ("is not as the schema has it", "table engagement"),
    ),
    "broken link": (
        "PRAGMA foreign_keys = OFF; UPDATE person SET organisation_id = 'nowhere'; PRAGMA foreign_keys = ON",
        ("1 links to organisation lead nowhere", "person"),
    ),
    "broken rule": (
        "PRAGMA ignore_check_constraints = ON; UPDATE engagement SET allocation = -1; "
        "PRAGMA ignore_check_constraints = OFF",
        ("does not hold together: CHECK constraint failed in engagement", "practice.coach"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(filled: Practice, fault: str) -> None:
    sql, (what, where) = FAULTS[fault]
    for statement in sql.split("; ") if "CREATE TRIGGER" not in sql else [sql]:
        filled.db.executescript(statement)
    findings = examine(filled)
    assert not is_well(findings)
    found = [finding for finding in findings if what in finding.what and where in finding.where]
    assert found, [finding for finding in findings if finding.todo]
    assert all(finding.level is Level.FAULT and finding.todo for finding in found)
    assert SECRET not in repr(findings)


def test_what_only_wants_a_look_is_a_warning(filled: Practice, paths: Paths, clock: StandingClock) -> None:
    filled.path.chmod(0o644)
    paths.data.chmod(0o755)
    paths.backups.joinpath("practice.123.part").touch()
    filled.path.with_name(f".{filled.path.name}.migrating").touch()
    filled.db.execute("CREATE TABLE extra (x)")
    clock.forward(days=9)
    found = troubles(filled)
    assert [(what, Path(where).name) for level, what, where in found if level == Level.WARN] == [
        ("is no part of the schema", "table extra"),
        ("others on this machine can look into it", "practice.coach"),
        ("others on this machine can look into it", "data"),
        ("the newest good backup is 9 days old", "backups"),
        ("was left behind by work that was cut short", ".practice.coach.migrating"),
        ("was left behind by work that was cut short", "practice.123.part"),
    ]
    assert len(found) == 6
    assert is_well(examine(filled))


def test_a_clock_that_runs_behind_the_newest_change_is_told(filled: Practice, clock: StandingClock) -> None:
    clock.forward(minutes=-59)
    assert [what for _, what, _ in troubles(filled)] == [
        "the newest change is 59 minutes ahead of this machine's clock"
    ]
    clock.now -= timedelta(days=400)
    assert "400 days" in troubles(filled)[0][1]


def test_no_backup_and_a_waiting_draft_are_told(practice: Practice) -> None:
    drafts.save(practice, "note", "x", {"body": SECRET})
    practice.db.execute("INSERT INTO draft VALUES (7, 'client', '', '{}', '2026-01-01T00:00:00Z')")
    practice.db.execute("INSERT INTO device VALUES (7, 'laptop')")
    findings = examine(practice)
    assert [(finding.level, finding.what, finding.where) for finding in findings if finding.todo] == [
        (Level.WARN, "there is no backup", str(practice.paths.backups)),
        (Level.OK, "a draft waits here, saved 2026-11-21T09:00:00Z", "note"),
        (Level.OK, "a draft waits on laptop, saved 2026-01-01T00:00:00Z", "client"),
    ]
    assert SECRET not in repr(findings)


def test_a_file_that_is_read_only_can_be_examined(opening: Callable[[], Practice], fresh: Path) -> None:
    with read_only(fresh), opening() as practice:
        assert ("warn", "is read-only", str(fresh)) in troubles(practice)


def test_private_backups(filled: Practice, paths: Paths) -> None:
    (backup,) = backups.listed(paths.backups, filled.path)
    backup.path.chmod(0o640)
    paths.backups.chmod(0o750)
    assert [where for _, _, where in troubles(filled)] == [str(paths.backups), str(backup.path)]
