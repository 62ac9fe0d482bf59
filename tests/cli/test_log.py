"""`coachtui log` and `coachtui import log`: text, CSV, workbook, JSON, the letter, thresholds, bad input."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from coachtui.domain.cadence import SessionDraft, SessionKind
from coachtui.domain.engagement import CoachingForm, EngagementDraft, EngagementState
from coachtui.domain.people import PersonDraft
from coachtui.paths import Paths
from coachtui.reports.coaching_log import COLUMNS
from coachtui.store import writes
from coachtui.store.practice import Practice, open_practice
from coachtui.store.reads import log as reads
from tests.cli.conftest import Cli
from tests.conftest import StandingClock, copy_of

FILES = Path(__file__).parent.parent / "fixtures" / "log"


def coach(practice: Practice, name: str, *minutes: int, named: bool = True, size: int | None = None) -> list[str]:
    """Coach a client in sessions of so many minutes, from 2 September 2026 on; return the sessions."""
    coach_id, _ = reads.coach(practice.db)
    client = writes.people.add_person(practice, PersonDraft(name, f"{len(name)}@initech.example", named_in_log=named))
    form = CoachingForm.GROUP if size else CoachingForm.INDIVIDUAL
    draft = EngagementDraft(client, coach_id, "Europe/Zurich", form=form, group_size=size)
    engagement = writes.engagement.start(practice, draft, EngagementState.DRAFT)
    sessions = []
    for day, length in enumerate(minutes, 2):
        at = datetime(2026, 9, day, 9)
        sessions.append(writes.cadence.plan(practice, SessionDraft(engagement, at, "Europe/Zurich")))
        writes.cadence.hold(practice, sessions[-1], length)
    debrief = SessionDraft(engagement, datetime(2026, 10, 1, 9), "Europe/Zurich", SessionKind.DEBRIEF)
    writes.cadence.hold(practice, writes.cadence.plan(practice, debrief))
    writes.cadence.plan(practice, SessionDraft(engagement, datetime(2026, 10, 2, 9), "Europe/Zurich"))
    return sessions


@pytest.fixture(scope="session")
def coached(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file of a coach of two people and a group, written once."""
    directory = tmp_path_factory.mktemp("coached")
    paths = Paths(directory / "data", directory / "config", directory / "state")
    copy_of(template, paths.practice, paths)
    with open_practice(paths.practice, paths, clock=StandingClock()) as practice:
        practice.db.execute("PRAGMA synchronous = OFF")
        sessions = coach(practice, "=Ana Ruiz", 45, 60, 20)
        writes.log.count(practice, sessions[1], False, None)
        writes.log.count(practice, sessions[2], None, 4)
        coach(practice, "Ken Sato", 90, named=False)
        coach(practice, "First-line leaders", 60, size=12)
    return paths.practice


@pytest.fixture
def logged(coached: Path, paths: Paths) -> Path:
    """A copy of that practice, at the usual place."""
    return copy_of(coached, paths.practice, paths)


def test_the_log_needs_the_start_of_the_training_and_says_how_to_give_it(cli: Cli, logged: Path) -> None:
    ran = cli("log")
    assert (ran.code, ran.out) == (1, "")
    assert 'coachtui log --training-began "1 mar 2024"' in ran.err
    ran = cli("log", "--training-began", "1 mar 2024", "--credential", "acc")
    assert ran.code == 0
    assert "Noted: your coach training began on Fri 1 Mar 2024." in ran.err
    lines = ran.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert "=Ana Ruiz                      1  2 Sep 2026  3 Sep 2026        0.75       1.00" in lines
    assert "=Ana Ruiz                      4  4 Sep 2026  4 Sep 2026        0.33       0.00" in lines
    assert "total                         17                                2.08       1.00" in lines
    assert "Left off, without consent: 1 client, 1.5 h (1.5 paid, 0 pro bono)" in lines
    assert "ACC: missing 95.42 hours, 71.42 paid, 20.42 in 18 months" in lines
    assert "PCC" not in ran.out
    assert "Ken Sato" not in ran.out + ran.err
    assert cli("undo").out == "Took back: noted when your training began\n"
    assert cli("log").code == 1
    assert "can't be read as a date" in cli("log", "--training-began", "soon").err


