"""`coachtui passphrase`, and where every other command takes the passphrase from."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachtui.cli import outline, passphrases
from coachtui.paths import Paths
from coachtui.store import backups, driver, recognise
from coachtui.store.keys import Key
from tests.cli.conftest import Cli, Ran
from tests.encrypted import OTHER, PASSPHRASE, encrypt, holds, key_of, quick
from tests.keyrings import Memory, in_memory

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    return written(tmp_path / "passphrase", PASSPHRASE)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A file with another passphrase."""
    return written(tmp_path / "other", OTHER)


@pytest.fixture
def memory() -> Iterator[Memory]:
    """A keyring in memory."""
    with in_memory() as kept:
        yield kept


def written(path: Path, passphrase: str) -> Path:
    path.write_text(f"{passphrase}\n", encoding="utf-8")
    return path


def typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    """Let someone be there who types this; return the questions that are asked."""
    questions: list[str] = []
    answers = iter(typed)

    def answer(question: str, stream: object = None) -> str:
        questions.append(question)
        return next(answers)

    monkeypatch.setattr(passphrases, "can_ask", lambda: True)
    monkeypatch.setattr(getpass, "getpass", answer)
    return questions


def one_line(ran: Ran) -> str:
    return " ".join(ran.err.split())


def test_from_plain_to_encrypted_and_back(
    cli: Cli, fresh: Path, paths: Paths, home: Path, file: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("backup").code == 0
    assert holds(home, "Ada Quist")

    ran = cli("passphrase", "set", "--new-passphrase-file", file)
    assert (ran.code, ran.out.splitlines()[0]) == (0, str(fresh))
    assert "can't be recovered" in one_line(ran)
    plain = [backup.path for backup in backups.listed(paths.backups, fresh)]
    assert plain
    assert all(f"backup: {path}" in ran.out and path.exists() for path in plain), "nothing is removed in silence"
    assert "can still be read by anyone" in one_line(ran)

    ran = cli("--passphrase-file", file, "passphrase", "copies", "--remove")
    assert (ran.code, "removed. Special tools" in one_line(ran)) == (0, True)
    assert not any(path.exists() for path in plain)
    assert holds(home, "Ada Quist", "CREATE TABLE") == [], "no word of it is left on the disk"

    assert cli("today").code == outline.LOCKED
    assert cli("--passphrase-file", other, "today").code == outline.LOCKED
    assert "Ada Quist" in cli("--passphrase-file", file, "today").out
    monkeypatch.setenv("COACHTUI_PASSPHRASE_FILE", str(file))
    for command in ("backup", "doctor", "engagements"):
        assert cli(*command.split()).code == 0, command
    assert cli("passphrase", "set", "--new-passphrase-file", other).code == outline.FAILED
    assert holds(home, "Ada Quist", "CREATE TABLE") == []

    ran = cli("passphrase", "change", "--new-passphrase-file", other)
    assert (ran.code, "keep the old one" in one_line(ran)) == (0, True)
    assert cli("today").code == outline.LOCKED
    kept = backups.listed(paths.backups, fresh)[-1]
    assert cli("--db", kept.path, "today").code == 0, "a backup keeps the passphrase that it had"
    monkeypatch.delenv("COACHTUI_PASSPHRASE_FILE")
    monkeypatch.setenv("COACHTUI_PASSPHRASE", OTHER)
    assert cli("passphrase", "remove").code == outline.FAILED, "there is nobody to agree"
    assert recognise.is_encrypted(fresh)
    ran = cli("passphrase", "remove", "--yes")
    assert (ran.code, "anyone with this file can read it" in one_line(ran)) == (0, True)
    monkeypatch.delenv("COACHTUI_PASSPHRASE")
    assert "Ada Quist" in cli("today").out
    for without in ("change --new-passphrase-file x", "remove --yes", "remember", "forget", "copies"):
        assert cli("passphrase", *without.split()).code == outline.FAILED, without


def test_what_was_plain_is_removed_when_the_coach_agrees(
    cli: Cli, fresh: Path, home: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("backup")
    ran = cli("passphrase", "set", "--new-passphrase-file", file, "--remove-plain")
    assert "removed" in one_line(ran)
    assert holds(home, "Ada Quist") == []


def test_it_is_asked_for_and_three_times_at_most(
    cli: Cli, fresh: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypt(fresh, paths)
    asked = typing(monkeypatch, "wrong", PASSPHRASE)
    ran = cli("today")
    assert (ran.code, len(asked)) == (0, 2)
    assert "does not open it. Try again; 2 more" in one_line(ran)
    asked = typing(monkeypatch, "wrong", "", "wronger", PASSPHRASE)
    ran = cli("today")
    assert (ran.code, len(asked)) == (outline.LOCKED, 3)
    assert "can't be told apart" in one_line(ran)
    assert "backup --list" in one_line(ran)
    assert PASSPHRASE not in ran.err


def test_a_new_one_is_typed_twice(cli: Cli, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, PASSPHRASE, "differs", "short", "short")
    ran = cli("new", "--coach", "Ada Quist", "--time-zone", "UTC")
    assert ran.code == 0
    for told in ("not the same", "Press enter for none", "Short: 12 characters"):
        assert told in one_line(ran)
    assert recognise.is_encrypted(paths.practice)
    assert cli("--db", paths.practice.with_name("2.coach"), "passphrase", "set").code == outline.NO_PRACTICE

    typing(monkeypatch, "short", *["a", "b"] * 3)
    assert cli("passphrase", "change").code == outline.FAILED
    typing(monkeypatch, "")
    ran = cli("--db", paths.practice.with_name("2.coach"), "new", "--coach", "Ada", "--time-zone", "UTC")
    assert (ran.code, "anyone with this file can read it" in one_line(ran)) == (0, True)


def test_new_files_get_the_passphrase_that_is_given(
    cli: Cli, fresh: Path, paths: Paths, file: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made" / "new.coach"
    assert cli("--db", made, "--passphrase-file", file, "new", "--coach", "Ada", "--time-zone", "UTC").code == 0
    assert recognise.is_encrypted(made)
    ran = cli("--db", made, "--passphrase-file", file, "export", tmp_path / "archive")
    assert (ran.code, "--plain" in one_line(ran)) == (outline.FAILED, True)
    assert not (tmp_path / "archive").exists(), "nothing is written in plain text unasked"
    assert cli("--db", made, "--passphrase-file", file, "export", tmp_path / "archive", "--plain").code == 0
    again = tmp_path / "again" / "new.coach"
    assert cli("--db", again, "--passphrase-file", file, "import", "archive", tmp_path / "archive").code == 0
    assert recognise.is_encrypted(again)
    assert cli("--db", again, "--passphrase-file", file, "doctor").code == 0
    assert cli("export", tmp_path / "plain").code == 0, "a plain practice is not asked about"


def test_the_keyring_opens_it_from_remember_to_forget(
    cli: Cli, fresh: Path, paths: Paths, file: Path, other: Path, memory: Memory
) -> None:
    encrypt(fresh, paths)
    assert cli("passphrase", "remember").code == outline.LOCKED
    assert cli("--passphrase-file", file, "passphrase", "remember").code == 0
    assert cli("today").code == 0
    assert cli("passphrase", "change", "--new-passphrase-file", other).code == 0
    assert cli("today").code == 0, "the keyring goes along"
    assert len(memory.kept) == 1
    memory.kept[next(iter(memory.kept))] = Key(bytes(32), driver.beginning(fresh)).raw
    assert cli("today").code == outline.LOCKED, "a key that does not fit is no error: the passphrase is asked for"
    assert cli("passphrase", "forget").code == 0
    assert "kept nothing" in one_line(cli("passphrase", "forget"))
    assert memory.kept == {}
    assert cli("--passphrase-file", other, "passphrase", "remember").code == 0
    assert cli("passphrase", "remove", "--yes").code == 0
    assert memory.kept == {}


def test_what_is_wrong_with_what_is_given_is_told(cli: Cli, fresh: Path, paths: Paths, tmp_path: Path) -> None:
    encrypt(fresh, paths)
    for name, code, words in (("none", outline.FAILED, "can't be read"), ("empty", outline.FAILED, "is empty")):
        (tmp_path / "empty").write_bytes(b"\n")
        ran = cli("--passphrase-file", tmp_path / name, "today")
        assert (ran.code, words in ran.err) == (code, True)
    ran = cli("passphrase", "remember")
    assert (ran.code, "is encrypted" in one_line(ran)) == (outline.LOCKED, True)
    assert key_of().raw not in ran.err
