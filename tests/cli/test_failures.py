"""Design sync.md, section 6: what fails is told in words with an exit code, and the file is as it was.

What is tested where is told by docs/failures.md.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.paths import Paths
from coachtui.store import backups
from tests.cli.conftest import Cli, Ran
from tests.conftest import THOROUGH
from tests.store.released import fixture
from tests.store.released import restore as made_from
from tests.store.rows import inside
from tests.store.test_bad_files import limited, read_only

__all__ = ["limited"]  # the fixture

DISK = 9_000_000


class SmallDisk:
    """A disk of which so many bytes are free as is wanted."""

    def __init__(self, at: Path):
        self._filler = at / "filler"

    def leave(self, free: int | None) -> None:
        """Fill it but for so many bytes; empty it again for None."""
        self._filler.unlink(missing_ok=True)
        if free is not None:
            left = shutil.disk_usage(self._filler.parent).free - free
            self._filler.write_bytes(bytes(max(0, left)))


@pytest.fixture
def small_disk(home: Path) -> Iterator[SmallDisk]:
    data = home / "data"
    data.mkdir(parents=True, mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=700", "tmpfs", str(data)]
    if sys.platform != "linux" or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield SmallDisk(data)
    finally:
        subprocess.run(["umount", "-l", str(data)], check=True)


def said_plainly(ran: Ran, code: int, path: Path | str = "") -> None:
    """An exit code, nothing on stdout, and words that say what happened and what to do; nothing of the machinery."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert str(path) in ran.err
    assert ". " in ran.err.strip()
    for word in ("Traceback", "Error", "sqlite", "Errno"):
        assert word not in ran.err


@pytest.fixture
def many(tmp_path: Path) -> Path:
    table = tmp_path / "many.csv"
    table.write_text("client,note\n" + "".join(f"Client {number},{'note ' * 8_000}\n" for number in range(10)))
    return table


@pytest.fixture
def copy(clients: Path, cli: Cli, tmp_path: Path) -> Path:
    """Another copy of the practice, in which much was written since; and a backup of the first."""
    assert cli("backup").code == 0
    other = tmp_path / "stick" / "practice.coach"
    other.parent.mkdir()
    shutil.copy(clients, other)
    table = tmp_path / "else.csv"
    table.write_text("client,note\n" + "".join(f"Person {number},{'text ' * 8_000}\n" for number in range(10)))
    assert cli("--db", other, "import", "clients", table).code == 0
    return other


def test_a_full_disk(small_disk: SmallDisk, clients: Path, copy: Path, many: Path, cli: Cli, paths: Paths) -> None:
    (backup,) = [one for one in backups.listed(paths.backups, clients) if one.reason == "asked"]
    before = {file: file.read_bytes() for file in (clients, copy, *paths.backups.iterdir())}
    for command in (
        ("import", "clients", many),
        ("backup",),
        ("merge", copy),
        ("restore", backup.name),
    ):
        small_disk.leave(60_000)
        said_plainly(cli(*command), outline.UNWRITABLE)
        small_disk.leave(None)
        kept = {file: file.read_bytes() for file in (clients, copy, *paths.backups.iterdir())}
        assert kept == before, command
        assert inside(clients.parent) == ["backups", clients.name]
        small_disk.leave(60_000)
        assert "Dana Okafor" in cli("engagements").out, "it can be read"
        small_disk.leave(None)
    assert cli("import", "clients", many).code == 0
    small_disk.leave(60_000)
    said_plainly(cli("restore", backup.name, "--as-edits"), outline.UNWRITABLE)
    small_disk.leave(None)
    assert len(cli("engagements").out.splitlines()) == 13
    assert cli("doctor").code == 0


def test_no_room_for_a_migration(small_disk: SmallDisk, cli: Cli, paths: Paths) -> None:
    old = made_from(fixture("0002").read_text(encoding="utf-8"), paths.practice)
    before = old.read_bytes()
    small_disk.leave(old.stat().st_size + 200_000)  # for the backup, and for nothing more
    said_plainly(cli("today"), outline.UNWRITABLE)
    assert old.read_bytes() == before
    small_disk.leave(None)
    assert cli("today").code == 0


