"""`coachtui sync`, `join` and `merge`: what they say, their exit codes, and that a refusal changes nothing."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.cli import outline
from coachtui.cli import passphrases as asking
from coachtui.paths import Paths, find
from coachtui.store import keys, passphrases
from coachtui.store.practice import create, open_practice
from coachtui.store.sync import memory, turns
from tests.cli.conftest import Cli
from tests.conftest import StandingClock

At = Callable[[str], None]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys without the work that is done on purpose."""
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Shared"
    made.mkdir()
    return made


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """Sit down at another machine."""
    return lambda name: monkeypatch.setenv("COACHTUI_HOME", str(tmp_path / name))


def named(cli: Cli, name: str, email: str) -> None:
    """Write something that the others can read, at the machine where we sit."""
    paths = find()
    with open_practice(paths.practice, paths, clock=StandingClock()) as practice:
        practice.db.execute("UPDATE device SET name = ? WHERE site = (SELECT site FROM local)", (name,))
        with practice.raw_action("changed the address") as db:
            db.execute("UPDATE coach SET email = ?", (email,))


def email() -> str:
    paths = find()
    with open_practice(paths.practice, paths, clock=StandingClock()) as practice:
        return str(practice.db.execute("SELECT email FROM coach").fetchone()[0])


def test_a_second_machine_joins_and_both_meet(cli: Cli, fresh: Path, folder: Path, at: At) -> None:
    ran = cli("sync")
    assert (ran.code, ran.out) == (outline.FAILED, "")
    assert "coachtui sync FOLDER" in ran.err
    named(cli, "laptop", "ada@laptop.example")
    ran = cli("sync", folder)
    assert (ran.code, ran.out) == (outline.OK, "Published what is new here.\n")
    assert ran.err == "In step; no other device yet.\n"

    at("desktop")
    ran = cli("join", folder)
    assert (ran.code, ran.out) == (outline.OK, f"{find().practice}\n")
    assert "in step with the laptop" in ran.err
    assert email() == "ada@laptop.example"
    assert cli("join", folder).code == outline.FAILED, "there is a file already"
    named(cli, "desktop", "ada@desktop.example")
    assert cli("sync", "--once").code == outline.OK

    at("home")
    ran = cli("sync", "--once")
    assert (ran.code, ran.err) == (outline.OK, "")
    assert ran.out == "1 changed from desktop\n"
    assert cli("sync", "--once").out == "", "nothing happened, nothing is said"
    ran = cli("sync", "--status")
    assert ran.out.startswith(f"{folder}: in step with the desktop\n  published Sat 21 Nov 2026 ")
    status = json.loads(cli("sync", "--status", "--json").out)
    assert (status["state"], status["conflicts"], len(status["files"])) == ("in_step", 0, 1)
    assert cli("sync", "--off").code == outline.OK
    assert json.loads(cli("sync", "--status", "--json").out)["state"] == "off"
    assert len(list(folder.rglob("*.coach"))) == 2, "what was published stays"