def test_csv_json_workbook_and_letter(cli: Cli, logged: Path, tmp_path: Path) -> None:
    cli("log", "--training-began", "2024-03-01")
    header, *rows, total = csv.reader(cli("log", "--format", "csv").out.splitlines())
    assert header == [*COLUMNS]
    assert rows[0] == [
        "'=Ana Ruiz", "Individual", "", "9@initech.example", "2026-09-02", "2026-09-03", "0.75", "1.00",
    ]  # fmt: skip
    assert total == ["Total", "", "", "", "", "", "2.08", "1.00"]
    data = json.loads(cli("log", "--format", "json", "--from", "2026-09-03").out)
    assert data["left_off"]["hours"] == 0
    assert data["totals"] == {
        "rows": 2, "clients": 5, "paid_hours": 0.33, "pro_bono_hours": 1.0, "hours": 1.33, "recent_hours": 1.33,
    }  # fmt: skip
    assert data["standing"][0]["thresholds"][2]["missing"] == 3
    file = tmp_path / "log.xlsx"
    assert cli("log", "--output", file).out == f"{file}\n"
    sheet = load_workbook(file).active
    assert sheet is not None
    first = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in first] == [
        "=Ana Ruiz", "Individual", None, "9@initech.example", datetime(2026, 9, 2), datetime(2026, 9, 3), 0.75, 1,
    ]  # fmt: skip
    assert [cell.data_type for cell in first] == [*"ssnsddnn"], "a name is no formula, hours are numbers"
    assert sheet.freeze_panes == "A2"
    assert "It was left as it is" in cli("log", "--output", file).err
    assert cli("log", "--output", file).code == 1
    letter = cli("log", "--letter")
    assert "I coached 1 client between 1 Mar 2024 and 21 Nov 2026" in " ".join(letter.out.split())
    assert "| all coaching | 1 | 1.50 | 0.00 | 1.50 |" in letter.out
    assert "Ken" not in letter.out + letter.err


def test_what_makes_no_sense_is_told(cli: Cli, logged: Path) -> None:
    cli("log", "--training-began", "2024-03-01")
    for arguments, code, told in (
        (("--format", "xlsx"), 2, "give its name with -o"),
        (("--letter", "--format", "csv"), 2, "not both"),
        (("--output", "log.pdf"), 2, "not written as .pdf"),
        (("--from", "2026-10-01", "--to", "2026-09-01"), 1, "before it begins"),
        (("--from", "whenever"), 2, "can't be read as a date"),
    ):
        ran = cli("log", *arguments)
        assert (ran.code, ran.out) == (code, "")
        assert told in ran.err


def test_import_of_a_log_joins_it_with_the_sessions_and_tells_what_may_be_doubled(
    cli: Cli, logged: Path, tmp_path: Path
) -> None:
    cli("log", "--training-began", "2024-03-01")
    dry = cli("import", "log", FILES / "semicolons.csv", "--dry-run")
    assert dry.code == 7
    assert "row 5: error: No. of individuals in Group: A group of 22 does not count" in dry.err
    assert "Nothing was written. Rows: 3 new, 0 changed, 0 same, 1 error." in dry.err
    ran = cli("import", "log", FILES / "semicolons.csv", "--consented", "--json")
    assert [line["status"] for line in json.loads(ran.out)] == ["new", "new", "new", "error"]
    assert "Oskar Lindqvist                1  10 Mar 2025 goes on           6.00       1.50" in cli("log").out
    doubled = tmp_path / "own.csv"
    doubled.write_text(
        f"{','.join(COLUMNS)}\nFirst-line leaders,Group,9,,2026-08-01,2026-09-30,4,0\n", encoding="utf-8"
    )
    ran = cli("import", "log", doubled, "--consented")
    assert ran.code == 0
    assert "1 session with this client lie in that span" in ran.err
    log = cli("log")
    assert "Not counted: First-line leaders, from 1 Aug 2026 until 30 Sep 2026 (4 h)" in log.err
    assert "First-line leaders            12  2 Sep 2026  2 Sep 2026        1.00       0.00" in log.out
    moved = tmp_path / "moved.csv"
    moved.write_text("Client,Begin,Hours\nAna,2025-01-01,5\n", encoding="utf-8")
    ran = cli("import", "log", moved)
    assert (ran.code, ran.out) == (1, "")
    assert "No column is called Start Date or Paid Hours or Pro-bono Hours; there are: Client, Begin, Hours" in ran.err


def test_our_own_export_comes_in_again(cli: Cli, logged: Path, tmp_path: Path) -> None:
    cli("log", "--training-began", "2024-03-01")
    for name in ("log.csv", "log.xlsx"):
        cli("log", "-o", tmp_path / name)
        ran = cli("import", "log", tmp_path / name, "--dry-run", "--json")
        assert [(line["client"], line["status"]) for line in json.loads(ran.out)] == [
            ("=Ana Ruiz", "new"),
            ("First-line leaders", "new"),
            ("=Ana Ruiz", "new"),
        ]
        assert "The total in row 5 matches the rows above it: 2.08 paid and 1 pro-bono hours." in ran.err


def test_the_log_as_it_stood(cli: Cli, logged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "--training-began", "2024-03-01")
    monkeypatch.setenv("COACHTUI_NOW", datetime(2026, 11, 25, 9, tzinfo=UTC).isoformat())
    cli("import", "log", FILES / "semicolons.csv", "--consented")
    assert "Oskar Lindqvist" in cli("log").out
    then = cli("log", "--as-of", "22 nov 2026")
    assert then.code == 0
    assert "Oskar" not in then.out
    assert "First-line leaders" in then.out
