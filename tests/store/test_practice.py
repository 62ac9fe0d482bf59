"""A practice file is made whole or not at all, is private, and is told from its copies."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from coachtui.paths import Paths
from coachtui.store import changelog, doctor, drafts, driver, errors
from coachtui.store.practice import Practice, create, open_practice
from tests.conftest import StandingClock
from tests.store.rows import everything, inside
from tests.store.test_changelog import add_person


def begin(path: Path, paths: Paths, clock: StandingClock, coach: str = "Ada Quist", seed: int = 1) -> Practice:
    return create(
        path, paths, name="Practice of Ada Quist", coach=coach, time_zone="UTC", clock=clock, random=Random(seed)
    )


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):o}"


def site(path: Path) -> int:
    with closing(driver.connect(path)) as db:
        return int(db.execute("SELECT site FROM local").fetchone()[0])


def test_a_new_practice_has_an_owner_and_is_private(tmp_path: Path, paths: Paths, clock: StandingClock) -> None:
    umask = os.umask(0)
    try:
        with begin(paths.practice, paths, clock) as practice:
            owner = practice.db.execute("SELECT coach.name FROM practice JOIN coach ON coach.id = owner_coach_id")
            assert owner.fetchone() == ("Ada Quist",)
            assert practice.db.execute("PRAGMA application_id").fetchone() == (0x434F4143,)
            assert practice.db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert practice.db.execute("PRAGMA synchronous").fetchone() == (2,)
            assert practice.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
            with practice.transaction() as db:
                db.execute("INSERT INTO device VALUES (1, 'x')")
                journal = paths.practice.with_name("practice.coach-journal")
                assert mode(journal) == "600"
    finally:
        os.umask(umask)
    assert inside(paths.data) == ["practice.coach"]
    assert mode(paths.practice) == "600"
    assert {mode(directory) for directory in (paths.data, paths.data.parent, paths.state, paths.state / "sites")} == {
        "700"
    }
    assert {mode(file) for file in (paths.state / "sites").iterdir()} == {"600"}


@pytest.mark.parametrize("fault", ["coach", "schema", "place"])
def test_a_practice_that_can_not_be_made_leaves_nothing_behind(
    paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    if fault == "schema":
        monkeypatch.setattr(changelog, "TABLES", "CREATE TABLE x (y);\nCREATE TABLE x (y)")
    elif fault == "place":
        monkeypatch.setattr("coachtui.store.driver.put_in_place", lambda *_: 1 / 0)
    with pytest.raises((errors.Refused, errors.Failed, ZeroDivisionError)):
        begin(paths.practice, paths, clock, coach="" if fault == "coach" else "Ada Quist")
    assert not paths.data.parent.exists()


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without"])
def test_an_existing_file_is_never_overwritten(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, links: bool, clock: StandingClock
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links here")))
    paths.data.mkdir(parents=True)
    paths.practice.write_bytes(b"mine")
    with pytest.raises(errors.Refused, match="already"):
        begin(paths.practice, paths, clock)
    assert paths.practice.read_bytes() == b"mine"
    assert inside(paths.data) == ["practice.coach"]
    paths.practice.unlink()
    begin(paths.practice, paths, clock).close()
    assert inside(paths.data) == ["practice.coach"]


def test_two_that_begin_at_the_same_path_do_not_overwrite_each_other(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:

    put_in_place = driver.put_in_place

    def late(unfinished: Path, path: Path) -> None:
        path.write_bytes(b"the other's")
        put_in_place(unfinished, path)

    monkeypatch.setattr(driver, "put_in_place", late)
    with pytest.raises(errors.Refused, match="already"):
        begin(paths.practice, paths, clock)
    assert paths.practice.read_bytes() == b"the other's"
    assert inside(paths.data) == ["practice.coach"]


def test_reopening_keeps_the_site(opening: Callable[[], Practice], fresh: Path) -> None:
    before = site(fresh)
    for _ in range(2):
        with opening() as practice:
            add_person(practice)
    assert site(fresh) == before


def test_two_programs_on_one_file_share_the_site_and_both_write(opening: Callable[[], Practice], fresh: Path) -> None:
    before = site(fresh)
    with opening() as one, opening() as other:
        add_person(one)
        add_person(other)
        add_person(one)
        assert one.db.execute("SELECT count(*) FROM person").fetchone() == (3,)
        assert doctor.is_well(doctor.examine(one))
    assert site(fresh) == before


def test_a_file_that_this_device_has_never_seen_gets_a_new_site(opening: Callable[[], Practice], paths: Paths) -> None:
    shutil.rmtree(paths.state)
    with opening() as one:
        first = one.db.execute("SELECT site FROM local").fetchone()
        with opening() as other:
            add_person(other)
            add_person(one)
        assert one.db.execute("SELECT site FROM local").fetchone() == first
        assert one.db.execute("SELECT count(*) FROM seen").fetchone() == (2,)


def test_a_second_program_without_memory_takes_a_site_of_its_own_and_the_first_goes_on(
    opening: Callable[[], Practice], paths: Paths
) -> None:
    with opening() as one:
        shutil.rmtree(paths.state)
        with opening() as other:
            add_person(other)
            add_person(one)
            add_person(other)
            assert doctor.is_well(doctor.examine(one))
            assert one.db.execute("SELECT count(*) FROM seen").fetchone() == (2,), "from then on they share one"


@pytest.mark.parametrize(
    "way", ["copied", "moved", "restored", "gone back in time", "gone back in time after a kill", "forgotten"]
)
def test_a_copy_gets_a_site_of_its_own(
    opening: Callable[[], Practice], fresh: Path, paths: Paths, clock: StandingClock, way: str
) -> None:
    before, path = site(fresh), fresh
    with opening() as practice:
        drafts.save(practice, "client", "", {"name": "half a name"})
    backup = shutil.copyfile(fresh, fresh.with_name("backup"))
    practice = opening()
    add_person(practice)
    if way == "gone back in time after a kill":
        practice.db.close()
    else:
        practice.close()
    if way == "copied":
        path = shutil.copyfile(fresh, fresh.with_name("copy.coach"))
    elif way == "moved":
        path = fresh.rename(fresh.with_name("elsewhere.coach"))
    elif way == "restored":
        backup.replace(fresh)
    elif way.startswith("gone back in time"):  # the same inode, an older content
        fresh.write_bytes(backup.read_bytes())
    else:
        next((paths.state / "sites").iterdir()).write_text("{")
    with open_practice(path, paths, clock=clock, random=Random(99)) as practice:
        assert practice.db.execute("SELECT site FROM local").fetchone() != (before,)
        add_person(practice)
        assert doctor.is_well(doctor.examine(practice))
        if way != "forgotten":
            assert drafts.load(practice.db, "client", "") == {"name": "half a name"}, "drafts stay within reach"


def test_the_same_random_numbers_never_make_the_same_site(
    opening: Callable[[], Practice], fresh: Path, paths: Paths, clock: StandingClock
) -> None:
    sites = set()
    for number in range(3):
        copy = shutil.copyfile(fresh, fresh.with_name(f"{number}.coach"))
        with open_practice(copy, paths, clock=clock, random=Random(5)) as practice:
            sites.add(practice.db.execute("SELECT site FROM local").fetchone())
        fresh = copy
    assert len(sites) == 3


@pytest.mark.parametrize("way", ["by another", "by nothing", "in place, by an older one", "in place, by a stranger"])
def test_a_file_that_is_replaced_while_open_is_not_written(
    opening: Callable[[], Practice], fresh: Path, paths: Paths, clock: StandingClock, way: str
) -> None:
    older = fresh.read_bytes()
    stranger = paths.data / "stranger.coach"
    begin(stranger, paths, StandingClock(clock() + timedelta(hours=1))).close()
    with opening() as practice:
        add_person(practice)
        if way == "by another":
            stranger.replace(fresh)
        elif way == "by nothing":
            fresh.unlink()
        else:
            fresh.write_bytes(older if "older" in way else stranger.read_bytes())
        after = fresh.read_bytes() if fresh.exists() else None
        for _ in range(2):
            with pytest.raises(errors.ReplacedPractice, match="moved or replaced"):
                add_person(practice)
            with pytest.raises(errors.ReplacedPractice):
                drafts.save(practice, "client", "", {})
    assert (fresh.read_bytes() if fresh.exists() else None) == after


def test_a_file_that_is_replaced_by_a_newer_copy_is_written_under_a_new_site(
    opening: Callable[[], Practice], fresh: Path, paths: Paths, clock: StandingClock
) -> None:
    with opening() as practice:
        copy = shutil.copyfile(fresh, fresh.with_name("copy.coach"))
        clock.forward(hours=1)
        with open_practice(copy, paths, clock=clock, random=Random(77)) as other:
            add_person(other, "Edited elsewhere")
        fresh.write_bytes(copy.read_bytes())
        add_person(practice, "Edited here")
        assert practice.db.execute("SELECT count(DISTINCT site) FROM action").fetchone() == (3,)
        assert practice.db.execute("SELECT count(*) FROM seen").fetchone() == (3,)


def test_a_path_through_a_symlink_is_the_same_file(
    opening: Callable[[], Practice], fresh: Path, paths: Paths, clock: StandingClock
) -> None:
    before = site(fresh)
    (elsewhere := paths.data / "elsewhere").mkdir()
    link = elsewhere / "link.coach"
    link.symlink_to(fresh)
    with open_practice(link, paths, clock=clock) as practice:
        add_person(practice)
        assert practice.path == fresh
    assert link.is_symlink()
    assert site(fresh) == before


def test_opening_drops_no_lock_of_the_same_process(opening: Callable[[], Practice], fresh: Path) -> None:
    """Closing a file by hand would: sqlite.org/howtocorrupt.html, 2.2."""
    ask = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    with opening() as one, one.transaction() as db:
        db.execute("INSERT INTO device VALUES (1, 'x')")
        with pytest.raises(errors.PracticeError):
            open_practice(fresh.with_name("none"), one.paths)
        opening().db.close()
        asked = subprocess.run([sys.executable, "-c", ask, str(fresh)], capture_output=True, text=True, check=False)
        assert "database is locked" in asked.stderr


def test_a_file_left_in_write_ahead_mode_goes_back_to_the_journal(opening: Callable[[], Practice], fresh: Path) -> None:
    with closing(driver.connect(fresh)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    with opening() as practice:
        add_person(practice)
        assert practice.db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert inside(fresh.parent) == [fresh.name]


def test_opening_and_closing_changes_nothing(opening: Callable[[], Practice], fresh: Path) -> None:
    before = fresh.read_bytes()
    opening().close()
    assert fresh.read_bytes() == before


def test_everything_is_still_there_after_reopening(opening: Callable[[], Practice]) -> None:
    with opening() as practice:
        add_person(practice)
        before = everything(practice.db)
    with opening() as practice:
        assert everything(practice.db) == before


def test_a_journal_that_was_left_is_never_rolled_into_a_new_file(fresh: Path, paths: Paths) -> None:
    journal = driver.journal_of(fresh)
    journal.write_bytes(b"left by a killed program")
    fresh.unlink()
    with pytest.raises(errors.Refused, match="-journal is left"):
        create(fresh, paths, name="x", coach="x", time_zone="UTC")
    assert not fresh.exists()
    assert journal.read_bytes() == b"left by a killed program"


def test_what_is_replaced_takes_its_journal_along(tmp_path: Path) -> None:
    old, new = tmp_path / "old.coach", tmp_path / "new.coach"
    for file in (old, new, driver.journal_of(old)):
        file.write_bytes(file.name.encode())
    driver.put_in_place(new, old, replacing=True)
    assert old.read_bytes() == b"new.coach"
    assert sorted(tmp_path.glob("*.coach*")) == [old]
