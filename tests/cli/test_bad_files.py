"""A practice file that is not there, not ours, damaged or not to be written: plain words, a code, nothing changed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from coachtui import models
from coachtui.cli import outline
from coachtui.paths import Paths
from tests.cli.conftest import Cli

FILES = Path(__file__).parent.parent / "fixtures" / "clients"
MODEL = Path(models.__file__).with_name("example.toml")
READING = [
    ("today",),
    ("engagements",),
    ("show", "dana"),
    ("brief", "dana"),
    ("intake", "dana"),
    ("models",),
    ("history", "dana"),
    ("undo", "--dry-run"),
    ("export", "out"),
    ("backup",),
    ("doctor",),
    ("import", "clients", str(FILES / "accountable.csv"), "--dry-run"),
    ("import", "model", str(MODEL), "--dry-run"),
]


@pytest.mark.parametrize("command", READING)
def test_without_a_practice_file_each_command_says_so_and_makes_none(
    cli: Cli, command: tuple[str, ...], paths: Paths
) -> None:
    ran = cli(*command)
    assert (ran.code, ran.out) == (outline.NO_PRACTICE, "")
    assert str(paths.practice) in ran.err
    assert not paths.practice.exists()


@pytest.mark.parametrize(
    ("damage", "code"),
    [("empty", outline.UNSOUND), ("text", outline.UNSOUND), ("foreign", outline.UNSOUND), ("newer", outline.UNSOUND)],
)
@pytest.mark.parametrize("command", READING)
def test_a_file_that_is_not_ours_to_read_is_told_and_left_as_it_is(
    cli: Cli, clients: Path, damage: str, code: int, command: tuple[str, ...]
) -> None:
    if damage == "empty":
        clients.write_bytes(b"")
    elif damage == "text":
        clients.write_text("Dear diary, " * 100)
    else:
        db = sqlite3.connect(clients)
        if damage == "foreign":
            db.execute("PRAGMA application_id = 7")
        else:
            db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
        db.close()
    before = clients.read_bytes()
    ran = cli(*command)
    assert (ran.code, ran.out) == (code, "")
    assert str(clients) in ran.err
    assert clients.read_bytes() == before


@pytest.mark.parametrize("command", [command for command in READING if command[0] not in ("backup", "export")])
def test_a_file_with_broken_pages_is_told(cli: Cli, clients: Path, command: tuple[str, ...]) -> None:
    data = bytearray(clients.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 200] = b"\xa5" * 200
    clients.write_bytes(data)
    ran = cli(*command)
    assert (ran.code, ran.out) == (outline.UNSOUND, "")
    assert "damaged" in ran.err
    assert clients.read_bytes() == bytes(data)


def test_a_file_that_can_not_be_written_can_be_read(cli: Cli, clients: Path, tmp_path: Path) -> None:
    clients.chmod(0o400)
    for command in (("today",), ("show", "dana"), ("export", str(tmp_path / "archive"))):
        assert cli(*command).code == 0
    table = tmp_path / "more.csv"
    table.write_text("client\nAna\n")
    for command in (("undo",), ("import", "clients", str(table))):
        ran = cli(*command)
        assert (ran.code, ran.out) == (outline.UNWRITABLE, "")
        assert "read-only" in ran.err


def test_where_nothing_can_be_made_it_is_told(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert cli("--db", tmp_path / "file" / "x.coach", "new", "--coach", "A").code == outline.UNWRITABLE
    assert cli("export", tmp_path / "file" / "archive").code == outline.UNWRITABLE
    shutil.rmtree(tmp_path / "home" / "data" / "backups", ignore_errors=True)
    (tmp_path / "home" / "data" / "backups").write_text("")
    assert cli("backup").code == outline.UNWRITABLE
