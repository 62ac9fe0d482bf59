"""The practice as it stood at a moment is what it was then, and can't be changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachtui.domain.as_of import told
from coachtui.store import as_of, changelog, driver, errors, history
from coachtui.store.as_of import PracticeThen, rewind
from coachtui.store.driver import Connection
from coachtui.store.practice import Practice
from coachtui.store.schema import logged_columns
from coachtui.store.undo import undo
from tests.conftest import NOW, THOROUGH, StandingClock
from tests.store.scripts import Coach
from tests.store.test_undo_property import STEP

Rows = dict[str, list[Any]]
LOG = ("action", "record", "change", "tombstone", "birth", "edit")


def rows(db: Connection) -> Rows:
    """Return all rows of the logged tables, those in the bin too."""
    return {table: db.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall() for table in logged_columns()}


def log(db: Connection) -> Rows:
    """Return the rows of the log."""
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in LOG}


def passed(practice: Practice) -> datetime:
    """Let a minute pass, and return the moment of the last action."""
    assert isinstance(practice.clock, StandingClock)
    (stamp,) = practice.db.execute("SELECT stamp FROM local").fetchone()
    practice.clock.forward(minutes=1)
    return changelog.moment(stamp)


@given(steps=st.lists(STEP, max_size=20))
@settings(max_examples=3_000 if THOROUGH else 12)
def test_every_moment_of_any_history_comes_back(another: Callable[[], Practice], steps: list[tuple[Any, ...]]) -> None:
    practice = another()
    passed(practice)
    coach = Coach(practice)
    coach.begin()
    seen: dict[datetime, tuple[Rows, Rows]] = {}
    for name, *arguments in steps:
        with suppress(errors.Refused, errors.NotFound, errors.NothingToUndo):
            getattr(coach, name)(*arguments)
        # What is done outside the program bears the machine's time, so several steps may share one millisecond.
        seen[passed(practice)] = rows(practice.db), log(practice.db)
    present = rows(practice.db)
    for moment, (then, logged) in seen.items():
        rewind(practice.db, moment)
        assert rows(practice.db) == then
        assert log(practice.db) == logged
    as_of.come_back(practice.db)
    assert rows(practice.db) == present


def test_nothing_is_copied_where_nothing_has_changed(practice: Practice, clock: StandingClock) -> None:
    coach = Coach(practice)
    coach.begin()
    moment = passed(practice)
    coach.organisation("Globex")
    rewind(practice.db, moment)
    made = practice.db.execute("SELECT name FROM sqlite_temp_master WHERE type = 'table'").fetchall()
    assert made == [("organisation",)]


def test_reads_find_the_past_by_the_same_indexes(practice: Practice) -> None:
    """A view of main and past rows together could be searched by no index, and cost a scan for each read."""
    coach = Coach(practice)
    coach.begin()
    moment = passed(practice)
    coach.settle(0)
    coach.put_in_bin("session", 0)
    rewind(practice.db, moment)

    def plan(query: str) -> str:
        return " ".join(row[3] for row in practice.db.execute(f"EXPLAIN QUERY PLAN {query}"))

    assert "SEARCH session USING INDEX" in plan("SELECT * FROM session WHERE engagement_id = 'x'")
    assert "SEARCH commitment USING INDEX" in plan("SELECT * FROM commitment WHERE id = 'x'")
    assert "SCAN" not in plan("SELECT stamp FROM birth WHERE tbl = 'session' AND row = 'x'")


def test_the_practice_then_stands_still_and_cannot_be_written(
    opening: Callable[[], Practice], clock: StandingClock
) -> None:
    with opening() as practice:
        coach = Coach(practice)
        coach.begin()
        coach.organisation("Globex")
        moment = passed(practice)
        coach.rename(0, "Initech")
        now = rows(practice.db)
        then = PracticeThen(opening(), moment)
        with then:
            assert then.clock() == moment
            assert not then.writable
            before = rows(then.db)
            assert before != now
            with pytest.raises(errors.ReadOnlyPractice, match=told(moment)), then.action("renamed"):
                pass
            with pytest.raises(errors.ReadOnlyPractice, match="nothing can be changed"):
                undo(then)
            with pytest.raises(errors.ReadOnlyPractice), driver.plain_words(then.path):
                then.db.execute("UPDATE main.person SET phone = '3'")
            # What another program or a merge writes meanwhile is not of that moment either.
            clock.forward(minutes=1)
            coach.goal(2)
            coach.rename(1, "Umbrella")
            then.keep_up()
            assert rows(then.db) == before
        assert rows(practice.db) != now


def test_the_history_ends_at_the_moment(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    person = coach.live("person")[0]
    for phone in "012":
        coach.outside(0, phone)
        moment = passed(practice)
        practice.db.execute("UPDATE local SET stamp = stamp + (60000 << 16)")  # a minute passes outside too
    coach.outside(0, "3")
    assert len(history.of_record(practice.db, "person", person)) == 5
    rewind(practice.db, moment)
    assert [edit.after for edit in history.of_record(practice.db, "person", person)] == ["2", "1", "0", None]
    assert practice.db.execute("SELECT phone FROM person").fetchone() == ("2",)


def test_what_was_removed_for_good_is_counted_and_stays_away(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    moment = passed(practice)
    with practice.raw_action("removed") as db:
        db.execute("DELETE FROM theme")
    rewind(practice.db, moment)
    assert as_of.removed_since(practice.db, moment) == 1
    assert practice.db.execute("SELECT count(*) FROM theme").fetchone() == (0,)
    assert as_of.removed_since(practice.db, moment + timedelta(days=1)) == 0


def test_the_practice_began_with_its_first_action(practice: Practice) -> None:
    assert as_of.began(practice.db) == NOW
