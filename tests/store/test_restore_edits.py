"""Going back to a backup by edits gives its content, syncs like any edit, and one undo takes it back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from coachtui.domain.backups import Backup, Difference, Returned
from coachtui.paths import Paths
from coachtui.store import backups, doctor, driver, errors
from coachtui.store.merge import merge
from coachtui.store.practice import Practice, open_practice
from coachtui.store.restore_edits import compare, restore_as_edits
from coachtui.store.undo import next_undo, undo
from tests.conftest import StandingClock
from tests.store.released import fixture, restore
from tests.store.rows import content
from tests.store.scripts import Coach
from tests.store.test_changelog import add_person
from tests.store.test_undo_property import PICK, STEP

PURGE = st.tuples(st.just("purge"), st.sampled_from(["organisation", "goal", "theme", "person", "session"]), PICK)


def play(coach: Coach, steps: list[tuple[Any, ...]]) -> None:
    for name, *arguments in steps:
        with suppress(errors.Refused, errors.NotFound, errors.NothingToUndo):
            if name == "purge":
                with coach.practice.raw_action("removed for good") as db:
                    db.execute(f'DELETE FROM "{arguments[0]}" WHERE id = ?', (coach._one(*arguments),))
            else:
                getattr(coach, name)(*arguments)


def backed_up(practice: Practice) -> Backup:
    return backups.make(practice.db, practice.path, practice.paths.backups, practice.clock(), "asked")


def content_of(backup: Backup) -> dict[str, list[Any]]:
    with closing(driver.connect(backup.path, read_only=True)) as db:
        return content(db)


def less_what_was_purged(former: dict[str, list[Any]], practice: Practice) -> dict[str, list[Any]]:
    """Leave out what is gone for good; a link to it is empty."""
    purged = {row for (row,) in practice.db.execute("SELECT row FROM tombstone")}
    return {
        table: [tuple(None if value in purged else value for value in row) for row in rows if row[0] not in purged]
        for table, rows in former.items()
    }


@settings(max_examples=settings.default.max_examples // 5)  # each makes a backup, which waits for the disk
@given(st.lists(STEP, max_size=12), st.lists(st.one_of(STEP, STEP, STEP, PURGE), max_size=15), st.booleans())
def test_any_history_goes_back_and_forth(
    another: Callable[[], Practice], before: list[tuple[Any, ...]], after: list[tuple[Any, ...]], begun: bool
) -> None:
    practice = another()
    assert isinstance(practice.clock, StandingClock)
    coach = Coach(practice)
    coach.begin()
    play(coach, before if begun else [])
    backup = backed_up(practice)
    former = content_of(backup)
    assert former == content(practice.db)
    play(coach, after if begun else before + after)
    present = content(practice.db)
    practice.clock.forward(hours=1)

    told = compare(practice, backup)
    assert content(practice.db) == present
    done = restore_as_edits(practice, backup)
    assert (done.differences, done.left) == (told.differences, 0)
    assert content(practice.db) == less_what_was_purged(former, practice)
    assert [finding for finding in doctor.examine(practice) if finding.level is doctor.Level.FAULT] == []
    event(f"nothing to do: {done.nothing}")
    if not done.nothing:
        practice.clock.forward(hours=1)
        assert undo(practice).left == 0
        assert content(practice.db) == present
    shutil.rmtree(practice.paths.backups)


def test_what_it_does_is_said_in_numbers(practice: Practice, clock: StandingClock) -> None:
    coach = Coach(practice)
    for name in ("Globex", "Initech", "Hooli"):
        coach.organisation(name)
    coach.put_in_bin("organisation", 0)
    backup = backed_up(practice)
    coach.undo()
    coach.rename(1, "Umbrella")
    coach.put_in_bin("organisation", 2)
    coach.organisation("Acme")
    with practice.raw_action("removed for good") as db:
        db.execute("DELETE FROM person")
    told = compare(practice, backup)
    assert [one for one in told.differences if any(one[1:])] == [Difference("organisation", 1, 2, 1, 0)]
    assert told.words(would=True) == "1 record would change back, 2 would go to the bin, 1 would come back"
    done = restore_as_edits(practice, backup)
    assert done.words() == "1 record changed back, 2 went to the bin, 1 came back"
    step = next_undo(practice.db)
    assert step is not None
    assert step.words == "went back to the backup of Sat 21 Nov 2026 10:00"
    assert restore_as_edits(practice, backup).words() == "nothing had to change"
    assert next_undo(practice.db) == step, "what changes nothing leaves no trace"


def test_the_other_device_follows(practice: Practice, clock: StandingClock, tmp_path: Path) -> None:
    """Unlike a whole file that is put back, whose newer edits come in again from there."""
    coach = Coach(practice)
    coach.organisation("Globex")
    backup = backed_up(practice)
    clock.forward(minutes=1)
    coach.rename(0, "Umbrella")
    coach.organisation("Acme")
    elsewhere = Paths(tmp_path / "other", tmp_path / "other", tmp_path / "other")
    path = tmp_path / "other" / "practice.coach"
    path.parent.mkdir()
    backups.copy(practice.db, path)
    with open_practice(path, elsewhere, clock=clock, random=Random(8)) as other:
        clock.forward(minutes=1)
        Coach(other).organisation("Hooli")
        merge(practice, path)
        assert "Hooli" in str(content(practice.db))
        clock.forward(minutes=1)
        restore_as_edits(practice, backup)
        merge(other, practice.path)
        assert content(other.db) == content(practice.db) == content_of(backup)
        clock.forward(minutes=1)
        undo(practice)
        merge(other, practice.path)
        assert content(other.db) == content(practice.db)
        assert "Hooli" in str(content(other.db))


def test_what_was_removed_for_good_stays_so_and_is_said(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    add_person(practice)
    backup = backed_up(practice)
    with practice.raw_action("removed for good") as db:
        db.execute("DELETE FROM engagement")
        db.execute("UPDATE person SET phone = 'new'")
    done = restore_as_edits(practice, backup)
    purged = {one.table: one.purged for one in done.differences if one.purged}
    assert purged["engagement"] == 1
    assert purged["session"] == 1, "what belongs to it went with it"
    assert f"{sum(purged.values())} removed for good since can't come back" in done.words()
    assert practice.db.execute("SELECT count(*) FROM engagement").fetchone() == (0,)
    assert doctor.is_well(doctor.examine(practice))


def test_a_newer_backup_goes_forward(practice: Practice, clock: StandingClock, paths: Paths) -> None:
    """After the file itself has gone back, a later backup has records that it does not know."""
    from coachtui.store.restore import restore as put_back

    earlier = backed_up(practice)
    coach = Coach(practice)
    coach.begin()
    coach.goal(2)
    clock.forward(minutes=5)
    later = backed_up(practice)
    practice.close()
    put_back(practice.path, paths, earlier, clock())
    with open_practice(practice.path, paths, clock=clock) as gone_back:
        assert gone_back.db.execute("SELECT count(*) FROM goal").fetchone() == (0,)
        restore_as_edits(gone_back, later)
        assert content(gone_back.db) == content_of(later)
        assert doctor.is_well(doctor.examine(gone_back))
        undo(gone_back)
        assert content(gone_back.db) == content_of(earlier)


def test_a_backup_of_an_older_schema_is_brought_up_first(paths: Paths, clock: StandingClock) -> None:
    path = restore(fixture("0001").read_text(encoding="utf-8"), paths.practice)
    with open_practice(path, paths, clock=clock) as practice:
        (backup,) = backups.listed(paths.backups, path)
        assert backup.reason == "migration"
        first = content(practice.db)
        whole = backup.path.read_bytes()
        with practice.raw_action("edited") as db:
            db.execute("UPDATE person SET phone = 'x'")
            db.execute("UPDATE session SET deleted_at = '2026-11-21T09:00:00Z'")
        assert not restore_as_edits(practice, backup).nothing
        assert content(practice.db) == first
        assert backup.path.read_bytes() == whole
        assert [file.name for file in paths.backups.iterdir()] == [backup.name]


def test_it_can_be_stopped_and_then_nothing_is_changed(practice: Practice) -> None:
    coach = Coach(practice)
    coach.begin()
    backup = backed_up(practice)
    coach.goal(3)
    coach.rename(0, "Umbrella")
    present = content(practice.db)
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) == 3:
            raise errors.Stopped("Stopped. Nothing was changed.")

    with pytest.raises(errors.Stopped):
        restore_as_edits(practice, backup, step=step)
    assert steps == [(1, 5), (2, 5), (3, 5)]
    assert content(practice.db) == present
    restore_as_edits(practice, backup)
    assert doctor.is_well(doctor.examine(practice))


def test_the_backup_of_another_practice_is_refused(practice: Practice) -> None:
    backup = backed_up(practice)
    practice.db_id = "0" * 32
    with pytest.raises(errors.OtherPractice, match="another practice"):
        compare(practice, backup)


def test_words_of_nothing() -> None:
    assert Returned(()).words(would=True) == "everything is as it was in that backup"
    assert (
        Returned((Difference("x", changed=1),), left=2).words()
        == "1 record changed back, 2 values could not be set back"
    )
