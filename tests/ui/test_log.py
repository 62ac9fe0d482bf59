"""The coaching log on the screen: rows, standing, consent, period, export, import, and the coach's particulars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coachtui.domain.log_entry import LogEntryDraft
from coachtui.paths import Paths
from coachtui.store import writes
from coachtui.store.practice import open_practice
from coachtui.store.reads import log as reads
from coachtui.ui.app import CoachApp
from coachtui.ui.forms.coach_form import CoachForm
from coachtui.ui.forms.log_entry_form import LogEntryForm
from coachtui.ui.screens.cadence import CadenceScreen
from coachtui.ui.screens.import_log import ImportLog
from coachtui.ui.screens.log import LogScreen
from coachtui.ui.screens.log_export import ExportLog
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.rows import Rows
from tests.conftest import StandingClock
from tests.ui.conftest import NARROW, WIDE, Coach, MakeApp, pictures, press, pressing, seen, settled
from tests.ui.filling import choose, write

FORMER = (
    LogEntryDraft(
        "Anouk Verbeek", date(2025, 1, 13), date(2025, 9, 11), 62, contact="anouk@example.org", consented=True
    ),
    LogEntryDraft("Dana Okafor", date(2026, 7, 1), date(2026, 9, 30), 4),
    LogEntryDraft("Fatoumata [/b] Sow", date(2025, 1, 31), None, 0, 9.75),
)
FILE = Path(__file__).parent.parent / "fixtures" / "log" / "semicolons.csv"


@pytest.fixture
def logged(storied: Path, paths: Paths, clock: StandingClock) -> Path:
    """The story, and hours from before: one row may hold sessions of the story."""
    with open_practice(storied, paths, clock=clock) as practice:
        coach_id, _ = reads.coach(practice.db)
        writes.log.training_began(practice, date(2024, 3, 1))
        writes.log.take_in(practice, [(one.key(coach_id), one) for one in FORMER], "took in a log")
        mei, name = practice.db.execute("SELECT id, name FROM person WHERE name = 'Mei Tan'").fetchone()
        writes.log.consent(practice, name, mei, (), named=True)
    return storied


def flat(coach: Coach) -> str:
    """Return the screen without its breaks."""
    return " ".join(seen(coach).replace("│", " ").split())


async def go_to(coach: Coach, name: str) -> None:
    """Put the cursor on the row of a client."""
    rows = coach.app.screen.query_one(Rows)
    rows.cursor = next(place for place, row in enumerate(rows.rows) if row.cells[0].plain == name)
    await settled(coach)


async def test_rows_totals_and_standing_consent_and_period(make_app: MakeApp, logged: Path) -> None:
    async with make_app(logged).run_test(size=WIDE) as coach:
        await press(coach, "L")
        told = seen(coach)
        assert "Named     2 clients, 67 h (67 paid, 0 pro bono)" in told
        assert "▲ set aside" in told
        assert "2 sessions with this client lie in that span" in told
        assert "88.75 of 100  ▲ 11.25 missing" in told
        assert "✓ met; 67 of it named, the rest by letter" in told
        await press(coach, "t")
        assert "88.75 of 500" in seen(coach)
        await go_to(coach, "Sam Hart")
        await press(coach, "c")
        assert "Named     3 clients, 68 h" in seen(coach)
        await press(coach, "u")
        assert "Named     2 clients" in seen(coach), "taken back without a question"
        await press(coach, "f")
        coach.app.screen.query_one(Field).value = "whenever"
        await settled(coach)
        assert "can't be read as a date" in seen(coach)
        coach.app.screen.query_one(Field).value = "1 oct 2026 –"
        await settled(coach)
        assert "Coaching log · 1 Oct 2026 – 21 Nov 2026" in seen(coach)
        assert "Anouk" not in seen(coach)
        coach.app.screen.query_one(Field).value = "2023"
        await settled(coach)
        assert "Nothing in this period." in seen(coach)
        coach.app.screen.query_one(Field).value = ""
        await press(coach, "enter")
        await go_to(coach, "Luis Prado")
        await press(coach, "enter")
        assert isinstance(coach.app.screen, CadenceScreen)
        assert "Luis Prado" in seen(coach)


async def test_a_former_row_is_changed_binned_and_imported(make_app: MakeApp, logged: Path, tmp_path: Path) -> None:
    async with make_app(logged).run_test(size=NARROW) as coach:
        await press(coach, "L", "enter")
        assert isinstance(coach.app.screen, LogEntryForm)
        await write(coach, "ends_on", "31 jul 2026")
        await press(coach, "ctrl+g")
        assert "set aside" not in seen(coach)
        await go_to(coach, "Dana Okafor")
        assert "4 sessions here · 1 row of a former log" in flat(coach)
        await go_to(coach, "Fatoumata [/b] Sow")
        await press(coach, "d")
        assert "Fatoumata" not in seen(coach).replace("the former log of Fatoumata", "")
        await press(coach, "i")
        assert isinstance(coach.app.screen, ImportLog)
        coach.app.screen.query_one(Field).value = str(FILE)
        await press(coach, "enter")
        assert "3 new, 1 error." in seen(coach)
        assert "A group of 22 does not count" in flat(coach)
        await press(coach, "ctrl+g")
        assert "Inés Ferrer" in seen(coach)
        await press(coach, "x")
        assert isinstance(coach.app.screen, ExportLog)
        coach.app.screen.query_one(Field).value = str(tmp_path / "log.csv")
        await press(coach, "enter")
        written = (tmp_path / "log.csv").read_text()
        assert "Anouk Verbeek,Individual,,anouk@example.org,2025-01-13,2025-09-11,62.00,0.00" in written
        assert "Dana" not in written
        await press(coach, "x")
        coach.app.screen.query_one(Field).value = str(tmp_path / "letter.md")
        await press(coach, "enter")
        assert "who are not named" in (tmp_path / "letter.md").read_text()


async def test_the_form_about_you_gives_the_start_of_the_training(app: CoachApp) -> None:
    async with app.run_test(size=NARROW) as coach:
        await press(coach, "L")
        assert "When did your coach training begin?" in seen(coach)
        await press(coach, "x")
        assert isinstance(coach.app.screen, LogScreen), "nothing to export yet"
        await press(coach, "y")
        assert isinstance(coach.app.screen, CoachForm)
        await write(coach, "training_started_on", "1 mar 2027")
        await press(coach, "ctrl+g")
        assert "That day lies ahead" in seen(coach)
        await write(coach, "training_started_on", "1 mar 2024")
        await press(coach, "ctrl+g")
        assert "1 Mar 2024 – 21 Nov 2026" in seen(coach)
        assert "Left off" in seen(coach)


async def test_a_session_is_made_pro_bono(make_app: MakeApp, logged: Path) -> None:
    async with make_app(logged).run_test(size=WIDE) as coach:
        await press(coach, "o", *"luis", "enter", "4", "g", "P")
        await choose(coach, "paid", "pro bono")
        await write(coach, "group_size", "40")
        await press(coach, "ctrl+g")
        assert "outside its scale" in seen(coach)
        await write(coach, "group_size", "4")
        await press(coach, "ctrl+g")
        assert "In the log" in seen(coach)
        assert "a group of 4" in seen(coach)


@pictures
@pytest.mark.parametrize(("size", "theme"), [(WIDE, "ink"), (NARROW, "paper")])
def test_log_full(make_app: MakeApp, logged: Path, snap_compare: Any, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(make_app(logged, theme=theme), terminal_size=size, run_before=pressing("L"))


@pictures
def test_log_before_the_training_is_known(fresh_app: CoachApp, snap_compare: Any) -> None:
    assert snap_compare(fresh_app, terminal_size=NARROW, run_before=pressing("L"))
