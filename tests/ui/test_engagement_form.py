"""What is typed of an engagement: taking a client in without ratings, and changing one, by pilot on a real file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachtui.domain.engagement import CoachingForm, EngagementState, RoleChange
from coachtui.store import driver
from coachtui.store.reads import engagement as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.engagement_form import EngagementForm
from coachtui.ui.forms.fields import FormField
from coachtui.ui.forms.intake_wizard import IntakeWizard
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled
from tests.ui.filling import choose, field, pick, write, wrong
from tests.ui.test_hostile_text import TOGETHER, keeps_its_shape, storable

COUNTS = "SELECT (SELECT count(*) FROM {0} WHERE deleted_at IS NULL)"


def live(file: Path, *tables: str) -> tuple[int, ...]:
    """Return how many live rows the tables have."""
    db = driver.connect(file, read_only=True)
    counts = tuple(db.execute(COUNTS.format(table)).fetchone()[0] for table in tables)
    db.close()
    return counts


def query(file: Path, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    db = driver.connect(file, read_only=True)
    rows = db.execute(sql).fetchall()
    db.close()
    return rows


async def opened(coach: Coach) -> None:
    """Open the form of a new engagement."""
    await settled(coach)
    await press(coach, "e", "n")
    assert isinstance(coach.app.screen, IntakeWizard)


async def typed(coach: Coach) -> None:
    """Type all that a new client with newcomers around needs."""
    await pick(coach, "client_id", "Ana Ruiz")
    await write(coach, "email", "ana@banco.example")
    await pick(coach, "organisation_id", "Banco Mirador")
    await pick(coach, "manager_id", "Luz Vega")
    await pick(coach, "programme_id", "Cohort 2026")
    await write(coach, "role_title", "CFO")


async def test_a_client_with_all_who_come_along_is_one_action_and_one_undo(fresh_app: CoachApp, fresh: Path) -> None:
    tables = ("person", "organisation", "programme", "engagement")
    async with fresh_app.run_test(size=WIDE, notifications=True) as coach:
        await opened(coach)
        await typed(coach)
        await press(coach, "ctrl+l")
        assert live(fresh, *tables) == (2, 1, 1, 1)
        assert "Began with Ana Ruiz · u takes it back" in seen(coach)
        assert fresh_app.in_hand is not None
        assert fresh_app.in_hand.client == "Ana Ruiz"
        did = query(fresh, "SELECT words FROM action WHERE kind = 'do' ORDER BY stamp")
        assert did[1:] == [("began with Ana Ruiz",)]
        await press(coach, "u")
        assert live(fresh, *tables) == (0, 0, 0, 0)
        await press(coach, "U")
        if "Do this again?" in seen(coach):
            await press(coach, "y")
        assert live(fresh, *tables) == (2, 1, 1, 1)


async def test_everybody_belongs_where_they_were_typed(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await typed(coach)
        await pick(coach, "sponsor_id", "luz vega")
        await press(coach, "ctrl+l")
    people = "SELECT p.name, email, o.name FROM person p JOIN organisation o ON o.id = organisation_id ORDER BY p.name"
    assert query(fresh, people) == [
        ("Ana Ruiz", "ana@banco.example", "Banco Mirador"),
        ("Luz Vega", None, "Banco Mirador"),
    ]
    ((client, manager, sponsor),) = query(fresh, "SELECT client_id, manager_id, sponsor_id FROM engagement")
    assert manager == sponsor != client


async def test_the_defaults_are_the_usual_engagement(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Ana")
        await press(coach, "ctrl+l")
    db = driver.connect(fresh, read_only=True)
    draft = reads.draft(db, db.execute("SELECT id FROM engagement").fetchone()[0])
    db.close()
    assert (draft.starts_on, draft.ends_on) == (date(2026, 11, 21), date(2027, 5, 20))
    assert (draft.allocation, draft.unit, draft.interval_weeks, draft.session_minutes) == (8, "sessions", 3, 60)
    assert (draft.time_zone, draft.notice_hours) == ("Europe/Amsterdam", 24)
    assert draft.notice_counts
    assert draft.paid
    assert (draft.form, draft.role_change) == (CoachingForm.INDIVIDUAL, RoleChange.NONE)


async def test_who_is_here_is_found_and_brings_the_organisation_along(app: CoachApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute(
        "UPDATE person SET time_zone = 'Asia/Kolkata', "
        "organisation_id = (SELECT id FROM organisation WHERE name = 'Umami') WHERE name = 'Ravi Shah'"
    )
    db.close()
    people = live(storied, "person")
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "rav")
        assert field(coach, "client_id").kept.endswith("\tRavi Shah")
        assert field(coach, "organisation_id").kept.endswith("\tUmami")
        assert field(coach, "time_zone").value == "Asia/Kolkata"
        assert not field(coach, "email").display
        await press(coach, "ctrl+l")
    assert live(storied, "person") == people
    assert live(storied, "engagement", "organisation") == (8, 3)


async def test_the_end_follows_the_start_until_it_is_typed(fresh_app: CoachApp) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await write(coach, "starts_on", "1.1.2027")
        assert field(coach, "ends_on").value == "Wed 30 Jun 2027"
        await write(coach, "ends_on", "31.12.2027")
        await write(coach, "starts_on", "1.3.2027")
        assert field(coach, "ends_on").value == "31.12.2027"


async def test_a_draft_may_lack_dates_and_an_engagement_that_begins_may_not(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Ana")
        for name in ("starts_on", "ends_on"):
            await write(coach, name, "")
        await press(coach, "ctrl+l")
        assert "needs both dates" in wrong(coach)["starts_on"]
        assert "needs both dates" in wrong(coach)["ends_on"]
        await choose(coach, "state", "draft")
        await press(coach, "ctrl+l")
    assert query(fresh, "SELECT state, starts_on FROM engagement") == [("draft", None)]


WRONG: tuple[dict[str, tuple[str, str]], ...] = (
    {
        "role_from": ("nul \0 here", "NUL"),
        "role_title": ("x" * 5_001, "5,000 is the most"),
        "context": ("x" * 1_000_001, "1,000,000 is the most"),
    },
    {
        "starts_on": ("31.2.2027", "does not exist; Feb 2027 has 28 days"),
        "interval_weeks": ("2.5", "no whole number"),
        "allocation": ("eight", "is no number"),
    },
    {"starts_on": ("soonish", "can't be read as a date"), "allocation": ("", "missing")},
    {
        "ends_on": ("1.1.2026", "is before the start"),
        "interval_weeks": ("0", "outside its scale. Give 1 to 26 weeks"),
        "allocation": ("0", "The allocation is 0"),
        "session_minutes": ("5", "Give 15 to 480 minutes"),
        "notice_hours": ("-1", "Give 0 to 336 hours"),
    },
    {"ends_on": ("1.1.2300", "in the year 2300"), "allocation": ("7.5", "Sessions are counted whole")},
)
"""What may be wrong at once, by field from top to bottom: what is typed, and what is told."""


async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await press(coach, "ctrl+l")
        assert "The client is missing" in wrong(coach)["client_id"]
        await pick(coach, "client_id", "Ana")
        for fields in WRONG:
            before = {name: field(coach, name).value for name in fields}
            for name, (text, _) in fields.items():
                await write(coach, name, text)
            await press(coach, "ctrl+l")
            found = wrong(coach)
            assert set(found) == set(fields)
            for name, (text, words) in fields.items():
                assert words in found[name]
                assert field(coach, name).value == text
            assert coach.app.focused is field(coach, next(iter(fields))).query_one(".control")
            for name, text in before.items():
                await write(coach, name, text)
    assert live(fresh, "person", "engagement") == (0, 0)


async def test_a_group_says_how_many_and_an_individual_is_not_asked(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Shift leads")
        assert not field(coach, "group_size").display
        await choose(coach, "form", "group")
        await press(coach, "ctrl+l")
        assert "How many people" in wrong(coach)["group_size"]
        await write(coach, "group_size", "16")
        await press(coach, "ctrl+l")
        assert "Give 2 to 15 people" in wrong(coach)["group_size"]
        await write(coach, "group_size", "6")
        await press(coach, "ctrl+l")
    assert query(fresh, "SELECT form, group_size FROM engagement") == [("group", 6)]


async def test_a_manager_who_is_the_client_is_refused(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "mei")
        await pick(coach, "manager_id", "mei")
        await press(coach, "ctrl+l")
        assert wrong(coach)["manager_id"] == "The line manager is the client. Choose someone else, or leave it empty."
        await press(coach, "ctrl+r", "ctrl+r")
        await pick(coach, "client_id", "Noor Haddad")
        await pick(coach, "sponsor_id", "NOOR HADDAD")
        await press(coach, "ctrl+l")
        assert "The sponsor is the client" in wrong(coach)["sponsor_id"]
    assert live(storied, "engagement", "person") == (7, 7)


async def test_what_was_typed_and_not_picked_is_not_guessed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await write(coach, "client_id", "Dana Oka")
        await press(coach, "ctrl+l")
        assert "chosen" in wrong(coach)["client_id"]
        await write(coach, "client_id", "dana okafor")
        await press(coach, "escape")
        assert field(coach, "client_id").value not in ("", "?dana okafor")


async def test_enter_that_is_quicker_than_the_list_takes_what_was_typed(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await press(coach, "a")
        await coach.press("backspace", *"mei", "enter")
        await settled(coach)
        assert field(coach, "client_id").kept.endswith("\tMei Tan")
        assert not field(coach, "client_id").value.startswith(("?", "new:"))
        await press(coach, "escape", "escape", "n", "ctrl+r", "ctrl+r")
        await write(coach, "client_id", "iris")
        await press(coach, "escape", "escape", "n")
        assert field(coach, "client_id").value == "?iris"
        await press(coach, "enter")
        assert field(coach, "client_id").kept.endswith("\tIris Novák")


async def test_an_address_that_somebody_has_is_refused_at_its_field(app: CoachApp, storied: Path) -> None:
    db = driver.connect(storied)
    db.execute("UPDATE person SET email = 'Dana@Northwind.example' WHERE name = 'Dana Okafor'")
    db.close()
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Dana O.")
        await write(coach, "email", "not an address")
        await press(coach, "ctrl+l")
        assert "isn't an e-mail address" in wrong(coach)["email"]
        await write(coach, "email", "dana@northwind.example")
        await press(coach, "ctrl+l")
        assert wrong(coach)["email"] == "Dana Okafor has this address already. Choose them, or give another."
    assert live(storied, "engagement", "person") == (7, 7)


async def test_a_second_engagement_of_the_same_pair_is_allowed_after_one_warning(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "dana")
        await press(coach, "ctrl+l")
        assert "already has 1 running engagement with this coach" in wrong(coach)["client_id"]
        assert "saving again keeps it" in seen(coach)
        assert live(storied, "engagement") == (7,)
        await press(coach, "ctrl+l")
        assert not isinstance(coach.app.screen, IntakeWizard)
    assert live(storied, "engagement") == (8,)


async def test_sessions_that_do_not_fit_before_the_end_are_pointed_out(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "Ana")
        await write(coach, "allocation", "20")
        await press(coach, "ctrl+l")
        assert "only 9 sessions fit" in wrong(coach)["interval_weeks"]
        await write(coach, "interval_weeks", "1")
        await press(coach, "ctrl+l")
    assert live(fresh, "engagement") == (1,)


async def test_an_engagement_is_changed_and_only_what_changed_is_logged(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as coach:
        await settled(coach)
        await press(coach, "e", "E")
        assert "Engagement with Dana Okafor" in seen(coach)
        assert field(coach, "role_title").value == "COO"
        assert "state" not in [one.field for one in coach.app.screen.query(FormField)]
        await write(coach, "role_title", "Chief operating officer")
        await pick(coach, "manager_id", "Marc Hale")
        await press(coach, "ctrl+g")
        assert "Changed the engagement with Dana Okafor" in seen(coach)
    latest = "stamp = (SELECT max(stamp) FROM edit)"
    changed = query(storied, f"SELECT col FROM edit WHERE tbl = 'engagement' AND {latest}")
    assert set(changed) == {("role_title",), ("manager_id",)}
    assert live(storied, "person") == (8,)


async def test_what_was_unusual_before_is_not_warned_of_again(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        await pick(coach, "client_id", "dana")
        await press(coach, "ctrl+l", "ctrl+l", "e", "g", "E")
        await write(coach, "role_title", "Chief")
        await press(coach, "ctrl+g")
        assert not isinstance(coach.app.screen, EngagementForm)


async def test_a_coach_is_asked_for_only_where_there_are_several(app: CoachApp, storied: Path) -> None:
    async with app.run_test(size=WIDE) as coach:
        await opened(coach)
        assert "coach_id" not in [one.field for one in coach.app.screen.query(FormField)]
        db = driver.connect(storied)
        db.execute("INSERT INTO coach (id, name, folded, time_zone) VALUES ('b', 'Bo Lind', 'bo lind', 'Europe/Oslo')")
        db.close()
        await press(coach, "escape", "escape", "n")
        await pick(coach, "client_id", "dana")
        assert field(coach, "coach_id").kept.endswith("\tAda Quist")
        await pick(coach, "coach_id", "bo")
        await press(coach, "ctrl+l")
    # Another coach, so there is nothing unusual in a second engagement.
    assert query(storied, "SELECT count(*) FROM engagement WHERE coach_id = 'b'") == [(1,)]


async def test_whatever_is_typed_is_drawn_as_text(fresh_app: CoachApp) -> None:
    async with fresh_app.run_test(size=NARROW, notifications=True) as coach:
        await opened(coach)
        for words in map(storable, TOGETHER):
            await pick(coach, "client_id", words)
            for name in ("role_from", "starts_on", "allocation", "context"):
                await write(coach, name, words)
            await press(coach, "ctrl+l")
            keeps_its_shape(coach)
    assert fresh_app.return_code in (None, 0)


async def test_the_palette_offers_a_new_engagement_from_anywhere(app: CoachApp) -> None:
    async with app.run_test(size=WIDE) as coach:
        await settled(coach)
        await press(coach, "5", "ctrl+p", *"new engagement")
        await press(coach, "enter")
        assert isinstance(coach.app.screen, IntakeWizard)


async def test_it_can_be_typed_from_top_to_bottom(fresh_app: CoachApp, fresh: Path) -> None:
    async with fresh_app.run_test(size=WIDE) as coach:
        await opened(coach)
        await press(coach, *"Ana", "enter", "ctrl+g")
        await press(coach, *"VP", "enter", *"COO", "enter", "a")
        assert field(coach, "role_change").value == "promotion"
        await press(coach, "ctrl+l")
    assert query(fresh, "SELECT state, role_from, role_title, role_change FROM engagement") == [
        (EngagementState.ACTIVE, "VP", "COO", "promotion")
    ]


Compare = Callable[..., bool]
both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


@pictures
@both_sizes
def test_picture_empty(snap_compare: Compare, fresh_app: CoachApp, size: tuple[int, int]) -> None:
    assert snap_compare(fresh_app, terminal_size=size, run_before=pressing("e", "n"))


@pictures
@both_sizes
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_picture_full(
    snap_compare: Compare, make_app: MakeApp, storied: Path, size: tuple[int, int], theme: str
) -> None:
    app = make_app(storied, theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=pressing("e", "E"))


@pictures
@both_sizes
def test_picture_with_what_is_wrong(snap_compare: Compare, fresh_app: CoachApp, size: tuple[int, int]) -> None:
    async def run(coach: Coach) -> None:
        await opened(coach)
        await pick(coach, "client_id", "Ana Ruiz")
        await write(coach, "email", "ana at banco")
        await write(coach, "starts_on", "31.2.2027")
        await write(coach, "allocation", "0")
        await press(coach, "ctrl+l")

    assert snap_compare(fresh_app, terminal_size=size, run_before=run)


@pictures
def test_picture_of_matches(snap_compare: Compare, app: CoachApp) -> None:
    async def run(coach: Coach) -> None:
        await opened(coach)
        await press(coach, *"an")

    assert snap_compare(app, terminal_size=NARROW, run_before=run)
