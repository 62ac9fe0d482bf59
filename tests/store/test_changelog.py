"""The change log writes down every change to a record, whoever makes it and however."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from coachtui.store import doctor, errors, search, tables
from coachtui.store.changelog import moment, trigger_names
from coachtui.store.driver import IntegrityError
from coachtui.store.practice import Practice
from coachtui.store.schema import logged_columns
from tests.conftest import StandingClock
from tests.store.rows import add_one_of_each, everything

Person = tables.people.Person


def add_person(practice: Practice, name: str = "Ngozi Okafor") -> str:
    with practice.action("added a client") as session:
        person = Person(id=practice.new_id(), name=name, folded=name.lower())
        session.add(person)
        return person.id


def actions(practice: Practice) -> list[tuple[str, str]]:
    return practice.db.execute("SELECT kind, words FROM action ORDER BY stamp").fetchall()[1:]


def changes(practice: Practice, row: str) -> list[tuple[str, object, object]]:
    return practice.db.execute(
        "SELECT col, before, after FROM edit WHERE row = ? ORDER BY stamp, col", (row,)
    ).fetchall()


def test_a_birth_is_a_record_and_stores_no_values(practice: Practice) -> None:
    row = add_person(practice)
    assert practice.db.execute("SELECT tbl FROM birth WHERE row = ?", (row,)).fetchall() == [("person",)]
    assert changes(practice, row) == []


def test_an_edit_is_a_change_for_each_value_that_changed(practice: Practice) -> None:
    row = add_person(practice)
    with practice.action("edited a client") as session:
        person = session.exec(select(Person).where(Person.id == row)).one()
        person.name, person.email = "Ngozi Adichie", "n@example.org"
    assert changes(practice, row) == [("email", None, "n@example.org"), ("name", "Ngozi Okafor", "Ngozi Adichie")]
    stamps = practice.db.execute("SELECT DISTINCT stamp FROM edit WHERE row = ?", (row,)).fetchall()
    assert stamps == practice.db.execute("SELECT max(stamp) FROM action").fetchall()


def test_two_edits_of_one_value_in_one_action_are_one_change(practice: Practice) -> None:
    row = add_person(practice)
    with practice.raw_action("edited a client") as db:
        db.execute("UPDATE person SET phone = '1' WHERE id = ?", (row,))
        db.execute("UPDATE person SET phone = '2' WHERE id = ?", (row,))
    assert changes(practice, row) == [("phone", None, "2")]


@pytest.mark.parametrize("policy", ["", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK"])
def test_the_policy_of_the_outer_statement_does_not_reach_the_log(practice: Practice, policy: str) -> None:
    row = add_person(practice)
    with practice.raw_action("edited a client") as db:
        for phone in ("1", "2"):
            db.execute(f"UPDATE {policy} person SET phone = ? WHERE id = ?", (phone, row))
    assert changes(practice, row) == [("phone", None, "2")]


def test_an_upsert_is_an_edit(practice: Practice) -> None:
    row = add_person(practice)
    with practice.raw_action("edited a client") as db:
        db.execute(
            "INSERT INTO person (id, name, folded, named_in_log) VALUES (?, 'B', 'b', 0) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            (row,),
        )
    assert changes(practice, row) == [("name", "Ngozi Okafor", "B")]


@pytest.mark.parametrize("recursive", ["ON", "OFF"], ids=["ours", "another program's"])
def test_a_row_is_never_replaced(practice: Practice, recursive: str) -> None:
    row = add_person(practice)
    before = everything(practice.db)
    practice.db.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(IntegrityError, match=r"removed for good|never replaced"):
        practice.db.execute(
            "INSERT OR REPLACE INTO person (id, name, folded, named_in_log) VALUES (?, 'B', 'b', 0)", (row,)
        )
    assert everything(practice.db) == before


def test_insert_or_ignore_of_a_row_that_is_there_leaves_no_trace(practice: Practice) -> None:
    row = add_person(practice)
    before = everything(practice.db)
    with practice.raw_action("imported clients") as db:
        db.execute("INSERT OR IGNORE INTO person (id, name, folded, named_in_log) VALUES (?, 'B', 'b', 0)", (row,))
    after = everything(practice.db)
    assert after.pop("local") != before.pop("local"), "the clock has ticked"
    assert after.pop("seen") != before.pop("seen")
    assert after == before


def test_what_was_purged_never_comes_back(practice: Practice) -> None:
    row = add_person(practice)
    with practice.raw_action("removed a client for good") as db:
        db.execute("DELETE FROM person WHERE id = ?", (row,))
    assert practice.db.execute("SELECT tbl, row FROM tombstone").fetchall() == [("person", row)]
    assert actions(practice)[-1] == ("do", "removed a client for good")
    for policy in ("", "OR IGNORE", "OR REPLACE"):
        with pytest.raises(errors.Refused, match="removed for good"), practice.raw_action("added a client") as db:
            db.execute(f"INSERT {policy} INTO person (id, name, folded, named_in_log) VALUES (?, 'B', 'b', 0)", (row,))
    assert practice.db.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_the_key_of_a_record_never_changes(practice: Practice) -> None:
    row = add_person(practice)
    with pytest.raises(errors.Refused, match="key of a record"), practice.raw_action("x") as db:
        db.execute("UPDATE person SET id = 'other' WHERE id = ?", (row,))


def test_delete_rules_are_logged_too(practice: Practice) -> None:
    with practice.raw_action("began") as db:
        ids = add_one_of_each(practice, db)
    with practice.raw_action("purged the session") as db:
        db.execute("DELETE FROM session WHERE id = ?", (ids["session"],))
    buried = {table for (table,) in practice.db.execute("SELECT tbl FROM tombstone")}
    assert {"session", "session_note", "theme", "check_in"} <= buried
    assert ("session_id", ids["session"], None) in changes(practice, ids["commitment"])
    assert practice.db.execute("SELECT count(*) FROM action").fetchone() == (3,)
    assert doctor.is_well(doctor.examine(practice))


def test_changes_outside_an_action_are_logged_as_such(practice: Practice, clock: StandingClock) -> None:
    row = add_person(practice)
    practice.db.execute("UPDATE person SET phone = '1' WHERE id = ?", (row,))
    assert actions(practice)[-1] == ("do", "changed outside coachtui")
    assert changes(practice, row) == [("phone", None, "1")]
    assert practice.db.execute("SELECT seen.stamp = local.stamp FROM seen, local").fetchone() == (1,)
    assert doctor.is_well(doctor.examine(practice))


def test_another_program_with_an_older_sqlite_is_logged_too(practice: Practice) -> None:
    row = add_person(practice)
    with closing(sqlite3.connect(practice.path)) as other, other:
        other.execute("UPDATE person SET phone = '1' WHERE id = ?", (row,))
        other.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES ('b', 'B', 'b', 0)")
    assert changes(practice, row) == [("phone", None, "1")]
    assert actions(practice)[-2:] == [("do", "changed outside coachtui")] * 2
    assert doctor.is_well(doctor.examine(practice))


def test_the_stamp_is_the_injected_time_and_always_grows(practice: Practice, clock: StandingClock) -> None:
    def stamp() -> int:
        add_person(practice)
        return int(practice.db.execute("SELECT stamp FROM local").fetchone()[0])

    first = stamp()
    assert first >> 16 == int(clock().timestamp() * 1000)
    assert stamp() == first + 1, "the clock stands still"
    clock.forward(hours=-3)
    assert stamp() == first + 2, "the clock went back"
    clock.forward(hours=4)
    latest = stamp()
    assert latest == int(clock().timestamp() * 1000) << 16
    assert moment(latest) == clock()


def test_a_clock_beyond_the_year_2200_is_refused(practice: Practice, clock: StandingClock) -> None:
    before = everything(practice.db)
    clock.now = datetime(2201, 1, 1, tzinfo=UTC)
    with pytest.raises(errors.Refused, match="2201-01-01"):
        add_person(practice)
    assert everything(practice.db) == before


def test_an_action_that_changes_nothing_leaves_no_trace(practice: Practice) -> None:
    add_person(practice)
    before = actions(practice)
    with practice.action("thought better of it"):
        pass
    with practice.raw_action("the same again") as db:
        db.execute("UPDATE person SET name = name")
    practice.db.execute("UPDATE person SET name = name")
    assert actions(practice) == before
    assert doctor.is_well(doctor.examine(practice))


def half_done(practice: Practice, *, raw: bool) -> None:
    if raw:
        with practice.raw_action("edited") as db:
            db.execute("UPDATE coach SET name = 'x'")
            raise ZeroDivisionError
    with practice.action("added a client") as session:
        session.add(Person(id=practice.new_id(), name="x"))
        session.flush()
        raise ZeroDivisionError


def test_an_action_that_fails_leaves_no_trace(practice: Practice) -> None:
    before = everything(practice.db)
    for raw in (True, False):
        with pytest.raises(ZeroDivisionError):
            half_done(practice, raw=raw)
    with pytest.raises(errors.Refused, match="name_filled"):
        add_person(practice, "")
    assert everything(practice.db) == before
    assert practice.db.execute("SELECT acting FROM local").fetchone() == (0,)


def test_an_action_holds_no_other(practice: Practice) -> None:
    with pytest.raises(RuntimeError, match="another"), practice.action("a"), practice.action("b"):
        pass


@pytest.mark.parametrize("text", ["a\0", "before\0after", "x" * 5000 + "\0"])
def test_text_with_a_nul_is_refused_in_words(practice: Practice, text: str) -> None:
    row = add_person(practice)
    before = everything(practice.db)
    with pytest.raises(errors.Refused, match="NUL"):
        add_person(practice, text)
    with pytest.raises(errors.Refused, match="NUL"), practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = ? WHERE id = ?", (text, row))
    assert everything(practice.db) == before


def test_every_logged_table_has_its_triggers(practice: Practice) -> None:
    present = {name for (name,) in practice.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    of_search = {name for source in search.SOURCES for name in search.trigger_names(source.table)}
    of_log = {name for table in logged_columns() for name in trigger_names(table)}
    assert present - of_search == of_log | {"local_outside"}


def test_every_table_takes_part(opening: Callable[[], Practice]) -> None:
    """Each table's row is born, edited in every column that allows it, binned and purged, and the log knows."""
    with opening() as practice:
        with practice.raw_action("began") as db:
            ids = add_one_of_each(practice, db)
        for table, row in ids.items():
            practice.db.execute(f"UPDATE \"{table}\" SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = ?", (row,))
        logged = {table for (table,) in practice.db.execute("SELECT tbl FROM edit WHERE col = 'deleted_at'")}
        assert logged == set(logged_columns())
        assert doctor.is_well(doctor.examine(practice))
