"""The doctor looks around the file too: its disk, its backups, its copies, and what was left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import backups, doctor_around, keys, sync
from coachtui.store.doctor import examine, is_well
from coachtui.store.practice import Practice, create
from tests.conftest import StandingClock
from tests.store.test_changelog import add_person
from tests.store.test_doctor import troubles


def told(practice: Practice) -> list[tuple[str, str]]:
    return [(what, Path(where).name) for _, what, where in troubles(practice)]


def test_a_backup_that_changed_on_the_disk_does_not_count(
    practice: Practice, paths: Paths, clock: StandingClock
) -> None:
    for _ in range(2):
        clock.forward(days=8)
        made = backups.make(practice.db, practice.path, paths.backups, clock(), "daily")
    assert told(practice) == []
    data = bytearray(made.path.read_bytes())
    data[-1] ^= 1
    made.path.write_bytes(data)
    assert told(practice) == [
        (f"1 backup can't be relied on: changed on the disk, or damaged ({made.name})", "backups"),
        ("the newest good backup is 8 days old", "backups"),
    ]
    backups.listed(paths.backups, practice.path)[1].path.write_bytes(b"")
    assert told(practice)[1] == ("there is no good backup", "backups")
    assert is_well(examine(practice))


def test_what_can_be_read_beside_an_encrypted_file_is_told(
    practice: Practice, paths: Paths, clock: StandingClock, tmp_path: Path
) -> None:
    with create(
        tmp_path / "s" / "s.coach", paths, name="P", coach="C", time_zone="UTC", key=keys.fresh("x"), clock=clock
    ) as secret:
        backups.make(secret.db, secret.path, paths.backups, clock(), "daily")
        assert told(secret) == []
        name = backups.listed(paths.backups, secret.path)[0].name.replace("daily", "asked")
        paths.backups.joinpath(name).write_bytes(practice.path.read_bytes())
        paths.backups.joinpath(name).chmod(0o600)
        assert ("1 backup of the encrypted file can be read without its passphrase", "backups") in told(secret)


@pytest.mark.parametrize(("kind", "is_told"), [("cifs", True), ("nfs4", True), ("fuse.sshfs", True), ("ext4", False)])
def test_a_network_file_system_is_told(
    practice: Practice, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, is_told: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\n//nas/home {practice.path.parent} {kind} rw 0 0\nproc /proc proc rw 0 0\n"
    )
    monkeypatch.setattr(doctor_around, "MOUNTS", mounts)
    found = [(what, todo) for what, todo in ((one.what, one.todo) for one in examine(practice)) if "network" in what]
    assert bool(found) is is_told
    assert all("one machine at a time" in todo for _, todo in found)
    monkeypatch.setattr(doctor_around, "MOUNTS", tmp_path / "none")
    assert list(doctor_around.lie(practice)) == []


def test_a_file_in_the_folder_of_a_service_is_told(template: Path, paths: Paths, clock: StandingClock) -> None:
    from coachtui.store.practice import open_practice
    from tests.conftest import copy_of

    path = copy_of(template, paths.data / "Dropbox" / "practice.coach", paths)
    with open_practice(path, paths, clock=clock) as practice:
        assert ("lies in a folder of Dropbox", "practice.coach") in told(practice)


def test_what_was_left_behind_is_named(practice: Practice, paths: Paths) -> None:
    rescue = paths.state / "rescue"
    rescue.mkdir(parents=True, mode=0o700)
    copy = rescue / f"{backups.short_id(practice.db_id)}-20261121T090000000000Z.coach"
    copy.touch(mode=0o600)
    backups.make(practice.db, practice.path, paths.backups, practice.clock(), "daily")
    paths.backups.joinpath(".former-abc").mkdir(mode=0o700)
    practice.path.with_name(".practice.coach.77.part").touch()
    assert told(practice) == [
        ("was left behind by work that was cut short", ".practice.coach.77.part"),
        ("was left behind by work that was cut short", ".former-abc"),
        ("holds what a program had open when the file was replaced", copy.name),
    ]
    copy.chmod(0o644)
    assert ("others on this machine can look into it", copy.name) in told(practice)


def test_the_folder_is_looked_at_as_it_was_last_found(
    practice: Practice, paths: Paths, clock: StandingClock, tmp_path: Path
) -> None:
    folder = tmp_path / "Cloud"
    folder.mkdir()
    sync.set_folder(practice, folder)
    backups.make(practice.db, practice.path, paths.backups, clock(), "daily")
    assert {what for what, _ in told(practice)} == {
        "nothing went to the other devices yet",
        "nothing was looked for from the other devices yet",
    }
    sync.once(practice)
    assert told(practice) == []
    folder.rename(tmp_path / "gone")
    (what,) = (what for what, _ in told(practice))
    assert "can't be reached" in what


def test_open_conflicts_are_counted(practice: Practice, paths: Paths) -> None:
    add_person(practice)
    backups.make(practice.db, practice.path, paths.backups, practice.clock(), "daily")
    with practice.raw_action("merged") as db:
        for number in range(3):
            db.execute(
                "INSERT INTO conflict (id, kind, table_name, row_id, column_name, lost, lost_stamp, lost_site,"
                " kept_stamp, kept_site, resolution) VALUES (?, 'edit', 'person', ?, 'phone', '\"1\"', 1, 1, 2, 2, ?)",
                (f"{number}", practice.db_id, "mine" if number == 2 else None),
            )
    assert told(practice) == [("2 conflicts to settle after a merge", "merge desk")]
