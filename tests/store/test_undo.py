"""Undo gives the content back and redo gives it again, whatever was written and however often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from coachtui.domain.ids import natural_id
from coachtui.store import doctor, errors, history, tables
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice, open_practice
from coachtui.store.undo import next_redo, next_undo, redo, undo
from tests.conftest import StandingClock
from tests.store.rows import add_one_of_each, content, everything
from tests.store.test_changelog import add_person

Content = dict[str, list[Any]]
WORDS = st.sampled_from(["trust", "voice", "delegation"])
PICK = st.integers(0, 5)


def undo_all(practice: Practice) -> list[Content]:
    """Undo everything; return the content before each step."""
    seen = []
    while next_undo(practice.db):
        seen.append(content(practice.db))
        practice.clock.forward(minutes=1)
        assert undo(practice).left == 0
    return seen


@dataclass
class Coach:
    """Writes like the screens do: a few records, edited, binned and brought back under their natural keys."""

    practice: Practice
    ids: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        with self.practice.raw_action("began") as db:
            self.ids = add_one_of_each(self.practice, db)

    def live(self, table: str) -> list[str]:
        rows = self.practice.db.execute(f'SELECT id FROM "{table}" WHERE deleted_at IS NULL ORDER BY id')
        return [row for (row,) in rows]

    def organisation(self, name: str) -> None:
        """The name is unique among live ones; the second is refused."""
        with self.practice.action(f"added {name}") as session:
            session.add(tables.people.Organisation(id=self.practice.new_id(), name=name, folded=name))

    def rename(self, pick: int, name: str) -> None:
        with self.practice.action("renamed") as session:
            row = session.get(tables.people.Organisation, self._one("organisation", pick))
            assert row is not None
            row.name = row.folded = name

    def swap(self, one: int, other: int) -> None:
        """Two rows take each other's unique name, one stepping aside into the bin."""
        first, second = self._one("organisation", one), self._one("organisation", other)
        with self.practice.raw_action("swapped") as db:
            names = [
                db.execute("SELECT folded FROM organisation WHERE id = ?", (i,)).fetchone()[0] for i in (first, second)
            ]
            db.execute("UPDATE organisation SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = ?", (first,))
            db.execute("UPDATE organisation SET folded = ? WHERE id = ?", (names[0], second))
            if first != second:
                db.execute("UPDATE organisation SET folded = ?, deleted_at = NULL WHERE id = ?", (names[1], first))

    def put_in_bin(self, table: str, pick: int) -> None:
        with self.practice.raw_action("binned") as db:
            row = self._one(table, pick)
            db.execute(f"UPDATE \"{table}\" SET deleted_at = '2026-02-02T00:00:00Z' WHERE id = ?", (row,))

    def replace(self, pick: int) -> None:
        """Bin a row and make another with its unique key, in one action."""
        with self.practice.action("replaced") as session:
            old = session.get(tables.people.Organisation, self._one("organisation", pick))
            assert old is not None
            old.deleted_at = datetime(2026, 3, 3, tzinfo=UTC)
            session.flush()
            session.add(tables.people.Organisation(id=self.practice.new_id(), name=old.name, folded=old.folded))

    def tag(self, word: str) -> None:
        """A row with a natural key: made, or brought back from the bin."""
        row = natural_id("theme", self.ids["session"], word)
        with self.practice.action("tagged") as session:
            theme = session.get(tables.cadence.Theme, row)
            if theme is None:
                session.add(tables.cadence.Theme(id=row, session_id=self.ids["session"], word=word))
            else:
                theme.deleted_at = None

    def goal(self, levels: int) -> None:
        """A parent with children, keyed by what they are."""
        with self.practice.action("set a goal") as session:
            goal = tables.goals.Goal(id=self.practice.new_id(), engagement_id=self.ids["engagement"], title="Listen")
            self._add(session, goal)
            for level in range(levels):
                key = natural_id("goal_level", goal.id, level)
                self._add(session, tables.goals.GoalLevel(id=key, goal_id=goal.id, level=level, description="x"))

    def shift(self, pick: int) -> None:
        """All levels of a goal move up by one: each takes the key of the next."""
        with self.practice.raw_action("shifted") as db:
            goal = self._one("goal", pick)
            rows = db.execute(
                "SELECT id FROM goal_level WHERE goal_id = ? AND deleted_at IS NULL ORDER BY level DESC", (goal,)
            ).fetchall()
            db.executemany("UPDATE goal_level SET level = level + 1 WHERE id = ?", rows)

    def settle(self, pick: int) -> None:
        """Two columns under one rule."""
        with self.practice.raw_action("settled") as db:
            row = self._one("commitment", pick)
            db.execute("UPDATE commitment SET state = 'done', closed_on = '2026-05-05' WHERE id = ?", (row,))

    def outside(self, pick: int, phone: str) -> None:
        """Raw SQL, outside any action."""
        self.practice.db.execute("UPDATE person SET phone = ? WHERE id = ?", (phone, self._one("person", pick)))

    def undo(self) -> None:
        undo(self.practice)

    def redo(self) -> None:
        redo(self.practice)

    def _one(self, table: str, pick: int) -> str:
        rows = self.live(table)
        if not rows:
            raise errors.NotFound("none")
        return rows[pick % len(rows)]

    @staticmethod
    def _add(session: Session, row: SQLModel) -> None:
        session.add(row)
        session.flush()


STEP = st.one_of(
    st.tuples(st.just("organisation"), WORDS),
    st.tuples(st.just("rename"), PICK, WORDS),
    st.tuples(st.just("swap"), PICK, PICK),
    st.tuples(st.just("replace"), PICK),
    st.tuples(st.just("put_in_bin"), st.sampled_from(["organisation", "theme", "goal", "goal_level", "session"]), PICK),
    st.tuples(st.just("tag"), WORDS),
    st.tuples(st.just("goal"), st.integers(0, 3)),
    st.tuples(st.just("shift"), PICK),
    st.tuples(st.just("settle"), PICK),
    st.tuples(st.just("outside"), PICK, WORDS),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(steps=st.lists(STEP, max_size=25), reopen=st.booleans())
def test_anything_undone_and_redone(
    another: Callable[[], Practice], steps: list[tuple[Any, ...]], reopen: bool
) -> None:
    practice = another()
    empty = content(practice.db)
    coach = Coach(practice)
    coach.begin()
    for name, *arguments in steps:
        try:
            getattr(coach, name)(*arguments)
        except (errors.Refused, errors.NotFound, errors.NothingToUndo) as error:
            event(f"{name}: {type(error).__name__}")
    full = content(practice.db)

    seen = undo_all(practice)
    assert content(practice.db) == empty
    if reopen:
        practice.close()
        practice = open_practice(practice.path, practice.paths, clock=practice.clock, random=Random(3))
    for before in reversed(seen):
        practice.clock.forward(minutes=1)
        assert redo(practice).left == 0
        assert content(practice.db) == before
    assert not seen or content(practice.db) == full
    undo_all(practice)
    assert content(practice.db) == empty
    assert [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT] == []
    practice.close()


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
