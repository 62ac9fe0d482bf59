"""Encrypted files: what opens them and what does not, and what can be read of them without the key."""

from __future__ import annotations

import copy
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coachtui.paths import Paths, private_directory
from coachtui.store import (
    backups,
    doctor,
    driver,
    errors,
    keyrings,
    keys,
    passphrases,
    recognise,
    search_queue,
    undo,
    versions,
)
from coachtui.store.door import Door
from coachtui.store.keys import Key, Passphrase
from coachtui.store.practice import Practice, create, open_practice
from tests.conftest import THOROUGH, StandingClock
from tests.encrypted import OTHER, PASSPHRASE, encrypt, holds, key_of
from tests.keyrings import in_memory
from tests.store.released import fixture, restore
from tests.store.rows import add_one_of_each, everything

SECRET = "Zzyzx does not trust the board"


@pytest.fixture(scope="module")
def encrypted_once(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty practice under a passphrase, to be copied for each test."""
    directory = tmp_path_factory.mktemp("encrypted")
    return encrypt(shutil.copyfile(template, directory / "practice.coach"), Paths(directory, directory, directory))


@pytest.fixture
def encrypted(encrypted_once: Path, paths: Paths) -> Path:
    """A practice under a passphrase, at the usual place."""
    private_directory(paths.data)
    path = shutil.copyfile(encrypted_once, paths.practice)
    path.chmod(0o600)
    return path


@pytest.fixture
def with_secret(practice: Practice) -> Path:
    """A closed plain practice with a row in every table, in one of them a secret."""
    with practice.raw_action("began") as db:
        add_one_of_each(practice, db)
    with practice.raw_action("wrote it down") as db:
        db.execute("UPDATE session_note SET body = ?", (SECRET,))
    practice.close()
    return practice.path


def no_key() -> Key:
    """Return a key that goes with the salt of the encrypted practice, and does not open it."""
    return Key(bytes(range(32)), key_of().salt)


def opened(path: Path, paths: Paths, key: Key | None) -> Practice:
    return open_practice(path, paths, key=key, clock=StandingClock(), random=Random(4))


# Keys


def test_a_key_shows_nowhere() -> None:
    key = key_of()
    held = key.raw[2:-1]
    assert held not in f"{key!r} {key} {[key]} {Passphrase('abc')!r} {(Passphrase('abc'),)}"
    assert "abc" not in repr(Passphrase("abc"))
    for write in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not written down"):
            write(key)
    with pytest.raises(ValueError, match="no key") as told:
        Key.read(f"x'{held[:-2]}zz'")
    assert held[:8] not in str(told.value)
    assert told.value.__cause__ is None


def test_a_forgotten_key_opens_nothing(encrypted: Path) -> None:
    key = key_of()
    assert key == Key.read(key.raw)
    key.forget()
    with pytest.raises(errors.Locked, match="Unlock"):
        driver.connect(encrypted, key=key)


def test_letters_count_the_same_however_they_are_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    salt = bytes(range(128, 144))
    assert keys.derive("café", salt) == keys.derive("cafe\u0301", salt)
    assert keys.derive("café", salt) != keys.derive("cafe", salt)


def test_another_tool_opens_the_file_by_its_passphrase(encrypted: Path) -> None:
    with closing(driver.dbapi2.connect(str(encrypted))) as db:
        db.execute(f"PRAGMA key = '{PASSPHRASE}'")
        assert db.execute("SELECT count(*) FROM practice").fetchone() == (1,)


# Opening


def test_what_is_made_with_a_key_can_be_read_with_it_alone(paths: Paths, clock: StandingClock, home: Path) -> None:
    key = key_of()
    with create(paths.practice, paths, name="P", coach="Xenia Zyx", time_zone="UTC", key=key, clock=clock) as practice:
        assert practice.db.key == key
        backups.make(practice.db, practice.path, paths.backups, clock(), "asked")
        assert practice.db.execute("PRAGMA temp_store").fetchone() == (2,), "temporary data stays in memory"
    (backup,) = backups.listed(paths.backups, paths.practice)
    for path in (paths.practice, backup.path):
        assert recognise.is_encrypted(path)
        assert path.read_bytes()[:16] == key.salt, "one key opens all"
        with opened(path, paths, key) as practice:
            assert practice.db.execute("SELECT name FROM coach").fetchone() == ("Xenia Zyx",)
    assert holds(home, "Xenia", "CREATE TABLE") == []


def test_the_way_of_publishing_keeps_salt_and_key(encrypted: Path, paths: Paths) -> None:
    snapshot = encrypted.with_name("snapshot.coach")
    with opened(encrypted, paths, key_of()) as practice:
        practice.db.execute("VACUUM INTO ?", (str(snapshot),))
    assert snapshot.read_bytes()[:16] == encrypted.read_bytes()[:16]
    with closing(driver.connect(snapshot, key=key_of())) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("given", ["none", "wrong", "flipped", "journal"])
def test_without_the_key_the_file_is_refused_and_left_as_it_was(encrypted: Path, paths: Paths, given: str) -> None:
    key = {"none": None, "wrong": no_key()}.get(given, key_of(OTHER))
    if given == "flipped":
        with encrypted.open("rb+") as file:
            file.write(bytes([key_of().salt[0] ^ 1]))
        key = keys.derive(PASSPHRASE, driver.beginning(encrypted))
    if given == "journal":
        driver.journal_of(encrypted).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    before = encrypted.read_bytes()
    kind, words = (errors.Locked, "is encrypted, or is no practice") if key is None else (errors.WrongKey, "told apart")
    with pytest.raises(kind, match=words) as told:
        opened(encrypted, paths, key)
    assert "left as it is" in str(told.value)
    assert key_of().raw[2:20] not in str(told.value)
    assert given == "none" or "backup --list" in str(told.value)
    if given == "wrong":
        with pytest.raises(errors.WrongKey):
            driver.connect(encrypted, read_only=True, key=no_key())
    assert encrypted.read_bytes() == before


@pytest.mark.parametrize("held", [b"Dear Dana,\n" * 1000, bytes(8192), b"PK\x03\x04" + bytes(range(256)) * 20])
def test_other_files_are_not_taken_for_encrypted_ones(paths: Paths, tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "notes.coach"
    path.write_bytes(held)
    assert not recognise.is_encrypted(path)
    with pytest.raises(errors.ForeignFile):
        open_practice(path, paths)


def test_an_unfinished_write_is_taken_back_with_the_key_and_not_harmed_without(
    encrypted: Path, paths: Paths, tmp_path: Path
) -> None:
    before = everything_of(encrypted, key_of())
    with closing(driver.connect(encrypted, key=key_of())) as db:
        db.execute("PRAGMA cache_size = 5")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE coach SET name = 'half'")
        db.execute("CREATE TABLE big (x)")
        db.executemany("INSERT INTO big VALUES (?)", [("x" * 3000,)] * 60)
        cut, torn = tmp_path / "cut.coach", tmp_path / "torn.coach"
        for path in (cut, torn):
            shutil.copyfile(encrypted, path)
            shutil.copyfile(driver.journal_of(encrypted), driver.journal_of(path))
    with torn.open("rb+") as file:  # the lights went out while the first page was written
        file.seek(2000)
        file.write(b"torn")
    for path in (cut, torn):
        for key, kind in ((no_key(), errors.WrongKey), (None, errors.Locked)):
            with pytest.raises(kind):
                opened(shutil.copyfile(path, path.with_suffix(".alone")), paths, key)
            with pytest.raises(kind):
                opened(path, paths, key)
        opened(path, paths, key_of()).close()
        assert held(everything_of(path, key_of())) == held(before), "the write was taken back, whoever opened the file"


def held(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return the rows of a file but for those that a file gets when it is found at another place."""
    return {name: rows[name] for name in rows if name not in ("local", "seen", "device", "action")}


def everything_of(path: Path, key: Key | None) -> dict[str, list[Any]]:
    with closing(driver.connect(path, key=key)) as db:
        return everything(db)


def test_a_file_is_attached_with_its_own_key_or_none(encrypted: Path, template: Path, tmp_path: Path) -> None:
    plain = shutil.copyfile(template, tmp_path / "plain.coach")
    for path, key, other in ((encrypted, key_of(), plain), (plain, None, encrypted)):
        with closing(driver.connect(path, key=key)) as db:
            driver.attach(db, other, "other", key=None if key else key_of())
            assert db.execute("SELECT count(*) FROM other.practice").fetchone() == (1,)
            db.execute("DETACH other")
            for wrong, kind in ((no_key(), errors.WrongKey), (None, errors.Locked)):
                if other is encrypted:
                    with pytest.raises(kind):
                        driver.attach(db, other, "other", key=wrong)
            assert [name for _, name, _ in db.execute("PRAGMA database_list")] == ["main"]


@pytest.mark.skipif(not THOROUGH, reason="a migration takes seconds")
def test_an_older_encrypted_file_is_brought_up_to_date(paths: Paths, clock: StandingClock) -> None:
    path = restore(fixture("0002").read_text(encoding="utf-8"), paths.practice)
    with closing(driver.connect(path)) as db:
        copied = path.with_name("copy")
        copied.touch()
        driver.attach(db, copied, "copy", key=key_of())
        db.execute("SELECT sqlcipher_export('copy')")
        db.execute(f"PRAGMA copy.application_id = {versions.APPLICATION_ID}")
    copied.replace(path)
    with opened(path, paths, key_of()) as practice:
        assert doctor.is_well(doctor.examine(practice))
        assert practice.db.key == key_of()
    assert recognise.is_encrypted(path)
    (backup,) = backups.listed(paths.backups, path)
    assert recognise.is_encrypted(backup.path)


def test_a_door_opens_locks_and_opens_again(encrypted: Path, paths: Paths, clock: StandingClock) -> None:
    door = Door(encrypted, paths, clock)
    assert door.is_locked
    with pytest.raises(errors.WrongKey):
        door.unlock("wrong")
    assert door.is_locked
    door.unlock(PASSPHRASE)
    with door() as practice:
        key = practice.db.key
    door.lock()
    assert door.is_locked
    assert key is not None
    with pytest.raises(errors.Locked):
        assert key.raw
    passphrases.rewrite(encrypted, paths, key=key_of(), new=None)
    door.unlock("whatever")
    door().close()
    assert not door.is_encrypted


# Setting, changing, removing


def test_setting_changing_and_removing_change_nothing_else(with_secret: Path, paths: Paths, home: Path) -> None:
    with_secret.chmod(0o640)
    held, (site,) = everything_of(with_secret, None), site_of(with_secret, None)
    steps = [(None, key_of()), (key_of(), key_of(OTHER)), (key_of(OTHER), None)]
    for key, new in steps:
        passphrases.rewrite(with_secret, paths, key=key, new=new)
        assert recognise.is_encrypted(with_secret) is (new is not None)
        assert bool(holds(home, SECRET, "CREATE TABLE")) is (new is None), "nothing of it lies about in the clear"
        assert with_secret.stat().st_mode & 0o777 == 0o640
        if key != new and new is not None:
            with pytest.raises(errors.Locked):
                opened(with_secret, paths, key)
        with closing(driver.connect(with_secret, key=new)) as db:
            assert everything(db) == held
            assert db.execute("PRAGMA application_id").fetchone() == (versions.APPLICATION_ID,)
        assert site_of(with_secret, new) == (site,)
        with opened(with_secret, paths, new) as practice:
            assert practice.db.execute("SELECT site FROM local").fetchone() == (site,), "the device knows it still"
            with practice.raw_action("edited") as db:
                db.execute("UPDATE coach SET name = 'Edited'")
            undo.undo(practice)
            assert not search_queue.is_behind(practice.db)
            assert [f for f in doctor.examine(practice) if f.level is doctor.Level.FAULT] == []
        held = everything_of(with_secret, new)
    assert [path.name for path in with_secret.parent.iterdir()] == [with_secret.name], "nothing is left beside it"


def site_of(path: Path, key: Key | None) -> tuple[int]:
    with closing(driver.connect(path, key=key)) as db:
        (site,) = db.execute("SELECT site FROM local").fetchone()
    return (site,)


def test_a_copy_that_does_not_come_out_right_is_not_taken(
    with_secret: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = with_secret.read_bytes(), passphrases._write

    def spoiled(path: Path, copied: Path, key: Key | None, new: Key | None) -> None:
        write(path, copied, key, new)
        with closing(driver.connect(copied, key=new)) as db:
            db.execute("UPDATE local SET still = 1")
            db.execute("UPDATE session_note SET body = body || '.'")

    monkeypatch.setattr(passphrases, "_write", spoiled)
    with pytest.raises(errors.DamagedPractice, match="left as it is"):
        passphrases.rewrite(with_secret, paths, key=None, new=key_of())
    assert with_secret.read_bytes() == before
    assert [path.name for path in with_secret.parent.iterdir()] == [with_secret.name]


def test_what_can_not_be_written_stays_as_it_is(with_secret: Path, paths: Paths) -> None:
    before = with_secret.read_bytes()
    with_secret.parent.chmod(0o500)
    try:
        with pytest.raises(errors.ReadOnlyPractice):
            passphrases.rewrite(with_secret, paths, key=None, new=key_of())
    finally:
        with_secret.parent.chmod(0o700)
    with closing(driver.connect(with_secret)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        driver_wait, driver.BUSY_MS = driver.BUSY_MS, 10
        try:
            with pytest.raises(errors.PracticeBusy):
                passphrases.rewrite(with_secret, paths, key=None, new=key_of())
        finally:
            driver.BUSY_MS = driver_wait
    assert with_secret.read_bytes() == before


def test_copies_that_anyone_can_read_are_named(with_secret: Path, paths: Paths, clock: StandingClock) -> None:
    with opened(with_secret, paths, None) as practice:
        backups.make(practice.db, practice.path, paths.backups, clock(), "asked")
        rescued = paths.state / "rescue" / "1.coach"
        rescued.parent.mkdir(parents=True)
        shutil.copyfile(with_secret, rescued)
    (paths.backups / "foreign.coach").write_text("x" * 200)
    encrypt(with_secret, paths)
    with opened(with_secret, paths, key_of()) as practice:
        clock.forward(hours=1)
        backups.make(practice.db, practice.path, paths.backups, clock(), "asked")
        found = passphrases.plain_copies(practice)
    assert [copied.what for copied in found] == ["backup", "rescued copy"]
    assert set(holds(paths.data.parent, SECRET)) == {copied.path for copied in found}


KILLED = """
import sys
from coachtui import paths
from coachtui.store import passphrases
from coachtui.store.keys import Key
places = paths.find()
old, new = (Key.read(raw) if raw else None for raw in sys.argv[1:])
print(flush=True)
passphrases.rewrite(places.practice, places, key=old, new=new)
"""


@pytest.mark.parametrize("step", ["set", "change", "remove"])
def test_a_kill_leaves_the_file_under_the_old_passphrase_or_the_new(with_secret: Path, paths: Paths, step: str) -> None:
    old, new = {
        "set": (None, key_of()), "change": (key_of(), key_of(OTHER)), "remove": (key_of(), None)
    }[step]  # fmt: skip
    moments = Random() if THOROUGH else Random(5)
    if old is not None:
        passphrases.rewrite(with_secret, paths, key=None, new=old)
    whole, rows = with_secret.read_bytes(), everything_of(with_secret, old)
    took, came = 0.0, []
    for _ in range(26 if THOROUGH else 2):
        with_secret.write_bytes(whole)
        arguments = [key.raw if key else "" for key in (old, new)]
        process = subprocess.Popen([sys.executable, "-c", KILLED, *arguments], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        started = time.monotonic()
        if took:
            time.sleep(moments.uniform(0, took))
            process.kill()
        process.communicate()
        took = took or time.monotonic() - started
        key = next(key for key in (old, new) if is_under(with_secret, key))
        came.append(key is new)
        with opened(with_secret, paths, key) as practice:
            assert held(everything(practice.db)) == held(rows)
    assert came[0]
    assert not THOROUGH or len(set(came)) == 2, "some were killed before it was done, and some after"


def is_under(path: Path, key: Key | None) -> bool:
    """Whether the file opens with this key, and with no key if there is none."""
    return driver.application_id(path, key) == versions.APPLICATION_ID


# Passphrases, and where they are kept


@pytest.mark.parametrize(
    ("held", "passphrase", "why"),
    [
        (b"correct horse\n", "correct horse", ""),
        ("\ufeffcaf\u00e9 \r\n".encode(), "café ", ""),
        (b"", "", "is empty"),
        (b"\n", "", "is empty"),
        (b"one\ntwo\n", "", "more than one line"),
        (b"\xff\xfe", "", "no UTF-8"),
        (b"x" * 5000, "", "more than one line"),
    ],
)
def test_a_passphrase_is_read_from_a_file(tmp_path: Path, held: bytes, passphrase: str, why: str) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(held)
    if why:
        with pytest.raises(errors.Refused, match=why):
            passphrases.read_file(file)
    else:
        assert passphrases.read_file(file) == passphrase
    with pytest.raises(errors.Refused, match="can't be read"):
        passphrases.read_file(tmp_path / "none")


def test_advice_is_given_for_short_ones_and_repetition() -> None:
    assert passphrases.advice("") == passphrases.advice("lamp river oyster nine") == ""
    assert "12 characters" in passphrases.advice("hunter2")
    assert "repeats" in passphrases.advice("abababababababab")


def test_the_keyring_keeps_the_key_and_not_the_passphrase(encrypted: Path) -> None:
    with in_memory() as memory:
        key = passphrases.key_for(encrypted, PASSPHRASE)
        assert keyrings.recall(key.salt) is None
        keyrings.remember(key)
        assert keyrings.recall(driver.beginning(encrypted)) == key
        assert [service for service, _ in memory.kept] == ["coachtui"]
        assert PASSPHRASE not in str(memory.kept)
        memory.kept["coachtui", key.salt.hex()] = "not a key"
        assert keyrings.recall(key.salt) is None
        assert keyrings.forget(key.salt)
        assert not keyrings.forget(key.salt)


def test_a_machine_without_a_keyring_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())
    key = key_of()
    assert keyrings.recall(key.salt) is None
    for ask in (lambda: keyrings.remember(key), lambda: keyrings.forget(key.salt)):
        with pytest.raises(errors.NoKeyring, match="can't be used") as told:
            ask()
        assert key.raw[2:20] not in str(told.value)


def test_nothing_is_said_of_the_key_when_something_fails(encrypted: Path, paths: Paths) -> None:
    """The driver's own errors quote the statement in some versions; ours never do."""
    key: Callable[[], Key] = key_of
    for path in (encrypted, encrypted.with_name("none.coach")):
        with pytest.raises(errors.PracticeError) as told:
            opened(path, paths, no_key())
        error: BaseException | None = told.value
        while error is not None:
            assert key().raw[2:20] not in repr(error)
            error = error.__cause__ or error.__context__