def test_a_file_brought_by_hand_is_shown_and_merged(cli: Cli, fresh: Path, tmp_path: Path, at: At) -> None:
    stick = tmp_path / "on a stick.coach"
    desktop = tmp_path / "desktop" / "data"
    desktop.mkdir(parents=True)
    shutil.copyfile(fresh, desktop / "practice.coach")
    at("desktop")
    named(cli, "desktop", "ada@desktop.example")
    shutil.copyfile(desktop / "practice.coach", stick)
    before = stick.read_bytes()

    at("home")
    ran = cli("merge", stick, "--dry-run")
    assert (ran.code, ran.err) == (outline.OK, "Nothing was changed.\n")
    assert ran.out == "1 changed from desktop\n\nchanged:\n  coach Ada Quist: email\n"
    assert email() == "None"
    assert json.loads(cli("merge", stick, "--dry-run", "--json").out)["changed"] == 1
    assert not list(find().backups.glob("*-merge-*"))
    assert cli("merge", stick).out.startswith("1 changed from desktop\n")
    assert email() == "ada@desktop.example"
    assert len(list(find().backups.glob("*-merge-*"))) == 1
    assert cli("merge", stick).out == "nothing new from desktop\n"
    assert len(list(find().backups.glob("*-merge-*"))) == 1
    assert stick.read_bytes() == before


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("missing", outline.NOT_FOUND, "There is no file"),
        ("folder", outline.UNSOUND, "is a folder"),
        ("text", outline.UNSOUND, "is not a practice file"),
        ("cut short", outline.UNSOUND, "damaged"),
        ("newer", outline.UNSOUND, "Update coachtui on this machine first"),
        ("other", outline.UNSOUND, "is another practice"),
        ("itself", outline.FAILED, "Name another copy"),
        ("encrypted", outline.LOCKED, "is encrypted"),
        ("not given", outline.LOCKED, "does not open"),
    ],
)
def test_a_file_that_can_not_be_merged_is_told_and_nothing_is_changed(
    cli: Cli, fresh: Path, tmp_path: Path, what: str, code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brought.coach"
    if what == "folder":
        file.mkdir()
    elif what == "text":
        file.write_text("Dear diary, " * 100)
    elif what == "itself":
        file = fresh
    elif what == "other":
        strange = Paths(tmp_path / "o/data", tmp_path / "o/config", tmp_path / "o/state")
        create(strange.practice, strange, name="O", coach="Bo", time_zone="UTC", clock=StandingClock()).close()
        shutil.copyfile(strange.practice, file)
    elif what != "missing":
        shutil.copyfile(fresh, file)
    if what == "cut short":
        file.write_bytes(file.read_bytes()[:100_000])
    elif what == "newer":
        db = sqlite3.connect(file)
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
        db.close()
    elif what in ("encrypted", "not given"):
        paths = find()
        passphrases.rewrite(file, paths, key=None, new=keys.fresh("one two three"))
        if what == "not given":
            monkeypatch.setenv("COACHTUI_PASSPHRASE", "one two four")
    before = fresh.read_bytes()
    for arguments in ((), ("--dry-run",)):
        ran = cli("merge", file, *arguments)
        assert (ran.code, ran.out) == (code, "")
        assert words in ran.err
        assert str(file) in ran.err
        assert fresh.read_bytes() == before
    assert not [path for path in find().state.rglob("*") if "copies" in path.name or "merge-" in path.name]


def test_an_encrypted_practice_joins_with_its_passphrase(
    cli: Cli, fresh: Path, folder: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrases.rewrite(fresh, find(), key=None, new=keys.fresh("one two three"))
    monkeypatch.setenv("COACHTUI_PASSPHRASE", "one two three")
    assert cli("sync", folder).code == outline.OK
    at("desktop")
    monkeypatch.setenv("COACHTUI_PASSPHRASE", "wrong")
    assert cli("join", folder).code == outline.LOCKED
    assert not find().practice.exists()
    monkeypatch.delenv("COACHTUI_PASSPHRASE")
    assert cli("join", folder).code == outline.LOCKED
    monkeypatch.setenv("COACHTUI_PASSPHRASE", "one two three")
    assert cli("join", folder).code == outline.OK
    assert not find().practice.read_bytes().startswith(b"SQLite format 3")
    assert cli("today").code == outline.OK


def test_the_passphrase_of_another_machine_is_asked_for_and_taken(
    cli: Cli, fresh: Path, folder: Path, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("sync", folder).code == outline.OK
    at("desktop")
    assert cli("join", folder).code == outline.OK
    named(cli, "desktop", "ada@desktop.example")
    passphrases.rewrite(find().practice, find(), key=None, new=keys.fresh("one two three"))
    monkeypatch.setenv("COACHTUI_PASSPHRASE", "one two three")
    assert cli("sync").code == outline.OK
    at("home")
    monkeypatch.delenv("COACHTUI_PASSPHRASE")
    ran = cli("sync", "--once")
    assert (ran.code, ran.err) == (outline.IN_PART, "The desktop's file has another passphrase.\n")
    typed = ["wrong", "one two three"]
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(asking, "asked", lambda _: typed.pop(0))
    monkeypatch.setattr(asking, "consented", lambda question: "that passphrase too" in question)
    assert "does not open it" in cli("sync").err
    ran = cli("sync")
    assert ran.code == outline.OK
    assert "\n1 changed from desktop\n" in ran.out
    assert "has the same passphrase now" in ran.err
    assert not find().practice.read_bytes().startswith(b"SQLite format 3")
    at("desktop")
    monkeypatch.setenv("COACHTUI_PASSPHRASE", "one two three")
    assert json.loads(cli("sync", "--json").out)["words"].startswith("in step")


def test_a_machine_joins_one_of_several_practices(cli: Cli, fresh: Path, folder: Path, at: At) -> None:
    at("desktop")
    assert cli("join", folder).code == outline.NOT_FOUND
    assert "does not hold a practice yet" in cli("join", folder).err
    assert cli("join", folder / "nowhere").code == outline.UNWRITABLE
    assert cli("new", "--name", "Other", "--coach", "Bo").code == outline.OK
    assert cli("sync", folder).code == outline.OK
    at("home")
    assert cli("sync", folder).code == outline.OK
    at("studio")
    ran = cli("join", folder)
    assert ran.code == outline.NOT_FOUND
    first, second = (line.split(":")[0] for line in ran.out.splitlines())
    assert not find().practice.exists()
    assert cli("join", folder, "--practice", second).code == outline.OK
    assert first != second
    with open_practice(find().practice, find(), clock=StandingClock()) as practice:
        assert practice.db_id.endswith(second)


@pytest.mark.parametrize("half", [False, True])
def test_a_folder_that_can_not_be_used_is_told(cli: Cli, fresh: Path, folder: Path, half: bool) -> None:
    file = folder / "file"
    file.write_text("x")
    for place, code in (
        (folder / "nowhere", outline.UNWRITABLE),
        (file, outline.FAILED),
        (fresh.parent, outline.FAILED),
    ):
        ran = cli("sync", place)
        assert (ran.code, ran.out) == (code, "")
        assert str(place) in ran.err
    assert cli("sync", folder, "--off").code == outline.USAGE
    assert cli("sync", folder).code == outline.OK
    named(cli, "laptop", "new")
    shutil.rmtree(folder)
    if half:
        folder.mkdir()
    ran = cli("sync", "--once")
    assert (ran.code, ran.out) == (outline.UNWRITABLE, "")
    assert "can't be reached" in ran.err
    assert email() == "new"
    assert "can't be reached" in cli("sync", "--status").out


def test_two_at_once_and_one_says_so(cli: Cli, fresh: Path, folder: Path) -> None:
    assert cli("sync", folder).code == outline.OK
    with open_practice(fresh, find(), clock=StandingClock()) as practice:
        lock = memory.lock_file(practice)
    with turns.turn(lock):
        ran = cli("sync")
        assert (ran.code, ran.err) == (outline.OK, "Another coachtui is at it just now; nothing was done.\n")
        assert cli("sync", "--once").err == ""


def test_ctrl_c_stops_a_merge_and_nothing_is_changed(
    cli: Cli, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: At
) -> None:
    desktop = tmp_path / "desktop" / "data"
    desktop.mkdir(parents=True)
    shutil.copyfile(fresh, desktop / "practice.coach")
    at("desktop")
    named(cli, "desktop", "ada@desktop.example")
    at("home")
    from coachtui.store import merge

    whole = merge.merge

    def interrupted(*args: object, **kwargs: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return whole(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(merge, "merge", interrupted)
    ran = cli("merge", desktop / "practice.coach")
    assert ran.code == outline.INTERRUPTED
    assert "Nothing was changed" in ran.err
    assert email() == "None"
    monkeypatch.undo()


def test_a_file_in_a_synced_folder_is_told_and_adopted(cli: Cli, fresh: Path, tmp_path: Path) -> None:
    dropbox = tmp_path / "Dropbox" / "coaching"
    dropbox.mkdir(parents=True)
    shutil.move(fresh, dropbox / "practice.coach")
    ran = cli("--db", dropbox / "practice.coach", "sync", "--status")
    assert "lies in a folder of Dropbox" in ran.out
    assert cli("--db", dropbox / "practice.coach", "sync", "--adopt").code == outline.OK
    status = json.loads(cli("sync", "--status", "--json").out)
    assert (status["folder"], status["advice"], status["state"]) == (str(dropbox), None, "in_step")
    assert {path.name for path in dropbox.iterdir()} == {"practice.coach", f"coachtui-{_short(fresh)}"}
    assert cli("--db", dropbox / "practice.coach", "sync", "--adopt").code == outline.FAILED
    assert cli("sync", "--adopt").code == outline.FAILED


def _short(path: Path) -> str:
    with open_practice(path, find(), clock=StandingClock()) as practice:
        return practice.db_id[-8:]
