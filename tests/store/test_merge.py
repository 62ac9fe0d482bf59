"""Two devices meet: each case that can arise, told one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachtui.domain.cadence import CommitmentState
from coachtui.domain.merging import Arrival
from coachtui.paths import Paths
from coachtui.store import backups, changelog, doctor_log, driver, merge, practice
from coachtui.store.undo import undo
from tests.conftest import NOW, copy_of
from tests.store.replicas import COLUMNS, Replica, actions, conflicts, log, state, until_quiet, vector
from tests.store.rows import everything
from tests.store.test_merge_property import begun

__all__ = ["begun"]

Pair = tuple[Replica, Replica]
IN_BIN = "2026-11-22T00:00:00Z"


@pytest.fixture
def devices(begun: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Callable[..., Replica]]:
    """Make devices with copies of one practice."""
    made: list[Replica] = []

    def device(name: str, skew: float = 0) -> Replica:
        made.append(Replica(begun[0], tmp_path / name, name, skew))
        return made[-1]

    yield device
    for replica in made:
        replica.close()


@pytest.fixture
def pair(devices: Callable[..., Replica]) -> Pair:
    """A laptop and a desktop; whatever the desktop writes at the same moment is later."""
    return devices("laptop"), devices("desktop", 1)


@pytest.fixture
def ids(begun: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """The key of one record of each table."""
    return begun[1]


def edit(replica: Replica, table: str, row: str, **values: Any) -> None:
    replica.clock.forward(seconds=1)
    with replica.practice.raw_action(f"edited a {table}") as db:
        sets = ", ".join(f"{column} = ?" for column in values)
        db.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row))


def insert(replica: Replica, table: str, **values: Any) -> str:
    replica.clock.forward(seconds=1)
    values = {"id": replica.practice.new_id()} | values
    with replica.practice.raw_action(f"added a {table}") as db:
        marks = ", ".join("?" * len(values))
        db.execute(f'INSERT INTO "{table}" ({", ".join(values)}) VALUES ({marks})', [*values.values()])
    return str(values["id"])


def purge(replica: Replica, table: str, row: str, *, erase: bool = False) -> None:
    replica.clock.forward(seconds=1)
    with replica.practice.raw_action("removed for good") as db:
        db.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
        if erase:
            db.execute("UPDATE tombstone SET erase = 1 WHERE action = (SELECT action FROM local)")
            db.execute(
                "DELETE FROM change WHERE record IN (SELECT n FROM record JOIN tombstone USING (tbl, row) WHERE erase)"
            )


def value(replica: Replica, table: str, column: str, row: str) -> Any:
    found = replica.db.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
    return found[0] if found else "no row"


def meet(*replicas: Replica) -> None:
    """Let all merge until they rest, and see that all then hold the same and tell the truth."""
    until_quiet([*replicas])
    first, *others = replicas
    for other in others:
        assert state(other.db) == state(first.db)
        assert log(other.db) == log(first.db)
    for replica in replicas:
        assert [*doctor_log.births(replica.practice), *doctor_log.vector(replica.practice)] == []


def of(replica: Replica, kind: str) -> list[tuple[Any, ...]]:
    """The conflicts of a kind: table, column, what was lost."""
    found = [
        (table, column, lost) for k, table, column, lost in conflicts(replica.db) if k == kind and table in COLUMNS
    ]
    return [(table, column, json.loads(lost)) for table, column, lost in found]


def test_what_one_has_written_comes_to_the_other(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="she spoke of trust")
    made = insert(laptop, "organisation", name="Northwind", folded="northwind")
    before = actions(desktop.db)
    merged = desktop.merge(laptop)

    assert value(desktop, "session_note", "body", ids["session"]) == "she spoke of trust"
    assert value(desktop, "organisation", "name", made) == "Northwind"
    assert actions(desktop.db) == before + 2, "both of the laptop's, and none of our own"
    assert (merged.new, merged.changed, merged.conflicts) == (1, 1, 0)
    assert merged.devices == ("laptop",)
    assert {(one.kind, one.table, one.columns) for one in merged.incoming} == {
        (Arrival.NEW, "organisation", ()),
        (Arrival.CHANGED, "session_note", ("body",)),
    }
    assert merged.tables == {"organisation", "session_note"}
    assert merged.engagements == {ids["engagement"]}
    assert merged.words() == "1 new, 1 changed from laptop"
    assert laptop.merge(desktop).nothing
    meet(*pair)


def test_different_fields_of_a_record_merge_silently(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "goal", ids["goal"], title="Delegate")
    edit(desktop, "goal", ids["goal"], measure="three outcomes")
    meet(*pair)
    assert value(laptop, "goal", "title", ids["goal"]) == "Delegate"
    assert value(laptop, "goal", "measure", ids["goal"]) == "three outcomes"
    assert of(laptop, "edit") == []


def test_of_two_texts_the_later_stands_and_the_other_is_kept(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="«mine» “[/b]” 漢字\n")
    edit(desktop, "session_note", ids["session"], body="theirs")
    merged = laptop.merge(desktop)
    assert merged.conflicts == 1
    assert merged.incoming[0][:3] == (Arrival.CONFLICT, "session_note", ids["session"])
    assert merged.incoming[0].columns == ("body",)
    meet(*pair)
    assert value(laptop, "session_note", "body", ids["session"]) == "theirs"
    assert of(laptop, "edit") == [("session_note", "body", "«mine» “[/b]” 漢字\n")]
    lost_at, lost_by, kept_by = laptop.db.execute(
        "SELECT lost_stamp, lost_site, kept_site FROM conflict WHERE kind = 'edit' AND row_id = ?", (ids["session"],)
    ).fetchone()
    assert changelog.moment(lost_at) < NOW.replace(hour=10)
    named = dict(laptop.db.execute("SELECT site, name FROM device").fetchall())
    assert (named[lost_by], named[kept_by]) == ("laptop", "desktop")


def cross(one: Replica, other: Replica) -> None:
    """Let each merge the other as it was before."""
    snapshots = one.snapshot(), other.snapshot()
    one.merge(snapshots[1])
    other.merge(snapshots[0])


@pytest.mark.parametrize("against", ["edit", "bin", "purge"])
def test_both_tell_the_same_of_a_conflict(pair: Pair, ids: dict[str, str], against: str) -> None:
    laptop, desktop = pair
    if against == "purge":
        purge(laptop, "session_note", ids["session"])
    else:
        edit(laptop, "session_note", ids["session"], **{"deleted_at": IN_BIN} if against == "bin" else {"body": "mine"})
    edit(desktop, "session_note", ids["session"], body="theirs")
    cross(*pair)
    found = [replica.db.execute("SELECT * FROM conflict WHERE row_id = ?", (ids["session"],)) for replica in pair]
    assert found[0].fetchall() == found[1].fetchall() != []


def test_two_who_write_the_same_do_not_conflict(pair: Pair, ids: dict[str, str]) -> None:
    laptop, _ = pair
    for replica in pair:
        edit(replica, "session_note", ids["session"], body="the same")
    meet(*pair)
    assert of(laptop, "edit") == []


def test_a_text_that_was_seen_before_it_was_replaced_is_no_conflict(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="first")
    desktop.merge(laptop)
    edit(desktop, "session_note", ids["session"], body="second")
    meet(*pair)
    edit(laptop, "session_note", ids["session"], body="third")
    meet(*pair)
    assert value(desktop, "session_note", "body", ids["session"]) == "third", "though the laptop's clock is behind"
    assert of(desktop, "edit") == []


def test_what_the_other_side_met_as_the_elder_is_not_told_again(
    devices: Callable[..., Replica], ids: dict[str, str]
) -> None:
    slow, one, two = devices("slow", -1), devices("one"), devices("two")
    for replica in (slow, two):
        edit(replica, "session_note", ids["session"], body="the same")
    one.merge(two)
    edit(one, "session_note", ids["session"], body="another, with the former before its eyes")
    two.merge(slow)
    one.merge(two)
    slow.merge(one)
    meet(slow, one, two)
    assert of(one, "edit") == []


def test_at_the_same_moment_the_greater_site_wins_on_both(devices: Callable[..., Replica], ids: dict[str, str]) -> None:
    one, other = devices("one"), devices("other")
    for replica in (one, other):
        edit(replica, "session_note", ids["session"], body=f"by {replica.name}")
    stamps = [r.db.execute("SELECT stamp, site FROM local").fetchone() for r in (one, other)]
    assert stamps[0][0] == stamps[1][0]
    meet(one, other)
    winner = max((one, other), key=lambda replica: replica.db.execute("SELECT site FROM local").fetchone())
    assert value(one, "session_note", "body", ids["session"]) == f"by {winner.name}"
    assert len(of(one, "edit")) == 1


def test_bin_against_edit(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "goal", ids["goal"], deleted_at=IN_BIN)
    edit(desktop, "goal", ids["goal"], title="Listen more")
    merged = desktop.merge(laptop)
    assert (merged.binned, merged.conflicts) == (1, 1)
    meet(*pair)
    assert value(laptop, "goal", "deleted_at", ids["goal"]) == IN_BIN
    assert value(laptop, "goal", "title", ids["goal"]) == "Listen more", "in the bin with its edit"
    assert of(laptop, "binned") == [("goal", "", None)]


def test_bin_with_nothing_against_it(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "goal", ids["goal"], deleted_at=IN_BIN)
    edit(desktop, "goal", ids["goal"], deleted_at="2026-11-23T00:00:00Z")
    edit(desktop, "session", ids["session"], minutes=45)
    meet(*pair)
    assert of(laptop, "binned") == of(laptop, "edit") == []


def test_edited_and_binned_after_is_no_conflict(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "goal", ids["goal"], title="Listen more")
    edit(laptop, "goal", ids["goal"], deleted_at=IN_BIN)
    meet(*pair)
    assert value(desktop, "goal", "deleted_at", ids["goal"]) == IN_BIN
    assert of(laptop, "binned") == []


@pytest.mark.parametrize("by", [0, 1])
def test_purge_against_edit_keeps_the_whole_row(pair: Pair, ids: dict[str, str], by: int) -> None:
    remover, writer = pair[by], pair[1 - by]
    edit(writer, "coach_note", ids["coach_note"], body="a new thought")
    purge(remover, "coach_note", ids["coach_note"])
    merged = writer.merge(remover)
    assert (merged.removed, merged.conflicts) == (1, 1)
    meet(*pair)
    assert value(writer, "coach_note", "body", ids["coach_note"]) == "no row"
    ((table, column, lost),) = of(writer, "purged")
    assert (table, column) == ("coach_note", "")
    assert lost["body"] == "a new thought"
    assert lost["engagement_id"] == ids["engagement"]


def test_purge_with_nothing_against_it(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    purge(laptop, "goal", ids["goal"])
    merged = desktop.merge(laptop)
    assert merged.conflicts == 0
    assert merged.removed > 1, "the goal and what hung on it"
    assert any(one.table == "goal" and one.what.startswith("goal ") for one in merged.incoming)
    meet(*pair)


def test_erased_means_erased(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="never to be read again")
    edit(desktop, "session_note", ids["session"], body="nor this")
    laptop.merge(desktop)
    assert len(of(laptop, "edit")) == 1
    edit(desktop, "session_note", ids["session"], body="and not this")
    child = insert(desktop, "debrief", session_id=ids["session"], work="nor a child", execution="", leadership="")
    purge(laptop, "session", ids["session"], erase=True)
    meet(*pair)
    for replica in pair:
        assert replica.db.execute("SELECT erase FROM tombstone WHERE row = ?", (child,)).fetchone() == (1,)
        dump = repr(everything(replica.db))
        assert "never to be" not in dump
        assert "nor this" not in dump
        assert "and not this" not in dump
        assert "nor a child" not in dump


def test_an_erasing_tombstone_reaches_who_has_seen_a_plain_one(
    devices: Callable[..., Replica], ids: dict[str, str]
) -> None:
    eraser, plain, third = devices("eraser", -1), devices("plain"), devices("third", 1)
    edit(third, "coach_note", ids["coach_note"], body="secret")
    eraser.merge(third)
    plain.merge(third)
    purge(eraser, "coach_note", ids["coach_note"], erase=True)
    purge(plain, "coach_note", ids["coach_note"])
    third.merge(plain)
    plain.merge(eraser)
    third.merge(plain)
    assert "secret" not in repr(everything(third.db))
    meet(eraser, plain, third)


def test_a_new_child_of_a_purged_parent_is_kept_as_an_orphan(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    purge(laptop, "goal", ids["goal"])
    child = insert(desktop, "milestone", goal_id=ids["goal"], position=3, title="First outcome delegated")
    loose = insert(
        desktop, "commitment", engagement_id=ids["engagement"], session_id=ids["session"], owner="client",
        body="asks her team", made_on="2026-11-21", state="open",
    )  # fmt: skip
    purge(laptop, "session", ids["session"])
    meet(*pair)
    assert value(laptop, "milestone", "title", child) == "no row"
    orphans = of(laptop, "orphan")
    assert [(table, lost["title"]) for table, _, lost in orphans] == [("milestone", "First outcome delegated")]
    assert value(laptop, "commitment", "body", loose) == "asks her team"
    assert value(laptop, "commitment", "session_id", loose) is None


def test_an_orphan_is_told_by_what_a_person_wrote_last(devices: Callable[..., Replica], ids: dict[str, str]) -> None:
    first, second, third = devices("first"), devices("second", 1), devices("third", 2)
    made = [
        insert(r, "round_item", round_id=ids["feedback_round"], position=7, wording=r.name) for r in (first, second)
    ]
    first.merge(second)
    assert value(first, "round_item", "position", made[1]) == 8, "by an action of the first one's merge"
    purge(third, "feedback_round", ids["feedback_round"])
    first.merge(third)
    lost = first.db.execute(
        "SELECT lost_site FROM conflict WHERE kind = 'orphan' AND row_id = ?", (made[1],)
    ).fetchone()
    assert lost == second.db.execute("SELECT site FROM local").fetchone()
    meet(first, second, third)


def test_what_hangs_on_an_orphan_is_kept_too(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    purge(laptop, "engagement", ids["engagement"])
    goal = insert(
        desktop, "goal", engagement_id=ids["engagement"], position=1, title="Say no", measure="", achievable=1,
        state="draft", author="client", importance=1, difficulty=1, baseline=-1,
    )  # fmt: skip
    insert(desktop, "reflection", goal_id=goal, written_on="2026-11-21", body="hard")
    meet(*pair)
    assert [(table, lost.get("title") or lost["body"]) for table, _, lost in of(laptop, "orphan")] == [
        ("goal", "Say no"),
        ("reflection", "hard"),
    ]


def test_of_two_with_one_name_the_later_gets_a_number(devices: Callable[..., Replica]) -> None:
    first, second, third = devices("first"), devices("second", 1), devices("third", 2)
    made = [insert(r, "organisation", name="Nörthwind", folded="northwind") for r in (first, second, third)]
    merged = first.merge(second)
    assert merged.conflicts == 1
    meet(first, second, third)
    named = [first.db.execute("SELECT name, folded FROM organisation WHERE id = ?", (row,)).fetchone() for row in made]
    assert named[0] == ("Nörthwind", "northwind")
    assert sorted(named[1:]) == [("Nörthwind (2)", "northwind (2)"), ("Nörthwind (3)", "northwind (3)")]
    assert ("organisation", "name", "Nörthwind") in of(first, "unique")


def test_who_yields_twice_is_told_once(devices: Callable[..., Replica]) -> None:
    first, second, third = devices("first"), devices("second", 1), devices("third", -1)
    insert(third, "organisation", name="Zenith (2)", folded="zenith (2)")
    made = [insert(r, "organisation", name="Zenith", folded="zenith") for r in (first, second)]
    cross(first, second)
    assert value(first, "organisation", "name", made[1]) == "Zenith (2)"
    cross(first, third)
    second.merge(third)
    assert [value(first, "organisation", "name", row) for row in made] == ["Zenith", "Zenith (3)"]
    meet(first, second, third)
    assert of(first, "unique") == [("organisation", "name", "Zenith")]


def test_the_other_keys_that_may_not_be_twice(pair: Pair, ids: dict[str, str]) -> None:
    laptop, _ = pair
    columns = [row[1] for row in laptop.db.execute("PRAGMA table_info(engagement)")]
    terms = dict(zip(columns, laptop.db.execute("SELECT * FROM engagement").fetchone(), strict=True))
    codes = [insert(r, "engagement", **terms | {"id": r.practice.new_id(), "code": "P-00007"}) for r in pair]
    items = [insert(r, "round_item", round_id=ids["feedback_round"], position=7, wording=r.name) for r in pair]
    marks = [insert(r, "theme", session_id=ids["session"], word="x" * 1_000_000) for r in pair]
    rated = [insert(r, "assessment", engagement_id=ids["engagement"], stage="end", held_on="2026-11-21") for r in pair]
    cross(*pair)
    binned = {value(replica, "assessment", "deleted_at", rated[1]) for replica in pair}
    assert len(binned) == 1, "the same moment on both"
    meet(*pair)
    assert [value(laptop, "engagement", "code", row) for row in codes] == ["P-00007", "P-00008"]
    assert [value(laptop, "round_item", "position", row) for row in items] == [7, 8]
    assert [value(laptop, "theme", "word", row)[-5:] for row in marks] == ["xxxxx", "x (2)"]
    assert [value(laptop, "assessment", "deleted_at", row) is None for row in rated] == [True, False]
    assert {(table, column) for table, column, _ in of(laptop, "unique")} == {
        ("engagement", "code"),
        ("round_item", "position"),
        ("theme", "word"),
        ("assessment", "deleted_at"),
    }
    assert binned.pop().startswith("2026-11-21T10:")


def test_names_that_went_round_are_no_collision(pair: Pair) -> None:
    laptop, desktop = pair
    one = insert(laptop, "organisation", name="One", folded="one")
    two = insert(laptop, "organisation", name="Two", folded="two")
    desktop.merge(laptop)
    with laptop.practice.raw_action("swapped") as db:
        for name, row in (("aside", one), ("one", two), ("two", one)):
            db.execute("UPDATE organisation SET name = ?, folded = ? WHERE id = ?", (name, name, row))
    before = actions(laptop.db)
    desktop.merge(laptop)
    assert actions(desktop.db) == before, "nothing of our own was needed"
    assert value(desktop, "organisation", "name", one) == "two"
    meet(*pair)


def test_a_name_and_its_folded_form_stay_together(pair: Pair) -> None:
    laptop, desktop = pair
    row = insert(laptop, "organisation", name="Zenith", folded="zenith")
    desktop.merge(laptop)
    edit(laptop, "organisation", row, name="Bolt", folded="bolt")
    edit(desktop, "organisation", row, name="ZENITH")
    meet(*pair)
    assert laptop.db.execute("SELECT name, folded FROM organisation WHERE id = ?", (row,)).fetchone() == (
        "ZENITH",
        "zenith",
    )
    assert of(laptop, "edit") == [("organisation", "name", "Bolt")]


def test_a_time_and_its_instant_stay_together(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session", ids["session"], starts_local="2026-12-01T09:00", starts_utc="2026-12-01T08:00:00Z")
    edit(desktop, "session", ids["session"], time_zone="America/New_York", starts_utc="2026-03-29T07:30:00Z")
    meet(*pair)
    assert value(laptop, "session", "starts_utc", ids["session"]) == "2026-12-01T14:00:00Z"
    assert of(laptop, "edit") == []


@pytest.mark.parametrize("later", [0, 1])
def test_a_row_that_would_break_a_rule_is_taken_whole(
    devices: Callable[..., Replica], ids: dict[str, str], later: int
) -> None:
    laptop, desktop = devices("laptop"), devices("desktop", 1 if later else -1)
    edit(laptop, "commitment", ids["commitment"], state=CommitmentState.DONE, closed_on="2026-11-20")
    desktop.merge(laptop)
    # Each side keeps the rule that what is closed has a day; their values together would not.
    edit(laptop, "commitment", ids["commitment"], closed_on="2026-11-19", body="by the laptop")
    edit(desktop, "commitment", ids["commitment"], state=CommitmentState.OPEN, closed_on=None)
    desktop.clock.forward(hours=-2 * later)
    laptop.clock.forward(hours=3 * (1 - later))
    edit((laptop, desktop)[later], "commitment", ids["commitment"], due_on="2026-12-24")
    meet(laptop, desktop)
    row = laptop.db.execute(
        "SELECT state, closed_on, due_on FROM commitment WHERE id = ?", (ids["commitment"],)
    ).fetchone()
    assert row[2] == "2026-12-24"
    assert (row[0] == "open") == (row[1] is None)
    kept = ("commitment", "closed_on", "2026-11-19") if later else ("commitment", "state", "open")
    assert kept in of(laptop, "edit")
    assert value(laptop, "commitment", "body", ids["commitment"]) == "by the laptop", "nobody else wrote it"


def test_of_a_row_taken_whole_only_what_was_lost_is_told(devices: Callable[..., Replica], ids: dict[str, str]) -> None:
    laptop, desktop = devices("laptop"), devices("desktop", -1)
    edit(laptop, "commitment", ids["commitment"], state=CommitmentState.DONE, closed_on="2026-11-20")
    desktop.merge(laptop)
    edit(desktop, "commitment", ids["commitment"], state=CommitmentState.OPEN, closed_on=None, body="by the desktop")
    laptop.clock.forward(hours=1)
    edit(laptop, "commitment", ids["commitment"], closed_on="2026-11-19", body="by the laptop")
    desktop.clock.forward(hours=3)
    edit(desktop, "commitment", ids["commitment"], due_on="2026-12-24")
    meet(laptop, desktop)
    assert value(laptop, "commitment", "body", ids["commitment"]) == "by the desktop", "which wrote last in the row"
    assert of(laptop, "edit") == [("commitment", "body", "by the laptop"), ("commitment", "closed_on", "2026-11-19")]


def test_the_same_natural_key_born_twice(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    for replica in pair:
        insert(
            replica, "pause", id="f" * 32, engagement_id=ids["engagement"], from_on="2026-12-01", reason=replica.name
        )
    assert laptop.merge(desktop).conflicts == 1
    meet(*pair)
    assert value(laptop, "pause", "reason", "f" * 32) == "desktop"
    assert of(laptop, "edit") == [("pause", "reason", "laptop")]
    births = laptop.db.execute("SELECT count(*) FROM change WHERE col = ''").fetchone()
    assert births == (1,), "the other birth is kept"
    born = laptop.db.execute("SELECT stamp, site FROM birth WHERE row = ?", ("f" * 32,)).fetchone()
    assert (
        born
        == desktop.db.execute("SELECT stamp, site FROM action WHERE words = 'added a pause' ORDER BY 1 DESC").fetchone()
    )
    assert born[1] == desktop.db.execute("SELECT site FROM local").fetchone()[0], "the later one counts"


def test_a_relay_through_a_third_device_loses_nothing(devices: Callable[..., Replica], ids: dict[str, str]) -> None:
    one, two, three = devices("one"), devices("two", -1), devices("three", 1)
    edit(one, "session_note", ids["session"], body="by one")
    edit(two, "session_note", ids["session"], body="by two")
    three.merge(two)
    three.merge(one)
    one.merge(three)
    assert value(one, "session_note", "body", ids["session"]) == "by one"
    assert of(one, "edit") == [("session_note", "body", "by two")]
    meet(one, two, three)


def test_what_a_slow_clock_wrote_long_ago_still_comes(devices: Callable[..., Replica], ids: dict[str, str]) -> None:
    one, two, slow = devices("one"), devices("two", 1), devices("slow", -1)
    edit(two, "goal", ids["goal"], title="by two")
    one.merge(two)
    edit(slow, "session_note", ids["session"], body="by the slow one")
    two.merge(slow)
    edit(two, "goal", ids["goal"], measure="by two again")
    one.merge(two)
    assert value(one, "session_note", "body", ids["session"]) == "by the slow one"
    assert value(one, "goal", "measure", ids["goal"]) == "by two again"
    meet(one, two, slow)


def test_an_older_copy_of_a_file_brings_nothing_back(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="old")
    former = laptop.snapshot()
    edit(laptop, "session_note", ids["session"], body="new")
    desktop.merge(laptop)
    for replica in pair:
        assert replica.merge(former).nothing
        assert value(replica, "session_note", "body", ids["session"]) == "new"


def test_a_cloned_and_a_restored_file_lose_nothing(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "goal", ids["goal"], title="before")
    former = laptop.snapshot()
    edit(laptop, "goal", ids["goal"], measure="after")
    clone = laptop.twin("clone")
    desktop.merge(laptop)
    sites = [r.db.execute("SELECT site FROM local").fetchone() for r in (laptop, clone)]
    assert sites[0] != sites[1]
    laptop.restore(former)
    edit(laptop, "goal", ids["goal"], title="after the restore")
    edit(clone, "session_note", ids["session"], body="by the clone")
    meet(laptop, desktop, clone)
    assert laptop.db.execute("SELECT title, measure FROM goal WHERE id = ?", (ids["goal"],)).fetchone() == (
        "after the restore",
        "after",
    )
    clone.close()


def test_meeting_twice_changes_nothing(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="one")
    edit(desktop, "session_note", ids["session"], body="two")
    snapshot = desktop.snapshot()
    laptop.merge(snapshot)
    before = log(laptop.db), state(laptop.db), vector(laptop.db)
    merged = laptop.merge(snapshot)
    assert merged.nothing
    assert merged.words() == "nothing new from desktop"
    assert (log(laptop.db), state(laptop.db), vector(laptop.db)) == before


def test_a_dry_run_tells_all_and_does_nothing(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(laptop, "session_note", ids["session"], body="one")
    edit(desktop, "session_note", ids["session"], body="two")
    insert(laptop, "organisation", name="Twice", folded="twice")
    insert(desktop, "organisation", name="Twice", folded="twice")
    before = repr(everything(laptop.db))
    snapshot = desktop.snapshot()
    would = merge.merge(laptop.practice, snapshot, dry_run=True)
    assert repr(everything(laptop.db)) == before
    assert laptop.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert laptop.merge(snapshot)[:6] == would[:6]


def test_drafts_of_the_other_device_come_along(pair: Pair) -> None:
    laptop, desktop = pair
    draft = "INSERT INTO draft SELECT site, 'session', ?, ?, '2026-11-21T09:00:00Z' FROM local"
    laptop.db.execute(draft, ("", "unfinished"))
    desktop.db.execute(draft, ("", "my own"))
    assert desktop.merge(laptop).nothing
    assert desktop.db.execute("SELECT body FROM draft ORDER BY body").fetchall() == [("my own",), ("unfinished",)]
    laptop.db.execute("DELETE FROM draft")
    desktop.merge(laptop)
    assert desktop.db.execute("SELECT body FROM draft").fetchall() == [("my own",)]


def test_a_copy_under_our_own_site_brings_no_former_drafts(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    draft = "INSERT OR REPLACE INTO draft SELECT site, 'session', '', ?, '2026-11-21T09:00:00Z' FROM local"
    laptop.db.execute(draft, ("former",))
    home = laptop.home / "of-the-machine-as-it-was"
    paths = Paths(home / "data", home / "config", home / "state")
    former = copy_of(laptop.snapshot(), paths.practice, paths)
    laptop.db.execute(draft, ("present",))
    edit(desktop, "session_note", ids["session"], body="by the desktop")
    with practice.open_practice(former, paths, clock=laptop.clock) as one:
        merge.merge(one, desktop.snapshot())
        assert (
            one.db.execute("SELECT site FROM local").fetchone()
            == laptop.db.execute("SELECT site FROM local").fetchone()
        )
    laptop.merge(former)
    assert value(laptop, "session_note", "body", ids["session"]) == "by the desktop"
    assert laptop.db.execute("SELECT body FROM draft").fetchall() == [("present",)]


def test_an_undo_comes_over_and_our_own_undo_still_works(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    held = value(laptop, "goal", "title", ids["goal"])
    edit(laptop, "goal", ids["goal"], title="typed by mistake")
    desktop.merge(laptop)
    undo(laptop.practice)
    edit(desktop, "session_note", ids["session"], body="mine")
    desktop.merge(laptop)
    assert value(desktop, "goal", "title", ids["goal"]) == held
    assert undo(desktop.practice).words == "edited a session_note"
    meet(*pair)


def test_a_clock_that_is_ahead_is_told_and_the_order_holds(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    edit(desktop, "goal", ids["goal"], title="from the future")
    merged = laptop.merge(desktop)
    assert "60 min ahead of this machine's clock" in merged.notes[0]
    edit(laptop, "goal", ids["goal"], title="later all the same")
    meet(*pair)
    assert value(desktop, "goal", "title", ids["goal"]) == "later all the same"


def test_same_changes_and_other_records_are_told_and_kept(pair: Pair, ids: dict[str, str]) -> None:
    laptop, desktop = pair
    meet(*pair)
    assert laptop.merge(desktop).notes == ()
    edit(laptop, "goal", ids["goal"], title="new")
    assert desktop.merge(laptop).notes == (), "of two files of which one is behind, nothing else is expected"
    with desktop.practice.transaction() as db:
        db.execute("UPDATE local SET still = 1")
        db.execute("UPDATE goal SET title = 'past the log' WHERE id = ?", (ids["goal"],))
        db.execute("UPDATE local SET still = 0")
    merged = laptop.merge(desktop)
    assert merged.nothing
    assert "records differ" in merged.notes[0]
    (kept,) = backups.listed(laptop.paths.backups, laptop.practice.path)
    assert kept.reason == "differs"
    assert kept.path.name in merged.notes[0]
    with driver.connect(kept.path, read_only=True) as db:
        assert db.execute("SELECT title FROM goal WHERE id = ?", (ids["goal"],)).fetchone() == ("past the log",)