def test_a_disk_that_fails(clients: Path, copy: Path, cli: Cli, paths: Paths, limited: Callable[[int], None]) -> None:
    """Like the full one, where no disk can be mounted: no file may grow beyond a size."""
    (backup,) = [one for one in backups.listed(paths.backups, clients) if one.reason == "asked"]
    before = {file: file.read_bytes() for file in (clients, copy, *paths.backups.iterdir())}
    for command in (("backup",), ("merge", copy), ("restore", backup.name)):
        limited(100_000)
        said_plainly(cli(*command), outline.UNWRITABLE)
        limited(100_000_000)
        assert {file: file.read_bytes() for file in (clients, copy, *paths.backups.iterdir())} == before, command
    assert inside(clients.parent) == ["backups", clients.name]


def test_what_is_read_only(clients: Path, copy: Path, cli: Cli, paths: Paths) -> None:
    (backup,) = [one for one in backups.listed(paths.backups, clients) if one.reason == "asked"]
    before = clients.read_bytes()
    with read_only(clients):
        for command in (
            ("merge", copy),
            ("restore", backup.name),
            ("restore", backup.name, "--as-edits"),
            ("doctor", "--repair"),
        ):
            said_plainly(cli(*command), outline.UNWRITABLE, clients)
        assert cli("restore", backup.name, "--dry-run").code == 0
        assert cli("restore", backup.name, "--as-edits", "--dry-run").code == 0
        assert cli("doctor").code == 0
    assert clients.read_bytes() == before
    with read_only(copy, copy.parent):
        assert cli("merge", copy, "--dry-run").code == 0


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "cut": lambda whole: whole[:3_000],
    "text": lambda whole: b"Dear diary, " * 500,
    "noise": lambda whole: bytes(range(256)) * 16,
    "header": lambda whole: b"\0" * 4096 + whole[4096:],
    "pages": lambda whole: whole[:4096] + b"\xa5" * (len(whole) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGE if THOROUGH else ["empty", "header", "pages"])
def test_a_damaged_file_names_the_newest_good_backup_and_is_not_written_over(
    clients: Path, cli: Cli, paths: Paths, damage: str
) -> None:
    assert cli("backup").code == 0
    good, *_ = backups.listed(paths.backups, clients)
    newer = good.path.with_name(good.name.replace("20261121T09", "20261121T10"))
    newer.write_bytes(good.path.read_bytes()[:-1])  # no good, though the newest
    clients.write_bytes(DAMAGE[damage](clients.read_bytes()))
    before = clients.read_bytes()
    ran = cli("today")
    said_plainly(ran, outline.UNSOUND, clients)
    assert f"coachtui restore {good.name}" in ran.err
    assert newer.name not in ran.err
    assert clients.read_bytes() == before
    ran = cli("restore", good.name)
    assert ran.code == 0
    assert "Dana Okafor" in cli("engagements").out
    aside = next(one for one in backups.listed(paths.backups, clients) if one.reason == "aside")
    assert aside.path.read_bytes() == before
    assert aside.name in ran.err


NO_NAMES = ("../../etc/passwd", "/etc/passwd", "..", "", "../practice.coach", "a\nb\x1b[31m", "x" * 5_000)


def test_a_backup_is_restored_by_its_name_in_the_list_alone(clients: Path, cli: Cli) -> None:
    assert cli("backup").code == 0
    before = clients.read_bytes()
    for name in NO_NAMES:
        for more in ((), ("--as-edits",)):
            ran = cli("restore", *more, "--", name)
            said_plainly(ran, outline.NOT_FOUND, clients)
            assert "\x1b" not in ran.err
    assert clients.read_bytes() == before


def test_a_name_that_is_nearly_right_is_answered_with_the_nearest(clients: Path, cli: Cli, paths: Paths) -> None:
    assert cli("backup").code == 0
    good, *_ = backups.listed(paths.backups, clients)
    ran = cli("restore", good.name.replace("asked", "askd"))
    said_plainly(ran, outline.NOT_FOUND)
    assert good.name in ran.err


