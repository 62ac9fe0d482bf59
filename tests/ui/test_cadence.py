"""Sessions by pilot: the line, and every command that changes what stands on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from coachtui.domain.cadence import SessionDraft, SessionKind, SessionState
from coachtui.domain.line import SessionLine
from coachtui.domain.span import Pause, Span
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import cadence as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.widgets import calendar_strip
from coachtui.ui.widgets.calendar_strip import Picture
from coachtui.ui.widgets.rows import Rows
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled

ZONE = "Europe/Amsterdam"


def engagement_of(practice: Practice, client: str) -> str:
    """Return the engagement of a client."""
    row = practice.db.execute(
        "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = ?", (client,)
    ).fetchone()
    assert row
    return str(row[0])


@pytest.fixture
def unclosed(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The story, with two sessions of Dana's that are over and still planned."""
    with open_practice(storied, paths, clock=clock, random=Random(3)) as practice:
        dana = engagement_of(practice, "Dana Okafor")
        for day in (13, 18):
            writes.cadence.plan(practice, SessionDraft(dana, datetime(2026, 11, day, 9), ZONE))
    return storied


async def take(coach: Coach, letters: str = "dana") -> CadenceScreen:
    """Take an engagement in hand, and go to its sessions."""
    await settled(coach)
    await press(coach, "o", *letters, "enter", "4")
    screen = coach.app.screen
    assert isinstance(screen, CadenceScreen)
    return screen


async def line(coach: Coach, letters: str = "Dana Okafor") -> list[SessionLine]:
    """Return what is stored of an engagement's meetings."""
    app = coach.app
    assert isinstance(app, CoachApp)
    assert app.in_hand is not None
    return await app.desk.gateway.read(reads.line, app.in_hand.id)


async def chosen(coach: Coach, screen: CadenceScreen) -> SessionLine:
    """Return what is stored of the meeting under the cursor."""
    key = screen.query_one("#meetings", Rows).key
    return next(one for one in await line(coach) if one.id == key)


async def clear(coach: Coach, typed: str) -> None:
    """Type over what stands in a field."""
    await press(coach, "end", "ctrl+u", *typed)


async def test_the_line_shows_each_meeting_and_how_it_all_stands(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        shown = seen(coach)
        for words in (
            "three-way, start", "session 4 of 8", "session 5 of 8", "today", "planned", "agreed end 21 Feb 2027",
            "4 of 8 sessions held", "every 3 weeks", "÷", "expected by now", "the last session falls on", "in time",
            "✎»", "tell Marc what stops", "1 day overdue",
        ):  # fmt: skip
            assert words in shown


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_the_cursor_begins_at_what_waits_to_be_closed(
    make_app: MakeApp, unclosed: Path, size: tuple[int, int]
) -> None:
    async with make_app(unclosed).run_test(size=size) as coach:
        screen = await take(coach)
        meeting = screen.meeting
        assert meeting is not None
        assert meeting.starts_local == datetime(2026, 11, 13, 9)
        shown = seen(coach)
        assert "to close" in shown
        assert "2 to close · c" in shown
        assert "its time has passed" in shown


async def test_the_meeting_under_the_cursor_shows_how_its_texts_begin(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "k")
        assert "private" in seen(coach)
        assert "Priya runs the plan" in seen(coach)
        assert "Hand the capacity plan" in seen(coach)


async def test_held_asks_how_long_it_took(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "h")
        assert "How long did session 5 take?" in seen(coach)
        await clear(coach, "soon")
        await press(coach, "enter")
        assert "is no number" in seen(coach)
        await clear(coach, "75")
        await press(coach, "enter")
        meeting = await chosen(coach, screen)
        assert (meeting.state, meeting.held_minutes) == (SessionState.HELD, 75)
        assert "5 of 8 sessions held" in seen(coach)
        await press(coach, "u")
        assert (await chosen(coach, screen)).state is SessionState.PLANNED


async def test_the_question_can_be_left(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "h", "9", "escape")
        assert "How long" not in seen(coach)
        assert (await chosen(coach, screen)).state is SessionState.PLANNED
        await press(coach, "k")
        assert screen.meeting is not None
        assert screen.meeting.state is SessionState.HELD


async def test_a_meeting_that_lies_ahead_cannot_be_held_or_missed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach, "sam")
        await press(coach, "G", "h", "X")
        assert (await chosen(coach, screen)).state is SessionState.PLANNED


async def test_cancelling_late_says_so_before(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "x")
        assert "late cancellation and uses the allocation" in " ".join(seen(coach).split())
        await press(coach, "n")
        assert (await chosen(coach, screen)).state is SessionState.PLANNED
        await press(coach, "x", "y")
        assert (await chosen(coach, screen)).state is SessionState.LATE_CANCELLED
        assert "4 of 8 sessions held, 1 missed" in seen(coach)


async def test_cancelling_in_time(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach, "sam")
        await press(coach, "G", "x")
        assert "this is in time" in seen(coach)
        await press(coach, "y")
        assert (await chosen(coach, screen)).state is SessionState.CANCELLED


@pytest.mark.parametrize(("key", "became"), [("t", SessionState.CANCELLED), ("l", SessionState.LATE_CANCELLED)])
async def test_one_that_is_over_was_cancelled_in_time_or_late(
    make_app: MakeApp, unclosed: Path, key: str, became: SessionState
) -> None:
    async with make_app(unclosed).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "x")
        assert "In time is by Thu 12 Nov 2026, 09:00" in seen(coach)
        await press(coach, key)
        assert (await chosen(coach, screen)).state is became


