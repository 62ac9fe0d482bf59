"""What undo and redo take back, what they leave, and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import select

from coachtui.store import errors, history, tables
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.undo import next_redo, next_undo, redo, undo
from tests.conftest import StandingClock
from tests.store.rows import content, everything
from tests.store.scripts import Coach
from tests.store.test_changelog import add_person


def test_words_and_place_of_what_can_be_undone(practice: Practice, clock: StandingClock) -> None:
    assert next_undo(practice.db) is None, "founding the practice is not undone"
    with pytest.raises(errors.NothingToUndo):
        undo(practice)
    with pytest.raises(errors.NothingToUndo):
        redo(practice)
    with practice.action("renamed the coach", about="e1") as session:
        session.exec(select(tables.people.Coach)).one().name = "Ada Q."
    step = next_undo(practice.db)
    assert step is not None
    assert (step.words, step.about) == ("renamed the coach", "e1")
    assert undo(practice).words == "renamed the coach"
    step = next_redo(practice.db)
    assert step is not None
    assert (step.words, step.about) == ("renamed the coach", "e1")
    assert [event.kind for event in history.around(practice.db, "e1")] == ["undo", "do"]


def test_a_new_action_ends_redoing(practice: Practice) -> None:
    add_person(practice)
    undo(practice)
    add_person(practice)
    assert next_redo(practice.db) is None


def test_an_action_that_changed_nothing_does_not_end_redoing(practice: Practice) -> None:
    add_person(practice)
    undo(practice)
    with practice.action("thought better of it"):
        pass
    assert next_redo(practice.db) is not None


def from_elsewhere(db: Connection, sql: str, *values: str) -> None:
    """Write as a merge would: under another site, the log written by hand."""
    db.execute("BEGIN IMMEDIATE")
    (own,) = db.execute("SELECT site FROM local").fetchone()
    db.execute("INSERT INTO seen VALUES (42, 0) ON CONFLICT DO NOTHING")
    db.execute("UPDATE local SET site = 42, acting = 0")
    db.execute(sql, values)
    db.execute("UPDATE local SET site = ?", (own,))
    db.execute("COMMIT")


def test_what_another_device_changed_since_is_left_and_counted(practice: Practice) -> None:
    row = add_person(practice, "A")
    with practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = '1', email = 'a@x', role_title = 'CFO' WHERE id = ?", (row,))
    from_elsewhere(practice.db, "UPDATE person SET phone = '2', email = 'b@x' WHERE id = ?", row)
    undone = undo(practice)
    assert undone.left == 2
    now = practice.db.execute("SELECT phone, email, role_title FROM person").fetchone()
    assert now == ("2", "b@x", None)
    assert redo(practice).left == 0
    assert practice.db.execute("SELECT phone, role_title FROM person").fetchone() == ("2", "CFO")


def test_a_record_that_another_device_edited_since_is_not_binned(practice: Practice) -> None:
    row = add_person(practice, "A")
    from_elsewhere(practice.db, "UPDATE person SET phone = '2' WHERE id = ?", row)
    assert undo(practice).left == 1
    assert practice.db.execute("SELECT deleted_at FROM person").fetchone() == (None,)
    assert next_undo(practice.db) is None, "it was tried, and does not stand in the way of what is before it"


def test_a_record_that_another_device_binned_stays_there(practice: Practice) -> None:
    row = add_person(practice, "A")
    from_elsewhere(practice.db, "UPDATE person SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = ?", row)
    undo(practice)
    redo(practice)
    assert practice.db.execute("SELECT deleted_at FROM person").fetchone() == ("2026-01-01T00:00:00Z",)


def test_values_that_no_longer_hold_together_are_left(practice: Practice) -> None:
    """The state goes back only with the date that belongs to it."""
    coach = Coach(practice)
    coach.begin()
    coach.settle(0)
    from_elsewhere(practice.db, "UPDATE commitment SET closed_on = '2026-06-06'")
    assert undo(practice).left == 2
    now = practice.db.execute("SELECT state, closed_on, deleted_at FROM commitment").fetchone()
    assert now == ("done", "2026-06-06", None)


def test_a_record_made_and_binned_in_one_action_stays_in_the_bin(practice: Practice) -> None:
    with practice.raw_action("thought better of it") as db:
        db.execute("INSERT INTO organisation (id, name, folded) VALUES ('x', 'one', 'one')")
        db.execute("UPDATE organisation SET deleted_at = '2026-01-01T00:00:00Z'")
    empty = content(practice.db)
    for step in (undo, redo, undo):
        step(practice)
        assert content(practice.db) == empty


def test_a_unique_name_taken_meanwhile_is_left_and_the_rest_comes_back(practice: Practice) -> None:
    coach = Coach(practice)
    coach.organisation("one")
    coach.organisation("two")
    with practice.raw_action("binned both") as db:
        db.execute("UPDATE organisation SET deleted_at = '2026-01-01T00:00:00Z'")
    from_elsewhere(practice.db, "INSERT INTO organisation (id, name, folded) VALUES ('x', 'one', 'one')")
    assert undo(practice).left == 1
    live = practice.db.execute("SELECT folded FROM organisation WHERE deleted_at IS NULL ORDER BY folded").fetchall()
    assert live == [("one",), ("two",)]


def test_a_change_from_outside_can_be_undone(practice: Practice) -> None:
    row = add_person(practice, "A")
    practice.db.execute("UPDATE person SET name = 'B' WHERE id = ?", (row,))
    assert undo(practice).words == "changed outside coachtui"
    assert practice.db.execute("SELECT name FROM person").fetchone() == ("A",)
    redo(practice)
    assert practice.db.execute("SELECT name FROM person").fetchone() == ("B",)


def test_what_was_removed_for_good_is_not_offered_and_stands_in_no_way(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    before = content(practice.db)
    with practice.raw_action("planned a follow-up") as db:
        db.execute("UPDATE commitment SET session_id = NULL")
        db.execute("UPDATE person SET phone = '1'")
    with practice.raw_action("removed a session for good") as db:
        db.execute("DELETE FROM session")
    step = next_undo(practice.db)
    assert step is not None
    assert step.words == "planned a follow-up"
    assert undo(practice).left == 1, "the session that the commitment came from is gone"
    assert content(practice.db)["person"] == before["person"]
    undo(practice)
    assert next_undo(practice.db) is None
    assert content(practice.db)["commitment"] == []


def test_back_and_forth_as_time_goes_by(practice: Practice, clock: StandingClock) -> None:
    coach = Coach(practice)
    coach.organisation("one")
    full = content(practice.db)
    for _ in range(3):
        clock.forward(minutes=1)
        assert undo(practice).left == 0
        clock.forward(minutes=1)
        assert redo(practice).left == 0
        assert content(practice.db) == full


def test_undo_goes_back_over_restarts(opening: Callable[[], Practice]) -> None:
    with opening() as practice:
        add_person(practice, "A")
        empty = content(practice.db)
        add_person(practice, "B")
    with opening() as practice:
        undo(practice)
        assert content(practice.db) == empty
    with opening() as practice:
        redo(practice)
        undo(practice)
        assert content(practice.db) == empty


def test_an_undo_that_fails_changes_nothing(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(practice)
    before = everything(practice.db)
    monkeypatch.setattr("coachtui.store.undo._write_stepping_aside", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        undo(practice)
    assert everything(practice.db) == before


def test_one_record_remembers_every_value(practice: Practice, clock: StandingClock) -> None:
    row = add_person(practice, "A")
    clock.forward(days=1)
    with practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = '1' WHERE id = ?", (row,))
    clock.forward(days=1)
    undo(practice)
    edits = history.of_record(practice.db, "person", row)
    assert [(edit.words, edit.column, edit.before, edit.after) for edit in edits] == [
        ("edited", "phone", "1", None),
        ("edited", "phone", None, "1"),
        ("added a client", "", None, None),
    ]
    assert [edit.at.day for edit in edits] == [23, 22, 21]
