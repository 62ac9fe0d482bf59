"""The themes of an engagement over its sessions, by pilot: where each came up, and one spelling for two."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.widgets import Static

from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.themes import ThemesDialog
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.rows import Rows
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, Coach, MakeApp, press, seen, settled

SAID = (("letting-go",), ("control", "letting go"), ("letting-go", "brevity"), ("letting-go", "control [/b]"))
"""What came up in Dana's four coaching sessions."""
SESSIONS = """
SELECT s.id FROM session s JOIN engagement e ON e.id = s.engagement_id JOIN person p ON p.id = e.client_id
WHERE p.name = 'Dana Okafor' AND s.state = 'held' AND s.kind = 'coaching' ORDER BY s.starts_utc
"""


@pytest.fixture
def themed(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The story, with themes in Dana's sessions."""
    with open_practice(storied, paths, clock=clock, random=Random(3)) as practice, practice.raw_action("noted") as db:
        for (session,), words in zip(db.execute(SESSIONS).fetchall(), SAID, strict=True):
            for number, word in enumerate(words):
                values = (f"{session[:-1]}{number}", session, word)
                db.execute("INSERT INTO theme (id, session_id, word) VALUES (?, ?, ?)", values)
            text = f"## Reality\nWhat was said.\n~{words[0]}"
            db.execute("UPDATE session_note SET body = ? WHERE id = ?", (text, session))
    return storied


async def opened(coach: Coach, letters: str = "dana") -> ThemesDialog:
    """Open the themes of an engagement."""
    await settled(coach)
    await press(coach, "o", *letters, "enter", "4", "T")
    screen = coach.app.screen
    assert isinstance(screen, ThemesDialog)
    return screen


async def test_where_each_came_up_and_two_spellings_made_one(make_app: MakeApp, themed: Path) -> None:
    app = make_app(themed)
    async with app.run_test(size=NARROW) as coach:
        dialog = await opened(coach)
        text = seen(coach)
        for words in ("letting-go", "3 of 5", "27 Aug", "16 days ago", "·●·●●", "control [/b]", "What was said."):
            assert words in text, words
        assert "letting-go came up in 3 sessions" in text

        field, told = dialog.query_one(Field), dialog.query_one("#spelling-told", Static)
        await press(coach, "r", "escape")
        assert dialog.focused is dialog.query_one("#found")
        assert not field.display
        await press(coach, "r")
        assert field.value == "letting-go"
        field.value = ""
        await press(coach, "enter")
        assert "The theme is missing. Type it." in str(told.content)
        assert dialog.focused is field
        field.value = "Letting Go"
        await settled(coach)
        assert "One with letting go from then on: 4 sessions." in str(told.content)
        await press(coach, "enter")
        assert not field.display
        assert "4 of 5" in seen(coach)
        assert dialog.query_one("#found", Rows).key == "letting go"
        await press(coach, "G", "r")
        field.value = "short"
        await press(coach, "enter")
        assert dialog.query_one("#found", Rows).key == "short"
        await press(coach, "escape", "u", "u", "T")
        assert "3 of 5" in seen(coach)

        await press(coach, "enter", "j")
        last = coach.app.screen
        assert isinstance(last, ThemesDialog)
        wanted = last.query_one("#came-up", Rows).key
        await press(coach, "enter")
        screen = coach.app.screen
        assert isinstance(screen, CadenceScreen)
        assert screen.meeting is not None
        assert (screen.meeting.id, screen.meeting.number) == (wanted, 3)
