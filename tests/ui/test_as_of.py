"""Looking back: every screen shows the day that was asked for, nothing can be written, and the way back is plain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.engagement import EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.store import driver, errors, writes
from coachtui.store.practice import open_practice
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import COMMANDS, Need
from coachtui.ui.widgets.as_of_bar import AsOfBar
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled, until

WRITING = {f"{command.place}.{command.id}" for command in COMMANDS if Need.WRITABLE in command.needs}
MEI = ("o", *"mei", "enter", "4")
BACK = ("A", *"21 nov", "enter")


@pytest.fixture
def later(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The practice with the story two weeks on: Mei has paused, and Noor was taken in."""
    clock.forward(days=14)
    with open_practice(storied, paths, clock=clock, random=Random(3)) as practice:
        (mei,) = practice.db.execute(
            "SELECT e.id FROM engagement e JOIN person p ON p.id = client_id WHERE p.name = 'Mei Tan'"
        ).fetchone()
        writes.engagement.move(practice, mei, EngagementState.PAUSED, on=date(2026, 12, 4))
        (coach_id,) = practice.db.execute("SELECT id FROM coach").fetchone()
        noor = writes.people.add_person(practice, PersonDraft("Noor Vries"))
        draft = EngagementDraft(client_id=noor, coach_id=coach_id, time_zone="Europe/Amsterdam", allocation=6)
        writes.engagement.start(practice, draft, EngagementState.DRAFT)
    return storied


@pytest.fixture
def app(make_app: MakeApp, later: Path) -> CoachApp:
    return make_app(later)


def offered(coach: Coach) -> set[str]:
    """Return the names of the commands that the screen offers now."""
    return {active.binding.id or "" for active in coach.app.screen.active_bindings.values()}


async def test_every_screen_shows_the_day_and_nothing_can_be_written(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, *MEI)
        assert "paused" in seen(coach)
        assert offered(coach) & WRITING
        assert not app.screen.query_one(AsOfBar).display

        await press(coach, "A", *"3 jan", "enter")
        assert "The practice began on Sat 21 Nov 2026" in seen(coach)
        await press(coach, *["backspace"] * 5, *"21 nov")
        assert "as of Sat 21 Nov 2026, 14 days ago" in seen(coach)
        await press(coach, "enter")
        for key in "1257e":
            await press(coach, key)
            shown = seen(coach)
            assert "as of Sat 21 Nov 2026, 14 days ago · nothing can be changed here" in shown
            assert "Noor" not in shown
            assert "can't be shown now" not in shown
            assert not offered(coach) & (WRITING | {"everywhere.search"}), key
        await press(coach, "4")
        assert "paused" not in seen(coach)
        with pytest.raises(errors.ReadOnlyPractice, match="as of Sat 21 Nov 2026"):
            await app.desk.gateway.write(lambda practice: writes.people.add_person(practice, PersonDraft("X")))

        await press(coach, "full_stop")
        assert "as of Sat 28 Nov 2026, 7 days ago" in seen(coach)
        await press(coach, "comma", "comma")
        await until(coach, lambda: "The practice began on" in seen(coach))
        await press(coach, "escape")
        assert "paused" in seen(coach)
        assert "as of" not in seen(coach)
        assert offered(coach) & WRITING


async def test_who_was_not_there_yet_comes_back_with_the_present(app: CoachApp, later: Path) -> None:
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await press(coach, "o", *"noor", "enter", "4", *BACK)
        assert app.in_hand is None
        await until(coach, lambda: "Noor Vries was not there on" in seen(coach))
        # What another device or program writes meanwhile is not of that day.
        other = driver.connect(later)
        other.execute("UPDATE person SET name = 'Mia Tan' WHERE name = 'Mei Tan'")
        other.close()
        await press(coach, "e")
        assert "Mei Tan" in seen(coach)
        # A week later is today: the present.
        await press(coach, "full_stop", "full_stop")
        assert app.in_hand is not None
        assert app.in_hand.client == "Noor Vries"
        assert "Mia Tan" in seen(coach)


@pictures
@pytest.mark.parametrize(("size", "theme"), [(WIDE, "ink"), (NARROW, "paper")], ids=["wide", "narrow"])
def test_sessions_as_of(
    snap_compare: Callable[..., bool], make_app: MakeApp, later: Path, size: tuple[int, int], theme: str
) -> None:
    app = make_app(later, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing(*MEI, *BACK))


@pictures
@pytest.mark.parametrize("typed", ["21 nov", "tomorrow"])
def test_asking_for_the_day(snap_compare: Callable[..., bool], app: CoachApp, typed: str) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("A", *typed))
