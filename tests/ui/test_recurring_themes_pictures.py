"""Pictures of the themes over time; taken again with `--snapshot-update` after looking at them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from coachtui.ui.app import CoachApp
from coachtui.ui.screens.themes import ThemesDialog
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, seen, settled
from tests.ui.test_recurring_themes import themed

pytestmark = pictures
assert themed  # a fixture

Compare = Callable[..., bool]


def themes_of(client: str, *keys: str) -> Callable[[Coach], Awaitable[None]]:
    """Return what opens the themes of a client, without the way there."""

    async def run(coach: Coach) -> None:
        await settled(coach)
        app = coach.app
        assert isinstance(app, CoachApp)
        (engagement,) = await app.desk.gateway.read(
            lambda db: db.execute(
                "SELECT e.id FROM engagement e JOIN person p ON p.id = client_id WHERE p.name = ?", (client,)
            ).fetchone()
        )
        app.push_screen(ThemesDialog(app.desk, engagement, client))
        await settled(coach)
        await press(coach, *keys)

    return run


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_themes(snap_compare: Compare, make_app: MakeApp, themed: Path, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(themed, theme="paper"), terminal_size=size, run_before=themes_of("Dana Okafor"))


def test_another_spelling(snap_compare: Compare, make_app: MakeApp, themed: Path) -> None:
    async def run(coach: Coach) -> None:
        await themes_of("Dana Okafor", "j", "r", "end", "backspace")(coach)
        assert "is spelt" in seen(coach)

    assert snap_compare(make_app(themed), terminal_size=NARROW, run_before=run)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_theme_yet(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=themes_of("Sam Hart"))
