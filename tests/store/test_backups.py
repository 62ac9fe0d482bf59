"""Backups are whole, private, kept by a rule, and never of the wrong practice."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.backups import Backup, Condition, line
from coachtui.paths import Paths
from coachtui.store import backups, driver, errors
from coachtui.store.backups import condition, kept, listed, make, named, newest_good
from coachtui.store.practice import Practice, create, open_practice
from tests.conftest import NOW, StandingClock
from tests.store.rows import everything, inside
from tests.store.test_changelog import add_person

DAY = timedelta(days=1)


def backup(made_at: datetime) -> Backup:
    return Backup(Path(f"{made_at:%Y%m%dT%H%M%S}"), made_at, "daily", "0", 1)


def test_a_backup_is_a_whole_practice_and_private(practice: Practice, paths: Paths, clock: StandingClock) -> None:
    add_person(practice)
    umask = os.umask(0)
    try:
        made = make(practice.db, practice.path, paths.backups, clock(), "manual")
    finally:
        os.umask(umask)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert paths.backups.stat().st_mode & 0o777 == 0o700
    assert (made.reason, made.made_at, made.practice) == ("manual", NOW, practice.db_id[-8:])
    assert made.size == made.path.stat().st_size
    with closing(driver.connect(made.path, read_only=True)) as db:
        assert everything(db) == everything(practice.db)
    assert inside(paths.backups) == [made.path.name]


def test_a_backup_opens_as_a_practice_with_a_site_of_its_own(
    practice: Practice, paths: Paths, clock: StandingClock
) -> None:
    made = make(practice.db, practice.path, paths.backups, clock(), "manual")
    with open_practice(made.path, paths, clock=clock, random=Random(9)) as restored:
        site = "SELECT site FROM local"
        assert restored.db.execute(site).fetchone() != practice.db.execute(site).fetchone()


def test_two_in_one_second_are_both_there_newest_first(practice: Practice, paths: Paths, clock: StandingClock) -> None:
    made = [make(practice.db, practice.path, paths.backups, clock(), "manual").path for _ in range(12)]
    found = [backup.path for backup in listed(paths.backups, practice.path)]
    assert found == made[::-1][: backups.LATEST]


def test_files_of_the_same_name_never_crowd_each_other_out(
    practice: Practice, paths: Paths, clock: StandingClock, tmp_path: Path
) -> None:
    other = create(
        tmp_path / "other" / practice.path.name,
        paths,
        name="P",
        coach="C",
        time_zone="UTC",
        clock=clock,
        random=Random(8),
    )
    with other:
        clock.forward(days=-400)
        oldest = make(other.db, other.path, paths.backups, clock(), "manual")
        for _ in range(15):
            clock.forward(hours=1)
            make(practice.db, practice.path, paths.backups, clock(), "daily")
        assert oldest.path.exists()


@pytest.mark.parametrize("name", ["practice.coach", "a[1]*.coach", "my practice-2.coach", "ünï.code.coach", "plain"])
def test_any_name_of_file(another: Callable[[], Practice], paths: Paths, name: str) -> None:
    practice = another()
    path = practice.path.with_name(name)
    made = make(practice.db, path, paths.backups, NOW, "manual")
    for stranger in ("practice-x.coach", f"{path.stem}-notes.txt", f"{path.stem}-20260101T000000Z-x.coach", "y"):
        paths.backups.joinpath(stranger).touch()
    paths.backups.joinpath(f"{path.stem}-20260101T000000Z-x-y.coach").mkdir()
    assert listed(paths.backups, path) == [made]
    assert listed(paths.backups, path.with_name("other.coach")) == []
    assert listed(paths.data / "none", path) == []


@given(st.lists(st.integers(0, 800 * 24), max_size=120), st.data())
def test_the_rule_keeps_the_newest_of_each_span(hours: list[int], data: st.DataObject) -> None:
    """Kept one by one as time goes on, or all at once: the newest ten, and never none."""
    made = sorted({NOW - timedelta(hours=hour) for hour in hours})
    present: list[Backup] = []
    for moment in made:
        present = kept([backup(moment), *present])
        assert present[0].made_at == moment
    assert present[: backups.LATEST] == [backup(moment) for moment in made[::-1][: backups.LATEST]]
    assert len(present) <= backups.LATEST + backups.DAILY + backups.WEEKLY + backups.MONTHLY
    months = {f"{moment:%Y-%m}" for moment in made}
    newest_months = sorted(months)[-backups.MONTHLY :]
    assert set(newest_months) <= {f"{b.made_at:%Y-%m}" for b in present}


def test_years_of_daily_use_leave_a_ladder() -> None:
    present: list[Backup] = []
    for day in range(800):
        present = kept([backup(datetime(2024, 1, 1, 20, tzinfo=UTC) + day * DAY), *present])
    ages = [(present[0].made_at - b.made_at).days for b in present]
    assert ages[:10] == list(range(10))
    assert len(ages) < 33
    assert ages[-1] > 300


@pytest.mark.parametrize("fault", ["directory", "copy"])
def test_a_backup_that_fails_leaves_the_others(
    practice: Practice, paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    made = [make(practice.db, practice.path, paths.backups, clock(), "manual").path for _ in range(10)]
    if fault == "directory":
        monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    else:
        monkeypatch.setattr(driver, "connect", lambda *_, **__: (_ for _ in ()).throw(driver.IntegrityError))
    with pytest.raises((errors.PracticeError, driver.DriverError)):
        make(practice.db, practice.path, paths.backups, clock(), "manual")
    assert [backup.path for backup in listed(paths.backups, practice.path)] == made[::-1]


def test_the_new_one_is_kept_whatever_the_clock_says(
    practice: Practice, paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "kept", lambda _: [])
    assert make(practice.db, practice.path, paths.backups, clock(), "manual").path.exists()


def spoil(backup: Backup) -> None:
    """Flip one bit, as an old disk does: the file still opens."""
    data = bytearray(backup.path.read_bytes())
    data[-1] ^= 1
    backup.path.write_bytes(data)


def test_the_day_has_one_backup_whatever_it_was_made_for(
    practice: Practice, paths: Paths, clock: StandingClock
) -> None:
    def daily() -> Backup | None:
        return backups.daily(practice.db, practice.path, paths.backups, clock())

    first = daily()
    assert first is not None
    assert (first.reason, daily()) == ("daily", None)
    clock.forward(days=1)
    make(practice.db, practice.path, paths.backups, clock(), "merge")
    assert daily() is None
    clock.forward(days=1)
    assert daily() is not None
    other = create(paths.data / "o" / practice.path.name, paths, name="P", coach="C", time_zone="UTC", clock=clock)
    with other:
        assert backups.daily(other.db, other.path, paths.backups, clock()) is not None, (
            "that one is of another practice"
        )


def test_what_was_written_is_good_and_what_changed_since_is_not(
    practice: Practice, paths: Paths, clock: StandingClock
) -> None:
    made = make(practice.db, practice.path, paths.backups, clock(), "daily")
    assert condition(made) is Condition.GOOD
    spoil(made)
    assert condition(made) is Condition.BAD
    made.path.unlink()
    assert condition(made) is Condition.BAD


@pytest.mark.parametrize("how", ["whole", "cut", "empty", "text", "other practice"])
def test_a_backup_of_a_former_coachtui_bears_no_digest_and_is_opened(
    practice: Practice, paths: Paths, clock: StandingClock, how: str
) -> None:
    made = make(practice.db, practice.path, paths.backups, clock(), "daily")
    old = made.path.rename(made.path.with_name(f"practice-20260101T000000Z-daily-{made.practice}.coach"))
    whole = old.read_bytes()
    old.write_bytes({"cut": whole[:9000], "empty": b"", "text": b"dear diary " * 99}.get(how, whole))
    (found,) = listed(paths.backups, practice.path)
    if how == "other practice":
        found = found._replace(practice="01234567")
    assert condition(found) is (Condition.GOOD if how == "whole" else Condition.BAD)


def test_nothing_is_dropped_for_one_that_is_no_good(practice: Practice, paths: Paths, clock: StandingClock) -> None:
    """While no other one than the new is known to be good, all stay."""
    made = []
    for _ in range(backups.LATEST + 2):
        clock.forward(minutes=1)
        made.append(make(practice.db, practice.path, paths.backups, clock(), "asked"))
    assert [one.path.exists() for one in made] == [False] * 2 + [True] * backups.LATEST
    for one in made[2:]:
        spoil(one)
    clock.forward(minutes=1)
    new = make(practice.db, practice.path, paths.backups, clock(), "asked")
    assert len(listed(paths.backups, practice.path)) == backups.LATEST + 1, "none of them is good"
    assert newest_good(paths.backups, practice.path) == new
    clock.forward(minutes=1)
    newer = make(practice.db, practice.path, paths.backups, clock(), "asked")
    found = listed(paths.backups, practice.path)
    assert found[:2] == [newer, new]
    assert len(found) == backups.LATEST


def test_what_was_put_aside_is_never_dropped_and_never_the_good_one(
    practice: Practice, paths: Paths, clock: StandingClock
) -> None:
    aside = backups.put_aside(practice.path, paths.backups, clock() + DAY, backups.short_id(practice.db_id))
    for _ in range(backups.LATEST + 2):
        clock.forward(minutes=1)
        new = make(practice.db, practice.path, paths.backups, clock(), "asked")
    found = listed(paths.backups, practice.path)
    assert found[0] == aside
    assert len(found) == backups.LATEST + 1
    assert newest_good(paths.backups, practice.path) == new


def test_a_name_is_found_in_the_list_alone(practice: Practice, paths: Paths, clock: StandingClock) -> None:
    made = make(practice.db, practice.path, paths.backups, clock(), "asked")
    assert named(paths.backups, practice.path, made.name) == made
    assert named(paths.backups, practice.path, made.path.stem) == made
    for name in ("", ".", "..", "../practice.coach", str(made.path), f"./{made.name}", "practice.coach"):
        with pytest.raises(errors.NotFound, match="There is no backup"):
            named(paths.backups, practice.path, name)


def test_what_the_list_says() -> None:
    made = Backup(Path("x"), NOW, "daily", "0", 1_250_000, encrypted=True)
    assert line(made, NOW, Condition.GOOD).endswith("(today), once a day, 1.2 MB, encrypted, good")
    assert line(made._replace(reason="aside", size=5), NOW + 3 * DAY).endswith(
        "(3 days ago), put aside as it was, since it could not be read, 1 kB"
    )


def test_half_a_backup_that_a_killed_program_left_is_removed_and_one_under_way_is_not(practice: Practice) -> None:
    directory = practice.paths.backups
    directory.mkdir(parents=True, exist_ok=True)
    old, present = directory / "practice-1.part", directory / "practice-2.part"
    for half in (old, present):
        half.write_text("half")
    os.utime(old, (1, 1))
    backups.make(practice.db, practice.path, directory, practice.clock(), "daily")
    assert (old.exists(), present.exists()) == (False, True)
