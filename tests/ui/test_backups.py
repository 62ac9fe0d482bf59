"""Backups on the screens: listed, looked into, gone back to by edits or whole; the one of the day makes itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import backups
from coachtui.store.practice import open_practice
from coachtui.ui import safekeeping
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.backups import BackupsDialog
from coachtui.ui.screens.confirm import Confirm
from coachtui.ui.widgets.rows import Rows
from tests.conftest import StandingClock
from tests.store.test_changelog import add_person
from tests.ui.conftest import Coach, MakeApp, settled, until


def toasts(coach: Coach) -> str:
    return " ".join(str(one.message) for one in coach.app._notifications)


async def test_back_by_edits_and_whole(make_app: MakeApp, storied: Path, paths: Paths, clock: StandingClock) -> None:
    with open_practice(storied, paths, clock=clock) as practice:
        damaged = backups.make(practice.db, practice.path, paths.backups, clock(), "asked")
        damaged.path.write_bytes(damaged.path.read_bytes()[:-1])
        clock.forward(hours=2)
        backups.make(practice.db, practice.path, paths.backups, clock(), "daily")
        clock.forward(hours=2)
        add_person(practice, "Somebody New")
    app = make_app(storied)
    async with app.run_test(size=(120, 36)) as coach:
        await settled(coach)
        await coach.press("Z")
        await settled(coach)
        dialog = app.screen
        assert isinstance(dialog, BackupsDialog)
        rows = dialog.query_one(Rows)
        assert [(row.cells[2].plain, row.cells[5].plain) for row in rows._rows] == [
            ("once a day", "✓ good"),
            ("asked for", "▲ not good"),
        ]
        told = dialog.query_one("#difference")
        assert "1 record would go to the bin" in str(told.render())
        await coach.press("n")
        await settled(coach)
        assert len(rows._rows) == 3
        assert rows.cursor == 0
        assert "everything is as it was" in str(told.render())
        await coach.press("j", "enter")
        await settled(coach)
        people = "SELECT count(*) FROM person WHERE name = 'Somebody New' AND deleted_at IS NULL"

        def count(db: object) -> int:
            return int(db.execute(people).fetchone()[0])  # type: ignore[attr-defined]

        assert await app.desk.gateway.read(count) == 0
        assert "1 record went to the bin. u takes it back." in toasts(coach)
        await coach.press("u")
        await until(coach, lambda: isinstance(app.screen, Confirm))
        await coach.press("y")
        await settled(coach)
        assert await app.desk.gateway.read(count) == 1

        await coach.press("Z")
        await settled(coach)
        await coach.press("j", "w")
        await until(coach, lambda: isinstance(app.screen, Confirm))
        await coach.press("n")
        await settled(coach)
        assert await app.desk.gateway.read(count) == 1
        await coach.press("Z")
        await settled(coach)
        await coach.press("j", "w")
        await until(coach, lambda: isinstance(app.screen, Confirm))
        await coach.press("y")
        await settled(coach)
        assert await app.desk.gateway.read(count) == 0
        (was, *_) = backups.listed(paths.backups, storied)
        assert was.reason == "restore"
        assert was.name in toasts(coach)


async def test_the_backup_of_the_day_makes_itself(
    app: CoachApp, paths: Paths, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "SETTLED_S", 0.01)
    async with app.run_test() as coach:
        await until(coach, lambda: bool(backups.listed(paths.backups, storied)))
        await settled(coach)
        app._back_up()
        await settled(coach)
    assert [one.reason for one in backups.listed(paths.backups, storied)] == ["daily"]
