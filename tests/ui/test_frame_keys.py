"""A key that is pressed before a screen has read itself is not lost."""

from __future__ import annotations

import threading

from coachtui.store.driver import Connection
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.session_form import PlanForm
from tests.ui.conftest import WIDE, press, settled, until


async def test_keys_wait_for_the_first_reading(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "o", *"dana", "enter")
        going_on = threading.Event()

        def slow(db: Connection) -> None:
            going_on.wait(10)

        slowed = app.desk.gateway.read(slow)
        await coach.press("4", "n")
        await coach.pause(0.05)
        assert not isinstance(app.screen, PlanForm)
        going_on.set()
        await slowed
        await until(coach, lambda: isinstance(app.screen, PlanForm))
        await settled(coach)
        await press(coach, "escape", "escape")
        assert not isinstance(app.screen, PlanForm)
