"""That tests wait for all that a key sets going, however slow the machine is."""

from __future__ import annotations

import pytest
from textual.app import App

from coachtui.ui.app import CoachApp
from tests.ui.conftest import NARROW, press, seen, settled


async def test_what_a_key_sets_going_is_waited_for(app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = App.delay_update
    # The palette keeps the screens from being drawn for a moment, in which a screen can read and lay out all it has.
    monkeypatch.setattr(App, "delay_update", lambda app: at_once(app, 0.4))
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await press(coach, "ctrl+p", *"start from a template", "enter")
        assert "A template is the shape of an engagement" in seen(coach)


async def test_a_write_for_which_nobody_waits_any_more_is_waited_for(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        done: list[bool] = []
        app.desk.gateway.write(lambda practice: done.append(True)).cancel()
        await settled(coach)
        assert done
