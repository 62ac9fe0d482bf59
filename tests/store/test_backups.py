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

from coachtui.paths import Paths
from coachtui.store import backups, driver, errors
from coachtui.store.backups import Backup, kept, listed, make
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
