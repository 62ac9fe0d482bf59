"""Undo and redo where several devices write: only what is still one's own goes back, and the rest is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from coachtui.store import errors, undo
from coachtui.store.driver import Connection
from coachtui.store.merge import merge
from coachtui.store.practice import Practice, open_practice
from tests.conftest import THOROUGH, StandingClock, written
from tests.store.replicas import COLUMNS, Replica
from tests.store.scripts import Coach
from tests.store.test_changelog import add_person
from tests.store.test_undo_property import STEP

Values = dict[tuple[str, str, str], Any]
MakeReplica = Callable[..., Replica]

SIDE = st.sampled_from([0, 1])
TURN = st.one_of(
    st.tuples(st.just("write"), SIDE, STEP),
    st.tuples(st.just("write"), SIDE, STEP),
    st.tuples(st.just("merge"), SIDE),
    st.tuples(st.just("undo"), SIDE),
)


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice with a record of every kind."""
    return written(template, tmp_path_factory.mktemp("begun"), lambda practice: Coach(practice).begin())


@pytest.fixture
def replica(begun: Path, tmp_path: Path) -> Iterator[MakeReplica]:
    """Make devices with copies of the practice."""
    made: list[Replica] = []
    numbers = count()

    def make(name: str, skew: float = 0.0) -> Replica:
        made.append(Replica(begun, tmp_path / f"{name}-{next(numbers)}", name, skew))
        return made[-1]

    yield make
    for one in made:
        one.close()
        shutil.rmtree(one.home, ignore_errors=True)


def coach_on(device: Replica) -> Coach:
    """Return the coach who writes there."""
    coach = Coach(device.practice)
    coach.ids = {table: coach.live(table)[0] for table in ("engagement", "session")}
    return coach


def values(db: Connection) -> Values:
    """Return every value, by table, row and column."""
    return {
        (table, row[0], column): value
        for table, columns in COLUMNS.items()
        for row in db.execute(f'SELECT id, {", ".join(columns)} FROM "{table}"')
        for column, value in zip(columns, row[1:], strict=True)
    }


def others(db: Connection) -> set[tuple[str, str, str]]:
    """Return the fields that another device has written last."""
    return {
        (table, row, column)
        for table, row, column, site, own, _ in db.execute(
            "SELECT tbl, row, col, site, (SELECT site FROM local), max(stamp) FROM edit GROUP BY tbl, row, col"
        ).fetchall()
        if site != own
    }  # fmt: skip


def taken_back(replica: Replica) -> None:
    """Undo on a device and redo it, and look at what must hold; in the end it is undone."""
    practice = replica.practice
    before, not_own = values(practice.db), others(practice.db)
    step = undo.steps(practice)[0]
    if step is None:
        return
    (kind, site) = practice.db.execute(
        "SELECT kind, site FROM action WHERE stamp = ? AND site = ?", (step.stamp, step.site)
    ).fetchone()
    assert (kind, site) == ("do", practice.db.execute("SELECT site FROM local").fetchone()[0])
    replica.clock.forward(minutes=1)
    undone = undo.undo(practice)
    event(f"left {min(undone.left, 3)}")
    assert bool(undone.left) == bool(undone.left_words)
    after = values(practice.db)
    assert {key: after[key] for key in not_own} == {key: before[key] for key in not_own}
    replica.clock.forward(minutes=1)
    undo.redo(practice)
    assert values(practice.db) == before
    replica.clock.forward(minutes=1)
    undo.undo(practice)
    assert values(practice.db).keys() == before.keys()


@given(turns=st.lists(TURN, min_size=4, max_size=12))
@settings(max_examples=1_000 if THOROUGH else 5)
def test_undo_never_takes_back_what_another_device_wrote_later(replica: MakeReplica, turns: list[Any]) -> None:
    devices = [replica("desktop"), replica("laptop", 1)]
    coaches = [coach_on(device) for device in devices]
    for do, side, *step in turns:
        device = devices[side]
        device.clock.forward(minutes=1)
        if do == "merge":
            device.merge(devices[1 - side])
        elif do == "undo":
            taken_back(device)
        elif step[0][0] not in ("undo", "redo"):
            name, *arguments = step[0]
            with suppress(errors.Refused, errors.NotFound):
                getattr(coaches[side], name)(*arguments)
    for device in devices:
        device.merge(devices[1 - devices.index(device)])
        taken_back(device)
    for device in devices:
        device.close()
        shutil.rmtree(device.home)


