"""The cockpit: a session begins, is written while it runs, survives what may happen to it, and is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachtui.domain.cockpit import FORM
from coachtui.domain.lanes import Lane
from coachtui.store import drafts, errors
from coachtui.ui.app import CoachApp
from coachtui.ui.screens import cockpit_keeping
from coachtui.ui.screens.cockpit import CockpitScreen
from coachtui.ui.screens.today import TodayScreen
from coachtui.ui.widgets.capture_pane import CapturePane
from coachtui.ui.widgets.offers import Offers
from coachtui.ui.widgets.session_clock import Lanes
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store when a test says so, and not after a second, which may pass anywhere."""
    assert cockpit_keeping.KEEP_S <= 1.0
    monkeypatch.setattr(cockpit_keeping, "KEEP_S", 1_000.0)


def cockpit(coach: Coach) -> CockpitScreen:
    """Return the cockpit, which must be in sight."""
    assert isinstance(coach.app.screen, CockpitScreen)
    return coach.app.screen


async def begin(coach: Coach) -> CockpitScreen:
    """Begin the session of today with Dana, which stands under the cursor on Today."""
    await settled(coach)
    await press(coach, "s")
    return cockpit(coach)


async def write(coach: Coach, *lines: str) -> None:
    """Put lines into the notes, as pasting does, and a new line after them."""
    cockpit(coach).area.insert("\n".join((*lines, "")))
    await settled(coach)


async def typed(coach: Coach, text: str) -> None:
    """Type a text quickly."""
    await coach.press(*text)
    await settled(coach)


async def draft(coach: Coach) -> dict[str, str] | None:
    """Return what is stored of the session under way, after what is on its way there."""
    assert isinstance(coach.app, CoachApp)
    screen = coach.app.cockpit
    assert screen is not None
    screen.keep_typed()
    return await coach.app.desk.gateway.read(drafts.load, FORM, screen.session_id)


async def test_a_session_is_written_and_goes_on_behind_other_screens(app: CoachApp, clock: StandingClock) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        assert "tell Marc what stops" in seen(coach)
        await typed(coach, "plain 1 words")
        await write(coach, "", "!do @dana fri call Marc", "~letting-go", ">> Dana decides.", "!do @nobody x")
        shown = seen(coach)
        assert "☐ Dana · Fri 27 Nov" in shown
        assert "~ letting-go" in shown
        assert "» shared summary, 1 line" in shown
        assert "▲ !do @nobody x" in shown
        assert app.in_session
        kept = await draft(coach)
        assert kept is not None
        assert kept["text"] == screen.area.text
        # Leaving the field, then the screen: the session goes on.
        await press(coach, "escape", "1")
        assert isinstance(coach.app.screen, TodayScreen)
        assert "session with Dana Okafor is still open: s goes on" in seen(coach)
        clock.forward(minutes=9)
        # Somebody else's session has to wait, and the notes of this one are in the cockpit.
        await press(coach, "5", "4", "o", *"sam", "enter", "s")
        assert coach.app.screen is screen
        assert "Dana Okafor" in seen(coach).split("\n")[1]
        await press(coach, "escape", "4", "enter")
        assert coach.app.screen is screen
        assert screen.clock.total(clock.now) == 540
        # Taking a line out takes its item out.
        screen.area.go_to(1)
        screen.area.remove_line(1)
        await settled(coach)
        assert "Dana · Fri" not in seen(coach)


