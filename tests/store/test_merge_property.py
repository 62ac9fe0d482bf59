"""Whatever is written on three devices, and in whatever order they meet: all come to the same, and no text is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from coachtui.domain.words import folded
from coachtui.store import doctor_log, errors
from coachtui.store.doctor_search import look as search_agrees
from coachtui.store.driver import Connection
from tests.conftest import THOROUGH, written
from tests.store.replicas import SKEWS, Replica, log, state, until_quiet
from tests.store.scripts import Coach

Text = tuple[str, str, str, str]
"""Table, row, column and what was written there."""

TEXTS = {
    "organisation": "name",
    "session_note": "body",
    "person": "role_title",
    "goal": "title",
    "milestone": "title",
    "debrief": "work",
    "commitment": "body",
    "goal_level": "description",
}
"""Columns whose every text must be accounted for."""


def texts(db: Connection) -> set[Text]:
    """Return all that stands in those columns, in the bin too."""
    return {
        (table, row, column, text)
        for table, column in TEXTS.items()
        for row, text in db.execute(f'SELECT id, "{column}" FROM "{table}"')
    }


def told(db: Connection) -> set[Text]:
    """Return what conflict records keep of those columns."""
    kept: set[Any] = set()
    for table, row, column, lost in db.execute(
        "SELECT table_name, row_id, column_name, lost FROM conflict WHERE json_valid(lost)"
    ):
        value = json.loads(lost)
        if table in TEXTS:
            held = value.get(TEXTS[table]) if isinstance(value, dict) else value if column == TEXTS[table] else None
            kept.add((table, row, TEXTS[table], held))
    return kept


class Writer(Coach):
    """A coach on one of several devices, whose texts are all told apart, and who does the rarer things too."""

    numbers = count(1)

    def text(self) -> str:
        return f"text {next(Writer.numbers)}"

    def organisation(self, name: str) -> None:
        with self.practice.raw_action(f"added {name}") as db:
            row = (self.practice.new_id(), name, folded(name))
            db.execute("INSERT INTO organisation (id, name, folded) VALUES (?, ?, ?)", row)

    def _edit(self, table: str, pick: int, **values: Any) -> None:
        columns = ", ".join(f"{column} = ?" for column in values)
        with self.practice.raw_action(f"edited a {table}") as db:
            db.execute(f'UPDATE "{table}" SET {columns} WHERE id = ?', (*values.values(), self._one(table, pick)))

    def write(self, table: str, pick: int) -> None:
        self._edit(table, pick, **{TEXTS[table]: self.text()})

    def rename(self, pick: int, name: str) -> None:
        self._edit("organisation", pick, name=name, folded=folded(name))

    def swap(self, one: int, other: int) -> None:
        first, second = self._one("organisation", one), self._one("organisation", other)
        with self.practice.raw_action("swapped") as db:
            names = [
                db.execute("SELECT name, folded FROM organisation WHERE id = ?", (i,)).fetchone()
                for i in (first, second)
            ]
            db.execute("UPDATE organisation SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = ?", (first,))
            db.execute("UPDATE organisation SET name = ?, folded = ? WHERE id = ?", (*names[0], second))
            if first != second:
                db.execute(
                    "UPDATE organisation SET name = ?, folded = ?, deleted_at = NULL WHERE id = ?", (*names[1], first)
                )

    def write_all(self) -> None:
        """In bulk, and outside any action."""
        self.practice.db.execute("UPDATE goal SET measure = measure || '.'")

    def bring_back(self, table: str, pick: int) -> None:
        rows = self.practice.db.execute(f'SELECT id FROM "{table}" WHERE deleted_at IS NOT NULL ORDER BY id').fetchall()
        if rows:
            with self.practice.raw_action("brought back") as db:
                db.execute(f'UPDATE "{table}" SET deleted_at = NULL WHERE id = ?', rows[pick % len(rows)])

    def add(self, table: str, pick: int) -> None:
        """A row under a parent that may not live to see the merge."""
        parent = {"milestone": "goal", "debrief": "session", "commitment": "session"}[table]
        row = {"id": self.practice.new_id(), f"{parent}_id": self._one(parent, pick), TEXTS[table]: self.text()}
        besides: dict[str, dict[str, Any]] = {
            "milestone": {"position": 0},
            "debrief": {"execution": "", "leadership": ""},
            "commitment": {
                "engagement_id": self.ids["engagement"],
                "owner": "client",
                "made_on": "2026-01-01",
                "state": "open",
            },
        }
        row |= besides[table]
        with self.practice.raw_action(f"added a {table}") as db:
            db.execute(
                f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({", ".join("?" * len(row))})', [*row.values()]
            )

    def reopen(self, pick: int) -> None:
        self._edit("commitment", pick, state="open", closed_on=None)

    def close_on(self, pick: int, day: int) -> None:
        """The day alone: the rule over both columns holds here, and may not with the other side's state."""
        self._edit("commitment", pick, closed_on=f"2026-06-{day:02}")

    def drop(self, pick: int) -> None:
        self._edit("commitment", pick, state="dropped", closed_on="2026-07-07")

    def time(self, pick: int, hour: int) -> None:
        """A derived column goes with it."""
        self._edit("session", pick, starts_local=f"2026-03-01T{hour:02}:00", starts_utc=f"2026-03-01T{hour:02}:00:00Z")

    def purge(self, table: str, pick: int) -> None:
        with self.practice.raw_action("removed for good") as db:
            db.execute(f'DELETE FROM "{table}" WHERE id = ?', (self._one(table, pick),))

    def forget(self, table: str, pick: int) -> None:
        """What a removal without a trace comes to: the log forgets too."""
        with self.practice.raw_action("forgot") as db:
            before = db.execute("SELECT coalesce(max(stamp), 0) FROM local").fetchone()[0]
            db.execute(f'DELETE FROM "{table}" WHERE id = ?', (self._one(table, pick),))
            db.execute(
                "UPDATE tombstone SET erase = 1 WHERE action = (SELECT n FROM action WHERE stamp = ?)", (before,)
            )
            db.execute(
                "DELETE FROM change WHERE col <> '' AND record IN "
                "(SELECT n FROM record JOIN tombstone USING (tbl, row) WHERE erase)"
            )

    def resolve(self, pick: int) -> None:
        self._edit("conflict", pick, resolution="left", resolved_at="2026-08-08T00:00:00Z")


