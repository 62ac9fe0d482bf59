"""A file that is damaged inside opens or not, but never ends in a traceback, and never says what it holds."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.store import backups, doctor, driver, errors, undo
from coachtui.store.practice import Practice, open_practice
from tests.store.rows import add_one_of_each, content, inside
from tests.store.test_bad_files import SECRET, told
from tests.store.test_changelog import add_person


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_a_traceback(opening: Callable[[], Practice], fresh: Path, place: int, bit: int) -> None:
    whole = fresh.with_name("whole")
    if not whole.exists():
        with opening() as practice, practice.raw_action("began") as db:
            add_one_of_each(practice, db)
        shutil.copyfile(fresh, whole)
    damaged = bytearray(whole.read_bytes())
    damaged[place % len(damaged)] ^= 1 << bit
    fresh.write_bytes(damaged)
    message = ""
    try:
        with opening() as practice:
            findings = doctor.examine(practice)
            with driver.plain_words(fresh):
                rows = content(practice.db)
            if doctor.is_well(findings):
                with open_practice(whole, practice.paths, clock=practice.clock) as good:
                    assert {k: len(v) for k, v in rows.items()} == {k: len(v) for k, v in content(good.db).items()}
            add_person(practice)
            undo.undo(practice)
    except errors.PracticeError as error:
        message = str(error)
    assert SECRET not in message


def test_damage_that_shows_later_is_told_in_words(opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        with practice.raw_action("imported") as db:
            db.executemany(
                "INSERT INTO person (id, name, folded, named_in_log) VALUES (?, ?, '', 0)",
                [(practice.new_id(), f"{SECRET} {number}") for number in range(2_000)],
            )
        (root,) = practice.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()
    with fresh.open("rb+") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with opening() as practice:  # it opens: looking at every page would take too long
        with pytest.raises(errors.DamagedPractice, match="damaged") as error, driver.plain_words(fresh):
            practice.db.execute("SELECT count(name) FROM person").fetchone()
        told(error, fresh)
        with pytest.raises(errors.DamagedPractice):
            add_person(practice)
        findings = doctor.examine(practice)
        assert not doctor.is_well(findings)
        assert SECRET not in repr(findings)
        with pytest.raises(errors.DamagedPractice) as error:
            backups.make(practice.db, fresh, practice.paths.backups, practice.clock(), "daily")
        told(error, fresh)
        assert inside(practice.paths.backups) == []


def test_text_that_is_no_text_is_told_without_quoting_it(opening: Callable[[], Practice], fresh: Path) -> None:
    with opening() as practice:
        add_person(practice)
        practice.db.execute(f"UPDATE person SET name = CAST(x'{SECRET.encode().hex()}ff' AS TEXT)")
        with pytest.raises(errors.DamagedPractice, match="can't be read") as error, driver.plain_words(fresh):
            practice.db.execute("SELECT name FROM person").fetchall()
        told(error, fresh)


def test_a_mistake_in_our_own_sql_is_not_blamed_on_the_file_alone(practice: Practice) -> None:
    with pytest.raises(errors.Failed, match="no such table") as error, driver.plain_words(practice.path):
        practice.db.execute("SELECT * FROM nowhere")
    assert isinstance(error.value.__cause__, driver.DriverError)


def test_what_was_written_is_in_no_error(practice: Practice) -> None:
    """SQLAlchemy would quote it."""
    practice.db.execute("DROP TRIGGER person_born")
    practice.db.execute("CREATE TRIGGER person_born AFTER INSERT ON person BEGIN SELECT boalesce(1); END")
    with pytest.raises(errors.Failed, match="boalesce") as error:
        add_person(practice, SECRET)
    assert SECRET not in "".join(traceback.format_exception(error.value))