def test_a_newer_schema_is_only_refused(clients: Path, copy: Path, cli: Cli, paths: Paths) -> None:
    assert cli("backup").code == 0
    good = next(one for one in backups.listed(paths.backups, clients) if one.digest)
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    before = clients.read_bytes()
    said_plainly(cli("merge", copy), outline.UNSOUND, copy)
    newer = good.path.with_name(good.name.replace("T09", "T08").replace(good.digest, ""))
    shutil.copy(copy, newer)
    for more in ((), ("--as-edits",)):
        ran = cli("restore", newer.name, *more)
        said_plainly(ran, outline.UNSOUND)
        assert "Update coachtui" in ran.err
    assert clients.read_bytes() == before


def test_a_clock_ahead_is_told_and_nothing_is_lost(
    clients: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("client\nAna\n")
    for moment in ("2026-11-21T23:00+00:00", "2199-12-31T12:00+00:00"):
        monkeypatch.setenv("COACHTUI_NOW", moment)
        assert cli("import", "clients", table).code == 0
        monkeypatch.setenv("COACHTUI_NOW", "2026-11-21T09:30+00:00")
        assert cli("undo").code == 0
        assert "Ana" not in cli("engagements").out
    ran = cli("doctor")
    assert (ran.code, "ahead of this machine's clock" in ran.out) == (0, True)


def test_a_clock_beyond_the_year_2200_writes_nothing(
    clients: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("client\nAna\n")
    before = clients.read_bytes()
    monkeypatch.setenv("COACHTUI_NOW", "2201-01-01T12:00+00:00")
    ran = cli("import", "clients", table)
    assert (ran.code, "2201-01-01" in ran.err) == (outline.FAILED, True)
    assert clients.read_bytes() == before


def test_going_back_by_edits_and_forth(clients: Path, cli: Cli, paths: Paths, tmp_path: Path) -> None:
    assert cli("backup").code == 0
    good = next(one for one in backups.listed(paths.backups, clients) if one.reason == "asked")
    table = tmp_path / "more.csv"
    table.write_text("client\nAna\n")
    assert cli("import", "clients", table).code == 0
    dry = cli("restore", good.name, "--as-edits", "--dry-run")
    assert dry.out.splitlines()[0] == "3 records would go to the bin"
    assert "  1 person to the bin" in dry.out
    assert (
        cli("restore", good.name, "--dry-run").out.splitlines()[1]
        == "The same by edits: 3 records would go to the bin."
    )
    assert "Ana" in cli("engagements").out
    assert cli("restore", good.name, "--as-edits").out.splitlines()[0] == "3 records went to the bin"
    assert "Ana" not in cli("engagements").out
    assert cli("undo").out.startswith("Took back: went back to the backup of")
    assert "Ana" in cli("engagements").out
    ran = cli("restore", good.name)
    assert (ran.code, ran.out.strip()) == (0, str(clients))
    assert "Ana" not in cli("engagements").out
    shown = cli("backup", "--list").out
    assert "before a restore" in shown
    assert "once a day" in shown, "made by the first write of the day"


def test_whatever_is_made_is_for_its_owner_alone(clients: Path, cli: Cli, paths: Paths, tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        cli("backup")
        good = backups.listed(paths.backups, clients)[0]
        table = tmp_path / "more.csv"
        table.write_text("client\nAna\n")
        cli("import", "clients", table)
        cli("restore", good.name, "--as-edits")
        cli("restore", good.name)
        clients.write_bytes(b"dear diary")
        cli("restore", good.name)
        cli("doctor", "--repair")
    finally:
        os.umask(umask)
    wrong = [
        place
        for place in (*paths.data.rglob("*"), *paths.state.rglob("*"), paths.data, paths.state)
        if place.stat().st_mode & 0o777 != (0o700 if place.is_dir() else 0o600)
    ]
    assert wrong == []
