"""`coachtui import goals`: what it says by row, its exit codes, and that it does what it says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.conftest import NOW

ROWS = (
    "email,name,description,due_at,status,completion,key_result_1_title,key_result_1_completion\n"
    "dana@northwind.example,Delegate outcomes,Priya runs it,2027-02-26,ongoing,0.35,Name them,0.5\n"
    "mei@globex.example,Stretch beyond 1,,2026-12-31,ongoing,1.4,,\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with a good row and one that is off its scale."""
    file = tmp_path / "goals.csv"
    file.write_text(ROWS, encoding="utf-8")
    os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    return file


def test_rows_are_told_taken_in_and_known_again(clients: Path, cli: Cli, table: Path) -> None:
    ran = cli("import", "goals", table, "--dry-run")
    assert ran.code == 7
    assert ran.out == (
        "row 2: new: Dana Okafor · Delegate outcomes: new goal; new milestone “Name them”; "
        "progress 35 % on 2026-11-21\n"
    )
    assert "row 3: error: completion: “1.4” is outside the scale of this layout. Give 0 to 1" in ran.err
    assert "Culture Amp layout, read as utf-8, separated by comma." in ran.err
    assert "Nothing was written. Rows: 1 new, 0 changed, 0 same, 1 error." in ran.err
    assert "Delegate" not in cli("goals", "dana").out
    assert cli("import", "goals", table).code == 7
    assert "Delegate outcomes" in cli("goals", "dana").out
    assert cli("import", "goals", table).out == "row 2: same: Dana Okafor · Delegate outcomes\n"
    assert "imported 1 goal from goals.csv" in cli("history", "dana").out
    assert cli("undo").code == 0
    assert "Delegate" not in cli("goals", "dana").out


def test_the_file_wins_when_it_is_to_and_says_so_as_json(clients: Path, cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "goals.csv"
    file.write_bytes("client;goal;due\nDana Okafor;Größe zeigen;26.02.2027\n".encode("cp1252"))
    assert cli("import", "goals", file).code == 0
    file.write_bytes("client;goal;due\nDana Okafor;Größe zeigen;27.02.2027\n".encode("cp1252"))
    (kept,) = json.loads(cli("import", "goals", file, "--json").out)
    assert kept == {
        "row": 2, "status": "same", "client": "Dana Okafor", "goal": "Größe zeigen", "changes": [],
        "kept": ["due stays 2027-02-26 (the file says 2027-02-27)"], "errors": [],
    }  # fmt: skip
    given = ("--update", "--encoding", "cp1252", "--delimiter", "semicolon", "--json")
    (changed,) = json.loads(cli("import", "goals", file, *given).out)
    assert changed["changes"] == ["due 2027-02-26 → 2027-02-27"]


def test_what_can_not_be_read_at_all_is_refused(clients: Path, cli: Cli, tmp_path: Path, table: Path) -> None:
    file = tmp_path / "none.csv"
    assert cli("import", "goals", file).code == 1
    file.write_text("person,aim\na,b\n")
    ran = cli("import", "goals", file)
    assert ran.code == 1
    assert "No layout of goals has these columns: person, aim." in ran.err
    table.write_text("\n".join([ROWS.splitlines()[0], ROWS.splitlines()[2]]))
    assert cli("import", "goals", table).code == 1
    assert "level_-2 … level_2" in cli("import", "goals", "--help").out
