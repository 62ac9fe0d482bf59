"""Importing clients on the screen: the file is read and shown, then taken in as one action, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from coachtui.store import driver
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.import_clients import ImportClients
from tests.ui.conftest import NARROW, WIDE, Coach, pictures, press, seen, settled

ROWS = "client,email,organisation\nAna Ruiz,ana@banco.example,Banco\nBen Ito,ben at ito,\nKim [/b] Oh,,Banco\n"


def clients(file: Path) -> list[tuple[str]]:
    """Return the names of all live people."""
    db = driver.connect(file, read_only=True)
    found = db.execute("SELECT name FROM person WHERE deleted_at IS NULL ORDER BY name").fetchall()
    db.close()
    return found


async def opened(coach: Coach, file: Path) -> None:
    """Open the import by the palette, and name a file."""
    await settled(coach)
    await press(coach, "ctrl+p", *"import clients")
    await press(coach, "enter")
    assert isinstance(coach.app.screen, ImportClients)
    coach.app.screen.query_one(Input).value = str(file)
    await press(coach, "enter")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with two good rows and one that isn't."""
    file = tmp_path / "clients.csv"
    file.write_text(ROWS)
    return file


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_each_row_would_do_is_shown_and_nothing_written(
    fresh_app: CoachApp, fresh: Path, table: Path, size: tuple[int, int]
) -> None:
    async with fresh_app.run_test(size=size) as coach:
        await opened(coach, table)
        for words in ("2 new, 1 error", "errors are left out", "▲ error", "isn't an e-mail address", "Ana Ruiz"):
            assert words in seen(coach)
        await press(coach, "j", "j")
        assert "new client Kim [/b] Oh" in " ".join(seen(coach).split())
        await press(coach, "escape")
        assert isinstance(coach.app.screen, Frame)
    assert clients(fresh) == []


async def test_it_is_taken_in_as_one_action(fresh_app: CoachApp, fresh: Path, table: Path) -> None:
    async with fresh_app.run_test(size=WIDE, notifications=True) as coach:
        await opened(coach, table)
        await press(coach, "ctrl+g")
        assert "Imported 2 clients from clients.csv · u takes it back" in seen(coach)
        assert clients(fresh) == [("Ana Ruiz",), ("Kim [/b] Oh",)]
        await press(coach, "u", "y")
        assert clients(fresh) == []
        await press(coach, "U", "y")
        await opened(coach, table)
        assert "2 same, 1 error" in seen(coach)
        assert "There is nothing to take in." in seen(coach)
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, ImportClients)


async def test_a_file_that_can_not_be_read_says_why_and_another_can_be_named(
    fresh_app: CoachApp, tmp_path: Path, table: Path
) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach, tmp_path / "none.csv")
        assert "can't be read" in seen(coach)
        field = coach.app.screen.query_one(Input)
        field.value = str(tmp_path)
        await press(coach, "enter")
        assert "can't be read" in seen(coach)
        field.value = str(table)
        await press(coach, "enter")
        assert "2 new, 1 error" in seen(coach)
        coach.app.screen.query_one(Input).value = "other"
        await settled(coach)
        assert "2 new" not in seen(coach)


@pictures
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_picture(
    snap_compare: Callable[..., bool],
    fresh_app: CoachApp,
    table: Path,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(table.parent)

    async def run(coach: Coach) -> None:
        await opened(coach, Path("clients.csv"))

    assert snap_compare(fresh_app, terminal_size=size, run_before=run)
