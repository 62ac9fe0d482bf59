"""An engagement's way through its states, its history and the bin, by pilot on the list of engagements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.store import driver
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.move_form import MoveForm
from coachtui.ui.screens.frame import Frame
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled
from tests.ui.filling import choose, field, told, write, wrong


async def on(coach: Coach, letters: str) -> None:
    """Put the cursor of the list on an engagement."""
    await settled(coach)
    await press(coach, "e", "f", "ctrl+u", *letters, "enter")


def engagement(file: Path, client: str) -> dict[str, object]:
    """Return the stored engagement of a client."""
    db = driver.connect(file, read_only=True)
    cursor = db.execute(
        "SELECT e.*, x.end_reason FROM engagement e JOIN person p ON p.id = e.client_id "
        "LEFT JOIN engagement_private x ON x.id = e.id WHERE p.name = ?",
        (client,),
    )
    found = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    db.close()
    return found


async def test_pause_and_resume_move_the_end_by_the_length_of_the_pause(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await on(coach, "dana")
        ends = engagement(storied, "Dana Okafor")["ends_on"]
        await press(coach, "P")
        assert "Pause · Dana Okafor" in seen(coach)
        assert field(coach, "on").value == "Sat 21 Nov 2026"
        await write(coach, "on", "1.11.2026")
        await write(coach, "reason", "parental leave")
        await press(coach, "ctrl+g")
        assert "Paused: Dana Okafor · u takes it back" in seen(coach)
        assert engagement(storied, "Dana Okafor")["state"] == "paused"
        await press(coach, "r")
        assert "20 days later" in told(coach, "move_end")
        await write(coach, "on", "27.11.2026")
        assert "Fri 19 Mar 2027, 26 days later" in told(coach, "move_end")
        await choose(coach, "move_end", "no")
        assert "as agreed" in told(coach, "move_end")
        await choose(coach, "move_end", "yes")
        await press(coach, "ctrl+g")
        resumed = engagement(storied, "Dana Okafor")
        assert (resumed["state"], resumed["ends_on"]) == ("active", "2027-03-19")
        assert resumed["ends_on"] != ends


async def test_ending_early_needs_a_reason_that_stays_private(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "luis")
        await press(coach, "D", "ctrl+g")
        assert "needs a reason" in wrong(coach)["reason"]
        assert "private" in seen(coach)
        await write(coach, "reason", "left [/b] the company")
        await press(coach, "ctrl+g")
        assert "ended early" in seen(coach)
    ended = engagement(storied, "Luis Prado")
    assert (ended["state"], ended["ended_on"]) == ("discontinued", "2026-11-21")
    assert ended["end_reason"] == "left [/b] the company"


async def test_completing_points_at_what_is_still_planned_and_can_be_reopened(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "mei")
        await press(coach, "C", "ctrl+g")
        assert "2 meetings ahead, still planned" in wrong(coach)["on"]
        await press(coach, "ctrl+g")
        assert engagement(storied, "Mei Tan")["state"] == "completed"
        await press(coach, "R")
        await write(coach, "ends_on", "1.11.2026")
        await press(coach, "ctrl+g")
        assert "is before that day" in wrong(coach)["ends_on"]
        await write(coach, "ends_on", "30.6.2027")
        await press(coach, "ctrl+g")
    reopened = engagement(storied, "Mei Tan")
    assert (reopened["state"], reopened["ends_on"], reopened["ended_on"]) == ("active", "2027-06-30", None)


async def test_a_draft_begins_or_is_cancelled(app: CoachApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute("UPDATE engagement SET state = 'draft', starts_on = NULL, ends_on = NULL WHERE code = 'P-00004'")
    db.close()
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "luis")
        await press(coach, "X", "ctrl+g")
        assert engagement(storied, "Luis Prado")["state"] == "cancelled"
        await press(coach, "u")
        if "Take this back?" in seen(coach):
            await press(coach, "y")
        await press(coach, "b")
        assert field(coach, "ends_on").value == "Thu 20 May 2027"
        await press(coach, "ctrl+g")
    begun = engagement(storied, "Luis Prado")
    assert (begun["state"], begun["starts_on"], begun["ends_on"]) == ("active", "2026-11-21", "2027-05-20")


IMPOSSIBLE = (
    ("dana", "b", "This engagement is active already."),
    ("dana", "r", "This engagement is active already."),
    ("dana", "R", "Only a completed engagement can be reopened."),
    ("dana", "X", "It has begun, so it can't be cancelled."),
    ("zo", "P", "This engagement is paused already."),
    ("zo", "b", "It has begun already."),
    ("ravi", "P", "A completed engagement may only be reopened."),
    ("ravi", "D", "A completed engagement may only be reopened."),
    ("ravi", "C", "This engagement is completed already."),
    ("ravi", "r", "It is not paused, so there is nothing to resume."),
)


async def test_a_move_that_is_not_possible_says_why(app: CoachApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        for letters, key, words in IMPOSSIBLE:
            await on(coach, letters)
            assert words not in seen(coach)
            await press(coach, key)
            assert words in seen(coach)
            assert isinstance(coach.app.screen, Frame)
            coach.app.clear_notifications()
            await settled(coach)


async def test_only_the_moves_that_are_possible_are_offered(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "dana")
        assert "P pause   C complete   D end early" in seen(coach).splitlines()[-1]
        await on(coach, "ravi")
        last = seen(coach).splitlines()[-1]
        assert "R reopen" in last
        assert "pause" not in last


WRONG = (
    ("P", "on", "30.2.2027", "does not exist"),
    ("P", "on", "", "missing"),
    ("P", "on", "1.1.2026", "before the start"),
    ("C", "on", "whenever", "can't be read as a date"),
    ("D", "reason", "x\0y", "NUL"),
)


async def test_what_is_wrong_is_told_at_its_field(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "luis")
        for key, name, text, words in WRONG:
            await press(coach, key)
            if key == "D":
                await write(coach, "reason", "reason")
            await write(coach, name, text)
            await press(coach, "ctrl+g")
            assert words in wrong(coach)[name]
            assert isinstance(coach.app.screen, MoveForm)
            await press(coach, "ctrl+r", "ctrl+r", "escape", "escape")
            assert isinstance(coach.app.screen, Frame)
    assert engagement(storied, "Luis Prado")["state"] == "active"


async def test_a_day_that_is_still_ahead_is_pointed_out_once(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "luis")
        await press(coach, "P")
        await write(coach, "on", "+10d")
        await press(coach, "ctrl+g")
        assert "still ahead" in wrong(coach)["on"]
        await press(coach, "ctrl+g")
    assert engagement(storied, "Luis Prado")["state"] == "paused"


async def test_the_cursor_stays_where_it_was_when_something_moved(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "J", "e", "j", "j", "P", "ctrl+g")
        assert app.in_hand is not None
        assert app.in_hand.client == "Dana Okafor"
        await press(coach, "E")
        assert "Engagement with Luis Prado" in seen(coach)


async def test_the_bin_asks_once_and_gives_back(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await on(coach, "iris")
        await press(coach, "d")
        assert "Put this engagement in the bin?" in seen(coach)
        await press(coach, "n")
        assert engagement(storied, "Iris Novák")["deleted_at"] is None
        await press(coach, "d", "y")
        assert engagement(storied, "Iris Novák")["deleted_at"]
        assert "In the bin: the engagement with Iris Novák" in seen(coach)
        await press(coach, "u", "y")
        assert engagement(storied, "Iris Novák")["deleted_at"] is None


async def test_history_tells_what_was_done_the_latest_first(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "zo")
        await press(coach, "H")
        lines = seen(coach).splitlines()
        assert any("History · Zoë Ćosić" in line for line in lines)
        told_of = [line for line in lines if "paused the engagement" in line or "began" in line]
        assert "paused" in told_of[0]
        assert "Sat 21 Nov 2026, 10:00" in told_of[0]
        assert "began" in told_of[1]


async def test_history_of_the_engagement_in_hand_from_anywhere(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await press(coach, "H")
        assert isinstance(coach.app.screen, Frame)
        await press(coach, "J", "5", "H")
        assert "History · Dana Okafor" in seen(coach)
        await press(coach, "G", "escape")
        assert isinstance(coach.app.screen, Frame)


async def test_a_long_history_is_read_page_by_page(app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachtui.ui.screens.history.PAGE", 5)
    async with app.run_test(size=WIDE) as coach:
        await on(coach, "dana")
        await press(coach, "H")
        for _ in range(10):
            await press(coach, "G")
        assert "began" in seen(coach)


Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pictures
@both_sizes
def test_picture_of_a_resume(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing("e", "G", "k", "r"))


@pictures
def test_picture_of_a_missing_reason(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=pressing("e", "D", "ctrl+g"))


@pictures
@both_sizes
def test_picture_of_a_history(snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int]) -> None:
    # Which device it was is no matter of the picture.
    db = driver.connect(storied)
    db.execute("UPDATE device SET name = 'desk'")
    db.close()
    assert snap_compare(make_app(storied, theme="paper"), terminal_size=size, run_before=pressing("J", "H"))
