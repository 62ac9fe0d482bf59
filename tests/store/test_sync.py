"""One folder between devices: what is published, what is remembered, and what is removed."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from coachtui.domain.syncing import SyncState
from coachtui.paths import Paths
from coachtui.store import drafts, errors, sync
from coachtui.store.practice import open_practice
from coachtui.store.sync import memory, snapshots, turns
from tests.store.meeting import Meeting, rounds


def test_what_one_writes_the_other_reads_and_both_come_to_rest(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    assert sync.status(laptop.practice).state is SyncState.IN_STEP
    laptop.write("ada@laptop.example")
    assert sync.once(laptop.practice).published
    report = sync.once(desktop.practice)
    assert (desktop.email, [one.devices for one in report.merged]) == ("ada@laptop.example", [("laptop",)])
    assert report.status.words == "in step with the laptop"
    desktop.clock.forward(minutes=1)
    desktop.write("ada@desktop.example")
    rounds(desktop, laptop)
    assert laptop.email == "ada@desktop.example"
    assert len(laptop.published()) == 2, "one snapshot each, the older ones are gone"
    assert not sync.publish(laptop.practice), "nothing new"
    assert not sync.collect(laptop.practice), "nothing unseen"
    drafts.save(laptop.practice, "reflection", "", {"body": "half a thought"})
    assert sync.publish(laptop.practice), "what is typed goes along"
    sync.collect(desktop.practice)
    assert sync.status(desktop.practice).unfinished == ("a reflection is unfinished on the laptop",)


def test_what_is_published_bears_the_device_and_its_digest_and_is_private(device: Meeting, folder: Path) -> None:
    one, other = device("Ada's MacBook: Pro/2 “ü”"), device("Ada's MacBook Pro 2 u")
    for each in (one, other):
        sync.once(each.practice)
    names = one.published()
    assert len(names) == 2, "two devices of one name are two"
    for name in names:
        assert name.startswith("ada-s-macbook-pro-2-u-")
        assert name.isascii()
        assert snapshots.digest_of(one.directory / name)[:16] in name
        assert stat.S_IMODE((one.directory / name).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [f"coachtui-{one.practice.db_id[-8:]}"]
    state = memory.state_file(one.practice)
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert "Ada Quist" not in state.read_text()
    assert {path.suffix for path in state.parent.iterdir()} == {".json", ".lock"}, "no copy of a file stays"


def test_a_reader_takes_no_snapshot_for_its_own_file(device: Meeting, folder: Path, tmp_path: Path) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    (name,) = laptop.published()
    paths = Paths(tmp_path / "x/data", tmp_path / "x/config", tmp_path / "x/state")
    for place in (paths, laptop.paths):
        copy = tmp_path / f"{place.state.parent.name}.coach"
        shutil.copyfile(laptop.directory / name, copy)
        with open_practice(copy, place, clock=laptop.clock) as opened:
            ours = laptop.practice.db.execute("SELECT site FROM local").fetchone()
            assert opened.db.execute("SELECT site FROM local").fetchone() != ours


def test_a_machine_that_joins_has_what_all_others_wrote(device: Meeting, folder: Path, tmp_path: Path) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    laptop.write("ada@laptop.example")
    with desktop.practice.raw_action("renamed") as db:
        db.execute("UPDATE practice SET name = 'renamed on the desktop'")
    for one in (laptop, desktop):
        sync.publish(one.practice)
    paths = Paths(tmp_path / "s/data", tmp_path / "s/config", tmp_path / "s/state")
    half = laptop.directory / "laptop-00000000.0123456789abcdef.coach"
    half.write_bytes((laptop.directory / laptop.published()[0]).read_bytes()[:99_000])
    path = sync.join(folder, paths.practice, paths, clock=laptop.clock)
    assert path.stat().st_mode & 0o777 == 0o600
    with open_practice(path, paths, clock=laptop.clock) as studio:
        assert studio.db.execute("SELECT email FROM coach").fetchone() == ("ada@laptop.example",)
        assert studio.db.execute("SELECT name FROM practice").fetchone() == ("renamed on the desktop",)
        assert sync.folder_of(studio) == folder
        (site,) = studio.db.execute("SELECT site FROM local").fetchone()
    assert site not in {one.practice.db.execute("SELECT site FROM local").fetchone()[0] for one in (laptop, desktop)}
    with pytest.raises(errors.Refused, match="already"):
        sync.join(folder, path, paths, clock=laptop.clock)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_made_in_its_place(device: Meeting, folder: Path) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(errors.Unreachable, match="can't be reached"):
        sync.once(laptop.practice)
    assert sync.status(laptop.practice).state is SyncState.UNREACHABLE
    folder.mkdir()  # where a drive is mounted there is an empty folder when it is not
    laptop.write("x")
    with pytest.raises(errors.Unreachable, match="is gone"):
        sync.once(laptop.practice)
    assert list(folder.iterdir()) == []
    assert sync.status(laptop.practice).state is SyncState.UNREACHABLE
    sync.set_folder(laptop.practice, folder)
    assert sync.once(laptop.practice).published, "named again, it is used"
    sync.set_folder(laptop.practice, None)
    assert sync.status(laptop.practice).state is SyncState.OFF
    assert not sync.publish(laptop.practice)
    assert sync.collect(laptop.practice) == []


def test_a_folder_must_be_one_and_not_our_own(device: Meeting, tmp_path: Path) -> None:
    laptop = device("laptop")
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.Refused, match="is a file"):
        sync.set_folder(laptop.practice, tmp_path / "file")
    with pytest.raises(errors.Unreachable):
        sync.set_folder(laptop.practice, tmp_path / "nowhere")
    with pytest.raises(errors.Refused, match="this device's own"):
        sync.set_folder(laptop.practice, laptop.paths.data)
    assert sync.folder_of(laptop.practice) == tmp_path / "Shared"
    sync.once(laptop.practice)
    sync.set_folder(laptop.practice, laptop.directory)
    assert sync.folder_of(laptop.practice) == tmp_path / "Shared", "what coachtui made in it means the folder itself"


@pytest.mark.parametrize("damage", ["{", "[]", '{"folder": 7, "files": {}}', '{"files": {"x": {"size": "1"}}}', "\x00"])
def test_a_damaged_memory_counts_as_none_and_says_so(device: Meeting, damage: str) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    memory.state_file(laptop.practice).write_text(damage)
    status = sync.status(laptop.practice)
    assert status.state is SyncState.OFF
    assert "can't be read" in status.words
    assert not sync.once(laptop.practice).published


def test_only_what_is_ours_is_removed_also_after_a_new_site(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    rounds(laptop, desktop)
    laptop.write("only in what was published")
    sync.once(laptop.practice)
    backup = laptop.paths.data / "restored"
    # The file goes back to what it was, as when someone copies a backup over it: it takes another site.
    shutil.copyfile(desktop.paths.practice, backup)
    laptop.practice.close()
    shutil.move(backup, laptop.paths.practice)
    laptop.open()
    assert laptop.email != "only in what was published"
    sync.publish(laptop.practice)
    assert len(laptop.published()) == 3, "what was not merged is not removed"
    rounds(laptop, desktop)
    assert laptop.email == desktop.email == "only in what was published", "the own snapshot brings it back"
    laptop.clock.forward(minutes=1)
    laptop.write("later")
    rounds(laptop, desktop)
    assert len(laptop.published()) == 2


def test_clones_of_one_machine_part(device: Meeting) -> None:
    one, other = device("one", clone=True), device("other", clone=True)
    site = "SELECT site FROM local"
    assert one.practice.db.execute(site).fetchone() == other.practice.db.execute(site).fetchone()
    other.clock.forward(minutes=1)
    other.write("on the other")
    sync.once(other.practice)
    sync.once(one.practice)
    assert one.practice.db.execute(site).fetchone() != other.practice.db.execute(site).fetchone()
    one.clock.forward(minutes=2)
    one.write("on the one")
    rounds(one, other)
    assert one.email == other.email == "on the one"
    assert len(one.published()) == 2


def test_a_snapshot_that_the_service_spoiled_is_published_again(device: Meeting) -> None:
    laptop = device("laptop")
    sync.once(laptop.practice)
    (name,) = laptop.published()
    os.utime(laptop.directory / name, ns=(5, 5))
    assert not sync.publish(laptop.practice), "only its time is another"
    (laptop.directory / name).write_bytes(b"half")
    assert sync.publish(laptop.practice)
    (laptop.directory / name).unlink()
    assert sync.publish(laptop.practice)
    assert laptop.published() == [name]


def test_two_programs_of_one_device_take_turns(device: Meeting) -> None:
    laptop = device("laptop")
    laptop.write("x")
    with turns.turn(memory.lock_file(laptop.practice)) as ours:
        assert ours
        report = sync.once(laptop.practice)
        assert (report.elsewhere, report.published) == (True, False)
        assert not sync.publish(laptop.practice)
    assert sync.once(laptop.practice).published


def test_what_a_killed_run_left_is_swept(device: Meeting) -> None:
    laptop, desktop = device("laptop"), device("desktop")
    rounds(laptop, desktop)
    desktop.write("ada@desktop.example")
    sync.once(desktop.practice)
    site = laptop.practice.db.execute("SELECT site FROM local").fetchone()[0]
    stray = laptop.directory / snapshots.unfinished_name("laptop", site).replace(str(os.getpid()), "1")
    theirs = laptop.directory / ".desktop-00000000.77.part"
    copies = memory.private_copies(laptop.practice)
    copies.mkdir(mode=0o700)
    for left in (stray, stray.with_name(f"{stray.name}-journal"), theirs, copies / "0.coach"):
        left.write_text("half")
    sync.once(laptop.practice)
    assert laptop.email == "ada@desktop.example"
    assert not stray.exists()
    assert not stray.with_name(f"{stray.name}-journal").exists()
    assert not copies.exists()
    assert theirs.exists()


def test_the_memory_holds_nothing_but_names_and_digests(device: Meeting) -> None:
    laptop = device("laptop")
    drafts.save(laptop.practice, "reflection", "", {"body": "between us"})
    sync.once(laptop.practice)
    held = memory.state_file(laptop.practice).read_text()
    assert "between" not in held
    assert set(json.loads(held)) >= {"folder", "published", "merged", "collected_at"}
