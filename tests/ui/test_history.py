"""The history of a record: from its row, what each action changed, and all around the engagement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.ui.screens.history import History
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, MakeApp, pictures, press, pressing, seen, settled

ROW = ("o", *"dana", "enter", "4", "g")


@pytest.fixture
def edited(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The story, with the notes of Dana's first meeting written anew, and a markup in them."""
    clock.forward(hours=1)
    with open_practice(storied, paths, clock=clock) as practice:
        engagement_id, session_id = practice.db.execute(
            "SELECT e.id, s.id FROM session s JOIN engagement e ON e.id = engagement_id"
            " JOIN person p ON p.id = client_id WHERE p.name = 'Dana Okafor' AND s.kind = 'coaching'"
            " ORDER BY starts_utc LIMIT 1"
        ).fetchone()
        practice.db.execute("UPDATE device SET name = 'laptop'")
        with practice.raw_action("wrote the notes of a session with Dana Okafor", about=engagement_id) as db:
            db.execute(
                "UPDATE session_note SET body = '## Reality\n[/b]Priya runs the plan alone.' WHERE id = ?",
                (session_id,),
            )
            db.execute("UPDATE session SET held_minutes = 55 WHERE id = ?", (session_id,))
    return storied


async def test_a_row_tells_its_own_history_and_a_that_of_all(make_app: MakeApp, edited: Path) -> None:
    app = make_app(edited)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, *ROW, "j", "H")
        assert isinstance(app.screen, History)
        shown = seen(coach)
        assert "History · session of 27 Aug 2026, Dana Okafor" in shown
        assert "wrote the notes of a session" in shown
        assert "planned a three-way" not in shown
        assert "private notes" in shown
        assert "[/b]" in shown
        assert "60  →  55" in shown
        await press(coach, "j")
        assert "60  →  55" not in seen(coach)
        await press(coach, "a")
        assert "History · Dana Okafor" in seen(coach)
        assert "60  →  55" in seen(coach)
        await press(coach, "enter", "j", "escape")
        assert not isinstance(app.screen, History)


@pictures
@pytest.mark.parametrize(("size", "theme"), [(WIDE, "ink"), (NARROW, "paper")], ids=["wide", "narrow"])
def test_history_of_a_record(
    snap_compare: Callable[..., bool], make_app: MakeApp, edited: Path, size: tuple[int, int], theme: str
) -> None:
    app = make_app(edited, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing(*ROW, "j", "H"))
