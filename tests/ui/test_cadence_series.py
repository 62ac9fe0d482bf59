"""A meeting of a series by pilot: each change asks how far it goes, shows what comes of it, and is one undo."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.cadence import SessionDraft, SessionState
from coachtui.domain.recurrence import weekly
from coachtui.paths import Paths
from coachtui.store import driver, writes
from coachtui.store.practice import open_practice
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.session_fields import drawn_dates
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, MakeApp, press, seen
from tests.ui.test_cadence import ZONE, engagement_of, line, take
from tests.ui.test_cadence_forms import fill, flowing


@pytest.fixture
def serial(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The story, with a series of Dana's on four Tuesdays, of which the third was moved to a Wednesday."""
    with open_practice(storied, paths, clock=clock, random=Random(3)) as practice:
        dana = engagement_of(practice, "Dana Okafor")
        first = SessionDraft(dana, datetime(2026, 12, 1, 9), ZONE)
        third = writes.series.plan(practice, first, weekly(1, count=4))[2]
        writes.cadence.move(practice, third, first._replace(starts_local=datetime(2026, 12, 16, 9)))
    return storied


async def test_moving_asks_how_far_and_shows_what_comes_of_it(make_app: MakeApp, serial: Path) -> None:
    app = make_app(serial)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        before = await line(coach)
        # The second of the series, before the slot that was moved, where that went, and the last.
        await press(coach, "G", "k", "k", "k")
        assert "every week on Tue" in seen(coach)
        await press(coach, "m")
        assert "only this meeting" in flowing(coach)
        await press(coach, "t")
        await fill(coach, starts_local="thu 10 dec 14:00")
        shown = flowing(coach)
        assert "2 sessions: Thu 10 Dec 14:00" in shown
        assert "stay: Wed 16 Dec moved by hand" in shown
        await press(coach, "ctrl+g")
        assert "Moved 2 meetings, the first Thu 10 Dec 14:00" in flowing(coach)
        after = await line(coach)
        assert [one.starts_local for one in after if one.state is SessionState.PLANNED][-4:] == [
            datetime(2026, 12, 1, 9), datetime(2026, 12, 10, 14), datetime(2026, 12, 16, 9), datetime(2026, 12, 24, 14)
        ]  # fmt: skip
        assert len(after) == len(before)
        await press(coach, "u")
        assert await line(coach) == before


async def test_correcting_cancelling_and_binning_ask_too(make_app: MakeApp, serial: Path) -> None:
    app = make_app(serial)
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await take(coach)
        before = await line(coach)
        await press(coach, "G", "E", "a")
        await fill(coach, minutes="90")
        await press(coach, "ctrl+g")
        # The allocation's end is not in the way, nor is anybody else.
        assert [one.minutes for one in await line(coach)][-5:] == [90, 90, 60, 90, 90]
        await press(coach, "u", "G", "k", "k", "k", "x")
        shown = flowing(coach)
        assert "t this and following 3 sessions: Tue 8 Dec, Wed 16 Dec, Tue 22 Dec" in shown
        assert "a all 4 sessions" in shown
        await press(coach, "t")
        assert [str(one.state) for one in await line(coach)][-5:] == [
            "planned", "cancelled", "rescheduled", "cancelled", "cancelled"
        ]  # fmt: skip
        assert "and what follows" in flowing(coach)
        await press(coach, "u", "D", "a")
        assert not [one for one in await line(coach) if one.series_id]
        await press(coach, "u")
        assert await line(coach) == before
        await press(coach, "G", "D", "o")
        assert len(await line(coach)) == len(before) - 1


async def test_a_series_is_planned_by_any_rule_and_its_words_stand_above_the_dates(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "N")
        await fill(coach, every="xx")
        assert "can't be read as a rhythm" in flowing(coach)
        await fill(coach, every="2nd thu", count="3", without="14 jan")
        assert "every month on the second Thu at 11:00, 3 times, without 14 Jan" in flowing(coach)
        await press(coach, "ctrl+g", "ctrl+g")
        assert [one.starts_local for one in await line(coach)][-2:] == [
            datetime(2027, 2, 11, 11), datetime(2027, 3, 11, 11)
        ]  # fmt: skip


async def test_a_meeting_of_no_series_is_binned_after_a_question(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await take(coach)
        before = await line(coach)
        await press(coach, "D")
        assert "Put this meeting in the bin?" in seen(coach)
        await press(coach, "n")
        assert await line(coach) == before
        await press(coach, "D", "y")
        assert len(await line(coach)) == len(before) - 1


async def test_a_date_may_bring_its_time(make_app: MakeApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute("UPDATE coach SET time_zone = 'America/New_York'")
    db.close()
    async with make_app(storied).run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "n")
        await fill(coach, starts_local="tomorrow 9:30")
        assert "Sun 22 Nov 2026, 09:30, tomorrow" in seen(coach)
        assert "09:30 there is 03:30 for you (America/New_York)" in flowing(coach)
        await press(coach, "ctrl+g")
        assert (await line(coach))[-1].starts_local == datetime(2026, 11, 22, 9, 30)


def test_a_date_that_is_another_day_for_the_coach_says_which() -> None:
    drafts = [SessionDraft("e", datetime(2027, 4, day, 9), "Pacific/Auckland") for day in (2, 9)]
    shown = drawn_dates(drafts, ZONE, date(2026, 11, 21)).plain.replace("\N{NO-BREAK SPACE}", " ")
    assert shown == "Fri 2 Apr 2027 09:00 (yours Thu 22:00)   Fri 9 Apr 2027 09:00 (yours Thu 23:00)"
