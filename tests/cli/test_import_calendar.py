"""`coachtui import calendar`: what it says by client, what it asks, its exit codes, and that it does what it says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from coachtui.paths import Paths
from tests.cli.conftest import Cli
from tests.conftest import copy_of, written
from tests.exchange.calendared import CALENDARS, calendar_of, event, tell


@pytest.fixture(scope="module")
def told(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice file with the clients, written once."""
    return written(template, tmp_path_factory.mktemp("calendared"), tell)


@pytest.fixture
def engaged(told: Path, paths: Paths) -> Path:
    """A copy of it at the usual place."""
    return copy_of(told, paths.practice, paths)


def test_sessions_are_told_by_client_taken_in_and_known_again(engaged: Path, cli: Cli) -> None:
    google = CALENDARS / "google.ics"
    ran = cli("import", "calendar", google, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith(
        "Dana Okafor (P-00001)\n  new: Thu 3 Sep 2026 09:00, 1 h (over already: say what became of it)\n"
    )
    assert "  new: Thu 26 Nov 2026 16:00, 1 h, three-way, middle\n" in ran.out
    assert "Mei Tan (P-00002)\n  not taken: Thu 19 Nov 2026 11:30, 1 h 30 (cancelled in the calendar" in ran.out
    assert "Calendar Coaching. Nothing was written. Sessions: 8 new, 1 not taken." in ran.err
    assert "2 other events are nobody's engagement" in ran.err
    assert "Dentist" not in ran.out + ran.err
    assert cli("import", "calendar", google).code == 0
    again = json.loads(cli("import", "calendar", google, "--json").out)
    assert [session["result"] for session in again["sessions"]] == ["same"] * 8 + ["left"]
    assert again["sessions"][6] == {
        "line": 61, "result": "same", "client": "Dana Okafor", "engagement": "P-00001", "starts": "2026-11-26T16:00",
        "time_zone": "Europe/Zurich", "minutes": 60, "kind": "three_way", "stage": "middle", "words": "",
    }  # fmt: skip
    assert "took 8 sessions from the calendar Coaching" in cli("history", "dana").out


def test_what_is_not_clear_is_left_out_until_it_is_said_and_then_remembered(
    engaged: Path, cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    coffee = event("DTSTART:20261203T090000Z", title="Coffee with Dana", who="")
    wrong = event("DTSTART:20261203T090000Z", "DTEND:20261203T080000Z", uid="b@x")
    file.write_bytes(
        calendar_of(coffee, event("DTSTART:20261204T090000Z", uid="c@x", title="Dana + tax", who=""), wrong)
    )
    ran = cli("import", "calendar", file)
    assert ran.code == 1
    assert ran.out == ""
    assert "line 18: error: it ends before it begins; this event was not taken" in ran.err
    assert 'Say --match "Coffee with Dana=P-00001" or --nobody "Coffee with Dana".' in ran.err
    assert cli("import", "calendar", file, "--match", "no client").code == 2
    assert cli("import", "calendar", file, "--match", "x=nobody called so").code == 6
    ran = cli("import", "calendar", file, "--match", "coffee with DANA=okafor", "--nobody", "Dana + Tax")
    assert "new: Thu 3 Dec 2026 10:00" in ran.out
    assert ran.code == 7
    ran = cli("import", "calendar", file)
    assert "Say --match" not in ran.err
    assert "Sessions: 1 as before." in ran.err
    # What vanished stays until it is said that it goes.
    file.write_bytes(calendar_of())
    ran = cli("import", "calendar", file)
    assert "vanished: Thu 3 Dec 2026 10:00 (in the calendar no more" in ran.out
    assert "--vanished keep or --vanished cancel" in ran.err
    assert "cancelled: Thu 3 Dec" in cli("import", "calendar", file, "--vanished", "cancel").out
    assert cli("import", "calendar", file).out == ""


def test_what_is_asked_in_vain_is_an_exit_code_and_another_zone_stands_beside(
    engaged: Path, cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    coffee = event("DTSTART:20261203T090000Z", uid="c@x", title="Coffee with Dana", who="")
    there = event("DTSTART;TZID=America/New_York:20261202T200000")
    file.write_bytes(calendar_of(there, coffee, event("DTSTART:20261205T090000Z", uid="n@x", title="Dentist", who="")))
    ran = cli("import", "calendar", file, "--dry-run")
    assert ran.code == 7
    assert "  new: Wed 2 Dec 2026 20:00 New York · Thu 02:00 yours, 1 h\n" in ran.out
    assert "1 other event is nobody's engagement" in ran.err
    assert cli("import", "calendar", file, "--nobody", "coffee with dana").code == 0


@pytest.mark.parametrize("data", [b"", b"name;email\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"])
def test_a_file_of_which_nothing_can_be_taken_fails_in_words(
    engaged: Path, cli: Cli, tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "calendar.ics"
    file.write_bytes(data)
    before = engaged.read_bytes()
    ran = cli("import", "calendar", file)
    assert ran.code == 1
    assert "is no calendar" in ran.err or "line 2: error: the event that begins here does not end" in ran.err
    assert engaged.read_bytes() == before
    assert cli("import", "calendar", tmp_path / "none.ics").code == 1


@pytest.mark.parametrize("kind", ["calendar", "log"])
def test_a_file_without_rights_is_told_by_who_reads_it(
    engaged: Path, cli: Cli, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    def refuse(path: Path, *arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Who runs the tests may have all rights.
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != file and may(path, mode))
    for reading in ("open", "read_bytes"):
        monkeypatch.setattr(Path, reading, refuse)
    ran = cli("import", kind, file)
    assert ran.code == 1
    assert "can't be read (Permission denied). Check the name and your rights." in ran.err