async def test_what_cannot_be_read_is_said_when_the_line_is_left_and_not_before(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        await typed(coach, "!do @nobody")
        assert "Nobody here is called" not in seen(coach)
        await press(coach, "enter")
        assert "Not read" in seen(coach)
        await press(coach, "up")
        assert "Nobody here is called “nobody”" in seen(coach).split("\n")[-2]
        # From the list of what was captured back to its line, and out of the text; ctrl+z brings it back.
        await press(coach, "down", "tab")
        assert isinstance(coach.app.focused, CapturePane)
        await press(coach, "enter")
        assert screen.area.cursor_location == (0, 11)
        await press(coach, "tab", "d")
        assert screen.area.text == ""
        await press(coach, "escape", "ctrl+z")
        assert screen.area.text == "!do @nobody\n"


async def test_names_and_goals_are_completed_and_no_letter_is_stolen(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        await typed(coach, "!do @")
        assert coach.app.screen.query_one(Offers).display
        await typed(coach, "da")
        await press(coach, "tab")
        await typed(coach, "call")
        assert screen.area.text == "!do @dana call"
        await coach.press("enter", *"!do @me", "enter", *"@d")
        await settled(coach)
        await press(coach, "escape", "enter", "x")
        assert screen.area.text == "!do @dana call\n!do @me\n@d\nx"
        assert screen.area.has_focus


async def test_the_clock_runs_in_lanes_stands_still_and_tells_the_end(app: CoachApp, clock: StandingClock) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        clock.forward(minutes=2)
        await press(coach, "ctrl+n")
        assert screen.clock.lane is Lane.GOAL
        clock.forward(minutes=10)
        await typed(coach, "## R")
        screen.resting()
        assert screen.clock.lane is Lane.GOAL, "it may become anything"
        await typed(coach, "eality")
        await press(coach, "enter")
        screen.resting()
        assert screen.clock.lane is Lane.REALITY
        clock.forward(minutes=11, seconds=10)
        await press(coach, "ctrl+t")
        assert "00:23:10 of 60 · paused" in seen(coach)
        assert "G 10:00  R 11:10  O  W" in seen(coach)
        clock.forward(hours=1)
        await press(coach, "ctrl+t")
        assert "00:23:10 of 60 ─" in seen(coach)
        clock.forward(minutes=14)
        screen.tick()
        clock.forward(minutes=14)
        screen.tick()
        await settled(coach)
        assert "00:51:10 of 60 · 9 min left" in seen(coach)
        clock.forward(minutes=12)
        screen.tick()
        await settled(coach)
        assert "01:03:10 of 60 ▲ 3 min over" in seen(coach)
        # A lid that was shut for hours.
        clock.forward(hours=5)
        screen.tick()
        await settled(coach)
        assert screen.clock.is_paused
        assert "Nothing was seen of this session for 5 h:" in seen(coach)
        # A click on a lane does what the key does.
        await coach.click(Lanes, offset=(2, 0))
        assert screen.clock.lane is Lane.GOAL
        await press(coach, "ctrl+n")
        # Going back to an older heading is no switch, and neither is taking one out.
        await press(coach, "ctrl+n", "ctrl+home", *"x")
        screen.resting()
        assert screen.clock.lane is Lane.OPTIONS


async def test_on_a_narrow_screen_brief_and_captured_are_one_key_away(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        screen = await begin(coach)
        await write(coach, "~patience")
        assert "Brief" not in seen(coach)
        assert "00:00:00 of 60" in seen(coach)
        await press(coach, "tab")
        assert "~ patience" in seen(coach)
        assert "Notes · private" not in seen(coach)
        await press(coach, "escape")
        assert screen.area.has_focus
        await press(coach, "shift+tab")
        assert "☐ tell Marc what stops" in seen(coach)
        await press(coach, "d")
        assert "☑ tell Marc what stops" in seen(coach)
        await press(coach, "enter", *"on")
        assert screen.area.text == "~patience\non"
        kept = await draft(coach)
        assert kept is not None
        assert '"done"' in kept["answers"]


async def test_after_a_crash_it_reopens_as_it_was(make_app: MakeApp, storied: Path, clock: StandingClock) -> None:
    first = make_app(storied)
    async with first.run_test(size=WIDE) as coach:
        await begin(coach)
        await write(coach, "## Goal", "!do @dana fri call Marc")
        await press(coach, "ctrl+n", "ctrl+n")
        await typed(coach, "half a w")
        # It ends without a word; what was on its way a moment ago is stored.
        await press(coach, "ctrl+q")
    clock.forward(minutes=3)
    second = make_app(storied)
    async with second.run_test(size=WIDE) as coach:
        await settled(coach)
        assert "session with Dana Okafor is still open" in seen(coach)
        screen = await begin(coach)
        assert screen.area.text == "## Goal\n!do @dana fri call Marc\nhalf a w"
        assert screen.area.cursor_location == (2, 8)
        assert screen.clock.lane is Lane.REALITY
        assert screen.clock.total(clock.now) == 180
        assert "☐ Dana · Fri 27 Nov" in seen(coach)
        assert "goes on as it was left" in seen(coach)
        await draft(coach)
    clock.forward(hours=7)
    third = make_app(storied)
    async with third.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        assert screen.clock.is_paused
        assert screen.clock.total(clock.now) == 180
        assert "Nothing was seen of this session for 7 h:" in seen(coach)


async def test_typing_on_does_not_put_storing_off_and_trouble_is_told_and_ends(
    app: CoachApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        screen.keep_typed()
        await press(coach, "a")
        begun = screen._timer
        await press(coach, "b")
        assert begun is not None
        assert screen._timer is begun, "not begun anew with each key"
        save = drafts.save

        def full(*_: object) -> None:
            raise errors.PracticeError("The disk is full.")

        monkeypatch.setattr(cockpit_keeping.drafts, "save", full)
        monkeypatch.setattr(cockpit_keeping, "AGAIN_S", 1_000.0)
        screen._keep()
        await settled(coach)
        await press(coach, "c")
        assert "not saved since" in seen(coach)
        assert "Your text stays here. The disk is full." in seen(coach)
        assert screen.area.text == "abc"
        assert screen._timer is not None, "it is tried again"
        monkeypatch.setattr(cockpit_keeping.drafts, "save", save)
        screen._keep()
        await settled(coach)
        assert "disk is full" not in seen(coach)
        assert "saved ─╯" in seen(coach)
        kept = await draft(coach)
        assert kept is not None
        assert kept["text"] == "abc"


async def test_hostile_words_are_drawn_as_text(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        screen = await begin(coach)
        await settled(coach)
        keeps_its_shape(coach)
        for words in TOGETHER:
            screen.area.replace_body(f"!do @dana {words}\n?ff {words}\n~{words}\n#1 +1 {words}\n>> {words}\n@{words}\n")
            await settled(coach)
            keeps_its_shape(coach)
        kept = await draft(coach)
        assert kept is not None
        assert kept["text"] == screen.area.text
