"""Rollup: figures, ranking and cuts, the arithmetic behind them, the filter, the export, and stopping."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.widgets import Static

from coachtui.domain.rollup import GROUPS, Cut, said
from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.store.reads import rollup as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.rollup import RollupScreen
from coachtui.ui.screens.rollup_export import ExportRollup
from coachtui.ui.screens.rollup_why import BehindCell, BehindFigure, BehindLook
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.rows import Rows
from tests.conftest import NOW, StandingClock, copy_of
from tests.store.engaged import engaged, fill
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled, until

SIZES = {"wide": WIDE, "narrow": NARROW}


@pytest.fixture(scope="session")
def counted(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file of which there is something to count: three coaches, one of whom has few clients."""
    directory = tmp_path_factory.mktemp("counted")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock(), random=Random(3)) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        with practice.raw_action("filled") as db:
            fill(db, [engaged(n, coach=0 if n < 3 else 1 if n < 5 else 2, programme=n % 2) for n in range(9)])
    return paths.practice


@pytest.fixture
def rollup_app(make_app: MakeApp, counted: Path, paths: Paths) -> Callable[..., CoachApp]:
    """Make the application on that practice."""
    return lambda **options: make_app(copy_of(counted, paths.practice, paths), **options)


def rows(coach: Coach, name: str) -> Rows:
    return coach.app.screen.query_one(f"#{name}", Rows)


def shown_screen(coach: Coach) -> RollupScreen:
    screen = coach.app.screen
    assert isinstance(screen, RollupScreen)
    return screen


async def test_every_line_opens_to_its_arithmetic_and_leads_to_the_engagement(
    rollup_app: Callable[..., CoachApp], paths: Paths
) -> None:
    async with rollup_app().run_test(size=WIDE) as coach:
        await press(coach, "7")
        found = shown_screen(coach).rollup
        assert found is not None
        assert found.total.engagements == 9
        text = seen(coach)
        assert "9 engagements · 3 coaches · 2 programmes" in text
        assert "Next to look at · 9" in text
        for place, figure in enumerate(figure for figures in GROUPS.values() for figure in figures):
            rows(coach, "figures").cursor = place
            await press(coach, "enter")
            assert isinstance(coach.app.screen, BehindFigure)
            assert f"{said(figure)} · the whole practice" in seen(coach)
            assert " now " in seen(coach)
            await press(coach, "escape")
        rows(coach, "cells").focus()
        await press(coach, "j", "enter")
        assert isinstance(coach.app.screen, BehindCell)
        assert "By coach · coach" in seen(coach)
        assert "P-e" in seen(coach)
        await press(coach, "escape")
        rows(coach, "looks").focus()
        await press(coach, "enter")
        assert isinstance(coach.app.screen, BehindLook)
        assert "Place 1: 2 of 4 rules met." in " ".join(seen(coach).split())
        await press(coach, "escape", "j", "t")
        assert isinstance(coach.app.screen, CadenceScreen)
        assert coach.app.screen.in_hand is not None
        assert coach.app.screen.in_hand.code == found.looks[1].code


async def test_cuts_filter_and_what_is_withheld(rollup_app: Callable[..., CoachApp]) -> None:
    async with rollup_app().run_test(size=WIDE) as coach:
        await press(coach, "7")
        assert "too few" in seen(coach)
        assert "withheld" in seen(coach)
        for cut in (Cut.PROGRAMME, Cut.ORGANISATION, Cut.MONTH, Cut.COACH):
            await press(coach, "b")
            assert shown_screen(coach).cut is cut
            assert rows(coach, "cells").columns[0].title == cut.value
        await press(coach, "f", "7", "b")
        coach.app.screen.query_one(Field).value = "coach dos"
        await settled(coach)
        assert "4 engagements · 1 coach · 2 programmes with “coach dos”" in seen(coach)
        assert "whole only" in seen(coach)
        await press(coach, "enter")
        assert rows(coach, "figures").has_focus
        assert coach.app.screen.query_one(Field).display
        coach.app.screen.query_one(Field).value = "nobody"
        await settled(coach)
        assert "Nothing matches “nobody”" in seen(coach)