def test_what_is_left_is_named_with_the_device(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    with desktop.practice.raw_action("edited") as db:
        db.execute("UPDATE commitment SET due_on = '2026-12-01', body = 'call Marc'")
        db.execute("UPDATE person SET phone = '1'")
    laptop.merge(desktop)
    with laptop.practice.raw_action("moved") as db:
        db.execute("UPDATE commitment SET due_on = '2026-12-24'")
    desktop.merge(laptop)
    undone = undo.undo(desktop.practice)
    assert undone.left == 1
    assert undone.left_words == (
        "Left as it is: the due date of commitment word (“[/b]” 漢字), word (“[/b]” 漢字) (changed on laptop since)."
    )
    assert desktop.db.execute("SELECT due_on, body = 'call Marc' FROM commitment").fetchone() == ("2026-12-24", 0)
    assert desktop.db.execute("SELECT count(*) FROM person WHERE phone = '1'").fetchone() == (0,)


def test_the_same_value_written_later_elsewhere_is_theirs(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    with desktop.practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = '1'")
    laptop.clock.forward(minutes=5)
    with laptop.practice.raw_action("edited") as db:
        db.execute("UPDATE person SET phone = '1'")
    desktop.merge(laptop)
    assert "changed on laptop since" in undo.undo(desktop.practice).left_words
    assert desktop.db.execute("SELECT DISTINCT phone FROM person").fetchone() == ("1",)


def test_what_others_build_on_stays_with_its_parts_and_what_it_rests_on(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    coach_on(desktop).goal(2)
    (goal,) = desktop.db.execute("SELECT id FROM goal WHERE title = 'Listen'").fetchone()
    laptop.merge(desktop)
    with laptop.practice.raw_action("noted progress") as db:
        db.execute(
            "INSERT INTO milestone (id, goal_id, title, position) VALUES (?, ?, 'first', 1)",
            (laptop.practice.new_id(), goal),
        )
    desktop.merge(laptop)
    undone = undo.undo(desktop.practice)
    assert [left.why for left in undone.stayed] == ["in use on laptop since"]
    assert undone.stayed[0].what.startswith("goal Listen")
    live = "SELECT count(*) FROM {} WHERE goal_id = ? AND deleted_at IS NULL"
    assert [desktop.db.execute(live.format(table), (goal,)).fetchone()[0] for table in ("goal_level", "milestone")] == [
        2,
        1,
    ]
    assert undo.next_undo(desktop.db) is None, "it was tried, and does not stand in the way of what is before it"


def test_what_a_record_that_stays_rests_on_stays_too(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    with desktop.practice.raw_action("took two in") as db:
        for name in ("one", "two"):
            db.execute("INSERT INTO organisation (id, name, folded) VALUES (?, ?, ?)", (name, name, name))
            db.execute(
                "INSERT INTO person (id, name, folded, organisation_id, named_in_log) VALUES (?, ?, ?, ?, 0)",
                (f"of {name}", name, name, name),
            )
    laptop.merge(desktop)
    with laptop.practice.raw_action("noted a number") as db:
        db.execute("UPDATE person SET phone = '1' WHERE id = 'of one'")
    desktop.merge(laptop)
    assert [left.what for left in undo.undo(desktop.practice).stayed] == ["person one"]
    live = "SELECT id FROM {} WHERE id LIKE '%one' AND deleted_at IS NULL OR id LIKE '%two' AND deleted_at IS NULL"
    assert desktop.db.execute(live.format("organisation")).fetchall() == [("one",)]
    assert desktop.db.execute(live.format("person")).fetchall() == [("of one",)]


def test_a_tag_that_both_devices_made_is_not_binned(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    for device in (desktop, laptop):
        coach_on(device).tag("trust")
    for device, other in ((desktop, laptop), (laptop, desktop)):
        device.merge(other)
        undone = undo.undo(device.practice)
        assert [left.why for left in undone.stayed] == [f"made on {other.name} too"]
        assert device.db.execute("SELECT deleted_at FROM theme WHERE word = 'trust'").fetchone() == (None,)


def test_a_merge_is_never_taken_back(replica: MakeReplica) -> None:
    desktop, laptop = replica("desktop"), replica("laptop")
    for device in (desktop, laptop):
        Coach(device.practice).organisation("Globex")
        device.clock.forward(minutes=1)
    desktop.merge(laptop)
    assert desktop.db.execute("SELECT kind FROM action ORDER BY stamp DESC LIMIT 1").fetchone() == ("merge",)
    step = undo.steps(desktop.practice)[0]
    assert step is not None
    assert step.words == "added Globex"


def test_what_this_device_did_before_a_copy_can_be_taken_back_there(
    opening: Callable[[], Practice], clock: StandingClock, tmp_path: Path
) -> None:
    with opening() as practice:
        row = add_person(practice, "Before")
        practice.remember()
        path = tmp_path / "stick" / "copy.coach"
        path.parent.mkdir()
        shutil.copyfile(practice.path, path)
        with open_practice(path, practice.paths, clock=clock) as copy:
            former, site = (db.execute("SELECT site FROM local").fetchone()[0] for db in (practice.db, copy.db))
            assert former != site
            assert undo.next_undo(copy.db) is None, "by the file alone it is another's"
            clock.forward(minutes=1)
            assert undo.undo(copy).left == 0
            assert copy.db.execute("SELECT deleted_at IS NULL FROM person WHERE id = ?", (row,)).fetchone() == (0,)
            step = undo.steps(copy)[1]
            assert step is not None
            assert step.site == former
            undo.redo(copy)
            assert copy.db.execute("SELECT deleted_at FROM person WHERE id = ?", (row,)).fetchone() == (None,)
            # What the original goes on to do is not the copy's.
            clock.forward(minutes=1)
            add_person(practice, "After")
            practice.db.execute("VACUUM INTO ?", (str(tmp_path / "later.coach"),))
            merge(copy, tmp_path / "later.coach")
            assert copy.db.execute("SELECT count(*) FROM person").fetchone() == (2,)
            step = undo.steps(copy)[0]
            assert step is not None
            assert step.site == former
            undo.undo(copy)
            live = copy.db.execute("SELECT name FROM person WHERE deleted_at IS NULL").fetchall()
            assert live == [("After",)]
