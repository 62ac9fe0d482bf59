"""A backup takes the place of the file whole, and what was there is a backup before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.backups import Backup
from coachtui.paths import Paths
from coachtui.store import backups, device, doctor, drafts, driver, errors, keys, sync, undo
from coachtui.store.practice import Practice, create, open_practice
from coachtui.store.restore import kept_as, restore
from tests.conftest import THOROUGH, StandingClock
from tests.store.released import fixture
from tests.store.released import restore as made_from
from tests.store.rows import content, everything, inside
from tests.store.test_bad_files import BAD, SECRET, held, limited, read_only, told
from tests.store.test_changelog import add_person

__all__ = ["limited"]  # the fixture


def site_of(practice: Practice) -> int:
    (site,) = practice.db.execute("SELECT site FROM local").fetchone()
    return int(site)


def backed_up(practice: Practice) -> Backup:
    return backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "asked")


@pytest.fixture
def backup(practice: Practice, clock: StandingClock) -> Backup:
    """A backup with one person in it; the file has another since."""
    add_person(practice)
    made = backed_up(practice)
    clock.forward(hours=1)
    add_person(practice, "Somebody Else")
    practice.close()
    return made


def test_there_and_back(opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths) -> None:
    with opening() as practice:
        drafts.save(practice, "note", "", {"body": "typed"})
        before, site = everything(practice.db), site_of(practice)
        now = practice.clock()
    was = restore(fresh, paths, backup, now)
    assert was is not None
    assert (was.reason, inside(fresh.parent)) == ("restore", ["backups", fresh.name])
    assert fresh.stat().st_mode & 0o777 == 0o600
    with opening() as practice:
        assert practice.db.execute("SELECT name FROM person").fetchall() == [(SECRET,)]
        assert site_of(practice) != site
        assert doctor.is_well(doctor.examine(practice))
        add_person(practice, "Goes on")
        undo.undo(practice)
    with closing(driver.connect(was.path, read_only=True)) as db:
        assert everything(db) == before
    restore(fresh, paths, was, now)
    with opening() as practice:
        assert practice.db.execute("SELECT count(*) FROM person").fetchone() == (2,)
        assert drafts.load(practice.db, "note", "") == {"body": "typed"}
        assert site_of(practice) != site


def test_a_file_that_gets_the_place_of_one_that_is_gone_gets_a_site_of_its_own(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths, clock: StandingClock
) -> None:
    """The system may give it the very inode that this device remembers."""
    with opening() as practice:
        site = site_of(practice)
        made = backed_up(practice)
    fresh.unlink()
    assert restore(fresh, paths, made, clock()) is None
    memory = device.recall(paths.state, practice.db_id, fresh)
    assert memory is not None
    assert memory.inode == -1, "no file has this number"
    with opening() as practice:
        assert site_of(practice) != site


def test_a_program_that_has_the_file_open_is_told_and_can_learn_that_nothing_is_lost(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths
) -> None:
    with opening() as practice:
        assert kept_as(practice) is None
        was = restore(fresh, paths, backup, practice.clock())
        assert was is not None
        assert kept_as(practice) == was.name
        with pytest.raises(errors.ReplacedPractice):
            add_person(practice)
        assert practice.db.execute("SELECT count(*) FROM person").fetchone() == (2,)
    with opening() as practice:
        assert kept_as(practice) is None


def test_a_rescue_does_not_bring_back_what_the_coach_went_back_behind(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths
) -> None:
    """A program that had the file open rescues what only it holds; here the backup holds it, and drafts come along."""
    with opening() as practice:
        drafts.save(practice, "note", "", {"body": "typed"})
        restore(fresh, paths, backup, practice.clock())
        sync.rescue(practice)
    with opening() as practice:
        assert practice.db.execute("SELECT name FROM person").fetchall() == [(SECRET,)]
        assert drafts.load(practice.db, "note", "") == {"body": "typed"}
    assert list((paths.state / "rescue").iterdir()) == []


def test_a_file_that_another_program_writes_is_waited_for_and_then_left(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 100)
    before = fresh.read_bytes()
    with held(fresh, "BEGIN IMMEDIATE"), pytest.raises(errors.PracticeBusy) as error:
        restore(fresh, paths, backup, backup.made_at)
    told(error, fresh)
    assert fresh.read_bytes() == before
    assert inside(paths.backups) == [backup.name]
    assert inside(fresh.parent) == ["backups", fresh.name]


UNREADABLE = [name for name in BAD if name not in ("a directory", "a pipe", "a loop", "newer")]
FEW = ["nothing", "cut in the header", "text", "cut in the middle", "of no revision"]


@pytest.mark.parametrize("what", UNREADABLE if THOROUGH else FEW)
def test_what_can_not_be_read_is_put_aside_as_it_is(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths, what: str
) -> None:
    BAD[what][0](fresh)
    damaged = fresh.read_bytes() if fresh.exists() else None
    was = restore(fresh, paths, backup, backup.made_at)
    with opening() as practice:
        assert practice.db.execute("SELECT name FROM person").fetchall() == [(SECRET,)]
    if damaged is None:
        assert was is None
    elif what == "of no revision":
        assert was is not None
        assert was.reason == "restore"
    else:
        assert was is not None
        assert (was.reason, was.path.read_bytes()) == ("aside", damaged)
        assert was.path.stat().st_mode & 0o777 == 0o600
        newest = backups.newest_good(paths.backups, fresh)
        assert newest == backup


@pytest.mark.parametrize("what", ["a directory", "a pipe"])
def test_what_is_no_file_is_left(backup: Backup, fresh: Path, paths: Paths, what: str) -> None:
    BAD[what][0](fresh)
    with pytest.raises(errors.ForeignFile, match="no regular file"):
        restore(fresh, paths, backup, backup.made_at)
    assert not fresh.is_file()


def test_a_journal_goes_aside_with_its_file(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths
) -> None:
    fresh.write_text("dear diary")
    driver.journal_of(fresh).write_text("torn")
    was = restore(fresh, paths, backup, backup.made_at)
    assert was is not None
    assert driver.journal_of(was.path).read_text() == "torn"
    assert inside(fresh.parent) == ["backups", fresh.name]
    opening().close()


@pytest.mark.parametrize("harm", ["flipped", "cut", "empty", "foreign"])
def test_a_backup_that_is_no_good_is_refused_and_another_named(
    opening: Callable[[], Practice], backup: Backup, fresh: Path, paths: Paths, harm: str
) -> None:
    with opening() as practice:
        newer = backed_up(practice)
    data = bytearray(newer.path.read_bytes())
    place = data.find(SECRET.encode())
    data[place] ^= 1
    newer.path.write_bytes(
        {"flipped": bytes(data), "cut": bytes(data[:5000]), "empty": b"", "foreign": b"dear diary"}[harm]
    )
    before = fresh.read_bytes()
    with pytest.raises(errors.DamagedPractice, match="does not hold together") as error:
        restore(fresh, paths, newer, newer.made_at)
    assert f"newest good one is {backup.name}" in str(error.value)
    assert fresh.read_bytes() == before
    assert inside(fresh.parent) == ["backups", fresh.name]


@pytest.mark.parametrize("which", ["the file", "its directory"])
def test_what_is_read_only_is_left(backup: Backup, fresh: Path, paths: Paths, which: str) -> None:
    before = fresh.read_bytes()
    with read_only(fresh if which == "the file" else fresh.parent), pytest.raises(errors.ReadOnlyPractice) as error:
        restore(fresh, paths, backup, backup.made_at)
    told(error, fresh)
    assert fresh.read_bytes() == before


def test_no_room_leaves_the_file_and_its_backups(
    backup: Backup, fresh: Path, paths: Paths, limited: Callable[[int], None]
) -> None:
    before = fresh.read_bytes()
    limited(100_000)
    with pytest.raises(errors.DiskFull):
        restore(fresh, paths, backup, backup.made_at)
    limited(10_000_000)
    assert fresh.read_bytes() == before
    assert inside(paths.backups) == [backup.name]
    assert inside(fresh.parent) == ["backups", fresh.name]


def test_another_practice_is_not_written_over(
    backup: Backup, fresh: Path, paths: Paths, clock: StandingClock, tmp_path: Path
) -> None:
    other = tmp_path / "other" / fresh.name
    create(other, paths, name="P", coach="C", time_zone="UTC", clock=clock, random=Random(8)).close()
    before = other.read_bytes()
    with pytest.raises(errors.OtherPractice, match="another practice"):
        restore(other, paths, backup, clock())
    assert other.read_bytes() == before


@pytest.mark.skipif(not THOROUGH, reason="two migrations, tested by themselves")
def test_an_older_backup_is_brought_up_when_it_is_opened(paths: Paths, clock: StandingClock) -> None:
    path = made_from(fixture("0001").read_text(encoding="utf-8"), paths.practice)
    with open_practice(path, paths, clock=clock) as practice:
        first = content(practice.db)
        with practice.raw_action("edited") as db:
            db.execute("UPDATE person SET phone = 'x'")
    restore(path, paths, backups.listed(paths.backups, path)[-1], clock())
    with open_practice(path, paths, clock=clock) as practice:
        assert content(practice.db) == first
        assert doctor.is_well(doctor.examine(practice))


def test_encrypted_from_encrypted_and_never_from_plain(
    practice: Practice, paths: Paths, clock: StandingClock, tmp_path: Path
) -> None:
    plain = backed_up(practice)
    key = keys.fresh("open sesame")
    path = tmp_path / "secret" / practice.path.name
    with create(path, paths, name="P", coach="C", time_zone="UTC", key=key, clock=clock) as secret:
        made = backed_up(secret)
        assert (made.encrypted, backups.condition(made)) == (True, "good")
        add_person(secret)
    with pytest.raises(errors.Refused, match="is not encrypted"):
        restore(path, paths, plain, clock(), key=key)
    with pytest.raises(errors.Locked):
        restore(path, paths, made, clock())
    was = restore(path, paths, made, clock(), key=key, backup_key=key)
    assert was is not None
    assert was.encrypted
    assert SECRET.encode() not in path.read_bytes()
    with open_practice(path, paths, key=key, clock=clock) as opened:
        assert opened.db.execute("SELECT count(*) FROM person").fetchone() == (0,)
    damaged = bytearray(path.read_bytes())
    damaged[:100] = b"\xff" * 100
    path.write_bytes(damaged)
    aside = restore(path, paths, made, clock(), key=key, backup_key=key)
    assert aside is not None
    assert (aside.reason, aside.path.read_bytes()) == ("aside", damaged)