PICK = st.integers(0, 3)
WORDS = st.sampled_from(["Acme", "ACME", "Bolt"])
PARENTS = st.sampled_from(["goal", "session", "organisation", "person"])
ROWS = st.sampled_from([*TEXTS, "theme", "session", "engagement"])
DEED = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([table for table in TEXTS if table != "organisation"]), PICK),
    st.tuples(st.just("write"), st.sampled_from(["session_note", "goal"]), st.just(0)),
    st.tuples(st.just("organisation"), WORDS),
    st.tuples(st.just("rename"), PICK, WORDS),
    st.tuples(st.just("swap"), PICK, PICK),
    st.tuples(st.just("replace"), PICK),
    st.tuples(st.just("put_in_bin"), ROWS, PICK),
    st.tuples(st.just("bring_back"), ROWS, PICK),
    st.tuples(st.just("tag"), st.sampled_from(["trust", "voice"])),
    st.tuples(st.just("goal"), st.integers(0, 2)),
    st.tuples(st.just("shift"), PICK),
    st.tuples(st.sampled_from(["settle", "reopen", "drop"]), st.just(0)),
    st.tuples(st.just("close_on"), st.just(0), st.integers(1, 28)),
    st.tuples(st.just("time"), PICK, st.integers(8, 18)),
    st.tuples(st.just("outside"), PICK, WORDS),
    st.tuples(st.just("write_all")),
    st.tuples(st.just("add"), st.sampled_from(["milestone", "debrief", "commitment"]), PICK),
    st.tuples(st.just("purge"), st.one_of(PARENTS, ROWS), PICK),
    st.tuples(st.just("forget"), PARENTS, PICK),
    st.tuples(st.just("resolve"), PICK),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)
DEVICE = st.integers(0, 2)
STEP = st.one_of(
    st.tuples(DEVICE, DEED),
    st.tuples(DEVICE, DEED),
    st.tuples(DEVICE, DEED),
    st.tuples(DEVICE, st.tuples(st.just("meet"), DEVICE)),
    st.tuples(DEVICE, st.tuples(st.just("keep"))),
    st.tuples(DEVICE, st.tuples(st.just("take"), PICK)),
    st.tuples(DEVICE, st.tuples(st.just("go back"), PICK)),
)
SEEN: set[int] = set()
"""Digests of the states that were reached, when examples are run by the thousand."""


