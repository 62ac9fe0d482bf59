"""A file of every released schema comes to the present one whole, or stays as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coachtui.domain.search import Kind
from coachtui.paths import Paths
from coachtui.store import (
    backups,
    doctor,
    doctor_schema,
    drafts,
    driver,
    errors,
    former_log,
    migrations,
    schema,
    search,
    search_queue,
    undo,
    versions,
)
from coachtui.store.changelog import trigger_names
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads.search import search as look
from tests.conftest import THOROUGH, StandingClock
from tests.store.released import fixture, restore
from tests.store.rows import everything, inside
from tests.store.test_bad_files import held, read_only

GOOD = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("session", table_kwargs={"info": {}}) as batch:
        batch.add_column(sa.Column("room", sa.String(), nullable=False, server_default=""))
        batch.alter_column("minutes", new_column_name="minutes", existing_type=sa.Integer(), type_=sa.Integer())
    op.create_table(
        "room",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("deleted_at", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.execute("UPDATE organisation SET folded = 'unlogged'")
"""
LOSING = GOOD + "    op.execute('DELETE FROM theme')\n"
BREAKING = GOOD + "    op.execute(\"UPDATE session SET engagement_id = 'nowhere'\")\n"
FAILING = GOOD + "    op.execute('SELECT * FROM nowhere')\n"
RAISING = GOOD + "    raise ZeroDivisionError\n"

