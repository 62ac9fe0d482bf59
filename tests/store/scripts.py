"""A coach who writes, for tests: each method is one thing done, refused where the rules refuse it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session, SQLModel

from coachtui.domain.ids import natural_id
from coachtui.store import errors, tables
from coachtui.store.practice import Practice
from coachtui.store.undo import redo, undo
from tests.store.rows import add_one_of_each


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
