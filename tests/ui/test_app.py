"""The frame by pilot: screens and keys, the engagement in hand, undo, dialogs, sizes, mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachtui.domain.cadence import CommitmentDraft
from coachtui.domain.people import Party
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.errors import NoPractice
from coachtui.store.gateway import Gateway
from coachtui.store.practice import open_practice
from coachtui.ui.app import CoachApp, run
from coachtui.ui.commands import SCREENS, Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.widgets.footer import Footer
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, press, seen, settled, until


def frame(coach: Coach) -> Frame:
    """Return the screen in sight."""
    shown = coach.app.screen
    assert isinstance(shown, Frame)
    return shown


def in_hand(coach: Coach) -> str:
    """Return whose engagement is in hand."""
    assert isinstance(coach.app, CoachApp)
    assert coach.app.in_hand is not None
    return coach.app.in_hand.client


async def take(coach: Coach, letters: str) -> None:
    """Take an engagement in hand by a few letters."""
    await press(coach, "o", *letters, "enter")


async def test_each_of_the_seven_keys_shows_its_screen_and_marks_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        for place, command in SCREENS.items():
            await press(coach, command.keys[0])
            assert frame(coach).PLACE is place
            assert f"{command.keys[0]} {command.label}" in seen(coach).splitlines()[0]
            assert "Sat 21 Nov 2026" in seen(coach).splitlines()[0]


async def test_with_none_in_hand_the_screens_around_it_offer_the_engagements(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        for key in "23456":
            await press(coach, key)
            assert "Dana Okafor" in seen(coach)
            assert "no engagement in hand" in seen(coach)
        await press(coach, "5", "enter")
        assert in_hand(coach) == "Dana Okafor"
        assert frame(coach).PLACE is Place.GOALS


async def test_a_few_letters_take_an_engagement_in_hand_and_the_strip_tells_how_it_stands(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await take(coach, "dana")
        strip = seen(coach).splitlines()[1]
        assert "Dana Okafor  VP Operations → COO · Northwind" in strip
        assert "month 3/6" in strip
        assert "sessions ●●●●○○○○ 4/8" in strip
        await press(coach, "O")
        assert app.in_hand is None


async def test_letters_of_the_organisation_narrow_and_are_marked(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "o", *"umami")
        assert "Iris Novák" in seen(coach)
        assert "Sam Hart  " not in "\n".join(line[20:100] for line in seen(coach).splitlines()[10:30])
        await press(coach, "escape")
        assert app.in_hand is None


async def test_enter_that_is_quicker_than_the_list_takes_what_was_typed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "o")
        await coach.press(*"sam", "enter")
        await settled(coach)
        assert in_hand(coach) == "Sam Hart"


@pytest.mark.parametrize(("forward", "back"), [("J", "K"), ("right_square_bracket", "left_square_bracket")])
async def test_stepping_goes_through_the_running_engagements_and_around(app: CoachApp, forward: str, back: str) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        met = []
        for _ in range(7):
            await press(coach, forward)
            met.append(in_hand(coach))
        assert met == ["Dana Okafor", "Iris Novák", "Luis Prado", "Mei Tan", "Sam Hart", "Zoë Ćosić", "Dana Okafor"]
        await press(coach, back)
        assert in_hand(coach) == "Zoë Ćosić"


async def test_a_screen_follows_what_is_taken_in_hand_while_it_was_away(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "5", "1")
        await take(coach, "luis")
        await press(coach, "5")
        assert "Luis Prado" in seen(coach).splitlines()[1]
        assert "Engagements" not in seen(coach)


async def test_a_write_is_told_and_every_screen_shows_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await take(coach, "dana")
        dana = app.in_hand
        assert dana is not None
        draft = CommitmentDraft(dana.id, Party.CLIENT, "call Priya", due_on=date(2026, 11, 23))
        frame(coach).write(lambda practice: writes.cadence.commit(practice, draft), "Noted for Dana: call [Priya]")
        await settled(coach)
        assert "call Priya" in seen(coach)
        assert "Noted for Dana: call [Priya] · u takes it back" in seen(coach)


async def test_a_refused_write_is_told_in_words(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        frame(coach).write(lambda practice: writes.cadence.hold(practice, "no such session"), "Held")
        await settled(coach)
        assert "not there" in seen(coach)
        assert "Held" not in seen(coach)


async def test_undo_of_the_engagement_in_hand_is_done_at_once_and_redone(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await take(coach, "zo")
        assert app.in_hand is not None
        assert app.in_hand.state == "paused"
        await press(coach, "u")
        assert app.in_hand.state == "active"
        assert "Undone: " in seen(coach)
        await press(coach, "U")
        assert app.in_hand.state == "paused"


async def test_undo_of_another_engagement_asks_first_and_names_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await take(coach, "dana")
        await press(coach, "u")
        assert "Take this back?" in seen(coach)
        assert "Zoë Ćosić, who is not in hand" in seen(coach)
        await press(coach, "u", "o", "n")
        await press(coach, "O")
        await take(coach, "zo")
        assert app.in_hand is not None
        assert app.in_hand.state == "paused"
        await press(coach, "O", "u", "y")
        await take(coach, "zo")
        assert app.in_hand.state == "active"


async def test_help_explains_the_screen_and_all_marks(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "question_mark")
        assert "What needs you today" in seen(coach)
        for mark in "●○◌✕∅◆▲·✓☐☑":
            assert mark in seen(coach)
        await press(coach, "escape")
        assert frame(coach).PLACE is Place.TODAY


async def test_the_palette_finds_a_command_and_gives_it(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "ctrl+p", *"rollup")
        await settled(coach)
        await press(coach, "enter")
        assert frame(coach).PLACE is Place.ROLLUP


async def test_the_palette_says_what_a_command_needs(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "ctrl+p", *"let go")
        assert "Not now: this needs an engagement in hand" in seen(coach)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_footer_never_loses_help_and_palette(app: CoachApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as coach:
        await settled(coach)
        for key in ("1", "e", "4", "7"):
            await press(coach, key)
            last = seen(coach).splitlines()[-1]
            assert last.endswith("? help   ^p everything")
            assert len(last) <= size[0]


async def test_header_footer_and_rows_answer_the_mouse(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        first = seen(coach).splitlines()[0]
        await coach.click(offset=(first.index("5 Goals") + 2, 0))
        await settled(coach)
        assert frame(coach).PLACE is Place.GOALS
        y = next(y for y, line in enumerate(seen(coach).splitlines()) if "Luis Prado" in line)
        await coach.click(offset=(5, y))
        await coach.click(offset=(5, y))
        await settled(coach)
        assert in_hand(coach) == "Luis Prado"
        last = seen(coach).splitlines()[-1]
        await coach.click(offset=(last.index("help"), WIDE[1] - 1))
        await settled(coach)
        assert "Help · Goals" in seen(coach)


async def test_the_screen_follows_a_resize(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        assert "coachtui" in seen(coach)
        await coach.resize_terminal(*NARROW)
        await until(coach, lambda: "? help" in seen(coach).splitlines()[-1])
        lines = seen(coach).splitlines()
        assert len(lines) == NARROW[1]
        assert "7 Rollup" in lines[0]
        assert "? help" in lines[-1]
        await coach.resize_terminal(*WIDE)
        await until(coach, lambda: "coachtui" in seen(coach))


async def test_at_midnight_today_becomes_another_day(app: CoachApp, clock: StandingClock) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        clock.forward(days=3)
        app.look_at_calendar()
        await settled(coach)
        assert "Tue 24 Nov 2026" in seen(coach)
        assert "Iris Novák" in seen(coach).split("Week ahead")[0]


async def test_the_day_is_the_coachs_own(app: CoachApp, clock: StandingClock) -> None:
    clock.now = clock.now.replace(hour=23, minute=30)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        assert "Sun 22 Nov 2026" in seen(coach)


async def test_every_key_in_a_filter_types(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "e", "f", *"1qou?J/")
        assert "with “1qou?J/”" in seen(coach)
        assert frame(coach).PLACE is Place.ENGAGEMENTS
        await press(coach, "escape")
        assert coach.app.focused is not None
        assert "1qou?J/" in seen(coach)


async def test_the_terminal_is_told_nothing_private(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await take(coach, "dana")
        assert (app.title, app.sub_title) == ("coachtui", "")


async def test_a_footer_hint_that_is_dimmed_can_not_be_given(fresh_app: CoachApp) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await settled(coach)
        active = {one.binding.id: one.enabled for one in coach.app.screen.active_bindings.values()}
        assert active["today.open_row"] is False
        assert active["everywhere.let_go"] is False
        assert "everywhere.redo" not in active
        assert coach.app.screen.query_one(Footer)


def test_a_practice_that_can_not_be_opened_is_raised(paths: Paths, clock: StandingClock, tmp_path: Path) -> None:
    gateway = Gateway(lambda: open_practice(tmp_path / "none.coach", paths, clock=clock))
    gateway.start()
    application = CoachApp(gateway, paths, clock)
    try:
        application.run(headless=True)
        assert isinstance(application.failure, NoPractice)
        assert application.return_code == 1
    finally:
        gateway.close()
    assert run.__module__ == "coachtui.ui.app"


async def test_today_read_ahead_is_there_with_the_first_frame(make_app: MakeApp, storied: Path) -> None:
    app = make_app(storied, ahead=True)
    app.desk.gateway.opened.result()
    async with app.run_test(size=WIDE) as coach:
        assert "session 5 of 8" in seen(coach)
