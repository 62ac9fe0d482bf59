"""The end of a session: what will be recorded is shown, asked and changed before it is; days off beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from coachtui.domain.cadence import CommitmentState, SessionDraft, SessionState
from coachtui.domain.capture import read
from coachtui.domain.cockpit import Cockpit
from coachtui.domain.ending import EndingDraft
from coachtui.domain.lanes import Clock
from coachtui.domain.span import Span
from coachtui.domain.time_off import TimeOff
from coachtui.paths import Paths
from coachtui.store import errors, writes
from coachtui.store.practice import Practice
from coachtui.store.reads import cadence as reads
from coachtui.store.reads import cockpit as cockpits
from coachtui.store.reads import time_off
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.cockpit import CockpitScreen
from coachtui.ui.screens.session_ending import SessionEnding
from coachtui.ui.screens.time_off import TimeOffDialog, TimeOffField
from coachtui.ui.widgets.calendar_strip import Picture, drawn
from coachtui.ui.widgets.ending_question import EndingField
from coachtui.ui.widgets.rows import Rows
from tests.conftest import NOW, StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, seen, settled, until
from tests.ui.test_cadence import take
from tests.ui.test_cockpit import begin, cockpit, write
from tests.ui.test_cockpit_leaving import SESSION, change
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable

assert change  # a fixture
FIRST = "AND s.state = 'planned' ORDER BY s.starts_utc LIMIT 1"

LINES = (
    "## Reality",
    "!do @dana fri tell Marc in person",
    "!do @me write to Priya",
    "~letting-go",
    ">> Dana chose to leave the plan to Priya.",
    "!do @nobody cannot be read",
)


def dialog(coach: Coach) -> SessionEnding:
    assert isinstance(coach.app.screen, SessionEnding)
    return coach.app.screen


def row(coach: Coach) -> str:
    return coach.app.screen.query_one(Rows).key or ""


async def go(coach: Coach, to: str) -> None:
    """Move the cursor down to a row."""
    rows = coach.app.screen.query_one(Rows)
    rows.cursor = next(index for index, found in enumerate(rows.rows) if found.key.startswith(to))
    await settled(coach)


async def change_to(coach: Coach, text: str, *keys: str) -> None:
    """Put a text in place of what stands in the field, and press keys."""
    coach.app.screen.query_one(EndingField).value = text
    await settled(coach)
    await press(coach, *keys)


async def ask(coach: Coach, job: Callable[..., Any], *values: object) -> Any:
    assert isinstance(coach.app, CoachApp)
    return await coach.app.desk.gateway.read(job, *values)


async def end(coach: Coach, *lines: str) -> str:
    """Begin the session of today, write lines, ask for its end; return the engagement."""
    screen = await begin(coach)
    await write(coach, *lines)
    await press(coach, "ctrl+g")
    dialog(coach)
    return screen.page.meeting.engagement_id


async def test_a_session_is_ended_undone_and_ended_again(app: CoachApp, clock: StandingClock, paths: Paths) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text('holidays = "CH-ZH"\n')
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        session_id, engagement_id = screen.session_id, screen.page.meeting.engagement_id
        await write(coach, *LINES)
        clock.forward(minutes=14)
        await press(coach, "ctrl+g")
        shown = seen(coach)
        for words in (
            "tell Marc in person",
            "write to Priya",
            "Dana chose to leave the plan to Priya.",
            "14 min",
            "line 6",
            "tell Marc what stops",
            "due yesterday",
            "Mon 14 Dec",
            "3 weeks on; Sat 12 Dec is at the weekend, so Mon 14 Dec",
        ):
            assert words in shown, f"{words}\n{shown}"
        assert row(coach).startswith("open "), "the first thing that is asked"

        await press(coach, "d", "x")
        assert row(coach) == "next"
        await press(coach, "enter")
        await change_to(coach, "fri 25 dec 8:30")
        assert "Fri 25 Dec 08:30: Fri 25 Dec is Christmas Day (CH-ZH)" in seen(coach)
        await change_to(coach, "soon", "enter")
        assert isinstance(coach.app.focused, EndingField), "what can't be read stays to be put right"
        await change_to(coach, "17 dec", "enter")
        assert "Thu 17 Dec 11:00, 1 h" in seen(coach), "without a time it stays the same"
        await press(coach, "n")
        assert "no date" in seen(coach), "nothing is due by a session that is not planned"
        await press(coach, "n", "enter")
        await change_to(coach, "17 dec", "enter")
        await go(coach, "length")
        await press(coach, "enter")
        await change_to(coach, "0", "enter")
        assert "outside its scale" in seen(coach)
        await change_to(coach, "50", "enter")

        await go(coach, "line 5")
        await press(coach, "enter")
        assert cockpit(coach).area.cursor_location[0] == 5, "back to the line that can't be read"
        assert (await ask(coach, reads.session, session_id)).state is SessionState.PLANNED
        await press(coach, "ctrl+g")
        shown = seen(coach)
        assert "Thu 17 Dec" in shown
        assert "dropped" in shown, "what was answered and changed is kept"
        await go(coach, "length")
        await press(coach, "enter")
        await change_to(coach, "50", "ctrl+g")

        assert not isinstance(app.screen, CockpitScreen | SessionEnding)
        assert await ask(coach, reads.note, session_id) == "\n".join((*LINES, ""))
        held = await ask(coach, reads.session, session_id)
        assert (held.state, held.held_minutes) == (SessionState.HELD, 50), "also what was typed when it was recorded"
        line = await ask(coach, reads.line, engagement_id)
        assert line[-1].starts_local.isoformat() == "2026-12-17T11:00:00"
        states = {one.body: one.state for one in await ask(coach, reads.commitments, engagement_id)}
        assert states["tell Marc what stops"] is CommitmentState.DONE
        assert states["send the listening-tour questions"] is CommitmentState.DROPPED

        await press(coach, "4", "u")
        await until(coach, lambda: "planned" in seen(coach))
        assert len(await ask(coach, reads.line, engagement_id)) == len(line) - 1
        await press(coach, "s")
        assert cockpit(coach).area.body == "\n".join((*LINES, "")), "the cockpit has its text again"
        await press(coach, "ctrl+g", "ctrl+g")
        assert (await ask(coach, reads.session, session_id)).state is SessionState.HELD


async def test_what_came_in_the_way_is_told_and_nothing_is_lost(
    app: CoachApp, change: Callable[[Callable[[Practice], Any]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=NARROW) as coach:
        engagement_id = await end(coach, *LINES, *(f"!do @dana {storable(words)}" for words in TOGETHER))
        session_id = dialog(coach)._draft.session_id
        keeps_its_shape(coach)

        def full(*_: object) -> None:
            raise errors.DiskFull("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(writes.ending, "end", full)
            await press(coach, "ctrl+g")
            assert "Nothing was recorded; what you typed is kept. The disk is full." in " ".join(seen(coach).split())
        later = SessionDraft(engagement_id, NOW.replace(tzinfo=None, day=28), "Europe/Amsterdam")
        change(lambda practice: writes.cadence.move(practice, session_id, later))
        dialog(coach).renew()
        await settled(coach)
        assert "This slot was moved meanwhile" in seen(coach)
        await go(coach, "next")
        assert "Sat 28 Nov 09:00. Planned already." in seen(coach)
        await press(coach, "escape")
        assert cockpit(coach).area.body.startswith("## Reality")
        await press(coach, "ctrl+g", "ctrl+g")
        line = await ask(coach, reads.line, engagement_id)
        states = {one.starts_local.isoformat(" ", "minutes"): one.state for one in line[-3:]}
        assert states == {
            "2026-11-21 11:00": SessionState.RESCHEDULED,
            "2026-11-21 10:00": SessionState.HELD,
            "2026-11-28 09:00": SessionState.PLANNED,
        }, "what was held stands on its own"


async def test_days_off_are_listed_added_and_taken_back(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await take(coach)
        await press(coach, "F")
        assert isinstance(app.screen, TimeOffDialog)
        assert "No days off are ahead" in seen(coach)
        await press(coach, "n")
        app.screen.query_one(TimeOffField).value = "soon"
        await press(coach, "enter")
        assert "“soon” is no day" in seen(coach)
        app.screen.query_one(TimeOffField).value = f"24 dec - 2 jan {storable(' '.join(TOGETHER))[:4_000]}"
        await press(coach, "enter")
        keeps_its_shape(coach)
        assert "10 days" in seen(coach)
        assert len(await ask(coach, time_off.own, NOW)) == 1
        await press(coach, "x")
        assert not await ask(coach, time_off.own, NOW)
        await press(coach, "escape")
        assert not isinstance(app.screen, TimeOffDialog)


Compare = Callable[..., bool]


def picture(lines: tuple[str, ...], client: str) -> Callable[[Coach], Awaitable[None]]:
    """Return what shows the end of the first session planned with a client, over an empty screen."""

    async def run(coach: Coach) -> None:
        await settled(coach)
        assert isinstance(coach.app, CoachApp)
        desk = coach.app.desk
        (session_id,) = await ask(
            coach, lambda db: db.execute(f"{SESSION} WHERE p.name = ? {FIRST}", (client,)).fetchone()
        )
        page = await ask(coach, cockpits.page, session_id, NOW, NOW)
        text = "\n".join(lines)
        clock = Clock((60.0, 0.0, 2_000.0, 1_140.0, 0.0) if lines else (0.0,) * 5)
        draft = EndingDraft.of(session_id, client, Cockpit(text, clock, NOW), read(text, page.around), page.around, NOW)
        await coach.app.push_screen(Screen())
        await coach.app.push_screen(SessionEnding(desk, draft, lambda answers, rest: None))
        await settled(coach)

    return run


@pictures
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_ending_full(snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int]) -> None:
    app = make_app(storied, theme="paper" if size is NARROW else "ink")
    assert snap_compare(app, terminal_size=size, run_before=picture(LINES, "Dana Okafor"))


@pictures
def test_ending_nothing_captured(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=picture((), "Iris Novák"))


def test_days_off_stand_on_the_line_as_a_pause_does() -> None:
    away = (TimeOff("t", date(2026, 12, 24), date(2027, 1, 20)),)
    bare = Picture((), Span(date(2026, 11, 1), date(2027, 4, 30)), NOW, NOW.date())
    line, with_days_off = (drawn(one, 100)[1].plain for one in (bare, bare._replace(time_off=away)))
    assert "┄" not in line
    assert 10 <= with_days_off.count("┄") <= 20, "four of the 26 weeks"
