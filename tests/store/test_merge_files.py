"""What a merge refuses, what it leaves behind, and that the other file is never touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import driver, errors, keys, merge, practice
from coachtui.store.merge import copying
from tests.conftest import NOW, StandingClock
from tests.store.replicas import Replica, actions, state
from tests.store.rows import everything, inside

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def devices(template: Path, tmp_path: Path) -> Iterator[Callable[..., Replica]]:
    """Make devices with copies of an empty practice."""
    made: list[Replica] = []

    def device(name: str) -> Replica:
        made.append(Replica(template, tmp_path / name, name))
        return made[-1]

    yield device
    for replica in made:
        replica.close()


@pytest.fixture
def laptop(devices: Callable[..., Replica]) -> Replica:
    """The device that merges."""
    return devices("laptop")


@pytest.fixture
def other(devices: Callable[..., Replica]) -> Path:
    """A copy of the practice from another device, with something new in it."""
    desktop = devices("desktop")
    write(desktop, "Northwind")
    return desktop.snapshot()


def write(replica: Replica, name: str) -> None:
    replica.clock.forward(seconds=1)
    with replica.practice.raw_action("added") as db:
        values = (replica.practice.new_id(), name, name.casefold())
        db.execute("INSERT INTO organisation (id, name, folded) VALUES (?, ?, ?)", values)


def names(replica: Replica) -> list[str]:
    return [name for (name,) in replica.db.execute("SELECT name FROM organisation ORDER BY name")]


def change(path: Path, *statements: str) -> None:
    with driver.connect(path) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def refused(laptop: Replica, other: Path, error: type[errors.PracticeError], words: str, **how: object) -> None:
    """See that the merge is refused in these words, and that neither file was changed, and nothing left behind."""
    files = {path: path.read_bytes() for path in (other, laptop.practice.path) if path.is_file()}
    marks = other.stat() if other.exists() else None
    with pytest.raises(error, match=words):
        merge.merge(laptop.practice, other, **how)  # type: ignore[arg-type]
    assert {path: path.read_bytes() for path in files} == files
    if marks:
        assert other.stat().st_mtime_ns == marks.st_mtime_ns
    assert [name for name in inside(laptop.paths.state) if name.startswith(copying.PREFIX)] == []
    assert laptop.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert not laptop.db.in_transaction
    write(laptop, f"goes on after {len(names(laptop))}")


def test_what_is_no_copy_of_the_practice(laptop: Replica, other: Path, tmp_path: Path) -> None:
    refused(laptop, tmp_path / "missing.coach", errors.NoPractice, "no practice file at")
    refused(laptop, tmp_path, errors.ForeignFile, "is a directory")
    refused(laptop, laptop.practice.path, errors.Refused, "is the practice that is open")
    text = tmp_path / "text.coach"
    text.write_text("not a database\n" * 20)
    refused(laptop, text, errors.ForeignFile, "not a practice file")
    foreign = tmp_path / "foreign.coach"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (x)")
    refused(laptop, foreign, errors.ForeignFile, "another program")
    paths = Paths(tmp_path / "d", tmp_path / "c", tmp_path / "s")
    practice.create(paths.practice, paths, name="Another", coach="Bo", time_zone="UTC", clock=StandingClock()).close()
    refused(laptop, paths.practice, errors.OtherPractice, "is another practice")


def test_what_does_not_hold_together(laptop: Replica, other: Path) -> None:
    whole = other.read_bytes()
    other.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    refused(laptop, other, errors.DamagedPractice, "is damaged")
    middle = len(whole) // 3
    other.write_bytes(whole[:middle] + os.urandom(40_000) + whole[middle + 40_000 :])
    refused(laptop, other, errors.DamagedPractice, "is damaged")
    other.write_bytes(whole)
    change(other, "DROP TABLE seen")
    refused(laptop, other, errors.DamagedPractice, "is damaged")
    other.write_bytes(whole)
    schema = (
        "UPDATE sqlite_master SET sql = replace(sql, 'name VARCHAR{}', 'name VARCHAR{}') WHERE name = 'organisation'"
    )
    change(other, "PRAGMA writable_schema = ON", schema.format(" NOT NULL", ""))
    change(other, "UPDATE organisation SET name = NULL")
    change(other, "PRAGMA writable_schema = ON", schema.format("", " NOT NULL"))
    refused(laptop, other, errors.DamagedPractice, "does not hold together")


def test_a_newer_schema_is_refused(laptop: Replica, other: Path) -> None:
    change(other, "UPDATE alembic_version SET version_num = '9999'")
    refused(laptop, other, errors.NewerPractice, "newer coachtui")


@pytest.mark.parametrize(
    "where", ["UPDATE action SET stamp = {}", "UPDATE seen SET stamp = {}", "UPDATE local SET stamp = {}"]
)
def test_the_year_2200_is_the_end(laptop: Replica, other: Path, where: str) -> None:
    last = int(NOW.replace(year=2201, month=1, day=1, hour=0).timestamp() * 1000) << 16
    if where.startswith("UPDATE action"):
        where += " WHERE n = (SELECT max(n) FROM action)"
    change(other, where.format(last))
    refused(laptop, other, errors.Refused, "after the year 2200")
    change(other, where.format(last - 1), "UPDATE local SET stamp = max(stamp, (SELECT max(stamp) FROM seen))")
    merge.merge(laptop.practice, other)


def test_an_older_schema_is_brought_up_on_the_way(devices: Callable[..., Replica], tmp_path: Path) -> None:
    older = tmp_path / "older.coach"
    db = driver.create(older)
    db.executescript((FIXTURES / "schema-0002.sql").read_text())
    db.close()
    held = older.read_bytes()
    present = tmp_path / "present.coach"
    shutil.copyfile(older, present)
    laptop = Replica.of_file(present, tmp_path / "laptop", "laptop")
    write(laptop, "of the laptop")
    change(older, "UPDATE local SET acting = 0", "UPDATE organisation SET name = name || ' & Sons'")
    changed = older.read_bytes()
    assert changed != held
    merged = merge.merge(laptop.practice, older)
    assert merged.changed == laptop.db.execute("SELECT count(*) FROM organisation").fetchone()[0] - 1
    assert all(name.endswith("& Sons") for name in names(laptop) if name != "of the laptop")
    assert older.read_bytes() == changed
    laptop.close()


def test_an_encrypted_copy_stays_encrypted(laptop: Replica, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys.Key(bytes(range(32)), bytes(range(200, 216)))
    secret = other.with_name("secret.coach")
    with driver.connect(other) as db:
        driver.create(secret, key).close()
        driver.attach(db, secret, "secret", key=key)
        db.execute("SELECT sqlcipher_export('secret')").fetchall()
        db.execute("PRAGMA secret.application_id = 1129267523")
        db.execute("DETACH secret")
    db.close()
    refused(laptop, secret, errors.Locked, "is encrypted")
    refused(laptop, secret, errors.WrongKey, "does not open", key=keys.Key(bytes(32), bytes(range(200, 216))))
    seen: list[tuple[bytes, int, int]] = []
    attach = driver.attach

    def look(db: driver.Connection, path: Path, *args: object, **how: object) -> None:
        seen.append((path.read_bytes(), path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777))
        attach(db, path, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(driver, "attach", look)
    merge.merge(laptop.practice, secret, key=key)
    assert "Northwind" in names(laptop)
    assert b"Northwind" not in seen[0][0]
    assert seen[0][1:] == (0o600, 0o700)


def test_a_copy_that_was_left_in_the_middle_of_a_write(laptop: Replica, other: Path) -> None:
    db = driver.connect(other)
    db.execute("PRAGMA cache_size = 1")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute("UPDATE organisation SET name = 'half ' || name")
    db.execute(
        "CREATE TABLE filler AS WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) SELECT i FROM n"
    )
    halfway = other.with_name("halfway.coach")
    for suffix in ("", "-journal"):
        shutil.copyfile(f"{other}{suffix}", f"{halfway}{suffix}")
    db.execute("ROLLBACK")
    db.close()
    held = [Path(f"{halfway}{suffix}").read_bytes() for suffix in ("", "-journal")]
    merge.merge(laptop.practice, halfway)
    assert names(laptop) == ["Northwind"]
    assert held == [Path(f"{halfway}{suffix}").read_bytes() for suffix in ("", "-journal")]


def test_a_file_that_changes_while_it_is_copied(laptop: Replica, other: Path) -> None:
    def touch(done: int, total: int) -> None:
        os.utime(other, ns=(done, other.stat().st_mtime_ns + 1))

    with pytest.raises(errors.PracticeBusy, match="is being written"):
        merge.merge(laptop.practice, other, step=touch)
    assert names(laptop) == []


@pytest.mark.parametrize("at", [0, 20, 30, 45, 60, 75, 85])
def test_a_stopped_merge_has_done_nothing(laptop: Replica, other: Path, at: int) -> None:
    def stop(done: int, total: int) -> None:
        if done >= at:
            raise errors.Stopped("Stopped. Nothing was changed.")

    before = everything(laptop.db)
    with pytest.raises(errors.Stopped):
        merge.merge(laptop.practice, other, step=stop)
    assert everything(laptop.db) == before
    assert laptop.db.execute("SELECT name FROM temp.sqlite_master").fetchall() == []
    assert [name for (_, name, _) in laptop.db.execute("PRAGMA database_list") if name == "theirs"] == []
    merge.merge(laptop.practice, other)
    assert names(laptop) == ["Northwind"]


def test_progress_only_grows_and_comes_to_its_end(laptop: Replica, other: Path) -> None:
    told: list[tuple[int, int]] = []
    merge.merge(laptop.practice, other, step=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_it_goes_on_under_the_same_site_afterwards(laptop: Replica, other: Path) -> None:
    site = laptop.db.execute("SELECT site FROM local").fetchone()
    merge.merge(laptop.practice, other)
    write(laptop, "later")
    stamps = laptop.db.execute("SELECT stamp FROM action ORDER BY n DESC LIMIT 1").fetchone()
    assert stamps > laptop.db.execute("SELECT max(stamp) FROM seen WHERE site <> ?", site).fetchone()
    laptop.practice.close()
    laptop.open()
    assert laptop.db.execute("SELECT site FROM local").fetchone() == site


def test_a_file_from_before_a_merge_is_known_for_a_former_one(laptop: Replica, other: Path) -> None:
    write(laptop, "Northwind")
    former = laptop.practice.path.read_bytes()
    assert merge.merge(laptop.practice, other).conflicts == 1, "which an action of our own tells"
    site = laptop.db.execute("SELECT site FROM local").fetchone()
    laptop.close()  # as by a kill: the practice itself remembers nothing
    laptop.practice.path.write_bytes(former)
    laptop.open()
    assert laptop.db.execute("SELECT site FROM local").fetchone() != site


def test_a_private_copy_that_a_killed_merge_left_is_removed(laptop: Replica, other: Path) -> None:
    for name, age in (("merge-old", 7200), ("merge-new", 0)):
        (laptop.paths.state / name).mkdir()
        (laptop.paths.state / name / "theirs.coach").touch()
        at = (laptop.paths.state / name).stat().st_mtime - age
        os.utime(laptop.paths.state / name, (at, at))
    merge.merge(laptop.practice, other)
    assert [name for name in inside(laptop.paths.state) if name.startswith("merge-")] == ["merge-new"]


def test_a_read_only_practice_merges_nothing(laptop: Replica, other: Path) -> None:
    laptop.practice.writable = False
    before = state(laptop.db), actions(laptop.db)
    with pytest.raises(errors.ReadOnlyPractice):
        merge.merge(laptop.practice, other)
    assert (state(laptop.db), actions(laptop.db)) == before
