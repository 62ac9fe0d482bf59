"""The forms of Sessions by pilot: planning one or many, moving, correcting, commitments."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from coachtui.domain.assessment import Stage
from coachtui.domain.cadence import CommitmentState, SessionKind, SessionState
from coachtui.domain.line import CommitmentLine
from coachtui.store import driver
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.fields import FormInput
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.widgets.rows import Rows
from tests.ui.conftest import WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.test_cadence import chosen, clear, line, take


def flowing(coach: Coach) -> str:
    """Return the screen as one line of words, whatever wraps and ties them."""
    return " ".join(seen(coach).replace("\N{NO-BREAK SPACE}", " ").replace("│", " ").split())


async def fill(coach: Coach, **typed: str) -> None:
    """Type into fields, by name, each in one go."""
    for name, value in typed.items():
        coach.app.screen.query_one(f"#field-{name.replace('_', '-')} FormInput", FormInput).value = value
    await settled(coach)


async def test_planning_proposes_the_day_by_the_interval_and_u_takes_it_back(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        screen = await take(coach)
        before = await line(coach)
        await press(coach, "n")
        assert "Sat 12 Dec 2026" in seen(coach)
        await press(coach, "ctrl+g")
        after = await line(coach)
        assert len(after) == len(before) + 1
        assert after[-1].starts_local == datetime(2026, 12, 12, 11)
        assert screen.query_one("#meetings", Rows).key == after[-1].id
        assert "Planned: session, Sat 12 Dec 11:00" in seen(coach)
        await press(coach, "u")
        assert await line(coach) == before


async def test_a_three_way_is_planned_with_its_stage(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "n", "right", "right")
        await fill(coach, starts_local="1 dec")
        await press(coach, "ctrl+g")
        meeting = next(one for one in await line(coach) if one.stage is Stage.MIDDLE)
        assert (meeting.kind, meeting.starts_local.date()) == (SessionKind.THREE_WAY, date(2026, 12, 1))
        assert "three-way, middle" in seen(coach)


async def test_what_cannot_be_read_is_said_under_its_field_and_nothing_is_lost(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        before = await line(coach)
        await press(coach, "n", "enter")
        await clear(coach, "31 feb")
        await fill(coach, time="25:00")
        await press(coach, "ctrl+g")
        shown = seen(coach)
        assert "31 Feb" in shown
        assert "does not exist" in shown
        assert "There is no 25:00" in shown
        assert await line(coach) == before


async def test_a_second_meeting_on_a_day_is_asked_about_once(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        before = await line(coach)
        await press(coach, "n")
        await fill(coach, starts_local="today", time="15:00")
        await press(coach, "ctrl+g")
        assert "that day already" in seen(coach)
        assert await line(coach) == before
        await press(coach, "ctrl+g")
        assert len(await line(coach)) == len(before) + 1


async def test_a_series_shows_its_dates_before_it_is_saved(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        before = await line(coach)
        await press(coach, "N")
        assert "Sat 2 Jan 2027" in " ".join(seen(coach).replace("\N{NO-BREAK SPACE}", " ").split())
        await press(coach, "ctrl+g")
        after = await line(coach)
        assert [one.starts_local for one in after[len(before) :]] == [
            datetime(2026, 12, 12, 11), datetime(2027, 1, 2, 11), datetime(2027, 1, 23, 11)
        ]  # fmt: skip
        assert "Planned 3 sessions" in seen(coach)
        await press(coach, "u")
        assert await line(coach) == before


async def test_a_series_may_end_on_a_day_and_keeps_its_time_over_a_clock_change(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "N")
        await fill(coach, starts_local="20 mar 2027", every="1", count="", until="3 apr 2027")
        await press(coach, "ctrl+g")
        assert "after the engagement ends" in seen(coach)
        await press(coach, "ctrl+g")
        planned = (await line(coach))[-3:]
        assert [one.starts_local for one in planned] == [
            datetime(2027, 3, 20, 11), datetime(2027, 3, 27, 11), datetime(2027, 4, 3, 11)
        ]  # fmt: skip
        assert [one.starts_utc.hour for one in planned] == [10, 10, 9]


async def test_moving_keeps_the_old_slot_and_links_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        old = await chosen(coach, screen)
        await press(coach, "m", "ctrl+g")
        assert "That is when it is planned now" in seen(coach)
        await fill(coach, starts_local="tue", time="14:30")
        await press(coach, "ctrl+g")
        assert "ou are with Iris Novák on Tue 14:00" in flowing(coach)
        await press(coach, "ctrl+g")
        new = await chosen(coach, screen)
        assert new.starts_local == datetime(2026, 11, 24, 14, 30)
        moved = next(one for one in await line(coach) if one.id == old.id)
        assert (moved.state, moved.moved_to) == (SessionState.RESCHEDULED, new.starts_local)
        assert "moved 24 Nov" in seen(coach)
        await press(coach, "u")
        assert next(one for one in await line(coach) if one.id == old.id) == old


async def test_correcting_changes_what_a_meeting_is_and_what_became_of_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "k", "E", "enter", "enter", "enter", "enter", "enter")
        await press(coach, "n", "ctrl+g")
        assert (await chosen(coach, screen)).state is SessionState.NO_SHOW
        await press(coach, "u")
        assert (await chosen(coach, screen)).state is SessionState.HELD


async def test_a_moved_slot_is_left_alone(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await take(coach)
        await press(coach, "m")
        await clear(coach, "tue")
        await press(coach, "ctrl+g", "k", "E")
        assert "This slot was moved" in seen(coach)


async def test_commitments_are_noted_ticked_off_dropped_and_changed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "t", *"ring Zoë [/b]", "enter", "right", "right", "enter", *"fri", "ctrl+g")
        page = screen.page
        assert page is not None
        noted = next(one for one in page.commitments if one.body.startswith("ring"))
        assert (noted.owner.value, noted.due_on) == ("coach", date(2026, 11, 27))
        assert "ring Zoë [/b]" in seen(coach)
        await press(coach, "tab", "tab", "space")
        assert _state(screen, "tell Marc") is CommitmentState.DONE
        await press(coach, "g", "d")
        assert CommitmentState.DROPPED in {one.state for one in _commitments(screen)}
        await press(coach, "u")
        assert CommitmentState.DROPPED not in {one.state for one in _commitments(screen)}
        await press(coach, "enter")
        assert "Change a commitment" in seen(coach)


def _commitments(screen: CadenceScreen) -> tuple[CommitmentLine, ...]:
    assert screen.page is not None
    return screen.page.commitments


def _state(screen: CadenceScreen, begins: str) -> CommitmentState:
    assert screen.page is not None
    return next(one.state for one in screen.page.commitments if one.body.startswith(begins))


async def test_with_the_commitments_in_focus_no_key_touches_a_meeting(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "tab", "tab", "x", "h", "m")
        assert coach.app.screen is screen
        assert (await chosen(coach, screen)).state is SessionState.PLANNED


async def test_the_time_on_the_coachs_own_clock_stands_beside_the_clients(make_app: MakeApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute("UPDATE coach SET time_zone = 'America/New_York'")
    db.close()
    async with make_app(storied).run_test(size=WIDE) as coach:
        await settled(coach)
        assert "Dana Okafor, 05:00 · 11:00 Amsterdam" in seen(coach)
        await take(coach)
        assert "you 05:00" in seen(coach)
        await press(coach, "n")
        assert "11:00 there is 05:00 for you (America/New_York)" in seen(coach)
        await press(coach, "escape", "escape", "x")
        assert "today 11:00 Amsterdam · 05:00 yours" in flowing(coach)
