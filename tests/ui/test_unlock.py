"""Locking and unlocking on the screens: what is asked, what shows meanwhile, and what comes back."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import drafts, errors, recognise
from coachtui.store.door import Door
from coachtui.store.gateway import Gateway
from coachtui.store.practice import open_practice
from coachtui.ui.app import CoachApp
from coachtui.ui.first_run_app import Begun, FirstRunApp
from coachtui.ui.forms.form import Form
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.lock import HiddenScreen, LockScreen
from coachtui.ui.start import show
from tests.conftest import StandingClock
from tests.encrypted import PASSPHRASE, encrypt, key_of, quick
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled, until
from tests.ui.filling import field, write, wrong

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
PRIVATE = ("Dana", "Okafor", "Northwind", "Mei Tan", "Ada Quist", "Secret words")


class Opened:
    """An app on a practice through a door, as the program opens it."""

    def __init__(self, path: Path, paths: Paths, clock: StandingClock, lock_after: int = 15):
        self.door = Door(path, paths, clock)
        self.gateway = Gateway(self.door)
        if not self.door.is_locked:
            self.gateway.start()
        self.app = CoachApp(self.gateway, paths, clock, door=self.door, lock_after=lock_after)

    def __enter__(self) -> CoachApp:
        return self.app

    def __exit__(self, *_: object) -> None:
        self.gateway.close()


async def unlock(coach: Coach, passphrase: str = PASSPHRASE) -> None:
    await coach.pause()
    field(coach, "passphrase").query_one("FormInput").value = passphrase  # type: ignore[attr-defined]
    await coach.press("enter")
    await until(coach, lambda: not told(coach).startswith("Opening"))


def told(coach: Coach) -> str:
    return str(coach.app.screen.query_one("#told").render()) if isinstance(coach.app.screen, LockScreen) else ""


def shows_nothing(coach: Coach) -> bool:
    """Whether nothing of anybody is in sight, in the title neither."""
    in_sight = f"{seen(coach)} {coach.app.title} {coach.app.sub_title} {coach.app.screen.title}"
    return not any(name in in_sight for name in PRIVATE)


async def test_an_encrypted_practice_asks_before_anything_is_shown(
    storied: Path, paths: Paths, clock: StandingClock
) -> None:
    encrypt(storied, paths)
    with Opened(storied, paths, clock) as app:
        async with app.run_test(size=NARROW) as coach:
            await coach.pause()
            assert str(storied)[-20:] in seen(coach).replace("│", "").replace("\n", "").replace(" ", "")
            assert shows_nothing(coach)
            await press_only(coach, "enter")
            assert "Type the passphrase" in seen(coach)
            for attempt in range(3):
                await unlock(coach, f"wrong {attempt}")
                assert "does not open" in told(coach)
            assert "can't be recovered" in told(coach)
            assert "backup --list" in told(coach)
            await press_only(coach, "ctrl+k", "escape", "1", "e", "ctrl+p", "question_mark")
            assert isinstance(app.screen, LockScreen), "no other key leads past it"
            await unlock(coach)
            await settled(coach)
            assert isinstance(app.screen, Frame)
            assert "Dana Okafor" in seen(coach)
            assert app.writable


async def press_only(coach: Coach, *keys: str) -> None:
    """Press keys without waiting for what waits for the passphrase."""
    for key in keys:
        await coach.press(key)
    await coach.pause()


async def test_locking_lets_go_of_everything_and_unlocking_brings_it_back(
    storied: Path, paths: Paths, clock: StandingClock
) -> None:
    encrypt(storied, paths)
    opened = Opened(storied, paths, clock)
    opened.door.key = key = key_of()
    opened.gateway.start()
    with opened as app:
        async with app.run_test(size=WIDE, notifications=True) as coach:
            await settled(coach)
            await press(coach, "p", "n")
            form = app.screen
            assert isinstance(form, Form)
            await write(coach, "name", "Secret words")
            app.say("Planned a session with Dana Okafor")
            await press_only(coach, "ctrl+k")
            assert isinstance(app.screen, LockScreen)
            assert shows_nothing(coach), "no toast of before either"
            await until(coach, lambda: opened.door.is_locked)
            with pytest.raises(errors.Locked):
                assert key.raw
            app.say("Dana Okafor could not be reached", wrong=True)
            app.post_message(Frame.Wrote("Noted what Mei Tan said"))
            await coach.pause()
            assert shows_nothing(coach), "nor of meanwhile"
            with open_practice(storied, paths, key=key_of(), clock=clock) as practice:
                assert "Secret words" in str(drafts.waiting(practice.db)) + str(
                    practice.db.execute("SELECT body FROM draft").fetchall()
                ), "what was typed is on the disk"
            await unlock(coach, "wrong")
            assert opened.door.is_locked
            assert opened.gateway.is_shut
            await unlock(coach)
            await settled(coach)
            assert app.screen is form
            assert field(coach, "name").value == "Secret words"
            await until(coach, lambda: "could not be reached" in seen(coach) and "Noted what Mei Tan" in seen(coach))
            await press(coach, "ctrl+g")
            assert not isinstance(app.screen, Form), seen(coach)
            assert "Secret words" in seen(coach)


async def test_what_ends_while_it_is_locked_takes_its_screen_along_afterwards(
    storied: Path, paths: Paths, clock: StandingClock
) -> None:
    encrypt(storied, paths)
    opened = Opened(storied, paths, clock)
    opened.door.key = key_of()
    opened.gateway.start()
    with opened as app:
        async with app.run_test(size=WIDE, notifications=True) as coach:
            await settled(coach)
            await press(coach, "p", "n")
            await write(coach, "name", "Secret words")
            await coach.press("ctrl+g", "ctrl+k")
            await until(coach, lambda: opened.door.is_locked)
            assert isinstance(app.screen, LockScreen), "the form that was saved does not take the cover away"
            await unlock(coach)
            await settled(coach)
            assert isinstance(app.screen, Frame)
            names = await opened.gateway.read(
                lambda db: db.execute("SELECT count(*) FROM person WHERE name = 'Secret words'").fetchone()
            )
            assert names == (1,)


async def test_it_locks_by_itself_when_the_coach_is_away(storied: Path, paths: Paths, clock: StandingClock) -> None:
    encrypt(storied, paths)
    opened = Opened(storied, paths, clock, lock_after=15)
    opened.door.key = key_of()
    opened.gateway.start()
    with opened as app:
        async with app.run_test(size=NARROW) as coach:
            await settled(coach)
            clock.forward(minutes=14)
            app.look_for_coach()
            await press(coach, "j")
            clock.forward(minutes=14)
            app.look_for_coach()
            assert not app.is_covered, "a key was pressed in between"
            clock.forward(minutes=1)
            app.look_for_coach()
            await until(coach, lambda: opened.door.is_locked)
            assert shows_nothing(coach)
            await coach.press("ctrl+q")
    assert app.return_code == 0


async def test_a_plain_practice_is_only_hidden(storied: Path, paths: Paths, clock: StandingClock) -> None:
    with Opened(storied, paths, clock) as app:
        async with app.run_test(size=NARROW) as coach:
            await settled(coach)
            clock.forward(hours=5)
            app.look_for_coach()
            assert not app.is_covered
            await press(coach, "e", "f", *"da")
            await press(coach, "ctrl+k")
            assert isinstance(app.screen, HiddenScreen)
            assert shows_nothing(coach)
            assert "no passphrase" in seen(coach)
            assert not app.desk.gateway.is_shut
            await press(coach, "2", "e")
            assert isinstance(app.screen, HiddenScreen)
            await press(coach, "enter")
            assert "Dana Okafor" in seen(coach)
            assert "da" in seen(coach)


async def test_a_file_that_is_gone_is_told_on_the_cover(storied: Path, paths: Paths, clock: StandingClock) -> None:
    encrypt(storied, paths)
    with Opened(storied, paths, clock) as app:
        async with app.run_test(size=NARROW) as coach:
            await coach.pause()
            aside = storied.rename(storied.with_name("aside"))
            await unlock(coach)
            assert "There is no practice file" in " ".join(told(coach).split())
            assert app.door is not None
            assert app.door.is_locked
            aside.rename(storied)
            await unlock(coach)
            await settled(coach)
            assert isinstance(app.screen, Frame)


async def test_the_first_start_encrypts_what_gets_a_passphrase(paths: Paths, clock: StandingClock) -> None:
    first = FirstRunApp(paths, clock, paths.practice, zone="Europe/Amsterdam")
    async with first.run_test(size=WIDE) as coach:
        await settled(coach)
        await write(coach, "coach", "Ada Quist")
        await write(coach, "passphrase", "short")
        assert "12 characters" in seen(coach)
        assert "short" not in seen(coach)
        await write(coach, "again", "shorts")
        await press(coach, "ctrl+g")
        assert "not the same" in wrong(coach)["again"]
        await write(coach, "passphrase", PASSPHRASE)
        await write(coach, "again", PASSPHRASE)
        await press(coach, "ctrl+g")
        assert "Encrypted" in seen(coach)
        await press(coach, "e")
        await settled(coach)
    assert isinstance(first.return_value, Begun)
    assert PASSPHRASE not in repr(first.return_value)
    assert recognise.is_encrypted(paths.practice)
    with open_practice(paths.practice, paths, key=first.return_value.key, clock=clock) as practice:
        assert practice.db.execute("SELECT name FROM coach").fetchone() == ("Ada Quist",)


def test_the_gateway_is_not_started_before_it_is_unlocked(
    storied: Path, paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypt(storied, paths)
    given: dict[str, object] = {}

    def run(gateway: Gateway, *_: object, **options: object) -> int:
        given.update(options, started=gateway.opened.done())
        return 0

    monkeypatch.setattr("coachtui.ui.app.run", run)
    door = Door(storied, paths, clock)
    try:
        assert show(door, paths, clock) == 0
    finally:
        gc.enable()
    assert given["door"] is door
    assert given["started"] is False


# Pictures


@pictures
@pytest.mark.parametrize(("size", "theme"), [(WIDE, "paper"), (NARROW, "ink")], ids=["wide", "narrow"])
def test_picture_of_the_lock(
    snap_compare: Compare, make_app: MakeApp, storied: Path, paths: Paths, size: tuple[int, int], theme: str
) -> None:
    app = make_app(storied, theme=theme)
    app.door = Door(storied, paths, app.desk.clock, key_of())
    assert snap_compare(app, terminal_size=size, run_before=pressing("ctrl+k", *"xyz"))


@pictures
@both_sizes
def test_picture_of_a_wrong_passphrase(
    snap_compare: Compare, make_app: MakeApp, storied: Path, paths: Paths, size: tuple[int, int]
) -> None:
    async def wrongly(coach: Coach) -> None:
        await settled(coach)
        coach.app._cover_with(LockScreen("~/practice.coach"))
        await coach.pause()
        assert isinstance(coach.app.screen, LockScreen)
        for _ in range(3):
            coach.app.screen.wrong()
        await settled(coach)

    assert snap_compare(make_app(storied), terminal_size=size, run_before=wrongly)


@pictures
@both_sizes
def test_picture_of_what_is_hidden(
    snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int]
) -> None:
    assert snap_compare(make_app(storied), terminal_size=size, run_before=pressing("e", "ctrl+k"))
