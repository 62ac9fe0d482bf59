"""What is open is told of what was changed underneath: typed text stays, the rest follows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from coachtui.store.reads import underneath as reads
from coachtui.store.reads.underneath import Part
from coachtui.ui import forms as forms_package
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.form import Form
from coachtui.ui.forms.person_form import PersonForm
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.session_notes import NotesScreen
from coachtui.ui.widgets.rows import Rows
from tests.ui.arriving import LAPTOP, arrive, row_of
from tests.ui.conftest import WIDE, Coach, press, seen, settled, until
from tests.ui.filling import field, told, write
from tests.ui.test_cadence_notes import area, open_notes, stored


@pytest.fixture(autouse=True)
def watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks for other programs' writes follow one another closely."""
    monkeypatch.setattr("coachtui.ui.syncing.WATCH_S", 0.02)


def words(coach: Coach) -> str:
    """Return the screen as one text, without frames and breaks."""
    return " ".join(seen(coach).replace("│", " ").split())


async def open_person(coach: Coach, path: Path, name: str = "Dana Okafor") -> str:
    """Open the form of a person and return the person's id."""
    await settled(coach)
    await press(coach, "p", "f", *name[:4].lower(), "enter", "E")
    assert isinstance(coach.app.screen, PersonForm)
    assert field(coach, "name").value == name
    return row_of(path, "SELECT id FROM person WHERE name = ?", name)


async def test_an_open_form_keeps_what_is_typed_follows_the_rest_and_asks_once(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        person = await open_person(coach, storied)
        await write(coach, "email", "typed@x.example")
        arrive(storied, "person", person, email="theirs@x.example", phone="+31 20 1")
        await until(coach, lambda: field(coach, "phone").value == "+31 20 1")
        await until(coach, lambda: "“phone” was changed on the laptop, and stands here as it is there." in words(coach))
        assert field(coach, "email").value == "typed@x.example"
        assert told(coach, "email") == (
            "Changed on the laptop: it became “theirs@x.example”. Saving puts yours in its place."
        )
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, PersonForm)
        assert "saving again keeps it as it is" in seen(coach)
        await press(coach, "ctrl+g")
        assert not isinstance(coach.app.screen, PersonForm)
        columns = "SELECT email || ' ' || phone FROM person WHERE id = ?"
        assert row_of(storied, columns, person) == "typed@x.example +31 20 1"
        lost = "SELECT before FROM edit WHERE row = ? AND col = 'email' ORDER BY stamp DESC"
        assert row_of(storied, lost, person) == "theirs@x.example", "what the laptop wrote stays in the history"


async def test_a_draft_from_before_is_held_against_what_came_in_since(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        person = await open_person(coach, storied)
        await write(coach, "email", "typed@x.example")
        await press(coach, "escape", "escape")
        assert not isinstance(coach.app.screen, PersonForm)
        arrive(storied, "person", person, email="theirs@x.example")
        await press(coach, "E")
        await until(coach, lambda: "it became “theirs@x.example”" in told(coach, "email"))
        assert field(coach, "email").value == "typed@x.example"
        await press(coach, "ctrl+r", "ctrl+r")
        assert field(coach, "email").value == "theirs@x.example"
        assert told(coach, "email") == ""
        arrive(storied, "person", person, deleted_at="2026-11-21T09:00:00.000Z")
        await until(coach, lambda: "This was put in the bin on the laptop." in seen(coach))
        assert isinstance(coach.app.screen, PersonForm)


async def test_a_list_keeps_its_place_when_something_is_changed_underneath(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "p", "j", "j", "j")
        rows = coach.app.screen.query_one(Rows)
        before = rows.key
        first = row_of(storied, "SELECT id FROM person WHERE name = 'Dana Okafor'")
        arrive(storied, "person", first, name="Aaa First Of All")
        await until(coach, lambda: "Aaa First Of All" in seen(coach))
        assert rows.key == before


async def test_the_notes_keep_what_is_typed_and_the_other_text_goes_to_the_desk(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "o", *"dana", "enter", "4")
        assert isinstance(coach.app.screen, CadenceScreen)
        await press(coach, "k", "enter")
        assert isinstance(coach.app.screen, NotesScreen)
        session = coach.app.screen.session_id
        await press(coach, *"Mine. ")
        arrive(storied, "session_note", session, body="Theirs, from the train")
        await until(coach, lambda: "Changed on the laptop: “Theirs, from the train”." in seen(coach))
        arrive(storied, "session_summary", session, body="A summary of theirs")
        await until(coach, lambda: area(coach, "shared").text == "A summary of theirs")
        assert area(coach).text.startswith("Mine. ")
        await press(coach, "ctrl+g")
        assert not isinstance(coach.app.screen, NotesScreen)
        private, shared = await stored(coach, session)
        assert private.startswith("Mine. ")
        assert shared == "A summary of theirs"
        lost = "SELECT lost FROM conflict WHERE row_id = ? AND table_name = 'session_note' AND lost_site = ?"
        assert row_of(storied, lost, session, str(LAPTOP)) == '"Theirs, from the train"'


async def test_saving_notes_tells_first_what_came_in_unseen(
    app: CoachApp, storied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachtui.ui.syncing.WATCH_S", 60.0)
    async with app.run_test(size=WIDE, notifications=True) as coach:
        session = await open_notes(coach)
        await press(coach, *"Mine", "ctrl+g", "enter", *"!")
        arrive(storied, "session_note", session, body="Theirs")
        await press(coach, "ctrl+g")
        assert isinstance(coach.app.screen, NotesScreen)
        assert "saving keeps both" in seen(coach)
        await press(coach, "ctrl+g")
        assert not isinstance(coach.app.screen, NotesScreen)
        assert (await stored(coach, session))[0] in ("Mine!", "!Mine")


async def test_every_form_looks_for_what_it_writes(app: CoachApp) -> None:
    """A form is held against tables and columns that are there, else it would never find a change."""
    forms = [form for form in subclasses(Form) if form.PARTS]
    assert forms
    for form in forms:
        for table, column in form.PARTS:
            await app.desk.gateway.read(reads.changed, "x", {}, [Part(table, column)])


def subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield all classes made from this one, of every screen."""
    for module in iter_modules(forms_package.__path__):
        import_module(f"{forms_package.__name__}.{module.name}")
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)