async def test_the_export_asks_before_it_replaces(rollup_app: Callable[..., CoachApp], tmp_path: Path) -> None:
    async with rollup_app().run_test(size=WIDE) as coach:
        await press(coach, "7", "x")
        dialog = coach.app.screen
        assert isinstance(dialog, ExportRollup)
        field = dialog.query_one(Field)
        assert field.value == "~/rollup-by-coach-2026-11-21.csv"

        async def write(name: str) -> str:
            field.value = str(tmp_path / name) if name else ""
            await settled(coach)
            await press(coach, "enter")
            return " ".join(str(dialog.query_one("#export-told", Static).render()).split())

        assert "Name a file" in await write("")
        assert "neither .csv nor .json" in await write("x.txt")
        assert "no directory" in await write("no/x.csv")
        (tmp_path / "x.csv").write_text("mine")
        assert "once more replaces it" in await write("x.csv")
        assert (tmp_path / "x.csv").read_text() == "mine"
        await press(coach, "enter")
        assert (tmp_path / "x.csv").read_text().startswith("coach,engagements,active")
        assert (tmp_path / "x.csv").stat().st_mode & 0o777 == 0o600
        await press(coach, "x", "escape", "escape")
        assert isinstance(coach.app.screen, RollupScreen)
        await press(coach, "x")
        again = coach.app.screen.query_one(Field)
        again.value = str(tmp_path / "y.json")
        await settled(coach)
        await press(coach, "enter")
        assert json.loads((tmp_path / "y.json").read_text())["by"] == "coach"
        assert isinstance(coach.app.screen, RollupScreen)


async def test_counting_can_be_stopped_and_the_screens_stay_alive(
    rollup_app: Callable[..., CoachApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = reads.rollup

    def slow(*args: Any, step: Callable[[int, int], None], **kwargs: Any) -> Any:
        begun.set()
        go_on.wait(10)
        return real(*args, step=step, **kwargs)

    monkeypatch.setattr(reads, "rollup", slow)
    app = rollup_app()
    async with app.run_test(size=WIDE) as coach:
        await coach.press("7")
        await coach.pause()
        screen = shown_screen(coach)
        assert begun.wait(5)
        await coach.press("1")
        await coach.press("7")
        assert shown_screen(coach) is screen
        await until(coach, lambda: "Counting … esc stops." in seen(coach))
        await coach.press("escape")
        go_on.set()
        await settled(coach)
        assert screen.rollup is None
        assert "Stopped. r counts again." in seen(coach)
        await press(coach, "r")
        assert screen.rollup is not None
        assert screen.moment == NOW


@pictures
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_rollup_full(rollup_app: Callable[..., CoachApp], snap_compare: Any, size: str, theme: str) -> None:
    assert snap_compare(rollup_app(theme=theme), terminal_size=SIZES[size], run_before=pressing("7"))


@pictures
def test_rollup_cells_with_the_focus(rollup_app: Callable[..., CoachApp], snap_compare: Any) -> None:
    assert snap_compare(rollup_app(), terminal_size=NARROW, run_before=pressing("7", "tab", "tab", "b"))


@pictures
def test_rollup_behind_a_withheld_figure(rollup_app: Callable[..., CoachApp], snap_compare: Any) -> None:
    keys = ("7", "tab", "tab", "j", "enter")
    assert snap_compare(rollup_app(), terminal_size=NARROW, run_before=pressing(*keys))


@pictures
def test_rollup_empty(fresh_app: CoachApp, snap_compare: Any) -> None:
    assert snap_compare(fresh_app, terminal_size=NARROW, run_before=pressing("7"))
