"""The first start by pilot and through a terminal: what it asks, what it makes, and what it leaves when one leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store.practice import open_practice
from coachtui.store.reads import people
from coachtui.ui import first_run_app
from coachtui.ui.first_run_app import Begun, FirstRunApp
from coachtui.ui.screens.first_run import Beginnings, Questions
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, pictures, press, seen, settled
from tests.ui.filling import field, pick, told, write, wrong
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable

Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pytest.fixture
def first(paths: Paths, clock: StandingClock) -> FirstRunApp:
    """The first start on a machine without a practice."""
    return FirstRunApp(paths, clock, paths.practice, zone="Europe/Amsterdam")


def everything(home: Path) -> list[Path]:
    """Return every file and directory below a home."""
    return sorted(home.rglob("*"))


async def answered(coach: Coach, name: str = "Ada Quist") -> None:
    """Answer the questions."""
    await settled(coach)
    await write(coach, "coach", name)
    await press(coach, "ctrl+g")
    assert isinstance(coach.app.screen, Beginnings)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_asks_few_things_and_says_that_without_a_passphrase_anyone_can_read_it(
    first: FirstRunApp, paths: Paths, size: tuple[int, int]
) -> None:
    async with first.run_test(size=size) as coach:
        await settled(coach)
        assert "Without one, anyone with this file can read it." in " ".join(seen(coach).replace("│", " ").split())
        assert field(coach, "time_zone").value == "Europe/Amsterdam"
        assert "10:00 there now" in told(coach, "time_zone")
        assert field(coach, "path").value == str(paths.practice)


@pytest.mark.parametrize(
    ("key", "action"), [("n", "new_engagement"), ("i", "import_clients"), ("e", ""), ("enter", "new_engagement")]
)
async def test_each_way_to_begin_makes_the_practice(
    first: FirstRunApp, paths: Paths, clock: StandingClock, key: str, action: str
) -> None:
    async with first.run_test(size=WIDE) as coach:
        await answered(coach, "  Ada   Quist ")
        await pick_back(coach)
        await press(coach, key)
        await settled(coach)
    assert first.return_value == Begun(paths.practice, action)
    with open_practice(paths.practice, paths, clock=clock) as practice:
        owner = people.owner(practice.db)
        assert (owner.name, owner.detail) == ("Ada Quist", "Europe/Lisbon")
        assert practice.db.execute("SELECT name FROM practice").fetchone() == ("Practice of Ada Quist",)
    assert paths.practice.stat().st_mode & 0o777 == 0o600
    assert paths.practice.parent.stat().st_mode & 0o777 == 0o700


async def pick_back(coach: Coach) -> None:
    """Go back, choose another time zone, and come here again: what was typed is still there."""
    await press(coach, "escape")
    assert isinstance(coach.app.screen, Questions)
    await pick(coach, "time_zone", "lisbon")
    assert field(coach, "time_zone").value == "Europe/Lisbon"
    await press(coach, "ctrl+g")
    assert "Practice of Ada Quist  Europe/Lisbon" in seen(coach)


@pytest.mark.parametrize("keys", [("ctrl+q",), ("ctrl+g", "ctrl+q"), ("ctrl+g", "escape", "ctrl+q")])
async def test_leaving_keeps_nothing(first: FirstRunApp, home: Path, keys: tuple[str, ...]) -> None:
    async with first.run_test(size=WIDE) as coach:
        await settled(coach)
        await write(coach, "coach", "Ada Quist")
        await press(coach, *keys)
    assert first.return_value is None
    assert everything(home) == []


@pytest.mark.parametrize("keys", [("ctrl+t",), ("ctrl+g", "d")])
async def test_the_demo_is_a_file_of_its_own_and_no_practice_is_made(
    first: FirstRunApp, paths: Paths, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def build(path: Path, *_: object, **__: object) -> None:
        made.append(path)

    monkeypatch.setattr("coachtui.demo.build.build", build)
    async with first.run_test(size=WIDE) as coach:
        await settled(coach)
        if len(keys) > 1:
            await write(coach, "coach", "Ada Quist")
        await press(coach, *keys)
        await settled(coach)
    assert first.return_value == Begun(paths.demo)
    assert made == [paths.demo]
    assert not paths.practice.exists()


WRONG = (
    ("coach", "", "name is missing"),
    ("coach", "nul \0", "NUL"),
    ("path", " ", "The place is missing"),
    ("path", "{home}", "That is a directory"),
    ("path", "{home}/there.coach", "There is a file of that name"),
    ("path", "{home}/there.coach/below.coach", "is a file, so nothing can be made in it"),
    ("path", "nul\0", "No file can have that name"),
    ("path", "{home}/" + "x" * 300, "No file can have that name"),
    ("time_zone", "", "The time zone is missing"),
    ("time_zone", "Mars/Olympus", "No time zone is called “Mars/Olympus”"),
)


async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_made(first: FirstRunApp, home: Path) -> None:
    home.mkdir()
    (home / "there.coach").write_text("somebody's")
    before = everything(home)
    async with first.run_test(size=WIDE) as coach:
        await settled(coach)
        await write(coach, "coach", "Ada Quist")
        for name, text, words in WRONG:
            right = field(coach, name).value
            await write(coach, name, text.format(home=home))
            await press(coach, "ctrl+g")
            found = wrong(coach)
            assert set(found) == {name}
            assert words in found[name]
            assert isinstance(coach.app.screen, Questions)
            await write(coach, name, right)
    assert everything(home) == before
    assert (home / "there.coach").read_text() == "somebody's"


async def test_a_zone_that_is_written_out_counts_without_being_picked(first: FirstRunApp) -> None:
    async with first.run_test(size=WIDE) as coach:
        await settled(coach)
        await write(coach, "time_zone", "America/New_York")
        await answered(coach)
        assert "America/New_York" in seen(coach)


async def test_what_goes_wrong_with_the_making_is_told_and_another_place_can_be_named(
    first: FirstRunApp, paths: Paths
) -> None:
    async with first.run_test(size=WIDE) as coach:
        await answered(coach)
        paths.practice.parent.mkdir(parents=True)
        paths.practice.write_text("came meanwhile")
        await press(coach, "e")
        await settled(coach)
        await settled(coach)
        assert "There is a file at" in seen(coach)
        await press(coach, "escape")
        await write(coach, "path", str(paths.practice.with_name("other.coach")))
        await press(coach, "ctrl+g", "e")
        await settled(coach)
    assert first.return_value == Begun(paths.practice.with_name("other.coach"))
    assert paths.practice.read_text() == "came meanwhile"


async def test_whatever_the_coach_is_called_is_drawn_as_text(first: FirstRunApp) -> None:
    async with first.run_test(size=NARROW) as coach:
        await settled(coach)
        for words in TOGETHER:
            await write(coach, "coach", storable(words)[:4_000])
            await press(coach, "ctrl+g")
            keeps_its_shape(coach)
            if isinstance(coach.app.screen, Beginnings):
                await press(coach, "escape")


def test_the_screens_open_on_what_was_begun_and_tell_where_it_is(
    paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = paths.data / "elsewhere.coach"
    shown: list[str] = []

    def show(door: object, *_: object, begin: str) -> int:
        shown.append(begin)
        return 0

    outcomes: Iterator[Begun | None] = iter([None, Begun(paths.practice, "new_engagement"), Begun(elsewhere)])
    monkeypatch.setattr(FirstRunApp, "run", lambda self: next(outcomes))
    monkeypatch.setattr(first_run_app, "show", show)
    monkeypatch.setattr(first_run_app, "Door", lambda *_: None)
    assert [first_run_app.run_first(paths, clock, paths.practice) for _ in range(3)] == [0, 0, 0]
    assert shown == ["new_engagement", ""]
    assert capsys.readouterr().err.count("opens it again") == 1


def test_a_zone_that_the_machine_does_not_know_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Nowhere/Land")
    assert first_run_app.zone_of_machine() == "UTC"
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/Zurich")
    assert first_run_app.zone_of_machine() == "Europe/Zurich"


@pytest.fixture
def drawn(paths: Paths, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., FirstRunApp]:
    monkeypatch.setattr("coachtui.ui.screens.first_run._unfit", lambda path: "")
    place = Paths(Path("/srv/coachtui/data"), paths.config, paths.state)
    return lambda theme="ink": FirstRunApp(place, clock, place.practice, zone="Europe/Amsterdam", theme=theme)


@pictures
@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_picture_of_the_questions(
    snap_compare: Compare, drawn: Callable[..., FirstRunApp], size: tuple[int, int], theme: str
) -> None:
    async def run(coach: Coach) -> None:
        await settled(coach)
        await press(coach, "ctrl+g")

    assert snap_compare(drawn(theme), terminal_size=size, run_before=run)


@pictures
@both_sizes
def test_picture_of_the_ways_to_begin(
    snap_compare: Compare, drawn: Callable[..., FirstRunApp], size: tuple[int, int]
) -> None:
    assert snap_compare(drawn(), terminal_size=size, run_before=answered)