class World:
    """Devices that write and meet, copies of their files that lie about, and what became of every text."""

    def __init__(self, template: Path, home: Path, ids: dict[str, str], devices: int = 3):
        self.replicas = [
            Replica(template, home / name, name, skew) for name, skew in zip("abc"[:devices], SKEWS, strict=False)
        ]
        self.writers = [Writer(replica.practice, dict(ids)) for replica in self.replicas]
        self.files: list[Path] = []
        self.written: set[Text] = set()
        self.replaced: set[Text] = set()

    def do(self, device: int, deed: tuple[Any, ...]) -> None:
        """Do one thing on a device; what the rules refuse is not done."""
        replica, (name, *arguments) = self.replicas[device], deed
        replica.clock.forward(seconds=7)
        if name == "meet":
            if self.replicas[arguments[0]] is not replica:
                replica.merge(self.replicas[arguments[0]])
        elif name == "keep":
            self.files.append(replica.snapshot())
        elif not self.files and name in ("take", "go back"):
            pass
        elif name == "take":
            replica.merge(self.files[arguments[0] % len(self.files)])
        elif name == "go back":
            self.files.append(replica.snapshot())
            replica.restore(self.files[arguments[0] % len(self.files)])
            self.writers[device].practice = replica.practice
        else:
            self._write(device, name, arguments)

    def _write(self, device: int, name: str, arguments: list[Any]) -> None:
        before = texts(self.replicas[device].db)
        try:
            getattr(self.writers[device], name)(*arguments)
        except (errors.Refused, errors.NotFound, errors.NothingToUndo) as error:
            event(f"{name}: {type(error).__name__}")
        after = texts(self.replicas[device].db)
        self.written |= after - before
        self.replaced |= before - after  # whoever wrote or removed had it before their eyes

    def meet(self) -> None:
        """Let all files and devices come together until nothing new arises."""
        for file in self.files:
            self.replicas[0].merge(file)
        until_quiet(self.replicas)

    def check(self) -> None:
        """All hold the same, the log tells the truth, and every text is accounted for."""
        first, *others = self.replicas
        for other in others:
            assert state(other.db) == state(first.db)
            assert log(other.db) == log(first.db)
        assert [*doctor_log.births(first.practice), *doctor_log.actions(first.practice)] == []
        assert [*doctor_log.vector(first.practice), *search_agrees(first.practice)] == []
        assert [
            pair for pair in first.db.execute("SELECT name, folded FROM organisation") if folded(pair[0]) != pair[1]
        ] == []
        erased = set(first.db.execute("SELECT tbl, row FROM tombstone WHERE erase"))
        lost = self.written - self.replaced - texts(first.db) - told(first.db)
        assert {text for text in lost if text[:2] not in erased} == set()
        kept = "SELECT count(*) FROM conflict JOIN tombstone ON tbl = table_name AND row = row_id WHERE erase"
        assert first.db.execute(kept).fetchone() == (0,)
        if THOROUGH:
            SEEN.add(hash(repr(state(first.db))))
            event(f"conflicts: {min(len(told(first.db)), 5)}")

    def close(self) -> None:
        """Let all files go."""
        for replica in self.replicas:
            replica.close()


@pytest.fixture(scope="session")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A file with a record in every table, and a few organisations and goals."""
    ids: dict[str, str] = {}

    def write(practice: Any) -> None:
        coach = Coach(practice)
        coach.begin()
        coach.organisation("acme")
        coach.goal(1)
        ids.update(coach.ids)

    return written(template, tmp_path_factory.mktemp("begun"), write), ids


Worlds = Callable[[], World]


@pytest.fixture
def worlds(begun: tuple[Path, dict[str, str]], tmp_path: Path) -> Worlds:
    """Make one world after another."""
    numbers = count()
    return lambda: World(begun[0], tmp_path / f"world-{next(numbers)}", begun[1])


@settings(max_examples=3_000 if THOROUGH else 8)
@given(steps=st.lists(STEP, min_size=3, max_size=30 if THOROUGH else 12))
def test_whatever_is_written_comes_together(worlds: Worlds, steps: list[tuple[int, tuple[Any, ...]]]) -> None:
    world = worlds()
    try:
        for device, deed in steps:
            world.do(device, deed)
        world.meet()
        world.check()
    finally:
        world.close()
