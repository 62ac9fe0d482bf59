"""Importing a calendar on the screen: what is asked is answered in place, and all of it is one action."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from coachtui.paths import Paths
from coachtui.store import driver
from coachtui.store.practice import Practice
from coachtui.ui.app import CoachApp
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.import_calendar import ImportCalendar
from tests.conftest import copy_of, written
from tests.exchange.calendared import calendar_of, event, take_in, tell
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, seen, settled, until

BEFORE = [event(f"DTSTART:202612{day}T090000Z", uid=f"{day}@x") for day in ("01", "02", "08")]
NOW = [
    event("DTSTART:20261201T100000Z", uid="01@x"),
    event("DTSTART:20261202T090000Z", "STATUS:CANCELLED", uid="02@x"),
    event("DTSTART:20261210T090000Z", uid="coffee", title="Coffee [/b] with Dana", who=""),
    event("DTSTART:20261211T090000Z", uid="talk", title="Tan / Robin: Quartalsgespräch", who=""),
    event("DTSTART:20261212T090000Z", "DTEND:20261212T080000Z", uid="wrong", who=""),
    event("DTSTART:20261214T080000Z", "RRULE:FREQ=WEEKLY", uid="mei", title="Mei Tan", who=""),
    event("DTSTART:20261222T080000Z", uid="dentist", title="Dentist", who=""),
]


@pytest.fixture(scope="module")
def before(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice into which a calendar was taken before."""
    directory = tmp_path_factory.mktemp("before")
    path = directory / "work.ics"
    path.write_bytes(calendar_of(*BEFORE))

    def write(practice: Practice) -> None:
        tell(practice)
        take_in(practice, path)

    return written(template, directory / "practice", write)


@pytest.fixture
def calendars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory in which the calendar of today lies, which is the present one."""
    (tmp_path / "work.ics").write_bytes(calendar_of(*NOW))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def the_app(before: Path, paths: Paths, make_app: MakeApp, calendars: Path) -> CoachApp:
    """The application on that practice."""
    return make_app(copy_of(before, paths.practice, paths))


async def opened(coach: Coach, file: str = "work.ics") -> None:
    """Open the import by its key, and name a file."""
    await settled(coach)
    await press(coach, "I")
    assert isinstance(coach.app.screen, ImportCalendar)
    coach.app.screen.query_one(Input).value = file
    await press(coach, "enter")


def sessions(app: CoachApp, state: str) -> list[tuple[str, str]]:
    """Return client and time of the live sessions in a state."""
    db = driver.connect(app.desk.paths.practice, read_only=True)
    found = db.execute(
        "SELECT p.name, s.starts_local FROM session s JOIN engagement e ON e.id = s.engagement_id "
        "JOIN person p ON p.id = e.client_id WHERE s.state = ? AND s.deleted_at IS NULL ORDER BY s.starts_utc",
        (state,),
    ).fetchall()
    db.close()
    return [(row[0], row[1]) for row in found]


async def test_what_is_asked_is_answered_in_place_and_taken_in_as_one_action(the_app: CoachApp) -> None:
    dana = "Dana Okafor"
    async with the_app.run_test(size=WIDE, notifications=True) as coach:
        await opened(coach)
        for words in (
            "11 new, 1 moved, 1 cancelled, 1 vanished",
            "3 questions open",
            "1 error",
            "line 30",
            "until Fri 26 Feb",
        ):
            assert words in seen(coach)
        assert "Dentist" not in seen(coach)
        assert "Coffee [/b] with Dana  only a part of the name" in seen(coach)
        await press(coach, "n")
        assert "nobody's engagement  Coffee" in seen(coach)
        await press(coach, "j", "space")
        assert "Mei Tan (P-00002)  Tan / Robin" in seen(coach)
        assert "12 new" in seen(coach)
        # Round to "not now", and back.
        await press(coach, "space", "space")
        assert "11 new" in seen(coach)
        await press(coach, "left", "left")
        assert "12 new" in seen(coach)
        await press(coach, "j", "left")
        assert "cancel it" in seen(coach)
        assert "question" not in seen(coach).split("client", 1)[0]
        await press(coach, "ctrl+g")
        assert "Took 15 sessions from work · u takes it back" in seen(coach)
        assert sessions(the_app, "cancelled") == [(dana, "2026-12-02T10:00"), (dana, "2026-12-08T10:00")]
        assert ("Mei Tan", "2026-12-11T10:00") in sessions(the_app, "planned")
        await opened(coach)
        assert "14 as before" in seen(coach)
        assert "open" not in seen(coach).split("client", 1)[0]
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, ImportCalendar)
        await press(coach, "escape")
        await press(coach, "u", "y")
        assert sessions(the_app, "planned") == [(dana, f"2026-12-{day}T10:00") for day in ("01", "02", "08")]


async def test_a_file_that_is_no_calendar_says_so_and_nothing_is_written(the_app: CoachApp, calendars: Path) -> None:
    (calendars / "notes.txt").write_text("no calendar")
    async with the_app.run_test(size=NARROW) as coach:
        await opened(coach, "notes.txt")
        assert "is no calendar" in seen(coach)
        coach.app.screen.query_one(Input).value = "none.ics"
        await press(coach, "enter")
        assert "can't be read" in seen(coach)
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, ImportCalendar)
        coach.app.screen.query_one(Input).value = "work.ics"
        await press(coach, "enter")
        assert "vanished" in seen(coach)
        await press(coach, "escape")
        assert isinstance(coach.app.screen, Frame)
    assert len(sessions(the_app, "planned")) == 3


async def test_reading_shows_how_far_it_is_and_esc_stops_it(the_app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    breath = Event()

    def begin(practice: Practice, path: Path, *, progress: Callable[[int, int], None]) -> None:
        while not breath.wait(0.001):
            progress(1, 2)

    monkeypatch.setattr("coachtui.exchange.calendar.begin", begin)
    async with the_app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "I")
        coach.app.screen.query_one(Input).value = "work.ics"
        await coach.press("enter")
        await until(coach, lambda: "Reading … 50 %, esc stops it." in seen(coach))
        await coach.press("escape")
        await settled(coach)
        assert "Stopped. Nothing was changed." in seen(coach)
        await press(coach, "escape", "escape")
        assert isinstance(coach.app.screen, Frame)


@pictures
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("file", ["", "work.ics", "none.ics"], ids=["empty", "asked", "error"])
def test_picture(
    snap_compare: Callable[..., bool], the_app: CoachApp, file: str, size: tuple[int, int], calendars: Path
) -> None:
    async def run(coach: Coach) -> None:
        if not file:
            await settled(coach)
            await press(coach, "I")
            return
        await opened(coach, file)

    if file == "none.ics":
        (calendars / "none.ics").write_text("BEGIN:VCARD\n")
    assert snap_compare(the_app, terminal_size=size, run_before=run)
