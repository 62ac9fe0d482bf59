"""What the other devices put into the folder: merged whatever it is called, waited for, or left alone."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from coachtui.domain.syncing import SyncState
from coachtui.paths import Paths
from coachtui.store import errors, keys, passphrases, sync
from coachtui.store.practice import create
from coachtui.store.sync import memory, snapshots
from tests.conftest import StandingClock
from tests.store.meeting import Device, Meeting


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys without the work that is done on purpose."""
    monkeypatch.setattr(keys, "ROUNDS", 2)


RENAMED = (
    "{stem} (laptop's conflicted copy 2026-11-21).coach",
    "{stem}.sync-conflict-20261121-090000-ABCDEFG.coach",
    "{stem} (1).coach",
    "{stem}-DESKTOP-1AB2.coach",
    "Kopie von {stem}.coach",
    "anything at all",
    "../practice.coach",
    "../practice (conflicted copy).coach",
    "../practice.sync-conflict-20261121-090000-ABCDEFG.coach",
    "../coachtui-{id} (1)/{stem}.coach",
)


def test_a_copy_is_merged_whatever_it_is_called(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    for name in RENAMED:
        laptop.write(name)
        sync.publish(laptop.practice)
        (published,) = (one for one in laptop.published() if is_by(laptop, one))
        renamed = desktop.directory / name.format(stem=Path(published).stem, id=laptop.practice.db_id[-8:])
        renamed.parent.mkdir(exist_ok=True)
        shutil.move(laptop.directory / published, renamed)
        sync.collect(desktop.practice)
        assert desktop.email == name
        assert renamed.exists(), "what is another's is never removed"


def is_by(device: Device, name: str) -> bool:
    """Whether a snapshot is called as the device calls its own."""
    (site,) = device.practice.db.execute("SELECT site FROM local").fetchone()
    return snapshots.is_published_by(name, site)


def test_a_file_that_was_merged_is_not_read_again_under_another_name(
    device: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("ada@laptop.example")
    sync.once(laptop.practice)
    sync.once(desktop.practice)
    monkeypatch.setattr("coachtui.store.merge.merge", None)
    shutil.copyfile(laptop.directory / laptop.published()[-1], laptop.directory / "copy (1).coach")
    assert sync.collect(desktop.practice) == []
    monkeypatch.setattr(snapshots, "copied", None)
    assert sync.collect(desktop.practice) == []


def test_a_file_that_is_not_whole_is_waited_for(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("ada@laptop.example")
    sync.once(laptop.practice)
    (name,) = laptop.published()
    file = laptop.directory / name
    whole = file.read_bytes()
    cut = len(whole) // 2
    assert b"ada@laptop" in whole

    def is_waited_for() -> None:
        for _ in range(2):
            status = sync.once(desktop.practice).status
            assert (status.state, status.words) == (SyncState.WAITING, "waiting for the laptop's file")

    for half in (
        b"",
        whole[:cut],
        whole[:cut] + bytes(len(whole) - cut),
        whole.replace(b"ada@laptop", b"ada@lapt%%"),
    ):
        file.write_bytes(half)
        os.utime(file, ns=(10**18, 10**18))
        is_waited_for()
    file.rename(file.with_name(f".{name}.icloud"))  # what iCloud leaves of a file that is not on this disk
    is_waited_for()
    assert desktop.email != "ada@laptop.example"
    assert not list(desktop.paths.backups.glob("*")), "nothing was merged, so nothing was backed up"
    (laptop.directory / f".{name}.icloud").unlink()
    file.write_bytes(whole)
    os.utime(file, ns=(10**18, 10**18))
    assert sync.once(desktop.practice).status.words == "in step with the laptop"
    assert desktop.email == "ada@laptop.example"
    assert len(list(desktop.paths.backups.glob("*-merge-*"))) == 1


@pytest.mark.parametrize("flags", [{"st_flags": 0x40000000}, {"st_file_attributes": 0x00400000}, {}])
def test_a_file_that_is_only_in_the_cloud_is_not_read(tmp_path: Path, flags: dict[str, int]) -> None:
    """As macOS and Windows mark it; reading it would wait for the network."""
    path = tmp_path / "laptop-00000000.0123456789abcdef.coach"
    path.write_bytes(b"x" * 100)
    status = path.stat()
    marked = SimpleNamespace(
        st_size=status.st_size, st_mtime_ns=status.st_mtime_ns, st_ino=status.st_ino, **flags
    )  # fmt: skip
    entry = SimpleNamespace(
        path=str(path), name=path.name, is_file=lambda **_: True, is_dir=lambda: False, stat=lambda **_: marked
    )
    (one,) = snapshots.candidates([entry], "", lambda _: False)  # type: ignore[list-item]
    assert (one.device, one.absent) == ("laptop", bool(flags))


def test_a_file_that_can_not_be_read_or_copied_is_told(device: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    sync.once(laptop.practice)

    def failing(number: int) -> None:
        def copied(*_: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(snapshots, "copied", copied)

    failing(errno.EACCES)
    assert sync.once(desktop.practice).status.words == "the laptop's file can't be read (Permission denied)"
    failing(errno.ENOSPC)
    with pytest.raises(errors.DiskFull, match="no room"):
        sync.once(desktop.practice)
    assert sync.status(desktop.practice).state is SyncState.STOPPED
    monkeypatch.undo()
    assert sync.once(desktop.practice).status.words == "in step with the laptop"


def test_all_that_come_in_one_round_are_known_of_and_backed_up_once(device: Meeting) -> None:
    laptop, desktop, studio = device("laptop"), device("desktop"), device("studio")
    for one in (laptop, desktop):
        one.write(one.name)
        sync.publish(one.practice)
        shutil.copyfile(one.directory / one.published()[-1], one.directory / f"{one.name} (1).coach")
    sync.once(studio.practice)
    assert len(list(studio.paths.backups.glob("*-merge-*"))) == 1
    assert not sync.is_pending(studio.practice)
    noted = memory.recall(studio.practice)
    assert all(look.holds for look in noted.files.values()), "how far each file has come"


def test_a_file_that_changes_while_it_is_copied_is_waited_for(device: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("ada@laptop.example")
    sync.once(laptop.practice)
    shutil.move(laptop.directory / laptop.published()[0], laptop.folder / "practice.coach")

    def growing(done: int, total: int) -> None:
        os.utime(laptop.folder / "practice.coach", ns=(done, done))

    sync.collect(desktop.practice, growing)
    assert sync.status(desktop.practice).words == "waiting for practice.coach"
    sync.collect(desktop.practice)
    assert desktop.email == "ada@laptop.example"


def test_what_is_none_of_ours_is_named_once_and_left_alone(device: Meeting, folder: Path, tmp_path: Path) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    strange = Paths(tmp_path / "o/data", tmp_path / "o/config", tmp_path / "o/state")
    create(strange.practice, strange, name="Other", coach="Bo", time_zone="UTC", clock=StandingClock()).close()
    (laptop.directory / "notes.txt").write_text("buy milk " * 1000)
    shutil.copyfile(strange.practice, laptop.directory / "other.coach")
    for passing in ("~syncthing~x.tmp", ".hidden", "x.part", "desktop.ini"):
        (laptop.directory / passing).write_text("half")
    (folder / "holiday.jpg").write_bytes(b"\xff" * 4096)
    (folder / "Notes.coach").symlink_to(laptop.directory / "other.coach")
    before = sorted((path.name, path.stat().st_mtime_ns) for path in laptop.directory.iterdir())
    place = laptop.directory.name
    report = sync.once(laptop.practice)
    assert report.left_alone == (
        f"{place}/notes.txt is no practice file, and was left alone.",
        f"{place}/other.coach is another practice, and was left alone.",
    )
    assert report.status.state is SyncState.IN_STEP
    assert sync.once(laptop.practice).left_alone == ()
    assert before == sorted((path.name, path.stat().st_mtime_ns) for path in laptop.directory.iterdir())


def test_a_copy_of_our_own_file_is_no_other_device(device: Meeting) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    shutil.copyfile(laptop.directory / laptop.published()[0], laptop.directory / f"{laptop.published()[0]} (1)")
    report = sync.once(laptop.practice)
    assert (report.status.words, report.published) == ("in step; no other device yet", False)


def test_a_newer_file_asks_for_an_update_first(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("ada@laptop.example")
    laptop.practice.db.execute("UPDATE alembic_version SET version_num = '9999'")
    sync.once(laptop.practice)
    status = sync.once(desktop.practice).status
    assert status.state is SyncState.NEWER
    assert status.words == "the laptop's file was written by a newer coachtui: update this machine first"
    assert desktop.email != "ada@laptop.example"


def test_another_passphrase_is_asked_for_once(device: Meeting, template: Path, tmp_path: Path) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.practice.close()
    passphrases.rewrite(laptop.paths.practice, laptop.paths, key=None, new=(key := keys.fresh("a b c d")))
    laptop.open(key)
    laptop.write("ada@laptop.example")
    sync.once(laptop.practice)
    assert b"ada@laptop.example" not in (laptop.directory / laptop.published()[0]).read_bytes()
    (peer,) = sync.once(desktop.practice).status.peers
    assert (peer.needs_key, peer.words) == (True, "has another passphrase")
    assert sync.status(desktop.practice).state is SyncState.OTHER_KEY
    with pytest.raises(errors.WrongKey):
        sync.key_for(desktop.practice, peer.file, "a b c")
    found = sync.key_for(desktop.practice, peer.file, "a b c d")
    assert sync.once(desktop.practice, keys=[found]).status.state is SyncState.IN_STEP
    assert desktop.email == "ada@laptop.example"
    assert not list((desktop.paths.state / "sync").glob("*.copies"))
    laptop.clock.forward(minutes=9)
    laptop.write("later")
    sync.once(laptop.practice)
    sync.once(desktop.practice, keys=[found])
    assert desktop.email == "later", "one key opens all that the laptop publishes"
    sync.once(laptop.practice)
    assert laptop.email == "later", "a plain file comes into an encrypted one"


def test_the_fastest_clock_is_named_not_those_that_saw_it(device: Meeting) -> None:
    laptop, desktop, studio = device("laptop"), device("desktop"), device("studio")
    laptop.clock.forward(minutes=59)
    laptop.write("x")
    sync.once(laptop.practice)
    sync.once(desktop.practice)
    desktop.write("y")
    sync.once(desktop.practice)
    status = sync.once(studio.practice).status
    assert (status.ahead_words, studio.email) == ("the laptop's clock is 59 min ahead", "y")
    assert sync.once(laptop.practice).status.ahead is None


def test_half_a_minute_ahead_or_behind_is_not_worth_a_word(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    for one, other, seconds in ((laptop, desktop, 30), (desktop, laptop, 60)):
        one.clock.forward(seconds=seconds)
        one.write(one.name)
        sync.publish(one.practice)
        other.clock.forward(seconds=45)
        status = sync.once(other.practice).status
        assert (other.email, status.ahead, status.ahead_words) == (one.name, None, "")
