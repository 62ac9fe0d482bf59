"""How a session begins, what is told of it when it is changed elsewhere, and how it is left for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coachtui.domain.cockpit import FORM
from coachtui.paths import Paths
from coachtui.store import drafts, writes
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import cadence as reads
from coachtui.store.sync import memory
from coachtui.store.sync.turns import turn
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Place
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.session_start import SessionStart
from tests.conftest import StandingClock
from tests.ui.conftest import WIDE, press, seen, settled
from tests.ui.test_cockpit import begin, cockpit, typed, unhurried, write

assert unhurried  # a fixture
SESSION = "SELECT s.id FROM session s JOIN engagement e ON e.id = s.engagement_id JOIN person p ON p.id = e.client_id "


@pytest.fixture
def change(storied: Path, paths: Paths, clock: StandingClock) -> Callable[[Callable[[Practice], Any]], Any]:
    """Do something to the practice beside the application, as another program does."""

    def do(write: Callable[[Practice], Any]) -> Any:
        with open_practice(storied, paths, clock=clock, random=Random(99)) as practice:
            return write(practice)

    return do


async def test_how_a_session_begins(app: CoachApp, change: Callable[[Callable[[Practice], Any]], Any]) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        # A three-way has a form of its own.
        await press(coach, "down", "s")
        assert "A three-way has a form of its own" in seen(coach)
        # The next planned one is not today: asked once.
        await press(coach, "o", *"iris", "enter", "4", "s")
        assert isinstance(coach.app.screen, SessionStart)
        assert "that of Tue 14:00" in seen(coach)
        await press(coach, "escape")
        assert app.cockpit is None
        await press(coach, "s", "n")
        screen = cockpit(coach)
        assert screen.page.client == "Iris Novák"
        assert screen.page.meeting.starts_local.hour == 10
        # Set aside again, with what was written.
        await typed(coach, "nothing yet")
        await press(coach, "escape", "X", "y")
        assert isinstance(coach.app.screen, CadenceScreen)
        assert not app.is_screen_installed(Place.COCKPIT)
        assert not app.in_session
        gateway = app.desk.gateway
        assert await gateway.read(reads.note, screen.session_id) == "nothing yet"
        assert await gateway.read(drafts.load, FORM, screen.session_id) is None
        # None planned: asked once; and held ones stay what they are.
        await press(coach, "o", *"luis", "enter", "s", "n")
        assert app.cockpit is None
        await press(coach, "s", "y")
        assert cockpit(coach).page.client == "Luis Prado"


async def test_ending_records_it_and_one_undo_gives_the_session_back(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        screen = await begin(coach)
        await write(coach, "!do @dana fri call Marc", ">> Dana decides.")
        await press(coach, "ctrl+g", "escape")
        assert coach.app.screen is screen
        assert screen.area.has_focus
        await press(coach, "ctrl+g", "ctrl+g")
        assert isinstance(coach.app.screen, CadenceScreen)
        assert app.cockpit is None
        gateway = app.desk.gateway
        notes = "!do @dana fri call Marc\n>> Dana decides.\n"
        assert await gateway.read(reads.note, screen.session_id) == notes
        assert "call Marc" in seen(coach)
        # What is held is held: the next one is asked about.
        await press(coach, "s")
        assert isinstance(coach.app.screen, SessionStart)
        await press(coach, "escape", "u")
        assert await gateway.read(reads.note, screen.session_id) == ""
        await press(coach, "s")
        again = cockpit(coach)
        assert again is not screen
        assert (again.session_id, again.area.text) == (screen.session_id, notes)


async def test_a_session_that_is_open_elsewhere_or_changed_meanwhile_is_told(
    app: CoachApp, change: Callable[[Callable[[Practice], Any]], Any]
) -> None:
    dana = f"{SESSION} WHERE p.name LIKE 'Dana%' AND s.state = 'planned'"

    def elsewhere(practice: Practice) -> str:
        (session_id,) = practice.db.execute(dana).fetchone()
        with practice.transaction() as db:
            db.execute(
                "INSERT INTO draft (site, form, record, body, saved_at) VALUES ('f0', ?, ?, '{}', '2026-11-21')",
                (FORM, session_id),
            )
        return str(session_id)

    session_id = change(elsewhere)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "s")
        assert "under way on another device" in seen(coach)
        await press(coach, "y", *"mine")
        screen = cockpit(coach)
        change(lambda practice: writes.cadence.hold(practice, session_id))
        app.keep_up()
        await settled(coach)
        assert "recorded as held meanwhile. What you type here is kept." in seen(coach)
        assert screen.area.text == "mine"


async def test_the_cockpit_is_as_wide_after_the_sessions_as_before(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        before = screen.area.size
        await press(coach, "escape", "4", "s")
        assert coach.app.screen is screen
        assert screen.area.size == before, "no rule of another screen's style sheet holds here"


async def test_what_is_answered_at_the_end_is_kept_before_it_is_recorded(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        await press(coach, "ctrl+g", "d", "x")
        await settled(coach)
        kept = await app.desk.gateway.read(drafts.load, FORM, screen.session_id)
        assert kept is not None
        assert sorted(json.loads(kept["answers"]).values()) == ["done", "dropped"]
        await press(coach, "ctrl+g")
        assert await app.desk.gateway.read(drafts.load, FORM, screen.session_id) is None


async def test_two_programs_do_not_write_one_session(
    app: CoachApp, change: Callable[[Callable[[Practice], Any]], Any]
) -> None:
    lock = change(memory.session_lock_file)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        with turn(lock):
            await press(coach, "s")
            assert app.cockpit is None
            assert "open in another coachtui on this machine" in seen(coach)
        await press(coach, "s")
        assert app.cockpit is not None, "the other one is gone"
        with turn(lock) as ours:
            assert not ours
        await press(coach, "escape", "X", "y")
        with turn(lock) as ours:
            assert ours, "let go with the cockpit"
