"""Search by pilot: found as typed, marked, said to be private, and gone to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from coachtui.store import driver
from coachtui.store.driver import Connection
from coachtui.store.errors import DamagedPractice
from coachtui.store.reads import search as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.commands import Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.screens.search import Search
from coachtui.ui.widgets.rows import Rows
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled
from tests.ui.test_hostile_text import HOSTILE, TOGETHER, keeps_its_shape, storable


def lines(coach: Coach) -> list[str]:
    """Return what was found, as it is drawn, without the border."""
    return [line.strip("│ ") for line in seen(coach).splitlines()]


def showing(coach: Coach) -> Place:
    screen = coach.app.screen
    assert isinstance(screen, Frame)
    return screen.PLACE


def write(file: Path, *statements: str) -> None:
    db = driver.connect(file)
    db.execute("BEGIN")
    for statement in statements:
        db.execute(statement)
    db.execute("COMMIT")
    db.close()


async def test_found_as_typed_marked_and_said_to_be_private(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await settled(coach)
        await press(coach, "slash")
        assert "Type a few letters" in seen(coach)
        assert "stays anonymous" in seen(coach)
        await press(coach, *"capac")
        shown = seen(coach)
        assert "17 found" in shown
        assert "shared summary" in shown
        rows = coach.app.screen.query_one(Rows)
        excerpt = rows.rows[0].cells[4]
        assert [excerpt.plain[span.start : span.end] for span in excerpt.spans if "bold" in str(span.style)] == [
            "capacity"
        ]
        await press(coach, "ctrl+u", *"priya runs")
        assert "session note" in seen(coach)
        assert "✎ private" in seen(coach)
        await press(coach, "ctrl+u", *"okafor sits")
        assert "4 found" in seen(coach)
        await press(coach, *"xyzzy")
        assert "Nothing holds “okafor sitsxyzzy”" in seen(coach)
        await press(coach, "enter")
        assert isinstance(coach.app.screen, Search)
        await press(coach, "escape")
        assert showing(coach) is Place.TODAY
        await press(coach, "slash")
        assert "Type a few letters" in seen(coach), "nothing of it is kept"


async def test_a_note_is_gone_to_with_its_engagement_in_hand(app: CoachApp, storied: Path) -> None:
    write(storied, "UPDATE session_note SET body = 'about a quetzal' WHERE id = (SELECT s.id FROM session s "
          "JOIN engagement e ON e.id = s.engagement_id JOIN person p ON p.id = e.client_id "
          "WHERE p.name = 'Mei Tan' AND s.starts_local LIKE '2026-09-03%')")  # fmt: skip
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "J", "5", "slash", *"quetz", "enter")
        assert showing(coach) is Place.CADENCE
        assert "Mei Tan" in lines(coach)[1]
        shown = seen(coach)
        assert "about a quetzal" in shown
        assert "3 Sep" in shown
        await press(coach, "slash", *"deputy", "enter")
        assert showing(coach) is Place.CADENCE
        assert "Sam Hart" in lines(coach)[1]
        # On the screen that is shown already, with the engagement that is in hand already.
        await press(coach, "J", "4", "slash", *"quetz", "enter", "g", "slash", *"quetz", "enter")
        assert "about a quetzal" in seen(coach)


async def test_goals_expectations_and_ratings_are_gone_to_on_their_screens(app: CoachApp, storied: Path) -> None:
    mei = "(SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = 'Mei Tan')"
    goals = [
        "INSERT INTO goal (id, engagement_id, position, title, measure, achievable, state, author, importance, "
        f"difficulty, baseline) SELECT 'g{n}', {mei}, {n}, '{title}', '', 0, 'draft', 'client', 1, 1, -1"
        for n, title in enumerate(("Listen", "Quetzal", "Decide"))
    ]
    write(
        storied,
        *goals,
        "INSERT INTO milestone (id, goal_id, position, title) VALUES ('m', 'g2', 0, 'An osprey is seen')",
        *(
            f"INSERT INTO expectation (id, engagement_id, party, kind, position, body) SELECT 'x{n}', {mei}, 'client', "
            f"'expectation', {n}, '{body}'"
            for n, body in enumerate(("time to think", "a heron at the table"))
        ),
        "INSERT INTO competency_model (id, name, version) VALUES ('k', 'Model', '1')",
        *(
            "INSERT INTO competency (id, model_id, position, name, description, kpi) "
            f"VALUES ('c{n}', 'k', {n}, 'C{n}', '', 0)"
            for n in range(3)
        ),
        f"UPDATE engagement SET model_id = 'k' WHERE id = {mei}",
        f"INSERT INTO assessment (id, engagement_id, stage, held_on) SELECT 'a', {mei}, 'start', '2026-07-02'",
        *(
            "INSERT INTO competency_rating (id, assessment_id, competency_id, current, target, importance) "
            f"VALUES ('r{n}', 'a', 'c{n}', 2, 4, 1)"
            for n in range(3)
        ),
        "INSERT INTO rating_evidence (id, body) VALUES ('r1', 'a kestrel in the wind')",
    )
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        for words, place, within, key in (
            ("quetz", Place.GOALS, "#goals", "g1"),
            ("osprey", Place.GOALS, "#goals", "g2"),
            ("heron", Place.ALIGNMENT, "TwoSides", "x1"),
            ("kestrel", Place.ASSESSMENT, "Ratings", "c1"),
        ):
            await press(coach, "slash", *words, "enter")
            assert showing(coach) is place
            assert "Mei Tan" in lines(coach)[1]
            assert coach.app.screen.query_one(within).key == key, words  # type: ignore[attr-defined]


async def test_people_and_organisations_are_gone_to_in_their_list(app: CoachApp, storied: Path) -> None:
    write(storied, *(
        f"INSERT INTO person (id, name, folded, named_in_log) VALUES ('{n:032}', 'Person {n:03}', 'person {n:03}', 0)"
        for n in range(560)
    ))  # fmt: skip
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "slash", *"okafo", "enter")
        assert showing(coach) is Place.PEOPLE
        assert coach.app.screen.query_one("#people", Rows).key
        assert "╭─ Dana Okafor" in seen(coach)
        await press(coach, "slash", *"rhein", "enter")
        assert "╭─ Rheinwerk" in seen(coach)
        await press(coach, "slash", *"person 077", "enter")
        assert "╭─ Person 077" in seen(coach)
        assert "People · 8" in seen(coach), "it stands among the others"
        await press(coach, "slash", *"person 555", "enter")
        assert "╭─ Person 555" in seen(coach)
        assert "People · 1 with “Person 555”" in seen(coach)
        await press(coach, "slash", *"okafo", "enter")
        assert "with “" not in seen(coach)


async def test_what_is_gone_meanwhile_is_told(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "slash", *"sam har")
        write(storied, "UPDATE person SET deleted_at = '2026-01-01T00:00:00Z' WHERE name = 'Sam Hart'")
        await press(coach, "enter")
        assert "not there any more" in seen(coach)


async def test_the_slash_is_a_letter_in_a_field(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "e", "f", "slash")
        assert showing(coach) is Place.ENGAGEMENTS
        await press(coach, "escape", "slash")
        assert isinstance(coach.app.screen, Search)


async def test_typing_never_waits_and_enter_waits_for_what_was_typed(
    app: CoachApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, asked = threading.Event(), []
    search = reads.search

    def slow(db: Connection, words: str, limit: int) -> object:
        asked.append(words)
        go_on.wait(5)
        return search(db, words, limit)

    monkeypatch.setattr(reads, "search", slow)
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await coach.press("slash")
        await coach.pause()
        for letter in "okafor":
            await coach.press(letter)
        await coach.press("enter")
        await coach.pause()
        assert "okafor" in seen(coach)
        assert isinstance(coach.app.screen, Search)
        go_on.set()
        await settled(coach)
        assert showing(coach) is Place.PEOPLE
    assert len(asked) < len("okafor"), "not letter by letter"
    assert asked[-1] == "okafor"


async def test_a_search_that_fails_is_told(app: CoachApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise DamagedPractice("The search index is damaged.")

    monkeypatch.setattr(reads, "search", damaged)
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        await press(coach, "slash", *"dana")
        assert "index is damaged" in seen(coach)


async def test_whatever_is_found_is_drawn_as_text(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=NARROW, notifications=True) as coach:
        await settled(coach)
        # Each person, note and commitment has a kind of its own.
        kinds = cycle(map(storable, HOSTILE.values()))
        db = driver.connect(storied)
        for table, column in (("person", "name"), ("session_note", "body"), ("commitment", "body")):
            for (key,) in db.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():
                db.execute(f"UPDATE {table} SET {column} = 'quetzal ' || ? WHERE id = ?", (next(kinds), key))
        db.close()
        await press(coach, "slash")
        coach.app.screen.query_one("Input").value = "quetz"  # type: ignore[attr-defined]
        await settled(coach)
        rows = coach.app.screen.query_one(Rows)
        assert len(rows.rows) > len(HOSTILE)
        for _ in rows.rows:
            keeps_its_shape(coach)
            assert "quetzal" in seen(coach)
            await press(coach, "down")
        for words in TOGETHER:
            coach.app.screen.query_one("Input").value = words  # type: ignore[attr-defined]  # pasted
            await settled(coach)
            keeps_its_shape(coach)
    assert app.return_code in (None, 0)


Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pictures
@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_picture_found(
    snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int], theme: str
) -> None:
    app = make_app(storied, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=searching(*"dana plan", "down"))


@pictures
def test_picture_before_anything_is_typed(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=searching())


@pictures
def test_picture_nothing_found(snap_compare: Compare, app: CoachApp) -> None:
    assert snap_compare(app, terminal_size=NARROW, run_before=searching(*"xyzzy"))


def searching(*keys: str) -> Callable[[Coach], object]:
    """Return what a picture runs before it is taken: these keys typed into the search, and no cursor that blinks."""

    async def run(coach: Coach) -> None:
        await pressing("slash", *keys)(coach)
        coach.app.screen.query_one("Input").cursor_blink = False  # type: ignore[attr-defined]
        await settled(coach)

    return run