RELEASED = (*versions.OLDER, versions.REVISION)
OF_EVERY_SCHEMA = pytest.mark.parametrize("old", RELEASED, indirect=True)


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend that this coachtui has one more revision, written as given."""
    scripts = tmp_path / "100% made up" / "versions"
    scripts.mkdir(parents=True)
    for released in migrations.SCRIPTS.glob("r*.py"):
        shutil.copy(released, scripts)

    def pretend(script: str) -> None:
        scripts.joinpath("r0005_rooms.py").write_text(script)
        monkeypatch.setattr(migrations, "SCRIPTS", scripts)
        monkeypatch.setattr(versions, "REVISION", "0005")
        monkeypatch.setattr(versions, "OLDER", RELEASED)

    return pretend


@pytest.fixture
def old(request: pytest.FixtureRequest, paths: Paths) -> Path:
    """A file with a row in every table, of the schema asked for, or the first."""
    revision = getattr(request, "param", RELEASED[0])
    return restore(fixture(revision).read_text(encoding="utf-8"), paths.practice)


@pytest.fixture
def opening_old(old: Path, paths: Paths, clock: StandingClock) -> Callable[[], Practice]:
    clock.forward(days=30)
    return lambda: open_practice(old, paths, clock=clock, random=Random(5))


def rows(path: Path) -> dict[str, list[object]]:
    with closing(driver.connect(path, read_only=True)) as db:
        return everything(db)


def log(db: driver.Connection) -> list[list[object]]:
    """Return what the log says, whichever schema it is kept in: actions, births, edits."""
    formerly = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'cell'").fetchone()
    births = "(SELECT * FROM cell WHERE col = '')" if formerly else "birth"
    return [
        db.execute(f"SELECT {columns} FROM {source} ORDER BY {columns}").fetchall()
        for columns, source in (
            ("stamp, site, kind, words, about, of_stamp, of_site", "action"),
            ("stamp, site, tbl, row", births),
            ("stamp, site, tbl, row, col, before, after", "change" if formerly else "edit"),
        )
    ]


def test_the_present_schema_has_a_file_to_migrate_from() -> None:
    """If this fails, the schema has changed: write a migration, or, before its release, the file anew."""
    with closing(driver.memory()) as saved, closing(driver.memory()) as present:
        saved.executescript(fixture(versions.REVISION).read_text(encoding="utf-8"))
        schema.create(present)
        assert doctor_schema.shape(saved) == doctor_schema.shape(present)


def test_a_migrated_file_has_the_shape_of_a_new_one(opening_old: Callable[[], Practice], old: Path) -> None:
    with opening_old() as practice, closing(driver.memory()) as pattern:
        schema.create(pattern)
        assert doctor_schema.shape(practice.db) == doctor_schema.shape(pattern)


@OF_EVERY_SCHEMA
def test_a_migrated_file_is_searched_like_a_new_one(opening_old: Callable[[], Practice], old: Path) -> None:
    with opening_old() as practice:
        assert not search_queue.is_behind(practice.db)
        kinds = {hit.kind for hit in look(practice.db, "漢字 word").hits}
        assert kinds == set(Kind) - {Kind.THEME}, "all but the one in the bin"


@OF_EVERY_SCHEMA
def test_a_released_file_opens_and_is_well(opening_old: Callable[[], Practice], old: Path) -> None:
    before = rows(old)
    with opening_old() as practice:
        for table in before.keys() & schema.logged_columns().keys():
            assert practice.db.execute(f'SELECT count(*) FROM "{table}"').fetchone() >= (1,), table
        assert doctor.is_well(doctor.examine(practice))
        assert undo.next_undo(practice.db) is None, "another device wrote it"


@OF_EVERY_SCHEMA
def test_every_row_is_kept_and_the_log_goes_on(
    opening_old: Callable[[], Practice], old: Path, paths: Paths, next_schema: Callable[[str], None]
) -> None:
    before = rows(old)
    with closing(driver.connect(old, read_only=True)) as db:
        logged = log(db)
    assert all(logged)
    next_schema(GOOD)
    with opening_old() as practice:
        after = everything(practice.db)
        assert after.pop("alembic_version") == [("0005",)]
        assert after.pop("room") == []
        width = len(before["session"][0])
        assert [row[:width] for row in after["session"]] == before["session"]
        assert {row[-1] for row in after["session"]} == {""}
        own = {
            "conflict",
            "session",
            "feedforward",
            "organisation",
            "alembic_version",
            "local",
            "device",
            "seen",
            *search_queue.OWN_TABLES,
            *former_log.BECAME,
            *former_log.TABLES,
        }  # this device takes a site of its own, the search index is made anew, and the log is compared by what it says
        assert {k: v for k, v in after.items() if k not in own and k in before} == {
            k: v for k, v in before.items() if k not in own
        }
        assert not any(v for k, v in after.items() if k not in before and k not in own)
        assert log(practice.db) == logged
        assert practice.db.execute("SELECT count(*), sum(json_valid(lost)) FROM conflict").fetchone() == (1, 1)
        assert after["tombstone"] == []

        present = {name for (name,) in practice.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        of_search = {name for source in search.SOURCES for name in search.trigger_names(source.table)}
        of_log = {name for table in [*schema.logged_columns(), "room"] for name in trigger_names(table)}
        assert present == of_search | of_log | {"local_outside"}
        with practice.raw_action("took a room") as db:
            db.execute("UPDATE session SET room = 'attic'")
            db.execute("INSERT INTO room (id, name) VALUES ('r', 'attic')")
        assert practice.db.execute("SELECT before, after FROM edit WHERE col = 'room'").fetchall() == [("", "attic")]
        undo.undo(practice)
        assert practice.db.execute("SELECT room FROM session").fetchone() == ("",)
        assert practice.db.execute("SELECT deleted_at IS NOT NULL FROM room").fetchone() == (1,)
    made = backups.listed(paths.backups, old)
    assert [backup.reason for backup in made] == ["migration"]
    assert rows(made[0].path) == before
    assert {path.stat().st_mode & 0o777 for path in (old, made[0].path)} == {0o600}
    assert inside(old.parent) == ["backups", "practice.coach"]


@OF_EVERY_SCHEMA
def test_rules_links_and_indexes_survive_a_batch(
    opening_old: Callable[[], Practice], next_schema: Callable[[str], None]
) -> None:
    """Alembic makes the table anew from what it reads of it: what it can't read would be lost."""
    next_schema(GOOD)
    with opening_old() as practice, closing(driver.memory()) as pattern:
        schema.create(pattern)
        wanted, present = doctor_schema.shape(pattern), doctor_schema.shape(practice.db)
        for name in wanted:
            if name.startswith("index "):
                assert present[name] == wanted[name]
        for rule in ("three_way_has_stage", "minutes_range", "only_moved_is_linked"):
            (sql,) = practice.db.execute("SELECT sql FROM sqlite_master WHERE name = 'session'").fetchone()
            assert rule in sql
        assert practice.db.execute("SELECT count(*) FROM pragma_foreign_key_list('session')").fetchone() == (3,)


def test_the_same_file_keeps_its_site_and_its_drafts(
    opening_old: Callable[[], Practice], next_schema: Callable[[str], None]
) -> None:
    with opening_old() as practice:
        site = practice.db.execute("SELECT site FROM local").fetchone()
        drafts.save(practice, "note", "x", {"body": "mine"})
        with practice.raw_action("edited") as db:
            db.execute("UPDATE person SET phone = 'x'")
    next_schema(GOOD)
    with opening_old() as practice:
        assert practice.db.execute("SELECT site FROM local").fetchone() == site
        assert drafts.load(practice.db, "note", "x") == {"body": "mine"}
        assert undo.undo(practice).words == "edited"