async def test_no_show(make_app: MakeApp, unclosed: Path) -> None:
    async with make_app(unclosed).run_test(size=WIDE) as coach:
        screen = await take(coach)
        await press(coach, "X")
        assert (await chosen(coach, screen)).state is SessionState.NO_SHOW
        assert "∅" in seen(coach)
        await press(coach, "u")
        assert (await chosen(coach, screen)).state is SessionState.PLANNED


async def test_closing_takes_one_key_each(make_app: MakeApp, unclosed: Path) -> None:
    async with make_app(unclosed).run_test(size=NARROW) as coach:
        await take(coach)
        await press(coach, "c")
        assert "What became of them?" in seen(coach)
        await coach.press("h", "X")
        await settled(coach)
        states = [one.state for one in await line(coach)]
        assert states[-3:] == [SessionState.HELD, SessionState.NO_SHOW, SessionState.PLANNED]
        assert "What became of them?" not in seen(coach)
        await press(coach, "u")
        assert [one.state for one in await line(coach)][-2] is SessionState.PLANNED


async def test_closing_can_skip_cancel_and_move(make_app: MakeApp, unclosed: Path) -> None:
    async with make_app(unclosed).run_test(size=WIDE) as coach:
        await take(coach)
        await press(coach, "c", "j", "l", "k", "m")
        assert "Move the meeting of Fri 13 Nov 09:00" in seen(coach)
        await clear(coach, "mon")
        await press(coach, "ctrl+g")
        states = {one.starts_local.day: one.state for one in await line(coach) if one.starts_local.month == 11}
        assert (states[13], states[18]) == (SessionState.RESCHEDULED, SessionState.LATE_CANCELLED)
        assert states[23] is SessionState.PLANNED


async def test_an_engagement_without_meetings_says_how_one_begins(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await take(coach, "zo")
        assert "No meeting yet" in seen(coach)
        await press(coach, "enter", "h", "m", "x", "X", "E", "c", "n")
        assert "Plan a meeting" in seen(coach)


async def test_a_click_on_a_mark_goes_to_its_meeting(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        row = next(number for number, text in enumerate(seen(coach).splitlines()) if "━●" in text)
        column = seen(coach).splitlines()[row].index("●")
        await coach.click(offset=(column, row))
        await settled(coach)
        assert screen.meeting is not None
        assert screen.meeting.number == 1


async def test_it_can_be_resized_while_it_runs(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        for size in (NARROW, (200, 50), (60, 16), (40, 10), WIDE):
            await coach.resize_terminal(*size)
            await settled(coach)
            assert screen.meeting is not None
        assert "session 5 of 8" in seen(coach)


async def test_a_file_that_cannot_be_written_offers_no_writing(make_app: MakeApp, storied: Path) -> None:
    app = make_app(storied)
    async with app.run_test(size=WIDE) as coach:
        screen = await take(coach)
        app.writable = False
        await press(coach, "n", "x", "h", "t")
        assert coach.app.screen is screen


# The calendar strip


def meetings(count: int, every: timedelta) -> tuple[SessionLine, ...]:
    """Return held sessions in a row, one after the other."""
    first = datetime(2026, 1, 8, 9)
    return tuple(
        SessionLine(
            str(index), "e", SessionKind.COACHING, SessionState.HELD, None, index + 1, first + index * every, ZONE,
            (first + index * every).replace(tzinfo=UTC), 60, 60, None, None, False, False, 0,
        )
        for index in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("width", [36, 76, 116, 196])
@pytest.mark.parametrize("days", [7, 30, 182, 365, 800])
def test_the_strip_fits_its_width_and_names_today_and_the_end(width: int, days: int) -> None:
    span = Span(date(2026, 1, 5), date(2026, 1, 5) + timedelta(days=days))
    now = datetime(2026, 1, 20, 9, tzinfo=UTC)
    drawn = calendar_strip.drawn(Picture(meetings(3, timedelta(weeks=1)), span, now, now.date()), width)
    assert len(drawn) == 3
    assert all(row.cell_length <= width for row in drawn)
    assert "Jan" in drawn[0].plain
    assert "today" in drawn[2].plain


def test_no_mark_of_a_year_of_weekly_sessions_hides_another() -> None:
    span = Span(date(2026, 1, 5), date(2027, 1, 4))
    now = datetime(2027, 1, 1, 9, tzinfo=UTC)
    drawn = calendar_strip.drawn(Picture(meetings(52, timedelta(weeks=1)), span, now, now.date()), 76)
    assert drawn[1].plain.count("●") == 52


def test_a_pause_is_a_gap_in_the_line() -> None:
    span = Span(date(2026, 1, 5), date(2026, 7, 4), (Pause(date(2026, 3, 1), date(2026, 4, 1)),))
    now = datetime(2026, 2, 1, 9, tzinfo=UTC)
    drawn = calendar_strip.drawn(Picture((), span, now, now.date()), 76)
    assert "┄┄┄" in drawn[1].plain


def test_without_dates_the_strip_says_so() -> None:
    now = datetime(2026, 2, 1, 9, tzinfo=UTC)
    drawn = calendar_strip.drawn(Picture((), None, now, now.date()), 76)
    assert "No dates are agreed yet" in drawn[1].plain
