"""People and organisations by pilot: found, added, changed, put in the bin, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coachtui.store import driver
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Place
from coachtui.ui.forms.person_form import PersonForm
from coachtui.ui.screens.frame import Frame
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled
from tests.ui.filling import choose, field, pick, write, wrong
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, rename


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    db = driver.connect(file, read_only=True)
    found = db.execute(sql).fetchall()
    db.close()
    return found


async def people(coach: Coach) -> None:
    """Go to the people."""
    await settled(coach)
    await press(coach, "p")
    assert isinstance(coach.app.screen, Frame)
    assert coach.app.screen.PLACE is Place.PEOPLE


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_both_lists_and_what_is_known_of_the_one_under_the_cursor(app: CoachApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as coach:
        await people(coach)
        for words in ("People · 7", "Organisations · 3", "Dana Okafor", "Northwind", "Takes part"):
            assert words in seen(coach)
        await press(coach, "j")
        assert "client  active, until" in seen(coach)
        await press(coach, "tab")
        assert "Dana Okafor  active, until" in seen(coach)
        await press(coach, "tab", "G")
        assert "Zoë Ćosić" in seen(coach)


async def test_a_few_letters_narrow_both_lists(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "f", *"nov", "enter")
        assert "People · 1 with “nov”" in seen(coach)
        assert "Iris Novák" in seen(coach)
        assert "Nothing matches “nov”" in seen(coach)
        await press(coach, "f", "ctrl+u", "escape")
        assert "People · 7" in seen(coach)


async def test_a_person_is_added_with_an_organisation_in_one_action(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE, notifications=True) as coach:
        await people(coach)
        assert "Nobody yet." in seen(coach)
        assert "No organisation yet." in seen(coach)
        await press(coach, "n")
        await write(coach, "name", "Priya Rao")
        await write(coach, "email", "priya@northwind.example")
        await write(coach, "phone", "+44 20 7946 0000")
        await pick(coach, "organisation_id", "Northwind")
        await pick(coach, "time_zone", "lisbon")
        await choose(coach, "named_in_log", "yes")
        await write(coach, "note", "Plays [chess].")
        await press(coach, "ctrl+g")
        assert "Added Priya Rao · u takes it back" in seen(coach)
        for words in ("priya@northwind.example", "+44 20 7946 0000", "Europe/Lisbon", "may be named", "Plays [chess]."):
            assert words in seen(coach)
        assert "Note · private" in seen(coach)
        await press(coach, "u", "y")
        assert "Nobody yet." in seen(coach)
        assert "No organisation yet." in seen(coach)
    assert rows(fresh, "SELECT count(*) FROM person WHERE deleted_at IS NULL") == [(0,)]


async def test_a_person_is_changed(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "enter")
        assert field(coach, "name").value == "Dana Okafor"
        await write(coach, "role_title", "Chief operating officer")
        await press(coach, "ctrl+g")
        assert "Chief operating officer" in seen(coach)
    changed = rows(storied, "SELECT col FROM edit WHERE stamp = (SELECT max(stamp) FROM edit)")
    assert changed == [("role_title",)]


WRONG: tuple[dict[str, tuple[str, str]], ...] = (
    {
        "name": ("  ", "The name is missing"),
        "email": ("dana at northwind", "isn't an e-mail address"),
        "phone": ("1\0", "NUL"),
        "note": ("x" * 1_000_001, "1,000,000 is the most"),
    },
    {"name": ("x" * 5_001, "5,000 is the most")},
    {"time_zone": ("Mars/Olympus", "chosen"), "organisation_id": ("Nowhere", "chosen")},
)
"""What may be wrong at once, by field: what is typed, and what is told."""


async def test_what_is_wrong_is_told_at_its_field(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "n")
        await write(coach, "name", "Priya Rao")
        for fields in WRONG:
            before = {name: field(coach, name).value for name in fields}
            for name, (text, _) in fields.items():
                await write(coach, name, text)
            await press(coach, "ctrl+g")
            found = wrong(coach)
            assert set(found) == set(fields)
            for name, (_, words) in fields.items():
                assert words in found[name]
            assert isinstance(coach.app.screen, PersonForm)
            for name, text in before.items():
                await write(coach, name, text)
    assert rows(fresh, "SELECT count(*) FROM person") == [(0,)]


async def test_a_namesake_and_a_shared_address_are_pointed_out_once(app: CoachApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute("UPDATE person SET email = 'office@northwind.example' WHERE name = 'Sam Hart'")
    db.close()
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "n")
        await write(coach, "name", "dana okafor")
        await write(coach, "email", "office@northwind.example")
        await press(coach, "ctrl+g")
        assert "Dana Okafor is here already" in wrong(coach)["name"]
        assert "Sam Hart has this address already" in wrong(coach)["email"]
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, Frame)
    assert rows(storied, "SELECT count(*) FROM person") == [(8,)]


async def test_an_organisation_is_added_renamed_and_never_doubled(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await people(coach)
        await press(coach, "tab", "n")
        await press(coach, "ctrl+g")
        assert "name is missing" in wrong(coach)["name"]
        await write(coach, "name", "NORTHWIND")
        await press(coach, "ctrl+g")
        assert "is here already" in wrong(coach)["name"]
        await write(coach, "name", "Acme")
        await press(coach, "ctrl+g")
        assert "Added Acme" in seen(coach)
        await press(coach, "enter")
        assert field(coach, "name").value == "Acme"
        await write(coach, "name", "Acme Ltd")
        await press(coach, "ctrl+g")
    names = rows(storied, "SELECT name FROM organisation ORDER BY name")
    assert names == [("Acme Ltd",), ("Northwind",), ("Rheinwerk",), ("Umami",)]


async def test_who_is_named_stays_and_who_is_not_goes_after_asking(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await people(coach)
        await press(coach, "d")
        assert "Dana Okafor stays, since an engagement has them as its client." in " ".join(seen(coach).split())
        await press(coach, "tab", "d")
        assert "belong to it" in seen(coach)
        await press(coach, "tab", "n")
        await write(coach, "name", "Priya Rao")
        await press(coach, "ctrl+g", "d")
        assert "Put this person in the bin?" in seen(coach)
        await press(coach, "y")
        assert "In the bin: Priya Rao" in seen(coach)
        await press(coach, "u", "y")
    assert rows(storied, "SELECT deleted_at FROM person WHERE name = 'Priya Rao'") == [(None,)]


async def test_from_somebody_to_their_engagement(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "j", "t")
        assert app.in_hand is not None
        assert app.in_hand.client == "Iris Novák"
        assert isinstance(coach.app.screen, Frame)
        assert coach.app.screen.PLACE is Place.CADENCE


async def test_what_is_typed_is_there_again_after_closing(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        await press(coach, "n")
        await write(coach, "name", "half a na")
        await write(coach, "note", "half a note")
        await press(coach, "escape", "escape", "j", "enter")
        assert field(coach, "name").value == "Iris Novák"
        await press(coach, "escape", "escape", "n")
        assert (field(coach, "name").value, field(coach, "note").value) == ("half a na", "half a note")


async def test_long_lists_are_read_page_by_page(app: CoachApp, storied: Path) -> None:
    db = driver.connect(storied)
    for number in range(120):
        db.execute("INSERT INTO person (id, name, folded, named_in_log) VALUES (?, ?, ?, 0)",
                   (f"{number:032}", f"Person {number:03}", f"person {number:03}"))  # fmt: skip
    db.close()
    async with app.run_test(size=WIDE) as coach:
        await people(coach)
        assert "People · 50+" in seen(coach)
        await press(coach, "G", "G", "G", "G")
        assert "People · 127" in seen(coach)
        assert "Zoë Ćosić" in seen(coach)


async def test_whatever_people_are_called_is_drawn_as_text(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await people(coach)
        for words in TOGETHER:
            rename(storied, words)
            for keys in (
                ("1", "p", "g", "j"), ("tab",), ("enter",), ("escape", "escape", "tab", "enter"),
                ("escape", "escape", "d"),
            ):  # fmt: skip
                await press(coach, *keys)
                keeps_its_shape(coach)
    assert app.return_code in (None, 0)


Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pictures
@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_picture_full(
    snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int], theme: str
) -> None:
    app = make_app(storied, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing("p", "j"))


@pictures
@both_sizes
def test_picture_empty(snap_compare: Compare, fresh_app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(fresh_app, terminal_size=size, run_before=pressing("p"))


@pictures
@both_sizes
def test_picture_of_a_person(snap_compare: Compare, app: CoachApp, size: tuple[int, int]) -> None:
    async def run(coach: Coach) -> None:
        await people(coach)
        await press(coach, "n")
        await write(coach, "email", "nobody")
        await press(coach, "ctrl+g")

    assert snap_compare(app, terminal_size=size, run_before=run)