@pytest.mark.parametrize(
    "script", [LOSING, BREAKING, FAILING, RAISING], ids=["losing", "breaking", "failing", "raising"]
)
def test_a_migration_that_goes_wrong_leaves_the_file_as_it_was(
    opening_old: Callable[[], Practice], old: Path, paths: Paths, next_schema: Callable[[str], None], script: str
) -> None:
    before, content = old.read_bytes(), rows(old)
    next_schema(script)
    with pytest.raises(errors.DamagedPractice, match="left as it"):
        opening_old()
    assert old.read_bytes() == before
    assert inside(old.parent) == ["backups", "practice.coach"]
    assert rows(backups.listed(paths.backups, old)[0].path) == content


def test_a_read_only_file_is_not_migrated(
    opening_old: Callable[[], Practice], old: Path, paths: Paths, next_schema: Callable[[str], None]
) -> None:
    before = old.read_bytes()
    next_schema(GOOD)
    for place in (old, old.parent):
        with read_only(place), pytest.raises(errors.ReadOnlyPractice, match="older coachtui"):
            opening_old()
    assert old.read_bytes() == before
    assert not paths.backups.exists()


def test_backups_that_can_not_be_written_stop_a_migration(
    opening_old: Callable[[], Practice], old: Path, paths: Paths, next_schema: Callable[[str], None]
) -> None:
    before = old.read_bytes()
    next_schema(GOOD)
    paths.backups.write_text("in the way")
    with pytest.raises(errors.ReadOnlyPractice, match="No backup"):
        opening_old()
    assert old.read_bytes() == before


def test_a_busy_file_is_not_migrated(
    opening_old: Callable[[], Practice],
    old: Path,
    next_schema: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 100)
    next_schema(GOOD)
    with held(old, "BEGIN IMMEDIATE"), pytest.raises(errors.PracticeBusy):
        opening_old()
    opening_old().close()


def test_nobody_writes_to_the_file_while_it_is_migrated(
    opening_old: Callable[[], Practice],
    old: Path,
    next_schema: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []
    migrate = migrations._migrate

    def meanwhile(copy: Path, *given: Any) -> None:
        code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('UPDATE person SET phone = 1')"
        tried.append(subprocess.run([sys.executable, "-c", code, old], capture_output=True, text=True, check=False))
        migrate(copy, *given)

    monkeypatch.setattr(migrations, "_migrate", meanwhile)
    next_schema(GOOD)
    opening_old().close()
    assert "database is locked" in tried[0].stderr


def test_a_program_that_comes_second_takes_the_file_that_the_first_has_migrated(
    opening_old: Callable[[], Practice],
    old: Path,
    paths: Paths,
    next_schema: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect = driver.connect
    first: list[bool] = []

    def connect_late(path: Path, **options: Any) -> driver.Connection:
        if path == old and not first and (paths.practice.exists() and sys._getframe(1).f_code.co_name == "upgrade"):
            first.append(True)
            opening_old().close()
        return connect(path, **options)

    next_schema(GOOD)
    monkeypatch.setattr(driver, "connect", connect_late)
    with opening_old() as practice:
        assert practice.db.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        with practice.raw_action("edited") as db:
            db.execute("UPDATE person SET phone = 'x'")
    assert first
    assert len(backups.listed(paths.backups, old)) == 1


MIGRATE = """
import sys
from pathlib import Path
from coachtui.store import migrations, versions
from datetime import datetime, UTC
migrations.SCRIPTS, versions.REVISION, versions.OLDER = Path(sys.argv[2]), "0005", ("0001", "0002", "0003", "0004")
print(flush=True)
migrations.upgrade(Path(sys.argv[1]), Path(sys.argv[3]), datetime.now(UTC))
"""


def test_a_kill_leaves_the_old_file_or_the_new_one(
    opening_old: Callable[[], Practice], old: Path, paths: Paths, next_schema: Callable[[str], None]
) -> None:
    next_schema(GOOD)
    whole, before = old.read_bytes(), rows(old)
    moments = Random() if THOROUGH else Random(7)
    found, took = [], 0.0  # the first is let to its end
    for number in range(25 if THOROUGH else 2):
        old.write_bytes(whole)
        process = subprocess.Popen(
            [sys.executable, "-c", MIGRATE, str(old), str(migrations.SCRIPTS), str(paths.backups)],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        started = time.monotonic()
        if number:
            time.sleep(moments.uniform(0, took))
            process.kill()
        process.communicate()
        took = took or time.monotonic() - started
        with closing(driver.connect(old)) as db:
            found.append(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("SELECT still FROM local").fetchone() == (0,)
            after = everything(db)
        kept = before.keys() & after.keys() - search_queue.OWN_TABLES - {"record"}
        assert {name: len(after[name]) for name in kept} == {name: len(before[name]) for name in kept}
    assert found[0] == "0005"
    with opening_old() as practice:
        assert practice.db.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        left = inside(old.parent)
    assert sorted(left) == ["backups", "practice.coach"]
