"""A live file that is replaced under the program, full disks, and older files: nothing is lost, and it is said."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachtui.domain.syncing import SyncState
from coachtui.paths import Paths
from coachtui.store import backups, doctor, drafts, errors, sync
from coachtui.store.practice import create, open_practice
from coachtui.store.sync import by_hand, services
from tests.conftest import THOROUGH, StandingClock
from tests.store.meeting import Device, Meeting
from tests.store.released import fixture, restore


def replaced(laptop: Device, by: Path) -> None:
    """Put another file in the place of the live one, as a sync client does."""
    shutil.copyfile(by, laptop.paths.practice.with_name("new"))
    laptop.paths.practice.with_name("new").replace(laptop.paths.practice)
    with pytest.raises(errors.ReplacedPractice):
        laptop.write("too late")


def test_a_file_replaced_under_the_program_is_brought_together(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("only on the laptop")
    drafts.save(laptop.practice, "reflection", "", {"body": "half a thought"})
    with desktop.practice.raw_action("renamed") as db:
        db.execute("UPDATE practice SET name = 'renamed on the desktop'")
    replaced(laptop, desktop.paths.practice)
    path = sync.rescue(laptop.practice)
    assert path == laptop.paths.practice
    laptop.open()
    assert laptop.email == "only on the laptop"
    assert laptop.practice.db.execute("SELECT name FROM practice").fetchone() == ("renamed on the desktop",)
    assert drafts.load(laptop.practice.db, "reflection", "") == {"body": "half a thought"}
    assert doctor.is_well(doctor.examine(laptop.practice))
    assert list((laptop.paths.state / "rescue").iterdir()) == [], "what is in its place is not kept twice"
    assert len(list(laptop.paths.backups.glob("*-merge-*"))) == 1
    for _ in range(2):
        sync.once(laptop.practice)
        sync.once(desktop.practice)
    assert desktop.email == "only on the laptop"


@pytest.mark.parametrize("by", ["another practice", "half a file"])
def test_what_can_not_be_brought_together_is_kept_and_brought_in_later(
    device: Meeting, tmp_path: Path, by: str
) -> None:
    laptop = device("laptop")
    before = tmp_path / "before.coach"
    shutil.copyfile(laptop.paths.practice, before)
    laptop.write("only on the laptop")
    strange = Paths(tmp_path / "o/data", tmp_path / "o/config", tmp_path / "o/state")
    create(strange.practice, strange, name="O", coach="Bo", time_zone="UTC", clock=StandingClock()).close()
    if by == "half a file":
        strange.practice.write_bytes(before.read_bytes()[:200_000])
    replaced(laptop, strange.practice)
    with pytest.raises(errors.PracticeError, match="is kept in") as raised:
        sync.rescue(laptop.practice)
    (saved,) = (laptop.paths.state / "rescue").iterdir()
    assert str(saved) in str(raised.value)
    assert saved.stat().st_mode & 0o777 == 0o600
    if by == "half a file":
        assert laptop.paths.practice.stat().st_size == 200_000, "what lies there is not written"
    # The coach puts an older copy there; what was saved comes in with the next round.
    shutil.copyfile(before, laptop.paths.practice)
    laptop.open()
    sync.set_folder(laptop.practice, tmp_path / "Shared")
    assert sync.collect(laptop.practice)
    assert laptop.email == "only on the laptop"
    assert not saved.exists()


def test_a_live_file_that_lies_in_the_folder_itself_works_with_the_guard(
    template: Path, tmp_path: Path, device: Meeting
) -> None:
    dropbox = tmp_path / "Dropbox"
    dropbox.mkdir()
    paths = Paths(tmp_path / "h/data", tmp_path / "h/config", tmp_path / "h/state")
    live = dropbox / "practice.coach"
    shutil.copyfile(template, live)
    desktop = device("desktop")
    desktop.write("on the desktop")
    with open_practice(live, paths, clock=StandingClock()) as practice:
        sync.set_folder(practice, dropbox)
        assert sync.once(practice).published
        assert sync.status(practice).peers == (), "the live file is not taken for another's"
        assert "lies in a folder of Dropbox" in sync.status(practice).advice
        shutil.copyfile(desktop.paths.practice, dropbox / "practice (desktop's conflicted copy).coach")
        assert [one.changed for one in sync.once(practice).merged] == [1]
    assert services.service_of(desktop.paths.practice) == ""


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox (Personal)/x", "Dropbox"),
        ("OneDrive - Ada Quist Ltd/x", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-ada@example.com/My Drive/x", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("synced/x", "Syncthing"),
        ("Documents/Boxes/x", ""),
    ],
)
def test_a_synced_folder_is_recognised(tmp_path: Path, place: str, service: str) -> None:
    (tmp_path / "synced" / ".stfolder").mkdir(parents=True)
    assert services.service_of(tmp_path / place / "practice.coach") == service


@pytest.mark.parametrize("revision", ["0001", "0002"] if THOROUGH else ["0001"])
def test_a_file_of_an_older_coachtui_comes_in_and_is_left_as_it_is(tmp_path: Path, revision: str) -> None:
    old = restore(fixture(revision).read_text(encoding="utf-8"), tmp_path / "Shared" / "old.coach")
    paths = Paths(tmp_path / "h/data", tmp_path / "h/config", tmp_path / "h/state")
    paths.data.mkdir(parents=True)
    shutil.copyfile(old, paths.practice)
    before = old.read_bytes()
    with open_practice(paths.practice, paths, clock=StandingClock()) as practice:
        sync.set_folder(practice, tmp_path / "Shared")
        status = sync.once(practice).status
        assert (status.state, [peer.words for peer in status.peers]) == (SyncState.IN_STEP, ["in step"])
    assert old.read_bytes() == before


@pytest.fixture
def limited() -> Iterator[Callable[[int], None]]:
    """Let files grow to so many bytes and no further, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_folder_keeps_what_it_held(device: Meeting, limited: Callable[[int], None]) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    before = laptop.published()
    laptop.write("new")
    limited(100_000)
    with pytest.raises(errors.DiskFull):
        sync.once(laptop.practice)
    limited(10_000_000)
    assert laptop.published() == before
    status = sync.status(laptop.practice)
    assert status.state is SyncState.STOPPED
    assert "The disk that holds" in status.words
    assert sync.once(laptop.practice).published
    assert sync.status(laptop.practice).state is SyncState.IN_STEP


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.EROFS, errors.Unreachable), (errno.EACCES, errors.Unreachable), (errno.ENOSPC, errors.DiskFull)],
)
def test_a_folder_that_can_not_be_written_is_told(
    device: Meeting, number: int, kind: type[errors.PracticeError], monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    desktop.write("from the desktop")
    sync.once(desktop.practice)
    laptop.write("new")

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(backups, "copy", refused)
    with pytest.raises(kind, match=r"kept in the practice file on this device"):
        sync.publish(laptop.practice)
    assert len(laptop.published()) == 1


def test_a_round_that_is_stopped_changes_nothing_and_leaves_nothing(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    desktop.write("from the desktop")
    sync.once(desktop.practice)

    def stopped(done: int, total: int) -> None:
        raise errors.Stopped("Stopped. Nothing was changed.")

    with pytest.raises(errors.Stopped):
        sync.once(laptop.practice, stopped)
    assert laptop.email == "None"
    assert {path.suffix for path in (laptop.paths.state / "sync").iterdir()} == {".json", ".lock"}
    assert sync.status(laptop.practice).state is SyncState.IN_STEP, "to stop is no trouble"
    sync.once(laptop.practice)
    assert laptop.email == "from the desktop"


def test_a_file_in_the_middle_of_a_write_is_taken_by_hand_with_its_journal(device: Meeting, tmp_path: Path) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    desktop.write("from the desktop")
    db = desktop.practice.db
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE coach SET email = 'unfinished'")
    db.executemany("INSERT INTO seen VALUES (?, 1)", [(number,) for number in range(9_000)])
    stick = tmp_path / "stick.coach"
    shutil.copyfile(desktop.paths.practice, stick)
    journal = desktop.paths.practice.with_name("practice.coach-journal")
    shutil.copyfile(journal, stick.with_name("stick.coach-journal"))
    db.execute("ROLLBACK")
    assert by_hand.merge_file(laptop.practice, stick).changed == 1
    assert laptop.email == "from the desktop"
    shutil.copy(stick, tmp_path / "Shared" / "stick.coach")
    shutil.copy(stick.with_name("stick.coach-journal"), tmp_path / "Shared" / "stick.coach-journal")
    assert sync.once(laptop.practice).status.words == "waiting for stick.coach"
